import { expect, type Page } from "@playwright/test";
import type { Fit } from "../../decks/contract/fitting.ts";
import { DEFAULT_WEIGHTS } from "../../decks/core/schedule/parameters.ts";
import { answeredDeck } from "../../decks/store/test-answered-deck.ts";
import { newMachine, wholeDeck } from "../../decks/store/test-collection.ts";

/** What these specs ask of the store past its window: calls, and the changes it told of. */
interface Asked {
  readonly call: (method: string, input?: unknown) => Promise<unknown>;
  readonly told: { readonly kind: string; readonly done?: number }[];
}

/**
 * The window keeps its channel to itself. This listens in on it, whichever it is, and puts calls of its own beside the
 * window's, so that what runs is the built store within the real policies.
 */
export const LISTEN_IN = `(() => {
  const told = [];
  const waiting = new Map();
  let channel = null;
  const use = (made) => {
    channel = made;
    made.addEventListener("message", ({ data }) => {
      if (data && data.change) told.push(data.change);
      const settle = data && waiting.get(data.answer);
      if (settle) data.error ? settle.reject(new Error(data.error.code + " " + data.error.detail)) : settle.resolve(data.value);
    });
  };
  const Own = window.Worker;
  window.Worker = class extends Own { constructor(...input) { super(...input); use(this); } };
  window.addEventListener("message", (event) => {
    if (event.data && event.data.cardinal === "port" && event.data.role === "store" && event.ports[0]) use(event.ports[0]);
  });
  let calls = 0;
  window.asked = {
    told,
    call: (method, input) => new Promise((resolve, reject) => {
      const call = "spec-" + ++calls;
      waiting.set(call, { resolve, reject });
      channel.postMessage({ call, method, input });
    }),
  };
})()`;

/** A deck whose learner answered every day for months: enough to fit from. */
export async function answeredBundle(): Promise<Buffer> {
  const { store } = await answeredDeck(newMachine(), { cards: 300, days: 120 });
  return Buffer.from((await store.exportDecks(wholeDeck(null))).bytes);
}

/** On the screen of imports, in a page that listens in: imports, fits, cancels, and leaves nothing running. */
export async function fits(page: Page, bundle: Buffer): Promise<void> {
  const complaints: string[] = [];
  page.context().on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const workers = () =>
    page
      .context()
      .pages()
      .flatMap((one) => one.workers()).length;
  await page.getByLabel("Paste notes").waitFor();
  const file = { name: "deck.cardinal", mimeType: "application/octet-stream", buffer: bundle };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByText(/300 new cards/).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Deck" }).waitFor();
  const before = workers();

  // The learner was drawn from the default weights: from far off, a fit has to come closer.
  const weights = DEFAULT_WEIGHTS.with(2, 20).with(8, 0.5);
  const fit = await page.evaluate(async (bad): Promise<Fit> => {
    const { asked } = window as unknown as { readonly asked: Asked };
    const settings = (await asked.call("settings")) as {
      readonly presets: readonly [{ readonly id: string }];
    };
    const preset = { ...settings.presets[0], weights: bad };
    await asked.call("savePreset", { preset });
    return (await asked.call("fitParameters", { presetId: preset.id })) as Fit;
  }, weights);
  if (fit.kind !== "better") throw new Error(fit.kind);
  expect(fit.weights).toHaveLength(21);
  expect(fit.reviews).toBeGreaterThan(400);
  expect(fit.after.logLoss).toBeLessThan(fit.before.logLoss);

  const told = await page.evaluate(() =>
    (window as unknown as { readonly asked: Asked }).asked.told.flatMap(({ kind, done }) =>
      kind === "fitting" ? [done] : [],
    ),
  );
  expect(told.at(0)).toBe(0);
  expect(told.at(-1)).toBe(1);
  expect(told.length).toBeGreaterThan(4);

  const cancelled = await page.evaluate(async () => {
    const { asked } = window as unknown as { readonly asked: Asked };
    const { presets } = (await asked.call("settings")) as {
      readonly presets: readonly [{ readonly id: string }];
    };
    const from = asked.told.length;
    const fitting = asked.call("fitParameters", { presetId: presets[0].id });
    while (!asked.told.slice(from).some(({ kind }) => kind === "fitting"))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await asked.call("cancelFitting");
    return (await fitting) as Fit;
  });
  expect(cancelled).toEqual({ kind: "cancelled" });
  // Nothing of either is left running.
  await expect.poll(workers).toBe(before);
  expect(complaints).toEqual([]);
}
