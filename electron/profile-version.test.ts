import { expect, test } from "vitest";
import type { KeptFile } from "./kept-file.ts";
import { mayOpenProfile } from "./profile-version.ts";

function memoryFile(kept: unknown = null): KeptFile {
  return { read: () => kept, write: (value) => (kept = JSON.parse(JSON.stringify(value)) as unknown) };
}

test("a profile is opened by the Chromium that made it and by newer ones, and by no older one", () => {
  const file = memoryFile();
  expect(mayOpenProfile(file, "156.0.8078.100")).toBe(true);
  expect(mayOpenProfile(file, "156.0.1.1")).toBe(true);
  expect(mayOpenProfile(file, "160.0.1.1")).toBe(true);
  expect(mayOpenProfile(file, "156.0.8078.100")).toBe(false);
  // Having been refused changes nothing for the newer one.
  expect(mayOpenProfile(file, "160.0.9.9")).toBe(true);
});

test.each([null, "text", { chromium: "156" }, []])("a note that is none (%j) keeps nobody out", (kept) => {
  expect(mayOpenProfile(memoryFile(kept), "156.0.8078.100")).toBe(true);
});
