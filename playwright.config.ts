import { defineConfig } from "@playwright/test";
import { findChromium } from "./build/scripts/find-chromium.ts";

const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
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
      use: {
        viewport: { width: 1200, height: 800 },
        reducedMotion: "reduce",
        launchOptions: { executablePath: findChromium(), args: root },
      },
    },
    { name: "desktop", testDir: "e2e/desktop" },
  ],
});
