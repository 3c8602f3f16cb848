import * as v from "valibot";
import type { PackId, SituationId } from "../ids.ts";
import type { Condition } from "./condition.ts";

const PACK_FORMAT = "cardinal-pack";
const PACK_VERSION = 1;

const idShape = v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "an id is words in lower case joined by “-”.");
const id = v.pipe(v.string("an id is wanted here."), idShape);
const text = v.pipe(
  v.string("a text is wanted here."),
  v.minLength(1, "a text is wanted here."),
  v.maxLength(2_000, "a text of at most 2,000 characters is wanted here."),
);
const number = v.pipe(v.number("a number is wanted here."), v.finite("a finite number is wanted here."));
const value = v.union([number, v.string(), v.boolean()], "a number, a text or true or false is wanted here.");
const texts = v.pipe(
  v.array(text, "a list of texts is wanted here."),
  v.maxLength(200, "at most 200 texts."),
);

const onOneFact = [
  v.strictObject({ fact: id, atMost: number }),
  v.strictObject({ fact: id, atLeast: number }),
  v.strictObject({ fact: id, above: number }),
  v.strictObject({ fact: id, is: value }),
  v.strictObject({ fact: id, isNot: value }),
] as const;
const CONDITION =
  "a condition is wanted here: a fact with atMost, atLeast, above, is or isNot, or a list under all or any.";

const condition: v.GenericSchema<Condition> = v.lazy(() =>
  v.union(
    [
      ...onOneFact,
      v.strictObject({ all: v.pipe(v.array(condition), v.minLength(1)) }),
      v.strictObject({ any: v.pipe(v.array(condition), v.minLength(1)) }),
    ],
    CONDITION,
  ),
);

const limit = v.strictObject({
  id,
  needs: v.union(onOneFact, "a fact with atMost, atLeast, above, is or isNot is wanted here."),
  /** The limit counts only where this holds. */
  when: v.optional(condition),
  /** Said when it is broken; {value} and {limit} stand for the figures. */
  broken: text,
  /** Said when it is kept; absent for what goes without saying. */
  kept: v.optional(text),
  source: id,
});

const preference = v.strictObject({
  id,
  /** Absent for what always speaks. */
  when: v.optional(condition),
  points: v.pipe(
    number,
    v.minValue(-50, "points go from -50 to 50."),
    v.maxValue(50, "points go from -50 to 50."),
  ),
  reason: text,
  source: id,
});

const option = v.strictObject({
  id,
  label: text,
  summary: text,
  /** How texts call it, as phrases; its id otherwise. */
  names: v.optional(texts),
  limits: v.array(limit),
  preferences: v.array(preference),
  /** What it costs, in words. */
  cost: text,
  /** Where it is the right choice, in words. */
  wouldWin: text,
});

const common = {
  id,
  label: text,
  /** Taken for granted under a condition, where the fact is not stated; the first that holds counts. */
  assume: v.optional(v.array(v.strictObject({ when: condition, value, because: text }))),
};
const bySetting = v.record(v.string(), texts);

const fact = v.variant("kind", [
  v.strictObject({
    ...common,
    kind: v.literal("number"),
    unit: text,
    range: v.tuple([number, number]),
    default: v.optional(number),
    /** What is likely in life; situations are made within it. */
    typical: v.optional(v.tuple([number, number])),
    /** Of several figures in a text, the one that counts. */
    takes: v.optional(v.picklist(["largest", "smallest"])),
    /** Clauses that state it, with {value}. */
    says: v.optional(texts),
    /** Phrases around a figure that tell it is this fact; see `phrase.ts` for how they are written. */
    near: v.optional(texts),
    /** Phrases that tell it is not. */
    notNear: v.optional(texts),
    /** Phrases that stand for a figure: "sub-second" is 1000 ms. */
    means: v.optional(v.array(v.strictObject({ phrases: texts, value: number }))),
  }),
  v.strictObject({
    ...common,
    kind: v.literal("choice"),
    choices: v.record(id, text),
    default: v.optional(id),
    says: v.optional(bySetting),
    reads: v.optional(bySetting),
  }),
  v.strictObject({
    ...common,
    kind: v.literal("yes-no"),
    yes: text,
    no: text,
    default: v.optional(v.boolean("true or false is wanted here.")),
    says: v.optional(bySetting),
    reads: v.optional(bySetting),
  }),
]);

const decision = v.strictObject({
  id,
  label: text,
  question: text,
  /** Several options may apply together: every one whose reasons speak for it. */
  several: v.optional(v.boolean()),
  options: v.pipe(v.array(option), v.minLength(2, "a decision has at least two options.")),
});

const source = v.strictObject({
  id,
  title: text,
  url: v.optional(v.pipe(v.string(), v.url("an address is wanted here."))),
  /** The date or year of which the source speaks. */
  asOf: text,
  /** False for what no source of the field confirms. */
  verified: v.boolean(),
  /** Other sources that give another figure, and why this one decides. */
  disagrees: v.optional(v.array(v.strictObject({ title: text, figure: text, why: text }))),
});

const situation = v.strictObject({
  id: v.custom<SituationId>((one) => v.is(id, one), "an id is wanted here."),
  decision: id,
  title: text,
  prose: v.pipe(v.array(v.strictObject({ text: v.string(), fact: v.optional(id) })), v.minLength(1)),
  facts: v.record(id, value),
});

/** What texts of the field often say and is not so. */
const correction = v.strictObject({ about: text, phrases: texts, truth: text, source: id });

/** A field of life in which situations are told: `who` acts, on one `item` or many `items`. */
const story = v.strictObject({ who: text, item: text, items: text, title: text });

/** A rule pack as a file has it. Unknown keys are refused, so that a slip of the pen is found. */
export const packSchema = v.strictObject({
  format: v.literal(PACK_FORMAT, `“${PACK_FORMAT}” is wanted here.`),
  version: v.literal(PACK_VERSION, `version ${PACK_VERSION} is the one that this Cardinal reads.`),
  id: v.custom<PackId>((one) => v.is(id, one), "an id is words in lower case joined by “-”."),
  title: text,
  /** One or two sentences on what can be practised. */
  summary: v.optional(text),
  facts: v.pipe(v.array(fact), v.minLength(1, "a pack has at least one fact.")),
  /** What cannot be true together; no situation is made of it. */
  excludes: v.optional(v.array(condition)),
  decisions: v.pipe(v.array(decision), v.minLength(1, "a pack has at least one decision.")),
  sources: v.array(source),
  corrections: v.optional(v.array(correction)),
  situations: v.optional(v.array(situation), []),
  stories: v.optional(v.array(story), []),
  /** Clauses with {who}, {item} or {items} that open a situation, and others that decide nothing. */
  openings: v.optional(texts, []),
  asides: v.optional(texts, []),
});

export type PackFile = v.InferOutput<typeof packSchema>;
