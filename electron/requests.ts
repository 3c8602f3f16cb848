import type { IpcMain } from "electron";
import type { HostRequest } from "../decks/contract/host.ts";
import type { ErrorLog } from "./error-log.ts";
import { STORE_ORIGIN, UI_ORIGIN } from "./windows.ts";

/** What each page may ask for. The store page has nobody in front of it, and only tells of its errors. */
const ASKS: Readonly<Record<string, readonly HostRequest["kind"][]>> = {
  [UI_ORIGIN]: ["open-link", "open-data-folder", "copy-report", "log-error"],
  [STORE_ORIGIN]: ["log-error"],
};
const LONGEST_ADDRESS = 10_000;
const LONGEST_ERROR = 500;

/** Carries out what a page asks of the shell. Only the main frame of a page of ours is heard, and only for its own. */
export function hearRequests(input: {
  readonly ipcMain: Pick<IpcMain, "on">;
  readonly openLink: (address: string) => void;
  readonly openDataFolder: () => void;
  readonly copyReport: () => void;
  readonly log: Pick<ErrorLog, "write">;
}): void {
  input.ipcMain.on("request", (event, ...words: unknown[]) => {
    const frame = event.senderFrame;
    const request = requestIn(words);
    if (frame === null || frame.parent !== null || request === null) return;
    if (!Object.hasOwn(ASKS, frame.origin) || !ASKS[frame.origin]?.includes(request.kind)) return;
    if (request.kind === "open-link") input.openLink(request.address);
    else if (request.kind === "open-data-folder") input.openDataFolder();
    else if (request.kind === "copy-report") input.copyReport();
    else input.log.write(`${frame.origin === UI_ORIGIN ? "ui" : "store"}: ${request.text}`);
  });
}

/** The request that a message is; null unless that is all it is. */
function requestIn(words: readonly unknown[]): HostRequest | null {
  const [word] = words;
  if (words.length !== 1 || typeof word !== "object" || word === null || !("kind" in word)) return null;
  switch (word.kind) {
    case "open-link":
      if (!("address" in word) || typeof word.address !== "string") return null;
      return word.address.length <= LONGEST_ADDRESS ? { kind: word.kind, address: word.address } : null;
    case "log-error":
      if (!("text" in word) || typeof word.text !== "string") return null;
      return { kind: word.kind, text: word.text.slice(0, LONGEST_ERROR) };
    case "open-data-folder":
    case "copy-report":
      return { kind: word.kind };
    default:
      return null;
  }
}
