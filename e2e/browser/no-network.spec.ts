import { expect, test } from "@playwright/test";
import { answer, importSampleGuide } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";

const SCREENS = [
  ...[
    "today",
    "import",
    "review",
    "scenarios",
    "scenario/satellite-images",
    "practice/3",
    "what-if",
    "exams",
  ],
  ...["packs", "pack/aws-ml-deployment", "settings", "settings/reviews", "settings/appearance"],
  ...["settings/keyboard", "settings/data"],
];

test("a walk through every screen asks nobody but the app's own origin", async ({ context, page }) => {
  test.setTimeout(120_000);
  await withApp(async (address) => {
    const origin = new URL(address).origin;
    const asked = new Set<string>();
    const away: string[] = [];
    // Of every page and worker of the context, the service worker included, whatever the scheme.
    context.on("request", (request) => {
      const url = new URL(request.url());
      asked.add(url.protocol);
      const isOwn =
        url.origin === origin || url.protocol === "data:" || request.url().startsWith(`blob:${origin}/`);
      if (!isOwn) away.push(request.url());
    });
    page.on("websocket", (socket) => away.push(socket.url()));

    await page.goto(address);
    await importSampleGuide(page);
    const deck = await page.evaluate(() => location.hash.slice(2));
    for (const screen of [...SCREENS, deck, deck.replace("deck", "guide")]) {
      await page.goto(`${address}#/${screen}`);
      await page.locator("h1, main").first().waitFor({ state: "attached" });
      await page.waitForLoadState("networkidle");
    }
    await page.goto(`${address}#/review`);
    await page.locator("#prompt").waitFor();
    await answer(page, "3");
    await page.goto(`${address}#/settings/data`);
    await page.getByRole("button", { name: "About Cardinal" }).click();
    await page.getByRole("dialog", { name: "About Cardinal" }).getByText("MIT licence").waitFor();
    expect(asked.has("http:")).toBe(true);
    expect(away).toEqual([]);
  });
});
