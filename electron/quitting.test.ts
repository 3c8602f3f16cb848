import { EventEmitter } from "node:events";
import type { App } from "electron";
import { afterEach, expect, test, vi } from "vitest";
import type { StudyStore } from "../decks/contract.ts";
import { serve } from "../decks/store/serve.ts";
import { mainChannel } from "./ports.ts";
import { quitAfterSnapshot } from "./quitting.ts";
import { fakeChannel } from "./testing/fake-electron.ts";

afterEach(() => vi.useRealTimers());

/** An app that quits as the documentation says: a refused `before-quit` ends the try, and nothing else. */
class FakeApp extends EventEmitter {
  hasQuit = false;
  quit(): void {
    let refused = false;
    this.emit("before-quit", { preventDefault: () => (refused = true) });
    if (!refused) this.hasQuit = true;
  }
}

function quitting(takeSnapshot: () => Promise<null>) {
  const app = new FakeApp();
  const seen = { reasons: [] as string[], hidden: 0, problems: [] as unknown[] };
  quitAfterSnapshot({
    app: app as unknown as Pick<App, "on" | "quit">,
    connectStore() {
      const { port1, port2 } = fakeChannel();
      const store = {
        takeSnapshot({ reason }: { readonly reason: string }) {
          seen.reasons.push(reason);
          return takeSnapshot();
        },
      };
      serve(store as unknown as Pick<StudyStore, "takeSnapshot">, { takeSnapshot: true }, mainChannel(port2));
      return mainChannel(port1);
    },
    hideWindow: () => seen.hidden++,
    log: (problem) => seen.problems.push(problem),
  });
  return { app, seen };
}

test("a quit waits for the last snapshot, and then goes on", async () => {
  let taken: () => void = () => {};
  const { app, seen } = quitting(() => new Promise((resolve) => (taken = () => resolve(null))));
  app.quit();
  expect(app.hasQuit).toBe(false);
  // A second wish to quit while the first one waits changes nothing.
  app.quit();
  await vi.waitFor(() => expect(seen.reasons).toEqual(["quit"]));
  expect(app.hasQuit).toBe(false);
  taken();
  await vi.waitFor(() => expect(app.hasQuit).toBe(true));
  expect(seen).toEqual({ reasons: ["quit"], hidden: 1, problems: [] });
});

test("a snapshot that fails is logged, and the quit goes on", async () => {
  const { app, seen } = quitting(() => Promise.reject(new Error("the disk is full")));
  app.quit();
  await vi.waitFor(() => expect(app.hasQuit).toBe(true));
  expect(seen.problems).toHaveLength(1);
});

test("a store that does not answer holds the quit for eight seconds at most", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { app, seen } = quitting(() => new Promise(() => {}));
  app.quit();
  await vi.advanceTimersByTimeAsync(7_900);
  expect(app.hasQuit).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  vi.useRealTimers();
  await vi.waitFor(() => expect(app.hasQuit).toBe(true));
  expect(seen.problems).toHaveLength(1);
});
