import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, Screen } from "electron";
import type { KeptFile } from "./kept-file.ts";
import { type NewWindow, openUiWindow } from "./windows.ts";

/**
 * Where the window was, kept in a file of Cardinal's own. Electron 45 can keep a window's place itself
 * (`windowStatePersistence`), but as an experiment, without the zoom, and without a word on when it writes; this file
 * is whole after every write, and what is done about a monitor that is gone can be tested.
 */
export interface WindowState {
  readonly version: 1;
  /** When it is neither maximised nor full screen. */
  readonly bounds: Rectangle;
  readonly maximised: boolean;
  readonly fullScreen: boolean;
  readonly zoomFactor: number;
}

const LEAST_WIDTH = 400;
const LEAST_HEIGHT = 300;
const USUAL = { width: 1200, height: 800 } as const;
/** What Chromium itself zooms to. */
const LEAST_ZOOM = 0.25;
const MOST_ZOOM = 5;
/** So much of the window's upper edge has to be on a screen for a hand to take hold of it. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 30;
/** A window that is dragged tells of every step; only where it comes to rest is kept. */
const REST_MS = 500;

/** The learner's window where it was left, if it is still to be seen there. */
export function openKeptUiWindow(input: {
  readonly newWindow: NewWindow;
  readonly folder: string;
  readonly screen: Pick<Screen, "getAllDisplays" | "getPrimaryDisplay">;
  readonly file: KeptFile;
}): BrowserWindow {
  const { file, screen } = input;
  const state = readWindowState(file.read());
  const first = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== first.id);
  const areas = [first, ...others].map(({ workArea }) => workArea);
  const place = placeOf(state, areas);
  const window = openUiWindow(input.newWindow, input.folder, { place, platform: process.platform });
  keepWindowState(window, { state, file });
  return window;
}

/** A kept state; null for anything else, a newer version's file included. */
export function readWindowState(kept: unknown): WindowState | null {
  if (typeof kept !== "object" || kept === null) return null;
  const { version, bounds, maximised, fullScreen, zoomFactor } = kept as Partial<WindowState>;
  if (version !== 1 || typeof bounds !== "object" || bounds === null) return null;
  const { x, y, width, height } = bounds;
  if (![x, y, width, height].every(Number.isSafeInteger) || width <= 0 || height <= 0) return null;
  return {
    version,
    bounds: { x, y, width, height },
    maximised: maximised === true,
    fullScreen: fullScreen === true,
    zoomFactor: typeof zoomFactor === "number" ? withinZoom(zoomFactor) : 1,
  };
}

/**
 * Size and place of a new window. A place on a monitor that is gone is given up, and the system finds another; a size
 * is never larger than the monitor that the window comes to.
 * @param workAreas of the monitors that are there, the first one's first; they leave out task bars
 */
export function placeOf(
  state: WindowState | null,
  workAreas: readonly Rectangle[],
): Pick<BrowserWindowConstructorOptions, "x" | "y" | "width" | "height" | "fullscreen"> {
  const bounds = state?.bounds;
  const [first = { x: 0, y: 0, ...USUAL }] = workAreas;
  const sizeOn = (area: Rectangle) => ({
    width: within(bounds?.width ?? USUAL.width, LEAST_WIDTH, area.width),
    height: within(bounds?.height ?? USUAL.height, LEAST_HEIGHT, area.height),
  });
  const home = bounds && workAreas.find((area) => isGripWithin({ ...bounds, ...sizeOn(area) }, area));
  return {
    ...sizeOn(home ?? first),
    ...(home && bounds ? { x: bounds.x, y: bounds.y } : {}),
    // Left out rather than false, which on macOS would take the button away.
    ...(state?.fullScreen ? { fullscreen: true } : {}),
  };
}

/** Has a window come as it was left, and keeps how it is left. It is shown by whoever opened it. */
export function keepWindowState(
  window: BrowserWindow,
  { state, file }: { readonly state: WindowState | null; readonly file: KeptFile },
): void {
  const { webContents } = window;
  // A page has no zoom before it is loaded. Later loads, a reload after a crash for one, keep their own.
  if (state) webContents.once("did-finish-load", () => webContents.setZoomFactor(state.zoomFactor));
  // Maximising shows a window, so it waits until there is something to see.
  if (state?.maximised) window.once("ready-to-show", () => window.maximize());

  const keep = () =>
    file.write({
      version: 1,
      bounds: window.getNormalBounds(),
      maximised: window.isMaximized(),
      fullScreen: window.isFullScreen(),
      zoomFactor: withinZoom(webContents.getZoomFactor()),
    } satisfies WindowState);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const moved = () => {
    clearTimeout(resting);
    resting = setTimeout(keep, REST_MS);
  };
  window.on("resize", moved);
  window.on("move", moved);
  window.on("close", () => {
    clearTimeout(resting);
    keep();
  });
  window.on("closed", () => clearTimeout(resting));
}

function isGripWithin({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const isLow = y >= area.y - GRIP_HEIGHT / 2 && y + GRIP_HEIGHT <= area.y + area.height;
  return across >= Math.min(GRIP_WIDTH, width) && isLow;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function withinZoom(factor: number): number {
  return Number.isFinite(factor) ? within(factor, LEAST_ZOOM, MOST_ZOOM) : 1;
}
