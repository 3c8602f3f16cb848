import { expect, test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";

const VECTORS = [
  "<script>window.hacked = 1</script>",
  "<img src=x onerror='window.hacked = 2'>",
  "<svg onload='window.hacked = 3'></svg>",
  "<iframe srcdoc='<script>parent.hacked = 4</script>'></iframe>",
  "[link](javascript:window.hacked=5)",
  "<a href='javascript:window.hacked=6'>press</a>",
  "![remote](https://example.invalid/pixel.png)",
  "<style>* { display: none !important }</style>",
  "<form action='https://example.invalid'><button>go</button></form>",
  "<details ontoggle='window.hacked = 7' open>open</details>",
  "<svg><a xlink:href='javascript:window.hacked=8'><text>press</text></a><animate onbegin='window.hacked = 9' attributeName=x dur=1s /></svg>",
  "<svg><image href='https://example.invalid/a.png'/><use href='https://example.invalid/b.svg#c'/><rect fill='url(https://example.invalid/d.svg#e)'/></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror='window.hacked = 10'></style></mglyph></table></mtext></math>",
  "<math href='javascript:window.hacked=11'><mtext>press</mtext></math>",
  "$\\href{javascript:window.hacked=12}{x}$ and $\\includegraphics{https://example.invalid/f.png}$",
];

test("a hostile guide runs nothing, loads nothing and keeps to its card", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await withApp(async (address) => {
    await page.goto(address);
    const guide = [
      "# Hostile guide",
      "",
      "## Glossary",
      ...VECTORS.map((text, index) => `- Term ${index}: before ${text} after`),
    ];
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({
        name: "hostile.md",
        mimeType: "text/markdown",
        buffer: Buffer.from(guide.join("\n")),
      });
    await page.getByRole("button", { name: /Create deck/ }).click();
    await page.getByRole("heading", { level: 1, name: "Hostile guide" }).waitFor();
    for (const summary of await page.locator("summary").all()) await summary.click();
    await expect(page.getByText("after").first()).toBeVisible();

    expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
    expect(
      requests.filter(
        (url) => !url.startsWith(address) && !url.startsWith("blob:") && !url.startsWith("data:"),
      ),
    ).toEqual([]);
    await expect(page.getByRole("heading", { level: 1, name: "Hostile guide" })).toBeVisible();
  });
});
