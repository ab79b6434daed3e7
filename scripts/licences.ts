import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/** Emits one file with the licence of every package of which something is in the bundle. */
export function licences(fileName: string): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === "asset") continue;
        for (const [id, module] of Object.entries(chunk.modules)) {
          const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
          if (folder !== undefined && module.renderedLength > 0) folders.add(folder);
        }
      }
      const texts = new Map([...folders].map(licence));
      const source = [...texts.keys()].sort().map((name) => `${name}\n\n${texts.get(name)}\n`);
      this.emitFile({ type: "asset", fileName, source: source.join(`\n${"-".repeat(72)}\n\n`) });
    },
  };
}

function licence(folder: string): [name: string, text: string] {
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? "(no licence text in the package)" : readFileSync(join(folder, file), "utf8");
  return [`${about.name} ${about.version} (${about.license})`, text.replaceAll("\r\n", "\n").trim()];
}
