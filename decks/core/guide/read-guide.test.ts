import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faceMarkdown, cardFace } from "../cards/card-face.ts";
import { makeNotes } from "../cards/make-notes.ts";
import { normalisedKey } from "../normalised-key.ts";
import { guideIdOf } from "./guide-id.ts";
import { readGuide } from "./read-guide.ts";

const shipped = ["aws-ml-deployment.md", "statistical-tests.md"].map((name) =>
  readFileSync(new URL(`../../content/guides/${name}`, import.meta.url), "utf8"),
);

/** Plain text as it is copied from a page: no marks, odd bullets, a folded answer key, a drawing that lost its lines. */
const COPIED = `Bridges for Beginners Study Guide
Learning Objectives
After studying this guide, you should be able to:
• Tell a beam from an arch.
• Say where a cable pulls.
Key Terms & Glossary
• Abutment: The ground-side end on which a bridge rests.
• Span: The distance between two supports.
The "Big Idea"
Every bridge turns weight into push or pull and leads it to the ground.
Formula / Concept Box
| Kind | Carries load by | Usual span |
|---|---|---|
| Beam | Bending | Short |
| Cable-stayed | Pull | Long |
Hierarchical Outline
- I. Kinds
- Stiff: beam, truss.
- Hung: suspension, cable-stayed.
- II. Ground
- Feet: abutment, pier.
Visual Anchors
Forces in an Arch
\\begin{tikzpicture}
% nodes \\node (A) {Keystone}; \\node (B) {Abutment};
\\draw (A) -- (B);
\\end{tikzpicture}
Definition-Example Pairs
- Truss: Bars joined in triangles. Example: A railway bridge over a gorge.
Worked Examples
Scenario: The Footbridge
Problem: A path of 12 m crosses a stream and must be built in a day.
Solution:
- Choice: A beam.
- Reasoning: 12 m is a short span.
Checkpoint Questions
- What does a cable carry?
- Name two kinds of bridge that hang.
- True or False: An arch pulls on its abutments.
▶Click for Answers
- Pull.
- Suspension, cable-stayed.
- False. It pushes.
Muddy Points & Cross-Refs
- Pier vs. Abutment: A pier stands within the crossing, an abutment at its end.
Comparison Tables
Arch or Beam
| Aspect | Arch | Beam |
|---|---|---|
| Force | Push | Bending |
| Ground | Must be firm | Less so |
`;

describe("a guide copied as plain text", () => {
  const guide = readGuide(COPIED);

  test("is read whole: every section by its meaning, with its counts", () => {
    expect(guide.title).toBe("Bridges for Beginners Study Guide");
    expect(guide.objectives).toEqual(["Tell a beam from an arch.", "Say where a cable pulls."]);
    expect(guide.glossary.map((entry) => entry.term)).toEqual(["Abutment", "Span"]);
    expect(guide.bigIdea).toContain("push or pull");
    expect(guide.tables.map(({ title, columns, rows }) => [title, columns.length, rows.length])).toEqual([
      ["Formula / Concept Box", 3, 2],
      ["Arch or Beam", 3, 2],
    ]);
    expect(guide.outline.map(({ text, children }) => [text, children.length])).toEqual([
      ["I. Kinds", 2],
      ["II. Ground", 1],
    ]);
    expect(guide.diagrams).toMatchObject([{ title: "Forces in an Arch", language: "tikz" }]);
    expect(guide.diagrams[0]?.source).toContain("\\node (A) {Keystone}");
    expect(guide.pairs).toMatchObject([
      { term: "Truss", definition: "Bars joined in triangles.", example: "A railway bridge over a gorge." },
    ]);
    expect(guide.workedExamples).toMatchObject([
      { title: "The Footbridge", solution: [{ label: "Choice", text: "A beam." }, { label: "Reasoning" }] },
    ]);
    expect(guide.muddyPoints).toMatchObject([{ title: "Pier vs. Abutment" }]);
    expect(guide.unread).toEqual([]);
  });

  test("pairs each question with its answer and says what kind it is", () => {
    expect(guide.questions.map(({ kind, answer }) => [kind, answer])).toEqual([
      ["open", "Pull."],
      ["list", "Suspension, cable-stayed."],
      ["true-false", "False. It pushes."],
    ]);
  });

  test("keeps the line numbers of the text as given", () => {
    const lines = COPIED.split("\n");
    for (const { term, line } of guide.glossary) expect(lines[line - 1]).toContain(term);
    for (const { question, line } of guide.questions) expect(lines[line - 1]).toContain(question);
    for (const { columns, line } of guide.tables) expect(lines[line - 1]).toContain(columns[0]);
  });
});

