import { defineConfig } from "vitest/config";

/** Every page of the built portal in Chromium, one language a worker, over copies of one demo company. */
export default defineConfig({
  test: {
    include: ["test/pages/**/*.test.ts"],
    globalSetup: ["test/support/demo-company.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    // React and Remix as they run for people.
    env: { NODE_ENV: "production" },
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
