import * as v from "valibot";
import type { Issue } from "../issue.ts";
import { packIssues } from "./pack-issues.ts";
import { type PackFile, packSchema } from "./pack-schema.ts";
import type { Situation } from "./types.ts";

export type PackFact = PackFile["facts"][number];
export type PackDecision = PackFile["decisions"][number];
export type PackOption = PackDecision["options"][number];
export type PackLimit = PackOption["limits"][number];
export type PackPreference = PackOption["preferences"][number];
export type PackSource = PackFile["sources"][number];

/** A rule pack: what may be known of a situation, what is to be decided, and the rules that decide it, as data. */
export interface RulePack extends Omit<PackFile, "situations"> {
  readonly situations: readonly Situation[];
}

export type PackReading =
  { readonly ok: true; readonly pack: RulePack } | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads and checks a pack. Each issue names the path within the file and what is wanted there. */
export function readPack(json: unknown): PackReading {
  const result = v.safeParse(packSchema, json);
  if (!result.success) {
    return {
      ok: false,
      issues: result.issues.map((found) => packIssue(v.getDotPath(found) ?? "the top", wanted(found))),
    };
  }
  const file = result.output;
  const issues = packIssues(file).map(({ path, reason }) => packIssue(path, reason));
  if (issues.length > 0) return { ok: false, issues };
  const situations = file.situations.map((situation) => ({ ...situation, packId: file.id }) as Situation);
  return { ok: true, pack: { ...file, situations } };
}

function packIssue(path: string, reason: string): Issue {
  return { code: "pack", line: 0, text: path, reason: `${path}: ${reason}` };
}

/** The schema's own words where it has some; the library's speak of types. */
function wanted(found: v.BaseIssue<unknown>): string {
  if (found.type === "strict_object" && found.expected === "never") return "there is no such key; remove it.";
  if (found.received === "undefined") return "it is missing; add it.";
  if (!found.message.startsWith("Invalid")) return found.message;
  const kinds: Readonly<Record<string, string>> = {
    Object: "a group of keys",
    Array: "a list",
    string: "a text",
    number: "a number",
    boolean: "true or false",
  };
  const expected = found.expected ?? "";
  return `${kinds[expected] ?? `one of ${expected}`} is wanted here, not ${found.received}.`;
}

/** @throws RangeError when the pack has no such decision */
export function decisionOf(pack: RulePack, decisionId: string): PackDecision {
  const decision = pack.decisions.find((candidate) => candidate.id === decisionId);
  if (!decision) throw new RangeError(`the pack ${pack.id} has no decision ${decisionId}`);
  return decision;
}
