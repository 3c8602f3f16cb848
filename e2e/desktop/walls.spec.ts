import { expect, type Page } from "@playwright/test";
import { SMALL } from "../../decks/formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";
import { UI_POLICY } from "../../electron/policy.ts";
import { goTo } from "../harness/app.ts";
import { test } from "../harness/desktop.ts";

test("no page leaves its address or opens another window, whatever it tries", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  const address = page.url();
  for (const away of ["https://away.example/", `${desktop.origins.store}/window.html`]) {
    await page.evaluate((to) => void (location.href = to), away);
    expect(await page.evaluate((to) => window.open(to) === null, away)).toBe(true);
    await page.evaluate((to) => {
      const link = Object.assign(document.createElement("a"), { href: to, target: "_blank" });
      document.body.append(link);
      link.click();
      link.remove();
    }, away);
  }
  await expect.poll(async () => (await desktop.pages()).length).toBe(2);
  expect(page.url()).toBe(address);
  await expect(page.getByRole("navigation")).toBeVisible();
});

test("a page is granted what its role needs, and nothing else", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const states = (page: Page) =>
    page.evaluate(async () => {
      const names = ["geolocation", "notifications", "camera", "clipboard-read", "persistent-storage"];
      const query = async (name: string) =>
        [name, (await navigator.permissions.query({ name: name as PermissionName })).state] as const;
      return Object.fromEntries(await Promise.all(names.map(query)));
    });
  const nothing = {
    geolocation: "denied",
    notifications: "denied",
    camera: "denied",
    "clipboard-read": "denied",
    "persistent-storage": "denied",
  };
  expect(await states(await desktop.window())).toEqual(nothing);
  expect(await states(await desktop.storePage())).toEqual({ ...nothing, "persistent-storage": "granted" });
});

test("each page keeps to its own origin and policy, without Node", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  const store = await desktop.storePage();
  expect(await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"))).toBe(
    UI_POLICY,
  );
  for (const [one, other] of [
    [page, desktop.origins.store],
    [store, desktop.origins.ui],
  ] as const) {
    const addresses = ["https://away.example/", "http://127.0.0.1:9/", `${other}/`, `${other}/window.html`];
    const reached = await one.evaluate(
      (all) =>
        Promise.all(
          all.map((to) =>
            fetch(to)
              .then(() => to)
              .catch(() => null),
          ),
        ),
      addresses,
    );
    expect(reached).toEqual([null, null, null, null]);
    const kinds = await one.evaluate(() =>
      ["require", "process", "module"].map((name) => name in globalThis),
    );
    expect(kinds).toEqual([false, false, false]);
    expect(await one.evaluate(() => isSecureContext)).toBe(true);
  }
  // The hidden page may not even ask for its own address.
  expect(
    await store.evaluate(() =>
      fetch("/window.html")
        .then(() => "read")
        .catch(() => "refused"),
    ),
  ).toBe("refused");
});

test("an Anki package comes in within the hidden page's policy and goes out; an address is not saved", async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await goTo(page, "#/import");
  await page.getByLabel("Paste notes").waitFor();
  const buffer = Buffer.from(await writeAnkiPackage(SMALL, []));
  const file = { name: "rivers.apkg", mimeType: "application/octet-stream", buffer };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByText("5 new cards").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Rivers" }).waitFor();

  const downloads = async () =>
    (await desktop.recorded()).downloads.map(
      ({ name, refused }) => `${name} ${refused ? "refused" : "saved"}`,
    );
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/icon.svg", download: "icon.svg" });
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expect.poll(downloads).toEqual(["icon.svg refused"]);
  await page.getByRole("button", { name: /^Export/ }).click();
  await page.getByRole("radio", { name: /^Anki package/ }).check();
  await page.keyboard.press("Control+Enter");
  await expect.poll(downloads).toEqual(["icon.svg refused", "rivers.apkg saved"]);
});
