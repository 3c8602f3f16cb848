import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { superviseStore } from "./store-supervisor.ts";
import { FakeWindow } from "./testing/fake-electron.ts";

function supervised() {
  const windows: FakeWindow[] = [];
  const current: unknown[] = [];
  let givenUp = 0;
  let now = 0;
  const supervisor = superviseStore({
    open() {
      const window = new FakeWindow("app://store");
      windows.push(window);
      return window.asWindow();
    },
    broker: { storeIs: (contents) => current.push(contents) },
    now: () => now,
    onGivenUp: () => givenUp++,
  });
  return { supervisor, windows, current, givenUp: () => givenUp, wait: (ms: number) => (now += ms) };
}

test("a page that dies is replaced, outside the handler of its death", async () => {
  const { supervisor, windows, current } = supervised();
  supervisor.start();
  windows[0]?.die();
  expect(current.at(-1)).toBeNull();
  expect(windows).toHaveLength(1);
  await turn();
  expect(windows).toHaveLength(2);
  expect(windows[0]?.isDestroyed()).toBe(true);
  expect(current.at(-1)).toBe(windows[1]?.webContents);
});

test("a page that keeps dying is given up after three restarts in a minute", async () => {
  const { supervisor, windows, givenUp } = supervised();
  supervisor.start();
  for (let death = 0; death < 4; death++) {
    windows.at(-1)?.die();
    await turn();
  }
  expect(windows).toHaveLength(4);
  expect(givenUp()).toBe(1);
});

test("deaths that are far apart are each mended", async () => {
  const { supervisor, windows, givenUp, wait } = supervised();
  supervisor.start();
  for (let death = 0; death < 8; death++) {
    windows.at(-1)?.die();
    await turn();
    wait(61_000);
  }
  expect(windows).toHaveLength(9);
  expect(givenUp()).toBe(0);
});

test("a page that is stopped stays stopped", async () => {
  const { supervisor, windows } = supervised();
  supervisor.start();
  supervisor.stop();
  windows[0]?.die();
  await turn();
  expect(windows).toHaveLength(1);
  supervisor.start();
  expect(windows).toHaveLength(1);
});
