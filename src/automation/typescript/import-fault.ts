/** What an import that failed says, in terms of the file that is to be mended. */
import { fileURLToPath } from "node:url";
import * as holdfast from "../../index.ts";
import type { Files } from "../../world.ts";
import type { Fault } from "../fault.ts";
import type { SourcePosition } from "../source.ts";
import { nearest } from "../../policy/suggestion.ts";
import { missingImportFault } from "./missing-import.ts";

type SourceFault = Fault & { readonly at: SourcePosition };

/** Where and what to mend. `file` was named and is blamed where the error does not tell. */
export async function importFault(files: Files, error: unknown, file: string): Promise<SourceFault> {
  const start = { file, line: 1, column: 1 };
  if (!(error instanceof Error)) return { at: start, message: `threw while it was loaded: ${String(error)}` };
  const missing = await missingImportFault(files, error);
  if (missing !== undefined) return missing;
  const excerpt = excerptPlace(error.stack ?? "");
  if (error instanceof SyntaxError && excerpt !== undefined) {
    return { at: excerpt, message: error.message + adviceFor(error) };
  }
  const at = framePlace(error.stack ?? "", file) ?? start;
  return { at, message: `threw while it was loaded: ${error.name}: ${error.message}` };
}

/** Of the excerpt that begins a syntax error's stack: `file:line`, some lines, and carets below the last. */
function excerptPlace(stack: string): SourcePosition | undefined {
  const [, file, line, excerpt = ""] = /^(.+):(\d+)\n([^]*)/.exec(stack) ?? [];
  const indent = /^(\s*)\^+\s*$/m.exec(excerpt)?.[1] ?? "";
  return file === undefined ? undefined : { file: pathOf(file), line: Number(line), column: indent.length + 1 };
}

/** Of the innermost call that stands in the file, or in any. */
function framePlace(stack: string, file: string): SourcePosition | undefined {
  const frames = [...stack.matchAll(/^ +at .*?(file:\/\/[^\s()]+):(\d+):(\d+)\)?$/gm)];
  const places = frames.map(([, url = "", line, column]) => ({
    file: fileURLToPath(url),
    line: Number(line),
    column: Number(column),
  }));
  return places.find((place) => place.file === file) ?? places[0];
}

function pathOf(location: string): string {
  return location.startsWith("file:") ? fileURLToPath(location) : location;
}

function adviceFor(error: SyntaxError): string {
  if ("code" in error && error.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return `; Node only leaves types out, so write it in JavaScript ("erasableSyntaxOnly" in tsconfig.json shows such places)`;
  }
  const [, name] =
    /^The requested module 'holdfast' does not provide an export named '(.+)'$/.exec(error.message) ?? [];
  if (name === undefined) return "";
  const meant = nearest(name, Object.keys(holdfast));
  return meant === undefined ? `; a type is imported with \`import type\`` : `; did you mean "${meant}"?`;
}
