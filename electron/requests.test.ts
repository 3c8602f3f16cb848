import { expect, test } from "vitest";
import { hearRequests } from "./requests.ts";
import { fakeFrame, fakeIpcMain } from "./testing/fake-electron.ts";

function heard() {
  const ipcMain = fakeIpcMain("request");
  const done: string[] = [];
  hearRequests({
    ipcMain,
    openLink: (address) => done.push(`open ${address}`),
    openDataFolder: () => done.push("folder"),
    copyReport: () => done.push("report"),
    log: { write: (text) => void done.push(text) },
  });
  return { ipcMain, done };
}

const LINK = { kind: "open-link", address: "https://example.com/" } as const;

test("the window is heard for all it may ask, the store page for its errors alone", () => {
  const { ipcMain, done } = heard();
  const all = [LINK, { kind: "open-data-folder" }, { kind: "copy-report" }, { kind: "log-error", text: "x" }];
  for (const request of all) ipcMain.ask(fakeFrame("app://ui"), request);
  expect(done.splice(0)).toEqual(["open https://example.com/", "folder", "report", "ui: x"]);
  for (const request of all) ipcMain.ask(fakeFrame("app://store"), request);
  expect(done).toEqual(["store: x"]);
});

test.each([
  ["a foreign page", fakeFrame("https://example.com")],
  ["a lookalike", fakeFrame("app://ui.example")],
  ["a page without an origin", fakeFrame("null")],
  ["a name of every object", fakeFrame("constructor")],
  ["a frame inside the window", fakeFrame("app://ui", fakeFrame("app://ui"))],
  ["a frame that is gone", null],
])("%s is not heard", (_who, frame) => {
  const { ipcMain, done } = heard();
  ipcMain.ask(frame, LINK);
  ipcMain.ask(frame, { kind: "log-error", text: "x" });
  expect(done).toEqual([]);
});

test.each([
  [[]],
  [[null]],
  [["open-link"]],
  [[{ kind: "open-link" }]],
  [[{ kind: "open-link", address: ["https://example.com/"] }]],
  [[{ kind: "open-link", address: "x".repeat(10_001) }]],
  [[{ kind: "log-error", text: { length: 1 } }]],
  [[{ kind: "__proto__" }]],
  [[{ kind: "quit" }]],
  [[LINK, LINK]],
])("%j is no request", (words) => {
  const { ipcMain, done } = heard();
  ipcMain.ask(fakeFrame("app://ui"), ...words);
  expect(done).toEqual([]);
});

test("an error is cut to a length that a log can bear", () => {
  const { ipcMain, done } = heard();
  ipcMain.ask(fakeFrame("app://ui"), { kind: "log-error", text: "x".repeat(1_000_000) });
  expect(done).toEqual([`ui: ${"x".repeat(500)}`]);
});
