import { expect, test } from "vitest";
import type { TableOptions } from "./options.ts";
import { guessOf, noteType, tableOf } from "./test-tables.ts";
import { tableNotes } from "./table-notes.ts";

const BASIC = noteType("Plain", ["Front", "Back"]);
const VERB = noteType("Verb", ["Infinitive", "Past", "Meaning"]);
const types = (name: string) => (name === "Verb" ? VERB : null);

function notesOf(text: string, changes: Partial<TableOptions> = {}) {
  const options = { ...guessOf(text).options, ...changes };
  return tableNotes(tableOf(text, changes).rows, options, types, BASIC);
}

test("a row becomes a note of the fallback with its line", () => {
  expect(notesOf("heart,pumps blood\nlung,takes in air\n")).toEqual({
    notes: [
      { typeId: BASIC.id, values: ["heart", "pumps blood"], tags: [], deckPath: null, guid: null, line: 1 },
      { typeId: BASIC.id, values: ["lung", "takes in air"], tags: [], deckPath: null, guid: null, line: 2 },
    ],
    issues: [],
  });
});

test("text is shown as it stands, and HTML stays", () => {
  const text = 'a <b> & "c","d\ne"\n';
  expect(notesOf(text, { isHtml: false }).notes[0]?.values).toEqual(['a &lt;b&gt; &amp; "c"', "d<br>e"]);
  expect(notesOf(text, { isHtml: true }).notes[0]?.values).toEqual(['a <b> & "c"', "d\ne"]);
});

test("tags, deck, guid and type come from their columns, else from the options", () => {
  const text = [
    "#separator:comma",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    "#tags column:7",
    "g1,Verb,Spanish :: Verbs,ir,fui,to go,irregular  short irregular",
    ",,,sol,sun,,",
  ].join("\n");
  expect(notesOf(text, { deckPath: ["Words"], tags: ["spring"] }).notes).toEqual([
    {
      typeId: VERB.id,
      values: ["ir", "fui", "to go"],
      tags: ["spring", "irregular", "short"],
      deckPath: ["Spanish", "Verbs"],
      guid: "g1",
      line: 6,
    },
    { typeId: BASIC.id, values: ["sol", "sun"], tags: ["spring"], deckPath: ["Words"], guid: null, line: 7 },
  ]);
});

test("a type that the options name is the one of rows that name none", () => {
  expect(notesOf("ir,fui,to go\n", { noteTypeName: "Verb" }).notes[0]).toMatchObject({
    typeId: VERB.id,
    values: ["ir", "fui", "to go"],
  });
});

test("a record without a first field is left out, at its line", () => {
  const { notes, issues } = notesOf("heart,pumps\n ,nothing\nlung,breathes\n");
  expect(notes.map(({ line }) => line)).toEqual([1, 3]);
  expect(issues).toMatchObject([{ code: "empty-first-field", line: 2, text: "  nothing" }]);
});

test("an unknown type is said once, and its notes are kept", () => {
  const text = "#separator:comma\n#notetype column:1\nNoun,sol,sun\nNoun,mar,sea\n";
  const { notes, issues } = notesOf(text);
  expect(notes.map(({ typeId }) => typeId)).toEqual([BASIC.id, BASIC.id]);
  expect(issues).toMatchObject([{ code: "unknown-note-type", line: 3, text: "Noun" }]);
});

test("a column that the type has no field for is said once, where it first holds anything", () => {
  const { notes, issues } = notesOf("a,b,\nc,d,e\nf,g,h\n");
  expect(notes).toHaveLength(3);
  expect(issues).toMatchObject([{ code: "no-field", line: 2, text: "e" }]);
});

test("a column beyond those chosen takes the next field that is free", () => {
  const { notes } = notesOf("pumps,heart\n", { columns: [{ kind: "field", index: 1 }] });
  expect(notes[0]?.values).toEqual(["heart", "pumps"]);
});

test("an ignored column is left out", () => {
  const columns = [{ kind: "ignore" }, { kind: "field", index: 0 }, { kind: "field", index: 1 }] as const;
  expect(notesOf("1,heart,pumps\n", { columns }).notes[0]?.values).toEqual(["heart", "pumps"]);
});

test("thousands of empty records are counted rather than listed", () => {
  const { issues } = notesOf(`a,b\n${",x\n".repeat(5_000)}`);
  expect(issues).toHaveLength(2_001);
  expect(issues.at(-1)?.reason).toBe("3000 more records have an empty first field.");
});
