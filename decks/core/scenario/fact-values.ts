import type { PackFile } from "./pack-schema.ts";
import type { FactValue } from "./types.ts";

/** Whether a value is one that the fact can take. */
export function fits(known: PackFile["facts"][number], given: FactValue): boolean {
  switch (known.kind) {
    case "number":
      return typeof given === "number" && given >= known.range[0] && given <= known.range[1];
    case "choice":
      return typeof given === "string" && Object.hasOwn(known.choices, given);
    case "yes-no":
      return typeof given === "boolean";
  }
}
