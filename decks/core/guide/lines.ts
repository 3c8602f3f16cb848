import type { Guide } from "./types.ts";

/** The guide with every line number replaced, for texts that were converted from another format. */
export function withLines(guide: Guide, lineOf: (line: number) => number): Guide {
  const moved = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(moved);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [
        key,
        key === "line" && typeof value === "number" && value > 0 ? lineOf(value) : moved(value),
      ]),
    );
  };
  return moved(guide) as Guide;
}
