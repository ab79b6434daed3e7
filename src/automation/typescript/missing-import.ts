import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Files } from "../../world.ts";
import type { Fault } from "../fault.ts";
import type { SourcePosition } from "../source.ts";
import { positionAt } from "./position-at.ts";

interface Missing {
  /** The file or package that is not there. */
  readonly target: string;
  readonly importer: string;
}

/** Of an import of what is not there: Node names both ends, but not the line. Undefined where the error is another. */
export async function missingImportFault(
  files: Files,
  error: Error,
): Promise<(Fault & { readonly at: SourcePosition }) | undefined> {
  const missing = missingOf(error);
  if (missing === undefined) return undefined;
  const text = String((await files.read(missing.importer)) ?? "");
  const { specifier, index } = specifierIn(text, missing);
  return {
    at: positionAt(missing.importer, text, index),
    message: `"${specifier}" is not there${await advice(files, specifier, missing.target)}`,
  };
}

function missingOf(error: Error): Missing | undefined {
  const code = "code" in error ? error.code : undefined;
  if (code !== "ERR_MODULE_NOT_FOUND" && code !== "ERR_UNSUPPORTED_DIR_IMPORT") return undefined;
  const [, quoted, importer] = /'(.+?)'.* imported from (.+)$/s.exec(error.message) ?? [];
  if (quoted === undefined || importer === undefined) return undefined;
  const url = "url" in error && typeof error.url === "string" ? error.url : undefined;
  return {
    target: url === undefined ? quoted : resolve(fileURLToPath(url)),
    importer: importer.startsWith("file:") ? fileURLToPath(importer) : importer,
  };
}

/** The first quoted text of a file that means the target. */
function specifierIn(text: string, { target, importer }: Missing): { specifier: string; index: number } {
  for (const { 2: specifier = "", index } of text.matchAll(/(["'])([^"'\n]+)\1/g)) {
    const means = specifier.startsWith(".") ? resolve(dirname(importer), specifier) : specifier;
    if (means === target || specifier.startsWith(`${target}/`)) return { specifier, index };
  }
  return { specifier: target, index: 0 };
}

async function advice(files: Files, specifier: string, target: string): Promise<string> {
  if (!/^[./]/.test(specifier)) return `: install the package "${target}" before the automation runs`;
  const stem = /\.m?js$/.test(target) ? target.slice(0, -extname(target).length) : target;
  const tried = [".ts", ".mts", ".js", ".mjs"].map((extension) => stem + extension);
  for (const candidate of [join(target, "index.ts"), join(target, "index.js"), ...tried]) {
    if ((await files.status(candidate))?.kind !== "file") continue;
    const written = stem === target ? specifier : specifier.slice(0, -extname(specifier).length);
    return `: write "${written.replace(/\/$/, "")}${candidate.slice(stem.length).replaceAll("\\", "/")}", the whole name of the file`;
  }
  return "";
}
