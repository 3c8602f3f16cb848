import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { IDENTITY_PATH, PORT, type RunningServer, startServer } from "../server/server.ts";
import { installedChromium } from "./find-chromium.ts";

/** `npm start`: builds, then runs Electron; without Electron's binary, the browser edition. */
const ROOT = path.resolve(import.meta.dirname, "../..");
const DIST = path.join(ROOT, "dist");
/** Long enough to fetch the binary where there is a network; without one the answer comes at once. */
const FETCH_MS = 180_000;

build();
const electron = electronBinary();
if (electron === null) {
  console.log("Electron's binary is not here and cannot be had, so this is the browser edition.");
  await startBrowserEdition();
} else {
  spawn(electron, [ROOT], { stdio: "inherit" }).on("exit", (code) => process.exit(code ?? 0));
}

function build(): void {
  const tsx = path.join(ROOT, "node_modules/.bin/tsx");
  const { status } = spawnSync(tsx, [path.join(ROOT, "build/scripts/build.ts")], {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The binary, fetched if need be: the package does that at its first run, not at its installation. */
function electronBinary(): string | null {
  const folder = path.dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  const name =
    { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform as string] ??
    "electron";
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  const binary = path.join(override ?? path.join(folder, "dist"), name);
  if (!existsSync(binary) && override === undefined) {
    spawnSync(process.execPath, [path.join(folder, "install.js")], { stdio: "ignore", timeout: FETCH_MS });
  }
  return existsSync(binary) ? binary : null;
}

async function startBrowserEdition(): Promise<void> {
  const { version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  const identity = `cardinal ${version}`;
  const address = `http://127.0.0.1:${PORT}/`;
  let server: RunningServer | null = null;
  try {
    server = await startServer({ root: path.join(DIST, "ui"), port: PORT, identity });
  } catch {
    if ((await whoIsThere(address)) !== identity) {
      console.error(
        `Port ${PORT} is taken by another program. Close that program, then start Cardinal again.`,
      );
      process.exit(1);
    }
    console.log("Cardinal is running already; its server is used.");
  }
  console.log(`Cardinal is at ${address}`);
  const browser = windowedBrowser();
  if (browser !== null) await openAppWindow(browser, address, server);
}

async function whoIsThere(address: string): Promise<string | null> {
  try {
    const answer = await fetch(new URL(IDENTITY_PATH, address), { signal: AbortSignal.timeout(2_000) });
    return (await answer.text()).trim();
  } catch {
    return null;
  }
}

/** A browser that can open a window here; null as root, without a display, or when there is none. */
function windowedBrowser(): string | null {
  if (process.getuid?.() === 0) return null;
  const headless = process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"];
  return headless ? null : installedChromium();
}

/** An app window with a profile of its own; closing it ends the server that was started for it. */
async function openAppWindow(browser: string, address: string, server: RunningServer | null): Promise<void> {
  const profile = path.join(dataFolder(), "Cardinal", "browser-profile");
  await mkdir(profile, { recursive: true });
  const quiet = [
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-background-networking",
  ];
  const window = spawn(browser, [`--app=${address}`, `--user-data-dir=${profile}`, ...quiet], {
    stdio: "ignore",
  });
  window.on("exit", () => void server?.close().then(() => process.exit(0)));
}

function dataFolder(): string {
  if (process.platform === "win32")
    return process.env["LOCALAPPDATA"] ?? path.join(os.homedir(), "AppData/Local");
  if (process.platform === "darwin") return path.join(os.homedir(), "Library/Application Support");
  return process.env["XDG_DATA_HOME"] ?? path.join(os.homedir(), ".local/share");
}
