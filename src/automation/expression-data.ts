/**
 * Our values as `@actions/expressions` sees them, converted only where an expression looks: contexts hold whole histories.
 *
 * The library's own dictionary loses keys such as `constructor`, and its list cannot be made of more values than a call
 * takes arguments.
 */
import { data } from "@actions/expressions";

type Data = data.ExpressionData;

/** Contexts and what is in them: maps and objects are both dictionaries. */
type Keyed = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

class LazyDictionary extends data.Dictionary {
  readonly #keyed: Keyed;
  readonly #seen = new Map<string, Data>();

  constructor(keyed: Keyed) {
    super();
    this.#keyed = keyed;
  }

  get source(): Keyed {
    return this.#keyed;
  }

  /** Names are known in any letter case, as GitHub has it; the exact one wins. */
  override get(key: string): Data | undefined {
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const name = has(this.#keyed, key) ? key : keysOf(this.#keyed).find((other) => sameName(other, key));
    if (name === undefined) return undefined;
    const value = toData(lookUp(this.#keyed, name));
    this.#seen.set(key, value);
    return value;
  }

  override values(): Data[] {
    return keysOf(this.#keyed).map((key) => this.get(key)!);
  }

  override pairs(): { key: string; value: Data }[] {
    return keysOf(this.#keyed).map((key) => ({ key, value: this.get(key)! }));
  }
}

class LazyList extends data.Array {
  readonly #items: readonly unknown[];
  #converted: Data[] | undefined;

  constructor(items: readonly unknown[]) {
    super();
    this.#items = items;
  }

  get source(): readonly unknown[] {
    return this.#items;
  }

  override get(index: number): Data {
    return this.values()[index]!;
  }

  override values(): Data[] {
    this.#converted ??= this.#items.map(toData);
    return this.#converted;
  }
}

/** A value of JSON, or a map of such, for an expression to look at. */
export function toData(value: unknown): Data {
  switch (typeof value) {
    case "string":
      return new data.StringData(value);
    case "number":
      return new data.NumberData(value);
    case "boolean":
      return new data.BooleanData(value);
    case "object":
      if (value === null) return new data.Null();
      if (Array.isArray(value)) return new LazyList(value);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all other objects in contexts are maps or records
      return new LazyDictionary(value as Keyed);
    default:
      return new data.Null();
  }
}

/** What an expression came to, as a value of JSON. */
export function toValue(found: Data): unknown {
  if (found instanceof data.Null) return null;
  if (found instanceof data.StringData || found instanceof data.NumberData || found instanceof data.BooleanData) {
    return found.value;
  }
  if (found instanceof LazyList) return found.source;
  if (found instanceof LazyDictionary) return plain(found.source);
  if (found instanceof data.Array) return found.values().map(toValue);
  return Object.fromEntries(found.pairs().map(({ key, value }) => [key, toValue(value)]));
}

function plain(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
}

function has(keyed: Keyed, key: string): boolean {
  return keyed instanceof Map ? keyed.has(key) : Object.hasOwn(keyed, key);
}

function lookUp(keyed: Keyed, key: string): unknown {
  return keyed instanceof Map ? keyed.get(key) : Reflect.get(keyed, key);
}

function keysOf(keyed: Keyed): string[] {
  return keyed instanceof Map ? [...keyed.keys()] : Object.keys(keyed);
}

function sameName(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}
