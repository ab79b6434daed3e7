import { Cr as $ZodObjectJIT, Pt as _minLength, Vt as _nonnegative, Zt as _regex, _i as safeParse, dt as _gte, jt as _maxLength } from "./zod.js";
import { _ as string, a as discriminatedUnion, b as union, c as never, f as optional, g as strictObject$1, i as boolean, m as readonly, n as _enum, o as int, r as array, s as literal, u as number, x as unknown } from "./zod2.js";
import { n as Refused, t as JournalFull } from "./refused.js";
import { t as digestOf } from "./file-digest.js";
const { hash } = process.getBuiltinModule("node:crypto");
const { basename, join } = process.getBuiltinModule("node:path");

// src/policy/circuit-state.ts
/** Outcomes a circuit remembers at most; the oldest go first. */
const OUTCOMES_KEPT = 1e3;
const time = number().check(_nonnegative());
const count$1 = int().check(_nonnegative());
/** What runs share of a dependency's health, as it is stored. Times are milliseconds since the epoch. */
const circuitState = strictObject$1({
	version: literal(1),
	mode: discriminatedUnion("kind", [
		strictObject$1({ kind: literal("closed") }),
		strictObject$1({
			kind: literal("open"),
			until: time,
			reason: string().check(_maxLength(500))
		}),
		strictObject$1({
			kind: literal("half-open"),
			permit: count$1,
			expires: time
		}),
		strictObject$1({
			kind: literal("isolated"),
			reason: string().check(_maxLength(500))
		})
	]),
	outcomes: array(strictObject$1({
		at: time,
		ok: boolean()
	})).check(_maxLength(OUTCOMES_KEPT)),
	/** Times it opened since it was last closed: what its open duration backs off by. */
	opened: count$1,
	/** The fencing token given out last; it only grows. */
	token: count$1
});
/** A circuit nobody has used yet. */
const newCircuit = {
	version: 1,
	mode: { kind: "closed" },
	outcomes: [],
	opened: 0,
	token: 0
};

// src/journal/event-parts.ts
/** What events are made of. */
const name = string().check(_minLength(1), _maxLength(65536));
const count = int().check(_gte(0));
const milliseconds = number().check(_gte(0));
const failureSchema = strictObject$1({
	kind: _enum([
		"exit",
		"signal",
		"timeout",
		"idle-timeout",
		"deadline",
		"cancelled",
		"not-started",
		"error",
		"interrupted"
	]),
	name: optional(string()),
	message: string(),
	code: optional(union([int(), string()])),
	by: optional(string()),
	teams: optional(readonly(array(string())))
});
/** Who writes a lane: enough to find out whether it still does. */
const writerSchema = strictObject$1({
	/** Unique to one job of one attempt, or to one process. */
	id: name,
	runId: optional(int()),
	attempt: optional(int()),
	/** Where a person can look at it. */
	link: optional(string())
});
/** A file that goes with the journal, known by the SHA-256 of its bytes. */
const attachmentSchema = strictObject$1({
	digest: string().check(_regex(/^[0-9a-f]{64}$/)),
	bytes: count
});
/**
* What a step or a run was given or gave, as JSON: `result`, or, where that is large, the file beside the journal that
* holds it. Neither stands for `undefined`.
*/
const payload = {
	result: optional(unknown()),
	spilled: optional(attachmentSchema)
};
const envelope = {
	v: literal(1),
	seq: count,
	/** Milliseconds since the epoch. */
	at: number(),
	lane: name,
	/** The attempt of the workflow, counted from 1. */
	attempt: int().check(_gte(1)),
	/** Hash of the event before. */
	prev: string(),
	hash: string()
};
/**
* `z.strictObject`, with the choice at each use between checks that start at once and compiled ones: those take
* milliseconds to compile and half the time from then on.
*/
function strictObject(shape) {
	return new $ZodObjectJIT({
		type: "object",
		shape,
		catchall: never()
	});
}

