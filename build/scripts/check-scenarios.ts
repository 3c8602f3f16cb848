import { spawnSync } from "node:child_process";

/** The long form of the tests of generated situations: 10,000 of every pack, where `npm test` goes through 1,000. */
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "decks/core/scenario/generate", "--testTimeout=600000"],
  { stdio: "inherit", env: { ...process.env, SCENARIOS: "10000" } },
);
process.exitCode = status ?? 1;
