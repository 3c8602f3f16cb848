const MINUTES = { m: 1, h: 60 } as const;

/** Steps as they are shown in a field: minutes, "1 10". */
export function stepsText(minutes: readonly number[]): string {
  return minutes.join(" ");
}

/** "1 10", "1m 10m 1h", "1, 10" as minutes; null when something else stands there. An empty field is no steps. */
export function readSteps(text: string): readonly number[] | null {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  const read = parts.map((part) => {
    const match = /^(\d+(?:\.\d+)?)(m|min|h)?$/i.exec(part);
    if (!match) return null;
    const unit = (match[2] ?? "m").toLowerCase();
    return Number(match[1]) * (unit === "h" ? MINUTES.h : MINUTES.m);
  });
  return read.includes(null) ? null : (read as number[]);
}
