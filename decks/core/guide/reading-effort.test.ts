import { describe, expect, test } from "vitest";
import { readGuide } from "./read-guide.ts";
import { guideView } from "./view.ts";

/** How often a run asks a pattern. Counted, not timed, so that the answer is the same on every machine. */
function effort(run: () => void): number {
  const whole = Object.getOwnPropertyDescriptor(RegExp.prototype, "exec");
  const exec = whole?.value as (this: RegExp, text: string) => RegExpExecArray | null;
  let asked = 0;
  Object.defineProperty(RegExp.prototype, "exec", {
    ...whole,
    value(this: RegExp, text: string) {
      asked++;
      return exec.call(this, text);
    },
  });
  try {
    run();
  } finally {
    Object.defineProperty(RegExp.prototype, "exec", { ...whole });
  }
  return asked;
}

const GUIDES: Readonly<Record<string, (index: number) => string>> = {
  "terms in a list": (index) => `- Term ${index}: a meaning\n`,
  "terms in paragraphs": (index) => `Term ${index}: a meaning of some words\n\n`,
  "labels in paragraphs": (index) => `Source: a place ${index}\n\n`,
  headings: (index) => `## Heading ${index}\n\nSome text.\n\n`,
  "headings of a glossary": (index) => `### Term ${index}\n\nIts meaning here.\n\n`,
  questions: (index) => `What is the ${index}th river? – The Rhine\n\n`,
  "items that are set in": (index) => `      - item ${index}\n`,
  "rows set with tabs": (index) => `a${index}\tb\tc\n`,
  "drawn lines": () => "=====\t=====  =====\n",
  quotations: (index) => `> said ${index}\n\n`,
};

describe.each(["# Guide\n\n## Glossary\n", "# Guide\n\n## Chapter\n", "Guide\n\n"])("below %j", (head) => {
  test.each(Object.entries(GUIDES))("twice as many lines are twice the work: %s", (_name, line) => {
    const guide = (lines: number) => head + Array.from({ length: lines }, (_, index) => line(index)).join("");
    const work = (lines: number) =>
      effort(() => {
        readGuide(guide(lines));
        guideView(guide(lines));
      });
    expect(work(400) / work(200)).toBeLessThan(2.4);
  });
});

test.each([
  ["quotations within each other", "> "],
  ["quotations and lists within each other", "> - "],
  ["list marks", "* - "],
  ["stars", "**"],
  ["blanks", " \t"],
  ["dashes", "-"],
  ["summaries that are not closed", "<summary>"],
  ["tags that are not closed", "<details"],
  ["double brackets", "[["],
  ["colons", ":"],
])("a line of 40,000 %s is read at once", (_name, mark) => {
  for (const head of ["- a: ", "**a**", ""]) {
    const text = `# Guide\n\n## Glossary\n${head}${mark.repeat(40_000 / mark.length)}z`;
    expect(readGuide(text).title).toBe("Guide");
  }
});
