import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, guessOf, tableOf } from "./test-tables.ts";
import { readTable } from "./read-table.ts";

const cellsOf = (text: string, changes = {}) => tableOf(text, changes).rows.map(({ cells }) => cells);

describe("cells", () => {
  test.each([
    [
      "a quoted delimiter",
      'a,"b, c"\nd,e\n',
      [
        ["a", "b, c"],
        ["d", "e"],
      ],
    ],
    [
      "a doubled quote",
      'a,"b ""c"""\nd,e\n',
      [
        ["a", 'b "c"'],
        ["d", "e"],
      ],
    ],
    [
      "a quoted line break",
      'a,"b\nc"\nd,e\n',
      [
        ["a", "b\nc"],
        ["d", "e"],
      ],
    ],
    [
      "two of them in a record",
      '"a\nb","c\nd"\ne,f\n',
      [
        ["a\nb", "c\nd"],
        ["e", "f"],
      ],
    ],
    [
      "a quote within an unquoted cell",
      'disk,5" wide\nd,e\n',
      [
        ["disk", '5" wide'],
        ["d", "e"],
      ],
    ],
    [
      "line breaks of every system",
      'a,"b\r\nc"\r\nd,e\rf,g',
      [
        ["a", "b\nc"],
        ["d", "e"],
        ["f", "g"],
      ],
    ],
    [
      "an empty cell",
      "a,\nb,c\n",
      [
        ["a", ""],
        ["b", "c"],
      ],
    ],
  ])("%s", (_name, text, cells) => {
    expect(tableOf(text)).toMatchObject({
      rows: cells.map((one) => ({ cells: one })),
      warnings: [],
      issues: [],
    });
  });

  test("a pair is divided at the first place alone", () => {
    const text = "Ratio: a : b\nTime: 12: 30\nOdds: 2: 1\nPart: one: of\nScale: big\n";
    expect(cellsOf(text, { delimiter: ": ", quote: "" })[1]).toEqual(["Time", "12: 30"]);
  });
});

test("lines are those of the file, behind blank lines, comments and records of several lines", () => {
  const { rows, warnings } = tableOf('#separator:comma\n\na,"b\nc\nd"\n# a remark\ne,f\n');
  expect(rows.map(({ line }) => line)).toEqual([3, 7]);
  expect(warnings).toEqual([
    { code: "comments", count: 1, text: "Taken for a comment because of its first “#”: in line 6." },
  ]);
});

test("a header is no row, and names the columns", () => {
  expect(tableOf("Front,Back\na,b\n")).toMatchObject({ headers: ["Front", "Back"], rows: [{ line: 2 }] });
  expect(tableOf("#columns:Front,Back\n#separator:comma\na,b\n")).toMatchObject({
    headers: ["Front", "Back"],
    rows: [{ line: 3 }],
  });
  expect(tableOf("a,b\n").headers).toBeNull();
});

describe("a stray quote costs its own line alone", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => `term ${index},meaning ${index}`);

  test("in the middle of a large file", () => {
    const lines = rows(50_000);
    lines[39_999] = '"term,meaning';
    const table = tableOf(lines.join("\n"));
    expect(table.rows).toHaveLength(50_000);
    expect(table.rows[39_999]).toEqual({ line: 40_000, cells: ['"term', "meaning"] });
    expect(table.rows[40_000]).toEqual({ line: 40_001, cells: ["term 40000", "meaning 40000"] });
    expect(table.warnings).toEqual([
      { code: "stray-quotes", count: 1, text: "A quote in line 40000 is never closed: read as a character." },
    ]);
  });

  test.each([
    ["a stray one that would close it far below", '"term,meaning', 'disk,5"'],
    ["another that opens", '"term,meaning', 'x,"y'],
    ["a quoted cell", '"term,meaning', '"x","y"'],
    ["a stray one, with the columns of a record between", 'term,"meaning', 'disk,5"'],
  ])("before %s", (_name, stray, other) => {
    const lines = rows(40);
    lines[10] = stray;
    lines[20] = other;
    const table = tableOf(lines.join("\n"));
    expect(table.rows).toHaveLength(40);
    expect(table.rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(table.warnings[0]?.text).toContain("line 11");
  });

  test("while a long cell that is closed stays one", () => {
    const cell = Array.from({ length: 500 }, (_, index) => `line ${index} of a long text`).join("\n");
    const table = tableOf(`a,b\nc,"${cell}"\nd,e\n`);
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2, 502]);
    expect(table.warnings).toEqual([]);
  });

  test("and so does a cell of two lines that hold a delimiter each", () => {
    expect(cellsOf('a,b\nc,"first, second\nthird, fourth"\nd,e\n')).toEqual([
      ["a", "b"],
      ["c", "first, second\nthird, fourth"],
      ["d", "e"],
    ]);
  });
});

