import type {
  Event,
  IpcMainEvent,
  Session,
  WebContents,
  WebFrameMain,
  WindowOpenHandlerResponse,
} from "electron";
import { appAddress, pageAddress } from "./addresses.ts";
import type { DevTools } from "./devtools.ts";
import { StandInFrame } from "./frame.ts";
import type { PageMessage } from "./in-page.ts";
import type { StandInIpcMain } from "./ipc-main.ts";
import { StandInPort } from "./message-ports.ts";
import { openPage, type Page, type PageEvents } from "./page.ts";
import type { StandInSession } from "./session.ts";
import { emitRefusable, strict, StrictEmitter } from "./strict.ts";
import { mainWire } from "./wire.ts";

/** What pages need of the whole. */
export interface Surroundings {
  readonly devTools: Promise<DevTools>;
  readonly ipcMain: StandInIpcMain;
  readonly session: StandInSession;
  readonly fault: (error: Error) => void;
  readonly crashed: (
    contents: WebContents,
    details: { readonly reason: string; readonly exitCode: number },
  ) => void;
}

const EVENTS = [
  ...["did-finish-load", "did-fail-load", "did-navigate", "did-navigate-in-page", "dom-ready", "destroyed"],
  ...["render-process-gone", "unresponsive", "responsive", "console-message", "preload-error"],
  ...["will-frame-navigate", "will-navigate", "will-redirect", "will-attach-webview", "zoom-changed"],
  ...["context-menu", "before-input-event", "focus", "blur", "page-title-updated", "will-prevent-unload"],
];

type Contents = Pick<
  WebContents,
  | "id"
  | "getURL"
  | "getTitle"
  | "isDestroyed"
  | "isCrashed"
  | "isLoading"
  | "isFocused"
  | "focus"
  | "send"
  | "postMessage"
  | "loadURL"
  | "reload"
  | "setWindowOpenHandler"
  | "forcefullyCrashRenderer"
  | "getZoomFactor"
  | "setZoomFactor"
  | "getZoomLevel"
  | "setZoomLevel"
  | "setVisualZoomLevelLimits"
  | "isDevToolsOpened"
  | "toggleDevTools"
  | "openDevTools"
  | "mainFrame"
  | "session"
  | "close"
>;

export class StandInContents extends StrictEmitter implements Contents {
  readonly id: number;
  readonly isGone: () => boolean;
  readonly seen: WebContents;
  readonly #around: Surroundings;
  readonly #page: Promise<Page>;
  #frame: StandInFrame | null = null;
  #context = "";
  #url = "";
  #isLoading = false;
  #hasCrashed = false;
  #isGone = false;
  #zoomFactor = 1;
  /** Addresses that main itself goes to, which no rule is asked about. */
  #ownGoing: string | null = null;
  #openHandler: ((details: Electron.HandlerDetails) => WindowOpenHandlerResponse) | null = null;
  readonly #whenClosed: () => void;

  constructor(input: {
    readonly id: number;
    readonly around: Surroundings;
    readonly size: { readonly width: number; readonly height: number };
    readonly preload: string | null;
    readonly onClosed: () => void;
  }) {
    super("webContents", EVENTS);
    this.id = input.id;
    this.#around = input.around;
    this.#whenClosed = input.onClosed;
    this.isGone = () => this.#isGone;
    this.seen = strict("webContents", this, this.isGone) as unknown as WebContents;
    const { preload, size } = input;
    this.#page = input.around.devTools.then((devTools) =>
      openPage(devTools, { ...size, preload }, this.#events()),
    );
    this.#page.catch(input.around.fault);
  }

  get session(): Session {
    return this.#around.session.seen;
  }

  /** Before its first document a page has a frame that nothing reaches. */
  get mainFrame(): WebFrameMain {
    const frame = this.#frame ?? { origin: "null", url: "", parent: null, send() {}, postMessage() {} };
    return strict("WebFrameMain", frame) as unknown as WebFrameMain;
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): string {
    return "";
  }

  isDestroyed(): boolean {
    return this.#isGone;
  }

  isCrashed(): boolean {
    return this.#hasCrashed;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  isFocused(): boolean {
    return false;
  }

  focus(): void {
    this.command("Page.bringToFront");
  }

