import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge",
  "msedge",
];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const WINDOWS = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];

/** The installed Chromium, Chrome or Edge: `CHROMIUM_PATH`, Playwright's own, then the system's; null when none. */
export function installedChromium(): string | null {
  const programs = [
    process.env["PROGRAMFILES"],
    process.env["PROGRAMFILES(X86)"],
    process.env["LOCALAPPDATA"],
  ];
  const candidates = [
    process.env["CHROMIUM_PATH"],
    chromium.executablePath(),
    ...(process.env["PATH"] ?? "")
      .split(path.delimiter)
      .flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    ...MAC,
    ...programs.flatMap((folder) =>
      folder === undefined ? [] : WINDOWS.map((file) => path.join(folder, file)),
    ),
  ];
  return candidates.find((file) => file !== undefined && file !== "" && isExecutable(file)) ?? null;
}

/**
 * The browser that the tests run in; on Debian as root it is installed by apt when there is none.
 * @throws Error with a sentence that says what to install
 */
export function findChromium(): string {
  const found = installedChromium() ?? (canUseApt() ? installByApt() : null);
  if (found === null) {
    throw new Error("No Chromium was found. Install Chromium, Chrome or Edge, or name one in CHROMIUM_PATH.");
  }
  return found;
}

function canUseApt(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get");
}

function installByApt(): string | null {
  console.log("Chromium is missing: installing it by apt");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  execFileSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "inherit", env });
  return installedChromium();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
