import { describe, expect, test } from "vitest";
import { type Axis, cellCount, decidedGrid, sides, survey } from "./tree-cells.ts";
import type { Facts } from "../types.ts";

const payload: Axis = { id: "payload", ordered: true, values: [4, 25, 100] };
const traffic: Axis = { id: "traffic", ordered: false, values: ["steady", "bursts", "rare"] };
const idle: Axis = { id: "idle", ordered: false, values: [true, false] };
const winner = (facts: Facts) =>
  Number(facts["payload"]) > 25 ? "queue" : facts["traffic"] === "bursts" ? "function" : "server";

describe("the grid of cells", () => {
  const asked: string[] = [];
  const grid = decidedGrid([payload, idle, traffic], (facts) => {
    asked.push(Object.values(facts).join(" "));
    return winner(facts);
  });

  test("every combination is asked for once", () => {
    expect(asked).toHaveLength(cellCount([payload, idle, traffic]));
    expect(new Set(asked).size).toBe(18);
  });

  test("an axis along which the winner never changes is held at its first value", () => {
    expect(grid.whole).toEqual([[0, 1, 2], [0], [0, 1, 2]]);
  });

  test("the best split is the one that leaves the least doubt, and never one that changes nothing", () => {
    const whole = survey(grid, grid.whole);
    expect(whole).toMatchObject({ changes: [0, 2], split: { axis: 0, place: 1 } });
    const { yes, no } = sides(grid, grid.whole, { axis: 0, place: 1 });
    expect(survey(grid, yes)).toMatchObject({ changes: [2], split: { axis: 2, place: 1 } });
    expect(survey(grid, no)).toMatchObject({ changes: [], doubt: 0, split: null });
  });

  test("one value against the rest leaves the rest together", () => {
    const { yes, no } = sides(grid, grid.whole, { axis: 2, place: 1 });
    expect([yes[2], no[2]]).toEqual([[1], [0, 2]]);
  });

  test("values that are no longer neighbours are still compared", () => {
    const scattered = decidedGrid([traffic], (facts) => (facts["traffic"] === "rare" ? "one" : "two"));
    expect(survey(scattered, [[0, 2]])).toMatchObject({ changes: [0], split: { axis: 0, place: 0 } });
  });
});

test("20,000 cells without any order are surveyed well within a second", () => {
  const axes = ["a", "b", "c", "d", "e"].map((id) => ({ id, ordered: true, values: [1, 2, 3, 4, 5, 6, 7] }));
  const cells = axes.map((axis) => axis.id);
  const started = performance.now();
  const grid = decidedGrid(
    axes,
    (facts) => `${cells.reduce((sum, id) => (sum * 31 + Number(facts[id])) % 97, 7) % 4}`,
  );
  expect(survey(grid, grid.whole).changes).toHaveLength(5);
  expect(performance.now() - started).toBeLessThan(1_000);
});
