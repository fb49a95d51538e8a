import { defineConfig } from "vitest/config";

/** Every test file is real parts under a fixed clock; zone runs are added by `test/run.mjs`. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: ["test/browser/**", "test/portal/**", "test/pages/**", "node_modules/**"],
    environment: "node",
    pool: "forks",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
