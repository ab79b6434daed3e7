/** What is kept beside the name of a wait, for people and for whoever has the run go on elsewhere. */
import * as z from "zod/mini";

const text = (most: number) => z.string().check(z.maxLength(most));

const mostWaits = 20;
const longestWait = 512;
const mostEvents = 100;

const schema = z.strictObject({
  /** The automation's name. */
  automation: text(256),
  /** The automation's file, in the workspace. */
  file: text(4096),
  /** The run key. */
  key: text(1024),
  /** The lane's name. */
  lane: text(8192),
  /** Whether the key is the author's own, so that a run of another workflow run can go on with it. */
  isShared: z.boolean(),
  /** What is waited for, in readable paths. */
  waiting: z.array(text(longestWait)).check(z.maxLength(mostWaits)),
  /** Digests of the names of the events that are waited for. Left out, where nobody knows or there are many: any event. */
  events: z.optional(z.array(text(16)).check(z.maxLength(mostEvents))),
  /** Path of the workflow's file. */
  workflow: z.optional(text(1024)),
  /** Full ref that the workflow ran on. */
  ref: z.optional(text(1024)),
});

/** Holds no secrets: who writes it takes them out. */
export type WaitingNote = Readonly<z.infer<typeof schema>>;

/** A note as text on one line. Of what is waited for it keeps so much as may be read back; else throws where that cannot be. */
export function serialiseNote(note: WaitingNote): string {
  const waiting = note.waiting.slice(0, mostWaits).map((path) => path.slice(0, longestWait).toWellFormed());
  const { events } = note;
  const isMany = events !== undefined && events.length > mostEvents;
  return JSON.stringify(z.parse(schema, { ...note, waiting, events: isMany ? undefined : events }));
}

/** Undefined where the text is no note. */
export function readNote(written: string): WaitingNote | undefined {
  try {
    return z.safeParse(schema, JSON.parse(written)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
