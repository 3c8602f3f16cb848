import { defineConfig } from "@playwright/test";
import { findChromium } from "./build/scripts/find-chromium.ts";
import type { DesktopOptions } from "./e2e/harness/desktop.ts";

const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig<DesktopOptions>({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"]],
  projects: [
    {
      name: "browser",
      testDir: "e2e/browser",
      // Else one long file would run alone at the end.
      fullyParallel: true,
      use: {
        viewport: { width: 1200, height: 800 },
        reducedMotion: "reduce",
        // For every test anew it would fetch and keep all files; main-job.spec.ts and policy.spec.ts run with it.
        serviceWorkers: "block",
        launchOptions: { executablePath: findChromium(), args: root },
      },
    },
    // One set of specs: on the stand-in for Electron everywhere, and on Electron itself where its binary is.
    { name: "desktop-stand-in", testDir: "e2e/desktop", use: { platform: "stand-in" } },
    { name: "desktop", testDir: "e2e/desktop", use: { platform: "electron" } },
  ],
});
