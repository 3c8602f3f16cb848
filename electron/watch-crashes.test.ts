import { EventEmitter } from "node:events";
import type { App } from "electron";
import { expect, test } from "vitest";
import { watchCrashes } from "./watch-crashes.ts";

function watched() {
  const app = new EventEmitter();
  const main = new EventEmitter();
  const written: string[] = [];
  let told = 0;
  watchCrashes({
    app: app as unknown as Pick<App, "on">,
    process: main as unknown as Pick<NodeJS.Process, "on">,
    log: { write: (text) => void written.push(text), last: () => written },
    tell: () => told++,
  });
  return { app, main, written, told: () => told };
}

test("main's own errors are written down, and the person is told once", () => {
  const { main, written, told } = watched();
  main.emit("uncaughtException", new TypeError("x is undefined"), "uncaughtException");
  main.emit("uncaughtException", new TypeError("y is undefined"), "uncaughtException");
  main.emit("unhandledRejection", "a text", Promise.resolve());
  expect(written.map((line) => line.replace(/ < .*/s, ""))).toEqual([
    "main: uncaught TypeError: x is undefined",
    "main: uncaught TypeError: y is undefined",
    "main: unhandled thrown: string",
  ]);
  expect(told()).toBe(1);
});

test("pages and processes that die or hang are written down, without where in the app they were", () => {
  const { app, written } = watched();
  const contents = Object.assign(new EventEmitter(), { getURL: () => "app://ui/#/deck/secret" });
  app.emit("web-contents-created", {}, contents);
  contents.emit("unresponsive");
  contents.emit("responsive");
  app.emit("render-process-gone", {}, contents, { reason: "oom", exitCode: 9 });
  app.emit("render-process-gone", {}, contents, { reason: "clean-exit", exitCode: 0 });
  app.emit("child-process-gone", {}, { type: "GPU", reason: "crashed", exitCode: 5 });
  app.emit("child-process-gone", {}, { type: "Utility", reason: "clean-exit", exitCode: 0 });
  expect(written).toEqual([
    "ui: does not respond",
    "ui: responds again",
    "ui: page gone, oom, 9",
    "process gone: GPU, crashed, 5",
  ]);
});
