import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../build/scripts/find-chromium.ts";

/** A browser with a profile that outlives it, started as a person's would be, and killable at any moment. */
export interface OwnBrowser {
  readonly page: Page;
  /** SIGKILL to the whole tree: nothing gets to clean up. */
  kill(): Promise<void>;
  /** Closes every window and lets the browser end by itself. */
  close(): Promise<void>;
}

const QUIET = [
  "--headless=new",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--window-size=1200,800",
  "--remote-debugging-port=0",
];

export async function openBrowser(profile: string): Promise<OwnBrowser> {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  await rm(path.join(profile, "DevToolsActivePort"), { force: true });
  await rm(path.join(profile, "SingletonLock"), { force: true });
  const child = spawn(
    await findChromium(),
    [...QUIET, ...root, `--user-data-dir=${profile}`, "about:blank"],
    {
      detached: true,
      stdio: "ignore",
    },
  );
  const browser = await chromium.connectOverCDP(await debuggerAddress(profile, child));
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error("the browser opened without a page");
  return {
    page,
    async kill() {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await ended(child);
      await browser.close().catch(() => {});
    },
    close: () => closeBrowser(browser, child),
  };
}

/** A folder for a profile, gone when `run` is over. */
export async function withProfile<T>(run: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(path.join(tmpdir(), "cardinal-profile-"));
  try {
    return await run(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function closeBrowser(browser: Browser, child: ChildProcess): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.close").catch(() => {});
  await ended(child);
  await browser.close().catch(() => {});
}

async function debuggerAddress(profile: string, child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null)
      throw new Error(`the browser ended with ${child.exitCode} before it was ready`);
    const file = await readFile(path.join(profile, "DevToolsActivePort"), "utf8").catch(() => "");
    const port = file.split("\n")[0];
    if (port) return `http://127.0.0.1:${port}`;
    await sleep(50);
  }
  throw new Error("the browser did not open its debugging port");
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}
