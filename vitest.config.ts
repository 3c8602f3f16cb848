import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ["browser"] },
  test: {
    include: ["{decks,renderer,electron,build}/**/*.test.ts", "e2e/harness/**/*.test.ts"],
    environment: "node",
    // No test keeps anything in a module; loading every module anew for each file would take half of the time.
    isolate: false,
    // Of two cores Vitest would use one alone.
    maxWorkers: "100%",
    testTimeout: 20_000,
    env: { TZ: "UTC" },
  },
});
