import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { beforeAll, describe, expect, test } from "vitest";
import { bundleConfig } from "../../build/bundles.ts";

const GUIDE = path.join(import.meta.dirname, "../content/guides/statistical-tests.md");
const folder = mkdtempSync(path.join(tmpdir(), "cardinal-cli-"));
const bundle = path.join(folder, "cardinal.mjs");

// As it ships; transpiling the sources for each command anew would take most of the time.
beforeAll(async () => {
  const config = bundleConfig("cli");
  await build({ ...config, build: { ...config.build, outDir: folder } });
});

function cardinal(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], { encoding: "utf8" });
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

describe("cardinal decide", () => {
  const EXAMPLE =
    "Each image takes 5 minutes to process and the payload is 500MB. They want to minimize costs when there are no images to process.";

  interface Printed {
    facts: Record<string, unknown>;
    assumed: Record<string, unknown>;
    unknown: string[];
    decisions: Record<
      string,
      {
        status: string;
        best: string | null;
        applies: string[];
        dependsOn: string[];
        ranking: { option: string; feasible: boolean; violations: { fact: string; limit: unknown }[] }[];
        deciding: { changes: { fact: string; flipsAt: unknown }[]; to: string }[];
      }
    >;
  }

  test("decides the worked example in numbers, in the promised shape", () => {
    const { status, stdout } = cardinal("decide", "--pack", "aws-ml-deployment", "--text", EXAMPLE, "--json");
    expect(status).toBe(0);
    const printed = JSON.parse(stdout) as Printed;
    expect(Object.keys(printed)).toEqual(["facts", "assumed", "unknown", "decisions"]);
    expect(printed.facts).toEqual({ "processing-seconds": 300, "payload-mb": 500, "idle-cost-zero": true });
    const { inference } = printed.decisions;
    expect(inference).toMatchObject({ status: "decided", best: "asynchronous", applies: ["asynchronous"] });
    const broken = inference?.ranking.find((one) => one.option === "real-time")?.violations;
    expect(broken).toMatchObject([
      { fact: "payload-mb", value: 500, limit: 25, unit: "MB" },
      { fact: "processing-seconds", value: 300, limit: 60, unit: "s" },
    ]);
    expect(printed.decisions["scaling"]?.best).toBe("scale-to-zero");
    expect(Object.keys(printed.decisions)).toEqual(
      "inference target hosting container rollout scaling purchasing edge operations".split(" "),
    );
  });

  test("takes facts from a file, and says which are none", () => {
    const facts = path.join(folder, "facts.json");
    writeFileSync(facts, JSON.stringify({ "payload-mb": 2, traffic: "rare", "idle-cost-zero": true }));
    const { stdout } = cardinal("decide", "--pack", "aws-ml-deployment", "--facts", facts, "--json");
    expect((JSON.parse(stdout) as Printed).decisions["inference"]?.best).toBe("serverless");
    writeFileSync(facts, JSON.stringify({ "payload-mb": "big" }));
    const wrong = cardinal("decide", "--pack", "aws-ml-deployment", "--facts", facts, "--json");
    expect(wrong).toMatchObject({ status: 2, stdout: "" });
    expect(wrong.stderr).toContain("a number from 0 to 100000 (MB)");
  });
});

describe("cardinal scenario", () => {
  test("prints as many situations as asked, the same for the same seed", () => {
    const args = ["scenario", "--pack", "choosing-a-test", "--seed", "5", "--count", "3", "--json"];
    const first = cardinal(...args);
    const printed = JSON.parse(first.stdout) as { seed: number; text: string; answer: string }[];
    expect(printed.map((one) => one.seed)).toEqual([5, 6, 7]);
    expect(Object.keys(printed[0] ?? {})).toEqual(
      expect.arrayContaining(["text", "facts", "decision", "answer"]),
    );
    expect(cardinal(...args).stdout).toBe(first.stdout);
  });
});

