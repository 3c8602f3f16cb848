import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";

const TSX = createRequire(import.meta.url).resolve("tsx/cli");
const MAIN = path.join(import.meta.dirname, "main.ts");
const GUIDE = path.join(import.meta.dirname, "../content/guides/statistical-tests.md");
const folder = mkdtempSync(path.join(tmpdir(), "cardinal-cli-"));

function cardinal(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSX, MAIN, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("cardinal guide", () => {
  test("prints what was read, in the promised shape", () => {
    const { status, stdout } = cardinal("guide", GUIDE, "--json");
    expect(status).toBe(0);
    const guide = JSON.parse(stdout) as Record<string, unknown[]>;
    expect(Object.keys(guide)).toEqual([
      "title",
      "objectives",
      "glossary",
      "bigIdea",
      "tables",
      "outline",
      "pairs",
      "workedExamples",
      "questions",
      "muddyPoints",
      "diagrams",
      "unread",
    ]);
    expect(guide["glossary"]).toHaveLength(6);
    expect(guide["unread"]?.[0]).toEqual({ line: 3, text: expect.any(String), reason: expect.any(String) });
  });
});

describe("cardinal deck", () => {
  test("prints notes and cards that belong together", () => {
    const deck = JSON.parse(cardinal("deck", GUIDE, "--json").stdout) as {
      notes: { id: string }[];
      cards: { noteId: string; front: string; back: string }[];
    };
    expect(deck.cards).toHaveLength(27);
    const notes = new Set(deck.notes.map((note) => note.id));
    expect(deck.cards.every((card) => notes.has(card.noteId) && card.front !== "" && card.back !== "")).toBe(
      true,
    );
  });

  test.each(["json", "csv", "md"])("writes .%s, once", (ending) => {
    const out = path.join(folder, `deck.${ending}`);
    expect(cardinal("deck", GUIDE, "--out", out).status).toBe(0);
    expect(readFileSync(out, "utf8")).toContain("Paired samples");
    const again = cardinal("deck", GUIDE, "--out", out);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining("--force") });
    expect(cardinal("deck", GUIDE, "--out", out, "--force").status).toBe(0);
  });

  test("an ending that is not known writes nothing", () => {
    const out = path.join(folder, "deck.xyz");
    expect(cardinal("deck", GUIDE, "--out", out).status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});

test.each([
  ["a missing file", ["guide", path.join(folder, "nowhere.md")], "there is no such file"],
  ["a folder", ["guide", folder], "it is a folder"],
  ["an unknown command", ["dance"], "no command dance"],
  ["an unknown option", ["guide", GUIDE, "--loud"], "Usage"],
  ["no file", ["deck"], "One file is wanted"],
  ["a picture", ["guide", picture()], "not text"],
])("%s gives one sentence on stderr and exit 2", (_what, args, words) => {
  const { status, stdout, stderr } = cardinal(...args);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(words);
});

function picture(): string {
  const file = path.join(folder, "picture.png");
  writeFileSync(file, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]));
  return file;
}