// src/journal/run-events.ts
/** What a journal can say of an automation's run, besides the steps in it. A `path` names an operation: see durable/engine/path.ts. */
/** Added to the name of a step for the step that undoes it. */
const undoSuffix = " (undo)";
const due = number();
const paths = array(name);
/** Something below can be undone, so that a replay comes to it again to learn how. */
const compensable = optional(boolean());
const approvalSchema = strictObject$1({
	question: string().check(_maxLength(65536)),
	approvers: readonly(array(name)),
	approvals: int().check(_gte(1)),
	preventSelfReview: boolean()
});
/** What an answer was taken from, which is no other callback's then: the artifact of a signal, for one. */
const from = optional(name);
const contextKind = _enum([
	"child",
	"map",
	"parallel",
	"item",
	"branch",
	"callback"
]);
/** Each has its `type`. */
const runEvents = () => [
	strictObject({
		...envelope,
		type: literal("run-started"),
		name,
		version: optional(count),
		/** Who started it, where that is known. */
		by: optional(string()),
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("run-resumed"),
		reopened: paths
	}),
	strictObject({
		...envelope,
		type: literal("run-suspended"),
		until: optional(due),
		waiting: paths
	}),
	strictObject({
		...envelope,
		type: literal("run-ending"),
		status: _enum(["failed", "cancelled"]),
		failure: optional(failureSchema),
		causes: paths
	}),
	strictObject({
		...envelope,
		type: literal("run-ended"),
		status: _enum([
			"completed",
			"failed",
			"cancelled",
			"paused"
		]),
		...payload,
		failure: optional(failureSchema),
		/** The operations whose failure it was: what `run-resumed` reopens. */
		causes: paths
	}),
	strictObject({
		...envelope,
		type: literal("cancel-requested"),
		compensate: boolean()
	}),
	strictObject({
		...envelope,
		type: literal("context-done"),
		path: name,
		kind: contextKind,
		compensable,
		/** Why what it gave is not kept: a replay comes to it again. */
		withheld: optional(string()),
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("context-failed"),
		path: name,
		kind: contextKind,
		failure: failureSchema,
		causes: paths,
		compensable
	}),
	strictObject({
		...envelope,
		type: literal("value"),
		path: name,
		value: union([
			number(),
			string(),
			boolean()
		])
	}),
	strictObject({
		...envelope,
		type: literal("wait-started"),
		path: name,
		until: due
	}),
	strictObject({
		...envelope,
		type: literal("wait-done"),
		path: name
	}),
	strictObject({
		...envelope,
		type: literal("callback-created"),
		path: name,
		/** What an answer names it by. */
		id: name,
		/** What is taken as an answer; anything, where it is not said. */
		expects: optional(_enum(["approval", "event"])),
		approval: optional(approvalSchema),
		/** The name that the event comes under. */
		event: optional(name),
		until: optional(due),
		/** Milliseconds without a heartbeat after which nobody is taken to be at work on it. */
		heartbeatTimeout: optional(number())
	}),
	strictObject({
		...envelope,
		type: literal("callback-heartbeat"),
		path: name,
		said: optional(number())
	}),
	strictObject({
		...envelope,
		type: literal("callback-done"),
		path: name,
		from,
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("callback-failed"),
		path: name,
		from,
		failure: failureSchema
	}),
	strictObject({
		...envelope,
		type: literal("condition-checked"),
		path: name,
		number: int().check(_gte(1)),
		/** When it was first looked at. */
		since: due,
		next: optional(due),
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("condition-failed"),
		path: name,
		failure: failureSchema
	}),
	strictObject({
		...envelope,
		type: literal("dead-letter"),
		path: name,
		key: string(),
		failure: failureSchema,
		attempts: count,
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("compensated"),
		path: name
	})
];

// src/journal/event.ts
/** What a journal can say. Every event is checked against this schema when it is read back. */
const stepEvent = discriminatedUnion("type", [
	strictObject({
		...envelope,
		type: literal("opened"),
		key: name,
		writer: writerSchema
	}),
	strictObject({
		...envelope,
		type: literal("claimed"),
		writer: writerSchema
	}),
	strictObject({
		...envelope,
		type: literal("released"),
		writer: name
	}),
	strictObject({
		...envelope,
		type: literal("started"),
		step: name,
		fingerprint: name,
		semantics: _enum(["at-least-once", "at-most-once"]),
		/** The attempt that starts, counted from 1, where attempts are counted across jobs. */
		number: optional(int().check(_gte(1)))
	}),
	strictObject({
		...envelope,
		type: literal("attempt-failed"),
		step: name,
		/** Counted from 1. */
		number: int().check(_gte(1)),
		failure: failureSchema,
		/** When the next attempt is due, in milliseconds since the epoch; absent where there is none. */
		next: optional(number())
	}),
	strictObject({
		...envelope,
		type: literal("done"),
		step: name,
		fingerprint: name,
		attempts: count,
		duration: milliseconds,
		...payload,
		files: optional(array(attachmentSchema)),
		/** Why this record cannot be replayed; the step runs again instead. */
		withheld: optional(string())
	}),
	strictObject({
		...envelope,
		type: literal("failed"),
		step: name,
		attempts: count,
		duration: milliseconds,
		failure: failureSchema
	}),
	strictObject({
		...envelope,
		type: literal("circuit"),
		state: circuitState
	})
]);
/** Made when the first is read: a step outside a run meets none, and they are 2 ms of its start. */
let runEvent;
/** Reads an unsealed line as an event; undefined where it is none. `many` tells that thousands are to be read. */
function asEvent(value, { many }) {
	const schema = isStepEvent(value) ? stepEvent : runEvent ??= discriminatedUnion("type", runEvents());
	const parsed = safeParse(schema, value, { jitless: !many });
	return parsed.success ? parsed.data : void 0;
}
/** By what the union itself chooses by. */
function isStepEvent(value) {
	if (typeof value !== "object" || value === null || !("type" in value)) return false;
	return typeof value.type === "string" && (stepEvent._zod.propValues["type"]?.has(value.type) ?? false);
}

