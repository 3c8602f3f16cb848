import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { looksLikeTable } from "../text-table/detect.ts";
import { looksLikeMarkdownDeck, readMarkdownDeck } from "./read-markdown-deck.ts";

const notesOf = (text: string) => readMarkdownDeck(text).notes;
const basic = (front: string, back: string, isReversed = false) => ({
  kind: "basic",
  front,
  back,
  isReversed,
});
const cloze = (text: string) => ({ kind: "cloze", text });

describe("cards", () => {
  test.each([
    ["Q: What beats?\nA: The heart.", [basic("What beats?", "The heart.")]],
    ["Q. What beats?\nA. The heart.", [basic("What beats?", "The heart.")]],
    ["**Q:** What beats?\n**A:** The heart.", [basic("What beats?", "The heart.")]],
    ["**Q: What beats?**\n**A:** The heart.", [basic("What beats?", "The heart.")]],
    ["Q1: What beats?\nA1: The heart.", [basic("What beats?", "The heart.")]],
    ["Question: What beats?\n\nAnswer: The heart.", [basic("What beats?", "The heart.")]],
    [
      "Q: What beats,\nall day?\nA: The heart,\nat night too.",
      [basic("What beats,\nall day?", "The heart,\nat night too.")],
    ],
    ["Q: one\nA: 1\nQ: two\nA: 2", [basic("one", "1"), basic("two", "2")]],
    ["Q: one\nA: 1\n\nand more\n\n- and more", [basic("one", "1\n\nand more\n\n- and more")]],
    ["heart :: pumps blood", [basic("heart", "pumps blood")]],
    ["heart ::: corazón", [basic("heart", "corazón", true)]],
    ["- heart :: pumps\n- lung :: breathes", [basic("heart", "pumps"), basic("lung", "breathes")]],
    ["heart :: pumps\nall day", [basic("heart", "pumps\nall day")]],
    ["What beats\nall day?\n?\nThe heart.", [basic("What beats\nall day?", "The heart.")]],
    ["heart\n??\ncorazón", [basic("heart", "corazón", true)]],
    [
      "The {{c1::heart}} has {{c2::four::number}} rooms.",
      [cloze("The {{c1::heart}} has {{c2::four::number}} rooms.")],
    ],
    [
      "The {{heart}} has {{four::number}} rooms.",
      [cloze("The {{c1::heart}} has {{c2::four::number}} rooms.")],
    ],
    [
      "The ==heart== has {{four}} rooms, not ==two==.",
      [cloze("The {{c1::heart}} has {{c2::four}} rooms, not {{c3::two}}.")],
    ],
    ["The {{c3::heart}} has ==four== rooms.", [cloze("The {{c3::heart}} has ==four== rooms.")]],
  ])("%j", (text, cards) => {
    expect(readMarkdownDeck(text)).toMatchObject({ notes: cards, issues: [] });
  });
});

describe("no cards", () => {
  test.each([
    ["fenced code", "```\nQ: a\nA: b\nx :: y\n\n{{c1::z}}\n```"],
    ["inline code", "Write `a == b == c` or `x :: y` or `{{name}}`."],
    ["equations", "a == b and b == c"],
    ["paths of a language", "std::vector holds them"],
    ["the options of a choice", "Q. What beats?\nA. The heart\nB. The lung\nC. The liver"],
    ["prose", "The heart beats? It does."],
  ])("%s", (_name, text) => {
    expect(readMarkdownDeck(text).notes).toEqual([]);
    expect(looksLikeMarkdownDeck(text)).toBe(false);
  });
});

test("fenced code within an answer is a part of it, with its marks and blank lines", () => {
  const text = "Q: How is it written?\nA: So:\n```\nQ: no\n\n# no heading\n```\n\nQ: next\nA: one";
  expect(notesOf(text)).toMatchObject([
    basic("How is it written?", "So:\n```\nQ: no\n\n# no heading\n```"),
    basic("next", "one"),
  ]);
});

test("lines two spaces in belong to the block above, whatever they look like", () => {
  expect(
    notesOf("Q: one\n  Q: still one\nA: 1\n\n  # no heading\n  ---\n    code\n\nQ: two\nA: 2"),
  ).toMatchObject([basic("one\nQ: still one", "1\n\n# no heading\n---\n  code"), basic("two", "2")]);
});

test("headings are decks, and the first of the first level is the title", () => {
  const text =
    "a :: 1\n# Biology\n## Cells\nb :: 2\n### Walls\nc :: 3\n## Blood::Cells\nd :: 4\n# Other\ne :: 5";
  const { title, notes } = readMarkdownDeck(text);
  expect(title).toBe("Biology");
  expect(notes.map(({ deckPath, line }) => [line, deckPath])).toEqual([
    [1, null],
    [4, ["Biology", "Cells"]],
    [6, ["Biology", "Cells", "Walls"]],
    [8, ["Biology", "Blood", "Cells"]],
    [10, ["Other"]],
  ]);
});

test("tags come from the front matter, from lines of their own up to the next heading, and from their block", () => {
  const text =
    "---\ntitle: Organs\ntags: [exam, body]\n---\n# A\n\n#blood #exam\n\na :: 1\n#first\n\nb :: 2\n\n# B\nc :: 3";
  const { title, notes } = readMarkdownDeck(text);
  expect(title).toBe("Organs");
  expect(notes.map(({ tags }) => tags)).toEqual([
    ["exam", "body", "blood", "first"],
    ["exam", "body", "blood"],
    ["exam", "body"],
  ]);
});

