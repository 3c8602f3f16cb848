import type { BrowserWindow } from "electron";
import type { HostCommand, HostMessage } from "../decks/contract/host.ts";

export interface UiWindow {
  /** Opens the window, or brings it to the front. */
  show(): void;
  /** Out of sight, while the app does what it has to do before it ends. */
  hide(): void;
  /** Tells the window; opened if there is none, and told when it is loaded. */
  send(message: HostMessage): void;
  /** Has the window do something where it can be seen. */
  command(id: HostCommand): void;
}

/** More crashes than this within the time, and loading once more does not help. */
const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

/**
 * The one window that the learner sees. A message waits until its page is there to hear it: one that is sent to a page
 * that is still loading, or that a reload is about to replace, is lost.
 */
export function uiWindow(input: {
  readonly open: () => BrowserWindow;
  readonly now: () => number;
  /** Told when the page can be told things, and when it can no more. */
  readonly onLoaded: () => void;
  readonly onUnloaded: () => void;
  /** What quits, but on macOS: the hidden page keeps `window-all-closed` from ever firing. */
  readonly onClosed: () => void;
}): UiWindow {
  let window: BrowserWindow | null = null;
  let isLoaded = false;
  let crashes: number[] = [];
  const waiting: HostMessage[] = [];

  function open(): void {
    const opened = input.open();
    const { webContents } = opened;
    window = opened;
    webContents.on("did-finish-load", () => {
      isLoaded = true;
      for (const message of waiting.splice(0)) webContents.send("host", message);
      input.onLoaded();
    });
    // Not when it starts: a navigation that is refused starts as well, and leaves the page as it was.
    webContents.on("did-navigate", unload);
    webContents.on("render-process-gone", (_event, { reason }) => {
      unload();
      if (reason !== "clean-exit") loadAgain(opened);
    });
    opened.on("closed", () => {
      unload();
      window = null;
      input.onClosed();
    });
  }

  function unload(): void {
    if (isLoaded) input.onUnloaded();
    isLoaded = false;
  }

  /** A page that is gone leaves a blank window. Loading inside the handler crashes the app (electron#19887). */
  function loadAgain(crashed: BrowserWindow): void {
    const now = input.now();
    crashes = [...crashes.filter((at) => now - at < WITHIN_MS), now];
    if (crashes.length > MOST_RELOADS) return;
    setImmediate(() => {
      if (!crashed.isDestroyed()) crashed.webContents.reload();
    });
  }

  function show(): void {
    if (window === null) return open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function send(message: HostMessage): void {
    if (window !== null && isLoaded) return window.webContents.send("host", message);
    waiting.push(message);
    if (window === null) open();
  }

  return {
    show,
    hide: () => window?.hide(),
    send,
    command(id) {
      show();
      send({ kind: "command", id });
    },
  };
}