describe("cardinal pack check", () => {
  test("finds a shipped pack sound, and names the path of what is wrong in another", () => {
    const shipped = path.join(import.meta.dirname, "../content/packs/choosing-a-test.json");
    expect(cardinal("pack", "check", shipped)).toMatchObject({ status: 0, stderr: "" });
    const bad = path.join(folder, "bad.yaml");
    writeFileSync(
      bad,
      "format: cardinal-pack\nversion: 1\nid: a\ntitle: A\nfacts: []\ndecisions: []\nsources: []\n",
    );
    const { status, stderr } = cardinal("pack", "check", bad);
    expect(status).toBe(2);
    expect(stderr).toContain("facts: a pack has at least one fact.");
  });
});

test.each([
  ["a pack that is none", ["decide", "--pack", "nothing", "--text", "x"], "There is no pack nothing"],
  ["neither text nor facts", ["decide", "--pack", "aws-ml-deployment"], "Usage"],
  ["a seed that is none", ["scenario", "--pack", "aws-ml-deployment", "--seed", "-1"], "--seed"],
  ["a count of nothing", ["scenario", "--pack", "aws-ml-deployment", "--count", "0"], "--count"],
  [
    "a decision that is none",
    ["scenario", "--pack", "aws-ml-deployment", "--decision", "x"],
    "no decision x",
  ],
  [
    "a pack file that is not there",
    ["pack", "check", path.join(folder, "none.json")],
    "there is no such file",
  ],
  ["another verb", ["pack", "eat", "x"], "Usage"],
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

describe("cardinal convert and inspect", () => {
  const at = (name: string) => path.join(folder, name);
  const table = at("rivers.csv");
  writeFileSync(
    table,
    "Front,Back,Tags\nDelta,Land at a mouth,water\nMeander,A bend,\n,nothing asks for it,\n",
  );

  test("take a deck from one format to the next and say what is in it", () => {
    expect(cardinal("convert", table, at("rivers.apkg"))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("2 notes, 2 cards"),
      stderr: expect.stringContaining("Line 4"),
    });
    expect(cardinal("convert", at("rivers.apkg"), at("rivers.cardinal")).status).toBe(0);
    expect(cardinal("convert", at("rivers.cardinal"), at("again.csv")).status).toBe(0);
    expect(readFileSync(at("again.csv"), "utf8")).toContain("Delta");
    const { status, stdout } = cardinal("inspect", at("rivers.apkg"), "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: "apkg",
      generation: "anki21",
      decks: [{ name: "rivers", cards: 2 }],
      noteTypes: [{ name: "Basic", fields: ["Front", "Back"], templates: ["Card 1"] }],
      notes: 2,
      cards: 2,
      reviews: 0,
      media: 0,
      warnings: [],
    });
  });

  test("make a deck of a study guide", () => {
    expect(cardinal("convert", GUIDE, at("guide.cardinal")).status).toBe(0);
    expect(JSON.parse(cardinal("inspect", at("guide.cardinal"), "--json").stdout)).toMatchObject({
      cards: 27,
    });
  });

  test.each([
    ["a file that is there already", () => [table, at("rivers.apkg")], /use --force/],
    ["an ending that nothing is written as", () => [table, at("rivers.docx")], /is written as/],
    ["one file alone", () => [table], /Two files are wanted/],
    ["text that calls itself a package", () => [at("text.apkg"), at("x.csv")], /no zip archive/],
    ["an empty file", () => [at("empty.csv"), at("x.csv")], /empty/],
    ["a file that is not there", () => [at("gone.apkg"), at("x.csv")], /no such file/],
  ])("refuse %s in one sentence", (_what, files, reason) => {
    writeFileSync(at("text.apkg"), "Front,Back\n");
    writeFileSync(at("empty.csv"), "");
    const { status, stderr } = cardinal("convert", ...files());
    expect(status).toBe(2);
    expect(stderr.trim()).toMatch(reason);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(at("x.csv"))).toBe(false);
  });
});
