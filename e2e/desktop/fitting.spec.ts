import { goTo } from "../harness/app.ts";
import { test } from "../harness/desktop.ts";
import { answeredBundle, fits, LISTEN_IN } from "../harness/fitting.ts";

test("weights are fitted in a worker of the hidden page, within its policy", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.addInitScript(LISTEN_IN);
  await page.reload();
  await goTo(page, "#/import");
  await fits(page, await answeredBundle());
});
