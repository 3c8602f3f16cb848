import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardFace, faceMarkdown } from "../core/cards/card-face.ts";
import { makeNotes, withOffers } from "../core/cards/make-notes.ts";
import { noteKey } from "../core/cards/note-key.ts";
import type { Guide } from "../core/guide/types.ts";
import type { GuideId } from "../core/ids.ts";
import { normalisedKey } from "../core/normalised-key.ts";
import { guideOf, guideText } from "./guide-text.ts";

/**
 * Guides of different fields, hands and layouts, each beside what a careful person would take from it. `question` and
 * `answer` are the first 40 characters.
 */
interface Expected {
  /** Null where the guide has none. */
  readonly title: string | null;
  readonly objectives: number;
  readonly glossary: readonly string[];
  readonly pairs: readonly string[];
  readonly tables: readonly { readonly title: string; readonly columns: number; readonly rows: number }[];
  readonly questions: readonly {
    readonly question: string;
    readonly answer: string | null;
    readonly kind: string;
  }[];
  readonly muddy: readonly string[];
  readonly workedExamples: number;
  readonly diagrams: number;
}

const CORPUS = new URL("corpus/", import.meta.url);
const files = readdirSync(CORPUS);
const guides = files
  .filter((file) => !file.endsWith(".expected.json"))
  .map((file) => ({
    file,
    bytes: new Uint8Array(readFileSync(new URL(file, CORPUS))),
    expected: JSON.parse(
      readFileSync(new URL(`${file.replace(/\.\w+$/, "")}.expected.json`, CORPUS), "utf8"),
    ) as Expected,
  }));

async function read(file: string, bytes: Uint8Array): Promise<{ text: string; guide: Guide }> {
  const text = await guideText({ name: file, bytes });
  if (!text.ok) throw new Error(`${file}: ${text.reason}`);
  return { text: text.text, guide: guideOf(text) };
}

/** Spelling that says nothing of whether a thing was found: case, marks, "True or false:" in front. */
const plain = (text: string) => normalisedKey(text).replace(/^(?:t-f|true-or-false|true-false)-/, "");

describe.each(guides)("$file", ({ file, bytes, expected }) => {
  test("gives just what a careful person would take from it", async () => {
    const { guide } = await read(file, bytes);
    if (expected.title !== null) expect(plain(guide.title)).toBe(plain(expected.title));
    expect(guide.glossary.map(({ term }) => plain(term)).sort()).toEqual(expected.glossary.map(plain).sort());
    expect(guide.pairs.map(({ term }) => plain(term)).sort()).toEqual(expected.pairs.map(plain).sort());
    expect(guide.muddyPoints.map(({ title }) => plain(title)).sort()).toEqual(
      expected.muddy.map(plain).sort(),
    );
    const sizes = (tables: Expected["tables"]) =>
      tables.map(({ columns, rows }) => `${columns}x${rows}`).sort();
    expect(
      sizes(
        guide.tables.map(({ title, columns, rows }) => ({
          title,
          columns: columns.length,
          rows: rows.length,
        })),
      ),
    ).toEqual(sizes(expected.tables));
    expect(guide.objectives).toHaveLength(expected.objectives);
    expect(guide.workedExamples).toHaveLength(expected.workedExamples);
    expect(guide.diagrams).toHaveLength(expected.diagrams);
  });

  test("has every question with its kind and the beginning of its answer", async () => {
    const { guide } = await read(file, bytes);
    expect(guide.questions).toHaveLength(expected.questions.length);
    const found = [...guide.questions];
    for (const { question, answer, kind } of expected.questions) {
      const wanted = plain(question).slice(0, 22);
      const at = found.findIndex((candidate) => plain(candidate.question).startsWith(wanted));
      expect(at, question).toBeGreaterThanOrEqual(0);
      const [match] = found.splice(at, 1);
      expect(match?.kind, question).toBe(kind);
      if (answer === null) expect(match?.answer).toBeNull();
      else
        expect(plain(match?.answer ?? "").startsWith(plain(answer).slice(0, 14)), match?.answer ?? "").toBe(
          true,
        );
    }
  });

  test("every card points at a line that has its key, and no two ask the same", async () => {
    const { text, guide } = await read(file, bytes);
    const lines = (
      /\.html$/.test(file) ? new TextDecoder().decode(bytes).replace(/<\/?\w[^>\n]*>/g, "") : text
    ).split(/\r\n|\r|\n/);
    const { notes, cards } = makeNotes(guide, "guide" as GuideId);
    const noteById = new Map(notes.map((note) => [note.id, note]));
    const fronts = cards.map(({ noteId, template }) => {
      const note = noteById.get(noteId);
      if (!note) throw new Error(`the card of ${noteId} has no note`);
      if (note.kind !== "table") {
        const key = typeof note.fields["item"] === "string" ? note.fields["item"] : noteKey(note);
        const [word = ""] = normalisedKey(key.replace(/^(?:worked )?example:?\s/i, "")).split("-");
        const { line = 0 } = note.source ?? {};
        expect(normalisedKey(lines.slice(line - 1, line + 2).join(" ")), key).toContain(word);
      }
      return faceMarkdown(cardFace(note, template)).front;
    });
    expect(new Set(fronts).size).toBe(fronts.length);
    expect(new Set([...notes, ...cards].map(({ id }) => id)).size).toBe(notes.length + cards.length);
  });

  test("no forward, reverse or example card gives its answer away", async () => {
    const { guide } = await read(file, bytes);
    const { notes, cards } = makeNotes(guide, "guide" as GuideId);
    for (const note of notes.filter(({ kind }) => kind === "glossary" || kind === "pair")) {
      for (const { template } of cards.filter((card) => card.noteId === note.id)) {
        const { prompt, answer } = cardFace(note, template);
        expect(` ${plain(prompt).replaceAll("-", " ")} `).not.toContain(
          ` ${plain(answer).replaceAll("-", " ")} `,
        );
      }
    }
  });
});

