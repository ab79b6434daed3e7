/** Whether JSON says a value as it is. */
import { UserError } from "../../policy/user-error.ts";

/** Nesting of what is recorded: its event and the line around it take the rest of what a journal reads back. */
const deepest = 30;

export interface JsonSize {
  /** Bytes that its JSON cannot exceed. */
  readonly atMost: number;
  /** Whether it has only what JSON has: no dates and nothing else that turns itself into JSON. */
  readonly isPlain: boolean;
}

/**
 * Looks through a value that is to be recorded. Throws a {@link UserError} that names the place where JSON would change
 * or lose something, and what to write instead. As in JSON, members that are undefined count as left out, and dates and
 * whatever else has `toJSON` are what that gives. `largest` bounds its JSON, in bytes.
 */
export function requireJson(value: unknown, largest: number): JsonSize {
  const path: (string | number)[] = [];
  const around: object[] = [];
  let isPlain = true;
  let atMost = 0;
  let atLeast = 0;

  function fail(what: string, instead: string): never {
    throw new UserError(`${placeOf(path)} is ${what}, which cannot be recorded: ${instead}`);
  }

  function count(least: number, most: number): void {
    atLeast += least;
    atMost += most;
    if (atLeast > largest) {
      throw new UserError(
        `the value has more than ${largest / 1024 / 1024} MiB as JSON: write it to a file or a service, and give back where it is`,
      );
    }
  }

  /** Each UTF-16 unit takes one byte, or up to six as an escape. */
  const text = ({ length }: string) => count(length + 2, 6 * length + 2);

  function look(at: unknown): void {
    switch (typeof at) {
      case "string":
        return text(at);
      case "boolean":
        return count(4, 5);
      case "number":
        if (!Number.isFinite(at)) fail(String(at), "JSON has no such number; give null or a text");
        return count(1, 25);
      case "bigint":
        return fail("a BigInt", "give String(value)");
      case "undefined":
        return fail("undefined", "give null");
      case "symbol":
        return fail("a symbol", "give a text");
      case "function":
        return fail("a function", "give what it returns");
      case "object":
        return at === null ? count(4, 4) : lookInto(at);
    }
  }

  function lookInto(at: object): void {
    if (around.includes(at)) fail("part of itself", "give an id in its place");
    if (around.length >= deepest) fail(`nested deeper than ${deepest} levels`, "give a flatter value");
    around.push(at);
    if ("toJSON" in at && typeof at.toJSON === "function") {
      isPlain = false;
      if (at instanceof Date && Number.isNaN(at.getTime())) fail("an invalid date", "give null");
      look(at.toJSON(String(path.at(-1) ?? "")));
    } else if (Array.isArray(at)) {
      lookIntoList(at);
    } else {
      requirePlain(at);
      lookIntoMembers(at);
    }
    around.pop();
  }

  function lookIntoList(list: readonly unknown[]): void {
    count(2, 2 + list.length);
    const depth = path.length;
    for (let index = 0; index < list.length; index++) {
      path[depth] = index;
      look(list[index]);
    }
    path.length = depth;
  }

  function lookIntoMembers(members: object): void {
    count(2, 2);
    const depth = path.length;
    for (const [name, member] of Object.entries(members)) {
      path[depth] = name;
      if (name === "__proto__") fail("a member that changes what others inherit", "give it another name");
      if (member === undefined) continue;
      text(name);
      count(1, 2);
      look(member);
    }
    path.length = depth;
  }

  function requirePlain(at: object): void {
    const made: unknown = Object.getPrototypeOf(at);
    // A plain object may come from another realm, whose Object is not ours.
    if (made !== null && typeof made === "object" && Object.getPrototypeOf(made) !== null) {
      const kind = at.constructor?.name || "class";
      fail(`a ${kind}`, insteadOf[kind] ?? "give a plain object with what matters of it, or a codec");
    }
    if (Object.getOwnPropertySymbols(at).length > 0) fail("an object with a symbol among its names", "use a text");
  }

  look(value);
  return { atMost, isPlain };
}

const insteadOf: Readonly<Record<string, string>> = {
  Map: "give Object.fromEntries(map)",
  Set: "give [...set]",
  Error: "give error.message, or throw it",
  Promise: "await it",
  Uint8Array: "write it to a file, or give it as base64",
  ArrayBuffer: "write it to a file, or give it as base64",
};

/** Such as `.orders[3].total`; names that are no identifiers as in JavaScript. */
function placeOf(path: readonly (string | number)[]): string {
  if (path.length === 0) return "the value";
  return path
    .map((part) =>
      typeof part === "string" && /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`,
    )
    .join("");
}
