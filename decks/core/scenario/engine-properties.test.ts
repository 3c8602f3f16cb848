import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withAssumptions } from "./assumptions.ts";
import { decide, decideAll } from "./decide.ts";
import { decidingRules } from "./deciding-rules.ts";
import { decisionOf, type PackDecision, type PackFact } from "./pack.ts";
import { scoreAnswer } from "./score.ts";
import { shippedPack, shippedPacks } from "./test-packs.ts";
import { packTree } from "./tree/pack-tree.ts";
import { litPath } from "./tree/decision-tree.ts";
import type { Decision, Facts, FactValue } from "./types.ts";

/** A pack, one of its decisions, and some of its facts stated. */
interface Asked {
  readonly packId: string;
  readonly decisionId: string;
  readonly facts: Facts;
}

/** Ids stand for packs and decisions, so that a counterexample can be read. */
function found({ packId, decisionId, facts }: Asked) {
  const pack = shippedPack(packId);
  return { pack, decision: decisionOf(pack, decisionId), facts };
}

function anyValue(fact: PackFact): fc.Arbitrary<FactValue> {
  if (fact.kind === "yes-no") return fc.boolean();
  if (fact.kind === "choice") return fc.constantFrom(...Object.keys(fact.choices));
  const [least, most] = fact.range;
  return fc.oneof(
    fc.integer({ min: Math.ceil(least), max: Math.min(Math.floor(most), Math.ceil(least) + 100) }),
    fc.integer({ min: Math.ceil(least), max: Math.floor(most) }),
    fc.double({ min: least, max: Math.min(most, 100), noNaN: true }).filter((value) => value >= least),
  );
}

const asked: fc.Arbitrary<Asked> = fc.constantFrom(...shippedPacks).chain((pack) =>
  fc.record({
    packId: fc.constant<string>(pack.id),
    decisionId: fc.constantFrom(...pack.decisions.map((decision) => decision.id)),
    facts: fc.record(Object.fromEntries(pack.facts.map((fact) => [fact.id, anyValue(fact)])), {
      requiredKeys: [],
      noNullPrototype: true,
    }) as fc.Arbitrary<Facts>,
  }),
);

const outcomeOf = ({ applies }: Decision, decision: PackDecision) =>
  decision.options
    .map(({ id }) => id)
    .filter((id) => applies.includes(id))
    .join("+");

