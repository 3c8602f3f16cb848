import { describe, expect, test } from "vitest";
import { withAssumptions } from "../assumptions.ts";
import { decide } from "../decide.ts";
import { decides } from "../deciding-rules.ts";
import type { RulePack } from "../pack.ts";
import { recognise } from "../recognise/recognise.ts";
import { decisionRules } from "../standing.ts";
import { shippedPacks } from "../test-packs.ts";
import type { Situation } from "../types.ts";
import { generate, type Scenario } from "./generate.ts";
import { madeSituation } from "./made-situation.ts";
import { nearMiss } from "./near-miss.ts";
import { isExcluded } from "./sample.ts";

/** The long form goes through 10,000; see the scripts of the project. */
const COUNT = Number(process.env["SCENARIOS"] ?? 1_000);
const WINDOW = 100;

const textOf = ({ prose }: Situation) => prose.map((piece) => piece.text).join("");

/** A text's sentences without figures, and without the nouns of its field. */
function skeletons(pack: RulePack, text: string): string[] {
  const nouns = pack.stories.flatMap(({ who, items, item }) => [who, items, item]);
  nouns.sort((a, b) => b.length - a.length);
  const bare = nouns.reduce((rest, noun) => rest.replaceAll(noun, "_"), text.toLowerCase());
  return bare.replace(/\d[\d.,]*/g, "#").split(/(?<=\.)\s+/);
}

describe.each(shippedPacks.map((pack) => [pack.id, pack] as const))("situations of %s", (_id, pack) => {
  const made: readonly Scenario[] = Array.from({ length: COUNT }, (_, seed) => {
    const scenario = generate(pack, seed);
    if (!scenario) throw new Error(`seed ${seed} has no situation`);
    return scenario;
  });

  test("are decided, by a lead, for the option that they say", () => {
    for (const { situation, answer, margin } of made) {
      const decision = decide(pack, situation.decision, situation.facts);
      expect(decision.status, situation.id).toBe("decided");
      expect(decision.best, situation.id).toBe(answer);
      expect(margin, situation.id).toBeGreaterThan(0);
    }
  });

  test("turn on the rule that they exercise", () => {
    for (const { situation, rule } of made) {
      const rules = decisionRules(pack, situation.decision);
      const one = rules.rules.find((other) => other.id === rule);
      const { facts } = withAssumptions(pack, situation.facts);
      expect(one && decides(rules, facts, one), situation.id).toBe(true);
    }
  });

  test("state nothing that cannot be true together, and never name an option of theirs", () => {
    for (const { situation } of made) {
      expect(isExcluded(pack, withAssumptions(pack, situation.facts).facts), situation.id).toBe(false);
      const text = textOf(situation).toLowerCase();
      for (const { label } of pack.decisions.find(({ id }) => id === situation.decision)?.options ?? [])
        expect(text).not.toContain(label.toLowerCase());
      const stated = new Set(situation.prose.flatMap((piece) => piece.fact ?? []));
      expect([...stated].sort()).toEqual(Object.keys(situation.facts).sort());
    }
  });

  test("are never told twice in the same words", () => {
    expect(new Set(made.map(({ situation }) => textOf(situation))).size).toBe(COUNT);
  });

  test(`share no sentence skeleton more than twice among ${WINDOW} in a row`, () => {
    const seen = new Map<string, number[]>();
    made.forEach(({ situation }, index) => {
      for (const skeleton of new Set(skeletons(pack, textOf(situation)))) {
        const at = (seen.get(skeleton) ?? []).filter((one) => one > index - WINDOW);
        expect(at.length, skeleton).toBeLessThan(2);
        seen.set(skeleton, [...at, index]);
      }
    });
  });

  test("ask for every option, and for rules of limits and of preferences", () => {
    const answers = new Set(made.map(({ situation, answer }) => `${situation.decision}/${answer}`));
    for (const decision of pack.decisions)
      for (const option of decision.options) expect(answers).toContain(`${decision.id}/${option.id}`);
    expect(new Set(made.map(({ situation, rule }) => `${situation.decision}/${rule}`)).size).toBeGreaterThan(
      20,
    );
  });

  test("are recognised: the facts come back from the text for at least 97 of 100", () => {
    const whole = made.filter(({ situation }) => {
      const { facts } = recognise(pack, textOf(situation));
      return Object.entries(situation.facts).every(([id, value]) => facts[id] === value);
    });
    expect(whole.length / COUNT).toBeGreaterThanOrEqual(0.97);
  });

  test("are made again from their id, and from their seed", () => {
    for (const { situation } of made.slice(0, 40)) {
      expect(madeSituation(shippedPacks, situation.id)?.scenario.situation).toEqual(situation);
    }
    expect(generate(pack, 7)).toEqual(made[7]);
  });

  test("have near misses that differ in at most two facts, are decided for another option, and tell the rest alike", () => {
    const pairs = made.slice(0, 150).flatMap((scenario) => {
      const twin = nearMiss(pack, scenario);
      return twin ? [[scenario, twin] as const] : [];
    });
    expect(pairs.length).toBeGreaterThan(50);
    for (const [{ situation, answer }, twin] of pairs) {
      const ids = new Set([...Object.keys(situation.facts), ...Object.keys(twin.situation.facts)]);
      const changed = [...ids].filter((id) => situation.facts[id] !== twin.situation.facts[id]);
      expect(changed.length, situation.id).toBeGreaterThan(0);
      expect(changed.length, situation.id).toBeLessThanOrEqual(2);
      expect(twin.answer).not.toBe(answer);
      expect(decide(pack, twin.situation.decision, twin.situation.facts).best).toBe(twin.answer);
      expect(madeSituation(shippedPacks, twin.situation.id)?.scenario.situation).toEqual(twin.situation);
    }
  });
});

test("a wish for a rule is granted where the pack allows it, and refused where it has no such rule", () => {
  const [pack] = shippedPacks;
  if (!pack) throw new Error("there is no pack");
  for (let seed = 0; seed < 20; seed++) {
    const wishes = { decision: "inference", rule: "serverless/payload" };
    expect(generate(pack, seed, wishes)?.rule).toBe("serverless/payload");
  }
  expect(generate(pack, 1, { decision: "inference", rule: "serverless/nothing" })).toBeNull();
});
