import fc from "fast-check";
import { expect, test } from "vitest";
import { packColumns, unpackColumns } from "./columns.ts";

test("columns come back as they were packed, wherever their bytes lie", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.float64Array({ noNaN: true }),
      fc.uint8Array(),
      fc.int32Array(),
      fc.nat(7),
      (head, wide, narrow, signed, offset) => {
        const packed = packColumns({ head, arrays: { wide, narrow, signed } });
        const shifted = new Uint8Array(packed.length + offset);
        shifted.set(packed, offset);
        const back = unpackColumns(shifted.subarray(offset));
        expect(back?.head).toEqual(JSON.parse(JSON.stringify(head)));
        expect(back?.arrays).toEqual({ wide, narrow, signed });
      },
    ),
  );
});

test("what is cut, or is something else, is told apart", () => {
  const packed = packColumns({ head: null, arrays: { numbers: Float64Array.from([1, 2, 3]) } });
  for (let length = 0; length < packed.length; length++)
    expect(unpackColumns(packed.slice(0, length))).toBeNull();
  expect(unpackColumns(new TextEncoder().encode("a text that is none"))).toBeNull();
});
