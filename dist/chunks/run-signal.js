import { Jn as number, Ln as name, Wn as literal, Xn as optional, ar as unknown, nr as string, sr as _maxLength, tr as strictObject } from "./action.js";
import { s as keyDigest } from "./resume-run.js";
const { hash } = process.getBuiltinModule("node:crypto");

// src/signal/signal.ts
/** What a run on GitHub is sent from outside: the value of an event it waits for, kept as an artifact until it is taken. */
const signalSchema = strictObject({
	v: literal(1),
	key: name,
	event: name,
	value: optional(unknown()),
	/** Milliseconds since the epoch. */
	at: number(),
	/** Who sent it: shown to people. */
	by: optional(string().check(_maxLength(1e3)))
});
/** The file in its artifact. */
const signalFile = "signal.json";
/** Bytes of a signal: as much as a run takes in one message. */
const largestSignal = 1048576;
/** How the names of the signals for a run begin. */
function signalsOf(key) {
	return `holdfast-signal-${keyDigest(key)}-`;
}
/** What the artifact is called: by its exact name it is found in whichever run has it. */
function signalArtifact({ key, event }) {
	return signalsOf(key) + hash("sha256", event, "hex").slice(0, 16);
}

export { signalSchema as i, signalArtifact as n, signalFile as r, largestSignal as t };