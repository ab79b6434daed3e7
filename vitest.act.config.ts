import { defineConfig } from "vitest/config";

/** The suite that runs real act. It needs act on PATH and takes minutes; `.ci/run` runs it. */
export default defineConfig({
  test: {
    include: ["test/act/**/*.test.ts"],
    globalSetup: ["test/act/project.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // act starts whole processes: in parallel they only wait for each other.
    fileParallelism: false,
  },
});
