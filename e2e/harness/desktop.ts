import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Page, test as base } from "@playwright/test";
import { electronBinary, launchElectron } from "./electron-desktop.ts";
import { launchStandIn } from "./stand-in-desktop.ts";
import type { DialogAnswer } from "./stand-in/desktop.ts";
import type { Recorded } from "./stand-in/recorded.ts";

type ElectronModule = typeof Electron.CrossProcessExports;

/** A running desktop edition, whatever it runs on. */
export interface Running {
  /** Runs a function in main, which takes all that it needs as arguments. */
  evaluate<I, R>(run: (electron: ElectronModule, input: I) => R | Promise<R>, input: I): Promise<R>;
  /** Every page that there is, hidden ones too. */
  pages(): Promise<readonly Page[]>;
  /** The origins of the two pages, as pages see them. */
  readonly origins: { readonly ui: string; readonly store: string };
  /** Starts the program once more on the same data. @returns when that process has ended */
  sendSecondInstance(words: readonly string[]): Promise<void>;
  recorded(): Promise<Recorded>;
  answerDialogs(...answers: readonly DialogAnswer[]): Promise<void>;
  clickNotification(): Promise<void>;
  /** SIGKILL to all of it: nothing gets to clean up. */
  kill(): Promise<void>;
  /** Resolves to the exit code when all of it has ended. */
  readonly ended: Promise<number | null>;
}

export interface Start {
  readonly userData: string;
  readonly argv: readonly string[];
  readonly workingDirectory: string;
}

/** What a person, the system and misfortune do to the desktop edition. */
export interface Desktop extends Running {
  readonly userData: string;
  /** The window's page as it stands now; waits for it. */
  window(): Promise<Page>;
  storePage(): Promise<Page>;
  /** Kills the process of the hidden page, or of the window. */
  killStore(): Promise<void>;
  killWindow(): Promise<void>;
  closeWindow(): Promise<void>;
  quit(): Promise<void>;
  /** "Open with" on macOS. */
  openFile(file: string): Promise<void>;
  /** An event of a module of Electron's: `emit("powerMonitor", "resume")`. */
  emit(module: "app" | "powerMonitor" | "nativeTheme" | "screen", event: string): Promise<void>;
  /** Chooses an entry of the menu by what it says: `clickMenu("File", "Import…")`. */
  clickMenu(...labels: readonly string[]): Promise<void>;
  windowState(): Promise<{
    readonly focused: boolean;
    readonly minimized: boolean;
    readonly visible: boolean;
  }>;
  minimize(): Promise<void>;
  /** All that stands in the journal on disk. */
  journal(): Promise<string>;
}

export interface DesktopOptions {
  readonly platform: "stand-in" | "electron";
}

interface Fixtures {
  /** A folder that is gone after the test. */
  readonly userData: string;
  launchDesktop(start?: Partial<Start>): Promise<Desktop>;
}

/** Specs of the desktop edition; which platform they run on is the project's affair. */
export const test = base.extend<Fixtures & DesktopOptions>({
  platform: ["stand-in", { option: true }],
  userData: async ({ platform: _platform }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "cardinal-desktop-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  launchDesktop: async ({ platform, userData }, use, testInfo) => {
    testInfo.skip(platform === "electron" && electronBinary() === null, "skipped: no Electron binary");
    const launched: Desktop[] = [];
    await use(async (wish = {}) => {
      const start = { userData, argv: [], workingDirectory: userData, ...wish };
      const running = platform === "electron" ? await launchElectron(start) : await launchStandIn(start);
      const desktop = asDesktop(running, start.userData);
      launched.push(desktop);
      return desktop;
    });
    for (const desktop of launched) await desktop.kill();
  },
});

function asDesktop(running: Running, userData: string): Desktop {
  const pageOf = async (origin: string): Promise<Page> => {
    for (let tries = 0; tries < 200; tries++) {
      const page = (await running.pages()).find((one) => one.url().startsWith(`${origin}/`));
      if (page) return page;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no page came at ${origin}`);
  };
  const crash = (origin: string) =>
    running.evaluate(({ webContents }, address) => {
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith(address))
        ?.forcefullyCrashRenderer();
    }, origin);
  return {
    ...running,
    userData,
    async window() {
      const page = await pageOf(running.origins.ui);
      await page.emulateMedia({ reducedMotion: "reduce" });
      return page;
    },
    storePage: () => pageOf(running.origins.store),
    killStore: () => crash("app://store/"),
    killWindow: () => crash("app://ui/"),
    async closeWindow() {
      await running.evaluate(({ BrowserWindow }, _input) => {
        const windows = BrowserWindow.getAllWindows();
        const window = windows.find(({ webContents }) => webContents.getURL().startsWith("app://ui/"));
        // Later, so that this is answered before all ends.
        setImmediate(() => window?.close());
      }, null);
      await running.ended;
    },
    async quit() {
      await running.evaluate(({ app }, _input) => void setImmediate(() => app.quit()), null);
      await running.ended;
    },
    openFile: (file) =>
      running.evaluate(({ app }, name) => void app.emit("open-file", { preventDefault() {} }, name), file),
    emit: (module, event) =>
      running.evaluate((electron, [name, what]) => void electron[name].emit(what as never, {}), [
        module,
        event,
      ] as const),
    clickMenu: (...labels) =>
      running.evaluate(({ Menu }, path) => {
        let items = Menu.getApplicationMenu()?.items ?? [];
        for (const [depth, label] of path.entries()) {
          const item = items.find((one) => one.label.replace("&", "") === label);
          if (!item) throw new Error(`the menu has no ${path.join(" > ")}`);
          if (depth === path.length - 1) item.click();
          else items = item.submenu?.items ?? [];
        }
      }, labels),
    windowState: () =>
      running.evaluate(({ BrowserWindow }, _input) => {
        const windows = BrowserWindow.getAllWindows();
        const window = windows.find(({ webContents }) => webContents.getURL().startsWith("app://ui/"));
        return {
          focused: window?.isFocused() === true,
          minimized: window?.isMinimized() === true,
          visible: window?.isVisible() === true,
        };
      }, null),
    minimize: () =>
      running.evaluate(({ BrowserWindow }, _input) => {
        const windows = BrowserWindow.getAllWindows();
        windows.find(({ webContents }) => webContents.getURL().startsWith("app://ui/"))?.minimize();
      }, null),
    async journal() {
      const folder = path.join(userData, "collection", "logs");
      const names = await readdir(folder).catch(() => []);
      return (await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")))).join("");
    },
  };
}

/** Has Chromium's own folder of databases vanish, as after a full disk; nothing may be running on it. */
export async function deleteDatabases(userData: string): Promise<void> {
  const entries = await readdir(userData, { recursive: true, withFileTypes: true });
  const databases = entries.filter((entry) => entry.isDirectory() && entry.name === "IndexedDB");
  if (databases.length === 0) throw new Error("there is no database to delete");
  for (const { parentPath, name } of databases)
    await rm(path.join(parentPath, name), { recursive: true, force: true });
}
