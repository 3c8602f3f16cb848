import { expect, type Page, test } from "@playwright/test";
import { type AnkiCollection } from "../../decks/formats/anki/anki-collection.ts";
import { ankiCard, reviewLog, SMALL } from "../../decks/formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";
import { type MediaFile } from "../../decks/formats/media-file.ts";
import { withApp } from "../harness/edition.ts";

const TEAL = "rgb(0, 128, 128)";
const CSS = `
  html, body { background: url("_dot.png") rgb(0, 128, 128) }
  html body p { color: rgb(0, 128, 128) }
  :root { --line: rgb(0, 128, 128) }
  table { border: 3px solid var(--line) }
  #answer { color: rgb(0, 128, 128) }
  .gap { & b { color: rgb(0, 128, 128) } }
  @layer looks { @media all { u { color: rgb(0, 128, 128) } } }`;
const FRONT = `<p>words</p><table border=1><tr><td colspan=2 align=center>cell</table><i id=answer>named</i>
  <span class=gap><b>within</b></span> <u>layer</u> <em style="background:url(&quot;_dot.png&quot;)">inline</em>
  <img src="_dot.png" width=30> <img src="none.png" alt="A lost map"> <a href="https://away.example/">link</a>
  \\(a<br>+ b\\) <code>\\(c\\)</code> [sound:none.mp3] <details><summary>More</summary>rest</details> [sound:_tone.wav]`;

const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const MEDIA: readonly MediaFile[] = [
  { name: "_dot.png", bytes: new Uint8Array(DOT) },
  { name: "_tone.wav", bytes: new Uint8Array(44) },
];

const [BASIC] = SMALL.noteTypes;
if (!BASIC) throw new Error("no type");
const DECK: AnkiCollection = {
  ...SMALL,
  noteTypes: [
    { ...BASIC, css: CSS, templates: [{ name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}!" }] },
  ],
  decks: [{ id: 11, path: ["Looks"], isFiltered: false }],
  notes: [{ id: 21, guid: "looks", typeId: BASIC.id, modifiedAt: 0, tags: [], fields: [FRONT, "x"] }],
  cards: [ankiCard({ id: 31, noteId: 21, due: 1 })],
  reviews: reviewLog([]),
};

async function openCard(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  const buffer = Buffer.from(await writeAnkiPackage(DECK, MEDIA));
  const file = { name: "looks.apkg", mimeType: "application/octet-stream", buffer };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await expect(page.getByRole("button", { name: /^Import\b/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Looks" }).waitFor();
  await page.goto(`${address}#/review`);
  await page.getByRole("group", { name: "Question" }).waitFor();
}

test("a card keeps the looks that its deck gave it, its pictures, players and formulas", async ({ page }) => {
  await withApp(async (address) => {
    await openCard(page, address);
    const card = page.getByRole("group", { name: "Question" });
    for (const selector of ["p", "i", ".gap b", "u"])
      await expect(card.locator(selector), selector).toHaveCSS("color", TEAL);
    await expect(card.locator("table")).toHaveCSS("border-top-color", TEAL);
    await expect(card.locator("td")).toHaveAttribute("colspan", "2");
    await expect(card.locator(".card")).toHaveCSS("background-color", TEAL);
    await expect(card.locator(".card")).toHaveCSS("background-image", /^url\("blob:/);
    await expect(card.locator("em")).toHaveCSS("background-image", /^url\("blob:/);
    await expect(card.locator("img")).toHaveAttribute("src", /^blob:/);
    await expect(card.locator("img")).toHaveCSS("width", "30px");
    await expect(card).toContainText("A lost map (none.png, missing) link");
    await expect(card.locator("[href]")).toHaveCount(0);
    await expect(card.locator("math")).toHaveCount(1);
    await expect(card.locator("code")).toHaveText("\\(c\\)");
    await expect(card).toContainText("none.mp3 (missing)");
    await expect(card.locator("audio")).toHaveAttribute("src", /^blob:/);
  });
});

test("within a card Space opens what folds and plays what sounds, and turns the card elsewhere", async ({
  page,
}) => {
  await withApp(async (address) => {
    await openCard(page, address);
    const card = page.getByRole("group", { name: "Question" });
    const answer = page.getByRole("group", { name: "Answer" });
    await card.locator("summary").focus();
    await page.keyboard.press("Space");
    await expect(card.locator("details")).toHaveAttribute("open");
    await card.locator("audio").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await expect(answer).toHaveCount(0);
    await card.locator("audio").blur();
    await page.keyboard.press("Space");
    await expect(answer).toContainText("!");
    await expect(card).toHaveCount(0);
  });
});
