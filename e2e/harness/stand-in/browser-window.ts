import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebContents } from "electron";
import { StandInContents, type Surroundings } from "./contents.ts";
import { emitRefusable, strict, StrictEmitter } from "./strict.ts";

const EVENTS = [
  ...["ready-to-show", "show", "hide", "close", "closed", "focus", "blur", "unresponsive", "responsive"],
  ...["minimize", "maximize", "unmaximize", "restore", "resize", "resized", "move", "moved"],
  ...["enter-full-screen", "leave-full-screen", "page-title-updated", "session-end", "query-session-end"],
];

type Window = Pick<
  BrowserWindow,
  | "id"
  | "webContents"
  | "excludedFromShownWindowsMenu"
  | "loadURL"
  | "reload"
  | "show"
  | "showInactive"
  | "hide"
  | "focus"
  | "blur"
  | "close"
  | "destroy"
  | "restore"
  | "minimize"
  | "maximize"
  | "unmaximize"
  | "setFullScreen"
  | "isFullScreen"
  | "isMaximized"
  | "isMinimized"
  | "isVisible"
  | "isFocused"
  | "isDestroyed"
  | "getBounds"
  | "getNormalBounds"
  | "setBounds"
  | "getTitle"
  | "setTitle"
  | "setMenuBarVisibility"
  | "flashFrame"
  | "setProgressBar"
  | "moveTop"
>;

/** What the windows share: which there are, which has the focus, and who is told when the last is closed. */
export class Windows {
  readonly open: StandInWindow[] = [];
  readonly #onChange: (change: "opened" | "closed", window: StandInWindow) => void;
  focused: StandInWindow | null = null;
  nextId = 1;
  readonly around: Surroundings;

  constructor(around: Surroundings, onChange: (change: "opened" | "closed", window: StandInWindow) => void) {
    this.around = around;
    this.#onChange = onChange;
  }

  add(window: StandInWindow): void {
    this.open.push(window);
    this.#onChange("opened", window);
  }

  remove(window: StandInWindow): void {
    this.open.splice(this.open.indexOf(window), 1);
    if (this.focused === window) this.focused = null;
    this.#onChange("closed", window);
  }
}

export class StandInWindow extends StrictEmitter implements Window {
  readonly id: number;
  readonly contents: StandInContents;
  readonly seen: BrowserWindow;
  excludedFromShownWindowsMenu = false;
  readonly #windows: Windows;
  readonly #isShownAtOnce: boolean;
  #isDestroyed = false;
  #isVisible = false;
  #size: "normal" | "minimized" | "maximized" | "full";
  #bounds: Rectangle;
  #title: string;

  constructor(windows: Windows, options: BrowserWindowConstructorOptions = {}) {
    super("BrowserWindow", EVENTS);
    const { x = 0, y = 0, width = 800, height = 600, title = "", show = true } = options;
    this.#windows = windows;
    this.#bounds = { x, y, width, height };
    this.#title = title;
    this.#size = options.fullscreen ? "full" : "normal";
    this.#isShownAtOnce = show;
    this.id = windows.nextId++;
    this.contents = new StandInContents({
      id: this.id,
      around: windows.around,
      size: { width, height },
      preload: options.webPreferences?.preload ?? null,
      onClosed: () => this.#gone(),
    });
    this.seen = strict("BrowserWindow", this, () => this.#isDestroyed) as unknown as BrowserWindow;
    let wasReady = false;
    this.contents.on("did-finish-load", () => {
      if (wasReady) return;
      wasReady = true;
      setImmediate(() => this.#isDestroyed || this.emit("ready-to-show", {}));
    });
    windows.add(this);
    if (this.#isShownAtOnce) this.show();
  }

  get webContents(): WebContents {
    return this.contents.seen;
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  reload(): void {
    this.contents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit("show", {});
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.emit("hide", {});
  }

  focus(): void {
    if (!this.#isVisible || this.#windows.focused === this) return;
    this.#windows.focused?.blur();
    this.#windows.focused = this;
    this.contents.focus();
    this.emit("focus", {});
  }

  blur(): void {
    if (this.#windows.focused !== this) return;
    this.#windows.focused = null;
    this.emit("blur", {});
  }

  close(): void {
    void this.closes();
  }

  /** Whether it lets itself be closed; resolves when it is. */
  async closes(): Promise<boolean> {
    if (this.#isDestroyed) return true;
    if (emitRefusable(this, "close")) return false;
    if (this.contents.isCrashed()) {
      this.destroy();
      return true;
    }
    const closed = new Promise<void>((resolve) => super.once("closed", () => resolve()));
    this.contents.close();
    await closed;
    return true;
  }

  destroy(): void {
    this.contents.destroy();
  }

  restore(): void {
    if (this.#size !== "minimized") return;
    this.#size = "normal";
    this.emit("restore", {});
  }

  minimize(): void {
    this.#size = "minimized";
    this.blur();
    this.emit("minimize", {});
  }

  maximize(): void {
    this.#size = "maximized";
    this.emit("maximize", {});
  }

  unmaximize(): void {
    if (this.#size !== "maximized") return;
    this.#size = "normal";
    this.emit("unmaximize", {});
  }

  setFullScreen(isFull: boolean): void {
    this.#size = isFull ? "full" : "normal";
    this.emit(isFull ? "enter-full-screen" : "leave-full-screen", {});
  }

  isFullScreen(): boolean {
    return this.#size === "full";
  }

  isMaximized(): boolean {
    return this.#size === "maximized";
  }

  isMinimized(): boolean {
    return this.#size === "minimized";
  }

  isVisible(): boolean {
    return this.#isVisible && this.#size !== "minimized";
  }

  isFocused(): boolean {
    return this.#windows.focused === this;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    for (const event of ["move", "moved", "resize", "resized"]) this.emit(event, {});
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setMenuBarVisibility(): void {}
  flashFrame(): void {}
  setProgressBar(): void {}
  moveTop(): void {}

  #gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#windows.remove(this);
    this.emit("closed");
  }
}

/** The class that main makes windows of, with its questions about all of them. */
export function browserWindowClass(windows: Windows) {
  return strict(
    "BrowserWindow",
    class {
      constructor(options?: BrowserWindowConstructorOptions) {
        return new StandInWindow(windows, options).seen;
      }

      static getAllWindows(): BrowserWindow[] {
        return windows.open.map(({ seen }) => seen);
      }

      static getFocusedWindow(): BrowserWindow | null {
        return windows.focused?.seen ?? null;
      }

      static fromWebContents(contents: WebContents): BrowserWindow | null {
        return windows.open.find((window) => window.contents.seen === contents)?.seen ?? null;
      }

      static fromId(id: number): BrowserWindow | null {
        return windows.open.find((window) => window.id === id)?.seen ?? null;
      }
    } satisfies { [K in "getAllWindows" | "getFocusedWindow" | "fromWebContents" | "fromId"]: unknown },
  );
}