test.each(["networking-readme.md", "security-plain.txt", "biology-page.html", "s3-module.md"])(
  "the deck of %s is the golden one",
  async (file) => {
    const { guide } = await read(file, new Uint8Array(readFileSync(new URL(file, CORPUS))));
    const { notes, cards } = withOffers(makeNotes(guide, "guide" as GuideId), new Set());
    const noteById = new Map(notes.map((note) => [note.id, note]));
    const text = cards.map(({ noteId, template }) => {
      const note = noteById.get(noteId);
      if (!note) throw new Error(`the card of ${noteId} has no note`);
      const { front, back } = faceMarkdown(cardFace(note, template));
      return `${note.kind} ${template}, line ${note.source?.line}\n\n${front}\n\n---\n\n${back}`;
    });
    await expect(`${text.join("\n\n==========\n\n")}\n`).toMatchFileSnapshot(`golden/${file}.deck.txt`);
  },
);

/** What happens to notes on their way: lines lost, doubled, swapped, cut, joined; characters put in. */
const mutation = fc.record({
  guide: fc.nat({ max: guides.length - 1 }),
  edits: fc.array(
    fc.record({
      kind: fc.constantFrom("drop", "double", "swap", "cut", "join", "insert" as const),
      at: fc.nat({ max: 200 }),
      text: fc.oneof(
        fc.constantFrom(
          "```",
          "---",
          "|",
          "<details>",
          "</li>",
          "**",
          "A:",
          "Q1.",
          "1)",
          "\t",
          "::",
          "[",
          "\\begin{tikzpicture}",
        ),
        fc.string({ unit: "grapheme", maxLength: 12 }),
      ),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

test("a guide that was damaged is still read, with cards of their own", async () => {
  const texts = await Promise.all(guides.map(async ({ file, bytes }) => (await read(file, bytes)).text));
  await fc.assert(
    fc.asyncProperty(mutation, async ({ guide: index, edits }) => {
      const lines = (texts[index] ?? "").split(/\r\n|\r|\n/);
      for (const { kind, at, text } of edits) {
        const place = at % Math.max(1, lines.length);
        const line = lines[place] ?? "";
        if (kind === "drop") lines.splice(place, 1);
        else if (kind === "double") lines.splice(place, 0, line);
        else if (kind === "swap") lines.splice(place, 2, lines[place + 1] ?? "", line);
        else if (kind === "cut") lines[place] = line.slice(0, line.length >> 1);
        else if (kind === "join") lines.splice(place, 2, line + (lines[place + 1] ?? ""));
        else lines[place] = line.slice(0, line.length >> 1) + text + line.slice(line.length >> 1);
      }
      const bytes = new TextEncoder().encode(lines.join("\n"));
      const result = await guideText({ name: "notes.md", bytes });
      if (!result.ok) return;
      const { notes, cards } = makeNotes(guideOf(result), "guide" as GuideId);
      expect(new Set(notes.map(({ id }) => id)).size).toBe(notes.length);
      expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
      for (const { source } of notes) expect(source?.line).toBeLessThanOrEqual(lines.length);
    }),
    { numRuns: 300 },
  );
}, 60_000);
