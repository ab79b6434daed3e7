import { neutraliseLine } from "./neutralise.ts";

/** One line an official client printed. */
export interface ClientWords {
  readonly level: "debug" | "info" | "warning" | "error";
  readonly text: string;
}

/** Reads what was captured of a client's standard output: workflow commands among plain lines. */
export function readClientWords(captured: string): ClientWords[] {
  return captured.split(/\r?\n/).flatMap((line): ClientWords[] => {
    const [, level, data] = /^::(debug|warning|error)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
    if (level === "debug" || level === "warning" || level === "error") return [{ level, text: decode(data ?? "") }];
    return line === "" || line.startsWith("::") ? [] : [{ level: "info", text: line }];
  });
}

/** The `::add-mask::` lines: signatures the client saw, to be told to the runner whatever becomes of the rest. */
export function maskCommands(captured: string): string[] {
  return captured.match(/^::add-mask::.*$/gm) ?? [];
}

/** The client's words as the runner shows them where debug logging is on. */
export function debugCommands(words: readonly ClientWords[]): string {
  return words.map(({ text }) => `::debug::${encode(text)}\n`).join("");
}

function encode(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function decode(data: string): string {
  return data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

/** Why it failed, on one line: the most telling of what was said and thrown. */
export function reasonIn(words: readonly ClientWords[], error?: unknown): string {
  const said =
    words.find(({ text }) => /^(the service stopped answering|Failed to reserve cache: )/.test(text))?.text ??
    (error instanceof Error ? error.message : undefined) ??
    words.findLast(({ level }) => level === "error" || level === "warning")?.text ??
    words.findLast(({ text }) => /^Failed to |skipped: /.test(text))?.text ??
    "the client gave no reason";
  const told = said.replace(/^Failed to (reserve cache: (\w*Error: )?|(save|restore): )/, "");
  // The clients add an advice of three lines to every lost connection.
  return neutraliseLine(told.replace(/If you are using self-hosted runners.*/s, "")).slice(0, 500);
}
