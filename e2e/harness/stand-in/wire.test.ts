import fc from "fast-check";
import { expect, test } from "vitest";
import { pageBase64 } from "./in-page.ts";
import { mainWire, makeWire } from "./wire.ts";

const pageWire = makeWire(pageBase64(), (kind) => `a ${kind}`);

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.anything({ maxDepth: 0, withBigInt: true }),
    fc.uint8Array(),
    fc.float64Array({ maxLength: 4 }),
    fc.date(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    fc.array(fc.tuple(tie("value"), tie("value")), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => new Set(items)),
  ),
})).value;

test("what is carried from a page to main and back is what a structured clone is", () => {
  fc.assert(
    fc.property(value, (sent) => {
      const inMain = mainWire.decode(pageWire.encode(sent));
      expect(inMain).toEqual(structuredClone(sent));
      expect(pageWire.decode(mainWire.encode(inMain))).toEqual(structuredClone(sent));
    }),
  );
});

test("what is held twice arrives as one, and a circle as a circle", () => {
  const shared = new Uint8Array([1, 2]);
  const sent: Record<string, unknown> = { one: shared, other: [shared] };
  sent["self"] = sent;
  const arrived = mainWire.decode(pageWire.encode(sent)) as { one: unknown; other: unknown[]; self: unknown };
  expect(arrived.other[0]).toBe(arrived.one);
  expect(arrived.self).toBe(arrived);
});

test("a function cannot be sent, and main reads what is no plain data as null", () => {
  expect(() => mainWire.encode({ run() {} })).toThrow(/could not be cloned/);
  expect(mainWire.decode(pageWire.encode({ file: new Blob(["x"]), name: "x" }))).toEqual({
    file: null,
    name: "x",
  });
});