describe("the shipped guides", () => {
  test("leave nothing unread but their introductions", () => {
    for (const text of shipped) expect(readGuide(text).unread.map((issue) => issue.line)).toEqual([3]);
  });

  test("have an answer to every question", () => {
    for (const text of shipped)
      for (const { answer } of readGuide(text).questions) expect(answer).not.toBeNull();
  });
});

describe("notes by many hands", () => {
  test.each([
    ["- **Term**: what it means here", "Term"],
    ["- **Term** - what it means here", "Term"],
    ["- Term — what it means here", "Term"],
    ["* Term: what it means here", "Term"],
    ["– Term: what it means here", "Term"],
    ["1. Term: what it means here", "Term"],
  ])("%s is a glossary entry", (line, term) => {
    expect(readGuide(`# Notes\n\n## Vocabulary\n\n${line}\n`).glossary).toMatchObject([{ term }]);
  });

  test.each(["## Key terms", "### 2. Glossary", "## 📚 Vocabulary", "**Key Terms**", "Terms to know"])(
    "%s begins a glossary",
    (heading) => {
      expect(readGuide(`# Notes\n\n${heading}\n\n- Dam: A wall across a river.\n`).glossary).toHaveLength(1);
    },
  );

  test.each([
    ["below each, as A: lines", "1. Why?\n   A: Because.\n2. How?\n   A: So."],
    ["in a numbered key", "1. Why?\n2. How?\n\n### Answer key\n\n1. Because.\n2. So."],
    [
      "in a folded key",
      "1. Why?\n2. How?\n\n<details><summary>Answers</summary>\n\n1. Because.\n2. So.\n\n</details>",
    ],
    ["as Q and A paragraphs", "Q: Why?\n\nA: Because.\n\nQ: How?\n\nA: So."],
    [
      "below each, folded",
      "1. Why?\n<details><summary>Answer</summary>\n\nBecause.\n\n</details>\n\n2. How?\n<details><summary>Answer</summary>\n\nSo.\n\n</details>",
    ],
    ["in lettered lines under a mark scheme", "a) Why?\nb) How?\n\n### Mark scheme\n\na) Because.\nb) So."],
    ["in lines of one paragraph", "Q: Why?\nA: Because.\nQ: How?\nA: So."],
    ["on the same line", "- Why? Because.\n- How? So."],
  ])("answers are found %s", (_where, text) => {
    const { questions } = readGuide(`# Notes\n\n## Practice questions\n\n${text}\n`);
    expect(questions.map(({ answer }) => answer)).toEqual(["Because.", "So."]);
  });

  test("a multiple choice has its choices, and its answer in words", () => {
    const { questions } = readGuide(
      "# Notes\n\n## Quiz\n\n1. Which is longest?\n   a) Rhine\n   b) Nile\n   c) Thames\n   Answer: b\n",
    );
    expect(questions).toMatchObject([
      { kind: "multiple-choice", choices: ["Rhine", "Nile", "Thames"], answer: "Nile" },
    ]);
  });

  test.each([
    ["a table of terms", "| Term | Definition |\n|---|---|\n| Dam | A wall. |\n| Lock | A basin. |"],
    ["lines without bullets", "Dam - A wall.\nLock - A basin."],
    ["a definition list", "Dam\n: A wall.\n\nLock\n: A basin."],
    ["short bold entries", "- **Dam** — Wall\n- **Lock** — Basin"],
  ])("%s is a glossary", (_what, text) => {
    expect(readGuide(`# Notes\n\n## Vocabulary\n\n${text}\n`).glossary.map(({ term }) => term)).toEqual([
      "Dam",
      "Lock",
    ]);
  });

  test("an example below its term makes a pair", () => {
    const { pairs } = readGuide(
      "# Notes\n\n## Definitions\n\n- **Ion** - a charged particle\n  - Example: Na+\n",
    );
    expect(pairs).toMatchObject([{ term: "Ion", definition: "a charged particle", example: "Na+" }]);
  });

  test("headings in capitals divide plain text", () => {
    const guide = readGuide(
      "RIVERS STUDY GUIDE\n\nKEY TERMS\n\nDam - A wall.\nLock - A basin.\n\nFAMOUS DAMS\n\nHoover: On the Colorado.\nAswan: On the Nile.\n",
    );
    expect(guide.glossary.map(({ term }) => term)).toEqual(["Dam", "Lock", "Hoover", "Aswan"]);
    expect(guide.unread).toEqual([]);
  });

  test("a table flattened by tabs is a table again", () => {
    const { tables } = readGuide(
      "# Notes\n\n## Comparison\n\nRiver\tLength\nNile\t6650 km\nRhine\t1230 km\n",
    );
    expect(tables).toMatchObject([
      {
        columns: ["River", "Length"],
        rows: [
          ["Nile", "6650 km"],
          ["Rhine", "1230 km"],
        ],
      },
    ]);
  });

  test("terms and tables are found by their shape where no heading names them", () => {
    const guide = readGuide(
      "# Notes\n\n## Chapter 3\n\n- Dam: A wall across a river.\n- Lock: A basin that lifts boats.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
    );
    expect(guide.glossary).toHaveLength(2);
    expect(guide.tables).toHaveLength(1);
  });

  test("a question without an answer and a list without terms are listed with their lines", () => {
    const { unread } = readGuide("# Notes\n\n## Questions\n\n1. Why?\n\n## Shopping\n\n- milk\n- eggs\n");
    expect(unread.map(({ line }) => line)).toEqual([5, 9, 10]);
    expect(unread.every(({ reason }) => reason.endsWith("."))).toBe(true);
  });
});

