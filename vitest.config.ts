import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ["browser"] },
  test: {
    include: ["{decks,renderer,electron,build}/**/*.test.ts"],
    environment: "node",
    testTimeout: 20_000,
    env: { TZ: "UTC" },
  },
});