// src/journal/fold-run.ts
/**
* Takes in the events of a run one by one; the maps grow in place. `steps` are those of the same lane: a run that goes on
* reopens some of them.
*/
function runFold(steps) {
	const contexts = /* @__PURE__ */ new Map();
	const values = /* @__PURE__ */ new Map();
	const waits = /* @__PURE__ */ new Map();
	const callbacks = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	const conditions = /* @__PURE__ */ new Map();
	const deadLetters = /* @__PURE__ */ new Map();
	const compensated = /* @__PURE__ */ new Set();
	const failedAfter = /* @__PURE__ */ new Map();
	const expected = /* @__PURE__ */ new Map();
	const maps = {
		contexts,
		values,
		waits,
		callbacks,
		conditions,
		deadLetters,
		taken,
		compensated,
		failedAfter,
		expected
	};
	let resumes = 0;
	/** While a run is resumed: the number of the event that first told of what it does anew. */
	let anewFrom = 0;
	/** And the paths that are come to again: those reopened, and the contexts they stand in. */
	let again = /* @__PURE__ */ new Set();
	/** Made anew where a fact changes, not each time it is asked for. */
	let state = {
		...maps,
		status: "running",
		wasResumed: false
	};
	function expect(path, seq) {
		if (!expected.has(path)) expected.set(path, seq);
	}
	/** From the first operation that is done anew, another definition may take another way. */
	function expectOnlyBefore(seq) {
		for (const [path, first] of expected) if (first >= seq) expected.delete(path);
	}
	/** Forgets the failure of an operation, and the end of all contexts it stands in, so that it is come to again. */
	function reopen(path) {
		anewFrom = Math.min(anewFrom, expected.get(path) ?? anewFrom);
		const context = contexts.get(path);
		const around = contextOf(path);
		if (contexts.get(around)?.kind === "callback") anew(`${around}/submit`, "reopened");
		reopenContexts(path);
		if (context?.status === "failed") {
			for (const cause of context.causes) if (cause !== path && !isInterrupted(steps.get(cause))) reopen(cause);
		}
		const step = steps.get(path);
		if (step?.status === "failed" || step?.status === "started") {
			const { failure: _, next: __, ...rest } = step;
			steps.set(path, {
				...rest,
				status: "reopened",
				failedAttempts: 0
			});
		}
		if (callbacks.get(path)?.answer?.kind === "failed") callbacks.delete(path);
		conditions.delete(path);
	}
	/**
	* A context may have failed of what stands outside of it. Whatever else it failed of stays as it is. One that failed of
	* another's failure stands behind it, so that each is looked at once.
	*/
	function reopenFailedOfThose() {
		for (const [path, context] of contexts) if (context.status === "failed" && context.causes.some((cause) => again.has(cause))) reopenContexts(path);
	}
	/** An undone step is come to again, and so are the contexts it stands in; what undid it may have to do so again. */
	function redo(path) {
		anewFrom = Math.min(anewFrom, expected.get(path) ?? anewFrom);
		anew(path, "compensated");
		anew(`${path}${undoSuffix}`, "reopened");
		reopenContexts(path);
	}
	function anew(path, status) {
		const step = steps.get(path);
		if (step) steps.set(path, {
			...step,
			status
		});
	}
	function reopenContexts(path) {
		for (let at = path; at !== ""; at = contextOf(at)) {
			again.add(at);
			contexts.delete(at);
			deadLetters.delete(at);
		}
	}
	return {
		get state() {
			return state;
		},
		stepStarted: expect,
		stepFailed: (path) => void failedAfter.set(path, resumes),
		take(event) {
			if (state.status === "suspended") state = {
				...state,
				status: "running"
			};
			if ("path" in event) expect(event.path, event.seq);
			if ("path" in event && event.type.endsWith("-failed")) failedAfter.set(event.path, resumes);
			switch (event.type) {
				case "run-started":
					state = {
						...state,
						started: event
					};
					break;
				case "run-resumed":
					resumes += 1;
					anewFrom = event.seq;
					again = /* @__PURE__ */ new Set();
					event.reopened.forEach(reopen);
					reopenFailedOfThose();
					compensated.forEach(redo);
					compensated.clear();
					expectOnlyBefore(anewFrom);
					state = {
						...maps,
						...state.started && { started: state.started },
						status: "running",
						wasResumed: true
					};
					break;
				case "run-suspended":
					state = {
						...state,
						status: "suspended",
						suspended: event
					};
					break;
				case "run-ending":
					state = {
						...state,
						ending: event
					};
					break;
				case "run-ended": {
					const { ending: _, ...rest } = state;
					state = {
						...rest,
						status: event.status,
						ended: event
					};
					break;
				}
				case "cancel-requested":
					state = {
						...state,
						cancelling: { compensate: event.compensate }
					};
					break;
				case "context-done": {
					const { kind, result, spilled, compensable = false, withheld } = event;
					const given = {
						result,
						...spilled && { spilled }
					};
					const isWithheld = withheld !== void 0;
					contexts.set(event.path, {
						status: "done",
						kind,
						payload: given,
						isWithheld,
						compensable
					});
					break;
				}
				case "context-failed": {
					const { kind, failure, causes, compensable = false } = event;
					contexts.set(event.path, {
						status: "failed",
						kind,
						failure,
						causes,
						compensable
					});
					break;
				}
				case "value":
					values.set(event.path, event.value);
					break;
				case "wait-started":
					waits.set(event.path, {
						until: event.until,
						isDone: false
					});
					break;
				case "wait-done":
					waits.set(event.path, {
						until: waits.get(event.path)?.until ?? event.at,
						isDone: true
					});
					break;
				case "condition-checked":
				case "condition-failed":
					conditions.set(event.path, event);
					break;
				case "dead-letter":
					deadLetters.set(event.path, event);
					break;
				case "compensated":
					compensated.add(event.path);
					break;
				default:
					callbacks.set(event.path, callbackChange(callbacks.get(event.path), event));
					if ("from" in event && event.from !== void 0) taken.add(event.from);
			}
		}
	};
}
/** Whether nobody knows the effect of an at-most-once step: it is run again only where its own path is given. */
function isInterrupted(step) {
	return step?.status === "started" && step.semantics === "at-most-once";
}
/** The path of the context an operation stands in. */
function contextOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function callbackChange(before, event) {
	if (event.type === "callback-created") {
		const { id, expects, approval, event: name, until, heartbeatTimeout, at } = event;
		return {
			id,
			heartbeatAt: at,
			...expects !== void 0 && { expects },
			...approval !== void 0 && { approval },
			...name !== void 0 && { event: name },
			...until !== void 0 && { until },
			...heartbeatTimeout !== void 0 && { heartbeatTimeout }
		};
	}
	if (!before) throw new Refused(`${event.type} of ${event.path} comes before it was created`);
	switch (event.type) {
		case "callback-heartbeat": return {
			...before,
			heartbeatAt: Math.max(before.heartbeatAt, event.said ?? event.at)
		};
		case "callback-done": {
			const { result, spilled } = event;
			return {
				...before,
				answer: {
					kind: "done",
					payload: {
						result,
						...spilled && { spilled }
					}
				}
			};
		}
		case "callback-failed": return {
			...before,
			answer: {
				kind: "failed",
				failure: event.failure
			}
		};
	}
}

