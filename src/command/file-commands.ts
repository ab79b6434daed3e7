/**
 * The formats that a script writes to `GITHUB_OUTPUT`, `GITHUB_ENV`, `GITHUB_STATE` and `GITHUB_PATH`, read as the runner
 * reads them (FileCommandManager.cs in actions/runner). The text is a stranger's: no value is repeated in a problem.
 */

/** What stops the runner's reading of a file, and fails the step. Entries before it count. */
export interface Entries {
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** A name that can be handed on without being taken for something else. */
export function isEntryName(name: string): boolean {
  return /^[A-Za-z_][\w-]*$/.test(name) && name !== "__proto__";
}

/** `name=value` and `name<<DELIMITER` … `DELIMITER`; a later entry of one name replaces the earlier. Never throws. */
export function parseEntries(bytes: Uint8Array): Entries {
  const reader = lineReader(decode(bytes));
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    if (line.text === "") continue;
    const { index, 0: sign } = /=|<</.exec(line.text) ?? { index: -1, 0: "" };
    if (index === -1) return { values, problems: [...problems, at(line, "is neither name=value nor name<<DELIMITER")] };
    const name = line.text.slice(0, index);
    const rest = line.text.slice(index + sign.length);
    const value = sign === "=" ? rest : rest === "" ? undefined : reader.until(rest);
    if (value === undefined) {
      const fault = rest === "" ? "has no delimiter after <<" : "begins a value whose closing delimiter is missing";
      return { values, problems: [...problems, at(line, fault)] };
    }
    if (isEntryName(name)) values.set(name, value);
    else problems.push(at(line, "has a name that is not letters, digits, _ and - beginning with a letter or _"));
  }
  return { values, problems };
}

/** One folder a line. A folder named again moves to the end, which is the front of PATH. Never throws. */
export function parsePaths(bytes: Uint8Array): readonly string[] {
  const folders = new Set<string>();
  for (const folder of decode(bytes).split(/\r\n|\r|\n/)) {
    if (folder === "") continue;
    folders.delete(folder);
    folders.add(folder);
  }
  return [...folders];
}

/** UTF-8, unless a byte order mark says otherwise, as Windows PowerShell's `>>` writes one. The mark is dropped. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** Where in the whole text the line ends, its new line not counted. */
  readonly end: number;
}

function at(line: Line, fault: string): string {
  return `line ${line.number} ${fault}`;
}

/**
 * Lines end in LF, and in CRLF too where the first one does. The runner knows CRLF on Windows only; elsewhere it leaves a
 * carriage return at the end of every value. Judging by the first line keeps one that is part of a value written with LF.
 */
function lineReader(text: string) {
  const newline = /^[^\n]*\r\n/.test(text) ? /\r?\n/g : /\n/g;
  let position = 0;
  let number = 0;

  function next(): Line | undefined {
    if (position >= text.length) return undefined;
    const start = position;
    newline.lastIndex = start;
    const found = newline.exec(text);
    position = found === null ? text.length : newline.lastIndex;
    number++;
    const end = found?.index ?? text.length;
    return { number, text: text.slice(start, end), end };
  }

  /** The raw text up to the line that is `delimiter`, without the last new line; undefined where there is none. */
  function until(delimiter: string): string | undefined {
    const start = position;
    let end = position;
    for (let line = next(); line !== undefined; line = next()) {
      if (line.text === delimiter) return text.slice(start, end);
      end = line.end;
    }
    return undefined;
  }

  return { next, until };
}
