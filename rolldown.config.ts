import { defineConfig } from "rolldown";
import { globSync } from "node:fs";

/**
 * One ES module per entry in `dist/`, chunks shared between them, names without hashes: the same sources give the
 * same bytes, so that `dist/` can be committed and proved.
 */
export default defineConfig({
  input: Object.fromEntries(
    [...globSync("src/actions/*/{main,post}.ts"), "src/cli/holdfast.ts"]
      .map((path) => path.replaceAll("\\", "/"))
      .sort()
      .map((path) => [path.replace(/^src\//, "").replace(/\.ts$/, ""), path]),
  ),
  platform: "node",
  transform: { target: "node24" },
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
    minify: false,
  },
});