// src/journal/limits.ts
/** Bounds on what is read back: checked on raw bytes, before anything is parsed. */
const limits = {
	/** Bytes of a whole journal. */
	journal: 268435456,
	/** Bytes of one event: outputs may have 1 MiB and a summary another, escaping can double both. */
	line: 8388608,
	events: 1e6,
	/** Nesting of brackets within one event. */
	depth: 32
};

// src/journal/sealed-line.ts
/**
* A sealed line is a JSON object on one line whose last member is the hash of all that stands before it. Where the
* object also names the hash of the line before, lines form a chain: nothing in the middle can be changed, left out
* or put in without breaking every seal after it.
*/
const sealHead = ",\"hash\":\"";
const sealLength = 54;
/** Writes an object as a sealed line, with its line end. Throws a TypeError on what JSON cannot say. */
function seal(value) {
	const body = JSON.stringify(value).slice(0, -1);
	const digest = hash("sha256", body, "base64url");
	return {
		line: `${body}${sealHead}${digest}"}\n`,
		hash: digest
	};
}
/** Opens one sealed line given without its line end. Throws {@link Refused} where it is not exactly what was sealed. */
function unseal(line) {
	requireLength(line.length);
	const text = decode(line);
	const end = text.length - sealLength;
	const digest = text.slice(end + 9, -2);
	if (end < 1 || !text.startsWith(sealHead, end) || !text.endsWith("\"}")) throw new Refused("a line has no seal");
	if (hash("sha256", line.subarray(0, line.length - sealLength), "base64url") !== digest) throw new Refused("a line was altered");
	return {
		value: parseBounded(text),
		hash: digest
	};
}
const utf8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function decode(bytes) {
	try {
		return utf8.decode(bytes);
	} catch (error) {
		throw new Refused("a line is not UTF-8", { cause: error });
	}
}
/** What a line of our own sealing says to its reader. Throws {@link Refused} where a reader would refuse it. */
function requireReadable(line) {
	requireLength(Buffer.byteLength(line) - 1);
	return parseBounded(line);
}
function requireLength(bytes) {
	if (bytes > limits.line) throw new Refused(`a line has ${bytes} bytes, more than ${limits.line}`);
}
/** Parses a JSON object from an untrusted source, as {@link parseJson} does. */
function parseBounded(text) {
	const value = parseJson(text);
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refused("a line is no object");
	return value;
}
/** Parses JSON from an untrusted source: bounded depth, no `__proto__`. Throws {@link Refused}. */
function parseJson(text) {
	if (isDeeperThan(text, limits.depth)) throw new Refused(`a line is nested deeper than ${limits.depth}`);
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new Refused("a line is not JSON", { cause: error });
	}
	if ((text.includes("__proto__") || text.includes("\\u")) && namesPrototype(value)) throw new Refused("a line names __proto__");
	return value;
}
/** Counts brackets outside strings; a text with few brackets in all is not walked. */
function isDeeperThan(text, limit) {
	if (!hasMoreThan(text, limit)) return false;
	let depth = 0;
	let inString = false;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (inString) {
			if (code === 92) index++;
			else if (code === 34) inString = false;
		} else if (code === 34) inString = true;
		else if (code === 123 || code === 91) {
			if (++depth > limit) return true;
		} else if (code === 125 || code === 93) depth--;
	}
	return false;
}
function hasMoreThan(text, limit) {
	let count = 0;
	for (const bracket of ["{", "["]) for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) if (++count > limit) return true;
	return false;
}
function namesPrototype(value) {
	if (typeof value !== "object" || value === null) return false;
	return Object.entries(value).some(([key, member]) => key === "__proto__" || namesPrototype(member));
}

