import { defineConfig } from "vitest/config";

/** Proofs that enumerate or repeat for longer than a person waits; `.ci/run` runs them, and `npm run test:proofs`. */
export default defineConfig({
  logLevel: "error",
  test: {
    include: ["test/proofs/**/*.test.ts"],
    globalSetup: "test/bundle-once.ts",
    setupFiles: "test/fixed-seed.ts",
    testTimeout: 600_000,
  },
});
