import { defineConfig } from "vitest/config";

export default defineConfig({
  // Packages ship source maps without their sources; vite says so once a file.
  logLevel: "error",
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/act/**", "test/proofs/**"],
    // A module is loaded once a worker, not once a file: half of all the time went into loading.
    isolate: false,
    provide: { thorough: false },
    globalSetup: "test/bundle-once.ts",
    setupFiles: "test/fixed-seed.ts",
    // Many tests wait for processes: more of them than cores fill the time.
    maxWorkers: 4,
    testTimeout: 120_000,
    // Tests of processes that run at once share two cores with three other workers.
    maxConcurrency: 3,
    hookTimeout: 60_000,
    server: {
      deps: {
        // GitHub's language service imports JSON without an attribute, which only a bundler accepts.
        inline: [/@actions\/(languageservice|workflow-parser|expressions)/],
        // What users name is imported by Node here, too.
        external: [/\/src\/world\/modules\.ts$/],
      },
    },
  },
});