// src/journal/fold.ts
/**
* Takes in events one by one. The map of steps grows in place, so that the cost of an event does not grow with the
* history. Throws {@link Refused} on an event that does not follow from those before it.
*/
function folder() {
	const steps = /* @__PURE__ */ new Map();
	const run = runFold(steps);
	let lane = { holder: void 0 };
	let length = 0;
	let head = "";
	return {
		get state() {
			return {
				...lane,
				steps,
				run: run.state,
				length,
				head
			};
		},
		get length() {
			return length;
		},
		get head() {
			return head;
		},
		take(event) {
			if (event.seq !== length) throw new Refused(`event ${event.seq} stands where ${length} belongs`);
			if (event.prev !== head) throw new Refused(`event ${event.seq} does not follow the one before it`);
			if (event.seq === 0 !== (event.type === "opened")) throw new Refused("a journal begins with one opened event");
			if (lane.opened && event.lane !== lane.opened.lane) throw new Refused("an event belongs to another lane");
			if ("step" in event) {
				steps.set(event.step, stepChange(steps.get(event.step), event));
				if (event.type === "started") run.stepStarted(event.step, event.seq);
				if (event.type === "failed") run.stepFailed(event.step);
			} else if (isRunEvent(event)) run.take(event);
			else lane = {
				...lane,
				...laneChange(event)
			};
			length += 1;
			head = event.hash;
		}
	};
}
function isRunEvent(event) {
	return "path" in event || event.type.startsWith("run-") || event.type === "cancel-requested";
}
function laneChange(event) {
	switch (event.type) {
		case "opened": return {
			opened: {
				key: event.key,
				lane: event.lane
			},
			holder: event.writer
		};
		case "claimed": return { holder: event.writer };
		case "released": return { holder: void 0 };
		case "circuit": return { circuit: event.state };
	}
}
function stepChange(before, event) {
	const { attempt } = event;
	if (event.type === "started") {
		const { fingerprint } = event;
		const semantics = event.semantics === "at-most-once" ? "at-most-once" : "at-least-once";
		const { next: _, isGivenUp: __, ...rest } = before ?? {
			timesDone: 0,
			failedAttempts: 0,
			firstStartedAt: event.at
		};
		const firstStartedAt = rest.failedAttempts > 0 || before?.status === "started" ? rest.firstStartedAt : event.at;
		return {
			...rest,
			status: "started",
			fingerprint,
			semantics,
			attempt,
			firstStartedAt
		};
	}
	if (!before) throw new Refused(`${event.type} of step ${event.step} comes before it started`);
	switch (event.type) {
		case "attempt-failed": {
			const next = event.next === void 0 ? { isGivenUp: true } : { next: event.next };
			return {
				...before,
				failure: event.failure,
				attempt,
				failedAttempts: event.number,
				...next
			};
		}
		case "failed": {
			const { next: _, isGivenUp: __, ...rest } = before;
			const { failure, attempts, duration } = event;
			return {
				...rest,
				status: "failed",
				failure,
				attempt,
				failedAttempts: attempts,
				duration
			};
		}
		case "done": return {
			status: "done",
			fingerprint: event.fingerprint,
			semantics: before.semantics,
			attempt,
			...before.failure && { failure: before.failure },
			done: doneOf(event),
			timesDone: before.timesDone + 1,
			failedAttempts: 0,
			firstStartedAt: before.firstStartedAt
		};
	}
}
function doneOf(event) {
	const { seq, at, attempt, fingerprint, attempts, duration, result, spilled, files, withheld } = event;
	return {
		seq,
		at,
		attempt,
		fingerprint,
		attempts,
		duration,
		result,
		...spilled && { spilled },
		...files && { files },
		...withheld !== void 0 && { withheld }
	};
}

