import path from "node:path";
import { StandInApp } from "./app.ts";
import { browserWindowClass, Windows } from "./browser-window.ts";
import type { Surroundings } from "./contents.ts";
import { desktop, type DialogAnswer } from "./desktop.ts";
import type { DevTools } from "./devtools.ts";
import { StandInIpcMain } from "./ipc-main.ts";
import { later } from "./later.ts";
import { menuModule } from "./menu.ts";
import { StandInChannel } from "./message-ports.ts";
import { nothingRecorded, type Recorded } from "./recorded.ts";
import { StandInSession } from "./session.ts";
import { startSite } from "./site.ts";
import { type RunningChromium, startChromium } from "./start-chromium.ts";
import { strict } from "./strict.ts";

export interface StandIn {
  /** What main gets for `require("electron")`. */
  readonly electron: object;
  readonly recorded: Recorded;
  readonly answers: DialogAnswer[];
  /** Starts Chromium and tells main that all is ready. @returns where a debugger finds the pages */
  start(): Promise<string | null>;
  /** As a signal from outside would. */
  quit(): void;
}

/** Electron as far as main uses it, over pages of Chromium's. */
export function standIn(input: {
  readonly root: string;
  readonly userData: string;
  readonly fault: (error: Error) => void;
}): StandIn {
  const recorded = nothingRecorded();
  const answers: DialogAnswer[] = [];
  const tools = later<DevTools>();
  let chromium: RunningChromium | null = null;

  const ipcMain = new StandInIpcMain();
  const session = new StandInSession(tools.promise, recorded, () => app.isReady());
  const around: Surroundings = {
    devTools: tools.promise,
    ipcMain,
    session,
    fault: input.fault,
    crashed: (contents, details) => app.emit("render-process-gone", {}, contents, details),
  };
  const windows: Windows = new Windows(around, (change, window) => {
    if (change === "opened") {
      app.emit("browser-window-created", {}, window.seen);
      app.emit("web-contents-created", {}, window.contents.seen);
    } else if (windows.open.length === 0) setImmediate(() => app.lastWindowClosed());
  });
  const app: StandInApp = new StandInApp({
    ...input,
    windows: () => windows.open,
    end: async () => chromium?.close(),
  });
  const electron = {
    app: strict("app", app),
    BrowserWindow: browserWindowClass(windows),
    ipcMain: strict("ipcMain", ipcMain),
    Menu: menuModule({ quit: () => app.quit(), focused: () => windows.focused?.seen ?? null }),
    MessageChannelMain: StandInChannel,
    protocol: session.protocol,
    session: strict("session", { defaultSession: session.seen }),
    webContents: strict("webContents", {
      getAllWebContents: () => windows.open.map(({ contents }) => contents.seen),
      getFocusedWebContents: () => windows.focused?.contents.seen ?? null,
      fromId: (id: number) => windows.open.find((window) => window.id === id)?.contents.seen,
    }),
    ...desktop(recorded, answers),
  } satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;

  return {
    electron: strict("electron", electron),
    recorded,
    answers,
    async start() {
      if (app.hasEnded) return null;
      const port = await startSite(session.rules);
      const started = await startChromium(path.join(input.userData, "Chromium"), port);
      chromium = started;
      await started.devTools.browser.send("Target.setDiscoverTargets", { discover: true });
      tools.resolve(started.devTools);
      app.becomeReady();
      return started.debuggerAddress;
    },
    quit: () => app.quit(),
  };
}
