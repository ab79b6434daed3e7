/** Who wrote a commit or a tag and when: `Name <address> seconds zone`. */
import { z } from "zod";
import { timeOf } from "../present.ts";

export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly seconds: number;
  /** Offset from UTC, such as `+0200`. */
  readonly zone: string;
}

/** The fields of a person in a request. The date may be left out: then it is now. */
export const personInput = z.object({
  name: z.string().min(1),
  email: z.string().min(1),
  date: z.iso.datetime({ offset: true }).optional(),
});

export function personOf(input: z.infer<typeof personInput>, now: number): Person {
  const zone = /([+-]\d\d):?(\d\d)$/.exec(input.date ?? "");
  return {
    name: clean(input.name),
    email: clean(input.email),
    seconds: Math.floor((input.date === undefined ? now : Date.parse(input.date)) / 1000),
    zone: zone === null ? "+0000" : `${zone[1]}${zone[2]}`,
  };
}

export function encodePerson({ name, email, seconds, zone }: Person): string {
  return `${name} <${email}> ${seconds} ${zone}`;
}

/** Throws where the line is not a person's. */
export function decodePerson(line: string): Person {
  const [, name, email, seconds, zone] = /^(.*) <(.*)> (-?\d+) ([+-]\d{4})$/.exec(line) ?? [];
  if (name === undefined || email === undefined || zone === undefined) throw new Error(`"${line}" names no person`);
  return { name, email, seconds: Number(seconds), zone };
}

export function presentPerson({ name, email, seconds }: Person) {
  return { name, email, date: timeOf(seconds * 1000) };
}

/** What would end the field early is left out, as git does. */
function clean(text: string): string {
  return text.replaceAll(/[<>\n\0]/g, "").trim();
}