test("short rows are filled up and surplus cells left out, each with its first line", () => {
  const table = tableOf("a,b\nc\nd,e,f\ng,h\ni,j,\nk,l\n");
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ["a", "b"],
    ["c", ""],
    ["d", "e"],
    ["g", "h"],
    ["i", "j"],
    ["k", "l"],
  ]);
  expect(table.warnings).toEqual([
    { code: "surplus-cells", count: 1, text: "More than 2 columns in line 3: the surplus was left out." },
    { code: "short-rows", count: 1, text: "Fewer than 2 columns in line 2: filled up with blanks." },
  ]);
});

test("a file of one column says so", () => {
  expect(tableOf("one\ntwo\nthree\n").issues).toMatchObject([{ code: "one-column", line: 0 }]);
});

test("a cell of more than a million characters leaves its record out", () => {
  const { rows, issues } = tableOf(`a,b\nc,${"x".repeat(1_000_001)}\nd,e\n`);
  expect(rows.map(({ line }) => line)).toEqual([1, 3]);
  expect(issues).toMatchObject([{ code: "cell-too-long", line: 2, text: "c" }]);
});

test("NUL characters and characters of another encoding are counted", () => {
  const nul = readTable(bytesOf("a,b\0\nc,d\n"), guessOf("a,b\n").options);
  expect(nul).toMatchObject({
    rows: [{ cells: ["a", "b"] }, {}],
    warnings: [{ code: "nul-characters", count: 1 }],
  });
  const latin = Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a);
  expect(tableOf(latin, { encoding: "utf-8" }).warnings).toMatchObject([{ code: "undecoded", count: 1 }]);
  expect(tableOf(latin).rows).toMatchObject([{ cells: ["a", "é"] }]);
});

describe("hostile files are read in moments", () => {
  test.each([
    ["only quotes", '"'.repeat(10_000_000)],
    ["a quote a line", '"\n'.repeat(500_000)],
    ["an odd number of quotes a line", '"a" "b\n'.repeat(300_000)],
    ["a quote that is never closed", `a,"b\n${"c,d\n".repeat(1_000_000)}`],
    ["only commas", ",".repeat(10_000_000)],
    ["one line", "x".repeat(10_000_000)],
    ["blank lines", `${"\n".repeat(5_000_000)}a,b`],
    ["comments", "#a:\n".repeat(1_000_000)],
    ["many columns named, and many rows of one", `${"a,".repeat(900)}\n${"b\n".repeat(1_000_000)}`],
  ])("%s", (_name, text) => {
    const bytes = bytesOf(text);
    const before = performance.now();
    const table = readTable(bytes, guessOf(bytes).options);
    expect(table.columnCount).toBeLessThanOrEqual(1_000);
    // A quadratic reader takes minutes; the bound is wide for a busy machine.
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

test("a cell never holds what is not in the file, and no line is read twice", () => {
  const parts = fc.array(fc.constantFrom('"', '""', ",", "\n", "a", "b c", " "), { maxLength: 60 });
  fc.assert(
    fc.property(parts, (some) => {
      const { rows } = readTable(bytesOf(`x,y\n${some.join("")}`), {
        ...guessOf("x,y\n").options,
        delimiter: ",",
      });
      const lines = rows.map(({ line }) => line);
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
      const letters = (text: string) => text.replace(/[^abcxy]/g, "").length;
      const read = rows.reduce((sum, { cells }) => sum + letters(cells.join("")), 0);
      expect(read).toBeLessThanOrEqual(letters(`xy${some.join("")}`));
    }),
    { numRuns: 500 },
  );
});
