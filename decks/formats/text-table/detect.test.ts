import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectTable, looksLikeTable } from "./detect.ts";
import type { ColumnUse } from "./options.ts";
import { bytesOf, guessOf } from "./test-tables.ts";

const field = (index: number): ColumnUse => ({ kind: "field", index });

describe("the delimiter is the one that divides the records alike", () => {
  test.each([
    ["a comma", "heart,pumps blood\nlung,takes in air\n", ","],
    ["a semicolon beside decimal commas", "one half;0,5\none third;0,33\n", ";"],
    ["a tab beside commas", "red, white\tcolours\nup, down\tplaces\n", "\t"],
    ["a pipe", "heart|pumps blood\nlung|takes in air\n", "|"],
    ["a colon", "heart:pumps\nlung:breathes\nliver:cleans\n", ":"],
    ["a blank", "uno one\ndos two\ntres three\n", " "],
    ["a comma where quotes hold semicolons", '"a; b","c; d"\n"e; f","g; h"\n', ","],
    ["a comma where most records agree", "a,b\nc,d\ne,f\ng,h\nno comma here\n", ","],
  ])("%s", (_name, text, delimiter) => {
    expect(guessOf(text)).toMatchObject({ style: "table", options: { delimiter } });
  });
});

describe("the first record is a header only when it names columns", () => {
  test.each([
    ["Front,Back", true],
    ["Question;Answer;Tags", true],
    ["Begriff;Bedeutung", true],
    ["Mot;Définition", true],
    ["Pregunta,Respuesta", true],
    ["English,Deutsch", true],
    ["English,Englisch", false],
    ["word,Wort", false],
    ["answer,Antwort", false],
    ["heart,pumps blood", false],
    ["front,something else", false],
  ])("%s: %s", (first, hasHeader) => {
    expect(guessOf(`${first}\nheart,pumps blood\nlung;breathes`).options.hasHeader).toBe(hasHeader);
  });
});

test("columns go where their names say, whatever their order", () => {
  expect(guessOf("Tags,Back,Example,Front,Deck\na,b,c,d,e\n").options.columns).toEqual([
    { kind: "tags" },
    field(1),
    field(2),
    field(0),
    { kind: "deck" },
  ]);
});

test("Anki's header lines win over what the records look like", () => {
  const text =
    "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\nx1\tBasic\tLungs\ta, b\tc, d\tone two\n";
  expect(guessOf(text, "export.txt").options).toEqual({
    encoding: "utf-8",
    delimiter: "\t",
    quote: '"',
    hasHeader: false,
    isHtml: true,
    columns: [
      { kind: "guid" },
      { kind: "note-type" },
      { kind: "deck" },
      field(0),
      field(1),
      { kind: "tags" },
    ],
    noteTypeName: null,
    deckPath: null,
    tags: [],
  });
});

test("header lines for the whole file give its type, deck and tags", () => {
  const text =
    "#separator:Pipe\n#notetype:Vocabulary\n#deck:Languages::Spanish\n#tags:verbs hard\nser|to be\n";
  expect(guessOf(text).options).toMatchObject({
    delimiter: "|",
    noteTypeName: "Vocabulary",
    deckPath: ["Languages", "Spanish"],
    tags: ["verbs", "hard"],
  });
});

test("names in a header line take the place of a header record", () => {
  const { options } = guessOf("#separator:comma\n#columns:Back,Front\nfront,back\n");
  expect(options).toMatchObject({ hasHeader: false, columns: [field(1), field(0)] });
});

test.each([
  ["a tag", "water,H<sub>2</sub>O\n", true],
  ["an entity", "salt,Na&nbsp;Cl\n", true],
  ["less than", "a < b,b > a\n", false],
  ["a generic type", "List<string>,a list\n", false],
])("cells are HTML when a cell has a tag or an entity: %s", (_name, text, isHtml) => {
  expect(guessOf(text).options.isHtml).toBe(isHtml);
});

test("single quotes enclose cells when they stand at the ends of cells and double ones do not", () => {
  expect(guessOf("'a, b','c'\n'd','e, f'\n").options.quote).toBe("'");
  expect(guessOf("it's,its\n'tis,it is\n").options.quote).toBe('"');
});

test("gaps ask for a cloze type", () => {
  expect(guessOf("The {{c1::heart}} pumps.,1\nThe {{c1::lung}} breathes.,2\n").options.noteTypeName).toBe(
    "Cloze",
  );
});

describe("the encoding is found, or is the learner's", () => {
  const text = "Größe,size\nMaß,measure\n";
  const wide = (isLittle: boolean) => {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    [...`\uFEFF${text}`].forEach((one, index) => view.setUint16(index * 2, one.charCodeAt(0), isLittle));
    return bytes;
  };
  const narrow = Uint8Array.from([...text], (one) => one.charCodeAt(0));
  test.each([
    ["utf-8", bytesOf(text)],
    ["utf-8", bytesOf(`\uFEFF${text}`)],
    ["utf-16le", wide(true)],
    ["utf-16be", wide(false)],
    ["windows-1252", narrow],
  ])("%s", (encoding, bytes) => {
    expect(guessOf(bytes).options.encoding).toBe(encoding);
  });

  test("a chosen encoding stays", () => {
    const guess = detectTable(narrow, "table.csv", "windows-1250");
    expect(guess).toMatchObject({ ok: true, options: { encoding: "windows-1250" } });
  });
});

