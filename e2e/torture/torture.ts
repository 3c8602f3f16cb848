import { cp } from "node:fs/promises";
import path from "node:path";
import { draw } from "../../decks/core/scenario/generate/draw.ts";
import { withProfile } from "../harness/chromium.ts";
import { withApp } from "../harness/edition.ts";
import { Campaign, type Run } from "./campaign.ts";
import { type Damage, DAMAGES } from "./damage.ts";
import { Figures } from "./figures.ts";

/**
 * The long form of the kill test: `npm run torture [kills] [seed]`. One profile lives through all kills; figures are
 * printed, and the exit code says whether anything was lost.
 */
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000));
console.log(`seed ${seed}; the same run again: npm run torture ${kills} ${seed}`);

const AIMS = ["grading", "editing", "importing", "importing", "snapshot", "restoring", "mending"] as const;
const random = draw(seed, "runs");
const figures = new Figures();
await withApp((address) =>
  withProfile(async (profile) => {
    const campaign = new Campaign({ profile, address, seed });
    let number = 0;
    let isSpoilt = false;
    try {
      while (++number <= kills) {
        const run = nextRun(number, isSpoilt);
        isSpoilt = run.spoilsSnapshot;
        const outcome = await campaign.run(run);
        figures.add(run, outcome);
        const { phase, hit, start, trouble } = outcome;
        console.log(
          [
            `kill ${number} (${run.way}, after ${run.killAfterMs} ms) while ${phase}`,
            ...(hit === null ? [] : [`before it ${run.damage}: ${hit}`]),
            ...(start?.recovery ? [`told ${start.recovery.cause}`] : []),
            ...(start === null ? [] : [`ready in ${start.ms} ms`]),
            ...trouble,
          ].join("; "),
        );
      }
      figures.add(null, await campaign.end());
    } catch (error) {
      const kept = path.join("test-results", `torture-${seed}`);
      await cp(profile, kept, { recursive: true });
      figures.trouble.push(
        `kill ${number}, the profile is kept in ${kept}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    const { confirmedChanges, snapshots, refusals } = campaign.ledger;
    console.log(figures.lines({ confirmed: confirmedChanges, snapshots: snapshots.size }).join("\n"));
    if (refusals.size > 0)
      console.log(`refused: ${[...refusals].map(([code, count]) => `${code} ${count}`).join(", ")}`);
  }),
);
for (const line of figures.trouble) console.log(line);
console.log(
  figures.trouble.length === 0
    ? "Nothing was lost."
    : `Something was lost or is not whole. The same run again: npm run torture ${kills} ${seed}`,
);
process.exitCode = figures.trouble.length === 0 ? 0 : 1;

/** @param isSpoilt whether the newest snapshot was spoilt in the run before: then it should be needed */
function nextRun(number: number, isSpoilt: boolean): Run {
  const way = random.pick([
    "start",
    "start",
    "one",
    "one",
    "one",
    "one",
    "one",
    "two",
    "two",
    "screen",
  ] as const);
  return {
    number,
    way: number === 1 ? "one" : way,
    damage: damageBefore(number, isSpoilt),
    spoilsSnapshot: way !== "start" && random.chance(8),
    aim: way === "one" && random.chance(70) ? random.pick(AIMS) : null,
    least: 0,
    killAfterMs: random.int(1_500),
    thenMs: random.int(random.pick([10, 60, 300])),
  };
}

function damageBefore(number: number, isSpoilt: boolean): Damage | null {
  if (isSpoilt && random.chance(70)) return "deleted";
  return number > 3 && random.chance(25) ? random.pick(DAMAGES) : null;
}
