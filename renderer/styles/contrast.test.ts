import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

type Palette = ReadonlyMap<string, string>;

/** The colours of a theme: the pairs of the root, or the overrides of the contrast theme on top of the light ones. */
function palette(theme: "light" | "dark" | "contrast"): Palette {
  const colours = new Map<string, string>();
  for (const [, name = "", light = "", dark = ""] of css.matchAll(
    /--([\w-]+): light-dark\((#\w+), (#\w+)\)/g,
  )) {
    colours.set(name, theme === "dark" ? dark : light);
  }
  if (theme === "contrast") {
    const block = /\[data-theme="contrast"\] \{([^}]*)\}/.exec(css)?.[1] ?? "";
    for (const [, name = "", value = ""] of block.matchAll(/--([\w-]+): (#\w+);/g)) colours.set(name, value);
  }
  return colours;
}

function luminance(colour: string): number {
  const hex =
    colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join("") : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ["desk", "sheet", "sunk", "hover", "raised"];
const GRADES = ["again", "hard", "good", "easy"];
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...["ink", "ink-2", "ink-3", "cardinal", "hard", "good", "easy"].flatMap((ink) =>
    SURFACES.map((surface) => [ink, surface, 4.5] as const),
  ),
  ...SURFACES.map((surface) => ["focus", surface, 3] as const),
  ...GRADES.map((grade) => [grade, `${grade}-wash`, 4.5] as const),
  ...["ink", "ink-2", "ink-3"].flatMap((ink) =>
    [...GRADES.map((grade) => `${grade}-wash`), "selection"].map((wash) => [ink, wash, 4.5] as const),
  ),
  ...["word", "text", "value", "name", "aside"].map((part) => [`code-${part}`, "sunk", 4.5] as const),
  ["on-ink", "ink", 4.5],
  ["on-cardinal", "cardinal", 4.5],
  ["edge", "sheet", 3],
  ["edge", "sunk", 3],
  ["cardinal-rule", "sheet", 3],
];

describe.each(["light", "dark", "contrast"] as const)("in the %s theme", (theme) => {
  const colours = palette(theme);
  test.each(PAIRS)("%s on %s has a contrast of at least %d", (ink, surface, needed) => {
    const [front, back] = [colours.get(ink), colours.get(surface)];
    if (front === undefined || back === undefined) throw new Error(`no colour ${ink} or ${surface}`);
    expect(contrast(front, back)).toBeGreaterThanOrEqual(needed);
  });
});