/** A guide that something happened to: lines lost, doubled, cut short, swapped. */
const damaged = fc
  .tuple(
    fc.constantFrom(...shipped, COPIED),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("drop", "double", "cut", "swap")), { maxLength: 12 }),
  )
  .map(([text, changes]) => {
    const lines = text.split("\n");
    for (const [at, change] of changes) {
      const index = at % lines.length;
      const line = lines[index] ?? "";
      if (change === "drop") lines.splice(index, 1);
      if (change === "double") lines.splice(index, 0, line);
      if (change === "cut") lines[index] = line.slice(0, at % (line.length + 1));
      if (change === "swap") lines.push(...lines.splice(index, 1));
    }
    return lines.join("\n");
  });

const notesOf = (text: string) => {
  const guide = readGuide(text);
  return makeNotes(guide, guideIdOf(guide.title));
};

describe("for any text", () => {
  test("reading never throws, and ids are unique", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ size: "medium" }), damaged), (text) => {
        const { notes, cards } = notesOf(text);
        expect(new Set(notes.map((note) => note.id)).size).toBe(notes.length);
        expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
      }),
      { numRuns: 200 },
    );
  });

  test("every note's line holds its key", () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const lines = text.split("\n");
        for (const { kind, fields, source } of notesOf(text).notes) {
          const key =
            kind === "glossary" || kind === "pair"
              ? fields["term"]
              : kind === "muddy"
                ? fields["title"]
                : null;
          if (typeof key !== "string") continue;
          const around = lines.slice((source?.line ?? 1) - 1, (source?.line ?? 1) + 3).join(" ");
          expect(normalisedKey(around)).toContain(normalisedKey(key).slice(0, 20));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("ids stay when sections change places", () => {
    const [head = "", ...sections] = (shipped[0] ?? "").split(/\n(?=## )/);
    const ids = new Set(notesOf([head, ...sections].join("\n")).cards.map((card) => card.id));
    fc.assert(
      fc.property(fc.shuffledSubarray(sections, { minLength: sections.length }), (shuffled) => {
        expect(new Set(notesOf([head, ...shuffled].join("\n")).cards.map((card) => card.id))).toEqual(ids);
      }),
      { numRuns: 20 },
    );
  });
});

describe("cards", () => {
  test("never show the term in its own definition, nor the answer on the front", () => {
    for (const text of [...shipped, COPIED]) {
      const { notes, cards } = notesOf(text);
      for (const { noteId, template } of cards) {
        const note = notes.find((candidate) => candidate.id === noteId);
        if (!note) throw new Error("a card without its note");
        const { front, back } = faceMarkdown(cardFace(note, template));
        expect(front.trim()).not.toBe("");
        expect(back.trim()).not.toBe("");
        if (template === "reverse")
          expect(front.toLowerCase()).not.toContain(String(note.fields["term"]).toLowerCase());
      }
    }
  });

  test("no two of a guide ask the same", () => {
    for (const text of [...shipped, COPIED]) {
      const { notes, cards } = notesOf(text);
      const fronts = cards.flatMap(({ noteId, template }) => {
        const note = notes.find((candidate) => candidate.id === noteId);
        return note ? [faceMarkdown(cardFace(note, template)).front] : [];
      });
      expect(new Set(fronts).size).toBe(fronts.length);
    }
  });
});

test("terms apart by tabs, as flash card sites export them, are terms from the first line on", () => {
  const text =
    "Osmosis\twater that moves through a membrane\nDiffusion\tparticles that spread until they are even\nMitosis\ta nucleus that divides into two alike\n";
  expect(readGuide(text).glossary.map(({ term, line }) => [term, line])).toEqual([
    ["Osmosis", 1],
    ["Diffusion", 2],
    ["Mitosis", 3],
  ]);
});

test("what is left of a list is listed with what stands below its items", () => {
  const { unread } = readGuide("# Notes\n\n## Places\n\n- S3\n  - keeps objects\n  - in a region\n");
  expect(unread).toMatchObject([{ line: 5, text: "S3; keeps objects; in a region" }]);
});
