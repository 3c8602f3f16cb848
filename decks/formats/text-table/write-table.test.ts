import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, guessOf, noteType, tableOf } from "./test-tables.ts";
import { tableNotes } from "./table-notes.ts";
import { type WrittenNote, writeTable } from "./write-table.ts";

const VERB = noteType("Verb", ["Infinitive", "Past", "Meaning"]);

const note = (values: readonly string[]): WrittenNote => ({
  guid: "g",
  typeName: "Verb",
  deckPath: ["Spanish", "Verbs"],
  tags: ["short", "irregular"],
  values,
});

test("a table begins with the header lines that say what its columns are", () => {
  expect(writeTable([note(["ir", 'to "go"', "a,b"]), note(["=1+1"])], { delimiter: ",", isHtml: true })).toBe(
    [
      "#separator:comma",
      "#html:true",
      "#guid column:1",
      "#notetype column:2",
      "#deck column:3",
      "#tags column:7",
      'g,Verb,Spanish::Verbs,ir,"to ""go""","a,b",short irregular',
      "g,Verb,Spanish::Verbs,=1+1,,,short irregular",
      "",
    ].join("\n"),
  );
});

test("a first note whose words could name columns is a note", () => {
  const first = { ...note(["front", "back"]), guid: "key", typeName: "Verb", deckPath: ["Deck"] };
  const table = tableOf(writeTable([first, note(["ir"])], { delimiter: ",", isHtml: true }));
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(["key", "g"]);
});

test("no notes are a table of header lines alone", () => {
  expect(writeTable([], { delimiter: "\t", isHtml: false }).split("\n")).toHaveLength(7);
});

test("what is written comes back as it was", () => {
  const word = fc.stringMatching(/^[\p{L}\p{N}#"',;=_-]{1,8}$/u);
  const texts = fc
    .array(
      fc.constantFrom(
        "a",
        "é",
        "漢",
        '"',
        '""',
        ",",
        ";",
        "\t",
        "\n",
        "#",
        "=",
        "<b>",
        "&amp;",
        " ",
        "'",
        "::",
      ),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join(""));
  const notes = fc.array(
    fc.record({
      guid: word,
      typeName: fc.constant("Verb"),
      deckPath: fc.array(word, { minLength: 1, maxLength: 3 }),
      tags: fc.uniqueArray(word, { maxLength: 3 }),
      values: fc.tuple(
        texts.map((text) => `x${text}`),
        texts,
        texts,
      ),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(notes, fc.constantFrom(",", ";", "\t"), (written, delimiter) => {
      const bytes = bytesOf(writeTable(written, { delimiter, isHtml: true }));
      const { rows, warnings, issues } = tableOf(bytes);
      expect([warnings, issues]).toEqual([[], []]);
      const read = tableNotes(rows, guessOf(bytes).options, () => VERB, VERB);
      expect(read.issues).toEqual([]);
      expect(
        read.notes.map(({ values, tags, deckPath, guid }) => ({ values, tags, deckPath, guid })),
      ).toEqual(written.map(({ values, tags, deckPath, guid }) => ({ values, tags, deckPath, guid })));
    }),
    { numRuns: 300 },
  );
});

test("text is shown as it was written", () => {
  const bytes = bytesOf(writeTable([note(["a < b", "c\nd", "e & f"])], { delimiter: "\t", isHtml: false }));
  const { notes } = tableNotes(tableOf(bytes).rows, guessOf(bytes).options, () => VERB, VERB);
  expect(notes[0]?.values).toEqual(["a &lt; b", "c<br>d", "e &amp; f"]);
});
