import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DecisionTree, decisionTree, litPath, type TreeFact, type TreeNode } from "./decision-tree.ts";
import type { FactValue, Facts } from "../types.ts";

const fact = (id: string, kind: TreeFact["kind"], more: Partial<TreeFact>): TreeFact => ({
  ...{ id, kind, cuts: [], values: [], range: [0, 100] },
  ...more,
});
const number = (id: string, cuts: readonly number[]) => fact(id, "number", { cuts });
const choice = (id: string, values: readonly string[]) => fact(id, "choice", { values });
const yesNo = (id: string) => fact(id, "yes-no", { values: [true, false] });

const shape = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 4 }).map(
    (cuts) => (id: string) =>
      number(
        id,
        cuts.toSorted((a, b) => a - b),
      ),
  ),
  fc
    .integer({ min: 1, max: 4 })
    .map((size) => (id: string) => choice(id, ["a", "b", "c", "d"].slice(0, size))),
  fc.constant(yesNo),
);
const factList = fc
  .array(shape, { maxLength: 5 })
  .map((shapes) => shapes.map((make, at) => make(`fact-${at}`)));

const outcome = fc.constantFrom("", "one", "two", "three");
/** Which cell of a fact a value is in. */
function placeOf(fact: TreeFact, value: FactValue | undefined): number {
  if (fact.kind === "number") return fact.cuts.filter((cut) => Number(value) > cut).length;
  return fact.values.indexOf(value as string | boolean);
}

interface Engine {
  readonly facts: readonly TreeFact[];
  readonly winner: (facts: Facts) => string;
}

/** Rules looked through from the top; each names some facts and where they have to be. */
const ruleEngine: fc.Arbitrary<Engine> = factList.chain((facts) => {
  const rule = fc.tuple(
    fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })), { minLength: 1, maxLength: 3 }),
    outcome,
  );
  return fc.tuple(fc.array(rule, { maxLength: 6 }), outcome).map(([rules, otherwise]) => ({
    facts,
    winner: (given: Facts) => {
      const places = facts.map((fact) => placeOf(fact, given[fact.id]));
      return rules.find(([needs]) => needs.every(([at, place]) => places[at] === place))?.[1] ?? otherwise;
    },
  }));
});

/** An outcome for every cell, without any order in it. */
const tableEngine: fc.Arbitrary<Engine> = fc
  .tuple(factList, fc.array(outcome, { minLength: 1, maxLength: 40 }))
  .map(([facts, table]) => ({
    facts,
    winner: (given: Facts) => {
      const cell = facts.reduce((sum, fact) => sum * 7 + placeOf(fact, given[fact.id]), 0);
      return table[cell % table.length] ?? "";
    },
  }));

const engine = fc.oneof(ruleEngine, tableEngine);
const valueOf = (fact: TreeFact): fc.Arbitrary<FactValue> =>
  fact.kind === "number" ? fc.integer({ min: 0, max: 100 }) : fc.constantFrom(...fact.values);
const engineAndFacts = engine.chain((one) =>
  fc.record({
    engine: fc.constant(one),
    given: fc.record(
      Object.fromEntries(one.facts.map((fact) => [fact.id, valueOf(fact)])),
    ) as fc.Arbitrary<Facts>,
  }),
);
const leaves = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Number.POSITIVE_INFINITY));

const grown = (one: Engine, most: number) => decisionTree(one.facts, one.winner, { leaves: most });
const nodesOf = (node: TreeNode): TreeNode[] =>
  node.kind === "split" ? [node, ...nodesOf(node.yes), ...nodesOf(node.no)] : [node];
const count = (tree: DecisionTree, kind: TreeNode["kind"]) =>
  nodesOf(tree.root).filter((node) => node.kind === kind).length;

