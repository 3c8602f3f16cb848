import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { FakeUiWindow } from "./testing/fake-ui-window.ts";
import { uiWindow } from "./ui-window.ts";

function shown() {
  const windows: FakeUiWindow[] = [];
  const told: string[] = [];
  let now = 0;
  const ui = uiWindow({
    open() {
      const window = new FakeUiWindow();
      windows.push(window);
      return window.asWindow();
    },
    now: () => now,
    onLoaded: () => told.push("loaded"),
    onUnloaded: () => told.push("unloaded"),
    onClosed: () => told.push("closed"),
  });
  const messages = (index = 0) => windows[index]?.sent.map(({ message }) => message);
  return { ui, windows, told, messages, wait: (ms: number) => (now += ms) };
}

const TODAY = { kind: "command", id: "today" } as const;

test("a message waits until the page is loaded", () => {
  const { ui, windows, messages } = shown();
  ui.show();
  ui.send(TODAY);
  expect(messages()).toEqual([]);
  windows[0]?.load();
  expect(messages()).toEqual([TODAY]);
  ui.send({ kind: "command", id: "undo" });
  expect(messages()).toHaveLength(2);
});

test("a message to no window opens one, and comes once", () => {
  const { ui, windows, messages, told } = shown();
  ui.show();
  windows[0]?.load();
  windows[0]?.close();
  ui.send(TODAY);
  expect(windows).toHaveLength(2);
  windows[1]?.load();
  windows[1]?.load();
  expect(messages(1)).toEqual([TODAY]);
  expect(told).toEqual(["loaded", "unloaded", "closed", "loaded", "unloaded", "loaded"]);
});

test("showing brings the window that is there to the front, minimised or hidden", () => {
  const { ui, windows } = shown();
  ui.show();
  const [window] = windows;
  if (window) window.minimised = true;
  ui.show();
  expect(windows).toHaveLength(1);
  expect(window).toMatchObject({ minimised: false, visible: true, focused: 1 });
});

test("hiding puts the window out of sight, and without one there is nothing to hide", () => {
  const { ui, windows } = shown();
  ui.hide();
  ui.show();
  ui.hide();
  expect(windows).toMatchObject([{ visible: false }]);
});

test("a command is carried out where it can be seen, in a new window if need be", () => {
  const { ui, windows, messages } = shown();
  ui.command("today");
  windows[0]?.load();
  expect(messages()).toEqual([TODAY]);
  if (windows[0]) windows[0].minimised = true;
  ui.command("review");
  expect(windows[0]).toMatchObject({ minimised: false, focused: 1 });
  expect(messages()).toHaveLength(2);
  expect(windows).toHaveLength(1);
});

test("a page that died is loaded again, outside the handler, and not for ever", async () => {
  const { ui, windows, messages, wait } = shown();
  ui.show();
  const [window] = windows;
  window?.load();
  window?.crash();
  ui.send(TODAY);
  expect(window?.reloads).toBe(0);
  await turn();
  expect(window?.reloads).toBe(1);
  window?.load();
  expect(messages()).toEqual([TODAY]);
  for (let crash = 0; crash < 5; crash++) {
    window?.crash();
    await turn();
  }
  expect(window?.reloads).toBe(3);
  wait(61_000);
  window?.crash();
  await turn();
  expect(window?.reloads).toBe(4);
});

test("a window that is closed while its page dies is left alone", async () => {
  const { ui, windows } = shown();
  ui.show();
  windows[0]?.crash();
  windows[0]?.close();
  await turn();
  expect(windows[0]?.reloads).toBe(0);
});