describe("front matter", () => {
  test.each([
    ["tags: exam, body", ["exam", "body"]],
    ["tags: '#exam #body'", ["exam", "#body"]],
    ["tags:\n  - exam\n  - body", ["exam", "body"]],
    ["tags: 7", ["7"]],
    ["tags: {a: b}", []],
  ])("%j", (yaml, tags) => {
    expect(notesOf(`---\n${yaml}\n---\na :: b`)[0]?.tags).toEqual(tags);
  });

  test("that is no YAML is said, and the cards below are kept", () => {
    const { notes, issues } = readMarkdownDeck("---\ntitle: [a\n---\na :: b");
    expect(notes).toHaveLength(1);
    expect(issues).toMatchObject([{ code: "front-matter", line: 1 }]);
  });

  test("names the deck above all headings", () => {
    expect(notesOf("---\ndeck: School::Biology\n---\n# Cells\na :: b")[0]?.deckPath).toEqual([
      "School",
      "Biology",
      "Cells",
    ]);
  });

  test("is not a rule above a card", () => {
    expect(notesOf("---\nQ: one\nA: 1\n---\nQ: two\nA: 2")).toHaveLength(2);
  });
});

test("a question without an answer and a paragraph that is no card are reported at their lines", () => {
  const { notes, issues } = readMarkdownDeck("Some words.\n\nQ: one\n\nQ: two\nA: 2\n\n---\n\nMore words.");
  expect(notes).toMatchObject([basic("two", "2")]);
  expect(issues).toMatchObject([
    { code: "not-a-card", line: 1, text: "Some words." },
    { code: "question-without-answer", line: 3, text: "one" },
    { code: "not-a-card", line: 10, text: "More words." },
  ]);
});

describe("what is a deck", () => {
  test.each([
    ["one question", "Q: one\nA: 1", true],
    ["half of the paragraphs", "words\n\na :: b\n\nwords\n\nc :: d", true],
    ["fewer than half", "words\n\na :: b\n\nwords\n\nwords", false],
    ["highlights throughout", "a ==b==\n\nc ==d==\n\ne ==f==", true],
    ["highlights here and there", "a ==b==\n\nc ==d==\n\nwords\n\ne ==f==", false],
    ["nothing", "", false],
  ])("%s: %s", (_name, text, isDeck) => {
    expect(looksLikeMarkdownDeck(text)).toBe(isDeck);
  });

  test("is no table of pairs", () => {
    const deck = Array.from({ length: 9 }, (_, at) => `Q: What is ${at}?\nA: number ${at}`).join("\n\n");
    expect(looksLikeTable(deck, "deck.txt")).toBe(false);
  });

  const corpus = new URL("../corpus/", import.meta.url);
  test.each(readdirSync(corpus).filter((file) => !file.endsWith(".json")))(
    "no study guide is: %s",
    (file) => {
      expect(looksLikeMarkdownDeck(readFileSync(new URL(file, corpus), "utf8"))).toBe(false);
    },
  );
});

describe("hostile texts are read in moments", () => {
  test.each([
    ["one line", "x".repeat(10_000_000)],
    ["colons", " :: ".repeat(2_500_000)],
    ["braces", "{{".repeat(5_000_000)],
    ["equals signs", "==a".repeat(3_000_000)],
    ["backticks", "`".repeat(10_000_000)],
    ["paragraphs without end", `Q: one\n\n${"a\n\n".repeat(500_000)}`],
    ["questions without answers", "Q:\n".repeat(500_000)],
    ["question marks", "?\n".repeat(500_000)],
    ["fences", "```\n".repeat(500_000)],
    ["headings", "# a\n".repeat(300_000)],
    ["hash marks", "#".repeat(10_000_000)],
    ["blank space", " ".repeat(10_000_000)],
    ["bytes that are no text", "\0\uFFFD\u0001".repeat(1_000_000)],
  ])("%s", (_name, text) => {
    const before = performance.now();
    const { notes } = readMarkdownDeck(text);
    expect(notes.length).toBeLessThan(text.length);
    looksLikeMarkdownDeck(text);
    // A quadratic reader takes minutes; the bound is wide for a busy machine.
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

test("whatever the text, every card has both of its sides and a line of the text", () => {
  const parts = fc.constantFrom(
    "Q: ",
    "A: ",
    " :: ",
    "?",
    "??",
    "\n",
    "\n\n",
    "  ",
    "```",
    "# ",
    "#a",
    "==",
    "{{",
    "}}",
    "x",
    "---",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (some) => {
      const text = some.join("");
      const lineCount = text.split("\n").length;
      for (const note of notesOf(text)) {
        const sides = note.kind === "basic" ? [note.front, note.back] : [note.text];
        expect(sides.every((side) => side.trim() !== "")).toBe(true);
        expect(note.line >= 1 && note.line <= lineCount).toBe(true);
        if (note.kind === "cloze") expect(note.text).toMatch(/\{\{c\d+::/);
      }
    }),
    { numRuns: 1_000 },
  );
});
