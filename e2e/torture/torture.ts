import { withApp } from "../harness/edition.ts";
import { killAndReopen } from "../harness/kill.ts";

/** The long form of the kill test: `npm run torture [tries]`. Prints its figures; fails when an answer is lost. */
const tries = Number(process.argv[2] ?? 20);

let kept = 0;
let wipes = 0;
await withApp(async (address) => {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const outcome = await killAndReopen(address, 1 + (attempt % 5));
    const whole = outcome.kept.every((found) => found === outcome.confirmed);
    if (whole) kept++;
    wipes += outcome.wipes;
    console.log(`try ${attempt}: ${outcome.confirmed} confirmed, then ${outcome.kept.join(" and ")} found`);
  }
});
console.log(
  `${tries} kills, ${kept} kept everything, ${wipes} databases discarded by the browser and rebuilt`,
);
process.exitCode = kept === tries ? 0 : 1;