describe("a decision tree agrees with the engine it was made from", () => {
  test("full facts end at the winner, or at a mixed node that names it", () => {
    fc.assert(
      fc.property(engineAndFacts, leaves, ({ engine: one, given }, most) => {
        const { path, end } = litPath(grown(one, most), given);
        const last = path.at(-1);
        expect(end).toBe(last?.kind);
        if (last?.kind === "leaf") expect(last.outcome).toBe(one.winner(given));
        else if (last?.kind === "mixed") expect(last.outcomes).toContain(one.winner(given));
        else throw new Error("full facts end in a question");
      }),
      { numRuns: 500 },
    );
  });

  test("a mixed node names every fact that still matters there, and no other", () => {
    fc.assert(
      fc.property(engineAndFacts, fc.integer({ min: 1, max: 4 }), ({ engine: one, given }, most) => {
        const tree = grown(one, most);
        const last = litPath(tree, given).path.at(-1);
        if (last?.kind !== "mixed") return;
        expect(new Set(last.outcomes).size).toBeGreaterThan(1);
        for (const fact of one.facts) {
          const values = fact.kind === "number" ? [...fact.cuts, 100] : fact.values;
          const here = values
            .map((value) => ({ ...given, [fact.id]: value }))
            .filter((changed) => litPath(tree, changed).path.at(-1) === last);
          if (new Set(here.map(one.winner)).size > 1) expect(last.dependsOn).toContain(fact.id);
        }
        for (const id of last.dependsOn) expect(tree.withoutEffect).not.toContain(id);
      }),
    );
  });

  test("facts without effect change nothing and are not asked for", () => {
    fc.assert(
      fc.property(engineAndFacts, fc.nat(), ({ engine: one, given }, salt) => {
        const tree = grown(one, Number.POSITIVE_INFINITY);
        const asked = new Set(nodesOf(tree.root).map((node) => (node.kind === "split" ? node.fact : "")));
        for (const fact of one.facts.filter(({ id }) => tree.withoutEffect.includes(id))) {
          const value = fact.kind === "number" ? salt % 101 : (fact.values[salt % fact.values.length] ?? "");
          expect(one.winner({ ...given, [fact.id]: value })).toBe(one.winner(given));
          expect(asked).not.toContain(fact.id);
        }
      }),
    );
  });
});

describe("the shape of a decision tree", () => {
  test("it splits at given cuts and values alone, keeps to the leaves allowed and names nodes by their way", () => {
    fc.assert(
      fc.property(engine, leaves, (one, most) => {
        const tree = grown(one, most);
        for (const node of nodesOf(tree.root)) {
          if (node.kind !== "split") continue;
          const fact = one.facts.find(({ id }) => id === node.fact);
          if ("atMost" in node.test) expect(fact?.cuts).toContain(node.test.atMost);
          else expect(fact?.values).toContain(node.test.is);
          expect([node.yes.id, node.no.id]).toEqual([`${node.id}y`, `${node.id}n`]);
        }
        expect(tree.leaves).toBe(count(tree, "leaf") + count(tree, "mixed"));
        expect(tree.leaves).toBeLessThanOrEqual(most);
      }),
    );
  });

  test("with unlimited leaves nothing is mixed, and no question has one answer on both sides", () => {
    fc.assert(
      fc.property(engine, (one) => {
        const tree = grown(one, Number.POSITIVE_INFINITY);
        expect(count(tree, "mixed")).toBe(0);
        for (const node of nodesOf(tree.root)) {
          if (node.kind !== "split" || node.yes.kind !== "leaf" || node.no.kind !== "leaf") continue;
          expect(node.yes.outcome).not.toBe(node.no.outcome);
        }
      }),
    );
  });

  test("the same input gives the same tree, also when the order of growth is left out", () => {
    fc.assert(
      fc.property(engine, leaves, (one, most) => {
        expect(grown(one, most)).toEqual(grown(one, most));
        const whole = grown(one, Number.POSITIVE_INFINITY);
        expect(grown(one, whole.leaves)).toEqual(whole);
      }),
    );
  });

  test("more leaves only grow the same tree", () => {
    fc.assert(
      fc.property(engine, fc.integer({ min: 1, max: 10 }), (one, most) => {
        const later = new Map(nodesOf(grown(one, most + 1).root).map((node) => [node.id, node.kind]));
        for (const node of nodesOf(grown(one, most).root)) {
          if (node.kind !== "mixed") expect(later.get(node.id)).toBe(node.kind);
        }
      }),
    );
  });
});
