import { expect, test } from "vitest";
import { errorReport } from "./report.ts";

test("a report says versions, system and the last entries, and that there are none", () => {
  const machine = {
    versions: { electron: "45.4.1", chrome: "156.0.1", node: "24.1.0" },
    system: "linux 6.8.0 x64",
  };
  expect(errorReport({ version: "0.1.0", log: { last: () => ["one", "two"] } }, machine)).toBe(
    "Cardinal 0.1.0, desktop edition\nElectron 45.4.1, Chromium 156.0.1, Node 24.1.0\nlinux 6.8.0 x64\n\none\ntwo\n",
  );
  expect(errorReport({ version: "0.1.0", log: { last: () => [] } }, machine)).toContain(
    "No errors are kept.",
  );
});
