/** Everything that can become of recorded state: by accident, and by somebody who knows how to seal. */
import { hash } from "node:crypto";
import * as fc from "fast-check";
import { noHash } from "../../src/journal/sealed-line.ts";

/** A sound file after an accident: never the same bytes, and no seal made anew. */
export function damaged(sound: Buffer): fc.Arbitrary<Buffer> {
  const at = fc.nat(sound.length - 1);
  const splice = (from: number, count: number, put: Uint8Array) =>
    Buffer.concat([sound.subarray(0, from), put, sound.subarray(from + count)]);
  return fc
    .oneof(
      at.map((end) => sound.subarray(0, end)),
      fc.tuple(at, fc.nat(7)).map(([byte, bit]) => flipped(sound, [[byte, bit]])),
      fc.array(fc.tuple(at, fc.nat(7)), { minLength: 2, maxLength: 6 }).map((bits) => flipped(sound, bits)),
      fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 6 })).map(([from, put]) => splice(from, 0, put)),
      fc.tuple(at, fc.integer({ min: 1, max: 40 })).map(([from, count]) => splice(from, count, Buffer.alloc(0))),
      fc.tuple(at, fc.nat(40), fc.uint8Array({ maxLength: 40 })).map(([from, count, put]) => splice(from, count, put)),
      lineDamage(sound),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(`${text}\n`)),
      fc.constantFrom(
        Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), sound]), // a byte order mark
        Buffer.from(sound.toString("utf8").replaceAll("\n", "\r\n")),
        Buffer.from(sound.toString("utf8"), "utf16le"),
        Buffer.concat([sound, Buffer.alloc(512)]), // zeros, as a disk leaves after a power cut
        Buffer.concat([sound, Buffer.from("\n")]),
        Buffer.concat([sound, sound]),
        Buffer.from(`${"[".repeat(100_000)}\n`),
        Buffer.from(`{"v":${'{"v":'.repeat(50_000)}\n`),
      ),
    )
    .filter((bytes) => !bytes.equals(sound));
}

function flipped(sound: Buffer, bits: readonly (readonly [byte: number, bit: number])[]): Buffer {
  const bytes = Buffer.from(sound);
  for (const [byte, bit] of bits) bytes[byte]! ^= 1 << bit;
  return bytes;
}

/** Lines dropped, repeated and reordered. */
function lineDamage(sound: Buffer): fc.Arbitrary<Buffer> {
  const lines = sound.toString("utf8").split(/(?<=\n)/);
  return fc
    .array(fc.nat(lines.length - 1), { maxLength: lines.length + 2 })
    .map((order) => Buffer.from(order.map((index) => lines[index]).join("")));
}

/** Values at any depth, as JSON can spell them. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Container = Json[] | { [name: string]: Json };

interface Place {
  readonly within: Container;
  readonly name: string;
}

/** Every member below a value, but nothing below the members called `open`: those may hold anything. */
function placesIn(value: Json, open: readonly string[]): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    open.includes(name) ? [] : [{ within: value, name }, ...placesIn(member, open)],
  );
}

export const pollution = '{"polluted":true}';

/** A value that no schema takes for the sound one: a member too many, too few or of another type, somewhere in it. */
export function misshapen(sound: Json, open: readonly string[] = []): fc.Arbitrary<string> {
  const count = placesIn(sound, open).length;
  const copy = (index: number) => {
    const value = structuredClone(sound);
    return { value, place: placesIn(value, open)[index]! };
  };
  return fc.oneof(
    fc.nat(count - 1).map((index) => {
      const { value, place } = copy(index);
      Reflect.deleteProperty(place.within, place.name);
      return JSON.stringify(value);
    }),
    fc.tuple(fc.nat(count - 1), fc.nat(5)).map(([index, choice]) => {
      const { value, place } = copy(index);
      set(place, otherThan(Reflect.get(place.within, place.name), choice));
      return JSON.stringify(value);
    }),
    fc
      .tuple(
        fc.nat(count - 1),
        fc.constantFrom("__proto__", String.raw`\u005f_proto__`, String.raw`__pr\u006fto__`, "constructor", "extra"),
      )
      .map(([index, name]) => {
        const { value, place } = copy(index);
        const text = JSON.stringify(value, (_, member: Json) =>
          member === place.within && !Array.isArray(member) ? { ...member, HERE: 1 } : member,
        );
        return text.includes('"HERE":1')
          ? text.replace('"HERE":1', `"${name}":${pollution}`)
          : text.replace(/\}$/, `,"${name}":${pollution}}`);
      }),
  );
}

function set({ within, name }: Place, value: Json): void {
  Reflect.set(within, name, value);
}

/** Of another type, whatever it was. */
function otherThan(value: Json, choice: number): Json {
  const all: Json[] = [null, true, 0.5, "0.5", [], {}];
  const kind = (one: Json) => (one === null ? "null" : Array.isArray(one) ? "array" : typeof one);
  const others = all.filter((one) => kind(one) !== kind(value));
  return others[choice % others.length]!;
}

/** Seals the text of an object as a journal would, whatever it says. */
export function sealText(text: string): string {
  const body = text.slice(0, -1);
  return `${body},"hash":"${hash("sha256", body, "base64url")}"}\n`;
}

/** Sealed lines as values, without their hashes. */
export function valuesOf(sealed: Buffer): { [name: string]: Json }[] {
  return sealed
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { hash: _, ...value } = JSON.parse(line) as { [name: string]: Json };
      return value;
    });
}

/** A journal with one of its events misshapen, and every seal and link made anew. */
export function forged(sound: Buffer): fc.Arbitrary<Buffer> {
  const values = valuesOf(sound);
  return fc
    .nat(values.length - 1)
    .chain((index) => misshapen(values[index]!, ["result", "prev", "files"]).map((text) => ({ index, text })))
    .map(({ index, text }) => {
      let prev = noHash;
      const lines = values.map((value, at) => {
        const body = at === index ? text : JSON.stringify(value);
        const line = sealText(body.replace(/"prev":"[^"]*"/, `"prev":"${prev}"`));
        prev = line.slice(-46, -3);
        return line;
      });
      return Buffer.from(lines.join(""));
    });
}
