import { describe, expect, test } from "vitest";
import type { TableOptions } from "../../decks/contract/importing.ts";
import { deckPathOf, nameOfUse, tagsOf, useOfName, withUse } from "./table-choices.ts";

const OPTIONS: TableOptions = {
  encoding: "utf-8",
  delimiter: ",",
  quote: '"',
  hasHeader: false,
  isHtml: false,
  columns: [{ kind: "field", index: 0 }, { kind: "field", index: 1 }, { kind: "tags" }],
  noteTypeName: null,
  deckPath: null,
  tags: [],
};

describe("the choices of a table", () => {
  test("a field that gets another column leaves the one it had unused", () => {
    const { columns } = withUse(OPTIONS, 2, { kind: "field", index: 0 });
    expect(columns).toEqual([{ kind: "ignore" }, { kind: "field", index: 1 }, { kind: "field", index: 0 }]);
  });

  test("any number of columns may go unused", () => {
    const once = withUse(OPTIONS, 0, { kind: "ignore" });
    expect(withUse(once, 1, { kind: "ignore" }).columns.map(nameOfUse)).toEqual(["ignore", "ignore", "tags"]);
  });

  test("a use comes back from its name, and a name of nothing is not used", () => {
    for (const use of OPTIONS.columns) expect(useOfName(nameOfUse(use))).toEqual(use);
    expect(useOfName("field-")).toEqual({ kind: "ignore" });
    expect(useOfName("note")).toEqual({ kind: "ignore" });
  });

  test("a deck's path has no empty names, and no name at all is no path", () => {
    expect(deckPathOf(" Geography :: Rivers::")).toEqual(["Geography", "Rivers"]);
    expect(deckPathOf(" :: ")).toBeNull();
  });

  test("tags are parted by spaces, each once", () => {
    expect(tagsOf(" river delta  river ")).toEqual(["river", "delta"]);
  });
});
