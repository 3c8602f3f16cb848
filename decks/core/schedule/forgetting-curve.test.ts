import { expect, test } from "vitest";
import { retrievabilityAfter } from "./forgetting-curve.ts";
import { DEFAULT_WEIGHTS } from "./parameters.ts";

test("recall falls as published for a stability of a day", () => {
  const decay = DEFAULT_WEIGHTS[20] ?? 0;
  const curve = [0, 1, 2, 3].map((days) => retrievabilityAfter(days, 1, decay));
  for (const [index, expected] of [1, 0.9, 0.84588465, 0.8093881].entries())
    expect(curve[index]).toBeCloseTo(expected, 6);
});
