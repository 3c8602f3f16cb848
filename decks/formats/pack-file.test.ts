import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PACKS } from "../content/packs.ts";
import { readPackFile } from "./pack-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const reasons = async (text: string) => {
  const read = await readPackFile(bytes(text));
  return read.ok ? [] : read.issues.map((issue) => issue.reason);
};

const MINIMAL = `
format: cardinal-pack
version: 1
id: coats
title: Coats
facts:
  - { id: wet, label: Weather, kind: yes-no, "yes": It rains, "no": It is dry, default: false }
decisions:
  - id: coat
    label: Choosing a coat
    question: Which one?
    options:
      - { id: raincoat, label: Raincoat, summary: Dry, limits: [], preferences: [], cost: Much, wouldWin: In rain. }
      - { id: none, label: None, summary: Light, limits: [], preferences: [], cost: Nothing, wouldWin: In the sun. }
sources: []
`;

describe("a pack file", () => {
  test("is read from YAML, and as JSON gives the same pack", async () => {
    const yaml = await readPackFile(bytes(MINIMAL));
    if (!yaml.ok) throw new Error(yaml.issues[0]?.reason);
    const { situations: _none, ...pack } = yaml.pack;
    expect(await readPackFile(bytes(JSON.stringify(pack)))).toEqual(yaml);
  });

  test.each(PACKS.map((pack) => [(pack as { id: string }).id, pack] as const))(
    "%s is sound, whether written as JSON or read again",
    async (_id, pack) => {
      expect(await reasons(JSON.stringify(pack))).toEqual([]);
    },
  );

  test("of the page on writing one is sound", async () => {
    const page = readFileSync(path.join(import.meta.dirname, "../content/packs/writing-a-pack.md"), "utf8");
    const [, example = ""] = /```yaml\n(format: [\s\S]*?)```/.exec(page) ?? [];
    expect(example).not.toBe("");
    expect(await reasons(example)).toEqual([]);
  });

  test.each([
    ["nothing", "", "The file is empty."],
    ["a list that does not end", "format: cardinal-pack\ntitle: [", "line 2: the file is not valid YAML"],
    ["half an object", '{\n  "format": ', "not valid JSON"],
    ["another format", MINIMAL.replace("cardinal-pack", "recipe"), "format: “cardinal-pack” is wanted here."],
    ["a later version", MINIMAL.replace("version: 1", "version: 9"), "version: version 1 is the one"],
    ["no title", MINIMAL.replace("title: Coats\n", ""), "title: it is missing; add it."],
    ["a key that is none", `${MINIMAL}colour: red\n`, "colour: there is no such key"],
    [
      "one option",
      MINIMAL.replace(/ {6}- \{ id: none.*\n/, ""),
      "decisions.0.options: a decision has at least two",
    ],
    [
      "two facts of one name",
      MINIMAL.replace("decisions:", '  - { id: wet, label: W, kind: yes-no, "yes": a, "no": b }\ndecisions:'),
      "facts.1.id: there is another wet",
    ],
    [
      "a condition on a fact that is not there",
      MINIMAL.replace(
        "preferences: []",
        "preferences: [{ id: a, when: { fact: cold, is: true }, points: 5, reason: b, source: s }]",
      ),
      "there is no fact cold; add it to facts or correct the name.",
    ],
    [
      "a source that is not there",
      MINIMAL.replace("preferences: []", "preferences: [{ id: a, points: 5, reason: b, source: s }]"),
      "decisions.0.options.0.preferences.0.source: there is no source s",
    ],
    [
      "too many points",
      MINIMAL.replace("preferences: []", "preferences: [{ id: a, points: 500, reason: b, source: s }]"),
      "points go from -50 to 50.",
    ],
    ["aliases", "a: &a [1]\nb: *a\n", "refers to parts of itself"],
  ])("with %s names the place and the mend", async (_what, text, words) => {
    expect((await reasons(text)).join("\n")).toContain(words);
  });

  test("that is thousands of levels deep is refused, not read to the end of the stack", async () => {
    const deep = `${'{"all":['.repeat(20_000)}${"]}".repeat(20_000)}`;
    const text = JSON.stringify({ excludes: ["HERE"] }).replace('"HERE"', deep);
    expect(await reasons(text)).toEqual(["the file is nested too deeply to be a pack."]);
  });

  test("of any bytes gives a pack or a sentence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (any) => {
        const read = await readPackFile(any);
        if (!read.ok) expect(read.issues[0]?.reason).toMatch(/\.$/);
      }),
    );
  });
});
