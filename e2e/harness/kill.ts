import { answer, answeredCount, importSampleGuide, reviewsDoneToday } from "./app.ts";
import { openBrowser, withProfile } from "./chromium.ts";

export interface KillOutcome {
  /** Answers the learner had seen confirmed when the browser was killed. */
  readonly confirmed: number;
  /** Answers found after each of the next two restarts. */
  readonly kept: readonly number[];
  /** Restarts at which Chromium had thrown the database away. */
  readonly wipes: number;
}

/** Studies, kills the whole browser right after an answer is confirmed, and looks twice what is left. */
export async function killAndReopen(address: string, answers: number): Promise<KillOutcome> {
  return withProfile(async (profile) => {
    const first = await openBrowser(profile);
    await first.page.goto(address);
    await importSampleGuide(first.page);
    await first.page.goto(`${address}#/review`);
    for (let count = 0; count < answers; count++) await answer(first.page, "3");
    const confirmed = await answeredCount(first.page);
    await first.kill();

    const kept: number[] = [];
    let wipes = 0;
    for (let restart = 0; restart < 2; restart++) {
      const again = await openBrowser(profile);
      await again.page.goto(address);
      kept.push(await reviewsDoneToday(again.page));
      await again.page.goto(`${address}#/settings/data`);
      const storage = await again.page.getByRole("region", { name: "Storage" }).innerText();
      if (storage.includes("discarded")) wipes++;
      await again.close();
    }
    return { confirmed, kept, wipes };
  });
}
