import type { Outcome, Run } from "./campaign.ts";
import { PHASES } from "./deeds.ts";

/** Counts of a campaign, for people. */
export class Figures {
  kills = 0;
  readonly #phases = new Map<string, number>();
  readonly #causes = new Map<string, number>();
  readonly #damages = new Map<string, number>();
  readonly #startMs: number[] = [];
  #loads = 0;
  #unreadableSnapshots = 0;
  readonly trouble: string[] = [];

  add(run: Run | null, { phase, start, trouble }: Outcome): void {
    if (run) {
      this.kills++;
      count(this.#phases, phase);
      if (run.damage) count(this.#damages, run.damage);
    }
    if (start) {
      this.#startMs.push(start.ms);
      this.#loads += start.loads - 1;
      if (start.recovery) count(this.#causes, start.recovery.cause);
      this.#unreadableSnapshots += start.recovery?.unreadableSnapshots ?? 0;
    }
    this.trouble.push(...trouble.map((line) => `kill ${run?.number ?? "none, the last look"}: ${line}`));
  }

  lines(more: { readonly confirmed: number; readonly snapshots: number }): string[] {
    const sorted = this.#startMs.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    const phases = PHASES.flatMap((phase) => {
      const kills = this.#phases.get(phase);
      return kills ? [`${phase} ${kills}`] : [];
    });
    const missing = this.trouble.filter((line) => !line.includes("unclean")).length;
    return [
      `${this.kills} kills: ${phases.join(", ")}`,
      `${more.confirmed} changes confirmed, ${missing === 0 ? "all" : "not all"} of them found`,
      `databases discarded by Chromium: ${this.#causes.get("database-discarded") ?? 0}`,
      `done to the files between runs: ${listed(this.#damages)}`,
      `recoveries told: ${listed(this.#causes)}; damaged snapshots passed over: ${this.#unreadableSnapshots}`,
      `snapshots taken when asked: ${more.snapshots}; pages loaded once more: ${this.#loads}`,
      `browser and store ready after: half within ${at(0.5)} ms, nine in ten within ${at(0.9)} ms, all within ${at(1)} ms`,
    ];
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, number]) => `${what} ${number}`).join(", ") || "none";
}
