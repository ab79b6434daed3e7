/**
 * What other processes have to say to a run: answers to its callbacks, signs of life of who works on one, and the wish
 * that it stops. Each message is a sealed file in the `inbox` of the run's folder, numbered as it arrived; the run takes
 * them in at its start and while it waits.
 */
import { join } from "node:path";
import * as z from "zod/mini";
import { failureSchema, name } from "../../journal/event-parts.ts";
import { Refused } from "../../journal/refused.ts";
import { readSealed } from "../../journal/sealed-file.ts";
import { seal, unseal } from "../../journal/sealed-line.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";

const said = {
  v: z.literal(1),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Who said it, as they call themselves: shown to people and believed by nobody. */
  by: z.optional(z.string().check(z.maxLength(1000))),
};

const answer = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), value: z.optional(z.unknown()) }),
  z.strictObject({ ok: z.literal(false), failure: failureSchema }),
]);

const messageSchema = z.discriminatedUnion("kind", [
  /** `callback` is its id or its path, here and below. */
  z.strictObject({
    ...said,
    kind: z.literal("answer"),
    callback: name,
    answer,
    /** What it was taken from, so that it is taken once. */
    from: z.optional(name),
  }),
  z.strictObject({ ...said, kind: z.literal("heartbeat"), callback: name }),
  z.strictObject({ ...said, kind: z.literal("cancel"), compensate: z.boolean() }),
]);
export type InboxMessage = z.infer<typeof messageSchema>;

type Details<M> = M extends InboxMessage ? Omit<M, "v" | "at"> & Partial<Pick<M, "at">> : never;
/** What a sender gives; without `at` it is said now. */
export type NewInboxMessage = Details<InboxMessage>;

export interface Received {
  readonly message: InboxMessage;
  /** To be called once the journal has what the message says. */
  readonly remove: () => Promise<void>;
}

/** Bytes of a message. */
const limit = 1024 * 1024;

/**
 * Leaves a message for the run whose lane lies in `folder`. It is on the disk when the promise resolves. Throws what
 * {@link sealMessage} throws.
 */
export async function putInInbox(
  { clock, files }: Pick<World, "clock" | "files">,
  folder: string,
  message: NewInboxMessage,
): Promise<void> {
  const line = sealMessage({ v: 1, at: clock.now(), ...message });
  const inbox = inboxIn(folder);
  await files.makeFolder(inbox);
  // Whoever is first has the number; the others take the next.
  while (!(await files.create(join(inbox, nameOf((await lastNumber(files, inbox)) + 1)), line))) continue;
}

/**
 * The messages for the run whose lane lies in `folder`, in the order they arrived. A file that is no sound message is
 * moved aside, within the inbox, and `report` is told: it never stops the run.
 */
export async function takeInbox(
  { files }: Pick<World, "files">,
  folder: string,
  report: (reason: string) => void,
): Promise<Received[]> {
  const inbox = inboxIn(folder);
  const received: Received[] = [];
  for (const file of (await files.list(inbox)).filter((each) => messageName.test(each))) {
    const path = join(inbox, file);
    try {
      const message = await readSealed(files, path, messageSchema, limit);
      if (message) received.push({ message, remove: () => files.remove(path) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await files.move(path, path.replace(/json$/, "refused"));
      report(`a message in ${inbox} is not sound and was moved aside: ${error.message}`);
    }
  }
  return received;
}

/**
 * A message as the line it is left as. Throws a {@link UserError} on one that the run would not take: too large, nested too
 * deep, or nothing that JSON can say.
 */
export function sealMessage(message: InboxMessage): string {
  try {
    const { line } = seal(z.parse(messageSchema, message));
    const bytes = Buffer.from(line);
    if (bytes.length > limit) throw new Refused(`it has ${bytes.length} bytes, more than ${limit}`);
    unseal(bytes.subarray(0, -1));
    return line;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof z.core.$ZodError || error instanceof TypeError)) throw error;
    throw new UserError(`the message to the run cannot be sent: ${error.message}`, { cause: error });
  }
}

const messageName = /^(\d{12})\.json$/;

/** Those that were moved aside count, so that none is ever written over. */
async function lastNumber(files: World["files"], inbox: string): Promise<number> {
  const names = await files.list(inbox);
  return names.reduce((most, each) => Math.max(most, Number(/^(\d{12})\.(?:json|refused)$/.exec(each)?.[1] ?? 0)), 0);
}

function nameOf(number: number): string {
  return `${String(number).padStart(12, "0")}.json`;
}

function inboxIn(folder: string): string {
  return join(folder, "inbox");
}
