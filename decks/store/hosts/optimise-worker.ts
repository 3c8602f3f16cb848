/// <reference lib="webworker" />
import { Fsrs, initSync } from "fsrs-browser";
import WASM from "fsrs-browser/fsrs_browser_bg.wasm?url&inline";
import { trainingPrefixes } from "../../core/schedule/training-prefixes.ts";
import type { FitMessage, FitRequest } from "./optimise-messages.ts";

/** Fits weights with fsrs-rs, one request in the life of the worker; ending the worker is how it is cancelled. */
const worker = self as unknown as DedicatedWorkerGlobalScope;
const EPOCHS = 5;

// The progress that the library counts lies in memory that pages without cross-origin isolation cannot share. The line
// that it logs at the end of each epoch says the same, a fifth at a time.
Object.assign(console, {
  info(line: unknown) {
    const epoch = Number(/^epoch: (\d+)/.exec(String(line))?.[1]);
    if (epoch >= 1) tell({ kind: "progress", done: Math.min(1, epoch / EPOCHS) });
  },
});

worker.onmessage = ({ data }: MessageEvent<FitRequest>) => {
  try {
    tell({ kind: "weights", weights: weightsFor(data) });
  } catch (error) {
    tell({ kind: "failed", reason: String(error) });
  }
};

function weightsFor({ items, shortTerm }: FitRequest): readonly number[] {
  initSync({ module: bytesOf(WASM) });
  const { ratings, elapsedDays, lengths } = trainingPrefixes(items);
  // The pool of threads that the library could start needs cross-origin isolation; without it, it uses this one.
  return [...new Fsrs().computeParameters(ratings, elapsedDays, lengths, null, shortTerm)];
}

/** The hidden page may connect to nothing, so that the WebAssembly comes within the script. */
function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(",") + 1)), (char) => char.charCodeAt(0));
}

function tell(message: FitMessage): void {
  worker.postMessage(message);
}
