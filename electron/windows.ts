import path from "node:path";
import type { BrowserWindow, BrowserWindowConstructorOptions } from "electron";
import { isSpellChecked } from "./spelling.ts";

/** The two hosts of one scheme. They are the origins of the data: renaming one would be an empty collection. */
export const UI_ORIGIN = "app://ui";
export const STORE_ORIGIN = "app://store";

export type NewWindow = (options: BrowserWindowConstructorOptions) => BrowserWindow;

const SAFE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: true,
} as const;

/** The window that the learner sees. It is shown when there is something to see. */
export function openUiWindow(
  newWindow: NewWindow,
  folder: string,
  {
    place = {},
    platform,
  }: {
    readonly place?: Pick<BrowserWindowConstructorOptions, "x" | "y" | "width" | "height" | "fullscreen">;
    readonly platform: NodeJS.Platform;
  },
): BrowserWindow {
  const window = newWindow({
    ...place,
    minWidth: 400,
    minHeight: 300,
    show: false,
    title: "Cardinal",
    autoHideMenuBar: true,
    webPreferences: {
      ...SAFE,
      spellcheck: isSpellChecked(platform),
      preload: path.join(folder, "preload.cjs"),
    },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${UI_ORIGIN}/`);
  return window;
}

/**
 * The page that holds the database. It is never shown, and its timers run as if it were: a throttled store would
 * make every answer wait.
 */
export function openStoreWindow(newWindow: NewWindow, folder: string): BrowserWindow {
  const window = newWindow({
    show: false,
    skipTaskbar: true,
    focusable: false,
    webPreferences: { ...SAFE, backgroundThrottling: false, preload: path.join(folder, "store-preload.cjs") },
  });
  window.excludedFromShownWindowsMenu = true;
  void window.loadURL(`${STORE_ORIGIN}/window.html`);
  return window;
}
