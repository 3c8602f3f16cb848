import { expect, test } from "vitest";
import { droppedFiles } from "./dropped-files.ts";

/** What a browser hands over: a folder is a file without bytes, told apart by its entry alone. */
function carried(names: readonly string[], folders: readonly string[] = []) {
  const all = [...names, ...folders];
  return {
    files: all.map((name) => new File(["x"], name)) as unknown as FileList,
    items: all.map((name) => ({
      kind: "file",
      webkitGetAsEntry: () => ({ name, isDirectory: folders.includes(name) }),
    })) as unknown as DataTransferItemList,
  };
}

const names = (files: readonly File[]) => files.map(({ name }) => name);

test("guides and decks are taken in their order, whatever the case of their ending", () => {
  const all = [
    "a.MD",
    "b.apkg",
    "c.colpkg",
    "d.cardinal",
    "e.csv",
    "f.tsv",
    "g.txt",
    "h.html",
    "i.docx",
    "j.json",
    "NOTES",
  ];
  const { files, sentence } = droppedFiles(carried(all));
  expect(names(files)).toEqual(all);
  expect(sentence).toBeNull();
});

test.each([
  [
    ["photo.png"],
    [],
    /^photo\.png is not a guide or deck\. Cardinal reads \.cardinal, .* and \.docx files\.$/,
  ],
  [["a.pdf", "b.exe"], [], /^a\.pdf and 1 other are not guides or decks\./],
  [[], ["Notes"], /^Notes: a folder cannot be opened\. Drop the files in it\.$/],
  [[], ["Notes.md"], /^Notes\.md: a folder/],
  [[], [], /^That is no file\. Cardinal reads/],
] as const)("%j and the folders %j are said and not opened", (some, folders, words) => {
  const { files, sentence } = droppedFiles(carried(some, folders));
  expect(files).toEqual([]);
  expect(sentence).toMatch(words);
});

test("what can be read is opened, and the rest is said", () => {
  const { files, sentence } = droppedFiles(carried(["photo.png", "guide.md"], ["Folder"]));
  expect(names(files)).toEqual(["guide.md"]);
  expect(sentence).toMatch(/^photo\.png and 1 other are not/);
});

test("words that are dropped are no file", () => {
  expect(droppedFiles(null).files).toEqual([]);
});
