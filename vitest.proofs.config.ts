import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Tests that try only a part in `npm test`. */
const generated = globSync("test/**/*.test.ts").filter((path) => readFileSync(path, "utf8").includes('/cases.ts"'));

/** Proofs that enumerate or repeat for longer than a person waits; `.ci/run` runs them, and `npm run test:proofs`. */
export default defineConfig({
  logLevel: "error",
  test: {
    include: ["test/proofs/**/*.test.ts", ...generated],
    provide: { thorough: true },
    globalSetup: "test/bundle-once.ts",
    setupFiles: "test/fixed-seed.ts",
    testTimeout: 600_000,
  },
});
