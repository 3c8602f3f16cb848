import type { App } from "electron";
import { plainError } from "../decks/contract/plain-error.ts";
import type { ErrorLog } from "./error-log.ts";

/** Writes down how a process or page of the app ends or hangs. Nothing of it leaves the device. */
export function watchCrashes(input: {
  readonly app: Pick<App, "on">;
  readonly process: Pick<NodeJS.Process, "on">;
  readonly log: ErrorLog;
  /** Tells the person once that main failed; Electron's own box would show a stack. */
  readonly tell: () => void;
}): void {
  const { app, log } = input;
  let isTold = false;
  input.process.on("uncaughtException", (error) => {
    log.write(`main: uncaught ${plainError(error)}`);
    if (isTold) return;
    isTold = true;
    input.tell();
  });
  input.process.on("unhandledRejection", (reason) => log.write(`main: unhandled ${plainError(reason)}`));
  app.on("render-process-gone", (_event, contents, { reason, exitCode }) => {
    if (reason !== "clean-exit") log.write(`${pageOf(contents.getURL())}: page gone, ${reason}, ${exitCode}`);
  });
  app.on("child-process-gone", (_event, { type, reason, exitCode }) => {
    if (reason !== "clean-exit") log.write(`process gone: ${type}, ${reason}, ${exitCode}`);
  });
  app.on("web-contents-created", (_event, contents) => {
    contents.on("unresponsive", () => log.write(`${pageOf(contents.getURL())}: does not respond`));
    contents.on("responsive", () => log.write(`${pageOf(contents.getURL())}: responds again`));
  });
}

/** "ui" or "store"; what comes after the host may name a deck. */
function pageOf(address: string): string {
  return /^app:\/\/(ui|store)\//.exec(address)?.[1] ?? "page";
}