  send(channel: string, ...values: unknown[]): void {
    this.mainFrame.send(channel, ...values);
  }

  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    this.mainFrame.postMessage(channel, message, transfer);
  }

  async loadURL(url: string): Promise<void> {
    const { session } = await this.#page;
    await this.#around.session.permit(this.seen, url);
    this.#ownGoing = url;
    this.#isLoading = true;
    const loaded = new Promise<void>((resolve) => super.once("did-finish-load", () => resolve()));
    const { errorText } = await session.send("Page.navigate", { url: pageAddress(url) });
    if (errorText) {
      this.emit("did-fail-load", {}, -2, errorText, url, true);
      throw new Error(`${errorText} loading '${url}'`);
    }
    await loaded;
  }

  reload(): void {
    if (this.#hasCrashed) void this.loadURL(this.#url);
    else {
      this.#ownGoing = this.#url;
      this.command("Page.reload");
    }
  }

  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }

  forcefullyCrashRenderer(): void {
    this.command("Page.crash");
  }

  getZoomFactor(): number {
    return this.#zoomFactor;
  }

  /** Kept and told, but not seen in the page. */
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#zoomFactor = factor;
  }

  getZoomLevel(): number {
    return Math.log(this.#zoomFactor) / Math.log(1.2);
  }

  setZoomLevel(level: number): void {
    this.#zoomFactor = 1.2 ** level;
  }

  async setVisualZoomLevelLimits(): Promise<void> {}

  isDevToolsOpened(): boolean {
    return false;
  }

  openDevTools(): void {}

  toggleDevTools(): void {}

  /** Closes as a person would; the page may have a word. */
  close(): void {
    this.command("Page.close");
  }

  /** Ends it without asking. */
  destroy(): void {
    this.#gone();
    void Promise.all([this.#around.devTools, this.#page])
      .then(([{ browser }, { targetId }]) => browser.send("Target.closeTarget", { targetId }))
      .catch(() => {});
  }

  command(method: "Page.bringToFront" | "Page.reload" | "Page.crash" | "Page.close"): void {
    // A page that is gone, or dies of this, gives no answer.
    void this.#page.then(({ session }) => session.send(method)).catch(() => {});
  }

  #gone(): void {
    if (this.#isGone) return;
    this.#frame?.dispose();
    this.#isGone = true;
    this.emit("destroyed");
    this.#whenClosed();
  }

  #events(): PageEvents {
    return {
      document: ({ context, origin }) => {
        this.#hasCrashed = false;
        this.#frame?.dispose();
        this.#context = context;
        this.#frame = new StandInFrame({ page: this.#page, context, origin, url: () => this.#url });
      },
      documentGone: (context) => {
        if (context === this.#context) this.#frame?.dispose();
      },
      navigated: (url, isInPage) => {
        this.#url = url;
        this.emit(isInPage ? "did-navigate-in-page" : "did-navigate", {}, url);
      },
      ready: () => this.emit("dom-ready", {}),
      loaded: () => {
        this.#isLoading = false;
        this.emit("did-finish-load", {});
      },
      said: (level, message) =>
        this.emit("console-message", { level, message, lineNumber: 0, sourceId: this.#url }),
      message: (context, message) => this.#heard(context, message),
      crashed: () => {
        this.#hasCrashed = true;
        const details = { reason: "crashed", exitCode: 139 };
        this.emit("render-process-gone", {}, details);
        this.#around.crashed(this.seen, details);
      },
      mayGo: (url, isMainFrame) => this.#mayGo(url, isMainFrame),
      failed: (text) => this.#around.fault(new Error(`a preload failed: ${text}`)),
      closed: () => this.#gone(),
    };
  }

  #open(url: string): void {
    const details = { url, frameName: "", features: "", disposition: "foreground-tab" };
    const answer = this.#openHandler?.(details as Electron.HandlerDetails);
    if (answer?.action !== "deny") this.#around.fault(new Error(`the stand-in opens no windows: ${url}`));
  }

  #mayGo(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.#ownGoing) {
      this.#ownGoing = null;
      return true;
    }
    const details = { url, isMainFrame, isSameDocument: false, frame: this.#frame } as Partial<Event>;
    const isRefused =
      emitRefusable(this, "will-frame-navigate", details) ||
      (isMainFrame && emitRefusable(this, "will-navigate", details, url));
    return !isRefused;
  }

  #heard(context: string, message: PageMessage): void {
    const frame = this.#frame;
    if (frame === null || context !== this.#context) return;
    if (message.kind === "letter" || message.kind === "close") return frame.heard(message);
    if (message.kind === "open") return this.#open(appAddress(message.url));
    const senderFrame = strict("WebFrameMain", frame) as unknown as WebFrameMain;
    const values = mainWire.decode(message.values) as unknown[];
    if (message.kind === "invoke") {
      this.#around.ipcMain
        .invoked(message.channel, { sender: this.seen, senderFrame }, values)
        .then((value) => frame.answer(message.call, { value: mainWire.encode(value) }))
        .catch((error: unknown) => frame.answer(message.call, { error: String(error) }));
    } else {
      const ports = frame.take(message.ports).map((end) => new StandInPort(end));
      const event = { sender: this.seen, senderFrame, ports } as unknown as IpcMainEvent;
      this.#around.ipcMain.emit(message.channel, event, ...values);
    }
  }
}
