import { type ChildProcess, spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { findChromium } from "../../../build/scripts/find-chromium.ts";
import { type DevTools, openDevTools } from "./devtools.ts";

export interface RunningChromium {
  readonly devTools: DevTools;
  /** Where a second debugger, the test's, finds the same pages. */
  readonly debuggerAddress: string;
  /** Lets it write down what it holds, and end. */
  close(): Promise<void>;
}

/** Two of these are Electron's own ways: `close` events of ports, and pages that are never slowed while hidden. */
const SWITCHES = [
  "--enable-blink-features=MessagePortCloseEvent",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--disable-features=BackForwardCache,HttpsUpgrades",
  "--disable-popup-blocking",
  "--headless=new",
  "--no-startup-window",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--hide-scrollbars",
  "--remote-debugging-pipe",
  "--remote-debugging-port=0",
];

export async function startChromium(profile: string, proxyPort: number): Promise<RunningChromium> {
  const portFile = path.join(profile, "DevToolsActivePort");
  for (const left of [portFile, path.join(profile, "SingletonLock")]) await rm(left, { force: true });
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const proxy = [`--proxy-server=http://127.0.0.1:${proxyPort}`, "--proxy-bypass-list=<-loopback>"];
  const child = spawn(findChromium(), [...SWITCHES, ...root, ...proxy, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const devTools = openDevTools(child.stdio[3] as Writable, child.stdio[4] as Readable);
  await devTools.browser.send("Browser.getVersion");
  return {
    devTools,
    debuggerAddress: await debuggerAddress(portFile, child),
    async close() {
      await devTools.browser.send("Browser.close").catch(() => {});
      await ended;
    },
  };
}

async function debuggerAddress(portFile: string, child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const [port, route] = (await readFile(portFile, "utf8").catch(() => "")).split("\n");
    if (port && route) return `ws://127.0.0.1:${port}${route}`;
    await sleep(20);
  }
  throw new Error("Chromium did not open its debugging port");
}
