import { expect, test } from "@playwright/test";
import { type AnkiCollection } from "../../decks/formats/anki/anki-collection.ts";
import { ankiCard, reviewLog, SMALL } from "../../decks/formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";
import { HOSTILE_CSS, HOSTILE_HTML } from "../fixtures/hostile-html.ts";
import { withApp } from "../harness/edition.ts";

const [BASIC] = SMALL.noteTypes;
if (!BASIC) throw new Error("no type");

/** A note a vector, each of a type whose looks are hostile as well. */
const types = HOSTILE_CSS.map((css, index) => ({
  ...BASIC,
  id: 1_500_000_000_100 + index,
  name: `Type ${index}`,
  templates: [{ name: "Card 1", front: "{{Front}}<p>shown</p>", back: "{{FrontSide}}{{Back}}" }],
  css,
}));
const HOSTILE: AnkiCollection = {
  ...SMALL,
  noteTypes: types,
  decks: [{ id: 11, path: ["Hostile<img src=x onerror=window.__ran=1>"], isFiltered: false }],
  notes: HOSTILE_HTML.map(({ html }, index) => ({
    id: 1_000 + index,
    guid: `hostile-${index}`,
    typeId: types[index % types.length]?.id ?? 0,
    modifiedAt: 0,
    tags: [],
    fields: [`${index} ${html}`, "back"],
  })),
  cards: HOSTILE_HTML.map((_, index) => ankiCard({ id: 2_000 + index, noteId: 1_000 + index, due: index })),
  reviews: reviewLog([]),
};

test("a hostile deck runs nothing, loads nothing, leaves its card nowhere and leaves the grading keys alone", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const away: string[] = [];
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await withApp(async (address) => {
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !/^(?:blob|data):/.test(url)) away.push(url);
    });
    await page.goto(`${address}#/settings`);
    await page.getByLabel("New cards a day").fill("999");
    await page.getByLabel("New cards a day").press("Tab");
    await page.goto(`${address}#/import`);
    await page.getByLabel("Paste notes").waitFor();
    const file = {
      name: "hostile.apkg",
      mimeType: "application/octet-stream",
      buffer: Buffer.from(await writeAnkiPackage(HOSTILE, [])),
    };
    await page.locator("input[type=file]").first().setInputFiles(file);
    await expect(page.getByText(/Scripts will not be shown/)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "Hostile" }).waitFor();
    await page.goto(`${address}#/review`);
    const box = { head: "", card: "" };
    for (const [index, { name }] of HOSTILE_HTML.entries()) {
      const question = page.getByRole("group", { name: "Question" });
      await expect(question, name).toContainText(`${index}`);
      const seen = await page.evaluate(() => {
        const host = document.querySelector(".card-html");
        const place = (element: Element | null) => {
          const { x, width } = element?.getBoundingClientRect() ?? { x: -1, width: -1 };
          return `${x} ${width} ${element ? getComputedStyle(element).display : ""}`;
        };
        const top = document.elementFromPoint(innerWidth / 2, 8);
        return {
          ran: (window as { __ran?: number }).__ran ?? 0,
          head: place(document.querySelector("main")),
          card: place(host),
          isCovered: host?.contains(top) ?? false,
          isFocused: host?.contains(document.activeElement) ?? false,
          // The keyboard stops at what the app made a link of, which has no address that the browser goes to.
          isNamed:
            (host?.shadowRoot?.querySelectorAll(
              "[id],[name],[href],[tabindex]:not(a[data-link^='http'][role=link][tabindex='0'])",
            ).length ?? 0) > 0,
        };
      });
      const { head, card, ...others } = seen;
      expect(others, name).toEqual({ ran: 0, isCovered: false, isFocused: false, isNamed: false });
      if (index === 0) Object.assign(box, { head, card });
      expect({ head, card }, name).toEqual(box);
      await page.keyboard.press("Space");
      await expect(page.getByRole("group", { name: "Answer" }), name).toBeVisible();
      await page.keyboard.press("4");
      if (index + 1 < HOSTILE_HTML.length)
        await expect(page.getByRole("group", { name: "Answer" })).toHaveCount(0);
    }
    expect(page.url()).toBe(`${address}#/review`);
    expect({ away, errors }).toEqual({ away: [], errors: [] });
  });
});
