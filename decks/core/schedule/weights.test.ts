import fc from "fast-check";
import { CLAMP_PARAMETERS, clipParameters, migrateParameters } from "ts-fsrs";
import { describe, expect, test, vi } from "vitest";
import { DEFAULT_WEIGHTS } from "./parameters.ts";
import { parametersFrom } from "./weights.ts";

/** Defaults of FSRS-4.5 and of FSRS-5. */
const FSRS_4 = [
  0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474, 0.1367, 1.0461, 2.1072, 0.0793,
  0.3246, 1.587, 0.2272, 2.8755,
];
const FSRS_5 = [
  0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11,
  0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621,
];

const weightsOf = (weights: readonly unknown[]) => {
  const read = parametersFrom(weights);
  return read.ok ? read.weights : read.reason;
};

test("the defaults are taken as they are", () => expect(weightsOf(DEFAULT_WEIGHTS)).toEqual(DEFAULT_WEIGHTS));

describe("a set of an older version", () => {
  test("of FSRS-5 is filled up with a decay of a half", () => {
    expect(weightsOf(FSRS_5)).toEqual([...FSRS_5, 0, 0.5]);
  });

  test("of FSRS-4.5 says the same of difficulty on FSRS-5's scale", () => {
    const weights = weightsOf(FSRS_4);
    expect(weights).toEqual([
      ...FSRS_4.slice(0, 4),
      7.6214,
      0.51510155,
      1.3975,
      ...FSRS_4.slice(7),
      ...[0, 0, 0, 0.5],
    ]);
  });

  test("is read as ts-fsrs reads it, clipped where it was out of range", () => {
    vi.spyOn(console, "debug").mockImplementation(() => undefined);
    const any = fc
      .constantFrom(17, 19)
      .chain((length) =>
        fc.array(fc.double({ min: -20, max: 120, noNaN: true }), { minLength: length, maxLength: length }),
      );
    fc.assert(
      fc.property(any, (weights) => {
        const theirs = clipParameters(migrateParameters(weights, 1, false), 1, false);
        expect(weightsOf(weights)).toEqual(theirs);
      }),
    );
  });
});

describe("what is refused", () => {
  test.each([0, 16, 18, 20, 22, 34])("%d numbers", (length) => {
    expect(weightsOf(Array<number>(length).fill(0.5))).toBe(
      `FSRS has 21 weights (19 in FSRS-5, 17 in FSRS-4.5), and here are ${length}.`,
    );
  });

  test.each([NaN, Infinity, -Infinity, "0.2", "", null, undefined])(
    "%j for a number, in any version",
    (bad) => {
      for (const weights of [FSRS_4, FSRS_5, DEFAULT_WEIGHTS]) {
        expect(weightsOf([...weights.slice(0, 4), bad, ...weights.slice(5)])).toBe(
          "Weight 5 is not a number. It must be from 1 to 10.",
        );
      }
    },
  );

  test("a number out of its range, by its place and with the range", () => {
    expect(weightsOf(DEFAULT_WEIGHTS.with(20, 0.9))).toBe("Weight 21 is 0.9. It must be from 0.1 to 0.8.");
    expect(weightsOf(DEFAULT_WEIGHTS.with(4, 0.5))).toBe("Weight 5 is 0.5. It must be from 1 to 10.");
  });
});

test("numbers at the ends of their ranges are taken, and the ranges are those of ts-fsrs", () => {
  const ranges = CLAMP_PARAMETERS(2, false);
  for (const end of [0, 1] as const) {
    const weights = ranges.map((range) => range[end]);
    expect(weightsOf(weights)).toEqual(weights);
  }
  for (const index of ranges.keys()) {
    const beyond = (ranges[index]?.[1] ?? 0) + 0.001;
    expect(parametersFrom(DEFAULT_WEIGHTS.with(index, beyond)).ok).toBe(false);
  }
});

test("what was read is read again unchanged", () => {
  for (const weights of [FSRS_4, FSRS_5]) {
    const once = weightsOf(weights);
    expect(weightsOf([...once])).toEqual(once);
  }
});
