/**
 * The ways a value is commonly written down. Each encoding gives every form it may take, without the parts that
 * depend on what stands around the value: the characters of base64 that share bits with a neighbour, quotes, padding.
 *
 * docs/secrets.md has them as a table. What the runner masks (`ValueEncoders.cs` in actions/runner) is among them.
 * Case and line breaks need no forms of their own: the search ignores both.
 */
export type Encoding = (value: string) => readonly (string | Uint8Array)[];

export const encodings: Readonly<Record<string, Encoding>> = {
  plain: (value) => [value],
  reversed: (value) => [Array.from(value).toReversed().join("")],
  "UTF-16": (value) => [utf16(value)],

  base64: (value) => base64(Buffer.from(value)),
  "base64 of UTF-16": (value) => base64(utf16(value)),
  "base64 twice": (value) => base64(Buffer.from(value)).flatMap((once) => base64(Buffer.from(once))),
  // Worked out character by character: a long token, as the runner gives each action one, would delay every step.
  base32: (value) => unaligned(Buffer.from(value.slice(0, 256)), base32, 5),

  hex: (value) => {
    const bytes = hexBytes(value);
    return ["", ":", " ", "-", "\\x", ", 0x", ",0x"].map((separator) => bytes.join(separator));
  },
  "decimal bytes": (value) => [",", ", "].map((separator) => Buffer.from(value).join(separator)),

  percent: (value) => {
    const component = percent(value, /[^\w.~!*'()-]/gu);
    return [
      component,
      percent(component, /%/gu),
      percent(value, /[^\w.~-]/gu),
      percent(value, /[^\w.~!*'();/?:@&=+$,#-]/gu),
      percent(value, /[^\w.*-]/gu).replaceAll("%20", "+"),
      `%${hexBytes(value).join("%")}`,
    ];
  },
  "quoted-printable": (value) => [hexEscaped(value, /[^\t -<>-~]/gu, "=")],

  JSON: (value) => {
    const json = jsonContent(value);
    return [
      json,
      jsonContent(json),
      json.replaceAll("/", "\\/"),
      unicodeEscaped(json, /[^ -~]/g),
      unicodeEscaped(json, /[<>&\u2028\u2029]/g),
      unicodeEscaped(json.replaceAll('\\"', '"'), /[^ -~]|["&'+<>`]/g),
    ];
  },
  "Unicode escapes": (value) => [unicodeEscaped(value, /./gs), unicodeEscaped(value, /[^ -~]/g)],
  "C escapes": (value) => {
    const escaped = value.replace(/["'\\\n\r\t]/g, (character) => cEscapes[character] ?? character);
    const quotesKept = value.replace(/[\\\n\r\t]/g, (character) => cEscapes[character] ?? character);
    return [
      escaped,
      quotesKept,
      hexEscaped(escaped, /[^ -~]/gu, "\\x"),
      escaped.replace(/[^ -~]/gu, octal),
      octal(value),
    ];
  },

  "HTML and XML": (value) => [
    ...["&apos;", "&#39;", "&#x27;", "&#039;", "'"].map((apostrophe) => markup(value, "&quot;", apostrophe)),
    markup(value, "&#34;", "&#39;"),
    markup(value, '"', "'"),
    entities(value, /./gsu, (code) => `&#${code};`),
    entities(value, /./gsu, (code) => `&#x${code.toString(16)};`),
    entities(markup(value, "&quot;", "&#39;"), /[^ -~]/gu, (code) => `&#${code};`),
    entities(markup(value, "&quot;", "&#39;"), /[^ -~]/gu, (code) => `&#x${code.toString(16)};`),
  ],

  "shell quotes": (value) => [
    value.replaceAll("'", "'\\''"),
    value.replaceAll("'", `'"'"'`),
    value.replace(/["$`\\]/g, "\\$&"),
    value.replace(/["$`\\!]/g, "\\$&"),
  ],
  backslashes: (value) => [
    value.replace(/[^\w]/gu, "\\$&"),
    value.replace(/[^\w%+\-./:=@,\u0080-\uffff]/g, "\\$&"),
    value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "\\'"),
    value.replaceAll("\\", "\\\\"),
  ],
  "doubled quotes": (value) => [value.replaceAll("'", "''"), value.replaceAll('"', '""')],
  PowerShell: (value) => [value.replace(/["$`]/g, "`$&"), ...besideAmpersand(value)],
};

const cEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "'": "\\'",
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function utf16(value: string): Buffer {
  return Buffer.from(value, "utf16le");
}

function hexBytes(value: string): string[] {
  return Buffer.from(value).toString("hex").match(/../g) ?? [];
}

/** Standard and URL-safe, at each of the three places a value can take in its group of bytes. */
function base64(bytes: Buffer): string[] {
  const standard = unaligned(bytes, (group) => group.toString("base64"), 3);
  return [...standard, ...standard.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))];
}

/**
 * What an encoding of `groupSize` bytes (3: 6 bits a character, 5: 5 bits a character) always shows of `bytes`,
 * whatever comes before and after them.
 */
function unaligned(bytes: Buffer, encode: (bytes: Buffer) => string, groupSize: 3 | 5): string[] {
  const bits = groupSize === 3 ? 6 : 5;
  return Array.from({ length: groupSize }, (_, before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    return encode(shifted).slice(Math.ceil((8 * before) / bits), Math.floor((8 * shifted.length) / bits));
  });
}

const base32Alphabet = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/** RFC 4648, whole characters only. */
function base32(bytes: Buffer): string {
  const text = Buffer.alloc(Math.floor((bytes.length * 8) / 5));
  for (let index = 0; index < text.length; index++) {
    const bit = index * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text[index] = base32Alphabet[(pair >> (11 - (bit & 7))) & 31] ?? 0;
  }
  return text.toString("latin1");
}

function hexEscaped(value: string, which: RegExp, sign: string): string {
  return value.replace(which, (character) => sign + hexBytes(character).join(sign));
}

function percent(value: string, which: RegExp): string {
  return hexEscaped(value, which, "%");
}

function octal(value: string): string {
  let text = "";
  for (const byte of Buffer.from(value)) text += `\\${byte.toString(8).padStart(3, "0")}`;
  return text;
}

function jsonContent(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function unicodeEscaped(value: string, which: RegExp): string {
  return value.replace(which, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function markup(value: string, quote: string, apostrophe: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
}

function entities(value: string, which: RegExp, entity: (code: number) => string): string {
  return value.replace(which, (character) => entity(character.codePointAt(0) ?? 0));
}

/** PowerShell's error text breaks a command line at `&` and colours the parts, or the letter after `&+`. */
function besideAmpersand(value: string): string[] {
  const plus = value.indexOf("&+");
  const at = plus >= 0 ? plus + 2 : value.lastIndexOf("&") + 1;
  return at === 0 ? [] : [value.slice(0, at), value.slice(plus >= 0 ? at + 1 : at)];
}
