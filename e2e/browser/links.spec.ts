import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "../harness/axe.ts";
import { withApp } from "../harness/edition.ts";
import { chooseFile } from "../harness/guides.ts";

const LEADS = "https://away.example/p?q=1#part";
const GUIDE = `# Links

## Key terms

- Source: Where a river begins, see [the map](${LEADS}).
`;

/** A card whose answer has a link, shown. What leaves the app is caught, so that it comes to no server. */
async function showCard(page: Page, address: string): Promise<string[]> {
  const away: string[] = [];
  await page.context().route(/away\.example/, (route) => {
    away.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<title>Away</title>" });
  });
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  await chooseFile(page, "links.md", GUIDE);
  await page.getByRole("button", { name: /Create deck/ }).click();
  await page.getByRole("link", { name: "Read the guide" }).waitFor();
  await page.goto(`${address}#/review`);
  await page.locator("#prompt").waitFor();
  await page.keyboard.press("Space");
  return away;
}

const link = (page: Page) => page.getByRole("link", { name: "the map" });
const dialog = (page: Page) => page.getByRole("dialog", { name: /Open this link/ });

test("a link of a card shows its whole address and opens only then, without a way back to the app", async ({
  page,
}) => {
  await withApp(async (address) => {
    const away = await showCard(page, address);
    await link(page).click();
    await expect(dialog(page)).toContainText(LEADS);
    expect(await axeFindings(page)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await expect(dialog(page)).toHaveCount(0);
    await link(page).click({ button: "middle" });
    await expect(dialog(page)).toBeVisible();
    expect(away).toEqual([]);
    const opening = page.context().waitForEvent("page");
    await dialog(page).getByRole("link", { name: "Open" }).click();
    const opened = await opening;
    await opened.waitForLoadState();
    expect(opened.url()).toBe(LEADS);
    expect(await opened.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);
    expect(page.url()).toContain(address);
    await expect(dialog(page)).toHaveCount(0);
  });
});

test("a link is reached and asked about by keyboard, and the key neither shows nor grades", async ({
  page,
}) => {
  await withApp(async (address) => {
    const away = await showCard(page, address);
    await page.keyboard.press("Tab");
    await expect(link(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "0");
    await expect(link(page)).toBeFocused();
    await page.keyboard.press("3");
    await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
    expect(away).toEqual([]);
  });
});

test("the address of a rule's source is asked about as well", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/pack/aws-ml-deployment`);
    const source = page.getByRole("link", { name: /^https:/ }).first();
    await source.focus();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toContainText((await source.textContent()) ?? "no address");
    expect(await axeFindings(page)).toEqual([]);
  });
});
