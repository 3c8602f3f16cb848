import { expect, test } from "vitest";
import { readPackFile } from "../../../decks/formats/pack-file.ts";
import { issueWords } from "./issue-words.ts";

async function said(text: string) {
  const read = await readPackFile(new TextEncoder().encode(text));
  return read.ok ? [] : read.issues.map(issueWords);
}

test("an empty file is said of the whole file", async () => {
  expect(await said("")).toEqual([
    { place: "Whole file", isPath: false, isWhole: true, mend: "The file is empty." },
  ]);
});

test("broken JSON is said at its line, and the line only once", async () => {
  const [issue] = await said('{\n  "format": "cardinal-pack",\n  "version" 1\n}');
  expect(issue?.place).toMatch(/^Line \d$/);
  expect(issue?.mend).toBe("The file is not valid JSON here.");
});

test("a place within a pack is a path, and the mend does not repeat it", async () => {
  const issues = await said('{"format":"cardinal-pack","version":1,"id":"x","title":"X"}');
  expect(issues).toContainEqual({
    place: "facts",
    isPath: true,
    isWhole: false,
    mend: "It is missing; add it.",
  });
});

test("an id at the beginning keeps its small letter", () => {
  const issue = { code: "pack", line: 0, text: "a.b", reason: "a.b: payload is no value of size." };
  expect(issueWords(issue).mend).toBe("payload is no value of size.");
});