describe("for any facts of any pack", () => {
  test("there is an answer, ranked feasible first and by score, or a reason why nothing is feasible", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { pack, decision, facts } = found(one);
        const { ranking, best, status, applies } = decide(pack, decision.id, facts);
        expect(ranking).toHaveLength(decision.options.length);
        expect(best === null).toBe(status === "infeasible");
        if (best === null) expect(ranking.every((option) => option.violations.length > 0)).toBe(true);
        else expect(applies).toContain(best);
        ranking.slice(1).forEach((option, index) => {
          const before = ranking[index];
          if (before?.feasible === option.feasible) expect(before.score).toBeGreaterThanOrEqual(option.score);
          else expect(before?.feasible).toBe(true);
        });
        for (const option of ranking) expect(option.feasible).toBe(option.violations.length === 0);
      }),
    );
  });

  test("deciding again gives the same answer, and deciding all of them gives each", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { pack, decision, facts } = found(one);
        const decided = decide(pack, decision.id, facts);
        expect(decide(pack, decision.id, { ...facts })).toEqual(decided);
        expect(decideAll(pack, facts).decisions.find((other) => other.decision === decision.id)).toEqual(
          decided,
        );
      }),
    );
  });

  test("a set of changes that is said to flip the winner does, and no smaller set of it does", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { pack, decision, facts } = found(one);
        const now = decide(pack, decision.id, facts);
        const winner = (changes: readonly { readonly fact: string; readonly flipsAt: FactValue }[]) =>
          outcomeOf(
            decide(pack, decision.id, {
              ...facts,
              ...Object.fromEntries(changes.map(({ fact, flipsAt }) => [fact, flipsAt])),
            }),
            decision,
          );
        for (const { changes, to } of now.deciding.slice(0, 12)) {
          expect(winner(changes)).toBe(to);
          expect(to).not.toBe(outcomeOf(now, decision));
          if (changes.length > 1)
            for (const one of changes) expect(winner([one])).toBe(outcomeOf(now, decision));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a limit that is added and broken never raises the option that has it", () => {
    fc.assert(
      fc.property(asked, fc.nat(20), (one, pick) => {
        const { pack, decision, facts } = found(one);
        const option = decision.options[pick % decision.options.length];
        const fact = pack.facts.find((one) => one.kind === "yes-no");
        if (!option || !fact) return;
        const value = withAssumptions(pack, facts).facts[fact.id] ?? true;
        const limit = {
          id: "added",
          needs: { fact: fact.id, is: value !== true },
          broken: "It is broken.",
          source: "none",
        };
        const harder = {
          ...decision,
          options: decision.options.map((one) =>
            one.id === option.id ? { ...one, limits: [...one.limits, limit] } : one,
          ),
        };
        const stated = { ...facts, [fact.id]: value };
        const before = decide(pack, decision.id, stated);
        const after = decide(
          { ...pack, decisions: pack.decisions.map((one) => (one.id === decision.id ? harder : one)) },
          decision.id,
          stated,
        );
        const rank = (decided: Decision) => decided.ranking.findIndex((one) => one.option === option.id);
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
        expect(after.ranking[rank(after)]?.feasible).toBe(false);
      }),
    );
  });

  test("a worse choice never scores more than a better one at the same sureness and marks", () => {
    fc.assert(
      fc.property(asked, fc.double({ min: 0, max: 1, noNaN: true }), (one, sureness) => {
        const { pack, decision, facts } = found(one);
        const decided = decide(pack, decision.id, facts);
        const choices = decided.ranking.map(({ option }) =>
          scoreAnswer(decided, { choice: option, marked: [], sureness }, decision.options.length, facts),
        );
        const points = choices.map((score) => score.choice);
        expect(points).toEqual(points.toSorted((a, b) => b - a));
        for (const { total } of choices) expect(total >= 0 && total <= 100).toBe(true);
      }),
    );
  });

  test("the rules that are said to decide are rules of the decision", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { pack, decision, facts } = found(one);
        const known = new Set(
          decision.options.flatMap((option) =>
            [...option.limits, ...option.preferences].map((rule) => `${option.id}/${rule.id}`),
          ),
        );
        for (const rule of decidingRules(pack, decision.id, facts)) expect(known.has(rule)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the tree of a pack", () => {
  const trees = shippedPacks.flatMap((pack) =>
    pack.decisions.map((decision) => ({ pack, decision, tree: packTree(pack, decision.id) })),
  );

  test.each(trees.map((one) => [`${one.pack.id}, ${one.decision.id}`, one] as const))(
    "%s: the lit leaf is what the engine decides, or names what it depends on",
    (_name, { pack, decision, tree }) => {
      const facts = fc.record(Object.fromEntries(pack.facts.map((fact) => [fact.id, anyValue(fact)])), {
        requiredKeys: [],
        noNullPrototype: true,
      }) as fc.Arbitrary<Facts>;
      fc.assert(
        fc.property(facts, (stated) => {
          const known = withAssumptions(pack, stated).facts;
          const decided = decide(pack, decision.id, stated);
          const { path, end } = litPath(tree.grown({ leaves: 40 }), known);
          const last = path.at(-1);
          if (typeof end === "object") expect(known[end.unknown]).toBeUndefined();
          else if (last?.kind === "leaf") expect(last.outcome).toBe(outcomeOf(decided, decision));
          else if (last?.kind === "mixed") {
            expect(last.outcomes).toContain(outcomeOf(decided, decision));
            expect(last.dependsOn.length).toBeGreaterThan(0);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  test("grown along some facts ends at what the engine decides for them", () => {
    const { pack, decision, tree } = trees[0] ?? {};
    if (!pack || !decision || !tree) throw new Error("there is no tree");
    const facts = { "payload-mb": 500, "processing-seconds": 300, traffic: "bursts", "idle-cost-zero": true };
    const { path, end } = litPath(
      tree.grown({ leaves: 6 }, withAssumptions(pack, facts).facts),
      withAssumptions(pack, facts).facts,
    );
    expect(end).toBe("leaf");
    expect(path.at(-1)).toMatchObject({ outcome: decide(pack, decision.id, facts).best });
  });
});
