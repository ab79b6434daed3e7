/** The items of a for-each: a list that an expression gives or that is written, or a file that is read as a stream. */
import { extname, resolve } from "node:path";
import { Readable } from "node:stream";
import { UserError } from "../../policy/user-error.ts";
import type { Files } from "../../world.ts";
import type { FileFormat, Items } from "../definition.ts";
import { evaluate, evaluateText, type Scope } from "../evaluate.ts";
import type { Frame } from "./frame.ts";

/** Bytes of a JSON file, which cannot be read in parts. */
const largestJson = 64 * 1024 * 1024;
/** Bytes of a line. */
const longestLine = 8 * 1024 * 1024;
const chunk = 1024 * 1024;

/** Items that are read, each time anew, as they are asked for. */
type Stream = AsyncIterable<unknown>;

/** Throws a {@link UserError} where there is no list, and while a file is read that is not sound. */
export async function itemsOf({ around }: Frame, items: Items, scope: Scope): Promise<readonly unknown[] | Stream> {
  switch (items.kind) {
    case "list":
      return items.items;
    case "expression": {
      const list = evaluate(items.list, scope);
      if (Array.isArray(list)) return list;
      const hint = typeof list === "string" ? `; write \${{ fromJSON(…) }} around JSON, or \`file:\` for a file` : "";
      throw new UserError(`for-each needs a list, and ${items.list.text} gives ${nameOf(list)}${hint}`);
    }
    case "file": {
      const { files } = around.world;
      const path = resolve(around.workspace, evaluateText(items.path, scope));
      if ((await files.status(path))?.kind !== "file") throw new UserError(`for-each: there is no file ${path}`);
      return itemsInFile(files, path, items.format ?? formatOf(path));
    }
  }
}

async function itemsInFile(files: Files, path: string, format: FileFormat): Promise<readonly unknown[] | Stream> {
  if (format !== "json") {
    const read = format === "jsonl" ? jsonLines : rows;
    return { [Symbol.asyncIterator]: () => read(files, path) };
  }
  const { size } = (await files.status(path)) ?? { size: 0 };
  if (size > largestJson) {
    throw new UserError(
      `${path} has ${size} bytes, more than ${largestJson}: write it as JSON lines, a line for each item`,
    );
  }
  let text = "";
  for await (const part of textOf(files, path)) text += part;
  const list = parse(text, path);
  if (Array.isArray(list)) return list;
  throw new UserError(`for-each needs a list, and ${path} holds ${nameOf(list)}`);
}

function formatOf(path: string): FileFormat {
  const format = ({ ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv" } as const)[
    extname(path).toLowerCase()
  ];
  if (format) return format;
  throw new UserError(`for-each: the name of ${path} does not tell what it holds; write format: json, jsonl or csv`);
}

async function* jsonLines(files: Files, path: string): AsyncGenerator<unknown, void, undefined> {
  let rest = "";
  let number = 0;
  for await (const text of textOf(files, path)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) throw new UserError(`a line of ${path} is longer than ${longestLine} characters`);
    for (const line of lines) {
      number += 1;
      if (line.trim() !== "") yield parse(line, `line ${number} of ${path}`);
    }
  }
  if (rest.trim() !== "") yield parse(rest, `line ${number + 1} of ${path}`);
}

/** Rows of a CSV file (RFC 4180) as objects whose keys are in its first row. */
async function* rows(files: Files, path: string): AsyncGenerator<unknown, void, undefined> {
  const { parse: csv } = await import("csv-parse");
  const parser = Readable.from(textOf(files, path)).compose(
    csv({ bom: true, skip_empty_lines: true, max_record_size: longestLine }),
  );
  let columns: readonly string[] | undefined;
  try {
    for await (const row of parser) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without columns, a row is a list of texts
      const cells = row as readonly string[];
      if (columns) yield Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
      else columns = distinct(cells, path);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} is no CSV: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function distinct(columns: readonly string[], path: string): readonly string[] {
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice === undefined) return columns;
  throw new UserError(`${path} has two columns called ${JSON.stringify(twice)}: give each a name of its own`);
}

async function* textOf(files: Files, path: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new UserError(`${path} is not in UTF-8: write it anew in that encoding`, { cause: error });
    }
  };
  for (let at = 0; ;) {
    const bytes = await files.readRange(path, at, chunk);
    if (bytes.length === 0) break;
    at += bytes.length;
    yield decode(bytes);
  }
  yield decode();
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
