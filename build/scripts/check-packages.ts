import { spawnSync } from "node:child_process";

/** The long form of two suites: 2,000 broken packages, and 500 collections through every format that keeps them whole. */
const run = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "decks/formats/anki/hostile.test.ts",
    "decks/formats/round-trip.test.ts",
  ],
  {
    stdio: "inherit",
    env: { ...process.env, CARDINAL_MUTATIONS: "2000", CARDINAL_ROUND_TRIPS: "500" },
  },
);
process.exitCode = run.status ?? 1;
