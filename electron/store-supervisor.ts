import type { BrowserWindow } from "electron";
import type { PortBroker } from "./ports.ts";

/** More deaths than this within the time, and something is wrong that a new page does not mend. */
const MOST_RESTARTS = 3;
const WITHIN_MS = 60_000;

export interface StoreSupervisor {
  start(): void;
  /** Ends the page for good; a death after this is what was wanted. */
  stop(): void;
}

/** Keeps the hidden store page alive: a page that dies is replaced, and its windows ask for new ports by themselves. */
export function superviseStore(input: {
  readonly open: () => BrowserWindow;
  readonly broker: Pick<PortBroker, "storeIs">;
  readonly now: () => number;
  /** Told when the page cannot be kept alive. */
  readonly onGivenUp: () => void;
}): StoreSupervisor {
  let window: BrowserWindow | null = null;
  let stopped = false;
  let deaths: number[] = [];

  function start(): void {
    if (stopped) return;
    const opened = input.open();
    window = opened;
    input.broker.storeIs(opened.webContents);
    opened.webContents.on("render-process-gone", () => {
      if (window === opened) replace(opened);
    });
  }

  function replace(dead: BrowserWindow): void {
    window = null;
    input.broker.storeIs(null);
    // Destroying or loading inside the handler crashes the app (electron#19887).
    setImmediate(() => {
      if (!dead.isDestroyed()) dead.destroy();
      const now = input.now();
      deaths = [...deaths.filter((at) => now - at < WITHIN_MS), now];
      if (deaths.length > MOST_RESTARTS) input.onGivenUp();
      else start();
    });
  }

  return {
    start,
    stop() {
      stopped = true;
      const last = window;
      window = null;
      input.broker.storeIs(null);
      if (last !== null && !last.isDestroyed()) last.destroy();
    },
  };
}
