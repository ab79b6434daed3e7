import { Et as unseal, Hn as boolean, Kn as literal, Ln as failureSchema, Qn as optional, Rn as name, Tt as seal, Un as discriminatedUnion, Xn as number, bt as readSealed, dr as parse, hr as UserError, ir as string, lr as _maxLength, mr as Refused, pr as $ZodError, rr as strictObject, sr as unknown } from "./action.js";
const { join } = process.getBuiltinModule("node:path");

// src/durable/run/inbox.ts
/**
* What other processes have to say to a run: answers to its callbacks, signs of life of who works on one, and the wish
* that it stops. Each message is a sealed file in the `inbox` of the run's folder, numbered as it arrived; the run takes
* them in at its start and while it waits.
*/
const said = {
	v: literal(1),
	/** Milliseconds since the epoch. */
	at: number(),
	/** Who said it, as they call themselves: shown to people and believed by nobody. */
	by: optional(string().check(_maxLength(1e3)))
};
const answer = discriminatedUnion("ok", [strictObject({
	ok: literal(true),
	value: optional(unknown())
}), strictObject({
	ok: literal(false),
	failure: failureSchema
})]);
const messageSchema = discriminatedUnion("kind", [
	strictObject({
		...said,
		kind: literal("answer"),
		callback: name,
		answer,
		/** What it was taken from, so that it is taken once. */
		from: optional(name)
	}),
	strictObject({
		...said,
		kind: literal("heartbeat"),
		callback: name
	}),
	strictObject({
		...said,
		kind: literal("cancel"),
		compensate: boolean()
	})
]);
/** Bytes of a message. */
const limit = 1048576;
/**
* Leaves a message for the run whose lane lies in `folder`. It is on the disk when the promise resolves. Throws what
* {@link sealMessage} throws.
*/
async function putInInbox({ clock, files }, folder, message) {
	const line = sealMessage({
		v: 1,
		at: clock.now(),
		...message
	});
	const inbox = inboxIn(folder);
	await files.makeFolder(inbox);
	while (!await files.create(join(inbox, nameOf(await lastNumber(files, inbox) + 1)), line)) continue;
}
/**
* The messages for the run whose lane lies in `folder`, in the order they arrived. A file that is no sound message is
* moved aside, within the inbox, and `report` is told: it never stops the run.
*/
async function takeInbox({ files }, folder, report) {
	const inbox = inboxIn(folder);
	const received = [];
	for (const file of (await files.list(inbox)).filter((each) => messageName.test(each))) {
		const path = join(inbox, file);
		try {
			const message = await readSealed(files, path, messageSchema, limit);
			if (message) received.push({
				message,
				remove: () => files.remove(path)
			});
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
function sealMessage(message) {
	try {
		const { line } = seal(parse(messageSchema, message));
		const bytes = Buffer.from(line);
		if (bytes.length > limit) throw new Refused(`it has ${bytes.length} bytes, more than ${limit}`);
		unseal(bytes.subarray(0, -1));
		return line;
	} catch (error) {
		if (!(error instanceof Refused || error instanceof $ZodError || error instanceof TypeError)) throw error;
		throw new UserError(`the message to the run cannot be sent: ${error.message}`, { cause: error });
	}
}
const messageName = /^(\d{12})\.json$/;
/** Those that were moved aside count, so that none is ever written over. */
async function lastNumber(files, inbox) {
	return (await files.list(inbox)).reduce((most, each) => Math.max(most, Number(/^(\d{12})\.(?:json|refused)$/.exec(each)?.[1] ?? 0)), 0);
}
function nameOf(number) {
	return `${String(number).padStart(12, "0")}.json`;
}
function inboxIn(folder) {
	return join(folder, "inbox");
}

export { sealMessage as n, takeInbox as r, putInInbox as t };