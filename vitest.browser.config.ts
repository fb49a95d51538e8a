import { defineConfig } from "vitest/config";

/** Real Chromium against a real server on demo data; one server for all files, started in globalSetup. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/browser/server.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
