import * as v from "valibot";
import type { PackId, SituationId } from "../ids.ts";
import type { Issue } from "../issue.ts";
import { type Condition, factsIn } from "./condition.ts";
import type { FactValue, Facts, Situation } from "./types.ts";

export const PACK_FORMAT = "cardinal-pack";
export const PACK_VERSION = 1;

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "an id is words in lower case joined by “-”."),
);
const text = v.pipe(v.string(), v.minLength(1, "a text is wanted here."), v.maxLength(2_000));
const value = v.union([v.number(), v.string(), v.boolean()]);

const condition: v.GenericSchema<Condition> = v.lazy(() =>
  v.union([
    v.strictObject({ fact: id, atMost: v.number() }),
    v.strictObject({ fact: id, atLeast: v.number() }),
    v.strictObject({ fact: id, is: value }),
    v.strictObject({ fact: id, isNot: value }),
    v.strictObject({ all: v.array(condition) }),
    v.strictObject({ any: v.array(condition) }),
  ]),
);

const limit = v.object({
  needs: v.union([
    v.strictObject({ fact: id, atMost: v.number() }),
    v.strictObject({ fact: id, atLeast: v.number() }),
    v.strictObject({ fact: id, is: value }),
    v.strictObject({ fact: id, isNot: value }),
  ]),
  /** Said when it is broken; {value} and {limit} stand for the figures. */
  broken: text,
  /** Said when it is kept; absent for what goes without saying. */
  kept: v.optional(text),
  source: id,
});

const option = v.object({
  id,
  label: text,
  summary: text,
  limits: v.array(limit),
  preferences: v.array(
    v.object({
      when: condition,
      points: v.pipe(v.number(), v.minValue(-50), v.maxValue(50)),
      reason: text,
      source: id,
    }),
  ),
  cost: text,
  wouldWin: text,
});

const fact = v.variant("kind", [
  v.object({
    id,
    label: text,
    kind: v.literal("number"),
    unit: text,
    range: v.tuple([v.number(), v.number()]),
    default: v.optional(v.number()),
  }),
  v.object({
    id,
    label: text,
    kind: v.literal("choice"),
    choices: v.record(id, text),
    default: v.optional(id),
  }),
  v.object({
    id,
    label: text,
    kind: v.literal("yes-no"),
    yes: text,
    no: text,
    default: v.optional(v.boolean()),
  }),
]);

const packSchema = v.object({
  format: v.literal(PACK_FORMAT),
  version: v.literal(PACK_VERSION),
  id: v.custom<PackId>((one) => v.is(id, one), "an id is wanted here."),
  title: text,
  facts: v.pipe(v.array(fact), v.minLength(1)),
  decisions: v.pipe(
    v.array(v.object({ id, label: text, question: text, options: v.pipe(v.array(option), v.minLength(2)) })),
    v.minLength(1),
  ),
  sources: v.array(
    v.object({
      id,
      title: text,
      url: v.optional(v.pipe(v.string(), v.url())),
      asOf: text,
      verified: v.boolean(),
      /** Other sources that give another figure, and why this one decides. */
      disagrees: v.optional(v.array(v.object({ title: text, figure: text, why: text }))),
    }),
  ),
  situations: v.array(
    v.object({
      id: v.custom<SituationId>((one) => v.is(id, one), "an id is wanted here."),
      decision: id,
      title: text,
      prose: v.pipe(v.array(v.object({ text: v.string(), fact: v.optional(id) })), v.minLength(1)),
      facts: v.record(id, value),
    }),
  ),
});

type PackFile = v.InferOutput<typeof packSchema>;
export type PackFact = PackFile["facts"][number];
export type PackOption = PackFile["decisions"][number]["options"][number];

/** A rule pack: what may be known of a situation, what is to be decided, and the rules that decide it, as data. */
export interface RulePack extends Omit<PackFile, "situations"> {
  readonly situations: readonly Situation[];
}

