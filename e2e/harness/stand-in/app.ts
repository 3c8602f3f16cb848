import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import type { App, CommandLine } from "electron";
import type { StandInWindow } from "./browser-window.ts";
import { later } from "./later.ts";
import { type InstanceLock, lockInstance } from "./single-instance.ts";
import { emitRefusable, strict, StrictEmitter } from "./strict.ts";

const EVENTS = [
  ...["ready", "will-finish-launching", "before-quit", "will-quit", "quit", "window-all-closed", "activate"],
  ...["second-instance", "open-file", "open-url", "web-contents-created", "browser-window-created"],
  ...["browser-window-focus", "browser-window-blur", "render-process-gone", "child-process-gone"],
  ...["accessibility-support-changed", "session-created", "certificate-error", "login"],
];

type AppParts = Pick<
  App,
  | "addRecentDocument"
  | "clearRecentDocuments"
  | "commandLine"
  | "enableSandbox"
  | "exit"
  | "focus"
  | "getAppPath"
  | "getLocale"
  | "getName"
  | "getPath"
  | "getVersion"
  | "hasSingleInstanceLock"
  | "isPackaged"
  | "isReady"
  | "name"
  | "quit"
  | "releaseSingleInstanceLock"
  | "requestSingleInstanceLock"
  | "setAboutPanelOptions"
  | "setAppUserModelId"
  | "setPath"
  | "showAboutPanel"
  | "whenReady"
>;

/** The application: its start, its one instance, and the order in which it ends. */
export class StandInApp extends StrictEmitter implements AppParts {
  readonly isPackaged = false;
  /** On macOS alone there is a dock. */
  readonly dock = undefined;
  readonly commandLine: CommandLine;
  readonly name: string;
  readonly #root: string;
  readonly #version: string;
  readonly #paths = new Map<string, string>();
  readonly #switches = new Map<string, string>();
  readonly #windows: () => readonly StandInWindow[];
  readonly #end: (code: number) => Promise<void>;
  readonly #ready = later<void>();
  #isReady = false;
  #isQuitting = false;
  #hasEnded = false;
  #lock: InstanceLock | null = null;

  constructor(input: {
    readonly root: string;
    readonly userData: string;
    readonly windows: () => readonly StandInWindow[];
    /** Ends the process, when all of Chromium has ended. */
    readonly end: (code: number) => Promise<void>;
  }) {
    super("app", EVENTS);
    const { productName, version } = JSON.parse(
      readFileSync(path.join(input.root, "package.json"), "utf8"),
    ) as {
      readonly productName: string;
      readonly version: string;
    };
    this.name = productName;
    this.#version = version;
    this.#root = input.root;
    this.#windows = input.windows;
    this.#end = input.end;
    for (const name of ["userData", "sessionData"]) this.#paths.set(name, input.userData);
    this.#paths.set("logs", path.join(input.userData, "logs"));
    this.#paths.set("temp", tmpdir());
    this.#paths.set("home", homedir());
    this.#paths.set("exe", process.execPath);
    for (const name of ["documents", "downloads", "desktop"])
      this.#paths.set(name, path.join(input.userData, "home", name));
    this.commandLine = strict("app.commandLine", {
      appendSwitch: (name, value = "") => void this.#switches.set(name, value),
      hasSwitch: (name) => this.#switches.has(name),
      getSwitchValue: (name) => this.#switches.get(name) ?? "",
    } satisfies Pick<CommandLine, "appendSwitch" | "hasSwitch" | "getSwitchValue">) as unknown as CommandLine;
  }

  /** Whether main has ended it before it was ready, as a second instance does. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  becomeReady(): void {
    this.#isReady = true;
    this.emit("will-finish-launching");
    this.#ready.resolve();
    this.emit("ready", {}, {});
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  requestSingleInstanceLock(data: unknown = null): boolean {
    const start = { argv: process.argv, workingDirectory: process.cwd(), data };
    this.#lock ??= lockInstance(this.getPath("userData"), start, (second) => {
      // Main hears of it when it is ready, however early the other came.
      void this.#ready.promise.then(() =>
        this.emit("second-instance", {}, [...second.argv], second.workingDirectory, second.data),
      );
    });
    return this.#lock.isFirst;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock?.isFirst === true;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  quit(): void {
    if (this.#isQuitting || this.#hasEnded) return;
    if (emitRefusable(this, "before-quit")) return;
    this.#isQuitting = true;
    void this.#closeAll();
  }

  /** At once, asking nobody. */
  exit(code = 0): void {
    if (this.#hasEnded) return;
    for (const window of [...this.#windows()]) window.destroy();
    this.#finish(code);
  }

  /** Tells of the last window that was closed; whoever does not listen wants to quit then. */
  lastWindowClosed(): void {
    if (this.#isQuitting || this.#hasEnded) return;
    if (this.listenerCount("window-all-closed") === 0) this.quit();
    else this.emit("window-all-closed");
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known === undefined) throw new Error(`the stand-in has no path ${name}`);
    return known;
  }

  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }

  getAppPath(): string {
    return this.#root;
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return this.#version;
  }

  getLocale(): string {
    return "en-US";
  }

  enableSandbox(): void {}
  focus(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  showAboutPanel(): void {}
  addRecentDocument(): void {}
  clearRecentDocuments(): void {}

  async #closeAll(): Promise<void> {
    // All are asked at once. One that stays keeps the application.
    const closed = await Promise.all(this.#windows().map((window) => window.closes()));
    if (closed.includes(false)) {
      this.#isQuitting = false;
      return;
    }
    if (emitRefusable(this, "will-quit")) {
      this.#isQuitting = false;
      return;
    }
    this.#finish(0);
  }

  #finish(code: number): void {
    this.#hasEnded = true;
    this.emit("quit", {}, code);
    void (this.#lock?.told ?? Promise.resolve()).then(() => {
      // Held until Chromium has let go of the folder.
      return this.#end(code).finally(() => {
        this.#lock?.release();
        process.exit(code);
      });
    });
  }
}