test.each([
  ["nothing", new Uint8Array()],
  ["blank space", bytesOf(" \n\n")],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)],
  ["a zip archive", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
])("%s is refused", (_name, bytes) => {
  expect(detectTable(bytes, "table.csv")).toMatchObject({ ok: false, code: "unreadable" });
});

describe("pasted pairs", () => {
  const keys = ["Osmosis", "Cell wall", "Turgor", "Plasmid", "Mitosis"];
  const pasted = (delimiter: string) =>
    keys.map((key, at) => `${key}${delimiter}what it is, number ${at}`).join("\n");

  test.each([" — ", " – ", " - ", " = ", ": "])("divided by “%s” are found", (delimiter) => {
    expect(guessOf(pasted(delimiter), "Pasted notes.txt")).toMatchObject({
      style: "pairs",
      options: { delimiter, quote: "" },
    });
    expect(looksLikeTable(pasted(delimiter), "Pasted notes.txt")).toBe(true);
  });

  test("divided by tabs are a table", () => {
    expect(guessOf(pasted("\t"), "Pasted notes.txt")).toMatchObject({
      style: "table",
      options: { delimiter: "\t" },
    });
    expect(looksLikeTable("one\tuno\ntwo\tdos", "Pasted notes.txt")).toBe(true);
    const wide = keys.map((key) => `${key} - it\tone\ttwo`).join("\n");
    expect(guessOf(wide, "Pasted notes.txt").options).toMatchObject({ delimiter: "\t", quote: '"' });
  });

  test.each([
    ["a few are left to the reader of guides", "Osmosis: water moving\nTurgor: pressure of water\n"],
    ["questions and answers", "Q: What is it?\nA: A cell.\nQ: And that?\nA: A wall.\nQ: Why?\nA: So.\n"],
    ["talk between two", "Ann: hi\nBen: hello\nAnn: well?\nBen: well.\nAnn: so\nBen: bye\n"],
    ["a log of talk", "10:01 Ann: hi\n10:02 Ben: hello\n10:04 Ann: well\n10:05 Ben: so\n10:09 Ann: bye\n"],
    [
      "prose with dashes",
      Array.from({ length: 6 }, (_, at) => `War ${at} — which nobody had wanted — went on for a year.`).join(
        "\n",
      ),
    ],
    ["a list", "- one: 1\n- two: 2\n- three: 3\n- four: 4\n- five: 5\n"],
    [
      "definitions in Markdown",
      "osmosis :: water\nturgor :: pressure\nwall :: firm\ncell :: unit\nsap :: juice\n",
    ],
    ["a table in Markdown", "| a | b |\n|---|---|\n| c | d |\n| e | f |\n"],
  ])("%s: none", (_name, text) => {
    expect(looksLikeTable(text, "Pasted notes.txt")).toBe(false);
  });
});

describe("what is a table", () => {
  test.each([
    ["cards.csv", "anything at all", true],
    ["CARDS.TSV", "anything at all", true],
    ["notes.txt", "#separator:tab\n#html:false\nfront\tback\n", true],
    ["notes.txt", "heart;pumps blood\nlung;takes in air\nliver;cleans blood\n", true],
    ["notes.txt", "Term,Definition\nheart,pumps blood\nlung,takes in air\n", true],
    ["notes.txt", "heart,pumps blood\nlung,takes in air\n", false],
    ["notes.md", "heart\tpumps\nlung\tbreathes\n", false],
    ["notes.txt", "", false],
  ])("%s with %j: %s", (name, text, isTable) => {
    expect(looksLikeTable(text, name)).toBe(isTable);
  });

  const corpus = new URL("../corpus/", import.meta.url);
  test.each(readdirSync(corpus).filter((file) => !file.endsWith(".json")))(
    "no study guide is: %s",
    (file) => {
      const text = readFileSync(new URL(file, corpus), "utf8");
      expect([looksLikeTable(text, file), looksLikeTable(text, "Pasted notes.txt")]).toEqual([false, false]);
    },
  );

  test("no prose is", () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const mark = fc.constantFrom(" ", " ", " ", " ", ", ", "; ", " - ", ": ", " — ");
    const sentence = fc
      .array(fc.tuple(word, mark), { minLength: 8, maxLength: 40 })
      .map((parts) => `${parts.map(([one, after]) => one + after).join("")}end.`);
    // Every paragraph begins with a sentence of its own.
    const opening = fc.array(word, { minLength: 9, maxLength: 14 }).map((words) => `${words.join(" ")}. `);
    const prose = fc.array(
      fc.tuple(opening, sentence).map(([first, second]) => first + second),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(prose, (paragraphs) => !looksLikeTable(paragraphs.join("\n\n"), "Pasted notes.txt")),
      { numRuns: 300 },
    );
  });
});

test("whatever the text, its guess is one that a table can be read with", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('"', "'", ",", "\t", "\n", "#", ":", " ", "a", "::", "-"), { minLength: 1 }),
      (parts) => {
        const guess = detectTable(bytesOf(`a${parts.join("")}`), "table.csv");
        expect(guess.ok && guess.options.columns.length > 0 && guess.options.delimiter !== "").toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
