/** The form of commits and tags: header lines, an empty line, a message. */

export interface Headed {
  /** Name and value in order; a name may come more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly message: string;
}

export function encodeHeaded({ headers, message }: Headed): Buffer {
  // Further lines of a value are indented by a space.
  const lines = headers.map(([name, value]) => `${name} ${value.replaceAll("\n", "\n ")}\n`);
  return Buffer.from(`${lines.join("")}\n${message}`);
}

export function decodeHeaded(content: Buffer): Headed {
  const text = content.toString("utf8");
  const end = text.indexOf("\n\n");
  const headers = text
    .slice(0, end)
    .replaceAll("\n ", "\0")
    .split("\n")
    .map((line): [string, string] => {
      const space = line.indexOf(" ");
      return [line.slice(0, space), line.slice(space + 1).replaceAll("\0", "\n")];
    });
  return { headers, message: text.slice(end + 2) };
}

/** The values under a name, in order. */
export function valuesOf({ headers }: Headed, name: string): string[] {
  return headers.filter(([other]) => other === name).map(([, value]) => value);
}

/** The one value under a name. Throws where there is none. */
export function valueOf(headed: Headed, name: string): string {
  const [value] = valuesOf(headed, name);
  if (value === undefined) throw new Error(`the object has no ${name}`);
  return value;
}
