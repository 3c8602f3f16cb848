import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { openZip, writeZip, ZipDamage, type ZipLimits } from "./zip.ts";

const LIMITS: ZipLimits = { entries: 10, entryBytes: 1_048_576, totalBytes: 2_097_152 };
const text = new TextEncoder();

async function entriesOf(bytes: Uint8Array, limits = LIMITS) {
  const result = await openZip(bytes, limits);
  if (!result.ok) throw new Error(result.reason);
  return result.entries;
}

async function reasonOf(bytes: Uint8Array, limits = LIMITS): Promise<string> {
  const result = await openZip(bytes, limits);
  if (result.ok) throw new Error("It was opened.");
  expect(result.code).toBe("unreadable");
  return result.reason;
}

const FILES = [
  { name: "deck.json", bytes: text.encode("{}".repeat(5000)) },
  { name: "media/ü 🎌.png", bytes: Uint8Array.of(1, 2, 3), store: true },
  { name: "empty", bytes: new Uint8Array() },
];

test("what is written is read again, under its names and with its sizes", async () => {
  const entries = await entriesOf(await writeZip(FILES));
  expect(entries.map(({ name, size }) => ({ name, size }))).toEqual(
    FILES.map(({ name, bytes }) => ({ name, size: bytes.length })),
  );
  for (const [index, { bytes }] of FILES.entries()) expect(await entries[index]?.read()).toEqual(bytes);
});

test("the same files give the same bytes, whatever the time", async () => {
  const first = await writeZip(FILES);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await writeZip(FILES)).toEqual(first);
  expect([...first.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
});

test("a file that is to be stored is stored, others are packed", async () => {
  const bytes = new Uint8Array(10_000);
  expect((await writeZip([{ name: "a", bytes, store: true }])).length).toBeGreaterThan(10_000);
  expect((await writeZip([{ name: "a", bytes }])).length).toBeLessThan(500);
});

test("nothing, something else and a part are told apart", async () => {
  const whole = await writeZip(FILES);
  expect(await reasonOf(new Uint8Array())).toContain("empty");
  expect(await reasonOf(text.encode("a plain text ".repeat(50)))).toContain("no zip archive");
  expect(await reasonOf(whole.subarray(0, whole.length - 30))).toContain("ends in the middle");
  expect(await reasonOf(whole.subarray(0, 20))).toContain("ends in the middle");
});

test("a list of files that is damaged is said to be so", async () => {
  const bytes = (await writeZip(FILES)).slice();
  const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes[directory] = 0;
  expect(await reasonOf(bytes)).toContain("list of files");
});

test("an encrypted archive is refused", async () => {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password: "secret", useWebWorkers: false });
  await writer.add("deck.json", new Uint8ArrayReader(text.encode("{}")));
  expect(await reasonOf(await writer.close())).toContain('"deck.json" in the archive is encrypted');
});

test("more files than the limit, a larger one and a larger sum are refused", async () => {
  const eleven = Array.from({ length: 11 }, (_, index) => ({ name: String(index), bytes: Uint8Array.of(1) }));
  expect(await reasonOf(await writeZip(eleven))).toContain("more than 10 files");
  const megabyte = (name: string) => ({ name, bytes: new Uint8Array(1_048_576) });
  expect(await reasonOf(await writeZip([{ name: "big", bytes: new Uint8Array(1_048_577) }]))).toContain(
    '"big"',
  );
  expect(await reasonOf(await writeZip(["a", "b", "c"].map(megabyte)))).toContain("3 MB");
  expect(await entriesOf(await writeZip(["a", "b"].map(megabyte)))).toHaveLength(2);
});

test("an archive that would grow a thousandfold is refused", async () => {
  const bomb = await writeZip([{ name: "zeros", bytes: new Uint8Array(65 * 1_048_576) }]);
  const reason = await reasonOf(bomb, { entries: 10, entryBytes: 2 ** 30, totalBytes: 2 ** 32 });
  expect(reason).toMatch(/unpack to \d+ times its size/);
});

/** Replaces what stands `offset` bytes into the directory's record of the file at `index`, and in its local header. */
function withDirectory(
  bytes: Uint8Array,
  index: number,
  offset: number,
  values: readonly number[],
): Uint8Array {
  const changed = Buffer.from(bytes.slice());
  let at = -1;
  for (let found = 0; found <= index; found++) at = changed.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 1);
  changed.set(values, at + offset);
  return changed;
}

const UNPACKED_SIZE = 24;
const CHECKSUM = 16;
const PLACE = 42;

test("a file that is larger than it declares is damaged, and no more of it is unpacked", async () => {
  const bytes = withDirectory(await writeZip(FILES), 0, UNPACKED_SIZE, [100, 0, 0, 0]);
  const entries = await entriesOf(bytes);
  expect(entries[0]?.size).toBe(100);
  await expect(entries[0]?.read()).rejects.toThrow(ZipDamage);
  await expect(entries[0]?.read()).rejects.toThrow('"deck.json" in the archive is damaged');
});

test("a file whose checksum is another is damaged, its neighbours are not", async () => {
  const entries = await entriesOf(withDirectory(await writeZip(FILES), 0, CHECKSUM, [1, 2, 3, 4]));
  await expect(entries[0]?.read()).rejects.toThrow(ZipDamage);
  expect(await entries[1]?.read()).toEqual(FILES[1]?.bytes);
});

test("a byte changed within a file makes it damaged", async () => {
  const bytes = (await writeZip(FILES)).slice();
  const at = Buffer.from(bytes).indexOf("media/ü 🎌.png") + Buffer.byteLength("media/ü 🎌.png");
  bytes[at] = 9;
  await expect((await entriesOf(bytes))[1]?.read()).rejects.toThrow(ZipDamage);
});

test("files that share their bytes are refused", async () => {
  const bytes = await writeZip([
    { name: "a", bytes: Uint8Array.of(1) },
    { name: "b", bytes: Uint8Array.of(2) },
  ]);
  expect(await reasonOf(withDirectory(bytes, 1, PLACE, [0, 0, 0, 0]))).toContain("shares its bytes");
});

test("two files of one name are refused", async () => {
  const bytes = Buffer.from(
    await writeZip([
      { name: "name-a", bytes: Uint8Array.of(1) },
      { name: "name-b", bytes: Uint8Array.of(2) },
    ]),
  );
  const renamed = Buffer.from(bytes.toString("latin1").replaceAll("name-b", "name-a"), "latin1");
  expect(await reasonOf(renamed)).toContain('both named "name-a"');
});

test("a name with control characters is shown without them", async () => {
  const bytes = await writeZip([{ name: `a\nb${"x".repeat(100)}`, bytes: new Uint8Array(1_048_577) }]);
  expect(await reasonOf(bytes)).toContain('"a\ufffdbxxx');
});
