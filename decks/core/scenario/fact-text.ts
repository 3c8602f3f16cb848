import type { RulePack } from "./pack.ts";
import type { FactId, FactValue } from "./types.ts";

/** A fact as a chip says it: "Payload 500 MB", "No cost when idle". */
export function factText(pack: RulePack, id: FactId, value: FactValue): string {
  const known = pack.facts.find((fact) => fact.id === id);
  if (!known) return `${id} ${String(value)}`;
  return known.kind === "number"
    ? `${known.label} ${valueText(pack, id, value)}`
    : valueText(pack, id, value);
}

/** The value alone, with the unit a person would use: "500 MB", "5 min", "1 GB". */
export function valueText(pack: RulePack, id: FactId, value: FactValue): string {
  const known = pack.facts.find((fact) => fact.id === id);
  if (known?.kind === "choice") return known.choices[String(value)] ?? String(value);
  if (known?.kind === "yes-no") return value === true ? known.yes : known.no;
  if (known?.kind !== "number" || typeof value !== "number") return String(value);
  return humanUnit(value, known.unit);
}

/** Fills {value} and {limit} of a pack's sentence. */
export function limitText(
  pack: RulePack,
  sentence: string,
  fact: FactId,
  value: FactValue,
  limit: FactValue,
): string {
  return sentence
    .replaceAll("{value}", valueText(pack, fact, value))
    .replaceAll("{limit}", valueText(pack, fact, limit));
}

/** Larger units only where they are exact: 300 s is 5 min, 90 s stays 90 s. */
function humanUnit(value: number, unit: string): string {
  const seconds = unit === "ms" && value >= 1_000 ? value / 1_000 : unit === "s" ? value : null;
  if (seconds !== null && seconds >= 3_600 && seconds % 3_600 === 0) return plural(seconds / 3_600, "hour");
  if (seconds !== null && seconds > 60 && seconds % 60 === 0) return `${seconds / 60} min`;
  if (seconds !== null && seconds % 1 === 0) return `${seconds.toLocaleString("en")} s`;
  if (unit === "MB" && value >= 1_024 && value % 1_024 === 0) return `${value / 1_024} GB`;
  if (value === 1 && unit.endsWith("s") && unit.length > 2) return `1 ${unit.slice(0, -1)}`;
  return `${value.toLocaleString("en", { maximumFractionDigits: 3 })} ${unit}`;
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
