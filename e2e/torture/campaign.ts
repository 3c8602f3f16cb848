import { setTimeout as sleep } from "node:timers/promises";
import type { CheckReport, Recovery } from "../../decks/contract/safety.ts";
import { type Draw, draw } from "../../decks/core/scenario/generate/draw.ts";
import { answer } from "../harness/app.ts";
import { openBrowser, type OwnBrowser } from "../harness/chromium.ts";
import { type FoundRows, type PageStore, pageStore, storePage } from "../harness/page-store.ts";
import { type Damage, damage } from "./damage.ts";
import { busy, type Phase } from "./deeds.ts";
import { Ledger } from "./ledger.ts";

/** How one run of the browser goes until it is killed. */
export type Way =
  /** Killed while the store starts. */
  | "start"
  /** One hand that does everything. */
  | "one"
  /** Two tabs at once. */
  | "two"
  /** Answers by keyboard at the screen. */
  | "screen";

/** One run: what is done to the profile before it, how it goes, and when the kill comes. */
export interface Run {
  readonly number: number;
  readonly damage: Damage | null;
  /** Whether the newest snapshot is spoilt before the kill, so that the next recovery has to pass it over. */
  readonly spoilsSnapshot: boolean;
  readonly way: Way;
  /** What is done more often, and what the kill waits for once it is due; null for whatever comes. */
  readonly aim: Phase | null;
  /** From when the run is in full swing, or for a start from when the store is asked for. */
  readonly killAfterMs: number;
  /** So many changes of this run are confirmed before the kill may come. */
  readonly least: number;
  /** From when what is aimed at has begun. */
  readonly thenMs: number;
}

/** What a run came to. */
export interface Outcome {
  readonly phase: Phase;
  readonly hit: string | null;
  /** Null when the kill came before the start could be asked. */
  readonly start: Start | null;
  /** What was lost or unclean, one line each. */
  readonly trouble: readonly string[];
}

export interface Start {
  readonly recovery: Recovery | null;
  /** From the start of the browser until the store had answered, and how often the page had to be loaded for it. */
  readonly ms: number;
  readonly loads: number;
}

/** One profile that lives through many kills, and what it has to hold. */
export class Campaign {
  readonly ledger = new Ledger();
  readonly #random: Draw;
  readonly #profile: string;
  readonly #address: string;
  #number = 0;
  /** Whether files were damaged since a start was last seen through. */
  #damaged = false;
  #snapshotsSpoilt = false;

  constructor(input: { readonly profile: string; readonly address: string; readonly seed: number }) {
    this.#profile = input.profile;
    this.#address = input.address;
    this.#random = draw(input.seed, "deeds");
  }

