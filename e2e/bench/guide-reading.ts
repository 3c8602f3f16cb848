import type { Browser, Page } from "@playwright/test";

export interface GuideReading {
  readonly megabytes: number;
  /** From the chosen file to its preview on screen. */
  readonly ms: number;
  /** The longest time in which the window drew no frame. */
  readonly longestFrameMs: number;
}

const SIZES = [0.1, 1, 5];

/** How long guides of three sizes take from the file to the preview; the work is the store's, the window goes on. */
export async function guideReadings(browser: Browser, address: string): Promise<GuideReading[]> {
  const page = await browser.newPage();
  const readings: GuideReading[] = [];
  // What is read first also compiles the reader.
  await readingOf(page, address, SIZES[0] ?? 0.1);
  for (const megabytes of SIZES) readings.push(await readingOf(page, address, megabytes));
  await page.close();
  return readings;
}

/** The power of the size that the time grows with: 1 is linear. */
export function exponent(readings: readonly GuideReading[]): number {
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last) return Number.NaN;
  return Math.log(last.ms / first.ms) / Math.log(last.megabytes / first.megabytes);
}

/** Counts frames until the preview is there; as a text, because a page knows nothing of what compilers add. */
const WATCH = `
  window.watch = { longest: 0, started: performance.now(), done: 0 };
  let last = performance.now();
  requestAnimationFrame(function tick(now) {
    window.watch.longest = Math.max(window.watch.longest, now - last);
    last = now;
    if (document.querySelector(".decide")) window.watch.done = performance.now();
    else requestAnimationFrame(tick);
  });
`;

async function readingOf(page: Page, address: string, megabytes: number): Promise<GuideReading> {
  await page.goto("about:blank");
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  await page.evaluate(WATCH);
  await page.evaluate((text) => {
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    const files = new DataTransfer();
    files.items.add(new File([text], "bench.md"));
    if (input) input.files = files.files;
    input?.dispatchEvent(new Event("change", { bubbles: true }));
  }, guideOf(megabytes));
  await page.locator(".decide").waitFor({ timeout: 120_000 });
  await page.waitForFunction(() => (window as unknown as { watch: { done: number } }).watch.done > 0);
  return page.evaluate((size) => {
    const { watch } = window as unknown as { watch: { longest: number; started: number; done: number } };
    return { megabytes: size, ms: watch.done - watch.started, longestFrameMs: watch.longest };
  }, megabytes);
}

/** A guide of every kind of section, as long as wanted. */
function guideOf(megabytes: number): string {
  const chapter = (at: number) => `## Chapter ${at}

Chapter ${at} tells of things that are read and make no card, in a paragraph as long as most of them are.

### Glossary of chapter ${at}

- **First term ${at}**: what the first term of chapter ${at} means, said in a sentence.
- **Second term ${at}**: what the second one means, which is something else.

### Comparison of chapter ${at}

| Aspect ${at} | Left | Right |
|---|---|---|
| Weight | ${at} grams | ${at + 1} grams |
| Colour | red ${at} | blue ${at} |

### Review questions of chapter ${at}

1. What weighs ${at} grams?
2. Name two colours of chapter ${at}.

### Answers

1. The left one of chapter ${at}.
2. Red ${at}, blue ${at}.

`;
  const parts = ["# Bench\n\n"];
  let length = 0;
  for (let at = 1; length < megabytes * 1_000_000; at++) {
    const part = chapter(at);
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}
