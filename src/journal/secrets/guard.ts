import { encodings } from "./encodings.ts";
import { type Needles, needlesOf } from "./needles.ts";

/** Finds secrets, in the encodings of docs/secrets.md, in what is about to be kept or shown. */
export interface SecretGuard {
  /** True where there is nothing to look for. */
  readonly isEmpty: boolean;
  holds(text: string | Uint8Array): boolean;
  /** The text with each secret replaced by `***`; what it gives back holds none. */
  redact(text: string): string;
  /** Reads a stream: a secret is found across the borders of chunks too. */
  scanner(): SecretScanner;
}

export interface SecretScanner {
  /** Reads on; true as soon as a secret has been seen. */
  push(chunk: Uint8Array): boolean;
}

/** Encoded forms shorter than this, in characters, turn up by chance. */
const shortestForm = 6;
/** Shorter lines of a multi-line secret say nothing: `{`, the end of a key. */
const shortestLine = 8;

/** Costs nothing until something is searched: the encoded forms are made then, once. */
export function secretGuard(values: readonly string[]): SecretGuard {
  let prepared: Needles | undefined;
  const needles = () => (prepared ??= needlesOf(formsOf(values)));
  const isEmpty = values.every((value) => value.trim() === "");
  const holds = (text: string | Uint8Array) =>
    !isEmpty &&
    text.length > 0 &&
    needles()
      .reader()
      .push(typeof text === "string" ? Buffer.from(text) : text);
  return {
    isEmpty,
    holds,
    redact(text) {
      // Taking one secret out can bring the halves of another together, or form one with the asterisks.
      while (holds(text)) text = replaceSpans(text, needles());
      return text;
    },
    scanner: () => (isEmpty ? { push: () => false } : needles().reader()),
  };
}

/** A guard whose secrets are looked up when something is first searched. */
export function lateGuard(values: () => readonly string[]): SecretGuard {
  let made: SecretGuard | undefined;
  const guard = () => (made ??= secretGuard(values()));
  return {
    get isEmpty() {
      return guard().isEmpty;
    },
    holds: (text) => text.length > 0 && guard().holds(text),
    redact: (text) => guard().redact(text),
    scanner: () => guard().scanner(),
  };
}

function replaceSpans(text: string, needles: Needles): string {
  const bytes = Buffer.from(text);
  let result = "";
  let shown = 0;
  for (const { start, end } of needles.find(bytes)) {
    result += `${bytes.toString("utf8", shown, start)}***`;
    shown = end;
  }
  return result + bytes.toString("utf8", shown);
}

function formsOf(values: readonly string[]): Set<string | Uint8Array> {
  const forms = new Set<string | Uint8Array>();
  for (const part of new Set(values.flatMap(partsOf))) {
    forms.add(part);
    for (const encode of Object.values(encodings)) {
      for (const form of encode(part)) if (form.length >= shortestForm) forms.add(form);
    }
  }
  return forms;
}

/** A value as it is, without the blanks or quotes around it, and its lines: tools print it in each of these ways. */
function partsOf(value: string): string[] {
  const trimmed = value.trim();
  const unquoted = /^(["']).{6,}\1$/s.test(trimmed) ? [trimmed.slice(1, -1)] : [];
  const lines = trimmed.includes("\n") ? trimmed.split(/\r?\n/).map((line) => line.trim()) : [];
  const longLines = lines.filter((line) => line.length >= shortestLine && !line.startsWith("-----"));
  // A part of asterisks alone is what a redaction leaves.
  return [trimmed, ...unquoted, ...longLines].filter((part) => !/^\**$/.test(part));
}