// src/journal/journal-file.ts
/** Bytes that are read at once: a journal is not held in memory beside what it amounts to. */
const usualPart = 1048576;
/** So many events at once are worth the compiling of checks. */
const many = 1e3;
function journalFile(files, path, identity) {
	let fold = folder();
	let bytes = 0;
	/** Since the file was opened: a process that adds many gets compiled checks after a while. */
	let added = 0;
	const end = () => ({
		bytes,
		length: fold.length,
		head: fold.head
	});
	async function catchUp() {
		const size = (await files.status(path))?.size ?? 0;
		if (size === bytes) return;
		if (size < bytes) throw new Refused("the journal is shorter than it was");
		requireSize(size);
		const isCompiled = size - bytes > 512 * many;
		for (let part = usualPart; bytes < size;) {
			const read = await files.readRange(path, bytes, Math.min(part, size - bytes));
			const whole = read.lastIndexOf(10) + 1;
			if (whole === 0 && bytes + read.length >= size) break;
			if (whole === 0 && part > limits.line) throw new Refused(`a line has more than ${limits.line} bytes`);
			takeLines(read.subarray(0, whole), fold, isCompiled);
			bytes += whole;
			part = whole === 0 ? limits.line + 1 : usualPart;
		}
		requireLane(fold.state, identity);
		if (bytes < size) await files.truncate(path, bytes);
	}
	return {
		get state() {
			return fold.state;
		},
		get end() {
			return end();
		},
		catchUp,
		async readAnew() {
			fold = folder();
			bytes = 0;
			await catchUp();
		},
		take(events, at) {
			added += events.length;
			const { text, checked } = sealed(fold, events, {
				...identity,
				at
			}, added > many);
			const size = Buffer.byteLength(text);
			requireSize(bytes + size);
			for (const event of checked) fold.take(event);
			bytes += size;
			return {
				text,
				end: end()
			};
		}
	};
}
/**
* Reads a whole journal that came from elsewhere, and shows each event that was taken in. Throws {@link Refused}, also where
* its last line is cut short.
*/
function readJournal(bytes, show) {
	requireSize(bytes.length);
	if (bytes.length > 0 && bytes.at(-1) !== 10) throw new Refused("the journal's last line is cut short");
	const fold = folder();
	takeLines(bytes, fold, bytes.length > 512 * many, show);
	return fold.state;
}
/** The lines that continue a journal with these events, and the events as they would be read back. */
function sealed({ length, head }, events, { at, lane, attempt }, isCompiled) {
	if (length + events.length > limits.events) refuseLength();
	let prev = head;
	let text = "";
	const checked = events.map((event, index) => {
		const { line, hash } = seal({
			v: 1,
			seq: length + index,
			at,
			lane,
			attempt,
			...event,
			prev
		});
		prev = hash;
		text += line;
		return eventOf(requireReadable(line), isCompiled);
	});
	return {
		text,
		checked
	};
}
function takeLines(bytes, fold, isCompiled, show) {
	for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
		end = bytes.indexOf(10, start);
		if (fold.length >= limits.events) refuseLength();
		const event = eventOf(unseal(bytes.subarray(start, end)).value, isCompiled);
		fold.take(event);
		show?.(event);
	}
}
function eventOf(value, isCompiled) {
	const event = asEvent(value, { many: isCompiled });
	if (!event) throw new Refused("a line is no event of this version of the journal");
	return event;
}
function refuseLength() {
	throw new JournalFull(`the journal has more than ${limits.events} events`);
}
function requireSize(bytes) {
	if (bytes > limits.journal) throw new JournalFull(`the journal has ${bytes} bytes, more than ${limits.journal}`);
}
function requireLane({ opened }, { lane }) {
	if (opened && opened.lane !== lane) throw new Refused(`the journal is of lane "${opened.lane}", not of "${lane}"`);
}

