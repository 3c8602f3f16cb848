import { EventEmitter } from "node:events";
import type { BrowserWindow, Rectangle, WebContents } from "electron";

type Contents = Pick<WebContents, "send" | "setZoomFactor" | "getZoomFactor" | "reload">;
type Window = Pick<
  BrowserWindow,
  | "show"
  | "hide"
  | "focus"
  | "restore"
  | "isMinimized"
  | "maximize"
  | "isMaximized"
  | "isFullScreen"
  | "isDestroyed"
  | "getNormalBounds"
>;

/** A window that is seen, as Electron's documentation says it behaves. For tests alone. */
export class FakeUiWindow extends EventEmitter implements Window {
  readonly sent: { readonly channel: string; readonly message: unknown }[] = [];
  readonly webContents: EventEmitter & Contents;
  visible = false;
  minimised = false;
  maximised = false;
  fullScreen = false;
  focused = 0;
  reloads = 0;
  bounds: Rectangle;
  #destroyed = false;
  #zoom = 1;

  constructor(bounds: Rectangle = { x: 0, y: 0, width: 1200, height: 800 }) {
    super();
    this.bounds = bounds;
    this.webContents = Object.assign(new EventEmitter(), {
      send: (channel: string, message: unknown) => {
        this.#alive();
        this.sent.push({ channel, message: structuredClone(message) });
      },
      setZoomFactor: (factor: number) => {
        if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
        this.#zoom = factor;
      },
      getZoomFactor: () => this.#zoom,
      reload: () => {
        this.#alive();
        this.reloads++;
      },
    });
  }

  show(): void {
    this.#alive();
    this.visible = true;
  }

  hide(): void {
    this.#alive();
    this.visible = false;
  }

  focus(): void {
    this.#alive();
    this.focused++;
  }

  restore(): void {
    this.minimised = false;
  }

  isMinimized(): boolean {
    return this.minimised;
  }

  /** Shows the window as well, if it isn't displayed already. */
  maximize(): void {
    this.maximised = true;
    this.visible = true;
  }

  isMaximized(): boolean {
    return this.maximised;
  }

  isFullScreen(): boolean {
    return this.fullScreen;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getNormalBounds(): Rectangle {
    this.#alive();
    return this.bounds;
  }

  /** A page comes in the place of the one before. */
  load(): void {
    this.webContents.emit("did-navigate", {}, "app://ui/", 200, "OK");
    this.webContents.emit("did-finish-load");
  }

  crash(): void {
    this.webContents.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
  }

  close(): void {
    this.emit("close", { preventDefault() {} });
    this.#destroyed = true;
    this.emit("closed");
  }

  asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }

  #alive(): void {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
  }
}