/** Reads and checks a pack. Each issue names the path within the file and what is wanted there. */
export function readPack(
  json: unknown,
):
  { readonly ok: true; readonly pack: RulePack } | { readonly ok: false; readonly issues: readonly Issue[] } {
  const result = v.safeParse(packSchema, json);
  if (!result.success) {
    return {
      ok: false,
      issues: result.issues.map((found) => issue(v.getDotPath(found) ?? "the top", found.message)),
    };
  }
  const file = result.output;
  const issues = [...doubledIds(file), ...brokenReferences(file)];
  if (issues.length > 0) return { ok: false, issues };
  const situations = file.situations.map((situation) => ({ ...situation, packId: file.id }) as Situation);
  return { ok: true, pack: { ...file, situations } };
}

function issue(path: string, reason: string): Issue {
  return { code: "pack", line: 0, text: path, reason: `${path}: ${reason}` };
}

function doubledIds(file: PackFile): Issue[] {
  const doubled = (path: string, ids: readonly string[]) =>
    ids.flatMap((one, index) =>
      ids.indexOf(one) < index
        ? [issue(`${path}.${index}.id`, `there is another ${one}; rename one of them.`)]
        : [],
    );
  const ids = (items: readonly { readonly id: string }[]) => items.map((item) => item.id);
  return [
    ...doubled("facts", ids(file.facts)),
    ...doubled("sources", ids(file.sources)),
    ...doubled("decisions", ids(file.decisions)),
    ...doubled("situations", ids(file.situations)),
    ...file.decisions.flatMap((decision, index) =>
      doubled(`decisions.${index}.options`, ids(decision.options)),
    ),
  ];
}

function brokenReferences(file: PackFile): Issue[] {
  const facts = new Map(file.facts.map((one) => [one.id, one]));
  const sources = new Set(file.sources.map((one) => one.id));
  const issues: Issue[] = [];
  const checkCondition = (path: string, one: Condition) => {
    for (const name of factsIn(one)) {
      if (!facts.has(name))
        issues.push(issue(path, `there is no fact ${name}; add it to facts or correct the name.`));
    }
  };
  const checkSource = (path: string, name: string) => {
    if (!sources.has(name)) issues.push(issue(path, `there is no source ${name}; add it to sources.`));
  };
  for (const [at, decision] of file.decisions.entries()) {
    for (const [place, one] of decision.options.entries()) {
      const path = `decisions.${at}.options.${place}`;
      for (const [index, rule] of one.limits.entries()) {
        checkCondition(`${path}.limits.${index}.needs`, rule.needs);
        checkSource(`${path}.limits.${index}.source`, rule.source);
      }
      for (const [index, rule] of one.preferences.entries()) {
        checkCondition(`${path}.preferences.${index}.when`, rule.when);
        checkSource(`${path}.preferences.${index}.source`, rule.source);
      }
    }
  }
  for (const [at, situation] of file.situations.entries()) {
    const path = `situations.${at}`;
    if (!file.decisions.some((decision) => decision.id === situation.decision)) {
      issues.push(issue(`${path}.decision`, `there is no decision ${situation.decision}.`));
    }
    for (const [name, given] of Object.entries(situation.facts)) {
      const known = facts.get(name);
      if (!known) issues.push(issue(`${path}.facts.${name}`, "there is no such fact."));
      else if (!fits(known, given))
        issues.push(issue(`${path}.facts.${name}`, `${String(given)} is not a value of ${known.label}.`));
    }
    for (const [index, piece] of situation.prose.entries()) {
      if (piece.fact !== undefined && !(piece.fact in situation.facts)) {
        issues.push(
          issue(
            `${path}.prose.${index}.fact`,
            `${piece.fact} is marked but not among the situation's facts.`,
          ),
        );
      }
    }
  }
  return issues;
}

/** Whether a value is one that the fact can take. */
export function fits(known: PackFact, given: FactValue): boolean {
  switch (known.kind) {
    case "number":
      return typeof given === "number" && given >= known.range[0] && given <= known.range[1];
    case "choice":
      return typeof given === "string" && given in known.choices;
    case "yes-no":
      return typeof given === "boolean";
  }
}

/** The facts with the pack's declared defaults for those that were not stated. */
export function withDefaults(pack: RulePack, facts: Facts): Facts {
  const defaults = pack.facts.flatMap((one) =>
    one.default === undefined ? [] : [[one.id, one.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...facts };
}