// src/journal/sealed-file.ts
/** Small files that hold one sealed line. */
/**
* Makes a file hold this value, sealed. It survives the process and not a power cut, which takes the job with it: such
* files lie in folders that last as long as a job, or are copied from there by a store.
*/
async function writeSealed(files, path, value) {
	await files.replace(path, seal(value).line, { durable: false });
}
/**
* Reads what a file holds; undefined where there is none. Throws {@link Refused} where it has more than `limit` bytes
* or is not exactly what was written, or not what the schema says.
*/
async function readSealed(files, path, schema, limit) {
	const status = await files.status(path);
	if (!status) return void 0;
	const name = basename(path);
	if (status.kind !== "file") throw new Refused(`${name} is no file`);
	if (status.size > limit) throw new Refused(`${name} has ${status.size} bytes, more than ${limit}`);
	const bytes = await files.read(path, limit);
	if (!bytes) return void 0;
	if (bytes.at(-1) !== 10) throw new Refused(`${name} is cut short`);
	const { hash: _, ...value } = unseal(bytes.subarray(0, -1)).value;
	const parsed = safeParse(schema, value);
	if (!parsed.success) throw new Refused(`${name} is not one of this version`);
	return parsed.data;
}

// src/store/checkpoint.ts
/**
* A checkpoint is a folder: the journal, the files it names, and a manifest that says which generation of which lane
* this is. All stores carry the same folder, and none of them is believed: it is verified whole when it comes back.
*/
const manifestSchema = strictObject$1({
	v: literal(1),
	repository: string(),
	key: string(),
	lane: string(),
	/** Counted from 1; each generation holds all of the one before. */
	generation: int().check(_gte(1)),
	/** Who saved it: one job of one attempt, or one process. */
	writer: string(),
	/** The workflow run and attempt that saved it; 0 where there is none. */
	runId: int(),
	attempt: int(),
	link: optional(string()),
	/** Milliseconds since the epoch. */
	at: number(),
	/** The job had ended: its writer saves nothing after this. */
	closed: boolean(),
	/** Events in the journal, and the hash of the last. */
	length: int(),
	head: string(),
	files: array(attachmentSchema)
});
const checkpointFiles = {
	manifest: "manifest.json",
	journal: "journal.jsonl",
	files: "files"
};
const manifestLimit = 4194304;
/** Writes the checkpoint of a lane's folder into `to`, which must not exist, for a store to take it from there. */
async function writeCheckpoint(files, identity, from, to, start) {
	const attachments = attachmentsOf(from.state);
	await files.makeFolder(attachments.length > 0 ? join(to, checkpointFiles.files) : to);
	await copyBeginning(files, join(from.folder, checkpointFiles.journal), join(to, checkpointFiles.journal), from.written.bytes);
	for (const { digest } of attachments) await files.copy(join(from.folder, checkpointFiles.files, digest), join(to, checkpointFiles.files, digest));
	const { length, head } = from.written;
	const { repository, key, lane } = identity;
	const manifest = {
		v: 1,
		repository,
		key,
		lane,
		...start,
		length,
		head,
		files: attachments
	};
	await writeSealed(files, join(to, checkpointFiles.manifest), manifest);
	return manifest;
}
/** Bytes that are copied at once. */
const chunk = 1048576;
/** Copies just so much: somebody may be appending meanwhile. */
async function copyBeginning(files, from, to, bytes) {
	const memory = Buffer.allocUnsafe(Math.min(chunk, bytes));
	for (let at = 0; at < bytes || at === 0; at += chunk) {
		const part = await files.readRange(from, at, Math.min(chunk, bytes - at), memory);
		await files.append(to, part, { durable: false });
	}
}
/** Reads only the manifest. Throws {@link Refused} where it is not sound or belongs to another lane. */
async function readManifest(files, folder, identity) {
	const manifest = await readSealed(files, join(folder, checkpointFiles.manifest), manifestSchema, manifestLimit);
	if (!manifest) throw new Refused(`it has no ${checkpointFiles.manifest}`);
	if (manifest.repository.toLowerCase() !== identity.repository.toLowerCase()) throw new Refused("it belongs to another repository");
	for (const field of ["key", "lane"]) if (manifest[field] !== identity[field]) throw new Refused(`it belongs to another ${field}`);
	return manifest;
}
/** Verifies a checkpoint whole. Throws {@link Refused}, naming what is wrong. */
async function readCheckpoint(files, folder, identity) {
	const manifest = await readManifest(files, folder, identity);
	const state = readJournal(await readWithin(files, join(folder, checkpointFiles.journal), limits.journal));
	if (state.length !== manifest.length || state.head !== manifest.head) throw new Refused("journal and manifest differ");
	if (state.opened?.key !== identity.key || state.opened.lane !== identity.lane) throw new Refused("the journal belongs to another lane");
	const named = new Set(manifest.files.map(({ digest }) => digest));
	if (!attachmentsOf(state).every(({ digest }) => named.has(digest))) throw new Refused("a file is missing");
	for (const attachment of manifest.files) await verifyFile(files, join(folder, checkpointFiles.files), attachment);
	return manifest;
}
/** The files the newest records need, each once. */
function attachmentsOf({ steps, run }) {
	const found = /* @__PURE__ */ new Map();
	const add = (attachment) => attachment && found.set(attachment.digest, attachment);
	for (const { done } of steps.values()) {
		done?.files?.forEach(add);
		add(done?.spilled);
	}
	add(run.started?.spilled);
	add(run.ended?.spilled);
	for (const context of run.contexts.values()) if (context.status === "done") add(context.payload.spilled);
	for (const { answer } of run.callbacks.values()) if (answer?.kind === "done") add(answer.payload.spilled);
	for (const condition of run.conditions.values()) if (condition.type === "condition-checked") add(condition.spilled);
	for (const { spilled } of run.deadLetters.values()) add(spilled);
	return [...found.values()];
}
async function verifyFile(files, folder, { digest, bytes }) {
	const path = join(folder, digest);
	const status = await files.status(path);
	if (status?.kind !== "file" || status.size !== bytes) throw new Refused(`file ${digest} is missing or cut short`);
	if (await digestOf(files, path, bytes) !== digest) throw new Refused(`file ${digest} was altered`);
}
async function readWithin(files, path, limit) {
	const status = await files.status(path);
	if (status?.kind !== "file") throw new Refused(`it has no ${basename(path)}`);
	if (status.size > limit) throw new Refused(`it has ${status.size} bytes, more than ${limit}`);
	const bytes = await files.read(path, limit);
	if (!bytes) throw new Refused("it vanished while it was read");
	return bytes;
}

// src/durable/engine/path.ts
/** The context that an automation starts with. */
const rootPath = "";
function pathOf(context, name) {
	const segment = name.replaceAll("%", "%25").replaceAll("/", "%2F");
	return context === "" ? segment : `${context}/${segment}`;
}
/** The names in a path, from the root. */
function namesOf(path) {
	return path.split("/").map((segment) => segment.replaceAll("%2F", "/").replaceAll("%25", "%"));
}

export { newCircuit as S, undoSuffix as _, readManifest as a, name as b, writeSealed as c, parseJson as d, seal as f, isInterrupted as g, contextOf as h, readCheckpoint as i, journalFile as l, limits as m, pathOf as n, writeCheckpoint as o, unseal as p, checkpointFiles as r, readSealed as s, namesOf as t, readJournal as u, attachmentSchema as v, OUTCOMES_KEPT as x, failureSchema as y };