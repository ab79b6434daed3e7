import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import type { Plugin } from "rolldown";
import { parseSync } from "rolldown/utils";

/** Names in the order of the entry, by the file that declares them. */
type Exported = readonly { readonly file: string; readonly names: readonly string[] }[];

/** Emits one file that declares all that the package exports, and needs no other. */
export function declarations(fileName: string): Plugin {
  let text: Promise<string>;
  return {
    name: "declarations",
    buildStart() {
      text = packageDeclarations();
      text.catch(() => {}); // it is awaited when the bundle stands
    },
    async generateBundle() {
      this.emitFile({ type: "asset", fileName, source: await text });
    },
  };
}

/**
 * What the compiler declares of each name that `src/index.ts` exports, one after the other. What such a declaration names
 * is to be exported as well, and no package's: a test compiles the result alone.
 */
export async function packageDeclarations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "declarations-"));
  try {
    const compiler = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
    const project = join(import.meta.dirname, "../tsconfig.declarations.json");
    await promisify(execFile)(process.execPath, [compiler, "--project", project, "--outDir", folder]);
    const read = (file: string) => readFile(join(folder, file.replace(/\.ts$/, ".d.ts")), "utf8");
    const declared = exportedOf(await read("index.ts")).map(async ({ file, names }) => {
      return declarationsIn(file, await read(file), names);
    });
    return `${(await Promise.all(declared)).flat().join("\n\n")}\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function exportedOf(entry: string): Exported {
  return parse("index.d.ts", entry).map((statement) => {
    if (statement.type !== "ExportNamedDeclaration" || statement.source === null) {
      throw new Error("src/index.ts does more than to hand on names: `export { … } from`");
    }
    const names = statement.specifiers.map(({ local, exported }) => {
      if (local.type !== "Identifier" || exported.type !== "Identifier" || local.name !== exported.name) {
        throw new Error("src/index.ts renames what it hands on");
      }
      return local.name;
    });
    return { file: posix.normalize(statement.source.value), names };
  });
}

/** The declarations of these names with what is said of each. Throws where one is missing. */
function declarationsIn(file: string, text: string, names: readonly string[]): string[] {
  const found = new Map<string, string[]>();
  let end = 0;
  for (const statement of parse(file, text)) {
    const before = text.slice(end, statement.start);
    end = statement.end;
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration === null) continue;
    const name = "id" in statement.declaration ? statement.declaration.id : null;
    if (name?.type !== "Identifier") continue;
    const comment = before.slice(Math.max(0, before.lastIndexOf("/**"))).trim();
    const declaration = [comment, text.slice(statement.start, end)].filter(Boolean).join("\n");
    found.set(name.name, [...(found.get(name.name) ?? []), declaration]);
  }
  return names.flatMap((name) => {
    const declared = found.get(name);
    if (declared === undefined) throw new Error(`${file} does not declare ${name}, which src/index.ts exports`);
    return declared;
  });
}

function parse(file: string, text: string) {
  const { program, errors } = parseSync(file, text, { lang: "dts" });
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors.map((error) => error.message).join("; ")}`);
  return program.body;
}