  /** A run, and the kill that ends it. */
  async run(run: Run): Promise<Outcome> {
    const hit = run.damage === null ? null : await this.damage(run.damage, run.number);
    const startedAt = Date.now();
    const browser = await openBrowser(this.#profile);
    try {
      if (run.way === "start") return await this.#killedAtStart(browser, run, hit);
      const { page, start, rows, trouble } = await this.#started(browser, startedAt, run.damage);
      const phase = await this.#swing(browser, run, page, rows);
      return { phase, hit, start, trouble };
    } catch (error) {
      await browser.kill();
      throw error;
    }
  }

  /** Does something to the profile, with the browser dead. @returns what was hit */
  async damage(what: Damage, seed = 0): Promise<string> {
    this.#damaged = true;
    return damage(this.#profile, what, draw(seed, "damage"));
  }

  /** Looks once more, and ends in good order. */
  async end(): Promise<Outcome> {
    const startedAt = Date.now();
    const browser = await openBrowser(this.#profile);
    const { start, trouble } = await this.#started(browser, startedAt, null);
    await browser.close();
    return { phase: "idle", hit: null, start, trouble };
  }

  async #killedAtStart(browser: OwnBrowser, run: Run, hit: string | null): Promise<Outcome> {
    const ready = await storePage(browser.page);
    const asking = ready.start(this.#address).then(({ store }) => store.storageReport());
    asking.catch(() => {});
    await sleep(run.killAfterMs);
    await browser.kill();
    return { phase: this.#damaged ? "recovery" : "start-up", hit, start: null, trouble: [] };
  }

  /** The store, started and held against the ledger. */
  async #started(browser: OwnBrowser, startedAt: number, damaged: Damage | null) {
    const trouble: string[] = [];
    let loads = 1;
    let page = await pageStore(browser.page, this.#address);
    const refused: string[] = [];
    const refuse = (error: unknown) => {
      refused.push(String(error));
      return null;
    };
    let report = await page.store.storageReport().catch(refuse);
    // A database whose damage shows only when it is read closes under the store: loading the page again is what the screen asks for.
    while (report === null && loads < 3) {
      loads++;
      page = await pageStore(await anotherPage(browser.page), this.#address);
      report = await page.store.storageReport().catch(refuse);
    }
    if (report === null) throw new Error(`the store did not open: ${refused.join("; ")}`);
    const ms = Date.now() - startedAt;
    const { recovery } = report;
    if (damaged === "deleted" && this.ledger.state.size > 0 && recovery === null)
      trouble.push("a deleted database was mended without a word");
    await this.#mendWhatWasSpoilt(page);
    const rows = await page.read();
    trouble.push(
      ...this.ledger.reconcile(rows),
      ...findings(await page.store.checkCollection({ mend: false })),
    );
    this.#damaged = false;
    if (this.ledger.state.get("settings") === undefined) await this.#prepare(page);
    return { page, start: { recovery, ms, loads }, rows, trouble };
  }

  async #mendWhatWasSpoilt({ store }: PageStore): Promise<void> {
    if (!this.ledger.spoilt && !this.#snapshotsSpoilt) return;
    await store.checkCollection({ mend: true });
    this.ledger.spoil(false);
    this.#snapshotsSpoilt = false;
  }

  /** Enough to answer on every day, and no leech, which would write rows of its own. */
  async #prepare({ store, read }: PageStore): Promise<void> {
    const [preset] = (await store.settings()).presets;
    if (!preset) throw new Error("the settings have no preset");
    await store.savePreset({
      preset: { ...preset, newCardsPerDay: 9_999, reviewsPerDay: 9_999, leechThreshold: 99 },
    });
    this.ledger.adopt(await read());
  }

  /** Works until the kill comes. @returns what was going on then */
  async #swing(browser: OwnBrowser, run: Run, page: PageStore, rows: FoundRows): Promise<Phase> {
    const { ledger } = this;
    let isOver = false;
    const over = () => isOver;
    let working: Promise<unknown>;
    if (run.spoilsSnapshot) this.#snapshotsSpoilt = await page.page.evaluate(spoilNewestSnapshot);
    if (run.way === "screen") {
      const screen = await anotherPage(browser.page);
      await screen.goto(`${this.#address}#/review`);
      working = atTheScreen(screen, ledger, over);
    } else {
      const pages = [page];
      if (run.way === "two")
        pages.push(await pageStore(await browser.page.context().newPage(), this.#address));
      const next = () => ++this.#number;
      const random = this.#random;
      working = Promise.all(
        pages.map((one, index) =>
          busy({ page: one, ledger, draw: random, rows, index, of: pages.length, next, aim: run.aim }, over),
        ),
      );
    }
    let failed: unknown = null;
    const done = working.catch((error: unknown) => {
      if (!isOver) failed = error;
    });
    const least = ledger.confirmedChanges + run.least;
    await sleep(run.killAfterMs);
    for (let tries = 0; tries < 20_000 && ledger.confirmedChanges < least; tries++) await sleep(1);
    if (run.aim !== null) {
      for (let tries = 0; tries < 1_500 && ledger.phase() !== run.aim; tries++) await sleep(1);
      await sleep(run.thenMs);
    }
    isOver = true;
    const phase = ledger.phase() ?? "idle";
    await browser.kill();
    await done;
    if (failed !== null) throw failed;
    return phase;
  }
}

/** A page without what was exposed to the one before it. */
async function anotherPage(page: OwnBrowser["page"]): Promise<OwnBrowser["page"]> {
  const other = await page.context().newPage();
  await page.close();
  return other;
}

async function atTheScreen(page: OwnBrowser["page"], ledger: Ledger, isOver: () => boolean): Promise<void> {
  for (let count = 0; !isOver(); count++) {
    ledger.atTheScreen(count);
    await answer(page, "3");
  }
}

function findings(report: CheckReport): string[] {
  return report.findings.map(
    ({ invariant, count, examples }) => `unclean: ${invariant}, ${count}: ${examples.join("; ")}`,
  );
}

/** Cuts the newest snapshot in half. @returns whether there was one */
async function spoilNewestSnapshot(): Promise<boolean> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("snapshots", { create: true });
  const names: string[] = [];
  for await (const name of folder.keys()) if (name.endsWith(".snapshot")) names.push(name);
  const newest = names.sort().at(-1);
  if (newest === undefined) return false;
  const file = await folder.getFileHandle(newest);
  const { size } = await file.getFile();
  const stream = await file.createWritable({ keepExistingData: true });
  await stream.truncate(Math.floor(size / 2));
  await stream.close();
  return true;
}
