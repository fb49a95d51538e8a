import { defineConfig } from "vitest/config";

/** The built portal in process, over copies of one demo company that globalSetup loads. */
export default defineConfig({
  test: {
    include: ["test/portal/**/*.test.ts"],
    globalSetup: ["test/support/demo-company.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    // React and Remix as they run for people.
    env: { NODE_ENV: "production" },
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
