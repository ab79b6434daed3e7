/**
 * Names as keys of plain objects. JavaScript moves keys such as `10` to the front, and `__proto__` is no key like others
 * (zod passes it over), so these stand in the object under another name. Their order and meaning are kept.
 */
const mark = "\u0000";

export function plainKey(name: string): string {
  return name === "__proto__" || /^(?:0|[1-9]\d*)$/.test(name) || name.startsWith(mark) ? `${mark}${name}` : name;
}

export function nameOfKey(key: string): string {
  return key.startsWith(mark) ? key.slice(mark.length) : key;
}

/** The entries of an object by the names they were written under. */
export function byName<T>(plain: Readonly<Record<string, T>> | undefined): Map<string, T> {
  return new Map(Object.entries(plain ?? {}).map(([key, value]) => [nameOfKey(key), value]));
}

/** The value that a path leads to; undefined where it leads nowhere. */
export function valueIn(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

/** The data that was written: an object's keys under their own names again, all the way down. */
export function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== "object" || value === null) return value;
  // Object.fromEntries makes a key of its own of __proto__, as JSON.parse does.
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [nameOfKey(key), asWritten(inner)]));
}
