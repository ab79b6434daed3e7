/**
 * A sealed line is a JSON object on one line whose last member is the hash of all that stands before it. Where the
 * object also names the hash of the line before, lines form a chain: nothing in the middle can be changed, left out
 * or put in without breaking every seal after it.
 */
import { hash } from "node:crypto";
import { limits } from "./limits.ts";
import { Refused } from "./refused.ts";

/** What the first line of a chain names as the hash before it. */
export const noHash = "";

const hashLength = 43; // SHA-256 in base64url without padding
const sealHead = ',"hash":"';
const sealLength = sealHead.length + hashLength + '"}'.length;

export interface Sealed {
  readonly line: string;
  readonly hash: string;
}

/** Writes an object as a sealed line, with its line end. Throws a TypeError on what JSON cannot say. */
export function seal(value: object): Sealed {
  const body = JSON.stringify(value).slice(0, -1);
  const digest = hash("sha256", body, "base64url");
  return { line: `${body}${sealHead}${digest}"}\n`, hash: digest };
}

/** Opens one sealed line given without its line end. Throws {@link Refused} where it is not exactly what was sealed. */
export function unseal(line: Uint8Array): { value: object; hash: string } {
  requireLength(line.length);
  const text = decode(line);
  const end = text.length - sealLength;
  const digest = text.slice(end + sealHead.length, -2);
  if (end < 1 || !text.startsWith(sealHead, end) || !text.endsWith('"}')) throw new Refused("a line has no seal");
  // The seal is ASCII, so it has as many bytes as characters.
  if (hash("sha256", line.subarray(0, line.length - sealLength), "base64url") !== digest) {
    throw new Refused("a line was altered");
  }
  return { value: parseBounded(text), hash: digest };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new Refused("a line is not UTF-8", { cause: error });
  }
}

/** What a line of our own sealing says to its reader. Throws {@link Refused} where a reader would refuse it. */
export function requireReadable(line: string): object {
  requireLength(Buffer.byteLength(line) - 1);
  return parseBounded(line);
}

function requireLength(bytes: number): void {
  if (bytes > limits.line) throw new Refused(`a line has ${bytes} bytes, more than ${limits.line}`);
}

/** Parses a JSON object from an untrusted source, as {@link parseJson} does. */
export function parseBounded(text: string): object {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refused("a line is no object");
  return value;
}

/** Parses JSON from an untrusted source: bounded depth, no `__proto__`. Throws {@link Refused}. */
export function parseJson(text: string): unknown {
  if (isDeeperThan(text, limits.depth)) throw new Refused(`a line is nested deeper than ${limits.depth}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused("a line is not JSON", { cause: error });
  }
  // A key can be spelt with escapes, so the text alone clears only lines that have neither.
  if ((text.includes("__proto__") || text.includes("\\u")) && namesPrototype(value)) {
    throw new Refused("a line names __proto__");
  }
  return value;
}

/** Counts brackets outside strings; a text with few brackets in all is not walked. */
function isDeeperThan(text: string, limit: number): boolean {
  if (!hasMoreThan(text, limit)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

function hasMoreThan(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1))
      if (++count > limit) return true;
  }
  return false;
}

function namesPrototype(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]) => key === "__proto__" || namesPrototype(member));
}
