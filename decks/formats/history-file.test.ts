import fc from "fast-check";
import { expect, test } from "vitest";
import { packColumns } from "./columns.ts";
import { readHistory, writeHistory } from "./history-file.ts";
import { collections } from "./test-contents.ts";

test("a history comes back as it was written", () => {
  fc.assert(
    fc.property(collections, ({ history }) => {
      expect(readHistory(writeHistory(history))).toEqual({ ok: true, history });
    }),
  );
});

test("a history of a newer version is refused as that, and bytes that are none as unreadable", () => {
  const newer = packColumns({ head: { format: "cardinal-history", version: 99 }, arrays: {} });
  expect(readHistory(newer)).toMatchObject({ ok: false, code: "newer-version" });
  expect(readHistory(new Uint8Array([1, 2, 3]))).toMatchObject({ ok: false, code: "unreadable" });
  expect(readHistory(packColumns({ head: null, arrays: {} }))).toMatchObject({
    ok: false,
    code: "unreadable",
  });
});
