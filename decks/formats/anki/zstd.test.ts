import { compress } from "@bokuweb/zstd-wasm";
import { beforeAll, expect, test } from "vitest";
import { loadPacker } from "./test-packages.ts";
import { unpackZstd } from "./zstd.ts";

beforeAll(loadPacker);

const GIGABYTE = 1_073_741_824;
const sample = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, at) => (at * at) % 256);

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

test.each([0, 1, 255, 256, 70_000, 131_072, 400_000])("%d bytes come out as they went in", (size) => {
  const result = unpackZstd(compress(sample(size), 3), GIGABYTE);
  expect(result.ok && isSame(result.bytes, sample(size))).toBe(true);
});

test("frames that follow each other and frames to skip are read as one", () => {
  const skipped = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9);
  const packed = Buffer.concat([compress(sample(300), 3), skipped, compress(sample(7), 3)]);
  const result = unpackZstd(packed, GIGABYTE);
  expect(result.ok && isSame(result.bytes, Buffer.concat([sample(300), sample(7)]))).toBe(true);
});

test("a bomb is refused by what its header declares", () => {
  const bomb = compress(new Uint8Array(64 * 1_048_576), 3);
  expect(bomb.length).toBeLessThan(10_000);
  expect(unpackZstd(bomb, 1_048_576)).toEqual({ ok: false, why: "too-large" });
});

/** A frame of run-length blocks that does not declare its size; its window is 128 kB unless said otherwise. */
function undeclared(blocks: number, blockSize: number, windowDescriptor = 7 << 3): Uint8Array {
  const bytes = [0x28, 0xb5, 0x2f, 0xfd, 0, windowDescriptor];
  for (let block = 1; block <= blocks; block++) {
    const header = Number(block === blocks) | (1 << 1) | (blockSize << 3);
    bytes.push(header & 255, (header >> 8) & 255, header >> 16, 0);
  }
  return Uint8Array.from(bytes);
}

test("a bomb that declares nothing is refused at the limit", () => {
  expect(unpackZstd(undeclared(10, 100_000), 1_000_000)).toMatchObject({ ok: true });
  expect(unpackZstd(undeclared(11, 100_000), 1_000_000)).toEqual({ ok: false, why: "too-large" });
});

test("a window of gigabytes is refused, and so are a million blocks of nothing in a large one", () => {
  expect(unpackZstd(undeclared(1, 10, 21 << 3), GIGABYTE)).toEqual({ ok: false, why: "too-large" });
  expect(unpackZstd(undeclared(100_000, 0, 16 << 3), GIGABYTE)).toEqual({ ok: false, why: "too-large" });
});

test("what is cut, changed in its frame or something else is damaged", () => {
  const packed = compress(sample(70_000), 3);
  expect(unpackZstd(packed.subarray(0, packed.length - 1), GIGABYTE)).toEqual({ ok: false, why: "damaged" });
  expect(unpackZstd(new Uint8Array(), GIGABYTE)).toEqual({ ok: false, why: "damaged" });
  expect(unpackZstd(sample(100), GIGABYTE)).toEqual({ ok: false, why: "damaged" });
});
