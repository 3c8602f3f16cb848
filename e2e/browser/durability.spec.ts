import { expect, test } from "@playwright/test";
import { reviewsDoneToday } from "../harness/app.ts";
import { openBrowser, withProfile } from "../harness/chromium.ts";
import { withApp } from "../harness/edition.ts";
import { Campaign, type Run } from "../torture/campaign.ts";

const RUN = { damage: null, way: "one", aim: null, spoilsSnapshot: false, least: 0, thenMs: 20 } as const;

/** The short form of `npm run torture`: what every kill there goes through, once each. */
const RUNS: readonly Omit<Run, "number">[] = [
  { ...RUN, aim: "importing", least: 4, killAfterMs: 300 },
  { ...RUN, aim: "grading", least: 10, killAfterMs: 300 },
  { ...RUN, way: "screen", least: 1, killAfterMs: 500, damage: "deleted" },
  { ...RUN, way: "start", killAfterMs: 300, damage: "overwritten" },
  { ...RUN, way: "two", killAfterMs: 900, damage: "torn record" },
];

test("five kills, a deleted and an overwritten database lose nothing that was confirmed", async () => {
  test.setTimeout(180_000);
  const begun = Date.now();
  await withApp((address) =>
    withProfile(async (profile) => {
      const campaign = new Campaign({ profile, address, seed: 5 });
      const causes: string[] = [];
      for (const [index, run] of RUNS.entries()) {
        const { trouble, start } = await campaign.run({ ...run, number: index + 1 });
        expect(trouble).toEqual([]);
        causes.push(start?.recovery?.cause ?? "none told");
      }
      expect((await campaign.end()).trouble).toEqual([]);
      expect(causes[2]).toBe("database-missing");
      expect(campaign.ledger.confirmedChanges).toBeGreaterThan(14);

      // What the screen says of it, and that the learner is told of a loss.
      await campaign.damage("deleted");
      const { page, close } = await openBrowser(profile);
      await page.goto(address);
      expect(await reviewsDoneToday(page)).toBe(campaign.ledger.reviewsSince(begun));
      await expect(page.getByRole("status").filter({ hasText: "restored" })).toBeVisible();
      await close();
    }),
  );
});
