import { n as __exportAll } from "./rolldown-runtime.js";
import { Di as NEVER, Pt as _minLength } from "./zod.js";
import { r as inOrder, t as FaultyFile } from "./fault.js";
import { _ as undoSuffix, d as parseJson$2, m as limits, n as pathOf$1, t as namesOf, x as OUTCOMES_KEPT } from "./path.js";
import "./lock.js";
import "./store.js";
import { t as UserError } from "./user-error.js";
import { n as parseDuration, t as formatDuration } from "./duration.js";
import { n as countsInWords, o as stateInWords, t as countStates } from "./operation.js";
import { n as timeInWords } from "./time-text.js";
import { n as suggest, t as nearest } from "./suggestion.js";
import { _ as string, d as object$1, f as optional, g as strictObject, i as boolean, n as _enum, r as array, y as tuple } from "./zod2.js";
import { i as tooLarge, n as isReplayablePath, r as isReplayableVariable, t as asCommandRecord } from "./record.js";
import { t as findProgram } from "./program.js";
import { t as pathPatterns } from "./path-patterns.js";
import { a as nameOfKey, i as byName, n as require_dist, o as plainKey, r as asWritten, s as valueIn, t as readYaml } from "./yaml-source.js";
import { _ as union, a as array$1, c as int, f as number$1, g as string$1, h as strictObject$1, i as _enum$1, l as json, m as record$1, o as boolean$1, s as discriminatedUnion, u as literal } from "./zod3.js";
import { r as shownPath } from "./repository.js";
import { t as userOf } from "./user.js";
const { createHash, hash } = process.getBuiltinModule("node:crypto");
const { dirname, extname, isAbsolute, join, relative, resolve } = process.getBuiltinModule("node:path");
const { fileURLToPath } = process.getBuiltinModule("node:url");
const { inspect, stripVTControlCharacters } = process.getBuiltinModule("node:util");
const { Readable } = process.getBuiltinModule("node:stream");
const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");

// src/durable/engine/automation-changed.ts
/** What a run has recorded and what its automation does today are not the same. The message shows both. */
var AutomationChanged = class extends UserError {
	name = "AutomationChanged";
	recorded;
	current;
	constructor(context, recorded, current, what) {
		const place = context === "" ? "" : ` in "${context}"`;
		super(`the automation is not the one this run was recorded with${place}: ${what}.\n  recorded: ${list(recorded)}\n  current:  ${list(current)}\nSet on-change to "replay" to go on with what is recorded and run what is new, guard the new part with \`ctx.patched(name)\`, fork the run from a step before it, or start a run under another key.`);
		this.recorded = recorded;
		this.current = current;
	}
};
const shown$4 = 12;
function list(paths) {
	const names = paths.slice(-12).map((path) => namesOf(path).at(-1));
	return `${paths.length > shown$4 ? "… " : ""}${names.join(", ") || "nothing"}`;
}

// src/durable/run-errors.ts
/** An operation failed. `path` names it, `causes` the operations whose failure it was. */
var OperationFailed = class extends Error {
	name = "OperationFailed";
	path;
	/** What is recorded of it: a kind, a message and a code. */
	failure;
	causes;
	constructor(path, failure, causes, message) {
		super(message);
		this.path = path;
		this.failure = failure;
		this.causes = causes;
	}
};
/** The attempts of a step are used up. */
var StepFailed = class extends OperationFailed {
	name = "StepFailed";
	attempts;
	constructor(path, failure, attempts) {
		super(path, failure, [path], `step "${path}" failed: ${describe$2(failure)}`);
		this.attempts = attempts;
	}
};
/** A child context, an item or a branch failed. */
var ContextFailed = class extends OperationFailed {
	name = "ContextFailed";
	constructor(path, failure, causes) {
		super(path, failure, causes, `"${path}" failed: ${describe$2(failure)}`);
	}
};
/** The answer to a callback was a failure. */
var CallbackFailed = class extends OperationFailed {
	name = "CallbackFailed";
	constructor(path, failure) {
		super(path, failure, [path], `"${path}" was answered with a failure: ${failure.message}`);
	}
};
/** Nobody answered a callback in time, or gave a heartbeat. */
var CallbackTimedOut = class extends CallbackFailed {
	name = "CallbackTimedOut";
};
/** The error of a callback whose recorded failure this is. */
function callbackError(path, failure) {
	return failure.kind === "timeout" || failure.kind === "idle-timeout" ? new CallbackTimedOut(path, failure) : new CallbackFailed(path, failure);
}
/** A condition did not come to hold in the attempts or the time it had, or its check threw. */
var ConditionFailed = class extends OperationFailed {
	name = "ConditionFailed";
	constructor(path, failure) {
		super(path, failure, [path], `condition "${path}" failed: ${describe$2(failure)}`);
	}
};
/** The run was cancelled: no operation starts any more. */
var RunCancelled = class extends Error {
	name = "RunCancelled";
	constructor() {
		super("the run was cancelled");
	}
};
/** With the name of an error, unless it says nothing. */
function describe$2({ name = "Error", message }) {
	return name === "Error" ? message : `${name}: ${message}`;
}

// src/durable/engine/invocation.ts
/** Thrown at what still waits when the pass is over; the automation never sees it. */
var Dropped = class extends Error {
	name = "Dropped";
};
/**
* Knows what is at work and what waits. An automation is ordinary code, so what it awaits cannot be seen: the pass is
* over when none of its operations is at work, some wait, and a turn of the event loop has brought no other.
*/
var Invocation = class {
	#world;
	#options;
	#waiters = /* @__PURE__ */ new Set();
	#over = Promise.withResolvers();
	/** That were come to so far. */
	operations = 0;
	/** Paths of the operations that are doing what they are there for: steps, looks at a condition, streams that are read. */
	underWay = /* @__PURE__ */ new Set();
	#active = 0;
	#isOver = false;
	#isLooking = false;
	#isCancelled = false;
	#isFinishing = false;
	#whenIdle;
	/** Since when something waits and no step was at work, by the monotonic clock. */
	#heldSince;
	constructor(world, options) {
		this.#world = world;
		this.#options = options;
		this.#over.promise.catch(() => {});
		for (const signal of [options.signal, options.draining]) if (signal?.aborted) this.#lookAround();
		else signal?.addEventListener("abort", () => this.#lookAround(), { once: true });
	}
	get signal() {
		return this.#options.signal;
	}
	/** Nothing more is to start in this process. */
	get isStopping() {
		const { signal, draining } = this.#options;
		return signal.aborted || draining?.aborted === true;
	}
	get isOver() {
		return this.#isOver;
	}
	get isCancelled() {
		return this.#isCancelled;
	}
	/** Why the pass ended early. Rejects with what makes it impossible to go on. */
	get stopped() {
		return this.#over.promise;
	}
	/** Does something that ends by itself; the pass is not over meanwhile. */
	async work(act) {
		this.#active += 1;
		try {
			return await act();
		} finally {
			this.#active -= 1;
			if (this.#active === 0) this.#lookAround();
		}
	}
	/** Within {@link work}: does what the operation at `path` is there for. */
	async perform(path, act) {
		this.underWay.add(path);
		try {
			return await act();
		} finally {
			this.underWay.delete(path);
		}
	}
	/** A step is at work. A look at a condition is not: else one that looks often would keep the process for ever. */
	stepStarted() {
		this.#heldSince = void 0;
	}
	/** Within {@link work}: waits until the time it names has come or `wake` is called with its path. */
	async park(parked) {
		if (this.#isOver) throw new Dropped();
		if (this.#isCancelled && isCancellable(parked)) throw new RunCancelled();
		const { promise, resolve, reject } = Promise.withResolvers();
		const until = "until" in parked ? parked.until : void 0;
		const stopTimer = until === void 0 ? void 0 : this.#after(until, resolve);
		const waiter = {
			parked,
			resolve,
			reject,
			stopTimer
		};
		this.#waiters.add(waiter);
		this.#active -= 1;
		if (this.#active === 0) this.#lookAround();
		try {
			await promise;
		} finally {
			this.#active += 1;
			this.#waiters.delete(waiter);
			stopTimer?.();
		}
	}
	/** Lets go on what waits under a path. */
	wake(path) {
		for (const { parked, resolve } of this.#waiters) if (parked.path === path) resolve();
	}
	/** Waits no longer for anything below a path. */
	abandon(path) {
		for (const { parked, reject } of this.#waiters) if (isBelow(path, parked)) reject(new Dropped());
	}
	/** Waits there no longer for a time or for somebody outside, but still for the steps that have started. */
	abandonWaits(path) {
		for (const { parked, reject } of this.#waiters) if (parked.kind === "waiting" && isBelow(path, parked)) reject(new Dropped());
	}
	/** Lets what is at work end, and starts nothing more. An automation that has come to its end is past that. */
	cancel() {
		if (this.#isFinishing) return;
		this.#isCancelled = true;
		for (const { parked, reject } of this.#waiters) if (isCancellable(parked)) reject(new RunCancelled());
	}
	/** The automation came to its end: drops what still waits, and resolves when nothing is at work any more. */
	async finish() {
		this.#isFinishing = true;
		this.#isCancelled = false;
		await this.#letEnd();
	}
	/** Ends the pass with what makes it impossible to go on. */
	fail(error) {
		this.#over.reject(error);
	}
	/** Resolves when nothing is at work any more; what waits is dropped. */
	async drop() {
		this.#isOver = true;
		await this.#letEnd();
	}
	async #letEnd() {
		for (const { reject } of this.#waiters) reject(new Dropped());
		await this.#world.clock.turn();
		if (this.#active > 0) await new Promise((resolve) => this.#whenIdle = resolve);
	}
	#after(until, act) {
		const left = until - this.#world.clock.now();
		if (left <= longestTimer$1) return this.#world.clock.after(Math.max(0, left), act);
		let stop = this.#world.clock.after(longestTimer$1, () => stop = this.#after(until, act));
		return () => stop();
	}
	#lookAround() {
		if (this.#active === 0) this.#whenIdle?.();
		if (this.#isOver || this.#isLooking) return;
		this.#isLooking = true;
		this.#lookNextTurn();
	}
	async #lookNextTurn() {
		await this.#world.clock.turn();
		this.#isLooking = false;
		const stop = this.#active > 0 || this.#isOver ? void 0 : this.#stop();
		if (stop) this.#over.resolve(stop);
	}
	#stop() {
		if (this.isStopping) return { kind: "interrupted" };
		const parked = [...this.#waiters].map((waiter) => waiter.parked);
		if (parked.some(({ kind }) => kind === "again")) return { kind: "again" };
		const waiting = parked.filter((each) => each.kind === "waiting" || each.kind === "retrying");
		const dues = waiting.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
		const next = Math.min(...dues);
		if (waiting.length > 0) {
			if (this.#isWorthWaiting(next)) return void 0;
			return {
				kind: "suspended",
				...Number.isFinite(next) ? { until: next } : {},
				waiting: waiting.map(({ path }) => path)
			};
		}
		const paused = parked.filter((each) => each.kind === "paused");
		const [first] = paused;
		if (!first) return void 0;
		return {
			kind: "paused",
			causes: paused.flatMap(({ causes }) => causes),
			failure: first.failure
		};
	}
	#isWorthWaiting(until) {
		const { clock } = this.#world;
		const left = until - clock.now();
		if (left <= 0) return true;
		this.#heldSince ??= clock.monotonic();
		return clock.monotonic() - this.#heldSince + left <= this.#options.suspendAfter;
	}
};
/** Nothing of it is at work. */
function isCancellable({ kind }) {
	return kind === "waiting" || kind === "retrying" || kind === "paused";
}
function isBelow(context, { path }) {
	return context === "" || path.startsWith(`${context}/`);
}
/** Milliseconds: what timers take at most. */
const longestTimer$1 = 2 ** 31 - 1;

// src/durable/engine/plain-json.ts
/** Whether JSON says a value as it is. */
/** Nesting of what is recorded: its event and the line around it take the rest of what a journal reads back. */
const deepest$1 = 30;
/**
* Looks through a value that is to be recorded. Throws a {@link UserError} that names the place where JSON would change
* or lose something, and what to write instead. As in JSON, members that are undefined count as left out, and dates and
* whatever else has `toJSON` are what that gives. `largest` bounds its JSON, in bytes.
*/
function requireJson(value, largest) {
	const path = [];
	const around = [];
	let isPlain = true;
	let atMost = 0;
	let atLeast = 0;
	function fail(what, instead) {
		throw new UserError(`${placeOf(path)} is ${what}, which cannot be recorded: ${instead}`);
	}
	function count(least, most) {
		atLeast += least;
		atMost += most;
		if (atLeast > largest) throw new UserError(`the value has more than ${largest / 1024 / 1024} MiB as JSON: write it to a file or a service, and give back where it is`);
	}
	/** Each UTF-16 unit takes one byte, or up to six as an escape. */
	const text = ({ length }) => count(length + 2, 6 * length + 2);
	function look(at) {
		switch (typeof at) {
			case "string": return text(at);
			case "boolean": return count(4, 5);
			case "number":
				if (!Number.isFinite(at)) fail(String(at), "JSON has no such number; give null or a text");
				return count(1, 25);
			case "bigint": return fail("a BigInt", "give String(value)");
			case "undefined": return fail("undefined", "give null");
			case "symbol": return fail("a symbol", "give a text");
			case "function": return fail("a function", "give what it returns");
			case "object": return at === null ? count(4, 4) : lookInto(at);
		}
	}
	function lookInto(at) {
		if (around.includes(at)) fail("part of itself", "give an id in its place");
		if (around.length >= deepest$1) fail(`nested deeper than ${deepest$1} levels`, "give a flatter value");
		around.push(at);
		if ("toJSON" in at && typeof at.toJSON === "function") {
			isPlain = false;
			if (at instanceof Date && Number.isNaN(at.getTime())) fail("an invalid date", "give null");
			look(at.toJSON(String(path.at(-1) ?? "")));
		} else if (Array.isArray(at)) lookIntoList(at);
		else {
			requirePlain(at);
			lookIntoMembers(at);
		}
		around.pop();
	}
	function lookIntoList(list) {
		count(2, 2 + list.length);
		const depth = path.length;
		for (let index = 0; index < list.length; index++) {
			path[depth] = index;
			look(list[index]);
		}
		path.length = depth;
	}
	function lookIntoMembers(members) {
		count(2, 2);
		const depth = path.length;
		for (const [name, member] of Object.entries(members)) {
			path[depth] = name;
			if (name === "__proto__") fail("a member that changes what others inherit", "give it another name");
			if (member === void 0) continue;
			text(name);
			count(1, 2);
			look(member);
		}
		path.length = depth;
	}
	function requirePlain(at) {
		const made = Object.getPrototypeOf(at);
		if (made !== null && typeof made === "object" && Object.getPrototypeOf(made) !== null) {
			const kind = at.constructor?.name || "class";
			fail(`a ${kind}`, insteadOf[kind] ?? "give a plain object with what matters of it, or a codec");
		}
		if (Object.getOwnPropertySymbols(at).length > 0) fail("an object with a symbol among its names", "use a text");
	}
	look(value);
	return {
		atMost,
		isPlain
	};
}
const insteadOf = {
	Map: "give Object.fromEntries(map)",
	Set: "give [...set]",
	Error: "give error.message, or throw it",
	Promise: "await it",
	Uint8Array: "write it to a file, or give it as base64",
	ArrayBuffer: "write it to a file, or give it as base64"
};
/** Such as `.orders[3].total`; names that are no identifiers as in JavaScript. */
function placeOf(path) {
	if (path.length === 0) return "the value";
	return path.map((part) => typeof part === "string" && /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`).join("");
}

// src/durable/engine/payload.ts
/** Bytes of JSON that the journal takes itself: each save copies it. */
const inline = 65536;
/** Bytes of JSON that are kept at all. */
const largest$1 = 67108864;
/**
* Keeps a value; `undefined` is a payload without anything. Throws a {@link UserError} that names the place where JSON
* would change or lose something, or where the value is too large.
*/
async function writePayload(lane, value) {
	if (value === void 0) return {};
	const { atMost, isPlain } = requireJson(value, largest$1);
	if (isPlain && atMost <= inline) return { result: value };
	const json = Buffer.from(JSON.stringify(value));
	if (json.length <= inline) return { result: isPlain ? value : JSON.parse(json.toString()) };
	if (json.length > largest$1) throw new UserError(`the value has ${json.length} bytes as JSON, more than ${largest$1}: give back where it is kept`);
	return { spilled: await lane.attach(json) };
}
/** Whether a value must not be kept, for it holds a secret. Throws as {@link writePayload} does. */
function holdsSecret(guard, value) {
	if (!guard || guard.isEmpty || value === void 0) return false;
	requireJson(value, largest$1);
	return guard.holds(JSON.stringify(value));
}
/** What was kept. Throws {@link Refused} where the file that holds it is not exactly what was written. */
async function readPayload(lane, payload) {
	if (!payload.spilled) return payload.result;
	const json = await lane.attached(payload.spilled);
	return parseJson$2(json.toString("utf8"));
}

// src/durable/engine/outcome.ts
/** How an operation ends: a promise that knows whether anybody has asked. */
var Outcome = class extends Promise {
	isAsked = false;
	/** What is made of it is a promise like any other. */
	static get [Symbol.species]() {
		return Promise;
	}
	then(onValue, onError) {
		this.isAsked = true;
		return super.then(onValue, onError);
	}
	/** Tells of a failure that nobody has asked for by then; to be told is not to ask. */
	unasked(tell) {
		super.then(void 0, (error) => this.isAsked || tell(error));
	}
};

// src/durable/engine/scope.ts
/** The operations of one context: which names are taken, and how far its record has been replayed. */
var Scope = class {
	path;
	/** In the order they were come to. */
	current = [];
	recorded;
	/** False where operations come in no order of their own, as items do. */
	isOrdered;
	/** Operations that were come to and have not ended. */
	inFlight = 0;
	/** Its body has come to its end: nothing new starts here, and steps that have started come to theirs. */
	isEnding = false;
	/** The batch this is an item of has enough, or the run is over: nothing is to be tried again either. */
	isClosed = false;
	/** What failed here while nobody had asked for it. */
	failed = [];
	/** Set where a context that has ended is come to again: told when something in it had not ended when it had. */
	onStuck;
	#parent;
	#names = /* @__PURE__ */ new Set();
	/** The last number given, by kind. */
	#unnamed = /* @__PURE__ */ new Map();
	#valueCounts = /* @__PURE__ */ new Map();
	/** How much is at work here and below, and how much ever was. */
	#atWork = 0;
	#worked = 0;
	#whenIdle;
	#replayed = 0;
	/** How many it has to come to yet. */
	#expected = 0;
	constructor(path, recorded = /* @__PURE__ */ new Map(), isOrdered = true, parent) {
		this.path = path;
		this.#parent = parent;
		this.recorded = recorded;
		this.isOrdered = isOrdered;
		for (const { isExpected } of recorded.values()) if (isExpected) this.#expected += 1;
	}
	/** The path of an operation that is come to. Without a name it has the name of its kind, and a number from 2 on. */
	claim(kind, name) {
		if (name === "") throw new UserError(`a ${kind} needs a name that is not empty`);
		const own = name ?? this.#numbered(kind);
		const path = pathOf$1(this.path, own);
		if (this.#names.has(own)) throw new DuplicateName(`two operations in ${this.path === "" ? "the automation" : `"${this.path}"`} are called "${own}", and what one has recorded would be taken for the other's: give each a name of its own`);
		this.#names.add(own);
		if (this.isOrdered) this.current.push(path);
		const before = this.recorded.get(path);
		if (before) this.#replayed += 1;
		if (before?.isExpected) this.#expected -= 1;
		return path;
	}
	/** The path of a value, known by how many of its kind came before. */
	claimValue(kind) {
		const count = (this.#valueCounts.get(kind) ?? 0) + 1;
		this.#valueCounts.set(kind, count);
		return pathOf$1(this.path, `${kind}#${count}`);
	}
	/** Whether nothing more is to be tried here, or in a context above. */
	get isAbandoned() {
		return this.isClosed || (this.#parent?.isAbandoned ?? false);
	}
	/** Whether nothing new is to start here, or in a context above. */
	get isOver() {
		return this.isEnding || this.isClosed || (this.#parent?.isOver ?? false);
	}
	/** Does something that keeps this context, and those above, from being idle. */
	async during(act) {
		this.#begin();
		try {
			return await act();
		} finally {
			this.#end();
		}
	}
	/** Resolves when nothing is at work here and below, nor has come in a `turn` of the event loop. */
	async idle(turn) {
		for (let seen = -1; seen !== this.#worked;) {
			if (this.#atWork > 0) await new Promise((resolve) => this.#whenIdle = resolve);
			seen = this.#worked;
			await turn();
		}
	}
	#begin() {
		this.#atWork += 1;
		this.#worked += 1;
		if (this.#parent) this.#parent.#begin();
	}
	#end() {
		this.#atWork -= 1;
		if (this.#atWork === 0) this.#whenIdle?.();
		if (this.#parent) this.#parent.#end();
	}
	/** {@link onStuck} of this context or of one above; where there is one, nothing is begun and nothing recorded. */
	get revisit() {
		return this.onStuck ?? this.#parent?.revisit;
	}
	/** Whether operations that are recorded are still to be come to. */
	get isReplaying() {
		return this.#replayed < this.recorded.size;
	}
	/** Whether operations that a replay has to come to are still to be come to. */
	get isIncomplete() {
		return this.#expected > 0;
	}
	/** Those, in the order they were recorded. */
	get missing() {
		return [...this.recorded].flatMap(([path, { isExpected }]) => isExpected && !this.current.includes(path) ? [path] : []);
	}
	#numbered(kind) {
		for (let number = (this.#unnamed.get(kind) ?? 0) + 1;; number++) {
			const name = number === 1 ? kind : `${kind}#${number}`;
			if (this.#names.has(name)) continue;
			this.#unnamed.set(kind, number);
			return name;
		}
	}
};
/** A mistake in the automation that must not be caught by it. */
var DuplicateName = class extends UserError {
	name = "DuplicateName";
};

// src/durable/engine/engine.ts
/** What the operations of one pass over an automation share. */
/**
* Runs an operation that is come to in `scope`. What it throws for the automation to see is thrown; anything else makes
* it impossible to go on and ends the pass, and the automation waits for ever.
*/
function operate(engine, scope, act) {
	const outcome = new Outcome((resolve) => resolve(come(engine, scope, act)));
	outcome.unasked((error) => scope.failed.push({
		outcome,
		error
	}));
	return outcome;
}
async function come(engine, scope, act) {
	const { invocation } = engine;
	scope.inFlight += 1;
	invocation.operations += 1;
	try {
		if (invocation.isOver || scope.isAbandoned) throw new Dropped();
		if (stepOf.getStore() === invocation) throw new UserError("a step's body cannot use the context: what it did there would be skipped where it is replayed");
		const value = await act();
		if (!invocation.isOver && !scope.isAbandoned) return value;
	} catch (error) {
		if (!invocation.isOver && !scope.isAbandoned) {
			if (error instanceof ThrownByAuthor) throw error.thrown;
			if (isForAuthor(error)) throw error;
		}
		if (error instanceof Dropped) scope.revisit?.();
		else invocation.fail(error);
	} finally {
		scope.inFlight -= 1;
	}
	return new Promise(() => {});
}
/** Whose step is at work, for what its body calls. */
const stepOf = new AsyncLocalStorage();
/** Runs the body of a step, or a look at a condition. */
function withinStep({ invocation }, body) {
	return stepOf.run(invocation, body);
}
/** What the author's own code threw where it was called outside a step: it is handed on as it is. */
var ThrownByAuthor = class extends Error {
	name = "ThrownByAuthor";
	thrown;
	constructor(thrown) {
		super("the author's code threw");
		this.thrown = thrown;
	}
};
function ask$1(act) {
	try {
		const given = act();
		return given instanceof Promise ? given.catch(thrownByAuthor) : given;
	} catch (error) {
		return thrownByAuthor(error);
	}
}
function thrownByAuthor(thrown) {
	throw new ThrownByAuthor(thrown);
}
/** The same for an operation that does work of its own, rather than have others do it. */
function work(engine, scope, act) {
	return operate(engine, scope, () => workIn(engine, scope, act));
}
/** Within an operation: does something that ends by itself. Neither the pass nor the context is over meanwhile. */
function workIn({ invocation }, scope, act) {
	return scope.during(() => invocation.work(act));
}
function isForAuthor(error) {
	if (error instanceof DuplicateName || error instanceof AutomationChanged) return false;
	return error instanceof OperationFailed || error instanceof RunCancelled || error instanceof UserError;
}
/** Before the end of a context is recorded: what ends too late does not count, who waited was told without it. */
function requireWanted({ invocation }, scope) {
	if (invocation.isOver || scope.isAbandoned || scope.revisit) throw new Dropped();
}
/** Before another attempt: throws where nothing more is to start. */
function requireGoingOn(engine, scope) {
	requireWanted(engine, scope);
	if (engine.invocation.isCancelled) throw new RunCancelled();
}
/** The same for what a context whose body has come to its end does not wait for: all but steps that have started. */
function requireOpen(engine, scope) {
	if (scope.isOver) throw new Dropped();
	requireGoingOn(engine, scope);
}
/** Within work: an operation that is not recorded may start now. */
async function beginNew(engine, scope, path) {
	const { invocation, onChange, world, guard } = engine;
	if (scope.recorded.has(path)) requireGoingOn(engine, scope);
	else requireOpen(engine, scope);
	if (guard?.holds(namesOf(path).at(-1) ?? "")) throw new UserError(`the name of an operation in "${guard.redact(scope.path)}" holds a secret, and names are recorded: give it another`);
	await requireRunning(engine, path);
	if (invocation.isStopping) await invocation.park({
		kind: "interrupted",
		path
	});
	if (onChange !== "fail" || !scope.isOrdered) return;
	if (!scope.isIncomplete || scope.inFlight > 1 || scope.recorded.has(path)) return;
	const before = scope.current.length;
	await world.clock.turn();
	if (!scope.isIncomplete || scope.inFlight > 1 || scope.current.length > before) return;
	const what = `it now comes to "${path}", where the record goes on with "${scope.missing[0] ?? ""}"`;
	throw new AutomationChanged(scope.path, [...scope.recorded.keys()], scope.current, what);
}
/** Within work: waits for ever where nothing is to be run that is not recorded. */
async function requireRunning({ invocation, refuse }, path) {
	if (!refuse) return;
	refuse(path);
	await invocation.park({
		kind: "paused",
		path,
		causes: [path],
		failure: {
			kind: "error",
			message: "not recorded"
		}
	});
}
/** A context came to its end: everything that is recorded in it was to be come to. */
function requireAllReplayed({ onChange }, scope) {
	if (onChange !== "fail" || !scope.isOrdered || !scope.isIncomplete) return;
	const what = `it no longer comes to ${scope.missing.map((path) => `"${path}"`).join(", ")}`;
	throw new AutomationChanged(scope.path, [...scope.recorded.keys()], scope.current, what);
}
/** Within work: something was recorded that a replay would find. */
async function endNew({ invocation, alwaysReplay }, path) {
	if (alwaysReplay) await invocation.park({
		kind: "again",
		path
	});
}
/** What is recorded of a value; a UserError says where it is not what JSON can say. */
async function keep$1({ lane, guard }, value, codec) {
	const encoded = codec ? codec.encode(value) : value;
	if (holdsSecret(guard, encoded)) return {
		payload: { result: encoded },
		isSecret: true
	};
	return {
		payload: await writePayload(lane, encoded),
		isSecret: false
	};
}
/** Why a value that holds one is not kept. */
const secretWithheld = "what it gave holds a secret";
/** What is recorded where a value may be missing; the onlooker is told where it is, for it holds a secret. */
function payloadOrNone({ observe }, path, what, { payload, isSecret }) {
	if (!isSecret) return payload;
	observe({
		type: "log",
		path,
		level: "warn",
		message: `${what} holds a secret and is not recorded`
	});
	return {};
}
/** What was recorded, as a value of its own: who changes it changes no record. */
async function recall({ lane }, payload, codec) {
	const stored = payload.spilled ? await readPayload(lane, payload) : copy(payload.result);
	return codec ? codec.decode(stored) : stored;
}
function copy(value) {
	if (typeof value === "object" && value !== null) return JSON.parse(JSON.stringify(value));
	return Object.is(value, -0) ? 0 : value;
}

// src/durable/engine/undoable.ts
/**
* What a context records when it ends, from now on: that something in it can be undone, so that later passes come to it
* again. What is still at work may come to be something to undo.
*/
function undoableSince({ compensations }, own) {
	const before = compensations.length;
	return () => compensations.length > before || own.inFlight > 0 ? { compensable: true } : {};
}

// src/durable/operations/batch/completion.ts
/** When a batch has enough: pure functions of what was asked and what has happened. */
/** Why no further item is to be started, or undefined. */
function enough(completion, { succeeded, failed, total }) {
	const { minSuccessful, toleratedFailureCount, toleratedFailurePercentage } = completion;
	if (toleratedFailureCount !== void 0 && failed > toleratedFailureCount) return "failure-tolerance-exceeded";
	if (toleratedFailurePercentage !== void 0 && total !== void 0) {
		if (failed * 100 > toleratedFailurePercentage * total) return "failure-tolerance-exceeded";
	}
	if (minSuccessful !== void 0 && succeeded >= minSuccessful) return "min-successful-reached";
}
/** Throws a {@link UserError} naming the option that makes no sense. */
function requireCompletion(completion, maxConcurrency) {
	requireWhole("maxConcurrency", maxConcurrency, 1);
	requireWhole("minSuccessful", completion.minSuccessful, 0);
	requireWhole("toleratedFailureCount", completion.toleratedFailureCount, 0);
	const share = completion.toleratedFailurePercentage;
	if (share !== void 0 && !(share >= 0 && share <= 100)) throw new UserError(`toleratedFailurePercentage is ${share}: write a number from 0 to 100`);
}
function requireWhole(option, value, least) {
	if (value === void 0 || Number.isInteger(value) && value >= least) return;
	if (value === Number.POSITIVE_INFINITY) return;
	throw new UserError(`${option} is ${value}: write a whole number from ${least}`);
}

// src/durable/operations/batch/room.ts
/** How many items a journal has room for. */
/** What an item takes of its journal at the least: one small step, which starts and ends, and the item's own end. */
const itemCost = {
	events: 3,
	bytes: 1024
};
/** So many items a run has room for that does little else, in round figures. */
const mostItems = Math.floor(roomFor({
	length: 0,
	bytes: 0
}) / 1e4) * 1e4;
/** How many more items a journal has room for that goes so far. */
function roomFor({ length, bytes }) {
	const left = {
		events: limits.events - length,
		bytes: limits.journal - bytes
	};
	return Math.max(0, Math.floor(Math.min(left.events / itemCost.events, left.bytes / itemCost.bytes)));
}
/** Says how to go about it; without a count, nobody knows how many more there are. */
function tooMany(count, room) {
	const runs = count !== void 0 && count > mostItems ? `${Math.ceil(count / mostItems)} runs` : "runs";
	return new UserError(`a list of ${count ?? `more than ${room}`} items is more than the journal of this run has room for: the most is ${room}, at ${itemCost.events} events and ${itemCost.bytes} bytes an item. Split the list into ${runs} of their own, each of at most ${mostItems} items`);
}

// src/durable/operations/batch/item-keys.ts
/** What items are told apart by. */
/** How many there are. Throws a {@link UserError} before the first is started where they cannot all be told apart. */
function requireList(items, keyOf, room) {
	if (items.length > room) throw tooMany(items.length, room);
	const seen = /* @__PURE__ */ new Map();
	for (const [index, item] of items.entries()) {
		const key = textOfKey(keyOf(item, index), index);
		const other = seen.get(key);
		if (other !== void 0) {
			const shown = key.length > 80 ? `${key.slice(0, 80)}…` : key;
			throw new UserError(`items ${other} and ${index} have the same key ${JSON.stringify(shown)}: give each a key of its own`);
		}
		seen.set(key, index);
	}
	return items.length;
}
/** A key as it stands in a path. Throws a {@link UserError} on one that is none. */
function textOfKey(key, index) {
	if (typeof key === "string" && key !== "") return key;
	if (Number.isFinite(key)) return String(key);
	const given = typeof key === "number" ? String(key) : JSON.stringify(key);
	throw new UserError(`the key of item ${index} is ${given}: give a number, or a text that is not empty`);
}

// src/durable/batch.ts
function batchResult(all, completionReason, deadLetters, error) {
	const those = (status) => all.filter((item) => item.status === status);
	const successCount = those("succeeded").length;
	const failureCount = those("failed").length;
	return {
		status: failureCount > 0 ? "failed" : "succeeded",
		completionReason,
		all,
		hasFailure: failureCount > 0,
		successCount,
		failureCount,
		startedCount: all.length - successCount - failureCount,
		totalCount: all.length,
		deadLetters,
		succeeded: () => those("succeeded"),
		failed: () => those("failed"),
		started: () => those("started"),
		results: () => those("succeeded").map(({ result }) => result),
		errors: () => those("failed").map((item) => item.error),
		throwIfError() {
			if (error) throw error;
		}
	};
}

// src/durable/operations/batch/result.ts
/** What a batch gives that has ended: from the records alone, so that it is the same fresh and replayed. */
async function resultOf$1(engine, path, { reason, keys }, { codec }) {
	const { contexts, deadLetters } = engine.journal.state.run;
	const all = [];
	const dead = [];
	const causes = [];
	let first;
	for (const [index, key] of keys.entries()) {
		const itemPath = pathOf$1(path, key);
		const record = contexts.get(itemPath);
		const secret = engine.secrets.get(itemPath);
		if (secret) all.push({
			index,
			key,
			status: "succeeded",
			result: await recall(engine, secret, codec)
		});
		else if (record === void 0) all.push({
			index,
			key,
			status: "started"
		});
		else if (record.status === "done") all.push({
			index,
			key,
			status: "succeeded",
			result: await recall(engine, record.payload, codec)
		});
		else {
			const error = new ContextFailed(itemPath, record.failure, record.causes);
			first ??= error;
			causes.push(itemPath);
			all.push({
				index,
				key,
				status: "failed",
				error
			});
		}
		const letter = deadLetters.get(itemPath);
		if (letter) {
			const { failure, attempts } = letter;
			dead.push({
				key,
				item: await recall(engine, letter, void 0),
				failure,
				attempts
			});
		}
	}
	const error = first && new ContextFailed(first.path, first.failure, causes);
	return batchResult(all, reason, dead, error);
}

// src/durable/lane/errors.ts
/** Why a lane cannot be worked on. The message says what to do about it. */
var LaneError = class extends Error {
	name = "LaneError";
};
/** Another writer has the lane and may still be at work. */
var LaneHeld = class extends LaneError {
	name = "LaneHeld";
	constructor({ key, lane }, holder, why) {
		super(`lane "${lane}" of run "${key}" is held by ${holder.link ?? holder.id}, ${why}. Wait until it has ended, or use another key or lane.`);
	}
};
/** Another writer has added to the lane since we read it: what this job does can no longer be recorded. */
var LateWriter = class extends LaneError {
	name = "LateWriter";
	constructor({ key, lane }, winner) {
		super(`lane "${lane}" of run "${key}" was written by ${winner} meanwhile, so this job stops. If both are meant to run, such as two calls of one reusable workflow in a run, give each a lane of its own in the input lane and start a new run: a re-run would take the other's records for its own.`);
	}
};
/** What is already done cannot be told, and running it again unasked would break the promise. */
var StateUnknown = class extends LaneError {
	name = "StateUnknown";
};

// src/durable/operations/revisit.ts
/**
* Comes again to what is recorded in a context that has ended, so that what can be undone there is known. What had not
* ended then is not begun again, so `body` may wait for it for ever.
*/
async function revisit(engine, scope, body) {
	const stuck = Promise.withResolvers();
	scope.onStuck = stuck.resolve;
	await workIn(engine, scope, () => Promise.race([settled$2(body), stuck.promise.then(() => quiet(engine))]));
}
async function settled$2(body) {
	try {
		await body();
	} catch {}
}
/** Resolves when two turns of the event loop have come to no further operation. */
async function quiet({ invocation, world }) {
	for (let calm = 0; calm < 2; calm++) {
		const before = invocation.operations;
		await world.clock.turn();
		if (invocation.operations !== before) calm = -1;
	}
}

// src/policy/signals.ts
/**
* Signals by name, with their number where Linux and macOS agree on one.
*
* A shell reports a command that a signal ended as exit code 128 + number (POSIX, "2.8.2 Exit Status for Commands").
*/
const NUMBERS = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGQUIT: 3,
	SIGILL: 4,
	SIGTRAP: 5,
	SIGABRT: 6,
	SIGBUS: void 0,
	SIGFPE: 8,
	SIGKILL: 9,
	SIGUSR1: void 0,
	SIGSEGV: 11,
	SIGUSR2: void 0,
	SIGPIPE: 13,
	SIGALRM: 14,
	SIGTERM: 15,
	SIGXCPU: 24,
	SIGXFSZ: 25,
	SIGSYS: void 0
};
const NAMES = new Map(Object.entries(NUMBERS).map(([name, number]) => [number, name]));
function isSignalName(text) {
	return Object.hasOwn(NUMBERS, text);
}
/** The signal that a shell's exit code stands for, or undefined. */
function signalOfExitCode(code) {
	return code > 128 ? NAMES.get(code - 128) : void 0;
}

// src/policy/failure.ts
/** A failure in a few words for people, to stand after "attempt 2 failed: ". */
function describeFailure(failure) {
	switch (failure.kind) {
		case "exit": {
			const signal = signalOfExitCode(failure.code);
			return `exit code ${failure.code}${signal === void 0 ? "" : ` (${signal})`}`;
		}
		case "signal": return `ended by ${failure.signal}`;
		case "timeout": return `timed out after ${formatDuration(failure.limit)}`;
		case "idle-timeout": return `no output for ${formatDuration(failure.limit)}`;
		case "deadline": return `the deadline of ${formatDuration(failure.limit)} passed`;
		case "not-started": return `could not be started: ${failure.message}`;
		case "interrupted": return "it was interrupted: nobody knows whether its effect happened";
		default: return `${failure.name}: ${failure.message}`;
	}
}
/** The signal that ended it, seen directly or in a shell's exit code of 128 + number. */
function signalOf(failure) {
	if (failure.kind === "signal") return failure.signal;
	return failure.kind === "exit" ? signalOfExitCode(failure.code) : void 0;
}

// src/durable/step/recorded-failure.ts
/** Where a record says that something failed and not how. */
const unknownFailure = {
	kind: "error",
	message: "unknown"
};
/** What a thrown value says as the failure of an attempt. */
function failureOf$2(thrown) {
	const { name, message, code } = partsOf$1(thrown);
	const retryAfter = retryAfterOf(thrown);
	return {
		kind: "error",
		name,
		message,
		...code !== void 0 && { code: String(code) },
		...retryAfter !== void 0 && { retryAfter }
	};
}
/** What is recorded of a value that ended a context: the failure of the operation that threw it, or its own. */
function recordedFailure(thrown, guard) {
	if (thrown instanceof OperationFailed) return thrown.failure;
	const { name, message, code } = partsOf$1(thrown);
	return redacted({
		kind: "error",
		name,
		message,
		...code !== void 0 && { code }
	}, guard);
}
/** What is recorded of how an attempt failed. */
function recordOf$2(failure) {
	const code = codeOf(failure);
	const { name, message } = {
		name: void 0,
		...failure.kind === "error" ? failure : { message: describeFailure(failure) }
	};
	return {
		kind: failure.kind,
		...name !== void 0 && { name },
		message,
		...code !== void 0 && { code }
	};
}
function codeOf(failure) {
	if (failure.kind === "signal") return failure.signal;
	return "code" in failure ? failure.code : void 0;
}
/** Without what must not be recorded. */
function redacted(failure, guard) {
	if (!guard) return failure;
	const { kind, name, message, code, by, teams } = failure;
	return {
		kind,
		...name !== void 0 && { name: guard.redact(name) },
		message: guard.redact(message),
		...code !== void 0 && { code: typeof code === "string" ? guard.redact(code) : code },
		...by !== void 0 && { by: guard.redact(by) },
		...teams !== void 0 && { teams: teams.map((team) => guard.redact(team)) }
	};
}
/** The operations whose failure a thrown value tells of, itself or as its cause. */
function causesOf(thrown) {
	const seen = /* @__PURE__ */ new Set();
	for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
		if (error instanceof OperationFailed) return error.causes;
		seen.add(error);
	}
	return [];
}
function partsOf$1(thrown) {
	if (!(thrown instanceof Error)) return {
		name: "Error",
		message: typeof thrown === "string" ? thrown : show(thrown)
	};
	const { name, message } = thrown;
	const code = "code" in thrown ? thrown.code : void 0;
	return {
		name: name || "Error",
		message,
		...(typeof code === "string" || typeof code === "number" && Number.isSafeInteger(code)) && { code }
	};
}
function show(thrown) {
	try {
		return JSON.stringify(thrown) ?? String(thrown);
	} catch {
		return Object.prototype.toString.call(thrown);
	}
}
/** Milliseconds that an HTTP client's error says to wait: `retryAfter` in seconds, or the header of its response. */
function retryAfterOf(thrown) {
	if (typeof thrown !== "object" || thrown === null) return void 0;
	const own = "retryAfter" in thrown ? thrown.retryAfter : headerOf(thrown);
	const seconds = typeof own === "number" || typeof own === "string" && /^\d{1,9}$/.test(own) ? Number(own) : NaN;
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1e3 : void 0;
}
function headerOf(thrown) {
	const response = "response" in thrown ? thrown.response : thrown;
	if (typeof response !== "object" || response === null || !("headers" in response)) return void 0;
	const { headers } = response;
	if (headers instanceof Headers) return headers.get("retry-after");
	if (typeof headers !== "object" || headers === null || !("retry-after" in headers)) return void 0;
	return headers["retry-after"];
}

// src/durable/engine/slow-end.ts
/** Milliseconds that the end of a context may take before somebody is told what it waits for. */
const patience$1 = 3e4;
/** So many are named. */
const most = 5;
/**
* Waits for the end of what nobody awaited in the context at `path`. Where that takes long the onlooker is told: an
* operation may wait for something that only comes after the context, and then neither ever ends.
*/
async function tellIfSlow(engine, path, end) {
	const stopTimer = engine.world.clock.after(patience$1, () => tell(engine, path));
	try {
		return await end();
	} finally {
		stopTimer();
	}
}
function tell({ invocation, observe }, path) {
	const below = [...invocation.underWay].filter((each) => isBelow(path, { path: each }));
	const shown = below.slice(0, most).map((each) => `"${each}"`);
	if (below.length > most) shown.push(`${below.length - most} more`);
	const place = path === "" ? "the automation" : `"${path}"`;
	observe({
		type: "log",
		path,
		level: "warn",
		message: `${place} is at its end and waits for ${shown.join(" and ") || "something in it"}, which nobody awaited${path === "" ? "" : `: where that needs something that comes after ${place}, it waits for ever`}`
	});
}

// src/durable/engine/settle.ts
/**
* Brings a context to its end whose body has returned. Steps that nobody awaited come to theirs, with all their attempts:
* what has started is not lost. Nothing else is waited for and nothing new starts, so that what lost a race holds nothing
* up.
*/
async function settle$1(engine, scope) {
	const { invocation, world, observe, guard } = engine;
	scope.isEnding = true;
	if (scope.inFlight > 0) {
		invocation.abandonWaits(scope.path);
		await tellIfSlow(engine, scope.path, () => scope.idle(() => invocation.work(() => world.clock.turn())));
		if (invocation.isCancelled) throw new RunCancelled();
	}
	requireWanted(engine, scope);
	requireAllReplayed(engine, scope);
	for (const { outcome, error } of scope.failed) {
		if (outcome.isAsked) continue;
		const what = error instanceof Error ? error.message : String(error);
		const message = `nobody awaited an operation that failed: ${guard?.redact(what) ?? what}`;
		observe({
			type: "log",
			path: scope.path,
			level: "warn",
			message
		});
	}
}

// src/durable/operations/child.ts
/** Runs `body` in a context of its own, and records what becomes of it. */
function childOperation(engine, scope, { kind, name, codec }, body) {
	const { invocation, journal, observe, secrets } = engine;
	return operate(engine, scope, async () => {
		const path = scope.claim(kind, name);
		const record = journal.state.run.contexts.get(path);
		const isWithheld = record?.status === "done" && record.isWithheld;
		const own = new Scope(path, engine.recorded.get(path), true, scope);
		if (record && !isWithheld) {
			if (record.compensable) await revisit(engine, own, () => body(engine.contextIn(own), own));
			observe({
				type: "replayed",
				path,
				kind
			});
			return workIn(engine, scope, () => resultOf(path, record));
		}
		if (!scope.recorded.has(path)) await workIn(engine, scope, () => beginNew(engine, scope, path));
		const compensable = undoableSince(engine, own);
		let kept;
		try {
			const value = await body(engine.contextIn(own), own);
			kept = await workIn(engine, scope, () => keep$1(engine, value, codec));
		} catch (error) {
			requireWanted(engine, own);
			if (error instanceof RunCancelled) throw error;
			own.isClosed = true;
			invocation.abandon(path);
			const failure = recordedFailure(error, engine.guard);
			const causes = causesOf(error);
			return workIn(engine, scope, async () => {
				await journal.append({
					type: "context-failed",
					path,
					kind,
					failure,
					causes: [...causes],
					...compensable()
				});
				observe({
					type: "failed",
					path,
					kind,
					failure
				});
				await endNew(engine, path);
				throw failed(path, kind, failure, causes);
			});
		}
		await settle$1(engine, own);
		return workIn(engine, scope, async () => {
			const { payload, isSecret } = kept;
			if (isSecret) secrets.set(path, payload);
			const recorded = isSecret ? { withheld: secretWithheld } : payload;
			if (!record) await journal.append({
				type: "context-done",
				path,
				kind,
				...compensable(),
				...recorded
			});
			observe({
				type: "done",
				path,
				kind
			});
			if (!record) await endNew(engine, path);
			return recall(engine, payload, codec);
		});
	});
	async function resultOf(path, record) {
		if (record.status === "failed") throw failed(path, record.kind, record.failure, record.causes);
		return recall(engine, record.payload, codec);
	}
}
/** A callback's context fails as the callback in it does. */
function failed(path, kind, failure, causes) {
	if (kind === "callback" && causes[0] === `${path}/callback`) return callbackError(causes[0], failure);
	return new ContextFailed(path, failure, causes);
}

// src/durable/operations/batch/item.ts
/** One item of a map, or branch of a parallel. */
/** Runs an item in a context of its own, or replays it. */
function itemOperation(engine, scope, { kind, body, codec }, { item, index, key }) {
	const child = {
		kind: kind === "map" ? "item" : "branch",
		name: key,
		...codec && { codec }
	};
	return childOperation(engine, scope, child, (context) => body(context, item, index));
}
/** Runs an item and does what is asked for where it fails. Whether it succeeded. */
async function runItem(engine, scope, batch, one) {
	const { journal, invocation, observe } = engine;
	const { onExhausted = "fail" } = batch;
	const { item, key } = one;
	try {
		await itemOperation(engine, scope, batch, one);
		return true;
	} catch (error) {
		if (!(error instanceof ContextFailed)) throw error;
		const { path, failure, causes } = error;
		if (onExhausted === "pause") await workIn(engine, scope, () => invocation.park({
			kind: "paused",
			path,
			failure,
			causes: [path]
		}));
		if (onExhausted === "dead-letter" && !journal.state.run.deadLetters.has(path)) {
			const attempts = journal.state.steps.get(causes[0] ?? "")?.failedAttempts ?? 1;
			await workIn(engine, scope, async () => {
				const payload = payloadOrNone(engine, path, "the item", await keep$1(engine, item, void 0));
				await journal.append({
					type: "dead-letter",
					path,
					key,
					failure,
					attempts,
					...payload
				});
			});
			observe({
				type: "dead-letter",
				path,
				failure
			});
		}
		return false;
	}
}
/** Items one after the other. */
function iteratorOf(items) {
	return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
/** Asks for no more items. Nobody waits for it, for a stream that stalls is never closed, and nothing hangs on how it ends. */
function closeIterator(iterator) {
	(async () => iterator.return?.())().catch(() => {});
}

// src/durable/operations/batch/revisit-items.ts
/**
* Comes again to the items of a batch that has ended, for what can be undone in them. Throws a {@link LaneError} where one
* of those is no longer among them.
*/
async function revisitItems(engine, scope, batch, { keys }) {
	const { contexts } = engine.journal.state.run;
	/** By key, since the list may have changed: with the index that each had. */
	const wanted = /* @__PURE__ */ new Map();
	for (const [index, key] of keys.entries()) {
		const path = pathOf$1(scope.path, key);
		const record = contexts.get(path);
		if (record ? record.compensable : scope.recorded.has(path)) wanted.set(key, index);
	}
	const iterator = iteratorOf(batch.items);
	for (let at = 0; wanted.size > 0; at++) {
		const next = await workIn(engine, scope, async () => ask$1(() => iterator.next()));
		if (next.done) throw missingItems(scope.path, [...wanted.keys()]);
		const item = next.value;
		const key = String(ask$1(() => batch.keyOf(item, at)));
		const index = wanted.get(key);
		if (index === void 0) continue;
		wanted.delete(key);
		await revisit(engine, scope, () => itemOperation(engine, scope, batch, {
			item,
			index,
			key
		}));
	}
	closeIterator(iterator);
}
/** Fatal, so that nothing else is undone in their place and they are not left as they are in silence. */
function missingItems(path, keys) {
	const shown = keys.slice(0, 5).map((key) => JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key));
	const more = keys.length > shown.length ? ` and ${keys.length - shown.length} more` : "";
	return new LaneError(`"${path}" no longer has the items ${shown.join(", ")}${more}, of which the run has done what can be undone: once they are back, the run can go on`);
}

// src/durable/operations/batch/run-items.ts
const concurrentItems = 16;
/** Starts items in their order until there are none or the batch has enough. */
async function runItems(engine, scope, batch, listed, room) {
	const { items, completion = {}, kind } = batch;
	const iterator = iteratorOf(items);
	const most = batch.maxConcurrency ?? (kind === "map" ? concurrentItems : Number.POSITIVE_INFINITY);
	const keys = [];
	const ended = Promise.withResolvers();
	/** Nothing more is asked for, and what was is not waited for: a stream may stall. */
	const closed = Promise.withResolvers();
	let tally = {
		succeeded: 0,
		failed: 0,
		total: listed
	};
	let running = 0;
	let isDrained = false;
	let isPulling = false;
	let cancelled;
	/** Whether nothing more is to be started. */
	function isEnough() {
		if (keys.length < scope.recorded.size && !isDrained) return false;
		if (cancelled && scope.isReplaying && !isDrained) return false;
		const reason = enough(completion, tally);
		if (reason) ended.resolve({
			reason,
			keys: [...keys]
		});
		return reason !== void 0 || cancelled !== void 0;
	}
	/** Items are asked for one after the other, also where several could start. */
	async function fill() {
		if (isPulling) {
			if (isEnough()) closed.resolve("closed");
			return;
		}
		isPulling = true;
		while (!isEnough() && running < most && !isDrained) {
			const pulled = ask$1(pull);
			const next = pulled instanceof Promise ? await workIn(engine, scope, () => untilClosed(pulled)) : pulled;
			if (next === "closed") break;
			if (next === void 0) {
				isDrained = true;
				tally = {
					...tally,
					total: keys.length
				};
				break;
			}
			if (!isEnough()) start(next);
		}
		isPulling = false;
		const hasEnough = isEnough();
		if (running > 0 || !isDrained && !cancelled) return;
		if (cancelled) ended.reject(cancelled);
		else if (!hasEnough) ended.resolve({
			reason: "all-completed",
			keys
		});
	}
	function untilClosed(pulled) {
		return engine.invocation.perform(scope.path, () => Promise.race([pulled, closed.promise]));
	}
	function pull() {
		const next = iterator.next();
		return next instanceof Promise ? next.then(itemOf) : itemOf(next);
	}
	function itemOf({ done, value: item }) {
		if (done) return void 0;
		const index = keys.length;
		if (index >= room) throw tooMany(void 0, room);
		return {
			item,
			index,
			key: textOfKey(batch.keyOf(item, index), index)
		};
	}
	function start(item) {
		keys.push(item.key);
		running += 1;
		runItem(engine, scope, batch, item).then((isDone) => finish(isDone), (error) => {
			if (error instanceof RunCancelled) cancelled ??= error;
			else ended.reject(error);
			running -= 1;
			fill().catch(ended.reject);
		});
	}
	function finish(isDone) {
		running -= 1;
		tally = {
			...tally,
			[isDone ? "succeeded" : "failed"]: tally[isDone ? "succeeded" : "failed"] + 1
		};
		fill().catch(ended.reject);
	}
	fill().catch(ended.reject);
	return ended.promise.finally(() => {
		closed.resolve("closed");
		if (!isDrained) closeIterator(iterator);
	});
}

// src/durable/operations/batch/batch.ts
/** `ctx.map` and `ctx.parallel`: many contexts beside each other. */
/** What is recorded of a batch that ended; the items have records of their own. */
const recordSchema = strictObject({
	reason: _enum([
		"all-completed",
		"min-successful-reached",
		"failure-tolerance-exceeded"
	]),
	/** Keys of the items that were started, by index. */
	keys: array(string())
});
function batchOperation(engine, scope, batch) {
	const { journal, invocation, observe } = engine;
	const { kind, completion = {} } = batch;
	return operate(engine, scope, async () => {
		requireCompletion(completion, batch.maxConcurrency);
		const path = scope.claim(kind, batch.name);
		const record = journal.state.run.contexts.get(path);
		const own = new Scope(path, engine.recorded.get(path), false, scope);
		if (record?.status === "done" && !record.isWithheld) {
			const { payload, compensable } = record;
			const ended = await workIn(engine, scope, async () => recordSchema.parse(await recall(engine, payload, void 0)));
			if (compensable) await revisitItems(engine, own, batch, ended);
			observe({
				type: "replayed",
				path,
				kind
			});
			return workIn(engine, scope, () => resultOf$1(engine, path, ended, batch));
		}
		const { items, keyOf } = batch;
		const room = Math.min(mostItems, own.recorded.size + roomFor(journal.written));
		const listed = Array.isArray(items) ? ask$1(() => requireList(items, keyOf, room)) : void 0;
		if (!scope.recorded.has(path)) await workIn(engine, scope, () => beginNew(engine, scope, path));
		if (listed !== void 0) observe({
			type: "items",
			path,
			count: listed
		});
		const compensable = undoableSince(engine, own);
		const ended = await runItems(engine, own, batch, listed, room).finally(() => {
			own.isClosed = true;
			invocation.abandon(path);
		});
		return workIn(engine, scope, async () => {
			const { payload } = await keep$1(engine, ended, void 0);
			requireWanted(engine, scope);
			const recorded = ended.keys.some((key) => engine.secrets.has(pathOf$1(path, key))) ? { withheld: secretWithheld } : payload;
			if (!record) await journal.append({
				type: "context-done",
				path,
				kind,
				...compensable(),
				...recorded
			});
			observe({
				type: "done",
				path,
				kind
			});
			const result = await resultOf$1(engine, path, ended, batch);
			if (!record) await endNew(engine, path);
			return result;
		});
	});
}

// src/durable/engine/given-up.ts
/**
* When a callback is given up, in milliseconds since the epoch, unless it is answered before, or a heartbeat comes; infinity
* where it is not.
*/
function givenUpAt({ until, heartbeatTimeout, heartbeatAt }) {
	const silent = heartbeatTimeout === void 0 ? Number.POSITIVE_INFINITY : heartbeatAt + heartbeatTimeout;
	return Math.min(until ?? Number.POSITIVE_INFINITY, silent);
}

// src/policy/catalogue.ts
/**
* What tools print when the trouble is likely to pass; the first match names it.
*
* It holds no permanent faults: what it does not know is retried too, so a wrong entry could only take a retry away.
* Patterns have no `*` or `+`, so that matching stays linear in the text, and a test says so.
*/
const CATALOGUE = [
	{
		rule: "rate limited (HTTP 429)",
		pattern: /\b(?:http(?:\/[\d.]{1,3})?|status|error|code|response)[ :=(_"']{0,3}(?:status|code|error)?[ :=(_"']{0,3}429\b|\b429 too many requests|\btoo ?many ?requests|rate limit (?:was )?exceeded|secondary rate limit|pull rate limit/i,
		example: "curl: (22) The requested URL returned error: 429"
	},
	{
		rule: "gateway trouble (HTTP 502, 503, 504)",
		pattern: /\b(?:http(?:\/[\d.]{1,3})?|status|error|code|response)[ :=(_"']{0,3}(?:status|code|error)?[ :=(_"']{0,3}50[234]\b|\b502 bad gateway|\b503 service (?:temporarily )?unavailable|\b504 gateway time-?out|upstream connect error/i,
		example: "curl: (22) The requested URL returned error: 503"
	},
	{
		rule: "name resolution (DNS)",
		pattern: /\b(?:ENOTFOUND|EAI_AGAIN)\b|could not resolve (?:host|proxy)|temporary failure (?:in name resolution|resolving)|name or service not known|nodename nor servname provided|: no such host\b|NameResolutionError/i,
		example: "curl: (6) Could not resolve host: registry.example.org"
	},
	{
		rule: "TLS handshake",
		pattern: /TLS handshake timeout|(?:ssl|tls)[^\n]{0,30}handshake[^\n]{0,20}(?:fail|time|error)|gnutls_handshake\(\) failed|GnuTLS recv error|SSL_ERROR_SYSCALL|unable to establish SSL connection|unexpected eof while reading/i,
		example: "net/http: TLS handshake timeout"
	},
	{
		rule: "connection reset or refused",
		pattern: /\b(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|UND_ERR_SOCKET)\b|connection (?:was )?(?:reset|refused|aborted)|connection (?:was )?closed by (?:peer|remote)|forcibly closed by the remote host|remote end closed connection|socket hang up|empty reply from server|network is unreachable|no route to host|failed to connect to|recv failure/i,
		example: "Error: read ECONNRESET"
	},
	{
		rule: "network timeout",
		pattern: /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)\b|connection timed ?out|operation timed out|read timed out|connect timeout|i\/o timeout|timeout awaiting response headers|client\.timeout exceeded/i,
		example: "dial tcp 140.82.121.4:443: i/o timeout"
	},
	{
		rule: "apt mirror or lock",
		pattern: /hash sum mismatch|could not get lock \/var\/lib\/(?:dpkg|apt)|unable to acquire the dpkg frontend lock|unable to fetch some archives|some index files failed to download|file has unexpected size|mirror sync in progress/i,
		example: "E: Failed to fetch http://azure.archive.ubuntu.com/ubuntu/dists/noble/InRelease  Hash Sum mismatch"
	},
	{
		rule: "npm, yarn or pnpm registry",
		pattern: /npm (?:ERR!|error) network|ERR_PNPM_(?:META_)?FETCH_(?:FAIL|5\d\d)|trouble with your network connection|npm (?:ERR!|error) code (?:E50\d|ERR_STREAM_PREMATURE_CLOSE)|network request to [^\n]{1,200} failed/i,
		example: "npm error network This is a problem related to network connectivity."
	},
	{
		rule: "pip or Python package index",
		pattern: /\b(?:ReadTimeoutError|ConnectTimeoutError|NewConnectionError|IncompleteRead|RemoteDisconnected)\b|max retries exceeded with url|connection broken:/i,
		example: "urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443)"
	},
	{
		rule: "container registry",
		pattern: /error response from daemon:[^\n]{0,200}(?:request canceled|unexpected EOF|server misbehaving|context deadline exceeded)|received unexpected http status: 5\d\d|unexpected status (?:code|from)[^\n]{0,200}\b5\d\d\b|failed to do request: (?:head|get|put|post)|blob upload unknown/i,
		example: "received unexpected HTTP status: 500 Internal Server Error"
	},
	{
		rule: "git transport",
		pattern: /the remote end hung up unexpectedly|fetch-pack: unexpected disconnect|\bearly EOF\b|RPC failed; (?:curl|http)|the requested url returned error: 5\d\d|kex_exchange_identification/i,
		example: "fatal: the remote end hung up unexpectedly"
	},
	{
		rule: "package registry",
		pattern: /spurious network error|could not transfer artifact|could not (?:get|head) 'https?:|Gem::RemoteFetcher::FetchError|\bNU1301\b|keyserver receive failed|failed to download from [^\n]{1,200} timed out/i,
		example: "warning: spurious network error (2 tries remaining): [28] Timeout was reached"
	}
];

// src/policy/classification.ts
/** Characters of output, from its end, that rules look at. */
const OUTPUT_LOOKED_AT = 65536;
/**
* Exit codes that mean the same everywhere: `sysexits.h` (https://man.freebsd.org/cgi/man.cgi?sysexits), the shell's
* 126 and 127 (POSIX, "2.8.2 Exit Status for Commands") and 124 of coreutils' `timeout`.
*/
const EXIT_CODES = {
	64: permanent("wrong usage, EX_USAGE"),
	65: permanent("wrong input data, EX_DATAERR"),
	66: permanent("missing input, EX_NOINPUT"),
	75: transient("temporary failure, EX_TEMPFAIL"),
	77: permanent("permission denied, EX_NOPERM"),
	78: permanent("wrong configuration, EX_CONFIG"),
	124: transient("a timeout of its own"),
	126: permanent("command not executable"),
	127: permanent("command not found")
};
/** Signals that come from outside the program, or from a program this machine can never run. */
const SIGNALS = {
	SIGHUP: transient("ended from outside"),
	SIGTERM: transient("ended from outside"),
	SIGKILL: transient("killed from outside, perhaps out of memory"),
	SIGILL: permanent("an instruction this machine lacks"),
	SIGSYS: permanent("a system call this machine refuses")
};
/** Causes of a process that could not be started which pass when others end. */
const SCARCITY = /* @__PURE__ */ new Set([
	"EAGAIN",
	"EMFILE",
	"ENFILE",
	"ENOMEM",
	"ETXTBSY"
]);
/** Says whether a failure is likely to pass. Exit codes and signals speak before the output does. */
function classify(failure) {
	switch (failure.kind) {
		case "timeout": return transient("timeout");
		case "idle-timeout": return transient("idle timeout");
		case "deadline": return permanent("deadline");
		case "interrupted": return permanent("interrupted");
		case "not-started": return SCARCITY.has(failure.code ?? "") ? transient("no room to start") : permanent("could not be started");
		case "signal":
		case "exit": return bySignal(failure) ?? byExitCode(failure) ?? byText(failure.output ?? "");
		default: return byText(`${failure.code ?? ""} ${failure.name}: ${failure.message}\n${failure.output ?? ""}`);
	}
}
function bySignal(failure) {
	return SIGNALS[signalOf(failure) ?? ""];
}
function byExitCode(failure) {
	return failure.kind === "exit" ? EXIT_CODES[failure.code] : void 0;
}
function byText(text) {
	const end = text.slice(-65536);
	const entry = CATALOGUE.find(({ pattern }) => pattern.test(end));
	return entry === void 0 ? {
		kind: "unknown",
		rule: "unknown cause"
	} : transient(entry.rule);
}
function transient(rule) {
	return {
		kind: "transient",
		rule
	};
}
function permanent(rule) {
	return {
		kind: "permanent",
		rule
	};
}

// src/policy/failure-list.ts
const CLASSES = {
	any: () => true,
	/** Everything but running out of time. */
	error: (failure) => !isTimeout(failure),
	timeout: (failure) => failure.kind === "timeout",
	"idle-timeout": (failure) => failure.kind === "idle-timeout",
	signal: (failure) => signalOf(failure) !== void 0,
	/** An at-most-once step that started, and nothing tells how it ended. */
	interrupted: (failure) => failure.kind === "interrupted",
	/** Nothing was tried, because what would be called is known to be down. */
	"circuit-open": (failure) => failure.kind === "error" && failure.name === "CircuitOpen",
	transient: (_, classification) => classification.kind === "transient",
	permanent: (_, classification) => classification.kind === "permanent",
	unknown: (_, classification) => classification.kind === "unknown"
};
const ENTRY = /\s*(\/(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+\/\w*|[^,\n]*)[^\S\n]*(?:[,\n]|$)/y;
const HIGHEST_EXIT_CODE = 4294967295;
/**
* Reads exit codes and ranges (`75`, `100-110`), classes (`timeout`, `transient`, …), signals (`SIGKILL`) and patterns on
* the last lines (`/quota/i`), separated by commas or line breaks. Throws a {@link UserError} naming every wrong entry.
*/
function parseFailureList(text) {
	const faults = [];
	const entries = entriesOf(text).flatMap((entry) => {
		const matches = matcherOf(entry);
		if (typeof matches !== "string") return [{
			text: entry,
			matches
		}];
		faults.push(`"${entry}" ${matches}`);
		return [];
	});
	if (faults.length > 0) throw new UserError(faults.join("; "));
	if (entries.length === 0) throw new UserError("an empty list; leave the input out, or write such as 75, timeout");
	return entries;
}
/** The first entry that matches, or undefined. */
function findInList(list, failure, classification) {
	return list.find((entry) => entry.matches(failure, classification));
}
function entriesOf(text) {
	const found = [];
	ENTRY.lastIndex = 0;
	while (ENTRY.lastIndex < text.length) {
		const entry = ENTRY.exec(text)[1].trim();
		if (entry !== "") found.push(entry);
	}
	return found;
}
/** A matcher, or what is wrong with the entry. */
function matcherOf(entry) {
	if (entry.startsWith("/")) return patternMatcher(entry);
	if (/^-?\d/.test(entry)) return exitCodeMatcher(entry);
	if (isSignalName(entry)) return (failure) => signalOf(failure) === entry;
	if (Object.hasOwn(CLASSES, entry)) return CLASSES[entry];
	if (isSignalName(`SIG${entry.toUpperCase()}`)) return `is no signal; write SIG${entry.toUpperCase()}`;
	if (isSignalName(entry.toUpperCase())) return `is no signal; write ${entry.toUpperCase()}`;
	return `is not known; write an exit code (75), a range (100-110), a signal (SIGKILL), a pattern (/quota/i) or one of ${Object.keys(CLASSES).join(", ")}`;
}
function exitCodeMatcher(entry) {
	const range = /^(\d{1,10})(?:\s*-\s*(\d{1,10}))?$/.exec(entry);
	if (range === null) return "is no exit code; write one (75) or a range (100-110)";
	const from = Number(range[1]);
	const to = Number(range[2] ?? range[1]);
	if (from === 0) return "holds 0, which is success; write exit codes from 1";
	if (to > HIGHEST_EXIT_CODE) return `goes past the highest exit code, ${HIGHEST_EXIT_CODE}`;
	if (to < from) return `runs backwards; write ${to}-${from}`;
	return (failure) => failure.kind === "exit" && failure.code >= from && failure.code <= to;
}
function patternMatcher(entry) {
	const parts = /^\/(.+)\/(\w*)$/.exec(entry);
	if (parts === null) return "is no whole pattern; write it between slashes, such as /quota exceeded/i";
	const [, source, flags] = parts;
	if (/[^imsuv]/.test(flags)) return `has flags other than i, m, s, u, v; write /${source}/i`;
	try {
		const pattern = new RegExp(source, flags);
		return ({ output = "" }) => pattern.test(output.slice(-OUTPUT_LOOKED_AT));
	} catch (error) {
		return `is no regular expression (${String(error)}); mend it or escape its special characters with \\`;
	}
}
function isTimeout(failure) {
	return failure.kind === "timeout" || failure.kind === "idle-timeout" || failure.kind === "deadline";
}

// src/durable/step/retry-options.ts
/** The policies that are there without being defined. */
const builtInPolicies = { standard: {
	maxAttempts: 5,
	initialDelay: "1s",
	backoff: 2,
	maxDelay: "1m",
	jitter: "full"
} };
/** Reads what an author wrote for `retry`. Throws a {@link UserError} naming what is wrong. */
function readRetry$1(retry, policies) {
	if (typeof retry === "string") {
		const named = Object.hasOwn(policies, retry) ? policies[retry] : void 0;
		if (named) return isRead(named) ? named : readRetry$1(named, policies);
		throw new UserError(`there is no retry policy "${retry}"; there are ${Object.keys(policies).join(", ")}`);
	}
	const { maxAttempts, initialDelay = "1s", backoff = 2, maxDelay = "1m", jitter = "full" } = retry ?? { maxAttempts: 1 };
	if (!Number.isInteger(maxAttempts) || maxAttempts < 1) throw new UserError(`maxAttempts is ${maxAttempts}: write a whole number from 1`);
	if (!(backoff >= 1)) throw new UserError(`backoff is ${backoff}: write a number from 1`);
	return {
		maxAttempts,
		backoff: {
			initialDelay: readDuration("initialDelay", initialDelay),
			factor: backoff,
			maxDelay: readDuration("maxDelay", maxDelay),
			jitter
		},
		...retry?.retryOn !== void 0 && { retryOn: readList("retryOn", retry.retryOn) },
		...retry?.giveUpOn !== void 0 && { giveUpOn: readList("giveUpOn", retry.giveUpOn) }
	};
}
function isRead(policy) {
	return typeof policy.backoff === "object";
}
/** Milliseconds. Throws a {@link UserError} naming the option. */
function readDuration(option, text) {
	try {
		return parseDuration(text);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		throw new UserError(`${option} is ${JSON.stringify(text)}: ${error.message}`);
	}
}
function readList(option, list) {
	if (typeof list === "string") return parseFailureList(list);
	return [{
		text: `the function in ${option}`,
		matches: (failure) => list(toldOf(failure))
	}];
}
function toldOf(failure) {
	const { kind } = failure;
	if (kind !== "error") return {
		kind,
		name: kind,
		message: describeFailure(failure)
	};
	const { name, message, code } = failure;
	return {
		kind,
		name,
		message,
		...code !== void 0 && { code }
	};
}

// src/durable/operations/callback.ts
/** In characters: as much as the journal takes. */
const longestQuestion = 65536;
async function createCallbackOperation(engine, scope, name, options = {}) {
	const { journal, world } = engine;
	const { path, id } = await work(engine, scope, async () => {
		const claimed = scope.claim("callback", name);
		const before = journal.state.run.callbacks.get(claimed);
		if (before) return {
			path: claimed,
			id: before.id
		};
		await beginNew(engine, scope, claimed);
		const { expects, approval, event, timeout, heartbeatTimeout } = options;
		if (event !== void 0 && engine.guard?.holds(event)) throw new UserError(`the event that "${engine.guard.redact(claimed)}" waits for holds a secret, and is recorded: name it otherwise`);
		const made = world.random.uuid();
		await journal.append({
			type: "callback-created",
			path: claimed,
			id: made,
			...expects !== void 0 && { expects },
			...approval !== void 0 && { approval: withoutSecrets(engine, approval) },
			...event !== void 0 && { event },
			...timeout !== void 0 && { until: world.clock.now() + readDuration("timeout", timeout) },
			...heartbeatTimeout !== void 0 && { heartbeatTimeout: readDuration("heartbeatTimeout", heartbeatTimeout) }
		});
		return {
			path: claimed,
			id: made
		};
	});
	const result = work(engine, scope, () => answerOf$1(engine, scope, path, options));
	result.catch(() => {});
	return {
		id,
		result
	};
}
function withoutSecrets({ guard }, approval) {
	const question = guard?.redact(approval.question) ?? approval.question;
	return {
		...approval,
		question: question.slice(0, longestQuestion).toWellFormed()
	};
}
async function answerOf$1(engine, scope, path, { codec }) {
	const { journal, invocation, observe, world } = engine;
	const record = () => {
		const found = journal.state.run.callbacks.get(path);
		if (!found) throw new Error(`the journal has no callback "${path}"`);
		return found;
	};
	const wasAnswered = record().answer !== void 0;
	if (!wasAnswered) observe({
		type: "waiting",
		path,
		kind: "callback",
		...untilOf(record())
	});
	while (record().answer === void 0) {
		requireOpen(engine, scope);
		const until = givenUpAt(record());
		if (until > world.clock.now()) {
			await invocation.park({
				kind: "waiting",
				path,
				...untilOf(record())
			});
			continue;
		}
		await engine.hear(until);
		requireOpen(engine, scope);
		if (record().answer === void 0 && givenUpAt(record()) === until) await journal.append({
			type: "callback-failed",
			path,
			failure: timedOut(record(), until)
		});
	}
	const { answer } = record();
	if (wasAnswered) observe({
		type: "replayed",
		path,
		kind: "callback"
	});
	else {
		if (answer?.kind === "failed") observe({
			type: "failed",
			path,
			kind: "callback",
			failure: answer.failure
		});
		else observe({
			type: "done",
			path,
			kind: "callback"
		});
		await endNew(engine, path);
	}
	if (answer?.kind === "done") return recall(engine, answer.payload, codec);
	throw callbackError(path, answer?.failure ?? unknownFailure);
}
function untilOf(record) {
	const until = givenUpAt(record);
	return Number.isFinite(until) ? { until } : {};
}
/** Why it was given up then. */
function timedOut({ until, heartbeatTimeout = 0 }, at) {
	if (until === at) return {
		kind: "timeout",
		message: "nobody answered in time"
	};
	return {
		kind: "idle-timeout",
		message: `no heartbeat for ${formatDuration(heartbeatTimeout)}`
	};
}
function waitForCallbackOperation(engine, scope, name, submit, options = {}) {
	const { retry, ...asked } = options;
	const { codec } = asked;
	return childOperation(engine, scope, {
		kind: "callback",
		name,
		...codec && { codec }
	}, async (context) => {
		const { id, result } = await context.createCallback("callback", asked);
		await context.step("submit", async (step) => void await submit(id, step), { ...retry !== void 0 && { retry } });
		return result;
	});
}

// src/policy/backoff.ts
/**
* Milliseconds to wait after the failed attempt `attempt` (from 1), with `unit` in [0, 1) as the draw.
*
* Full jitter: `random(0, min(maxDelay, initialDelay · factor^(attempt - 1)))`, which spreads competing clients best;
* see "Exponential Backoff and Jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
*/
function backoffDelay(backoff, attempt, unit) {
	if (backoff.initialDelay === 0) return 0;
	const ceiling = Math.min(backoff.maxDelay, backoff.initialDelay * backoff.factor ** (attempt - 1));
	return Math.round(backoff.jitter === "full" ? unit * ceiling : ceiling);
}
/** The draw of one attempt of one step, in [0, 1): the same wherever and whenever it is asked for again. */
function seededUnit(runKey, lane, step, attempt) {
	return unitOf(createHash("sha256").update(JSON.stringify([
		runKey,
		lane,
		step,
		attempt
	])).digest());
}
/** The first six bytes as a number in [0, 1). */
function unitOf(bytes) {
	return bytes.readUIntBE(0, 6) / 2 ** 48;
}

// src/durable/step/still-running.ts
const name$1 = "StillRunning";
/** How an attempt failed of which something did not end when it was to. */
function stillRunningFailure(message) {
	return {
		kind: "error",
		name: name$1,
		message
	};
}
/** Processes or code that outlived an attempt: a further one would run beside them, so there is none. */
const stillRunning = {
	text: "what still runs and could not be ended",
	matches: (failure) => failure.kind === "error" && failure.name === name$1
};

// src/durable/step/code-attempt.ts
/** How long code that was aborted may take to end. */
const grace$1 = 5e3;
/** Runs `body` to its end. What it gives after it was aborted counts: its effect has happened. */
async function attemptCode(clock, body, limits, signal) {
	const own = new AbortController();
	const aborted = limits.timeout !== void 0 || limits.idleTimeout !== void 0 ? AbortSignal.any([signal, own.signal]) : signal;
	let ranOut;
	let stopIdle;
	let stopGrace;
	let isOver = false;
	function runOut(failure) {
		ranOut ??= failure;
		own.abort(new Error(describeFailure(failure)));
	}
	function heartbeat() {
		const { idleTimeout: limit } = limits;
		if (limit === void 0 || isOver) return;
		stopIdle?.();
		stopIdle = clock.after(limit, () => runOut({
			kind: "idle-timeout",
			limit
		}));
	}
	const { timeout: limit } = limits;
	const stopTimeout = limit === void 0 ? void 0 : clock.after(limit, () => runOut({
		kind: "timeout",
		limit
	}));
	heartbeat();
	const overdue = Promise.withResolvers();
	const wait = () => void (stopGrace = clock.after(grace$1, () => overdue.resolve("overdue")));
	if (aborted.aborted) wait();
	else aborted.addEventListener("abort", wait, { once: true });
	try {
		const ended = await Promise.race([settled$1(body, aborted, heartbeat), overdue.promise]);
		if (ended === "overdue") return {
			kind: "failure",
			failure: overdueFailure(ranOut)
		};
		if (ended.kind === "value" || ranOut === void 0) return ended;
		return {
			kind: "failure",
			failure: ranOut
		};
	} finally {
		isOver = true;
		aborted.removeEventListener("abort", wait);
		stopTimeout?.();
		stopIdle?.();
		stopGrace?.();
	}
}
async function settled$1(body, signal, heartbeat) {
	try {
		return {
			kind: "value",
			value: await body(signal, heartbeat)
		};
	} catch (error) {
		return {
			kind: "failure",
			failure: failureOf$2(error)
		};
	}
}
function overdueFailure(ranOut) {
	const message = `${ranOut ? describeFailure(ranOut) : "it was asked to stop"}, and ${formatDuration(grace$1)} later it still ran; hand its signal to what it calls`;
	return stillRunningFailure(message);
}

// src/durable/engine/log.ts
const whole = {
	depth: 30,
	maxArrayLength: null,
	maxStringLength: null
};
/** A log whose lines are told to the onlooker, unless `isSilent` says that they were told before. */
function logOf({ observe, guard }, path, isSilent = () => false) {
	const at = (level) => (message, details) => {
		if (isSilent()) return;
		const text = guard?.redact(message) ?? message;
		const shown = details !== void 0 && guard?.holds(inspect(details, whole)) === true ? { withheld: "they hold a secret" } : details;
		observe({
			type: "log",
			path,
			level,
			message: text,
			...shown && { details: shown }
		});
	};
	return {
		debug: at("debug"),
		info: at("info"),
		warn: at("warn"),
		error: at("error")
	};
}

// src/durable/operations/condition.ts
/** `ctx.waitForCondition`: looks again and again at something outside. */
function conditionOperation(engine, scope, name, check, options) {
	const { journal, world, invocation, observe, lane, fakes } = engine;
	const { clock } = world;
	const { codec, until: holds, maxAttempts = Number.POSITIVE_INFINITY } = options;
	return work(engine, scope, async () => {
		const backoff = backoffOf(options);
		const timeout = options.timeout === void 0 ? void 0 : readDuration("timeout", options.timeout);
		const path = scope.claim("condition", name);
		let record = journal.state.run.conditions.get(path);
		if (record?.type === "condition-failed") {
			observe({
				type: "replayed",
				path,
				kind: "condition"
			});
			throw new ConditionFailed(path, record.failure);
		}
		if (record && record.next === void 0) {
			observe({
				type: "replayed",
				path,
				kind: "condition"
			});
			return recall(engine, record, codec);
		}
		if (!record) {
			await beginNew(engine, scope, path);
			observe({
				type: "started",
				path,
				kind: "condition"
			});
		}
		const since = record?.since ?? clock.now();
		for (;;) {
			if (record?.type === "condition-checked" && record.next !== void 0) {
				requireOpen(engine, scope);
				observe({
					type: "waiting",
					path,
					kind: "condition",
					until: record.next
				});
				if (record.next > clock.now()) await invocation.park({
					kind: "waiting",
					path,
					until: record.next
				});
			}
			requireOpen(engine, scope);
			if (invocation.isStopping) await invocation.park({
				kind: "interrupted",
				path
			});
			await requireRunning(engine, path);
			const number = (record?.type === "condition-checked" ? record.number : 0) + 1;
			const before = record ? await recall(engine, record, codec) : options.initialState;
			const looked = await invocation.perform(path, () => look(path, number, before));
			if (looked.kind === "failure") {
				if (invocation.signal.aborted) await invocation.park({
					kind: "interrupted",
					path
				});
				return fail(path, looked.failure);
			}
			const { payload, isSecret } = await keep$1(engine, looked.value, codec);
			if (isSecret) throw new UserError(`the state of the condition "${path}" holds a secret, and states are recorded`);
			const state = await recall(engine, payload, codec);
			if (fakes || ask$1(() => holds(state))) {
				await journal.append({
					type: "condition-checked",
					path,
					number,
					since,
					...payload
				});
				observe({
					type: "done",
					path,
					kind: "condition",
					attempts: number
				});
				await endNew(engine, path);
				return state;
			}
			const delay = backoffDelay(backoff, number, seededUnit(lane.identity.key, lane.identity.lane, path, number));
			const next = clock.now() + delay;
			if (number >= maxAttempts) return fail(path, {
				kind: "error",
				name: "ConditionNotMet",
				message: `it did not hold after ${number} looks`
			});
			if (timeout !== void 0 && next - since >= timeout) return fail(path, {
				kind: "timeout",
				message: `it did not hold within ${formatDuration(timeout)}`
			});
			await journal.append({
				type: "condition-checked",
				path,
				number,
				since,
				next,
				...payload
			});
			await endNew(engine, path);
			const now = journal.state.run.conditions.get(path);
			record = now?.type === "condition-checked" ? now : void 0;
		}
	});
	async function look(path, number, state) {
		const idempotencyKey = hash("sha256", JSON.stringify([
			lane.identity,
			path,
			number
		]), "hex").slice(0, 32);
		const log = logOf(engine, path);
		const { signal } = invocation;
		const ended = await attemptCode(clock, (aborted, heartbeat) => fakes ? fakes.look({
			path,
			attempt: number,
			idempotencyKey,
			kind: "look"
		}, state) : withinStep(engine, () => check(state, {
			attempt: number,
			idempotencyKey,
			signal: aborted,
			log,
			heartbeat
		})), {}, signal);
		if (ended.kind === "value") return ended;
		const { failure } = ended;
		return {
			kind: "failure",
			failure: redacted(recordOf$2(failure), engine.guard)
		};
	}
	async function fail(path, failure) {
		await journal.append({
			type: "condition-failed",
			path,
			failure
		});
		observe({
			type: "failed",
			path,
			kind: "condition",
			failure
		});
		await endNew(engine, path);
		throw new ConditionFailed(path, failure);
	}
}
function backoffOf({ interval = "10s", backoff = 1, maxDelay, jitter = "none", maxAttempts = 1 }) {
	if (!Number.isInteger(maxAttempts) || maxAttempts < 1) throw new UserError(`maxAttempts is ${maxAttempts}: write a whole number from 1`);
	return {
		initialDelay: readDuration("interval", interval),
		factor: backoff,
		maxDelay: maxDelay === void 0 ? Number.POSITIVE_INFINITY : readDuration("maxDelay", maxDelay),
		jitter
	};
}

// src/durable/operations/options.ts
/**
* What authors write as options, checked where it comes in: the types of a definition are stripped and not checked, and
* a misspelt option would be as good as none.
*/
/**
* Throws a {@link UserError} that names the operation, the option and what to write. Every step comes through here: what
* is right costs a look at each option that is given.
*/
function requireOptions(operation, name, options) {
	const fault = faultIn(options, operations[operation], "");
	if (fault !== void 0) throw faultOf(operation, name, fault);
}
/** Throws a {@link UserError} where `ctx.wait` is given no text; what it says is read where it is waited for. */
function requireDurationText(name, given) {
	if (!duration$1.takes(given)) throw faultOf("wait", name, `the duration is ${shown$3(given)}; write ${duration$1.write}`);
}
/** Throws a {@link UserError} where `ctx.waitUntil` is given no date. */
function requireDate(name, given) {
	if (given instanceof Date && Number.isFinite(given.getTime())) return;
	throw faultOf("waitUntil", name, `the date is ${shown$3(given)}; write a valid Date, such as new Date("2027-01-31")`);
}
function faultOf(operation, name, fault) {
	return new UserError(`ctx.${operation}${name === void 0 ? "" : `(${JSON.stringify(name)})`}: ${fault}`);
}
function faultIn(options, rules, place) {
	if (options !== void 0 && !isObject(options)) return `the options are ${shown$3(options)}; write an object`;
	const given = options ?? {};
	for (const name of Object.keys(given)) {
		const value = given[name];
		const rule = rules.known.get(name);
		if (!rule) return `there is no option "${place}${name}"${suggest(name, rules.known.keys())}`;
		if (value === void 0) continue;
		if (!rule.takes(value)) return `${place}${name} is ${shown$3(value)}; write ${rule.write}`;
		const fault = rule.of && isObject(value) ? faultIn(value, rule.of, `${place}${name}.`) : void 0;
		if (fault !== void 0) return fault;
	}
	for (const [name, { write }] of rules.required) if (given[name] === void 0) return `${place}${name} is missing; write ${write}`;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Short, and as the author may have written it. */
function shown$3(value) {
	if (value instanceof Date) return "an invalid Date";
	if (typeof value === "function") return "a function";
	if (Array.isArray(value)) return "a list";
	if (isObject(value)) return "an object";
	const text = typeof value === "string" ? JSON.stringify(value) : String(value);
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
const text$1 = {
	takes: (value) => typeof value === "string",
	write: "a text"
};
const duration$1 = {
	takes: text$1.takes,
	write: "a text with its unit, such as \"30s\" or \"10m\""
};
const number = {
	takes: (value) => typeof value === "number" && !Number.isNaN(value),
	write: "a number"
};
const code = {
	takes: (value) => typeof value === "function",
	write: "a function"
};
const anything = {
	takes: () => true,
	write: "a value"
};
const failures = {
	takes: (value) => text$1.takes(value) || code.takes(value),
	write: "a list of failures as a text, such as \"timeout, exit 75\", or a function"
};
function word(...words) {
	const known = new Set(words);
	return {
		takes: (value) => known.has(value),
		write: words.map((each) => JSON.stringify(each)).join(" or ")
	};
}
function object(rules) {
	return {
		takes: isObject,
		write: `an object of ${Object.keys(rules).join(", ")}`,
		of: rulesOf(rules)
	};
}
function required(rule) {
	return {
		...rule,
		isRequired: true
	};
}
function rulesOf(rules) {
	const known = Object.entries(rules);
	return {
		known: new Map(known),
		required: known.filter(([, { isRequired }]) => isRequired)
	};
}
const jitter = word("full", "none");
const retry = {
	of: rulesOf({
		maxAttempts: required(number),
		initialDelay: duration$1,
		backoff: number,
		maxDelay: duration$1,
		jitter,
		retryOn: failures,
		giveUpOn: failures
	}),
	takes: (value) => text$1.takes(value) || isObject(value),
	write: "the name of a policy, such as \"standard\", or an object such as { maxAttempts: 3 }"
};
/** A codec may be an object of a class, with more than is asked for. */
const codec = {
	takes: (value) => isObject(value) && code.takes(value["encode"]) && code.takes(value["decode"]),
	write: "an object with the functions encode and decode"
};
const batch$1 = {
	maxConcurrency: number,
	completion: object({
		minSuccessful: number,
		toleratedFailureCount: number,
		toleratedFailurePercentage: number
	}),
	codec
};
const approval = object({
	question: required(text$1),
	approvers: required({
		takes: (value) => Array.isArray(value) && value.every(text$1.takes),
		write: "a list of texts"
	}),
	approvals: required(number),
	preventSelfReview: required({
		takes: (value) => typeof value === "boolean",
		write: "true or false"
	})
});
const callback = {
	codec,
	expects: word("approval", "event"),
	approval,
	event: text$1,
	timeout: duration$1,
	heartbeatTimeout: duration$1
};
const operations = {
	step: rulesOf({
		codec,
		retry,
		timeout: duration$1,
		deadline: duration$1,
		idleTimeout: duration$1,
		semantics: word("at-least-once", "at-most-once"),
		compensate: code,
		fingerprint: text$1,
		onChange: word("fail", "rerun", "replay"),
		onExhausted: word("fail", "pause")
	}),
	map: rulesOf({
		...batch$1,
		key: code,
		onExhausted: word("fail", "dead-letter", "pause")
	}),
	parallel: rulesOf(batch$1),
	runInChildContext: rulesOf({ codec }),
	waitForCondition: rulesOf({
		codec,
		initialState: anything,
		until: required(code),
		interval: duration$1,
		backoff: number,
		maxDelay: duration$1,
		jitter,
		maxAttempts: number,
		timeout: duration$1
	}),
	createCallback: rulesOf(callback),
	waitForCallback: rulesOf({
		...callback,
		retry
	})
};

// src/durable/step/fingerprint.ts
/**
* What tells one definition of a step from another. Of a function it is a text of its author's. Of a command it is a
* digest, by which it is compared, and behind that what a person is told where it is another:
* `DIGEST script=12:3f2a9c81d0e4 shell=bash folder=src fingerprint=77aa01b2c3d4`. Older journals have the digest alone.
*/
/** What a step has whose author gives it no fingerprint: all steps of its name are the same. */
const unversioned = "-";
/** The digest is of the parts that are named, also where they are undefined: an entry has the same ones for each command. */
function commandFingerprint(parts) {
	const { script, shell, folder, fingerprint } = parts;
	const named = order.filter((part) => part in parts);
	const digest = sha256(JSON.stringify(named.map((part) => normalised(parts[part]))));
	const clear = [...inClear("shell", shell), ...inClear("folder", folder)];
	return [
		digest,
		...scriptPart(script),
		...clear,
		...ownPart(fingerprint)
	].join(" ");
}
/** A command's fingerprint with what its author adds. */
function extendFingerprint(command, own) {
	const [digest, ...parts] = command.split(" ");
	return [
		sha256(JSON.stringify([digest, normalised(own)])),
		...parts,
		...ownPart(own)
	].join(" ");
}
/** Takes secrets out of the parts that stand in the clear. */
function redactFingerprint(fingerprint, guard) {
	if (!commandPattern.test(fingerprint)) return fingerprint;
	return fingerprint.replace(/(?<= (?:shell|folder)=)\S+/g, (text) => guard.redact?.(text) ?? text);
}
function isSameDefinition(recorded, current) {
	if (recorded === current) return true;
	const digest = commandPattern.exec(recorded)?.groups?.["digest"];
	return digest !== void 0 && digest === commandPattern.exec(current)?.groups?.["digest"];
}
/** How two fingerprints differ that are not of the same definition: in one part at least. */
function changedParts(recorded, current) {
	const before = partsOf(recorded);
	const now = partsOf(current);
	const changed = order.flatMap((part) => {
		const [was = "none", is = "none"] = [before?.[part], now?.[part]];
		return was === is ? [] : [{
			part,
			recorded: was,
			current: is
		}];
	});
	if (before && now && changed.length > 0) return changed;
	return [{
		part: "definition",
		recorded: definitionText(recorded),
		current: definitionText(current)
	}];
}
/** Such as `script 12 lines (3f2a9c81d0e4), folder src`. */
function definitionText(fingerprint) {
	const parts = partsOf(fingerprint);
	if (!parts) return fingerprint.slice(0, shortDigest);
	return order.flatMap((part) => parts[part] === void 0 ? [] : [`${part} ${parts[part]}`]).join(", ") || "none";
}
const order = [
	"script",
	"shell",
	"folder",
	"fingerprint"
];
const commandPattern = /^(?<digest>[0-9a-f]{64})(?: script=(?<lines>\d+):(?<script>[0-9a-f]{12}))?(?: shell=(?<shell>[!-~]+))?(?: folder=(?<folder>[!-~]+))?(?: fingerprint=(?<own>[0-9a-f]{12}))?$/;
/** Hexadecimal digits. */
const shortDigest = 12;
/** Characters of what is kept or shown as it is. */
const longest = 60;
/** In words; undefined where no more is known than a digest. */
function partsOf(fingerprint) {
	const groups = commandPattern.exec(fingerprint)?.groups;
	if (!groups) return fingerprint === "-" ? {} : { fingerprint: quoted(fingerprint) };
	const { digest, lines, script, shell, folder, own } = groups;
	if (fingerprint === digest) return void 0;
	return {
		...script !== void 0 && { script: `${lines} ${lines === "1" ? "line" : "lines"} (${script})` },
		...shell !== void 0 && { shell },
		...folder !== void 0 && { folder },
		...own !== void 0 && { fingerprint: own }
	};
}
function scriptPart(text) {
	if (!text) return [];
	return [`script=${normalised(text).replace(/\n$/, "").split("\n").length}:${short(text)}`];
}
/** With no blanks and in ASCII, as in a URL. */
function inClear(part, text) {
	if (!text) return [];
	const encoded = encodeURI(normalised(text).toWellFormed());
	return [`${part}=${encoded.length > longest ? `sha256:${short(text)}` : encoded}`];
}
function ownPart(text) {
	return text ? [`fingerprint=${short(text)}`] : [];
}
function short(text) {
	return sha256(normalised(text)).slice(0, shortDigest);
}
/** A file that Windows checked out says the same. */
function normalised(text) {
	return (text ?? "").replaceAll("\r\n", "\n");
}
function sha256(text) {
	return hash("sha256", text, "hex");
}
function quoted(text) {
	return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

// src/durable/operations/step-in-run.ts
function stepInRun(engine, scope, step) {
	const { journal, observe, invocation } = engine;
	return work(engine, scope, async () => {
		const path = scope.claim("step", step.name);
		if (path.endsWith(" (undo)")) throw new UserError(`a step cannot be called "${step.name}": so is called what undoes another`);
		const before = journal.state.steps.get(path);
		if (before?.status === "failed" && before.failure) {
			observe({
				type: "replayed",
				path,
				kind: "step"
			});
			return giveUp(path, before.failure, before.failedAttempts);
		}
		if (before?.status !== "done") await beginNew(engine, scope, path);
		const outcome = await invocation.perform(path, () => step.run(path));
		const value = await handed(path, outcome);
		if (step.undo) registerUndo(engine, path, value, step.undo);
		const isWithheld = journal.state.steps.get(path)?.done?.withheld !== void 0;
		if (outcome.kind !== "replayed" && !isWithheld) await endNew(engine, path);
		return value;
	});
	async function handed(path, outcome) {
		const record = journal.state.steps.get(path);
		switch (outcome.kind) {
			case "replayed":
				observe({
					type: "replayed",
					path,
					kind: "step"
				});
				return step.recall(outcome.done, path);
			case "done":
			case "skipped": {
				const { attempts } = outcome;
				observe({
					type: "done",
					path,
					kind: "step",
					attempts,
					duration: record?.done?.duration ?? 0
				});
				return step.valueOf(outcome.value);
			}
			case "failed": {
				const failure = record?.failure ?? unknownFailure;
				observe({
					type: "failed",
					path,
					kind: "step",
					failure
				});
				await endNew(engine, path);
				return giveUp(path, failure, outcome.attempts);
			}
			case "interrupted": {
				const failure = {
					kind: "interrupted",
					message: "it started and was never recorded as done: look whether its effect happened"
				};
				observe({
					type: "failed",
					path,
					kind: "step",
					failure
				});
				await invocation.park({
					kind: "paused",
					path,
					failure,
					causes: [path]
				});
				throw new StepFailed(path, failure, outcome.attempts);
			}
			case "cancelled":
				await invocation.park({
					kind: "interrupted",
					path
				});
				throw new StepFailed(path, {
					kind: "cancelled",
					message: "cancelled"
				}, outcome.attempts);
		}
	}
	async function giveUp(path, failure, attempts) {
		if (step.onExhausted === "pause") await invocation.park({
			kind: "paused",
			path,
			failure,
			causes: [path]
		});
		throw new StepFailed(path, failure, attempts);
	}
}
/** Notes how to undo a step that is done. */
function registerUndo({ journal, invocation, compensations }, path, value, undo) {
	const undoPath = `${path}${undoSuffix}`;
	compensations.push({
		path,
		seq: journal.state.steps.get(path)?.done?.seq ?? 0,
		async undo() {
			const outcome = await undo(undoPath, value);
			if (outcome.kind === "failed") return journal.state.steps.get(undoPath)?.failure ?? unknownFailure;
			if (outcome.kind === "cancelled") await invocation.park({
				kind: "interrupted",
				path: undoPath
			});
		}
	});
}
/** Tells the onlooker of the attempts at a step; without a scope it is one that undoes, which nothing keeps from it. */
function observed(engine, path, scope) {
	const { observe, journal, world, invocation } = engine;
	return {
		async onAttemptStart(number) {
			await requireRunning(engine, path);
			invocation.stepStarted();
			if (number === 1) observe({
				type: "started",
				path,
				kind: "step"
			});
		},
		onAttemptFailed(attempt, _, decision) {
			const failure = journal.state.steps.get(path)?.failure ?? unknownFailure;
			const next = decision.kind === "retry" ? { next: world.clock.now() + decision.delay } : {};
			observe({
				type: "attempt-failed",
				path,
				attempt,
				failure,
				...next
			});
			if (scope && decision.kind === "retry") requireGoingOn(engine, scope);
		}
	};
}
/** Waits for the next attempt as long as this process is there for it. */
function waitUntilIn({ observe, invocation }, path) {
	return async (until) => {
		observe({
			type: "waiting",
			path,
			kind: "step",
			until
		});
		await invocation.park({
			kind: "retrying",
			path,
			until
		});
	};
}

// src/policy/deadline.ts
/** Five days in milliseconds: the longest a job may run anywhere (https://docs.github.com/actions/reference/limits). */
const JOB_LIFETIME = 432e6;
/** Whether something that starts `delay` from now still starts before a deadline counted from the same start as `elapsed`. */
function startsInTime(elapsed, delay, deadline) {
	return elapsed + delay < (deadline ?? 432e6);
}

// src/policy/retry.ts
/**
* Whether and when to try again.
*
* A `Retry-After` is a lower bound on the delay that `maxDelay` does not cap; the deadline does. A next attempt that
* could not start before the deadline is not waited for.
*/
function decide(policy, { attempt, failure, elapsed, unit }) {
	const classification = classify(failure);
	const what = describe$1(failure, classification);
	if (failure.kind === "deadline") return giveUp("deadline", what);
	if (attempt >= policy.maxAttempts) return giveUp("exhausted", `${what}; ${attemptsUsed(policy.maxAttempts)}`);
	const refusal = refusalOf$1(policy, failure, classification);
	if (refusal !== void 0) return giveUp(refusal.cause, `${what}, ${refusal.why}`);
	const asked = failure.retryAfter ?? 0;
	const delay = Math.max(asked, backoffDelay(policy.backoff, attempt, unit));
	const because = asked > 0 && asked === delay ? `${what}; Retry-After asks for ${formatDuration(asked)}` : what;
	if (startsInTime(elapsed, delay, policy.deadline)) return {
		kind: "retry",
		delay,
		reason: because
	};
	const room = `${policy.deadline === void 0 ? "the longest a job may run," : "the deadline of"} ${formatDuration(policy.deadline ?? 432e6)}`;
	return giveUp("deadline", `${because}; a wait of ${formatDuration(delay)} would pass ${room}`);
}
function refusalOf$1(policy, failure, classification) {
	const listed = policy.giveUpOn && findInList(policy.giveUpOn, failure, classification);
	if (listed !== void 0) return {
		cause: "give-up-on",
		why: `which give-up-on lists as ${listed.text}`
	};
	if (policy.retryOn !== void 0) {
		if (findInList(policy.retryOn, failure, classification) !== void 0) return void 0;
		return {
			cause: "retry-on",
			why: `which retry-on (${policy.retryOn.map(({ text }) => text).join(", ")}) does not list`
		};
	}
	if (classification.kind === "permanent") return {
		cause: "permanent",
		why: "which another attempt would not change"
	};
}
function describe$1(failure, { kind, rule }) {
	const said = describeFailure(failure);
	const tells = failure.kind === "exit" || failure.kind === "signal" || failure.kind === "error";
	return kind === "unknown" || !tells ? said : `${said}: ${rule}`;
}
function attemptsUsed(count) {
	return count === 1 ? "it had one attempt" : `all ${count} attempts are used`;
}
function giveUp(cause, reason) {
	return {
		kind: "give-up",
		cause,
		reason
	};
}

// node_modules/is-network-error/index.js
const objectToString = Object.prototype.toString;
const isError = (value) => objectToString.call(value) === "[object Error]";
const errorMessages = /* @__PURE__ */ new Set([
	"network error",
	"NetworkError when attempting to fetch resource.",
	"The Internet connection appears to be offline.",
	"Network request failed",
	"fetch failed",
	"terminated",
	" A network error occurred.",
	"Network connection lost"
]);
function isNetworkError(error) {
	if (!(error && isError(error) && error.name === "TypeError" && typeof error.message === "string")) return false;
	const { message, stack } = error;
	if (message === "Load failed" || message.startsWith("Load failed (") && message.endsWith(")")) return stack === void 0 || "__sentry_captured__" in error;
	if (message.startsWith("error sending request for url")) return true;
	if (message === "Failed to fetch" || message.startsWith("Failed to fetch (") && message.endsWith(")")) return true;
	return errorMessages.has(message);
}

// node_modules/p-retry/index.js
function validateRetries(retries) {
	if (typeof retries === "number") {
		if (retries < 0) throw new TypeError("Expected `retries` to be a non-negative number.");
		if (Number.isNaN(retries)) throw new TypeError("Expected `retries` to be a valid number or Infinity, got NaN.");
	} else if (retries !== void 0) throw new TypeError("Expected `retries` to be a number or Infinity.");
}
function validateNumberOption(name, value, { min = 0, allowInfinity = false } = {}) {
	if (value === void 0) return;
	if (typeof value !== "number" || Number.isNaN(value)) throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? " or Infinity" : ""}.`);
	if (!allowInfinity && !Number.isFinite(value)) throw new TypeError(`Expected \`${name}\` to be a finite number.`);
	if (value < min) throw new TypeError(`Expected \`${name}\` to be \u2265 ${min}.`);
}
var AbortError = class extends Error {
	constructor(message) {
		super();
		if (message instanceof Error) {
			this.originalError = message;
			({message} = message);
		} else {
			this.originalError = new Error(message);
			this.originalError.stack = this.stack;
		}
		this.name = "AbortError";
		this.message = message;
	}
};
function calculateDelay(retriesConsumed, options) {
	const attempt = Math.max(1, retriesConsumed + 1);
	const random = options.randomize ? Math.random() + 1 : 1;
	let timeout = Math.round(random * options.minTimeout * options.factor ** (attempt - 1));
	timeout = Math.min(timeout, options.maxTimeout);
	return timeout;
}
function calculateRemainingTime(start, max) {
	if (!Number.isFinite(max)) return max;
	return max - (performance.now() - start);
}
async function onAttemptFailure({ error, attemptNumber, retriesConsumed, startTime, options }) {
	const normalizedError = error instanceof Error ? error : /* @__PURE__ */ new TypeError(`Non-error was thrown: "${error}". You should only throw errors.`);
	if (normalizedError instanceof AbortError) throw normalizedError.originalError;
	const retriesLeft = Number.isFinite(options.retries) ? Math.max(0, options.retries - retriesConsumed) : options.retries;
	const maxRetryTime = options.maxRetryTime ?? Number.POSITIVE_INFINITY;
	const context = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed
	});
	await options.onFailedAttempt(context);
	if (calculateRemainingTime(startTime, maxRetryTime) <= 0) throw normalizedError;
	const consumeRetry = await options.shouldConsumeRetry(context);
	const remainingTime = calculateRemainingTime(startTime, maxRetryTime);
	if (remainingTime <= 0 || retriesLeft <= 0) throw normalizedError;
	if (normalizedError instanceof TypeError && !isNetworkError(normalizedError)) {
		if (consumeRetry) throw normalizedError;
		options.signal?.throwIfAborted();
		return false;
	}
	if (!await options.shouldRetry(context)) throw normalizedError;
	if (!consumeRetry) {
		options.signal?.throwIfAborted();
		return false;
	}
	const delayTime = calculateDelay(retriesConsumed, options);
	const finalDelay = Math.min(delayTime, remainingTime);
	options.signal?.throwIfAborted();
	if (finalDelay > 0) await new Promise((resolve, reject) => {
		const onAbort = () => {
			clearTimeout(timeoutToken);
			options.signal?.removeEventListener("abort", onAbort);
			reject(options.signal.reason);
		};
		const timeoutToken = setTimeout(() => {
			options.signal?.removeEventListener("abort", onAbort);
			resolve();
		}, finalDelay);
		if (options.unref) timeoutToken.unref?.();
		options.signal?.addEventListener("abort", onAbort, { once: true });
	});
	options.signal?.throwIfAborted();
	return true;
}
async function pRetry(input, options = {}) {
	options = { ...options };
	validateRetries(options.retries);
	if (Object.hasOwn(options, "forever")) throw new Error("The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.");
	options.retries ??= 10;
	options.factor ??= 2;
	options.minTimeout ??= 1e3;
	options.maxTimeout ??= Number.POSITIVE_INFINITY;
	options.maxRetryTime ??= Number.POSITIVE_INFINITY;
	options.randomize ??= false;
	options.onFailedAttempt ??= () => {};
	options.shouldRetry ??= () => true;
	options.shouldConsumeRetry ??= () => true;
	validateNumberOption("factor", options.factor, {
		min: 0,
		allowInfinity: false
	});
	validateNumberOption("minTimeout", options.minTimeout, {
		min: 0,
		allowInfinity: false
	});
	validateNumberOption("maxTimeout", options.maxTimeout, {
		min: 0,
		allowInfinity: true
	});
	validateNumberOption("maxRetryTime", options.maxRetryTime, {
		min: 0,
		allowInfinity: true
	});
	if (!(options.factor > 0)) options.factor = 1;
	options.signal?.throwIfAborted();
	let attemptNumber = 0;
	let retriesConsumed = 0;
	const startTime = performance.now();
	while (Number.isFinite(options.retries) ? retriesConsumed <= options.retries : true) {
		attemptNumber++;
		try {
			options.signal?.throwIfAborted();
			const result = await input(attemptNumber);
			options.signal?.throwIfAborted();
			return result;
		} catch (error) {
			if (await onAttemptFailure({
				error,
				attemptNumber,
				retriesConsumed,
				startTime,
				options
			})) retriesConsumed++;
		}
	}
	throw new Error("Retry attempts exhausted without throwing an error.");
}

// src/durable/step/attempts.ts
/** The one loop of attempts: policies decide whether and when, `p-retry` drives, and everything here waits its turn. */
/**
* Runs `body` until it succeeds or the policy gives up. Attempts never overlap: `body` must not settle before what it
* started has ended. Its signal aborts when the caller's does and when the deadline of the policy passes.
*
* A failure is returned. What `body` or an observer throws is no failure of an attempt: it ends the loop and is thrown on.
*/
async function runAttempts(world, body, options) {
	const { policy, signal: cancelled } = options;
	if (cancelled?.aborted) return {
		kind: "cancelled",
		attempts: 0
	};
	const { used = {
		attempts: 0,
		elapsed: 0
	}, wait = (delay, aborted) => world.clock.sleep(delay, aborted) } = options;
	const started = world.clock.monotonic() - used.elapsed;
	const deadline = new AbortController();
	const stopTimer = policy.deadline === void 0 ? void 0 : world.clock.after(Math.max(0, policy.deadline - used.elapsed), () => deadline.abort());
	const signal = cancelled !== void 0 && policy.deadline === void 0 ? cancelled : AbortSignal.any([deadline.signal, ...cancelled ? [cancelled] : []]);
	let attempts = used.attempts;
	let last;
	let ended;
	async function attempt(called) {
		const number = used.attempts + called;
		await options.onAttemptStart?.(number);
		attempts = number;
		const attempted = await settle(body(number, signal), signal);
		if (attempted.kind === "success") return attempted.value;
		last = attempted;
		throw new Failed();
	}
	async function waitOrEnd({ failure: own, value }) {
		const left = value === void 0 ? {} : { value };
		if (cancelled?.aborted) return end({
			kind: "cancelled",
			attempts,
			...left
		});
		const failure = deadline.signal.aborted ? passed(own) : own;
		const elapsed = world.clock.monotonic() - started;
		const decision = decide(policy, {
			attempt: attempts,
			failure,
			elapsed,
			unit: options.unit(attempts)
		});
		await options.onAttemptFailed?.(attempts, {
			kind: "failure",
			failure,
			...left
		}, decision);
		if (decision.kind === "give-up") return end({
			kind: "failure",
			attempts,
			failure,
			decision,
			...left
		});
		if (decision.delay > 0) await untilAborted(wait(decision.delay, signal), signal);
		if (!signal.aborted) await options.onRetry?.(attempts + 1, signal);
		if (cancelled?.aborted) return end({
			kind: "cancelled",
			attempts,
			...left
		});
		if (!deadline.signal.aborted) return;
		const late = {
			kind: "give-up",
			cause: "deadline",
			reason: describeFailure(passed(own))
		};
		end({
			kind: "failure",
			attempts,
			failure,
			decision: late,
			...left
		});
	}
	function end(result) {
		ended = result;
	}
	function passed(failure) {
		const output = failure.output === void 0 ? {} : { output: failure.output };
		return {
			kind: "deadline",
			limit: policy.deadline ?? 0,
			...output
		};
	}
	try {
		const value = await pRetry(attempt, {
			retries: Infinity,
			minTimeout: 0,
			factor: 1,
			async onFailedAttempt({ error }) {
				if (!(error instanceof Failed) || last === void 0) throw error;
				await waitOrEnd(last);
			},
			shouldRetry: () => ended === void 0
		});
		return {
			kind: "success",
			attempts,
			value
		};
	} catch (error) {
		if (ended !== void 0) return ended;
		throw error;
	} finally {
		stopTimer?.();
	}
}
/** Tells p-retry, which knows only what is thrown, that an attempt failed. */
var Failed = class extends Error {};
/** A body that ends by throwing the reason of its own signal was aborted, which is a failure and no fault of the loop. */
async function settle(running, signal) {
	try {
		return await running;
	} catch (error) {
		if (!signal.aborted || error !== signal.reason) throw error;
		return {
			kind: "failure",
			failure: {
				kind: "error",
				name: "AbortError",
				message: "aborted"
			}
		};
	}
}
async function untilAborted(waiting, signal) {
	try {
		await waiting;
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}

// src/durable/step/idempotency-key.ts
/** Grows only when a recorded step is done anew, so that all attempts at one effect share it. */
function idempotencyKeyOf({ identity }, step, timesDone) {
	const { repository, key, lane } = identity;
	return hash("sha256", JSON.stringify([
		repository,
		key,
		lane,
		step,
		timesDone
	]), "hex").slice(0, 32);
}

// src/durable/step/definition-changed.ts
/** The same step was recorded with another definition. */
var DefinitionChanged = class extends Error {
	name = "DefinitionChanged";
	step;
	recorded;
	current;
	/** Without the ways on, which are written in another way where the command line tells of it. */
	what;
	constructor(step, recorded, current) {
		const what = `step "${step}" is recorded as done with another definition:\n${table(recorded, current)}`;
		super(`${what}\nSet on-change to "replay" to keep what was recorded or to "rerun" to run it as it is defined now, or give it another name or key.`);
		this.step = step;
		this.recorded = recorded;
		this.current = current;
		this.what = what;
	}
};
/** A line for each part that is another. */
function table(recorded, current) {
	const rows = changedParts(recorded, current);
	const widthOf = (column) => Math.max(...rows.map((row) => row[column].length));
	const [parts, before] = [widthOf("part"), widthOf("recorded")];
	return rows.map((row) => `  ${row.part.padEnd(parts)}  recorded ${row.recorded.padEnd(before)} / current ${row.current}`).join("\n");
}

// src/durable/step/recorded-step.ts
/** The record to replay, or undefined where the step is to run. Throws {@link DefinitionChanged}. */
function replayOf(record, { name, fingerprint, onChange }) {
	const { done } = record;
	if (record.status !== "done" || !done || done.withheld !== void 0) return void 0;
	if (!isSameDefinition(done.fingerprint, fingerprint)) {
		if (onChange === "rerun") return void 0;
		if (onChange === "fail") throw new DefinitionChanged(name, done.fingerprint, fingerprint);
	}
	return done;
}
/** An at-most-once step that is done and was not kept can neither be replayed nor run again. */
function refuseUnkept(name, { status, done }) {
	if (status !== "done" || done?.withheld === void 0) return;
	throw new LaneError(`step "${name}" is done and nothing of it was kept, for ${done.withheld}: it cannot be replayed, and at-most-once does not run it again. Take out of it what cannot be kept, and start a new run.`);
}

// src/durable/step/step-recorder.ts
function stepRecorder(lane, { name: step, fingerprint, semantics, waitUntil }) {
	const { journal } = lane;
	async function done(value, attempts, duration) {
		const { result, spilled, files, withheld } = value;
		await journal.append({
			type: "done",
			step,
			fingerprint,
			attempts,
			duration,
			...withheld === void 0 && (spilled ? { spilled } : { result }),
			...files && withheld === void 0 ? { files: [...files] } : {},
			...withheld === void 0 ? {} : { withheld }
		});
	}
	async function saveIntent() {
		const saved = await lane.checkpoint();
		if (saved.kind === "saved") return;
		throw new LaneError(`step "${step}" was not started: at-most-once needs its intent saved first, and ${saved.reason}`);
	}
	return {
		async found(value) {
			await journal.append({
				type: "started",
				step,
				fingerprint,
				semantics
			});
			await done(value, 0, 0);
		},
		async intent(number) {
			const started = {
				type: "started",
				step,
				fingerprint,
				semantics,
				...waitUntil && { number }
			};
			if (semantics === "at-least-once") return journal.note(started);
			await journal.append(started);
			await saveIntent();
		},
		attemptFailed: (number, failure, next) => journal.append({
			type: "attempt-failed",
			step,
			number,
			failure,
			...next !== void 0 && { next }
		}),
		done,
		failed: (failure, attempts, duration) => journal.append({
			type: "failed",
			step,
			attempts,
			duration,
			failure
		})
	};
}

// src/durable/step/unknown-effect.ts
/** How an attempt can end without telling whether it had its effect; a shell tells a signal by an exit code. */
const timeOrSignal = {
	text: "an end that leaves the effect of an at-most-once step unknown",
	matches: (failure) => timeLimits.has(failure.kind) || signalOf(failure) !== void 0
};
const timeLimits = /* @__PURE__ */ new Set([
	"timeout",
	"idle-timeout",
	"deadline"
]);

// src/durable/step/step.ts
/**
* Runs a step under the promises of its lane. Throws {@link DefinitionChanged} where the recorded step is another one,
* and {@link LaneError} where the lane has another writer or an intent could not be saved.
*/
async function runStep$1(world, lane, definition, body, signal) {
	const { name, semantics, policy, waitUntil } = definition;
	const { journal } = lane;
	const record = journal.state.steps.get(name);
	const replayed = record && replayOf(record, definition);
	if (replayed) return {
		kind: "replayed",
		done: replayed,
		saved: await lane.settle()
	};
	if (record && semantics === "at-most-once") refuseUnkept(name, record);
	const fingerprint = redactFingerprint(definition.fingerprint, body);
	const recorder = stepRecorder(lane, {
		...definition,
		fingerprint
	});
	const found = await body.unless?.(signal);
	if (signal.aborted) return {
		kind: "cancelled",
		attempts: 0
	};
	if (found) {
		await recorder.found(found);
		return {
			kind: "skipped",
			value: found,
			attempts: 0,
			saved: await lane.settle()
		};
	}
	const goesOn = waitUntil !== void 0 && record?.status === "started";
	if (goesOn && record.isGivenUp && record.failure) return endGivenUp(record.failedAttempts, record.failure);
	/** An attempt was under way. Where the author has a way of telling, it has just told that the effect is not there. */
	const wasInterrupted = record?.status === "started" && !(goesOn && record.next !== void 0) && !body.unless;
	/** Whether an attempt is under way, of whose effect nothing is known until it ends and tells. */
	let isUnknown = false;
	const used = {
		attempts: goesOn ? record.failedAttempts : 0,
		elapsed: elapsed()
	};
	const { key, lane: laneName } = lane.identity;
	const unit = (number) => seededUnit(key, laneName, name, number);
	let due = goesOn ? record.next : void 0;
	if (wasInterrupted && semantics === "at-most-once") {
		const next = await dueAfterInterruption();
		if (next === void 0) return {
			kind: "interrupted",
			record,
			attempts: used.attempts
		};
		used.attempts += 1;
		due = next;
	}
	if (due !== void 0) await waitUntil?.(due, signal);
	if (signal.aborted) return {
		kind: "cancelled",
		attempts: used.attempts
	};
	used.elapsed = elapsed();
	const { deadline = Number.POSITIVE_INFINITY } = policy;
	if (goesOn && used.elapsed >= deadline) return conclude(lateBy(deadline, used.attempts), 0);
	await recorder.intent(used.attempts + 1);
	const idempotencyKey = idempotencyKeyOf(lane, name, record?.timesDone ?? 0);
	const started = world.clock.monotonic();
	const untold = [timeOrSignal, ...definition.untold ?? []];
	return conclude(await runAttempts(world, (number, aborted) => body.attempt(number, idempotencyKey, aborted), {
		...body,
		policy: semantics === "at-most-once" ? {
			...policy,
			giveUpOn: [...policy.giveUpOn ?? [], ...untold]
		} : policy,
		unit,
		signal,
		used,
		...waitUntil && { wait: (delay, aborted) => waitUntil(world.clock.now() + delay, aborted) },
		async onAttemptStart(number) {
			if (waitUntil && number > used.attempts + 1) await recorder.intent(number);
			isUnknown = true;
			await body.onAttemptStart?.(number);
		},
		async onAttemptFailed(number, failed, decision) {
			isUnknown = findInList(untold, failed.failure, classify(failed.failure)) !== void 0;
			const next = decision.kind === "retry" ? world.clock.now() + decision.delay : void 0;
			await recorder.attemptFailed(number, redacted$1(failed.failure), next);
			await body.onAttemptFailed?.(number, failed, decision);
		}
	}), world.clock.monotonic() - started);
	/** The process died between the last attempt and the end of the step. */
	async function endGivenUp(attempts, failure) {
		const { name: kind = "Error", message } = failure;
		await recorder.failed(failure, attempts, 0);
		return {
			kind: "failed",
			attempts,
			decision: {
				kind: "give-up",
				cause: "exhausted",
				reason: message
			},
			failure: {
				kind: "error",
				name: kind,
				message
			},
			saved: await lane.settle()
		};
	}
	/** Milliseconds since the first attempt of those that are counted. */
	function elapsed() {
		return goesOn && record ? Math.max(0, world.clock.now() - record.firstStartedAt) : 0;
	}
	/** When to try again after an interruption, which only a `retryOn` that names it allows. */
	async function dueAfterInterruption() {
		if (!goesOn || policy.retryOn === void 0) return void 0;
		const failure = { kind: "interrupted" };
		const number = used.attempts + 1;
		const decision = decide(policy, {
			attempt: number,
			failure,
			elapsed: used.elapsed,
			unit: unit(number)
		});
		if (decision.kind === "give-up") return void 0;
		const next = world.clock.now() + decision.delay;
		await recorder.attemptFailed(number, redacted$1(failure), next);
		return next;
	}
	function redacted$1(failure) {
		const { redact } = body;
		return redacted(recordOf$2(failure), redact && { redact });
	}
	async function conclude(result, duration) {
		const { attempts } = result;
		if (result.kind === "success") {
			const { value } = result;
			await recorder.done(value, attempts, duration);
			return {
				kind: "done",
				value,
				attempts,
				saved: await lane.settle()
			};
		}
		if (semantics === "at-most-once" && isUnknown) {
			const now = journal.state.steps.get(name);
			if (now) return {
				kind: "interrupted",
				record: now,
				attempts
			};
		}
		if (result.kind === "cancelled" && waitUntil) return {
			kind: "cancelled",
			attempts
		};
		const failure = result.kind === "failure" ? redacted$1(result.failure) : {
			kind: "cancelled",
			message: "cancelled"
		};
		await recorder.failed(failure, attempts, duration);
		if (result.kind === "cancelled") return {
			kind: "cancelled",
			attempts
		};
		return {
			...result,
			kind: "failed",
			saved: await lane.settle()
		};
	}
}
/** Nobody came back to the step before its deadline. */
function lateBy(limit, attempts) {
	const failure = {
		kind: "deadline",
		limit
	};
	return {
		kind: "failure",
		attempts,
		failure,
		decision: {
			kind: "give-up",
			cause: "deadline",
			reason: describeFailure(failure)
		}
	};
}

// src/durable/operations/step.ts
function stepOperation(engine, scope, name, body, options = {}) {
	const { codec, onExhausted, compensate, retry, timeout, deadline, idleTimeout } = options;
	/** What undoes it is retried and limited as it is itself. */
	const limits = {
		...retry !== void 0 && { retry },
		...timeout !== void 0 && { timeout },
		...deadline !== void 0 && { deadline },
		...idleTimeout !== void 0 && { idleTimeout }
	};
	return stepInRun(engine, scope, {
		name,
		run: (path) => runCode(engine, path, scope, body, options),
		recall: (done) => recall(engine, done, codec),
		valueOf: ({ payload }) => recall(engine, payload, codec),
		onExhausted,
		undo: compensate && ((path, value) => runCode(engine, path, void 0, async (step) => void await compensate(value, step), limits))
	});
}
async function runCode(engine, path, scope, body, options) {
	const { world, lane, invocation, guard, fakes } = engine;
	const { codec, timeout, idleTimeout } = options;
	const limits = {
		timeout: timeout === void 0 ? void 0 : readDuration("timeout", timeout),
		idleTimeout: idleTimeout === void 0 ? void 0 : readDuration("idleTimeout", idleTimeout)
	};
	const log = logOf(engine, path);
	return runStep$1(world, lane, definitionOf$1(engine, path, options), {
		...observed(engine, path, scope),
		...guard && { redact: (text) => guard.redact(text) },
		async attempt(attempt, idempotencyKey, signal) {
			const ended = await attemptCode(world.clock, (aborted, heartbeat) => fakes ? fakes.step({
				path,
				attempt,
				idempotencyKey,
				kind: "code"
			}) : withinStep(engine, () => body({
				attempt,
				idempotencyKey,
				signal: aborted,
				log,
				heartbeat
			})), limits, signal);
			if (ended.kind === "failure") return ended;
			try {
				return {
					kind: "success",
					value: valueOf(await keep$1(engine, ended.value, codec))
				};
			} catch (error) {
				if (error instanceof UserError) return {
					kind: "failure",
					failure: failureOf$2(error)
				};
				throw error;
			}
		}
	}, invocation.signal);
}
function definitionOf$1(engine, path, options) {
	const { retry, deadline, fingerprint = "-", onChange, semantics = "at-least-once" } = options;
	const policy = readRetry$1(retry, engine.policies);
	return {
		name: path,
		fingerprint,
		onChange: onChange ?? engine.onChange,
		semantics,
		policy: {
			...policy,
			giveUpOn: [
				stillRunning,
				authorsMistake,
				...policy.giveUpOn ?? []
			],
			...deadline !== void 0 && { deadline: readDuration("deadline", deadline) }
		},
		untold: [stillRunning],
		waitUntil: waitUntilIn(engine, path)
	};
}
/** No other attempt would give what can be recorded. */
const authorsMistake = {
	text: "a mistake of the automation's author",
	matches: (failure) => failure.kind === "error" && failure.name === "UserError"
};
/** A value that holds a secret is handed on and not kept. */
function valueOf({ payload, isSecret }) {
	const { result, spilled } = payload;
	const value = {
		payload,
		result,
		...spilled && { spilled }
	};
	return isSecret ? {
		...value,
		withheld: secretWithheld
	} : value;
}

// src/durable/operations/values.ts
/** What an automation may ask for that is not the same twice: recorded, so that a replay gives it again. */
/** Records a value without waiting: it stands before what is recorded of any effect that depends on it. */
function noteValue({ journal, invocation }, path, value) {
	journal.note({
		type: "value",
		path,
		value
	}).catch((error) => invocation.fail(error));
}
function valuesOf(engine, scope) {
	const { journal, world } = engine;
	function recorded(path, isOne, make) {
		const before = journal.state.run.values.get(path);
		if (isOne(before)) return before;
		const value = make();
		noteValue(engine, path, value);
		return value;
	}
	return {
		now: () => recorded(scope.claimValue("now"), isNumber, () => world.clock.now()),
		random: () => recorded(scope.claimValue("random"), isNumber, () => unitOf(world.random.bytes(6))),
		uuid: () => recorded(scope.claimValue("uuid"), isString, () => world.random.uuid()),
		patched: (name) => recorded(pathOf$1(scope.path, `patched ${name}`), isBoolean, () => !scope.isReplaying && !journal.state.run.ended)
	};
}
const isNumber = (value) => typeof value === "number";
const isString = (value) => typeof value === "string";
const isBoolean = (value) => typeof value === "boolean";

// src/durable/operations/wait.ts
/** `ctx.wait` and `ctx.waitUntil`. */
/** Waits for a duration from when it is first come to, or until a date. */
function waitOperation(engine, scope, name, how) {
	return work(engine, scope, async () => {
		const { journal, world, invocation, observe } = engine;
		const path = scope.claim("wait", name);
		const before = journal.state.run.waits.get(path);
		if (before?.isDone) return observe({
			type: "replayed",
			path,
			kind: "wait"
		});
		const until = before?.until ?? dueOf(how, world.clock.now());
		if (!before) {
			await beginNew(engine, scope, path);
			await journal.append({
				type: "wait-started",
				path,
				until
			});
		}
		requireOpen(engine, scope);
		if (until > world.clock.now()) {
			observe({
				type: "waiting",
				path,
				kind: "wait",
				until
			});
			await invocation.park({
				kind: "waiting",
				path,
				until
			});
		}
		await journal.append({
			type: "wait-done",
			path
		});
		observe({
			type: "done",
			path,
			kind: "wait"
		});
		await endNew(engine, path);
	});
}
function dueOf(how, now) {
	return "at" in how ? how.at.getTime() : now + readDuration("the duration of a wait", how.duration);
}

// src/durable/operations/context-of.ts
/** The context that an automation is handed: each of its operations, with or without a name before the rest. */
const internals = /* @__PURE__ */ new WeakMap();
/** Throws a TypeError on what is no context of this engine. */
function internalsOf(context) {
	const found = internals.get(context);
	if (!found) throw new TypeError("this is no context that an automation was handed");
	return found;
}
function contextOfScope(engine, scope, run) {
	/** Runs an operation where what its author wrote for it is right; else it fails without being come to. */
	function checked(check, act) {
		try {
			check();
		} catch (error) {
			return operate(engine, scope, () => Promise.reject(error));
		}
		return act();
	}
	const context = {
		run,
		signal: engine.invocation.signal,
		log: logOf(engine, scope.path, () => scope.isReplaying),
		...valuesOf(engine, scope),
		step(...given) {
			const [name, body, options] = named$1(given);
			return checked(() => requireOptions("step", name, options), () => stepOperation(engine, scope, name, body, options));
		},
		map(first, second, third, fourth) {
			const [name, items, body, options] = typeof second === "function" ? [
				void 0,
				first,
				second,
				third
			] : [
				first,
				second,
				third,
				fourth
			];
			const { key: keyOf = defaultKey, ...rest } = options ?? {};
			return checked(() => requireOptions("map", name, options), () => batchOperation(engine, scope, {
				...rest,
				kind: "map",
				name,
				items,
				keyOf,
				body
			}));
		},
		parallel(...given) {
			const [name, branches, options] = named$1(given);
			return checked(() => requireOptions("parallel", name, options), () => batchOperation(engine, scope, {
				...options,
				kind: "parallel",
				name,
				items: Object.entries(branches),
				keyOf: ([key]) => key,
				body: (own, [, branch]) => branch(own)
			}));
		},
		runInChildContext(...given) {
			const [name, body, options] = named$1(given);
			return checked(() => requireOptions("runInChildContext", name, options), () => childOperation(engine, scope, {
				kind: "child",
				name,
				...options
			}, (own) => body(own)));
		},
		wait(first, second) {
			const [name, duration] = second === void 0 ? [void 0, first] : [first, second];
			return checked(() => requireDurationText(name, duration), () => waitOperation(engine, scope, name, { duration }));
		},
		waitUntil(...given) {
			const [name, at] = named$1(given);
			return checked(() => requireDate(name, at), () => waitOperation(engine, scope, name, { at }));
		},
		waitForCondition(...given) {
			const [name, check, options] = named$1(given);
			return checked(() => requireOptions("waitForCondition", name, options), () => conditionOperation(engine, scope, name, check, options));
		},
		createCallback(name, options) {
			return checked(() => requireOptions("createCallback", name, options), () => createCallbackOperation(engine, scope, name, options));
		},
		waitForCallback(...given) {
			const [name, submit, options] = named$1(given);
			return checked(() => requireOptions("waitForCallback", name, options), () => waitForCallbackOperation(engine, scope, name, submit, options));
		}
	};
	internals.set(context, {
		engine,
		scope
	});
	return context;
}
function named$1([first, second, third]) {
	return typeof first === "string" ? [
		first,
		second,
		third
	] : [
		void 0,
		first,
		second
	];
}
function defaultKey(item, index) {
	return typeof item === "string" || typeof item === "number" ? String(item) : String(index);
}

// src/policy/circuit.ts
/**
* The circuit breaker (Nygard, "Release It!") as pure functions over a state that runs share.
*
* Since it is loaded by other processes at other times, outcomes carry their time and are aged on every use, and the
* probe of a half-open circuit is a leased permit with a fencing token: one runner probes, and a late one is not heard.
*/
/** Whether a call may be made at `now`. */
function admit(stored, now, policy) {
	const state = aged(stored, now, policy);
	switch (state.mode.kind) {
		case "closed": return {
			kind: "allowed",
			state
		};
		case "isolated": return {
			kind: "refused",
			reason: `isolated: ${state.mode.reason}`,
			state
		};
		case "open":
			if (now < state.mode.until) return {
				kind: "refused",
				reason: state.mode.reason,
				retryAt: state.mode.until,
				state
			};
			return probe(state, now, policy);
		default:
			if (now < state.mode.expires) return {
				kind: "refused",
				reason: "another caller is probing it",
				retryAt: state.mode.expires,
				state
			};
			return probe(state, now, policy);
	}
}
/** The state after a call ended at `now`; `unit` in [0, 1) draws the jitter of an open duration. */
function record(stored, outcome, now, policy, unit) {
	const before = aged(stored, now, policy);
	if (before.mode.kind === "half-open") {
		if (outcome.permit !== before.mode.permit) return before;
		return outcome.ok ? closed(before) : open(before, "the probe failed", now, policy, unit);
	}
	if (outcome.permit !== void 0) return before;
	const outcomes = [...before.outcomes, {
		at: now,
		ok: outcome.ok
	}].slice(-OUTCOMES_KEPT);
	const state = {
		...before,
		outcomes
	};
	if (state.mode.kind !== "closed" || outcome.ok) return state;
	const reason = reasonToOpen(state, policy);
	return reason === void 0 ? state : open(state, reason, now, policy, unit);
}
function probe(state, now, policy) {
	const permit = state.token + 1;
	const mode = {
		kind: "half-open",
		permit,
		expires: now + policy.probeLease
	};
	return {
		kind: "probe",
		permit,
		state: {
			...state,
			mode,
			token: permit
		}
	};
}
function closed(state) {
	return {
		...state,
		mode: { kind: "closed" },
		outcomes: [],
		opened: 0
	};
}
function open(state, reason, now, policy, unit) {
	const opened = state.opened + 1;
	const until = now + backoffDelay(policy.openDuration, opened, unit);
	return {
		...state,
		mode: {
			kind: "open",
			until,
			reason
		},
		outcomes: [],
		opened
	};
}
/** Drops what no longer counts, and pulls times that another machine's clock put in the future back to what they can be. */
function aged(state, now, policy) {
	const outcomes = state.outcomes.filter(({ at }) => at > now - policy.window && at <= now + policy.window);
	const { mode } = state;
	if (mode.kind === "open") return {
		...state,
		outcomes,
		mode: {
			...mode,
			until: Math.min(mode.until, now + policy.openDuration.maxDelay)
		}
	};
	if (mode.kind === "half-open") return {
		...state,
		outcomes,
		mode: {
			...mode,
			expires: Math.min(mode.expires, now + policy.probeLease)
		}
	};
	return {
		...state,
		outcomes
	};
}
function reasonToOpen({ outcomes }, policy) {
	const inARow = outcomes.length - 1 - outcomes.findLastIndex(({ ok }) => ok);
	if (inARow >= policy.consecutiveFailures) return `${inARow} failures in a row`;
	const failures = outcomes.filter(({ ok }) => !ok).length;
	if (outcomes.length >= policy.minimumThroughput && failures / outcomes.length >= policy.failureRate) return `${failures} of ${outcomes.length} calls failed`;
}

// src/command/line-splitter.ts
/** Characters kept of one line; the rest of it is dropped, so that output without a new line stays in bounded memory. */
const longestLine$2 = 65536;
/**
* Cuts a stream of bytes into lines, wherever its chunks are cut. CR, LF and CRLF end a line, as they do for the runner:
* a progress bar is many lines, and a workflow command may follow a bare CR.
*/
function lineSplitter(take) {
	const decoder = new TextDecoder();
	let line = "";
	let pending = false;
	let afterCarriageReturn = false;
	function add(text) {
		pending = true;
		if (line.length < 65536) line += text.slice(0, longestLine$2 - line.length);
	}
	function finish() {
		const whole = line;
		line = "";
		pending = false;
		take(whole);
	}
	function feed(text) {
		if (text === "") return;
		let start = afterCarriageReturn && text.startsWith("\n") ? 1 : 0;
		for (const found of text.matchAll(/\r\n?|\n/g)) {
			if (found.index < start) continue;
			if (found.index > start) add(text.slice(start, found.index));
			finish();
			start = found.index + found[0].length;
		}
		if (start < text.length) add(text.slice(start));
		afterCarriageReturn = text.endsWith("\r");
	}
	return {
		write: (chunk) => feed(decoder.decode(chunk, { stream: true })),
		end() {
			feed(decoder.decode());
			if (pending) finish();
		}
	};
}

// src/durable/circuit/circuit.ts
/** Five failures in a row, or half of ten and more within ten minutes, open it: for a minute, then for twice as long. */
const defaultCircuit = {
	window: 6e5,
	failureRate: .5,
	minimumThroughput: 10,
	consecutiveFailures: 5,
	openDuration: {
		initialDelay: 6e4,
		factor: 2,
		maxDelay: 9e5,
		jitter: "none"
	},
	probeLease: 6e5
};

// src/report/graph.ts
/** An automation as a state machine, and how far a run has come in it. Mermaid and SVG are drawn from it. */
/** Whether the graph tells of a run, rather than of a definition alone. */
function isOfRun({ nodes }) {
	return nodes.some(({ state }) => state !== "pending");
}
/** What a node says of its operation besides its name. */
function notesOn(operation) {
	const { state, attempts = 0, duration, until, kind, children } = operation;
	if ((kind === "map" || kind === "parallel") && children.length > 0) return [countsInWords(countStates(children))];
	if (state === "pending") return [];
	return [[
		stateInWords(state),
		...attempts > 1 ? [`${attempts} attempts`] : [],
		...until === void 0 ? [] : [`until ${timeInWords(until)}`],
		...duration === void 0 ? [] : [formatDuration(duration)]
	].join(" · ")];
}

// src/report/run-graph.ts
/** More branches than this are one node with counts. */
const mostBranches = 8;
/** How deep contexts are opened, where there is room. */
const deepest = 4;
/** The state of the end of a run, for the statuses that end one. */
const endStates = {
	completed: "done",
	failed: "failed",
	cancelled: "interrupted"
};
/**
* The way a run went, from its operations alone: they follow each other in the order in which they were come to,
* contexts are groups, branches go side by side and a map is one node with counts. Contexts are drawn closed as far as
* that is needed to stay within `maxNodes`; a run with more operations at its root is drawn whole all the same.
*/
function graphOfRun(operations, status, maxNodes) {
	for (let depth = deepest; depth > 0; depth--) {
		const graph = draw(operations, status, depth);
		if (graph.nodes.length <= maxNodes) return graph;
	}
	return draw(operations, status, 0);
}
function draw(operations, status, depth) {
	const nodes = [];
	const edges = [];
	const groups = [];
	function join(from, to, label) {
		for (const each of from) edges.push({
			from: each,
			to,
			kind: "next",
			isTaken: true,
			...label && { label }
		});
	}
	/** Draws one after the other, coming from the nodes `from`; gives the last ones. */
	function chain(list, from, place) {
		let last = from;
		list.forEach((operation, index) => {
			last = one(operation, last, index === 0 ? place : {
				...place,
				label: void 0
			});
		});
		return last;
	}
	function one(operation, from, { group, left, label }) {
		const { path, name, kind, state, children } = operation;
		const inGroup = group === void 0 ? {} : { group };
		if (kind === "child" && children.length > 0 && left > 0) {
			groups.push({
				id: path,
				label: name,
				...inGroup
			});
			return chain(children, from, {
				group: path,
				left: left - 1,
				label
			});
		}
		nodes.push({
			id: path,
			label: name,
			notes: notesOn(operation),
			kind,
			state,
			...inGroup
		});
		join(from, path, label);
		if (!(kind === "parallel" && children.length <= mostBranches && left > 0)) return [path];
		const ends = children.flatMap((branch) => chain(branch.children, [path], {
			group,
			left: left - 1,
			label: branch.name
		}));
		return ends.length > 0 ? [...new Set(ends)] : [path];
	}
	const last = chain(operations, [], {
		group: void 0,
		left: depth,
		label: void 0
	});
	const end = endStates[status];
	if (end) {
		nodes.push({
			id: "",
			label: status,
			notes: [],
			kind: "end",
			state: end
		});
		join(last, "", void 0);
	}
	return {
		nodes,
		edges,
		groups
	};
}

// src/automation/node-id.ts
/** What the nodes of a diagram are known by. Steps may be called anything, so theirs are paths of one name. */
function stepId(name) {
	return pathOf$1("", name);
}
/** No step's: a path of one name has no slash. */
function endId(status) {
	return `end/${status}`;
}

// src/automation/way.ts
/**
* A journal has no record of decisions and of steps that did not run, so between two recorded steps the run is taken to
* have gone the shortest way over nodes without a record.
*/
function markWay({ nodes, edges }, steps, operations, status) {
	const visits = /* @__PURE__ */ new Map();
	const passed = /* @__PURE__ */ new Set();
	const taken = /* @__PURE__ */ new Set();
	const leaving = Map.groupBy(edges, ({ from }) => from);
	const ends = new Set(nodes.filter(({ kind }) => kind === "end").map(({ id }) => id));
	const known = new Map([...eachStep(steps)].map((step) => [stepId(step.name), step]));
	/** From a failure that nothing caught on, every step is passed over that does not ask for failures. */
	let isFailing = false;
	/** The ways that are open after a node: recorded, or passed in silence. */
	function waysFrom(id, operation) {
		const step = known.get(id);
		const ways = leaving.get(id) ?? [];
		if (step?.kind === "goto" || step?.kind === "end") return ways;
		if (operation?.state !== "failed") return ways.filter(({ kind }) => operation ? kind !== "failure" : kind === "next");
		const caught = step?.onFailure.kind;
		const kind = caught === "goto" || caught === "end" ? "failure" : "next";
		return ways.filter((way) => way.kind === kind);
	}
	function mayPass(id) {
		const step = known.get(id);
		if (!step || visits.has(id)) return false;
		return isFailing || step.if !== void 0 || step.kind === "goto" || step.kind === "end";
	}
	/** Marks the shortest way from a node to `goal`; false where there is none. */
	function connect(from, operation, goal) {
		const cameBy = /* @__PURE__ */ new Map();
		const queue = [from];
		for (const at of queue) for (const edge of waysFrom(at, at === from ? operation : void 0)) {
			if (edge.to === goal) {
				mark(edge, cameBy, from);
				return true;
			}
			if (!mayPass(edge.to) || cameBy.has(edge.to)) continue;
			cameBy.set(edge.to, edge);
			queue.push(edge.to);
		}
		return false;
	}
	function mark(last, cameBy, from) {
		for (let edge = last; edge; edge = edge.from === from ? void 0 : cameBy.get(edge.from)) {
			taken.add(edge);
			if (edge.from !== from) passed.add(edge.from);
		}
	}
	/** Follows one list of steps from the node it is entered by; gives what was come to last. */
	function follow(list, recorded, entry) {
		let last = entry === void 0 ? [] : [{ id: entry }];
		for (const operation of recorded) {
			const { step, isGoneOnWith } = visitIn(list, operation.name);
			if (!step) continue;
			const id = stepId(step.name);
			if (!isGoneOnWith) for (const stop of last) connect(stop.id, stop.operation, id);
			if (last.length === 0) passUpTo(list, id);
			const before = visits.get(id) ?? [];
			visits.set(id, [...isGoneOnWith ? before.slice(0, -1) : before, operation]);
			last = step.kind === "parallel" ? branchesOf(step, operation) : [{
				id,
				operation
			}];
			const isCaught = step.kind === "goto" || step.kind === "end" || step.onFailure.kind !== "fail";
			if (operation.state === "failed" && !isCaught) isFailing = true;
		}
		return last;
	}
	function branchesOf(step, operation) {
		const own = stepId(step.name);
		const stops = operation.children.flatMap((branch) => {
			const list = step.branches.get(branch.name) ?? [];
			const first = list[0] && stepId(list[0].name);
			if (!(branch.children.length === 0 && first !== void 0 && mayPass(first))) return follow(list, branch.children, own);
			if (connect(own, void 0, first)) passed.add(first);
			return [{ id: first }];
		});
		const hasJumped = operation.state === "failed" && (step.onFailure.kind === "goto" || step.onFailure.kind === "end");
		return stops.length === 0 || hasJumped ? [{
			id: own,
			operation
		}] : stops;
	}
	/** The first record need not be of the first step. */
	function passUpTo(list, id) {
		const first = list[0] && stepId(list[0].name);
		if (first === void 0 || first === id || !mayPass(first)) return;
		if (connect(first, void 0, id)) passed.add(first);
	}
	const last = follow(steps, operations, void 0);
	const state = endStates[status];
	if (state === "done" || state === "failed") {
		const end = state === "failed" && ends.has(endId("failed")) ? ["failed", "succeeded"] : ["succeeded"];
		for (const { id, operation } of last) {
			const reached = end.map(endId).find((goal) => connect(id, operation, goal));
			if (reached !== void 0) passed.add(reached);
		}
	}
	return {
		visits,
		passed,
		taken
	};
}
/**
* Which step an operation is of: from the second visit on its name has the visit's number, and from the second person
* who is asked to approve, which one of how many it is.
*/
function visitIn(list, operation) {
	const named = list.find(({ name }) => name === operation);
	if (named) return {
		step: named,
		isGoneOnWith: false
	};
	const [visit = operation, ...asked] = operation.split(/ \(\d+ of \d+\)$/);
	const name = visit.replace(/ \(resumed \d+\)$/, "").replace(/#\d+$/, "");
	return {
		step: list.find((each) => each.name === name),
		isGoneOnWith: asked.length > 0
	};
}
function* eachStep(steps) {
	for (const step of steps) {
		yield step;
		if (step.kind === "parallel") for (const branch of step.branches.values()) yield* eachStep(branch);
	}
}

// src/automation/diagram.ts
/** The state machine that a definition is; with a course, what has become of each step and the way that was taken. */
function graphOfDefinition({ steps }, course) {
	const drawing = new Drawing();
	const end = { id: endId("succeeded") };
	drawing.list(steps, [end]);
	drawing.end("succeeded");
	const whole = {
		nodes: drawing.nodes,
		edges: drawing.edges,
		groups: []
	};
	const graph = course ? withCourse(whole, steps, course) : whole;
	return {
		...graph,
		edges: graph.edges.filter((edge) => edge.isTaken || !drawing.silent.has(edge))
	};
}
var Drawing = class {
	nodes = [];
	edges = [];
	/** Ways past steps that a failure leaves out: every step has one, so that only those which were taken are shown. */
	silent = /* @__PURE__ */ new Set();
	/** Draws a list of steps, and the ways from its last one to `exits`. */
	list(steps, exits) {
		steps.forEach((step, index) => {
			const next = steps[index + 1];
			const after = next ? [{ id: stepId(next.name) }] : exits;
			this.#node(step);
			if (step.kind === "goto" || step.kind === "end") this.#jump(step, step.kind === "goto" ? step : {
				kind: "end",
				status: step.status
			});
			else this.#working(step, after);
			if (step.if) this.#ways(stepId(step.name), after, { label: "else" });
			else this.#ways(stepId(step.name), after, { isSilent: true });
		});
	}
	end(status) {
		const id = endId(status);
		if (this.nodes.some((node) => node.id === id)) return;
		this.nodes.push({
			id,
			label: status === "failed" ? "failed" : "end",
			notes: [],
			kind: "end",
			state: "pending"
		});
	}
	#node(step) {
		const notes = [...step.if ? [`if ${step.if.source}`] : [], ...step.maxVisits === void 0 ? [] : [`at most ${step.maxVisits} times`]];
		this.nodes.push({
			id: stepId(step.name),
			label: step.name,
			notes,
			kind: kinds[step.kind],
			state: "pending"
		});
	}
	#working(step, after) {
		const { onSuccess, onFailure } = step;
		const own = stepId(step.name);
		const branches = step.kind === "parallel" ? [...step.branches] : [];
		for (const [branch, steps] of branches) {
			const first = steps[0];
			if (first) this.#ways(own, [{
				id: stepId(first.name),
				label: branch
			}]);
			this.list(steps, onSuccess ? [this.#target(onSuccess)] : after);
		}
		if (branches.length === 0) {
			if (onSuccess) this.#jump(step, onSuccess);
			if (!onSuccess || onFailure.kind === "continue") this.#ways(own, after);
		}
		if (onFailure.kind === "goto" || onFailure.kind === "end") {
			const { id } = this.#target(onFailure);
			this.edges.push({
				from: own,
				to: id,
				kind: "failure",
				label: "on failure",
				isTaken: false
			});
		}
	}
	#jump({ name }, jump) {
		this.edges.push({
			from: stepId(name),
			to: this.#target(jump).id,
			kind: "goto",
			isTaken: false
		});
	}
	#target(jump) {
		if (jump.kind === "goto") return { id: stepId(jump.step) };
		this.end(jump.status);
		return { id: endId(jump.status) };
	}
	#ways(from, exits, how = {}) {
		for (const { id, label = how.label } of exits) {
			if (this.edges.some((edge) => edge.from === from && edge.to === id && edge.kind === "next")) continue;
			const edge = {
				from,
				to: id,
				kind: "next",
				isTaken: false,
				...label && { label }
			};
			this.edges.push(edge);
			if (how.isSilent) this.silent.add(edge);
		}
	}
};
const kinds = {
	run: "step",
	"for-each": "map",
	parallel: "parallel",
	wait: "wait",
	approval: "callback",
	event: "callback",
	condition: "condition",
	goto: "decision",
	end: "decision"
};
function withCourse(graph, steps, { status, operations }) {
	const way = markWay(graph, steps, operations, status);
	const nodes = graph.nodes.map((node) => {
		const visits = way.visits.get(node.id);
		const last = visits?.at(-1);
		if (last) {
			const again = visits && visits.length > 1 ? [`visit ${visits.length}`] : [];
			return {
				...node,
				state: last.state,
				notes: [
					...node.notes,
					...again,
					...notesOn(last)
				]
			};
		}
		if (!way.passed.has(node.id)) return node;
		if (node.kind === "decision") return {
			...node,
			state: "done"
		};
		if (node.kind !== "end") return {
			...node,
			state: "skipped",
			notes: [...node.notes, "skipped"]
		};
		const state = endStates[status] ?? "pending";
		return {
			...node,
			state,
			label: node.label === "end" ? status : node.label
		};
	});
	const edges = graph.edges.map((edge) => way.taken.has(edge) ? {
		...edge,
		isTaken: true
	} : edge);
	return {
		...graph,
		nodes,
		edges
	};
}

// node_modules/@actions/expressions/dist/ast.js
var Expr = class {};
var Literal = class extends Expr {
	constructor(literal, token) {
		super();
		this.literal = literal;
		this.token = token;
	}
	accept(v) {
		return v.visitLiteral(this);
	}
};
var Unary = class extends Expr {
	constructor(operator, expr) {
		super();
		this.operator = operator;
		this.expr = expr;
	}
	accept(v) {
		return v.visitUnary(this);
	}
};
var FunctionCall = class extends Expr {
	constructor(functionName, args) {
		super();
		this.functionName = functionName;
		this.args = args;
	}
	accept(v) {
		return v.visitFunctionCall(this);
	}
};
var Binary = class extends Expr {
	constructor(left, operator, right) {
		super();
		this.left = left;
		this.operator = operator;
		this.right = right;
	}
	accept(v) {
		return v.visitBinary(this);
	}
};
var Logical = class extends Expr {
	constructor(operator, args) {
		super();
		this.operator = operator;
		this.args = args;
	}
	accept(v) {
		return v.visitLogical(this);
	}
};
var Grouping = class extends Expr {
	constructor(group) {
		super();
		this.group = group;
	}
	accept(v) {
		return v.visitGrouping(this);
	}
};
var ContextAccess = class extends Expr {
	constructor(name) {
		super();
		this.name = name;
	}
	accept(v) {
		return v.visitContextAccess(this);
	}
};
var IndexAccess = class extends Expr {
	constructor(expr, index) {
		super();
		this.expr = expr;
		this.index = index;
	}
	accept(v) {
		return v.visitIndexAccess(this);
	}
};
var Star = class extends Expr {
	accept() {
		throw new Error("Method not implemented.");
	}
};

// node_modules/@actions/expressions/dist/data/expressiondata.js
var Kind;
(function(Kind) {
	Kind[Kind["String"] = 0] = "String";
	Kind[Kind["Array"] = 1] = "Array";
	Kind[Kind["Dictionary"] = 2] = "Dictionary";
	Kind[Kind["Boolean"] = 3] = "Boolean";
	Kind[Kind["Number"] = 4] = "Number";
	Kind[Kind["CaseSensitiveDictionary"] = 5] = "CaseSensitiveDictionary";
	Kind[Kind["Null"] = 6] = "Null";
})(Kind || (Kind = {}));
function kindStr(k) {
	switch (k) {
		case Kind.Array: return "Array";
		case Kind.Boolean: return "Boolean";
		case Kind.Null: return "Null";
		case Kind.Number: return "Number";
		case Kind.Dictionary: return "Object";
		case Kind.String: return "String";
	}
	return "unknown";
}

// node_modules/@actions/expressions/dist/data/dictionary.js
var Dictionary = class {
	constructor(...pairs) {
		this.keys = [];
		this.v = [];
		this.indexMap = {};
		this.kind = Kind.Dictionary;
		this.primitive = false;
		for (const p of pairs) this.add(p.key, p.value);
	}
	coerceString() {
		return kindStr(this.kind);
	}
	number() {
		return NaN;
	}
	add(key, value) {
		if (key.toLowerCase() in this.indexMap) return;
		this.keys.push(key);
		this.v.push(value);
		this.indexMap[key.toLowerCase()] = this.v.length - 1;
	}
	get(key) {
		const index = this.indexMap[key.toLowerCase()];
		if (index === void 0) return;
		return this.v[index];
	}
	values() {
		return this.v;
	}
	pairs() {
		const result = [];
		for (const key of this.keys) result.push({
			key,
			value: this.v[this.indexMap[key.toLowerCase()]]
		});
		return result;
	}
};

// node_modules/@actions/expressions/dist/data/array.js
var Array$1 = class {
	constructor(...data) {
		this.v = [];
		this.kind = Kind.Array;
		this.primitive = false;
		for (const d of data) this.add(d);
	}
	coerceString() {
		return kindStr(this.kind);
	}
	number() {
		return NaN;
	}
	add(value) {
		this.v.push(value);
	}
	get(index) {
		return this.v[index];
	}
	values() {
		return this.v;
	}
};

// node_modules/@actions/expressions/dist/data/boolean.js
var BooleanData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.Boolean;
		this.primitive = true;
	}
	coerceString() {
		if (this.value) return "true";
		return "false";
	}
	number() {
		if (this.value) return 1;
		return 0;
	}
};

// node_modules/@actions/expressions/dist/data/null.js
var Null = class {
	constructor() {
		this.kind = Kind.Null;
		this.primitive = true;
	}
	coerceString() {
		return "";
	}
	number() {
		return 0;
	}
};

// node_modules/@actions/expressions/dist/data/number.js
var NumberData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.Number;
		this.primitive = true;
	}
	coerceString() {
		if (this.value === 0) return "0";
		return (+this.value.toFixed(15)).toString();
	}
	number() {
		return this.value;
	}
};

// node_modules/@actions/expressions/dist/data/string.js
var StringData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.String;
		this.primitive = true;
	}
	coerceString() {
		return this.value;
	}
	number() {
		return Number(this.value);
	}
};

// node_modules/@actions/expressions/dist/data/replacer.js
/**
* Replacer can be passed to JSON.stringify to convert an ExpressionData object into plain JSON
*
* See: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/stringify#replacer
*/
function replacer(_key, value) {
	if (value instanceof Null) return null;
	if (value instanceof BooleanData) return value.value;
	if (value instanceof NumberData) return value.number();
	if (value instanceof StringData) return value.coerceString();
	if (value instanceof Array$1) return value.values();
	if (value instanceof Dictionary) {
		const pairs = value.pairs();
		const r = {};
		for (const p of pairs) r[p.key] = p.value;
		return r;
	}
	return value;
}

// node_modules/@actions/expressions/dist/data/reviver.js
/**
* Reviver can be passed to `JSON.parse` to convert plain JSON into an `ExpressionData` object.
*
* See: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/parse#reviver
*/
function reviver(_key, val) {
	if (val === null) return new Null();
	if (typeof val === "string") return new StringData(val);
	if (typeof val === "number") return new NumberData(val);
	if (typeof val === "boolean") return new BooleanData(val);
	if (Array.isArray(val)) return new Array$1(...val);
	if (typeof val === "object") return new Dictionary(...Object.keys(val).map((k) => ({
		key: k,
		value: val[k]
	})));
	return val;
}

// node_modules/@actions/expressions/dist/filtered_array.js
var FilteredArray = class extends Array$1 {};

// node_modules/@actions/expressions/dist/lexer.js
var TokenType;
(function(TokenType) {
	TokenType[TokenType["UNKNOWN"] = 0] = "UNKNOWN";
	TokenType[TokenType["LEFT_PAREN"] = 1] = "LEFT_PAREN";
	TokenType[TokenType["RIGHT_PAREN"] = 2] = "RIGHT_PAREN";
	TokenType[TokenType["LEFT_BRACKET"] = 3] = "LEFT_BRACKET";
	TokenType[TokenType["RIGHT_BRACKET"] = 4] = "RIGHT_BRACKET";
	TokenType[TokenType["COMMA"] = 5] = "COMMA";
	TokenType[TokenType["DOT"] = 6] = "DOT";
	TokenType[TokenType["BANG"] = 7] = "BANG";
	TokenType[TokenType["BANG_EQUAL"] = 8] = "BANG_EQUAL";
	TokenType[TokenType["EQUAL_EQUAL"] = 9] = "EQUAL_EQUAL";
	TokenType[TokenType["GREATER"] = 10] = "GREATER";
	TokenType[TokenType["GREATER_EQUAL"] = 11] = "GREATER_EQUAL";
	TokenType[TokenType["LESS"] = 12] = "LESS";
	TokenType[TokenType["LESS_EQUAL"] = 13] = "LESS_EQUAL";
	TokenType[TokenType["AND"] = 14] = "AND";
	TokenType[TokenType["OR"] = 15] = "OR";
	TokenType[TokenType["STAR"] = 16] = "STAR";
	TokenType[TokenType["NUMBER"] = 17] = "NUMBER";
	TokenType[TokenType["STRING"] = 18] = "STRING";
	TokenType[TokenType["IDENTIFIER"] = 19] = "IDENTIFIER";
	TokenType[TokenType["TRUE"] = 20] = "TRUE";
	TokenType[TokenType["FALSE"] = 21] = "FALSE";
	TokenType[TokenType["NULL"] = 22] = "NULL";
	TokenType[TokenType["EOF"] = 23] = "EOF";
})(TokenType || (TokenType = {}));
function tokenString(tok) {
	switch (tok.type) {
		case TokenType.EOF: return "EOF";
		case TokenType.NUMBER: return tok.lexeme;
		case TokenType.STRING: return tok.value.toString();
		default: return tok.lexeme;
	}
}
var Lexer = class {
	constructor(input) {
		this.input = input;
		this.start = 0;
		this.offset = 0;
		this.line = 0;
		this.lastLineOffset = 0;
		this.tokens = [];
	}
	lex() {
		if (this.input.length > 21e3) throw new Error("ErrorExceededMaxLength");
		while (!this.atEnd()) {
			this.start = this.offset;
			const c = this.next();
			switch (c) {
				case "(":
					this.addToken(TokenType.LEFT_PAREN);
					break;
				case ")":
					this.addToken(TokenType.RIGHT_PAREN);
					break;
				case "[":
					this.addToken(TokenType.LEFT_BRACKET);
					break;
				case "]":
					this.addToken(TokenType.RIGHT_BRACKET);
					break;
				case ",":
					this.addToken(TokenType.COMMA);
					break;
				case ".":
					if (this.previous() != TokenType.IDENTIFIER && this.previous() != TokenType.RIGHT_BRACKET && this.previous() != TokenType.RIGHT_PAREN && this.previous() != TokenType.STAR) this.consumeNumber();
					else this.addToken(TokenType.DOT);
					break;
				case "-":
				case "+":
					this.consumeNumber();
					break;
				case "!":
					this.addToken(this.match("=") ? TokenType.BANG_EQUAL : TokenType.BANG);
					break;
				case "=":
					if (!this.match("=")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.EQUAL_EQUAL);
					break;
				case "<":
					this.addToken(this.match("=") ? TokenType.LESS_EQUAL : TokenType.LESS);
					break;
				case ">":
					this.addToken(this.match("=") ? TokenType.GREATER_EQUAL : TokenType.GREATER);
					break;
				case "&":
					if (!this.match("&")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.AND);
					break;
				case "|":
					if (!this.match("|")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.OR);
					break;
				case "*":
					this.addToken(TokenType.STAR);
					break;
				case " ":
				case "\r":
				case "	": break;
				case "\n":
					++this.line;
					this.lastLineOffset = this.offset;
					break;
				case "'":
					this.consumeString();
					break;
				default: switch (true) {
					case isDigit(c):
						this.consumeNumber();
						break;
					default: this.consumeIdentifier();
				}
			}
		}
		this.tokens.push({
			type: TokenType.EOF,
			lexeme: "",
			range: this.range()
		});
		return { tokens: this.tokens };
	}
	pos() {
		return {
			line: this.line,
			column: this.start - this.lastLineOffset
		};
	}
	endPos() {
		return {
			line: this.line,
			column: this.offset - this.lastLineOffset
		};
	}
	range() {
		return {
			start: this.pos(),
			end: this.endPos()
		};
	}
	atEnd() {
		return this.offset >= this.input.length;
	}
	peek() {
		if (this.atEnd()) return "\0";
		return this.input[this.offset];
	}
	peekNext() {
		if (this.offset + 1 >= this.input.length) return "\0";
		return this.input[this.offset + 1];
	}
	previous() {
		const l = this.tokens.length;
		if (l == 0) return TokenType.EOF;
		return this.tokens[l - 1].type;
	}
	next() {
		return this.input[this.offset++];
	}
	match(expected) {
		if (this.atEnd()) return false;
		if (this.input[this.offset] !== expected) return false;
		this.offset++;
		return true;
	}
	addToken(type, value) {
		this.tokens.push({
			type,
			lexeme: this.input.substring(this.start, this.offset),
			range: this.range(),
			value
		});
	}
	consumeNumber() {
		while (!this.atEnd() && (!isBoundary(this.peek()) || this.peek() == ".")) this.next();
		const lexeme = this.input.substring(this.start, this.offset);
		const value = new StringData(lexeme).number();
		if (isNaN(value)) throw new Error(`Unexpected symbol: '${lexeme}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.addToken(TokenType.NUMBER, value);
	}
	consumeString() {
		while ((this.peek() !== "'" || this.peekNext() === "'") && !this.atEnd()) {
			if (this.peek() === "\n") this.line++;
			if (this.peek() === "'" && this.peekNext() === "'") this.next();
			this.next();
		}
		if (this.atEnd()) throw new Error(`Unexpected symbol: '${this.input.substring(this.start)}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.next();
		let value = this.input.substring(this.start + 1, this.offset - 1);
		value = value.replace("''", "'");
		this.addToken(TokenType.STRING, value);
	}
	consumeIdentifier() {
		while (!this.atEnd() && !isBoundary(this.peek())) this.next();
		let tokenType = TokenType.IDENTIFIER;
		let tokenValue = void 0;
		const lexeme = this.input.substring(this.start, this.offset);
		if (this.previous() != TokenType.DOT) switch (lexeme) {
			case "true":
				tokenType = TokenType.TRUE;
				break;
			case "false":
				tokenType = TokenType.FALSE;
				break;
			case "null":
				tokenType = TokenType.NULL;
				break;
			case "NaN":
				tokenType = TokenType.NUMBER;
				tokenValue = NaN;
				break;
			case "Infinity":
				tokenType = TokenType.NUMBER;
				tokenValue = Infinity;
		}
		if (!isLegalIdentifier(lexeme)) throw new Error(`Unexpected symbol: '${lexeme}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.addToken(tokenType, tokenValue);
	}
};
function isDigit(c) {
	return c >= "0" && c <= "9";
}
function isBoundary(c) {
	switch (c) {
		case "(":
		case "[":
		case ")":
		case "]":
		case ",":
		case ".":
		case "!":
		case ">":
		case "<":
		case "=":
		case "&":
		case "|": return true;
	}
	return /\s/.test(c);
}
function isLegalIdentifier(str) {
	if (str == "") return false;
	const first = str[0];
	if (first >= "a" && first <= "z" || first >= "A" && first <= "Z" || first == "_") {
		for (const c of str.substring(1).split("")) if (c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c >= "0" && c <= "9" || c == "_" || c == "-") {} else return false;
		return true;
	}
	return false;
}

// node_modules/@actions/expressions/dist/errors.js
const MAX_PARSER_DEPTH = 50;
const MAX_EXPRESSION_LENGTH = 21e3;
var ErrorType;
(function(ErrorType) {
	ErrorType[ErrorType["ErrorUnexpectedSymbol"] = 0] = "ErrorUnexpectedSymbol";
	ErrorType[ErrorType["ErrorUnrecognizedNamedValue"] = 1] = "ErrorUnrecognizedNamedValue";
	ErrorType[ErrorType["ErrorUnexpectedEndOfExpression"] = 2] = "ErrorUnexpectedEndOfExpression";
	ErrorType[ErrorType["ErrorExceededMaxDepth"] = 3] = "ErrorExceededMaxDepth";
	ErrorType[ErrorType["ErrorExceededMaxLength"] = 4] = "ErrorExceededMaxLength";
	ErrorType[ErrorType["ErrorTooFewParameters"] = 5] = "ErrorTooFewParameters";
	ErrorType[ErrorType["ErrorTooManyParameters"] = 6] = "ErrorTooManyParameters";
	ErrorType[ErrorType["ErrorEvenParameters"] = 7] = "ErrorEvenParameters";
	ErrorType[ErrorType["ErrorUnrecognizedContext"] = 8] = "ErrorUnrecognizedContext";
	ErrorType[ErrorType["ErrorUnrecognizedFunction"] = 9] = "ErrorUnrecognizedFunction";
})(ErrorType || (ErrorType = {}));
var ExpressionError = class extends Error {
	constructor(typ, tok) {
		super(`${errorDescription(typ)}: '${tokenString(tok)}'`);
		this.typ = typ;
		this.tok = tok;
		this.pos = this.tok.range.start;
	}
};
function errorDescription(typ) {
	switch (typ) {
		case ErrorType.ErrorUnexpectedEndOfExpression: return "Unexpected end of expression";
		case ErrorType.ErrorUnexpectedSymbol: return "Unexpected symbol";
		case ErrorType.ErrorUnrecognizedNamedValue: return "Unrecognized named-value";
		case ErrorType.ErrorExceededMaxDepth: return `Exceeded max expression depth ${50}`;
		case ErrorType.ErrorExceededMaxLength: return `Exceeded max expression length ${MAX_EXPRESSION_LENGTH}`;
		case ErrorType.ErrorTooFewParameters: return "Too few parameters supplied";
		case ErrorType.ErrorTooManyParameters: return "Too many parameters supplied";
		case ErrorType.ErrorEvenParameters: return "Even number of parameters supplied, requires an odd number of parameters";
		case ErrorType.ErrorUnrecognizedContext: return "Unrecognized named-value";
		case ErrorType.ErrorUnrecognizedFunction: return "Unrecognized function";
		default: return "Unknown error";
	}
}
var ExpressionEvaluationError = class extends Error {};

// node_modules/@actions/expressions/dist/funcs/case.js
const caseFunc = {
	name: "case",
	description: "`case( pred1, val1, pred2, val2, ..., default )`\n\nEvaluates predicates in order and returns the value corresponding to the first predicate that evaluates to `true`. If no predicate matches, it returns the last argument as the default value.",
	minArgs: 3,
	maxArgs: Number.MAX_SAFE_INTEGER,
	call: (...args) => {
		for (let i = 0; i < args.length - 1; i += 2) {
			const predicate = args[i];
			if (predicate.kind !== Kind.Boolean) throw new Error("case predicate must evaluate to a boolean value");
			if (predicate.value) return args[i + 1];
		}
		return args[args.length - 1];
	}
};

// node_modules/@actions/expressions/dist/result.js
function falsy(d) {
	switch (d.kind) {
		case Kind.Null: return true;
		case Kind.Boolean: return !d.value;
		case Kind.Number: {
			const dv = d.value;
			return dv === 0 || isNaN(dv);
		}
		case Kind.String: return d.value.length === 0;
	}
	return false;
}
function truthy(d) {
	return !falsy(d);
}
function coerceTypes(li, ri) {
	let lv = li;
	let rv = ri;
	if (li.kind === ri.kind) return [lv, rv];
	switch (li.kind) {
		case Kind.Number:
			if (ri.kind === Kind.String) {
				rv = new NumberData(ri.number());
				return [lv, rv];
			}
			break;
		case Kind.String:
			if (ri.kind === Kind.Number) {
				lv = new NumberData(li.number());
				return [lv, rv];
			}
			break;
		case Kind.Null:
		case Kind.Boolean:
			lv = new NumberData(li.number());
			return coerceTypes(lv, rv);
	}
	switch (ri.kind) {
		case Kind.Null:
		case Kind.Boolean:
			rv = new NumberData(ri.number());
			return coerceTypes(lv, rv);
	}
	return [lv, rv];
}
function equals(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Null: return true;
		case Kind.Number: {
			const ld = lv.value;
			const rd = rv.value;
			if (isNaN(ld) || isNaN(rd)) return false;
			return ld == rd;
		}
		case Kind.String: {
			const ls = lv.value;
			const rs = rv.value;
			return toUpperSpecial(ls) === toUpperSpecial(rs);
		}
		case Kind.Boolean: return lv.value == rv.value;
		case Kind.Dictionary:
		case Kind.Array: return lv === rv;
	}
	return false;
}
function greaterThan(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Number: {
			const lf = lv.value;
			const rf = rv.value;
			if (isNaN(lf) || isNaN(rf)) return false;
			return lf > rf;
		}
		case Kind.String: {
			let ls = lv.value;
			let rs = rv.value;
			ls = toUpperSpecial(ls);
			rs = toUpperSpecial(rs);
			return ls > rs;
		}
		case Kind.Boolean: {
			const lb = lv.value;
			const rb = rv.value;
			return lb && !rb;
		}
	}
	return false;
}
function lessThan(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Number: {
			const lf = lv.value;
			const rf = rv.value;
			if (isNaN(lf) || isNaN(rf)) return false;
			return lf < rf;
		}
		case Kind.String: {
			let ls = lv.value;
			let rs = rv.value;
			ls = toUpperSpecial(ls);
			rs = toUpperSpecial(rs);
			return ls < rs;
		}
		case Kind.Boolean: {
			const lb = lv.value;
			const rb = rv.value;
			return !lb && rb;
		}
	}
	return false;
}
function toUpperSpecial(s) {
	const sb = [];
	let i = 0;
	const len = s.length;
	let found = s.indexOf("ı");
	while (i < len) if (i < found) {
		sb.push(s.substring(i, found).toUpperCase());
		i = found;
	} else if (i == found) {
		sb.push(s.substring(i, i + 1));
		i += 1;
		found = s.indexOf("ı", i);
	} else {
		sb.push(s.substring(i).toUpperCase());
		break;
	}
	return sb.join("");
}

// node_modules/@actions/expressions/dist/funcs/contains.js
const contains = {
	name: "contains",
	description: "`contains( search, item )`\n\nReturns `true` if `search` contains `item`. If `search` is an array, this function returns `true` if the `item` is an element in the array. If `search` is a string, this function returns `true` if the `item` is a substring of `search`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		const right = args[1];
		if (left.primitive) {
			const ls = left.coerceString();
			if (right.primitive) {
				const rs = right.coerceString();
				return new BooleanData(ls.toLowerCase().includes(rs.toLowerCase()));
			}
		} else if (left.kind === Kind.Array) {
			const la = left;
			if (la.values().length === 0) return new BooleanData(false);
			for (const v of la.values()) if (equals(right, v)) return new BooleanData(true);
		}
		return new BooleanData(false);
	}
};

// node_modules/@actions/expressions/dist/funcs/endswith.js
const endswith = {
	name: "endsWith",
	description: "`endsWith( searchString, searchValue )`\n\nReturns `true` if `searchString` ends with `searchValue`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		if (!left.primitive) return new BooleanData(false);
		const right = args[1];
		if (!right.primitive) return new BooleanData(false);
		const ls = toUpperSpecial(left.coerceString());
		const rs = toUpperSpecial(right.coerceString());
		return new BooleanData(ls.endsWith(rs));
	}
};

// node_modules/@actions/expressions/dist/funcs/format.js
const format = {
	name: "format",
	description: "`format( string, replaceValue0, replaceValue1, ..., replaceValueN)`\n\nReplaces values in the `string`, with the variable `replaceValueN`. Variables in the `string` are specified using the `{N}` syntax, where `N` is an integer. You must specify at least one `replaceValue` and `string`. There is no maximum for the number of variables (`replaceValueN`) you can use. Escape curly braces using double braces.",
	minArgs: 1,
	maxArgs: 255,
	call: (...args) => {
		const fs = args[0].coerceString();
		const result = [];
		let index = 0;
		while (index < fs.length) {
			const lbrace = fs.indexOf("{", index);
			const rbrace = fs.indexOf("}", index);
			if (lbrace >= 0 && (rbrace < 0 || rbrace > lbrace)) {
				if (safeCharAt(fs, lbrace + 1) === "{") {
					result.push(fs.substr(index, lbrace - index + 1));
					index = lbrace + 2;
					continue;
				}
				if (rbrace > lbrace + 1) {
					const argIndex = readArgIndex(fs, lbrace + 1);
					if (argIndex.success) {
						if (1 + argIndex.result > args.length - 1) throw new Error(`The following format string references more arguments than were supplied: ${fs}`);
						if (lbrace > index) result.push(fs.substr(index, lbrace - index));
						result.push(`${args[1 + argIndex.result].coerceString()}`);
						index = rbrace + 1;
						continue;
					}
				}
				throw new Error(`The following format string is invalid: ${fs}`);
			} else if (rbrace >= 0) {
				if (safeCharAt(fs, rbrace + 1) === "}") {
					result.push(fs.substr(index, rbrace - index + 1));
					index = rbrace + 2;
				} else throw new Error(`The following format string is invalid: ${fs}`);
			} else {
				result.push(fs.substr(index));
				break;
			}
		}
		return new StringData(result.join(""));
	}
};
function safeCharAt(string, index) {
	if (string.length > index) return string[index];
	return "\0";
}
function readArgIndex(string, startIndex) {
	let length = 0;
	for (;;) {
		const nextChar = safeCharAt(string, startIndex + length);
		if (nextChar >= "0" && nextChar <= "9") length++;
		else break;
	}
	if (length < 1) return { success: false };
	const endIndex = startIndex + length - 1;
	const result = parseInt(string.substr(startIndex, length));
	return {
		success: !isNaN(result),
		result,
		endIndex
	};
}

// node_modules/@actions/expressions/dist/funcs/fromjson.js
const fromjson = {
	name: "fromJson",
	description: "`fromJSON(value)`\n\nReturns a JSON object or JSON data type for `value`. You can use this function to provide a JSON object as an evaluated expression or to convert environment variables from a string.",
	minArgs: 1,
	maxArgs: 1,
	call: (...args) => {
		const is = args[0].coerceString();
		if (is.trim() === "") throw new Error("empty input");
		try {
			return JSON.parse(is, reviver);
		} catch (e) {
			throw new ExpressionEvaluationError("Error parsing JSON when evaluating fromJson", { cause: e });
		}
	}
};

// node_modules/@actions/expressions/dist/funcs/join.js
const join$1 = {
	name: "join",
	description: "`join( array, optionalSeparator )`\n\nThe value for `array` can be an array or a string. All values in `array` are concatenated into a string. If you provide `optionalSeparator`, it is inserted between the concatenated values. Otherwise, the default separator `,` is used. Casts values to a string.",
	minArgs: 1,
	maxArgs: 2,
	call: (...args) => {
		if (args[0].primitive) return new StringData(args[0].coerceString());
		if (args[0].kind === Kind.Array) {
			let separator = ",";
			if (args.length > 1 && args[1].primitive) separator = args[1].coerceString();
			return new StringData(args[0].values().map((item) => item.coerceString()).join(separator));
		}
		return new StringData("");
	}
};

// node_modules/@actions/expressions/dist/funcs/startswith.js
const startswith = {
	name: "startsWith",
	description: "`startsWith( searchString, searchValue )`\n\nReturns `true` when `searchString` starts with `searchValue`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		if (!left.primitive) return new BooleanData(false);
		const right = args[1];
		if (!right.primitive) return new BooleanData(false);
		const ls = toUpperSpecial(left.coerceString());
		const rs = toUpperSpecial(right.coerceString());
		return new BooleanData(ls.startsWith(rs));
	}
};

// node_modules/@actions/expressions/dist/funcs/tojson.js
const tojson = {
	name: "toJson",
	description: "`toJSON(value)`\n\nReturns a pretty-print JSON representation of `value`. You can use this function to debug the information provided in contexts.",
	minArgs: 1,
	maxArgs: 1,
	call: (...args) => {
		return new StringData(JSON.stringify(args[0], replacer, "  "));
	}
};

// node_modules/@actions/expressions/dist/funcs.js
const wellKnownFunctions = {
	case: caseFunc,
	contains,
	endswith,
	format,
	fromjson,
	join: join$1,
	startswith,
	tojson
};
function validateFunction(context, identifier, argCount) {
	const name = identifier.lexeme.toLowerCase();
	let f;
	f = wellKnownFunctions[name];
	if (!f) {
		f = context.extensionFunctions.get(name);
		if (!f) {
			if (!context.allowUnknownKeywords) throw new ExpressionError(ErrorType.ErrorUnrecognizedFunction, identifier);
			return;
		}
	}
	if (argCount < f.minArgs) throw new ExpressionError(ErrorType.ErrorTooFewParameters, identifier);
	if (argCount > f.maxArgs) throw new ExpressionError(ErrorType.ErrorTooManyParameters, identifier);
	if (name === "case" && argCount % 2 === 0) throw new ExpressionError(ErrorType.ErrorEvenParameters, identifier);
}

// node_modules/@actions/expressions/dist/idxHelper.js
var idxHelper = class {
	constructor(star, idx) {
		this.star = star;
		if (!idx) return;
		if (!star) {
			if (idx.primitive) this.str = idx.coerceString();
			let f = idx.number();
			if (!isNaN(f) && isFinite(f) && f >= 0) {
				f = Math.floor(f);
				this.int = f;
			}
		}
	}
};

// node_modules/@actions/expressions/dist/evaluator.js
var Evaluator = class {
	/**
	* Creates a new evaluator
	* @param n Parsed expression to evaluate
	* @param context Context data to use
	* @param functions Optional map of function implementations. If given, these will be preferred over the built-in functions.
	*/
	constructor(n, context, functions) {
		this.n = n;
		this.context = context;
		this.functions = functions;
	}
	evaluate() {
		return this.eval(this.n);
	}
	eval(n) {
		return n.accept(this);
	}
	visitLiteral(literal) {
		return literal.literal;
	}
	visitUnary(unary) {
		const r = this.eval(unary.expr);
		if (unary.operator.type === TokenType.BANG) return new BooleanData(falsy(r));
		throw new Error(`unknown unary operator: ${unary.operator.lexeme}`);
	}
	visitBinary(binary) {
		const left = this.eval(binary.left);
		const right = this.eval(binary.right);
		switch (binary.operator.type) {
			case TokenType.EQUAL_EQUAL: return new BooleanData(equals(left, right));
			case TokenType.BANG_EQUAL: return new BooleanData(!equals(left, right));
			case TokenType.GREATER: return new BooleanData(greaterThan(left, right));
			case TokenType.GREATER_EQUAL: return new BooleanData(equals(left, right) || greaterThan(left, right));
			case TokenType.LESS: return new BooleanData(lessThan(left, right));
			case TokenType.LESS_EQUAL: return new BooleanData(equals(left, right) || lessThan(left, right));
		}
		throw new Error(`unknown binary operator: ${binary.operator.lexeme}`);
	}
	visitLogical(logical) {
		let result;
		for (const arg of logical.args) {
			result = this.eval(arg);
			if (logical.operator.type === TokenType.AND && falsy(result) || logical.operator.type === TokenType.OR && truthy(result)) break;
		}
		return result;
	}
	visitGrouping(grouping) {
		return this.eval(grouping.group);
	}
	visitContextAccess(contextAccess) {
		return this.context.get(contextAccess.name.lexeme);
	}
	visitIndexAccess(ia) {
		let idx;
		if (ia.index instanceof Star) idx = new idxHelper(true, void 0);
		else {
			let idxResult;
			try {
				idxResult = this.eval(ia.index);
			} catch (e) {
				throw new Error(`could not evaluate index for index access: ${e.message}`, { cause: e });
			}
			idx = new idxHelper(false, idxResult);
		}
		const objResult = this.eval(ia.expr);
		let result;
		switch (objResult.kind) {
			case Kind.Array: {
				const tobjResult = objResult;
				if (tobjResult instanceof FilteredArray) result = filteredArrayAccess(tobjResult, idx);
				else result = arrayAccess(tobjResult, idx);
				break;
			}
			case Kind.Dictionary:
				result = objectAccess(objResult, idx);
				break;
			default: if (idx.star) result = new FilteredArray();
			else result = new Null();
		}
		return result;
	}
	visitFunctionCall(functionCall) {
		const args = functionCall.args.map((arg) => this.eval(arg));
		const functionName = functionCall.functionName.lexeme.toLowerCase();
		return (this.functions?.get(functionName) || wellKnownFunctions[functionName]).call(...args);
	}
};
function filteredArrayAccess(fa, idx) {
	const result = new FilteredArray();
	for (const item of fa.values()) switch (item.kind) {
		case Kind.Dictionary: {
			const ti = item;
			if (idx.star) for (const v of ti.values()) result.add(v);
			else if (idx.str !== void 0) {
				const v = ti.get(idx.str);
				if (v !== void 0) result.add(v);
			}
			break;
		}
		case Kind.Array: {
			const ti = item;
			if (idx.star) for (const v of ti.values()) result.add(v);
			else if (idx.int !== void 0 && idx.int < ti.values().length) result.add(ti.get(idx.int));
			break;
		}
	}
	return result;
}
function arrayAccess(a, idx) {
	if (idx.star) {
		const fa = new FilteredArray();
		for (const item of a.values()) fa.add(item);
		return fa;
	}
	if (idx.int !== void 0 && idx.int < a.values().length) return a.get(idx.int);
	return new Null();
}
function objectAccess(obj, idx) {
	if (idx.star) return new FilteredArray(...obj.values());
	if (idx.str !== void 0) {
		const r = obj.get(idx.str);
		if (r !== void 0) return r;
	}
	return new Null();
}

// node_modules/@actions/expressions/dist/parser.js
var Parser = class {
	/**
	* Constructs a new parser for the given tokens
	*
	* @param tokens Tokens to build a parse tree from
	* @param extensionContexts Available context names
	* @param extensionFunctions Available functions (beyond the built-in ones)
	*/
	constructor(tokens, extensionContexts, extensionFunctions) {
		this.tokens = tokens;
		this.offset = 0;
		this.depth = 0;
		this.extContexts = /* @__PURE__ */ new Map();
		this.extFuncs = /* @__PURE__ */ new Map();
		for (const contextName of extensionContexts) this.extContexts.set(contextName.toLowerCase(), true);
		for (const { name, func } of extensionFunctions.map((x) => ({
			name: x.name,
			func: x
		}))) this.extFuncs.set(name.toLowerCase(), func);
		this.context = {
			allowUnknownKeywords: false,
			extensionContexts: this.extContexts,
			extensionFunctions: this.extFuncs
		};
	}
	parse() {
		let result;
		if (this.atEnd()) return result;
		result = this.expression();
		if (!this.atEnd()) throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
		return result;
	}
	expression() {
		this.incrDepth();
		try {
			return this.logicalOr();
		} finally {
			this.decrDepth();
		}
	}
	logicalOr() {
		let expr = this.logicalAnd();
		if (this.check(TokenType.OR)) {
			this.incrDepth();
			try {
				const logical = new Logical(this.peek(), [expr]);
				expr = logical;
				while (this.match(TokenType.OR)) {
					const right = this.logicalAnd();
					logical.args.push(right);
				}
			} finally {
				this.decrDepth();
			}
		}
		return expr;
	}
	logicalAnd() {
		let expr = this.equality();
		if (this.check(TokenType.AND)) {
			this.incrDepth();
			try {
				const logical = new Logical(this.peek(), [expr]);
				expr = logical;
				while (this.match(TokenType.AND)) {
					const right = this.equality();
					logical.args.push(right);
				}
			} finally {
				this.decrDepth();
			}
		}
		return expr;
	}
	equality() {
		let expr = this.comparison();
		while (this.match(TokenType.BANG_EQUAL, TokenType.EQUAL_EQUAL)) {
			const operator = this.previous();
			const right = this.comparison();
			expr = new Binary(expr, operator, right);
		}
		return expr;
	}
	comparison() {
		let expr = this.unary();
		while (this.match(TokenType.GREATER, TokenType.GREATER_EQUAL, TokenType.LESS, TokenType.LESS_EQUAL)) {
			const operator = this.previous();
			const right = this.unary();
			expr = new Binary(expr, operator, right);
		}
		return expr;
	}
	unary() {
		if (this.match(TokenType.BANG)) {
			this.incrDepth();
			const operator = this.previous();
			const unary = this.unary();
			try {
				return new Unary(operator, unary);
			} finally {
				this.decrDepth();
			}
		}
		return this.index();
	}
	index() {
		let expr = this.call();
		let depthIncreased = 0;
		if (expr instanceof Grouping || expr instanceof FunctionCall || expr instanceof ContextAccess) {
			let cont = true;
			while (cont) switch (true) {
				case this.match(TokenType.LEFT_BRACKET): {
					let indexExpr;
					if (this.match(TokenType.STAR)) indexExpr = new Star();
					else indexExpr = this.expression();
					this.consume(TokenType.RIGHT_BRACKET, ErrorType.ErrorUnexpectedSymbol);
					this.incrDepth();
					depthIncreased++;
					expr = new IndexAccess(expr, indexExpr);
					break;
				}
				case this.match(TokenType.DOT):
					this.incrDepth();
					depthIncreased++;
					if (this.match(TokenType.IDENTIFIER)) {
						const property = this.previous();
						expr = new IndexAccess(expr, new Literal(new StringData(property.lexeme), property));
					} else if (this.match(TokenType.STAR)) expr = new IndexAccess(expr, new Star());
					else throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
					break;
				default: cont = false;
			}
		}
		for (let i = 0; i < depthIncreased; i++) this.decrDepth();
		return expr;
	}
	call() {
		if (!this.check(TokenType.IDENTIFIER)) return this.primary();
		const identifier = this.next();
		if (!this.match(TokenType.LEFT_PAREN)) {
			if (!this.extContexts.has(identifier.lexeme.toLowerCase())) throw this.buildError(ErrorType.ErrorUnrecognizedContext, identifier);
			return new ContextAccess(identifier);
		}
		const args = [];
		while (!this.match(TokenType.RIGHT_PAREN)) {
			const aexp = this.expression();
			args.push(aexp);
			if (!this.check(TokenType.RIGHT_PAREN)) this.consume(TokenType.COMMA, ErrorType.ErrorUnexpectedSymbol);
		}
		validateFunction(this.context, identifier, args.length);
		return new FunctionCall(identifier, args);
	}
	primary() {
		switch (true) {
			case this.match(TokenType.FALSE): return new Literal(new BooleanData(false), this.previous());
			case this.match(TokenType.TRUE): return new Literal(new BooleanData(true), this.previous());
			case this.match(TokenType.NULL): return new Literal(new Null(), this.previous());
			case this.match(TokenType.NUMBER): return new Literal(new NumberData(this.previous().value), this.previous());
			case this.match(TokenType.STRING): return new Literal(new StringData(this.previous().value), this.previous());
			case this.match(TokenType.LEFT_PAREN): {
				const expr = this.expression();
				if (this.atEnd()) throw this.buildError(ErrorType.ErrorUnexpectedEndOfExpression, this.previous());
				this.consume(TokenType.RIGHT_PAREN, ErrorType.ErrorUnexpectedSymbol);
				return new Grouping(expr);
			}
			case this.atEnd(): throw this.buildError(ErrorType.ErrorUnexpectedEndOfExpression, this.previous());
		}
		throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
	}
	match(...tokenTypes) {
		for (const tokenType of tokenTypes) if (this.check(tokenType)) {
			this.next();
			return true;
		}
		return false;
	}
	check(tokenType) {
		if (this.atEnd()) return false;
		return this.peek().type == tokenType;
	}
	atEnd() {
		return this.peek().type == TokenType.EOF;
	}
	next() {
		if (!this.atEnd()) this.offset++;
		return this.previous();
	}
	peek() {
		return this.tokens[this.offset];
	}
	previous() {
		return this.tokens[this.offset - 1];
	}
	consume(tokenType, errorType) {
		if (this.check(tokenType)) {
			this.next();
			return;
		}
		throw this.buildError(errorType, this.peek());
	}
	incrDepth() {
		this.depth++;
		if (this.depth > 50) throw this.buildError(ErrorType.ErrorExceededMaxDepth, this.peek());
	}
	decrDepth() {
		this.depth--;
	}
	buildError(errType, token) {
		return new ExpressionError(errType, token);
	}
};

// src/automation/expression-data.ts
/**
* Our values as `@actions/expressions` sees them, converted only where an expression looks: contexts hold whole histories.
*
* The library's own dictionary loses keys such as `constructor`, and its list cannot be made of more values than a call
* takes arguments.
*/
var LazyDictionary = class extends Dictionary {
	#keyed;
	#seen = /* @__PURE__ */ new Map();
	constructor(keyed) {
		super();
		this.#keyed = keyed;
	}
	get source() {
		return this.#keyed;
	}
	/** Names are known in any letter case, as GitHub has it; the exact one wins. */
	get(key) {
		const known = this.#seen.get(key);
		if (known !== void 0) return known;
		const name = has(this.#keyed, key) ? key : keysOf$1(this.#keyed).find((other) => sameName(other, key));
		if (name === void 0) return void 0;
		const value = toData(lookUp$1(this.#keyed, name));
		this.#seen.set(key, value);
		return value;
	}
	values() {
		return keysOf$1(this.#keyed).map((key) => this.get(key));
	}
	pairs() {
		return keysOf$1(this.#keyed).map((key) => ({
			key,
			value: this.get(key)
		}));
	}
};
var LazyList = class extends Array$1 {
	#items;
	#converted;
	constructor(items) {
		super();
		this.#items = items;
	}
	get source() {
		return this.#items;
	}
	get(index) {
		return this.values()[index];
	}
	values() {
		this.#converted ??= this.#items.map(toData);
		return this.#converted;
	}
};
/** A value of JSON, or a map of such, for an expression to look at. */
function toData(value) {
	switch (typeof value) {
		case "string": return new StringData(value);
		case "number": return new NumberData(value);
		case "boolean": return new BooleanData(value);
		case "object":
			if (value === null) return new Null();
			if (Array.isArray(value)) return new LazyList(value);
			return new LazyDictionary(value);
		default: return new Null();
	}
}
/** What an expression came to, as a value of JSON. */
function toValue(found) {
	if (found instanceof Null) return null;
	if (found instanceof StringData || found instanceof NumberData || found instanceof BooleanData) return found.value;
	if (found instanceof LazyList) return found.source;
	if (found instanceof LazyDictionary) return plain$1(found.source);
	if (found instanceof Array$1) return found.values().map(toValue);
	return Object.fromEntries(found.pairs().map(({ key, value }) => [key, toValue(value)]));
}
function plain$1(value) {
	if (!(value instanceof Map)) return value;
	return Object.fromEntries([...value].map(([key, inner]) => [key, plain$1(inner)]));
}
function has(keyed, key) {
	return keyed instanceof Map ? keyed.has(key) : Object.hasOwn(keyed, key);
}
function lookUp$1(keyed, key) {
	return keyed instanceof Map ? keyed.get(key) : Reflect.get(keyed, key);
}
function keysOf$1(keyed) {
	return keyed instanceof Map ? [...keyed.keys()] : Object.keys(keyed);
}
function sameName(a, b) {
	return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

// src/automation/expression-functions.ts
/** The functions that expressions may call: GitHub's, with bounds on what they take in. */
/** The functions that look at the status of the run, in lower case. */
const statusFunctions = /* @__PURE__ */ new Set([
	"success",
	"failure",
	"always",
	"cancelled"
]);
const mostCharacters$1 = 16777216;
const mostDepth = 100;
/** Replaces the library's: what is parsed is bounded, and no key is lost. */
const fromJson = {
	...known$1("fromjson"),
	call: (text) => {
		const json = text.coerceString();
		if (json.length > mostCharacters$1) throw new Error(`fromJSON was given more than ${mostCharacters$1} characters`);
		if (depthOf(json) > mostDepth) throw new Error(`fromJSON was given JSON nested more than ${mostDepth} deep`);
		return toData(parseJson$1(json));
	}
};
const toJson = {
	...known$1("tojson"),
	call: (value) => new StringData(JSON.stringify(toValue(value), null, 2))
};
/** By their names in lower case. */
function functionsIn(status) {
	return /* @__PURE__ */ new Map([
		["fromjson", fromJson],
		["tojson", toJson],
		["success", statusFunction("success", status === "success")],
		["failure", statusFunction("failure", status === "failure")],
		["cancelled", statusFunction("cancelled", status === "cancelled")],
		["always", statusFunction("always", true)]
	]);
}
/** Those that the parser has to be told of. */
const ownFunctions = [...functionsIn("success").values()];
/** As they are written. */
const functionNames = [
	"contains",
	"startsWith",
	"endsWith",
	"format",
	"join",
	"toJSON",
	"fromJSON",
	"case",
	...statusFunctions
];
function statusFunction(name, holds) {
	return {
		name,
		minArgs: 0,
		maxArgs: 0,
		call: () => new BooleanData(holds)
	};
}
function known$1(name) {
	return wellKnownFunctions[name];
}
function parseJson$1(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		const start = text.length > 40 ? `${text.slice(0, 40)}…` : text;
		throw new Error(`fromJSON was given ${JSON.stringify(start)}, which is no JSON`, { cause: error });
	}
}
/** How deep brackets nest outside of strings. */
function depthOf(json) {
	let [depth, deepest] = [0, 0];
	for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
	else if (token === "]" || token === "}") depth--;
	return deepest;
}

// src/automation/expression-references.ts
/** What an expression looks at. */
function referencesOf({ tree }) {
	const found = [];
	visit$1(tree, (node) => {
		const chain = chainOf(node);
		if (chain === void 0) return "inside";
		found.push(chain);
		return "done";
	});
	return found;
}
/** Whether an `if` decides on the status of the run by itself. */
function callsStatusFunction({ tree }) {
	return functionsOf(tree).some((name) => statusFunctions.has(name));
}
/** Whether it can hold though a step has failed. */
function holdsAfterFailure({ tree }) {
	return functionsOf(tree).some((name) => name !== "success" && statusFunctions.has(name));
}
/** In lower case. */
function functionsOf(tree) {
	const found = [];
	visit$1(tree, (node) => {
		if (node instanceof FunctionCall) found.push(node.functionName.lexeme.toLowerCase());
		return "inside";
	});
	return found;
}
/** `steps.fetch.outputs` as context and names; undefined for everything else. */
function chainOf(node) {
	if (node instanceof ContextAccess) return {
		context: node.name.lexeme.toLowerCase(),
		names: []
	};
	if (!(node instanceof IndexAccess) || !(node.index instanceof Literal)) return void 0;
	const before = chainOf(node.expr);
	return before && {
		...before,
		names: [...before.names, node.index.literal.coerceString()]
	};
}
function visit$1(node, look) {
	if (look(node) === "done") return;
	for (const child of childrenOf(node)) visit$1(child, look);
}
function childrenOf(node) {
	if (node instanceof Unary) return [node.expr];
	if (node instanceof Binary) return [node.left, node.right];
	if (node instanceof Logical || node instanceof FunctionCall) return node.args;
	if (node instanceof Grouping) return [node.group];
	if (node instanceof IndexAccess) return node.index instanceof Star ? [node.expr] : [node.expr, node.index];
	return [];
}

// src/automation/parse-expression.ts
/** Everything that an expression can look at. */
const contextNames = [
	"inputs",
	"steps",
	"item",
	"env",
	"vars",
	"flags",
	"run",
	"github"
];
/** Throws a {@link UserError} that says what is wrong and what to write. */
function parseExpression(source, at) {
	if (source.trim() === "") throw new UserError("an expression is empty; write one, such as inputs.name");
	if (source.length > 21e3) throw new UserError(`an expression has ${source.length} characters; write at most ${MAX_EXPRESSION_LENGTH}`);
	const tokens = lex(source);
	refuseUnknownNames(tokens);
	try {
		const tree = new Parser(tokens, [...contextNames], [...ownFunctions]).parse();
		return {
			source: source.trim(),
			at,
			tree
		};
	} catch (error) {
		throw new UserError(`the expression ${shown$2(source)} does not parse: ${reason(error)}; ${mendOf(source)}`, { cause: error });
	}
}
function lex(source) {
	try {
		return new Lexer(source).lex().tokens.map(unescaped);
	} catch (error) {
		const because = reason(error).replace(/ Located at position .*$/s, "");
		throw new UserError(`the expression ${shown$2(source)} does not parse: ${because} ${mendOf(source)}`, { cause: error });
	}
}
/** The lexer makes one quote of the first doubled quote only. */
function unescaped(token) {
	if (token.type !== TokenType.STRING) return token;
	return {
		...token,
		value: token.lexeme.slice(1, -1).replaceAll("''", "'")
	};
}
/** The parser has no suggestions, and takes `constructor()` for a function. */
function refuseUnknownNames(tokens) {
	tokens.forEach(({ type, lexeme }, index) => {
		if (type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) return;
		const isCall = tokens[index + 1]?.type === TokenType.LEFT_PAREN;
		if ((isCall ? functionNames : contextNames).some((name) => name.toLowerCase() === lexeme.toLowerCase())) return;
		throw new UserError(isCall ? unknownFunction(lexeme) : unknownContext(lexeme));
	});
}
function unknownFunction(name) {
	if (name.toLowerCase() === "hashfiles") return "hashFiles is not available in automations; work the hash out in a step, and use the step's output";
	return `there is no function ${name}${suggest(name, functionNames)}`;
}
function unknownContext(name) {
	if (name === "secrets") return "secrets are not available in expressions; hand them over in the job's env, where scripts see them";
	if (name === "needs" || name === "matrix" || name === "strategy" || name === "job" || name === "runner") return `the context ${name} belongs to workflows; hand what you need of it to the automation as an input`;
	return `there is no context ${name}${suggest(name, contextNames)}`;
}
function mendOf(source) {
	if (source.includes("\"")) return "texts stand in single quotes: 'like this'";
	if (/(?<![=!<>])=(?!=)/.test(source)) return "write == to compare";
	return "see https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions";
}
function reason(error) {
	return error instanceof ExpressionError || error instanceof Error ? error.message : String(error);
}
function shown$2(source) {
	const text = source.trim();
	return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

// src/automation/template.ts
const mostParts = 1e3;
/** Throws a {@link UserError} where an expression does not end, or where there are too many. */
function splitTemplate(text) {
	const parts = [];
	let from = 0;
	for (;;) {
		const start = text.indexOf("${{", from);
		if (start > from || start === -1) parts.push({
			kind: "text",
			text: text.slice(from, start === -1 ? void 0 : start)
		});
		if (start === -1) return parts.filter((part) => part.kind === "expression" || part.text !== "");
		if (parts.length >= mostParts) throw new UserError(`more than ${mostParts} parts; write it shorter`);
		const length = lengthOfExpression(text.slice(start + 3));
		if (length === void 0) throw new UserError("an expression begins with ${{ and does not end; close it with }}");
		const end = start + 3 + length + 2;
		parts.push({
			kind: "expression",
			source: text.slice(start + 3, end - 2),
			start,
			end
		});
		from = end;
	}
}
/** What is between the brackets ends at the first `}}` that is not in quotes. */
function lengthOfExpression(text) {
	let quoted = false;
	for (let index = 0; index < text.length; index++) if (text[index] === "'") quoted = !quoted;
	else if (!quoted && text.startsWith("}}", index)) return index;
}
/** The only part of a template, where that is an expression. */
function soleExpression(template) {
	const [only] = template.parts;
	return template.parts.length === 1 && typeof only === "object" ? only : void 0;
}
/** An `if`, which needs no brackets; what stands in them is the whole of it. */
function parseCondition(text, positionOf) {
	if (!text.includes("${{")) return parseExpression(text, positionOf(0));
	const parts = splitTemplate(text).filter((part) => part.kind === "expression" || part.text.trim() !== "");
	const [only] = parts;
	if (parts.length === 1 && only?.kind === "expression") return parseExpression(only.source, positionOf(only.start));
	const whole = parts.map((part) => part.kind === "text" ? part.text.trim() : part.source.trim()).join(" ");
	throw new UserError(`a condition with text around \${{ }} always holds; write the whole as ${whole}`);
}

// src/automation/evaluate.ts
/** What expressions come to, with GitHub's semantics. */
/** The value of one expression that is the whole text, else text. Throws a {@link UserError} naming the expression. */
function evaluate(template, scope) {
	const sole = soleExpression(template);
	if (sole !== void 0) return toValue(run$1(sole, scope));
	return template.parts.map((part) => typeof part === "string" ? part : run$1(part, scope).coerceString()).join("");
}
/** As {@link evaluate} gives it, as text. Throws a {@link UserError} also for an object or a list, which have none. */
function evaluateText(template, scope) {
	const sole = soleExpression(template);
	if (sole === void 0) return String(evaluate(template, scope));
	const value = run$1(sole, scope);
	if (value.primitive) return value.coerceString();
	throw new UserError(`\${{ ${sole.source} }} gives ${Array.isArray(toValue(value)) ? "a list" : "an object"} where text is needed; write \${{ toJSON(${sole.source}) }}`);
}
/** Whether an `if` holds: without a status function it is `success() && (…)`, and so is none at all. */
function holds(condition, scope) {
	if (condition === void 0) return scope.status === "success";
	if (scope.status !== "success" && !callsStatusFunction(condition)) return false;
	return isTruthy(run$1(condition, scope));
}
/** Whether an expression holds, whatever the status of the run. */
function isTrue(condition, scope) {
	return isTruthy(run$1(condition, scope));
}
function run$1(expression, { contexts, status }) {
	try {
		const seen = toData(Object.fromEntries(contextNames.map((name) => [name, contexts[name] ?? null])));
		return new Evaluator(expression.tree, seen, functionsIn(status)).evaluate();
	} catch (error) {
		throw new UserError(`\${{ ${expression.source} }} has no value: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
/** False, 0, NaN, "" and null do not hold; all else does, also empty lists and objects. */
function isTruthy(found) {
	return Boolean(found.primitive ? toValue(found) : true);
}

// src/automation/flags.ts
/** Whether a flag is on for a run: always the same for the same flag and run key, and a larger share keeps those it had. */
function isOn(flag, name, runKey) {
	if (typeof flag === "boolean") return flag;
	const digest = createHash("sha256").update(JSON.stringify([name, runKey])).digest();
	return unitOf(digest) * 100 < flag.percentage;
}
/** The context `flags` of a run. */
function flagsOf(flags, runKey) {
	return new Map([...flags].map(([name, flag]) => [name, isOn(flag, name, runKey)]));
}

// src/automation/github-context.ts
/** The members of GitHub's context that the runner hands on in the environment; no token is among them. */
const members = "action actor actor_id api_url base_ref event_name graphql_url head_ref job ref ref_name ref_protected ref_type repository repository_id repository_owner repository_owner_id retention_days run_attempt run_id run_number server_url sha triggering_actor workflow workflow_ref workflow_sha workspace".split(" ");
/** Bytes of an event: GitHub's own limit for the payload of one is 25 MB. */
const largestEvent = 26214400;
/** The context `github` of expressions; away from GitHub it is empty. */
async function githubContext({ environment, files }) {
	const given = members.flatMap((member) => {
		const value = environment[`GITHUB_${member.toUpperCase()}`];
		return value === void 0 ? [] : [[member, value]];
	});
	const path = environment["GITHUB_EVENT_PATH"];
	const event = path === void 0 || path === "" ? void 0 : await files.read(path, largestEvent);
	return {
		...Object.fromEntries(given),
		event: event === void 0 ? {} : parse$3(String(event))
	};
}
function parse$3(json) {
	try {
		return JSON.parse(json);
	} catch {
		return {};
	}
}

// src/durable/command/bring-back.ts
/** Kept files, out of a lane and back into the workspace. The archive's code is loaded when it is needed. */
/** Brings kept files back over what the workspace has. Throws a {@link LaneError} where the archive is not sound. */
async function bringBack(world, { digest }, from) {
	const { unpackFiles } = await import("./unpack-files.js");
	const unpacked = await unpackFiles(world, {
		archive: join(from.files, digest),
		digest,
		root: from.workspace
	});
	if (unpacked.kind === "refused") throw new LaneError(`the kept files cannot be brought back: ${unpacked.reason}`);
}

// src/durable/operations/run-access.ts
/** An interpreter has no operations of this kind, so what it finds recorded as the failure of one is a refusal. */
const kind = "child";
/** What of its run is reached from a context. Throws a TypeError on what is no context of this engine. */
function accessTo(context) {
	const { engine, scope } = internalsOf(context);
	const { lane, journal, onChange, observe } = engine;
	const pathIn = (name) => pathOf$1(scope.path, name);
	return {
		lane,
		get state() {
			return journal.state;
		},
		onChange,
		effects: engine.refuse ? "none" : engine.fakes ? "faked" : "real",
		pathOf: pathIn,
		hasRecorded: (name) => scope.recorded.has(pathIn(name)),
		note: (path, value) => noteValue(engine, path, value),
		work: (act) => work(engine, scope, act),
		halt: (error) => work(engine, scope, async () => {
			throw error;
		}),
		refuse(name, error) {
			const path = pathIn(name);
			return work(engine, scope, async () => {
				await beginNew(engine, scope, path);
				const failure = recordedFailure(error, engine.guard);
				await journal.append({
					type: "context-failed",
					path,
					kind,
					failure,
					causes: [path]
				});
				observe({
					type: "failed",
					path,
					kind,
					failure
				});
				await endNew(engine, path);
				return new ContextFailed(path, failure, [path]);
			});
		},
		refusedBefore(name) {
			const path = pathIn(name);
			const record = journal.state.run.contexts.get(path);
			if (record?.status !== "failed" || record.kind !== kind) return void 0;
			scope.claim("step", name);
			observe({
				type: "replayed",
				path,
				kind
			});
			return new ContextFailed(path, record.failure, record.causes);
		},
		async comeAgain(path, body) {
			const own = new Scope(path, engine.recorded.get(path), true, scope);
			await revisit(engine, own, () => body(engine.contextIn(own)));
		}
	};
}

// src/automation/interpret/files.ts
/** The files that steps kept, back in the workspace. */
/**
* Brings back what the steps have kept that are recorded as done, in the order they were done, so that what a later one
* kept wins. To be called once in a process: after that the workspace is what the steps make of it.
*/
async function bringFilesBack(context, { world, workspace }) {
	const run = accessTo(context);
	if (run.effects !== "real") return;
	const done = [...run.state.steps.values()].flatMap((step) => step.status === "done" && step.done?.files ? [step.done] : []);
	if (done.length === 0) return;
	await run.work(async () => {
		for (const { files } of done.toSorted((one, other) => one.seq - other.seq)) for (const archive of files ?? []) await bringBack(world, archive, {
			files: run.lane.files,
			workspace
		});
	});
}

// src/automation/interpret/secrets.ts
/** The entries without those that hold a secret, each of which is told of. */
function leaveOutSecrets({ around, context }, entries, nameOf) {
	const guard = around.guard([]);
	return entries.filter(([name, value]) => {
		const isSecret = guard.holds(`${name}\n${typeof value === "string" ? value : JSON.stringify(value)}`);
		if (isSecret) context.log.warn(`${guard.redact(nameOf(name))} holds a secret and is left out`);
		return !isSecret;
	});
}

// src/automation/interpret/frame.ts
/** What steps see of the steps before them: in the automation, or in a branch of it. */
/** Not as members of an object: what is recorded may not have one called `__proto__`. */
const pairs = array(tuple([string(), string()]));
const ending$1 = _enum([
	"success",
	"failure",
	"skipped"
]);
/** What a branch leaves to the steps after it, as it is recorded. */
const leftSchema = strictObject({
	results: array(tuple([string(), strictObject({
		outcome: ending$1,
		conclusion: ending$1,
		outputs: pairs
	})])),
	environment: pairs,
	path: array(string())
});
/** A frame for a branch: it sees what was before it, and what it does is its own until it ends. */
function branchFrame(frame, context) {
	return {
		...frame,
		context,
		results: new Map(frame.results),
		environment: new Map(frame.environment),
		path: [...frame.path],
		visits: /* @__PURE__ */ new Map()
	};
}
/** What a branch did to its frame, without what holds a secret: it is recorded, and what is not recorded is not handed on. */
function leftBy(frame, before) {
	const results = [...frame.results].filter(([name, result]) => before.results.get(name) !== result);
	const environment = [...frame.environment].filter(([name, value]) => before.environment.get(name) !== value);
	const path = frame.path.slice(before.path.length).map((entry) => [entry, ""]);
	return {
		results: results.map(([name, { outputs, ...result }]) => {
			const open = leaveOutSecrets(frame, Object.entries(outputs), (output) => `output ${output} of "${name}"`);
			return [name, {
				...result,
				outputs: open
			}];
		}),
		environment: leaveOutSecrets(frame, environment, (name) => `variable ${name}`),
		path: leaveOutSecrets(frame, path, () => "an entry of PATH").map(([entry]) => entry)
	};
}
function takeLeft(frame, left) {
	for (const [name, { outputs, ...result }] of left.results) frame.results.set(name, {
		...result,
		outputs: Object.fromEntries(outputs)
	});
	for (const [name, value] of left.environment) frame.environment.set(name, value);
	frame.path.push(...left.path);
}
/**
* Takes in what a command left. Variables and PATH entries that decide how later commands execute are left out, fresh
* and replayed alike: a checkpoint must not become a way into them.
*/
function takeRecord(frame, step, record) {
	const { around } = frame;
	around.onRecord?.(step, record);
	const roots = [
		around.workspace,
		around.environment["HOME"],
		around.environment["USERPROFILE"]
	];
	for (const [name, value] of record.environment) if (isReplayableVariable(name)) frame.environment.set(name, value);
	frame.path.push(...record.path.filter((entry) => isReplayablePath(entry, roots)));
}
/** What expressions see. `more` is what one item or one look adds. */
function scopeOf(frame, status, more = {}) {
	const { around, context, inputs, results, definition } = frame;
	const { key, automation } = context.run;
	const contexts = {
		inputs,
		steps: results,
		env: frame.environment,
		vars: around.vars,
		flags: around.flags,
		run: {
			key,
			automation
		},
		github: around.github,
		...more
	};
	if (definition.env.size === 0) return {
		status,
		contexts
	};
	const env = new Map([...evaluated(definition.env, {
		status,
		contexts
	}), ...frame.environment]);
	return {
		status,
		contexts: {
			...contexts,
			env
		}
	};
}
/**
* The variables of a command: those of the job, of the automation, of earlier steps and of its step. The last wins, as in
* a workflow.
*/
function variablesFor$1({ around, path }, own, scope) {
	const separator = around.world.processes.platform === "win32" ? ";" : ":";
	const searched = [...path.toReversed(), around.environment["PATH"] ?? ""].filter((entry) => entry !== "");
	const env = scope.contexts.env;
	return {
		...around.environment,
		...searched.length > 0 && { PATH: searched.join(separator) },
		...Object.fromEntries(env),
		...Object.fromEntries(evaluated(own, scope))
	};
}
function evaluated(templates, scope) {
	return [...templates].map(([name, template]) => [name, evaluateText(template, scope)]);
}

// src/command/file-commands.ts
/** A name that can be handed on without being taken for something else. */
function isEntryName(name) {
	return /^[A-Za-z_][\w-]*$/.test(name) && name !== "__proto__";
}
/** `name=value` and `name<<DELIMITER` … `DELIMITER`; a later entry of one name replaces the earlier. Never throws. */
function parseEntries(bytes) {
	const reader = lineReader(decode(bytes));
	const values = /* @__PURE__ */ new Map();
	const problems = [];
	for (let line = reader.next(); line !== void 0; line = reader.next()) {
		if (line.text === "") continue;
		const { index, 0: sign } = /=|<</.exec(line.text) ?? {
			index: -1,
			0: ""
		};
		if (index === -1) return {
			values,
			problems: [...problems, at(line, "is neither name=value nor name<<DELIMITER")]
		};
		const name = line.text.slice(0, index);
		const rest = line.text.slice(index + sign.length);
		const value = sign === "=" ? rest : rest === "" ? void 0 : reader.until(rest);
		if (value === void 0) {
			const fault = rest === "" ? "has no delimiter after <<" : "begins a value whose closing delimiter is missing";
			return {
				values,
				problems: [...problems, at(line, fault)]
			};
		}
		if (isEntryName(name)) values.set(name, value);
		else problems.push(at(line, "has a name that is not letters, digits, _ and - beginning with a letter or _"));
	}
	return {
		values,
		problems
	};
}
/** One folder a line. A folder named again moves to the end, which is the front of PATH. Never throws. */
function parsePaths(bytes) {
	const folders = /* @__PURE__ */ new Set();
	for (const folder of decode(bytes).split(/\r\n|\r|\n/)) {
		if (folder === "") continue;
		folders.delete(folder);
		folders.add(folder);
	}
	return [...folders];
}
/** UTF-8, unless a byte order mark says otherwise, as Windows PowerShell's `>>` writes one. The mark is dropped. */
function decode(bytes) {
	const [first, second] = bytes;
	return new TextDecoder(first === 255 && second === 254 ? "utf-16le" : first === 254 && second === 255 ? "utf-16be" : "utf-8").decode(bytes);
}
function at(line, fault) {
	return `line ${line.number} ${fault}`;
}
/**
* Lines end in LF, and in CRLF too where the first one does. The runner knows CRLF on Windows only; elsewhere it leaves a
* carriage return at the end of every value. Judging by the first line keeps one that is part of a value written with LF.
*/
function lineReader(text) {
	const newline = /^[^\n]*\r\n/.test(text) ? /\r?\n/g : /\n/g;
	let position = 0;
	let number = 0;
	function next() {
		if (position >= text.length) return void 0;
		const start = position;
		newline.lastIndex = start;
		const found = newline.exec(text);
		position = found === null ? text.length : newline.lastIndex;
		number++;
		const end = found?.index ?? text.length;
		return {
			number,
			text: text.slice(start, end),
			end
		};
	}
	/** The raw text up to the line that is `delimiter`, without the last new line; undefined where there is none. */
	function until(delimiter) {
		const start = position;
		let end = position;
		for (let line = next(); line !== void 0; line = next()) {
			if (line.text === delimiter) return text.slice(start, end);
			end = line.end;
		}
	}
	return {
		next,
		until
	};
}

// src/command/command-files.ts
const noCommandFiles = {
	outputs: /* @__PURE__ */ new Map(),
	environment: /* @__PURE__ */ new Map(),
	path: [],
	state: /* @__PURE__ */ new Map(),
	summary: "",
	problems: [],
	refusals: []
};
/** Bytes. GitHub keeps 1 MB of outputs a job; what is larger is a mistake, not a value. */
const largestFile = 4194304;
/** Bytes; GitHub drops a larger summary. */
const largestSummary = 1048576;
/** Makes the files of one attempt, empty: a script may read before it writes. Gives the variables that name them. */
async function createCommandFiles({ files }, folder) {
	const named = {
		GITHUB_OUTPUT: fileOf(folder, "GITHUB_OUTPUT"),
		GITHUB_ENV: fileOf(folder, "GITHUB_ENV"),
		GITHUB_PATH: fileOf(folder, "GITHUB_PATH"),
		GITHUB_STATE: fileOf(folder, "GITHUB_STATE"),
		GITHUB_STEP_SUMMARY: fileOf(folder, "GITHUB_STEP_SUMMARY")
	};
	for (const path of Object.values(named)) await files.scratch(path, "");
	return named;
}
/** Reads what the attempt wrote. Never throws over the content. */
async function readCommandFiles({ files }, folder) {
	const problems = [];
	const refusals = [];
	async function read(variable, limit, complaints = problems) {
		const path = fileOf(folder, variable);
		const status = await files.status(path);
		if (status === void 0) return /* @__PURE__ */ new Uint8Array();
		if (status.kind !== "file") complaints.push(`${variable} is no longer a plain file`);
		else if (status.size > limit) complaints.push(`${variable} has ${status.size} bytes; at most ${limit} are taken`);
		else return files.readRange(path, 0, status.size);
		return /* @__PURE__ */ new Uint8Array();
	}
	async function entries(variable) {
		const parsed = parseEntries(await read(variable, largestFile));
		problems.push(...parsed.problems.map((problem) => `${variable} ${problem}`));
		return new Map(parsed.values);
	}
	const outputs = await entries("GITHUB_OUTPUT");
	const environment = await entries("GITHUB_ENV");
	for (const name of environment.keys()) {
		if (name.toUpperCase() !== "NODE_OPTIONS") continue;
		environment.delete(name);
		refusals.push(`GITHUB_ENV may not set ${name}, which would change how every later action runs; it was left out`);
	}
	return {
		outputs,
		environment,
		path: parsePaths(await read("GITHUB_PATH", largestFile)),
		state: await entries("GITHUB_STATE"),
		summary: decode(await read("GITHUB_STEP_SUMMARY", largestSummary, refusals)),
		problems,
		refusals
	};
}
function fileOf(folder, variable) {
	return join(folder, variable.toLowerCase());
}

// src/command/limits.ts
/** Node fires a timer at once that is longer than this (some 24 days, more than a job may take). */
const longestTimer = 2 ** 31 - 1;
function watchLimits(clock, { timeout, idleTimeout, signal }) {
	const { promise, resolve } = Promise.withResolvers();
	const stops = [];
	let touched = clock.monotonic();
	function after(ms, act) {
		stops.push(clock.after(Math.min(ms, longestTimer), act));
	}
	if (timeout !== void 0) after(timeout, () => resolve({
		kind: "timed-out",
		after: timeout
	}));
	if (idleTimeout !== void 0) {
		const check = () => {
			const left = touched + idleTimeout - clock.monotonic();
			if (left > 0) after(Math.ceil(left), check);
			else resolve({
				kind: "idle",
				after: idleTimeout
			});
		};
		after(idleTimeout, check);
	}
	if (signal !== void 0) {
		const cancel = () => resolve({
			kind: "cancelled",
			reason: signal.reason
		});
		if (signal.aborted) cancel();
		else signal.addEventListener("abort", cancel, { once: true });
		stops.push(() => signal.removeEventListener("abort", cancel));
	}
	return {
		reached: promise,
		touch: () => void (touched = clock.monotonic()),
		dispose: () => stops.forEach((stop) => stop())
	};
}

// src/command/not-started.ts
/** Why a command could not even be started, in words for the user: a fault of the definition or of the machine. */
var NotStarted = class extends Error {
	name = "NotStarted";
};

// src/command/output-stream.ts
/**
* Hands a child's output on as it comes, byte for byte and each stream in its order, and cuts it into lines beside. The
* child waits when the reader of ours does, so that memory stays bounded.
*/
function streamOutput(child, { output, take, touch }) {
	const ends = [forward(child.stdout, (chunk) => output.write(chunk)), forward(child.stderr, (chunk) => output.writeError(chunk))];
	function forward(stream, write) {
		const lines = lineSplitter(take);
		let endsInLine = false;
		let isOpen = true;
		stream?.on("data", (chunk) => {
			if (!isOpen) return;
			touch();
			write(chunk);
			lines.write(chunk);
			endsInLine = chunk.at(-1) !== 10;
			stream.pause();
			output.flushed().then(() => stream.resume());
		});
		return () => {
			isOpen = false;
			lines.end();
			if (endsInLine) write("\n");
			if (stream !== null && "unref" in stream && typeof stream.unref === "function") stream.unref();
		};
	}
	return { end: () => ends.forEach((end) => end()) };
}

// src/command/process-tree.ts
/** Milliseconds between SIGTERM and SIGKILL. With {@link patience} it stays below the 7.5 s that the runner allows. */
const grace = 5e3;
/** Milliseconds in which SIGKILL has to show. Windows takes long to list its processes, but has no grace. */
const patience = {
	posix: 1e3,
	windows: 6e3
};
/**
* Ends all processes of a tree: SIGTERM, {@link grace}, then SIGKILL until none is left alive. Windows has no SIGTERM.
*
* @returns the ids of those that could not be ended, such as one stuck in the kernel.
*/
async function endTree(machine, tree) {
	const isWindows = machine.processes.platform === "win32";
	try {
		if (!isWindows && (await signalUntilNoneLives(machine, tree, "SIGTERM", grace)).length === 0) return [];
		return await signalUntilNoneLives(machine, tree, "SIGKILL", isWindows ? patience.windows : patience.posix);
	} catch (error) {
		machine.processes.signal(isWindows ? tree.root : -tree.root, "SIGKILL");
		throw error;
	}
}
async function signalUntilNoneLives(machine, tree, signal, ms) {
	const { clock } = machine;
	const end = clock.monotonic() + ms;
	const told = /* @__PURE__ */ new Set();
	for (let emptyLooks = 0, pause = 5;; pause = Math.min(pause * 2, 100)) {
		const found = await livingMembers(machine, tree);
		emptyLooks = found.length === 0 ? emptyLooks + 1 : 0;
		const due = signal === "SIGKILL" ? found : found.filter((member) => isNews(member, told));
		const isFirstLook = told.size === 0;
		for (const { pid } of due) told.add(pid);
		if (due.length > 0) await signalAll(machine, tree, due, signal, isFirstLook || signal === "SIGKILL");
		if (emptyLooks === 2 || clock.monotonic() >= end) return found.map(({ pid }) => pid);
		await clock.sleep(found.length === 0 ? 5 : pause);
	}
}
/** Not yet told to end, nor started by one that was told and may need it to clean up. */
function isNews({ pid, parent }, told) {
	return !told.has(pid) && !told.has(parent);
}
async function signalAll({ processes }, { root }, members, signal, asGroup) {
	const inGroup = asGroup ? members.filter(({ group }) => group === root) : [];
	if (inGroup.length > 0) processes.signal(-root, signal);
	for (const member of members) if (!inGroup.includes(member)) processes.signal(member.pid, signal);
	const foreign = members.filter((member) => member.foreign).map(({ pid }) => String(pid));
	if (foreign.length > 0) await signalAsRoot(processes, foreign, signal);
}
/** What a script started by `sudo` can be ended by sudo alone, which asks for no password on GitHub's runners. */
function signalAsRoot(processes, ids, signal) {
	const child = processes.spawn("sudo", [
		"-n",
		"kill",
		"-s",
		signal.slice(3),
		...ids
	], { stdio: "ignore" });
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.once("error", () => resolve());
	});
}
/**
* Who belongs to a tree: its process group, whoever carries its marker (that finds daemons, which left group and parent
* behind), and the children of both. A process escapes only by leaving the group, losing its parent and clearing its
* environment as well.
*/
function membersOf(tree, all) {
	const candidates = all.filter(({ startedAt }) => startedAt === void 0 || startedAt >= tree.startedAt);
	const isRoot = ({ pid, group }) => (group === void 0 ? pid : group) === tree.root;
	const members = new Set(candidates.filter((status) => status.marked || isRoot(status)));
	const ids = /* @__PURE__ */ new Set([tree.root, ...[...members].map(({ pid }) => pid)]);
	for (let size = -1; size !== ids.size;) {
		size = ids.size;
		for (const status of candidates) {
			if (!ids.has(status.parent)) continue;
			members.add(status);
			ids.add(status.pid);
		}
	}
	return [...members];
}
async function livingMembers({ processes }, tree) {
	return membersOf(tree, await processes.list(tree.marker)).filter(({ pid }) => pid !== processes.pid);
}

// src/command/execute.ts
/** Milliseconds to wait for output that a background process may still write; the runner's figure. */
const drainAfterSuccess = 5e3;
/** Milliseconds in which the rest of the output must come once nobody is left to write any. */
const drainAfterEnd = 250;
/**
* Runs a program until it and, unless it succeeded, all that came from it have ended.
*
* @throws NotStarted where the system refuses to start it.
*/
async function execute(world, execution) {
	const { clock, output } = world;
	const { record, signal } = execution;
	const startedAt = clock.now();
	const child = spawn(world, execution);
	const exit = exitOf(child);
	const closed = new Promise((resolve) => void child.once("close", resolve));
	const limits = watchLimits(clock, execution);
	const stream = streamOutput(child, {
		output,
		take: (line) => record.take(line),
		touch: () => limits.touch()
	});
	const end = await Promise.race([exit, limits.reached]);
	limits.dispose();
	let survivors = [];
	if (end.kind === "exited" && end.code === 0) await settled(clock, closed, drainAfterSuccess, signal);
	else if (child.pid !== void 0) {
		survivors = await endTree(world, {
			root: child.pid,
			marker: execution.marker,
			startedAt
		});
		await settled(clock, closed, drainAfterEnd);
	}
	stream.end();
	child.unref();
	if (end.kind === "not-started") throw new NotStarted(end.message);
	return {
		end,
		survivors
	};
}
function spawn({ processes }, execution) {
	const { program, workingDirectory, environment, marker } = execution;
	try {
		return processes.spawn(program, execution.arguments.list, {
			cwd: workingDirectory,
			env: {
				...environment,
				[markerVariable]: [environment[markerVariable], marker].filter(Boolean).join(":")
			},
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			detached: processes.platform !== "win32",
			windowsHide: true,
			windowsVerbatimArguments: execution.arguments.verbatim
		});
	} catch (error) {
		throw new NotStarted(refusal(program, error), { cause: error });
	}
}
/** Holds the markers of all attempts that a process is part of, the innermost last: commands may nest. */
const markerVariable = "HOLDFAST_PROCESS";
function exitOf(child) {
	return new Promise((resolve) => {
		child.once("exit", (code, signal) => resolve(signal === null ? {
			kind: "exited",
			code: code ?? 1
		} : {
			kind: "signalled",
			signal
		}));
		child.once("error", (error) => resolve({
			kind: "not-started",
			message: refusal(child.spawnfile, error)
		}));
	});
}
function refusal(program, error) {
	return `${program} could not be started: ${error instanceof Error ? error.message : String(error)}`;
}
/** Waits for `promise`, but no longer than `ms` milliseconds and not after `signal`. */
async function settled(clock, promise, ms, signal) {
	const over = new AbortController();
	const pause = clock.sleep(ms, AbortSignal.any([over.signal, ...signal ? [signal] : []]));
	await Promise.race([promise, pause.catch(() => void 0)]);
	over.abort();
}

// src/command/retry-after.ts
const pattern = /\bretry-after["']?\s*[:=]\s*["']?(?:(\d{1,9})\b|([A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT))/i;
/**
* How long a line of output says to wait, in milliseconds from `now`: `Retry-After: 30`, as a header that a program shows
* or a field of JSON, or with the date of RFC 9110 §10.2.3. Undefined where it says nothing.
*/
function retryAfter(line, now) {
	const [, seconds, date] = pattern.exec(line) ?? [];
	if (seconds !== void 0) return Number(seconds) * 1e3;
	const time = date === void 0 ? NaN : Date.parse(date);
	return Number.isNaN(time) ? void 0 : Math.max(0, time - now);
}

// src/command/workflow-commands.ts
/** What the runner registers (ActionCommandManager.cs in actions/runner). Other names are ordinary text. */
const known = /* @__PURE__ */ new Set([
	"add-mask",
	"add-matcher",
	"add-path",
	"debug",
	"echo",
	"endgroup",
	"error",
	"group",
	"internal-set-repo-path",
	"notice",
	"remove-matcher",
	"save-state",
	"set-env",
	"set-output",
	"stop-commands",
	"warning"
]);
/** Reads the lines of one step in order, following `stop-commands` as the runner does. */
function commandReader() {
	let stopToken;
	return {
		get stopToken() {
			return stopToken;
		},
		read(line) {
			const command = parse$2(line, (name) => known.has(name) || name === stopToken?.toLowerCase());
			if (command === void 0) return void 0;
			if (stopToken !== void 0) {
				if (command.name !== stopToken.toLowerCase()) return void 0;
				stopToken = void 0;
			} else if (command.name === "stop-commands" && isStopToken(command.data)) stopToken = command.data;
			return command;
		}
	};
}
/** The runner refuses a token that would be mistaken for a command. */
function isStopToken(token) {
	return token !== "" && token.toLowerCase() !== "pause-logging" && !known.has(token.toLowerCase());
}
function parse$2(line, isKnown) {
	if (!line.includes("::") && !line.includes("##[")) return void 0;
	return parseColons(line.trimStart(), isKnown) ?? parseBrackets(line, isKnown);
}
function parseColons(line, isKnown) {
	const end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
	return end < 0 ? void 0 : assemble(colons, line.slice(2, end), line.slice(end + 2), isKnown);
}
function parseBrackets(line, isKnown) {
	const start = line.indexOf("##[");
	const end = start < 0 ? -1 : line.indexOf("]", start);
	return end < 0 ? void 0 : assemble(brackets, line.slice(start + 3, end), line.slice(end + 1), isKnown);
}
const lineEnds = [["%0D", "\r"], ["%0A", "\n"]];
/** Comes last: `%250A` is the text `%0A`. */
const percent = [["%25", "%"]];
const colons = {
	separator: ",",
	propertyEscapes: [
		...lineEnds,
		["%3A", ":"],
		["%2C", ","],
		...percent
	],
	dataEscapes: [...lineEnds, ...percent]
};
const bracketEscapes = [
	["%3B", ";"],
	...lineEnds,
	["%5D", "]"],
	...percent
];
const brackets = {
	separator: ";",
	propertyEscapes: bracketEscapes,
	dataEscapes: bracketEscapes
};
function assemble(notation, head, data, isKnown) {
	const [first = ""] = head.split(" ", 1);
	const name = first.toLowerCase();
	if (!isKnown(name)) return void 0;
	const properties = /* @__PURE__ */ new Map();
	for (const property of head.slice(first.length).trim().split(notation.separator)) {
		const [, key, value] = /^([^=]+)=(.+)$/s.exec(property) ?? [];
		if (key === void 0 || value === void 0) continue;
		properties.set(key.toLowerCase(), unescape(value, notation.propertyEscapes));
	}
	return {
		name,
		properties,
		data: unescape(data, notation.dataEscapes)
	};
}
function unescape(text, escapes) {
	return escapes.reduce((current, [escaped, character]) => current.replaceAll(escaped, character), text);
}

// src/command/output-record.ts
/** Characters kept of one of the last lines. */
const longestKeptLine = 4096;
/** Masks and outputs remembered; a program that sets more is not a program anybody wrote. */
const mostValues = 1e4;
function outputRecord(clock, keep) {
	const commands = commandReader();
	const lines = [];
	const masked = /* @__PURE__ */ new Set();
	const outputs = /* @__PURE__ */ new Map();
	let waitFor;
	function mask(value) {
		for (const part of [value, ...value.split(/[\r\n]+/).map((line) => line.trim())]) if (part.trim() !== "" && masked.size < mostValues) masked.add(ownCopy(part));
	}
	return {
		masked,
		outputs,
		get retryAfter() {
			return waitFor;
		},
		get stopToken() {
			return commands.stopToken;
		},
		lastLines: () => lines.map(plainText),
		take(line) {
			waitFor = retryAfter(line, clock.now()) ?? waitFor;
			const command = commands.read(line);
			const output = command?.properties.get("name") ?? "";
			if (command?.name === "add-mask") mask(command.data);
			if (command?.name === "set-output" && isEntryName(output) && outputs.size < mostValues) outputs.set(output, ownCopy(command.data));
			if (command !== void 0 && !isProse.has(command.name)) return;
			if (keep > 0) lines.push(line);
			if (lines.length > keep) lines.shift();
		}
	};
}
/** Commands whose text is meant for people. */
const isProse = /* @__PURE__ */ new Set([
	"debug",
	"notice",
	"warning",
	"error",
	"group"
]);
/** A slice of a string keeps the whole of it in memory, here a chunk of output for each value. */
function ownCopy(text) {
	return Buffer.from(text, "utf16le").toString("utf16le");
}
function plainText(line) {
	const text = stripVTControlCharacters(line).replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");
	return (text.length > longestKeptLine ? `${text.slice(0, longestKeptLine)}…` : text).toWellFormed();
}

// src/command/argument-string.ts
/**
* Splits an argument string as .NET's `ProcessStartInfo.Arguments` does, which is what the runner hands a shell
* template to: white space separates, double quotes group, `""` inside them is one quote, and backslashes escape only
* before a quote. Single quotes mean nothing.
*
* @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
*/
function splitArguments(text) {
	const found = [];
	let current;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === "\\") {
			const [run] = /^\\+/.exec(text.slice(at)) ?? [""];
			const beforeQuote = text.charAt(at + run.length) === "\"";
			current = (current ?? "") + "\\".repeat(beforeQuote ? run.length >> 1 : run.length);
			at += run.length - 1;
			if (beforeQuote && run.length % 2 === 1) {
				current += "\"";
				at++;
			}
		} else if (character === "\"") {
			if (quoted && text.charAt(at + 1) === "\"") {
				current += "\"";
				at++;
			} else {
				current ??= "";
				quoted = !quoted;
			}
		} else if (!quoted && (character === " " || character === "	")) {
			if (current !== void 0) found.push(current);
			current = void 0;
		} else current = (current ?? "") + character;
	}
	if (current !== void 0) found.push(current);
	return found;
}

// src/command/shells.ts
/** The runner's own table (ScriptHandlerHelpers.cs in actions/runner). */
const builtIn = {
	bash: "--noprofile --norc -e -o pipefail {0}",
	sh: "-e {0}",
	python: "{0}",
	pwsh: `-command ". '{0}'"`,
	powershell: `-command ". '{0}'"`,
	cmd: "/D /E:ON /V:OFF /S /C \"CALL \"{0}\"\""
};
const extensions$1 = {
	bash: ".sh",
	sh: ".sh",
	python: ".py",
	pwsh: ".ps1",
	powershell: ".ps1",
	cmd: ".cmd"
};
/**
* The shells to try, in order, for what a step's `shell` says.
*
* Nothing said means `bash` with pipefail where there is one, else `sh -e`; on Windows `pwsh`, else `powershell`. That is
* what `shell: bash` means, and deliberately not the runner's own default of `bash -e`, under which `false | cat` succeeds.
*
* @throws NotStarted where a custom shell has no `{0}`.
*/
function shellsFor(option, platform) {
	const text = option?.trim() ?? "";
	if (text === "") return (platform === "win32" ? ["pwsh", "powershell"] : ["bash", "sh"]).map(shellNamed);
	const [, program = "", ownTemplate = ""] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
	const shell = ownTemplate === "" ? shellNamed(program) : {
		program,
		template: ownTemplate
	};
	if (!shell.template.includes("{0}")) {
		const names = Object.keys(builtIn).join(", ");
		throw new NotStarted(`shell "${text}" is not one of ${names}, nor a template with {0} where the script file goes, as in "perl {0}"`);
	}
	return [shell];
}
function shellNamed(program) {
	return {
		program,
		template: lookUp(builtIn, program) ?? ""
	};
}
/** How a script file's name ends under this shell. */
function scriptExtension(shell) {
	return lookUp(extensions$1, shell.program) ?? "";
}
/** The script as the runner writes it into the file that the shell is handed. */
function scriptText(shell, script, platform) {
	const text = wrap(shell, script, platform === "win32" ? "\r\n" : "\n");
	return platform === "win32" ? text.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n") : text;
}
function wrap(shell, script, newline) {
	switch (shell.program) {
		case "cmd": return `@echo off${newline}${script}`;
		case "pwsh":
		case "powershell": return [
			"$ErrorActionPreference = 'stop'",
			script,
			"if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }"
		].join(newline);
		default: return script;
	}
}
/**
* The arguments that make a shell run a script file. Unlike the runner, the template is split before the path goes in,
* so that a temporary folder with a space in its name works.
*/
function shellArguments(shell, scriptFile) {
	const name = shell.program.toLowerCase();
	if (name === "cmd") return {
		list: [fill(shell.template, scriptFile)],
		verbatim: true
	};
	const path = (name === "pwsh" || name === "powershell") && shell.template === builtIn[name] ? scriptFile.replaceAll("'", "''") : scriptFile;
	return {
		list: splitArguments(shell.template).map((argument) => fill(argument, path)),
		verbatim: false
	};
}
/** `{0}`, and `{{` and `}}` for a brace, as .NET's String.Format has them. */
function fill(template, path) {
	return template.replaceAll(/\{0\}|\{\{|\}\}/g, (found) => found === "{0}" ? path : found.charAt(0));
}
/** The runner looks its tables up without regard to case. */
function lookUp(table, name) {
	const key = name.toLowerCase();
	return Object.hasOwn(table, key) ? table[key] : void 0;
}

// src/command/command.ts
/**
* Runs a script as GitHub's `run:` does: the shell, its flags, the environment and the command files are the same, and
* output comes out as it is written. What differs is meant to: see {@link shellsFor} for the default shell, and a script
* that fails or is interrupted leaves no process behind. (If we are killed ourselves with SIGKILL, nobody ends the script.)
*
* Rejects only where the machine fails us, as when the disk is full; whatever the script does is a result.
*/
async function runCommand(world, definition) {
	const { clock, files, output } = world;
	const started = clock.monotonic();
	const record = outputRecord(clock, definition.lastLines ?? 20);
	const marker = world.random.uuid();
	const folder = join(definition.temporaryFolder, `command-${marker}`);
	function result(end, survivors, written) {
		const { retryAfter, masked } = record;
		return {
			end,
			duration: clock.monotonic() - started,
			lastLines: record.lastLines(),
			...retryAfter !== void 0 && { retryAfter },
			files: written,
			masked: [...masked],
			survivors
		};
	}
	if (definition.signal?.aborted) return result({
		kind: "cancelled",
		reason: definition.signal.reason
	}, [], noCommandFiles);
	try {
		await requireFolder(world, definition.workingDirectory);
		const { shell, program } = await findShell(world, definition);
		await files.makeFolder(folder);
		const script = join(folder, `script${scriptExtension(shell)}`);
		await files.scratch(script, scriptText(shell, definition.script, world.processes.platform));
		const commandFiles = await createCommandFiles(world, folder);
		const { end, survivors } = await execute(world, {
			...definition,
			program,
			arguments: shellArguments(shell, script),
			environment: {
				...definition.environment,
				...commandFiles
			},
			marker,
			record
		});
		if (record.stopToken !== void 0) output.write(`::${record.stopToken}::\n`);
		const written = await readCommandFiles(world, folder);
		return result(end, survivors, {
			...written,
			outputs: new Map([...record.outputs, ...written.outputs])
		});
	} catch (error) {
		if (!(error instanceof NotStarted)) throw error;
		return result({
			kind: "not-started",
			message: error.message
		}, [], noCommandFiles);
	} finally {
		await removeQuietly(world, folder);
	}
}
async function findShell(world, { shell: option, environment, workingDirectory }) {
	const shells = shellsFor(option, world.processes.platform);
	for (const shell of shells) {
		const program = await findProgram(world, shell.program, environment, workingDirectory);
		if (program !== void 0) return {
			shell,
			program
		};
	}
	const names = shells.map((shell) => `"${shell.program}"`).join(" or ");
	throw new NotStarted(`there is no shell ${names} on the PATH`);
}
async function requireFolder({ files }, path) {
	if ((await files.status(`${path}/.`))?.kind !== "folder") throw new NotStarted(`the working directory ${path} is not a folder`);
}
/** On Windows a background process that lives on may hold the folder; it is in a temporary place. */
async function removeQuietly({ files }, folder) {
	try {
		await files.remove(folder);
	} catch {}
}

// src/durable/command/attempt.ts
/** What a command's end means for the loop of attempts: only exit code 0 with well-formed command files is success. */
function attempted(result, value, limits) {
	const failure = failureOf$1(result, limits);
	if (!failure) return {
		kind: "success",
		value
	};
	const { retryAfter } = result;
	const output = result.lastLines.join("\n");
	return {
		kind: "failure",
		failure: {
			...failure,
			output,
			...retryAfter === void 0 ? {} : { retryAfter }
		},
		value
	};
}
const malformed = "CommandFileError";
/** It succeeded, and what it says it did cannot be read. */
const malformedFiles = {
	text: "files of a command that cannot be read",
	matches: (failure) => failure.kind === "error" && failure.name === malformed
};
/** Ends that do not tell whether the effect happened: it has, or something of it still runs. */
const untoldByCommands = [stillRunning, malformedFiles];
function failureOf$1({ end, files, survivors }, limits) {
	if (survivors.length > 0) return stillRunningFailure(`processes ${survivors.join(", ")} could not be ended`);
	switch (end.kind) {
		case "exited":
			if (end.code !== 0) return {
				kind: "exit",
				code: end.code
			};
			return files.problems.length === 0 ? void 0 : {
				kind: "error",
				name: malformed,
				message: files.problems.join("; ")
			};
		case "signalled": return {
			kind: "signal",
			signal: end.signal
		};
		case "timed-out": return {
			kind: "timeout",
			limit: limits.timeout ?? end.after
		};
		case "idle": return {
			kind: "idle-timeout",
			limit: limits.idleTimeout ?? end.after
		};
		case "cancelled": return {
			kind: "error",
			name: "AbortError",
			message: "cancelled"
		};
		case "not-started": return {
			kind: "not-started",
			message: end.message
		};
	}
}

// src/durable/command/keep-files.ts
/** Puts the files that `paths` name into the lane, to go with the record of a step. */
async function keepFiles(world, lane, from, guard) {
	if (from.paths.length === 0) return {
		kind: "kept",
		missing: []
	};
	const { packFiles } = await import("./pack-files.js");
	const to = join(lane.files, `${world.random.uuid()}.incoming`);
	const packed = await packFiles(world, {
		root: from.workspace,
		patterns: from.paths,
		to,
		guard
	});
	if (packed.kind !== "packed") {
		const why = packed.kind === "secret" ? "holds a secret" : packed.reason;
		return {
			kind: "withheld",
			reason: `${guard.redact(packed.path)}, which its paths keep, ${why}`
		};
	}
	const { digest, bytes, missing } = packed;
	await world.files.publish(to, join(lane.files, digest));
	return {
		kind: "kept",
		archive: {
			digest,
			bytes
		},
		missing
	};
}

// src/durable/command/step.ts
/** A durable step over a command: runs it, and decides what of it can be kept. */
/** Runs a command as a durable step. Throws as {@link runStep} does, and a UserError on `paths` that leave the workspace. */
async function runCommandStep(world, lane, step, observer, signal) {
	const { definition, unless } = step;
	pathPatterns(step.paths, step.workspace);
	const policy = {
		...definition.policy,
		giveUpOn: [stillRunning, ...definition.policy.giveUpOn ?? []]
	};
	/** A value stays secret for the attempts after the one that had it masked. */
	const masked = /* @__PURE__ */ new Set();
	const guard = () => step.guard([...masked]);
	async function run(script, variables, limits) {
		const { key, lane: laneName } = lane.identity;
		const own = {
			HOLDFAST_RUN_KEY: key,
			HOLDFAST_LANE: laneName,
			HOLDFAST_STEP: definition.name,
			...variables
		};
		const environment = {
			...step.environment,
			...own
		};
		const command = await runCommand(world, {
			...step,
			...limits,
			script,
			environment
		});
		for (const value of command.masked) masked.add(value);
		return command;
	}
	/** Only a plain exit code says that the effect is not there; a check that cannot tell must not lead to running it. */
	async function isThere(check, aborted) {
		const timeout = Math.min(step.timeout ?? Number.POSITIVE_INFINITY, policy.deadline ?? Number.POSITIVE_INFINITY);
		const limits = {
			...step,
			timeout: Number.isFinite(timeout) ? timeout : void 0
		};
		const command = await run(check, {}, {
			...limits,
			signal: aborted
		});
		const ended = attempted(command, void 0, limits);
		if (ended.kind === "success") return keep(world, lane, step, command, guard());
		const { failure } = ended;
		if (failure.kind === "exit" && failure.code < 126 || aborted.aborted) return void 0;
		throw new LaneError(`the command in unless could not tell whether step "${definition.name}" is done: ${describeFailure(failure)}. Nothing was run. Success means that it is done, an exit code from 1 to 125 that it is not.`);
	}
	return runStep$1(world, lane, {
		...definition,
		policy,
		untold: untoldByCommands
	}, {
		...observer,
		...unless !== void 0 && { unless: (aborted) => isThere(unless, aborted) },
		redact: (text) => guard().redact(text),
		async attempt(number, idempotencyKey, aborted) {
			const admission = await step.circuit?.admit();
			if (admission?.kind === "refused") return {
				kind: "failure",
				failure: circuitOpen(admission, world.clock.now())
			};
			const variables = {
				HOLDFAST_ATTEMPT: String(number),
				HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey
			};
			const command = await run(step.script, variables, {
				...step,
				signal: aborted
			});
			const ended = attempted(command, {
				result: recordOf$1(command),
				command,
				missing: [],
				guard: guard()
			}, step);
			if (!aborted.aborted && (admission?.kind === "probe" || speaksOfDependency(ended))) await step.circuit?.record(ended.kind === "success");
			if (ended.kind === "failure") return ended;
			return {
				kind: "success",
				value: await keep(world, lane, step, command, guard())
			};
		}
	}, signal);
}
/** A wrong call says nothing of the health of what was called. */
function speaksOfDependency(ended) {
	return ended.kind === "success" || classify(ended.failure).kind !== "permanent";
}
/** A failure like any other: with attempts left, the next one waits until the circuit may be tried. */
function circuitOpen({ reason, retryAt }, now) {
	return {
		kind: "error",
		name: "CircuitOpen",
		message: `the circuit is open, so nothing was run: ${reason}`,
		...retryAt === void 0 ? {} : { retryAfter: Math.max(0, retryAt - now) }
	};
}
/** Packs the kept files and withholds what holds a secret or cannot be kept: the step is done in any case. */
async function keep(world, lane, step, command, guard) {
	const value = {
		result: recordOf$1(command),
		command,
		missing: [],
		guard
	};
	const leak = findLeak(value.result, guard);
	if (leak !== void 0) return {
		...value,
		withheld: `${leak} holds a secret`
	};
	const large = tooLarge(value.result);
	if (large !== void 0) return {
		...value,
		withheld: large
	};
	const kept = await keepFiles(world, lane, step, guard).catch((error) => {
		const why = error instanceof Error ? error.message : String(error);
		return {
			kind: "withheld",
			reason: `its paths could not be kept (${guard.redact(why)})`
		};
	});
	if (kept.kind === "withheld") return {
		...value,
		withheld: kept.reason
	};
	const { archive, missing } = kept;
	if (!archive) return {
		...value,
		missing
	};
	return {
		...value,
		result: {
			...value.result,
			archive
		},
		files: [archive],
		missing
	};
}
function recordOf$1({ end, files }) {
	return {
		exitCode: end.kind === "exited" ? end.code : -1,
		outputs: [...files.outputs],
		environment: [...files.environment],
		path: [...files.path],
		summary: files.summary
	};
}
/** Which part of a record holds a secret, in words that hold none. */
function findLeak(record, guard) {
	for (const [kind, pairs] of [["output", record.outputs], ["variable", record.environment]]) for (const [name, value] of pairs) if (guard.holds(`${name}\n${value}`)) return `${kind} ${guard.redact(name)}`;
	if (record.path.some((entry) => guard.holds(entry))) return "a PATH entry";
	return guard.holds(record.summary) ? "the summary" : void 0;
}

// src/durable/operations/fake-command.ts
/** `canTell`: the step has an `unless`. */
function runFakeCommand({ world, lane, invocation: { signal } }, fakes, definition, canTell, observer) {
	const { name: path } = definition;
	return runStep$1(world, lane, definition, {
		...observer,
		...canTell && { unless: () => Promise.resolve(fakes.isDone(path) ? { result: recordOf(void 0) } : void 0) },
		async attempt(attempt, idempotencyKey, aborted) {
			const call = {
				path,
				attempt,
				idempotencyKey,
				kind: "command"
			};
			const ended = await attemptCode(world.clock, () => fakes.step(call), {}, aborted);
			if (ended.kind === "failure") return ended;
			const result = recordOf(ended.value);
			const withheld = tooLarge(result);
			return {
				kind: "success",
				value: {
					result,
					...withheld !== void 0 && { withheld }
				}
			};
		}
	}, signal);
}
/** The members of `value` as outputs: texts as they are, the rest as JSON. */
function recordOf(value) {
	return {
		exitCode: 0,
		outputs: (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : []).map(([name, output]) => [name, typeof output === "string" ? output : JSON.stringify(output ?? null)]),
		environment: [],
		path: [],
		summary: ""
	};
}

// src/durable/operations/command.ts
/** Runs the command, or gives what it left but for its files. Throws StepFailed, as `ctx.step` does. */
function commandOperation(context, operation) {
	const { engine, scope } = internalsOf(context);
	const { name, command, onExhausted, compensate, worldAt } = operation;
	return stepInRun(engine, scope, {
		name,
		run: (path) => run(engine, path, scope, command, worldAt(path)),
		recall: async ({ result }, path) => {
			const record = asCommandRecord(result);
			if (!record) throw new LaneError(`what is recorded as "${path}" is no command: give the step another name`);
			return record;
		},
		valueOf: async ({ result }) => result,
		onExhausted,
		undo: compensate && (async (path, record) => run(engine, path, void 0, await compensate(record), worldAt(path)))
	});
}
function run(engine, path, scope, { fingerprint, semantics, policy, onChange, ...step }, world) {
	const definition = {
		name: path,
		fingerprint,
		semantics,
		policy,
		onChange: onChange ?? engine.onChange,
		waitUntil: waitUntilIn(engine, path)
	};
	const { lane, invocation, fakes, refuse } = engine;
	const observer = observed(engine, path, scope);
	if (fakes) return runFakeCommand(engine, fakes, definition, step.unless !== void 0, observer);
	const command = {
		...step,
		definition,
		...refuse && { unless: void 0 }
	};
	return runCommandStep(world, lane, command, observer, invocation.signal);
}

// src/automation/interpret/batches.ts
/** What is undefined is left out. */
function definedOnly(given) {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== void 0));
}
/** Why a batch at `path` is a failure of its step; undefined where what failed is tolerated. */
function failureOf(batch, path, completion, keepsDeadLetters) {
	const { minSuccessful } = completion;
	const isExceeded = batch.completionReason === "failure-tolerance-exceeded";
	const hasTooFew = minSuccessful !== void 0 && batch.successCount < minSuccessful;
	const tolerates = keepsDeadLetters || Object.keys(definedOnly(completion)).length > 0;
	if (!isExceeded && !hasTooFew && (tolerates || !batch.hasFailure)) return void 0;
	return firstFailure(batch) ?? tooFew(batch, path, minSuccessful);
}
function firstFailure(batch) {
	try {
		batch.throwIfError();
	} catch (error) {
		if (error instanceof OperationFailed) return error;
		throw error;
	}
}
function tooFew({ successCount, totalCount }, path, least = 0) {
	const message = `${successCount} of ${totalCount} succeeded, and ${least} have to`;
	return new OperationFailed(path, {
		kind: "error",
		name: "TooFewSucceeded",
		message
	}, [path], `"${path}": ${message}`);
}

// src/automation/interpret/branches.ts
/** Branches see what was before them; what they leave, also where they fail, is joined in their order. */
async function runBranches(frame, step, name, walk) {
	const { completion, maxConcurrency } = step;
	const run = accessTo(frame.context);
	const path = run.pathOf(name);
	const entered = /* @__PURE__ */ new Map();
	async function go(branch, context) {
		const inside = branchFrame(frame, context);
		entered.set(branch, inside);
		await walk(step.branches.get(branch) ?? [], inside);
		return inside;
	}
	const batch = await frame.context.parallel(name, Object.fromEntries([...step.branches.keys()].map((branch) => [branch, async (context) => leftBy(await go(branch, context), frame)])), {
		...definedOnly({ maxConcurrency }),
		completion: definedOnly(completion)
	});
	for (const item of batch.all) {
		if (item.status === "succeeded") takeLeft(frame, leftSchema.parse(item.result));
		if (item.status !== "failed") continue;
		if (!entered.has(item.key)) await run.comeAgain(pathOf$1(path, item.key), (own) => go(item.key, own));
		const inside = entered.get(item.key);
		if (inside) takeLeft(frame, leftBy(inside, frame));
	}
	return {
		outputs: {
			succeeded: String(batch.successCount),
			failed: String(batch.failureCount)
		},
		failure: failureOf(batch, path, completion, false)
	};
}

// src/automation/interpret/command.ts
/** A step's script as a command of the engine. */
const oneAttempt = {
	maxAttempts: 1,
	backoff: {
		initialDelay: 0,
		factor: 1,
		maxDelay: 0,
		jitter: "none"
	}
};
function commandOf(frame, step, scope) {
	const { unless, semantics, paths, onChange } = step;
	const command = scriptOf(frame, step.command, step, scope);
	const own = step.fingerprint && extendFingerprint(command.fingerprint, evaluateText(step.fingerprint, scope));
	return {
		...command,
		...own !== void 0 && { fingerprint: own },
		onChange,
		unless,
		semantics,
		paths
	};
}
/** Bytes: what one variable can hold differs between systems, and is 128 KiB at the least. */
const largestVariable = 98304;
/**
* What undoes a step, in the surroundings it had. It finds what the step gave as JSON in `HOLDFAST_OUTPUTS`, where a
* variable can hold it, and in the file `HOLDFAST_OUTPUTS_FILE`.
*/
function compensationOf({ around }, { compensate: script, command: { shell } }, command) {
	if (script === void 0) return void 0;
	return async (record) => {
		const { files, random } = around.world;
		const outputs = JSON.stringify(outputsOf(record));
		const file = join(around.temporaryFolder, "outputs", `${random.uuid()}.json`);
		await files.makeFolder(dirname(file));
		await files.replace(file, outputs, { durable: false });
		const given = {
			HOLDFAST_OUTPUTS_FILE: file,
			...Buffer.byteLength(outputs) <= largestVariable && { HOLDFAST_OUTPUTS: outputs }
		};
		return {
			...command,
			script,
			fingerprint: commandFingerprint({
				script,
				shell,
				folder: relative(command.workspace, command.workingDirectory)
			}),
			environment: {
				...command.environment,
				...given
			},
			unless: void 0,
			semantics: "at-least-once",
			paths: []
		};
	};
}
function scriptOf(frame, command, limits, scope) {
	const { around } = frame;
	const folder = command.workingDirectory && evaluateText(command.workingDirectory, scope);
	const { retry = oneAttempt, deadline, circuit } = limits;
	return {
		script: command.script,
		shell: command.shell,
		workingDirectory: resolve(around.workspace, folder ?? "."),
		environment: variablesFor$1(frame, command.env, scope),
		temporaryFolder: around.temporaryFolder,
		workspace: around.workspace,
		guard: around.guard,
		circuit: circuit === void 0 ? void 0 : around.circuit(circuit),
		timeout: limits.timeout,
		idleTimeout: limits.idleTimeout,
		fingerprint: commandFingerprint({
			script: command.script,
			shell: command.shell,
			folder
		}),
		policy: deadline === void 0 ? retry : {
			...retry,
			deadline
		},
		unless: void 0,
		semantics: "at-least-once",
		paths: []
	};
}
/** The world of the command at a path, whose output goes where the surroundings say. */
function worldAt({ around }) {
	return (path) => ({
		...around.world,
		output: around.outputAt(path)
	});
}
function outputsOf({ outputs }) {
	return Object.fromEntries(outputs);
}

// src/automation/interpret/item-keys.ts
/** Whether items can be run at all, before the first one is. */
/** Bytes of an item that may become a dead letter. */
const largestItem = 8388608;
/** Longer keys are remembered by their hash. */
const longestRemembered = 64;
/**
* Throws a {@link UserError} where there are too many items, where two have the same key or one has none, and where a
* secret would be recorded: keys are, and items where they become dead letters.
*/
async function requireKeys(items, keyOf, options) {
	const take = keyTaker(keyOf, options);
	if (Array.isArray(items)) for (const item of items) take(item);
	else for await (const item of items) take(item);
}
function keyTaker(keyOf, { guard, recordsItems }) {
	const places = /* @__PURE__ */ new Map();
	return (item) => {
		const index = places.size;
		if (index >= mostItems) throw new UserError(`for-each: there are more than ${mostItems} items: split them into runs of their own`);
		const key = keyOf(item);
		const shown = () => guard.redact(JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key));
		if (key === "") throw new UserError(`for-each: the key of item ${index} is empty`);
		if (guard.holds(key)) throw new UserError(`for-each: the key ${shown()} of item ${index} holds a secret`);
		if (recordsItems) requireJson(item, largestItem);
		if (recordsItems && !guard.isEmpty && guard.holds(JSON.stringify(item))) throw new UserError(`for-each: item ${index}, ${shown()}, holds a secret, and dead letters are recorded`);
		const remembered = key.length > longestRemembered ? hash("sha256", key, "base64") : key;
		const other = places.get(remembered);
		if (other !== void 0) throw new UserError(`for-each: items ${other} and ${index} have the same key ${shown()}: give each a key of its own`);
		places.set(remembered, index);
	};
}

// src/automation/interpret/items.ts
/** The items of a for-each: a list that an expression gives or that is written, or a file that is read as a stream. */
/** Bytes of a JSON file, which cannot be read in parts. */
const largestJson = 67108864;
/** Bytes of a line. */
const longestLine$1 = 8388608;
const chunk = 1048576;
/** Throws a {@link UserError} where there is no list, and while a file is read that is not sound. */
async function itemsOf({ around }, items, scope) {
	switch (items.kind) {
		case "list": return items.items;
		case "expression": {
			const list = evaluate(items.list, scope);
			if (Array.isArray(list)) return list;
			const hint = typeof list === "string" ? `; write \${{ fromJSON(…) }} around JSON, or \`file:\` for a file` : "";
			throw new UserError(`for-each needs a list, and ${items.list.text} gives ${nameOf(list)}${hint}`);
		}
		case "file": {
			const { files } = around.world;
			const path = resolve(around.workspace, evaluateText(items.path, scope));
			if ((await files.status(path))?.kind !== "file") throw new UserError(`for-each: there is no file ${path}`);
			return itemsInFile(files, path, items.format ?? formatOf(path));
		}
	}
}
async function itemsInFile(files, path, format) {
	if (format !== "json") {
		const read = format === "jsonl" ? jsonLines : rows;
		return { [Symbol.asyncIterator]: () => read(files, path) };
	}
	const { size } = await files.status(path) ?? { size: 0 };
	if (size > largestJson) throw new UserError(`${path} has ${size} bytes, more than ${largestJson}: write it as JSON lines, a line for each item`);
	let text = "";
	for await (const part of textOf$1(files, path)) text += part;
	const list = parse$1(text, path);
	if (Array.isArray(list)) return list;
	throw new UserError(`for-each needs a list, and ${path} holds ${nameOf(list)}`);
}
function formatOf(path) {
	const format = {
		".json": "json",
		".jsonl": "jsonl",
		".ndjson": "jsonl",
		".csv": "csv"
	}[extname(path).toLowerCase()];
	if (format) return format;
	throw new UserError(`for-each: the name of ${path} does not tell what it holds; write format: json, jsonl or csv`);
}
async function* jsonLines(files, path) {
	let rest = "";
	let number = 0;
	for await (const text of textOf$1(files, path)) {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		if (rest.length > longestLine$1) throw new UserError(`a line of ${path} is longer than ${longestLine$1} characters`);
		for (const line of lines) {
			number += 1;
			if (line.trim() !== "") yield parse$1(line, `line ${number} of ${path}`);
		}
	}
	if (rest.trim() !== "") yield parse$1(rest, `line ${number + 1} of ${path}`);
}
/** Rows of a CSV file (RFC 4180) as objects whose keys are in its first row. */
async function* rows(files, path) {
	const { parse: csv } = await import("./csv-parse.js");
	const parser = Readable.from(textOf$1(files, path)).compose(csv({
		bom: true,
		skip_empty_lines: true,
		max_record_size: longestLine$1
	}));
	let columns;
	try {
		for await (const row of parser) {
			const cells = row;
			if (columns) yield Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
			else columns = distinct$1(cells, path);
		}
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw new UserError(`${path} is no CSV: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
function distinct$1(columns, path) {
	const twice = columns.find((name, index) => columns.indexOf(name) !== index);
	if (twice === void 0) return columns;
	throw new UserError(`${path} has two columns called ${JSON.stringify(twice)}: give each a name of its own`);
}
async function* textOf$1(files, path) {
	const decoder = new TextDecoder("utf-8", { fatal: true });
	const decode = (bytes) => {
		try {
			return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
		} catch (error) {
			throw new UserError(`${path} is not in UTF-8: write it anew in that encoding`, { cause: error });
		}
	};
	for (let at = 0;;) {
		const bytes = await files.readRange(path, at, chunk);
		if (bytes.length === 0) break;
		at += bytes.length;
		yield decode(bytes);
	}
	yield decode();
}
function parse$1(text, where) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
function nameOf(value) {
	if (value === null || value === void 0 || value === "") return "nothing";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

// src/automation/interpret/for-each.ts
/** A step for each of many items. */
/** What the command of an item is called within it. */
const command$1 = "run";
/**
* Runs the command for each item, known by its key. Outputs: counts, and `results`, the path of a file with a line of JSON
* for each item: `key`, `status`, and its `outputs` or its `error`.
*/
async function forEach(frame, step, name, scope) {
	const { completion, maxConcurrency, onExhausted } = step;
	const path = accessTo(frame.context).pathOf(name);
	await requireSame(frame, step, path);
	const withItem = (item) => ({
		...scope,
		contexts: {
			...scope.contexts,
			item
		}
	});
	const key = (item) => evaluateText(step.key, withItem(item));
	const items = await itemsToRun(frame, step, name, scope, key);
	const batch = await frame.context.map(name, items, async (context, item) => {
		const own = commandOf(frame, step, withItem(item));
		const compensate = compensationOf(frame, step, own);
		await commandOperation(context, {
			name: command$1,
			command: own,
			compensate,
			worldAt: worldAt(frame)
		});
	}, {
		key,
		...definedOnly({ maxConcurrency }),
		completion: definedOnly(completion),
		onExhausted
	});
	return {
		outputs: {
			total: String(batch.totalCount),
			succeeded: String(batch.successCount),
			failed: String(batch.failureCount),
			"dead-letters": String(batch.deadLetters.length),
			results: await writeResults(frame, path, batch)
		},
		failure: failureOf(batch, path, completion, onExhausted === "dead-letter")
	};
}
/**
* Items that are done are not come to again, so the definition is compared as a whole. Where a person had the step itself go
* on, its other items may have a mended one, which later passes compare with.
*/
async function requireSame({ context, around }, { command: own, onChange }, path) {
	const run = accessTo(context);
	const { values, contexts, wasResumed } = run.state.run;
	const now = commandFingerprint({
		script: own.script,
		shell: own.shell,
		folder: own.workingDirectory?.text
	});
	const place = pathOf$1(path, "definition");
	const before = values.get(place);
	if (before !== void 0 && isSameDefinition(String(before), now)) return;
	if (run.effects !== "none" && !contexts.has(path) && (before === void 0 || wasResumed)) return run.note(place, redactFingerprint(now, around.guard([])));
	if (before === void 0 || (onChange ?? run.onChange) !== "fail") return;
	await run.halt(new DefinitionChanged(path, String(before), now));
}
/** Items that are all done are not looked for again: the file they came from may be gone. */
async function itemsToRun(frame, step, name, scope, key) {
	const run = accessTo(frame.context);
	const path = run.pathOf(name);
	const record = run.state.run.contexts.get(path);
	if (record?.status === "done" && !record.compensable) return [];
	try {
		const items = await itemsOf(frame, step.items, scope);
		await requireKeys(items, key, {
			guard: frame.around.guard([]),
			recordsItems: step.onExhausted === "dead-letter"
		});
		return items;
	} catch (error) {
		if (!(error instanceof UserError) || !run.hasRecorded(name)) throw error;
		const message = `the run has begun "${path}" and cannot come to its items again: ${error.message}`;
		return run.halt(new LaneError(message, { cause: error }));
	}
}
/** The same file wherever it is written anew: it is made of what is recorded. */
async function writeResults({ around, context }, path, batch) {
	const { files } = around.world;
	const { steps } = accessTo(context).state;
	const folder = join(around.temporaryFolder, "results");
	const file = join(folder, `${hash("sha256", path, "hex").slice(0, 16)}.jsonl`);
	const lines = batch.all.map((item) => {
		const { key, status } = item;
		if (item.status === "failed") return {
			key,
			status,
			error: { message: messageOf(item.error) }
		};
		if (item.status === "started") return {
			key,
			status
		};
		const done = steps.get(pathOf$1(pathOf$1(path, key), command$1))?.done;
		if (done?.withheld !== void 0) return {
			key,
			status,
			withheld: done.withheld
		};
		const record = asCommandRecord(done?.result);
		return {
			key,
			status,
			outputs: record ? outputsOf(record) : {}
		};
	});
	await files.makeFolder(folder);
	await files.replace(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { durable: false });
	return file;
}
/** What went wrong, without the path: the key stands beside it. */
function messageOf(error) {
	return error instanceof OperationFailed ? error.failure.message : error.message;
}

// src/automation/schema-faults.ts
/**
* Reads by a schema and, where parts are wrong, reads the rest without them, so that all faults of the file are found at
* once and not only those of its structure. `whole` stands in for the root's keys that have to be there.
*/
function readBySchema(schema, source, whole) {
	const first = schema.safeParse(source.value);
	if (first.success) return {
		value: first.data,
		faults: [],
		dropped: []
	};
	const issues = first.error.issues.flatMap((issue) => leaves(issue));
	const faults = issues.flatMap((issue) => faultsOf(issue, source));
	const dropped = [];
	let rest = structuredClone(source.value);
	let found = issues;
	for (let round = 0; round < 20 && found.length > 0; round++) {
		const wrong = distinct(found.flatMap(wrongPaths));
		dropped.push(...wrong);
		rest = without(rest, wrong, whole);
		const next = schema.safeParse(rest);
		if (next.success) return {
			value: next.data,
			faults,
			dropped
		};
		found = next.error.issues.flatMap((issue) => leaves(issue));
	}
	return {
		value: void 0,
		faults,
		dropped
	};
}
/** The path as its author would say it: `steps.fetch.retry-on[0]`. */
function describePath(path) {
	return path.map((key) => typeof key === "number" ? `[${key}]` : `.${nameOfKey(String(key))}`).join("").replace(/^\./, "");
}
/** Of the choices of a union, the one that a value of this kind was meant to be. */
function leaves(issue, above = []) {
	const path = [...above, ...issue.path];
	if (issue.code !== "invalid_union") return [{
		...issue,
		path
	}];
	const [nearest] = issue.errors.filter((choice) => !choice.some(isOfAnotherKind)).toSorted((a, b) => a.length - b.length);
	if (nearest === void 0) return [{
		...issue,
		path
	}];
	return nearest.flatMap((inner) => leaves(inner, path));
}
function isOfAnotherKind(issue) {
	if (issue.path.length > 0) return false;
	if (issue.code === "invalid_union") return issue.errors.every((choice) => choice.some(isOfAnotherKind));
	return issue.code === "invalid_type" || issue.code === "invalid_value";
}
function faultsOf(issue, source) {
	if (issue.code !== "unrecognized_keys") {
		const what = issue.path.length === 0 ? "the file" : describePath(issue.path);
		return [{
			at: source.valueAt(issue.path),
			message: `${what} ${issue.message}`
		}];
	}
	const messages = issue.message.split("\n");
	return issue.keys.map((key, index) => {
		const path = [...issue.path, key];
		return {
			at: source.keyAt(path),
			message: `${describePath(path)} ${messages[index]}`
		};
	});
}
function wrongPaths(issue) {
	return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}
/** The value without these parts: a list goes as a whole, and so does a mapping of which a needed key is missing. */
function without(value, paths, whole) {
	let rest = isMapping(value) ? value : {};
	for (const path of paths) rest = removed(rest, path) ?? rest;
	return {
		...whole,
		...rest
	};
}
function distinct(paths) {
	return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}
/** Undefined where the mapping itself has to go. */
function removed(mapping, [key, ...below]) {
	if (typeof key !== "string") return void 0;
	if (!Object.hasOwn(mapping, key)) return below.length > 0 ? mapping : void 0;
	const inner = mapping[key];
	const kept = below.length > 0 && isMapping(inner) ? removed(inner, below) : void 0;
	const { [key]: _, ...others } = mapping;
	return kept === void 0 ? others : {
		...mapping,
		[key]: kept
	};
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/automation/reading.ts
/** What goes along while a definition is read: the source, what was found wrong, and which expressions look at what. */
/** Undefined, and a fault noted, where it does not parse. */
function readTemplate(reading, path, text, vantage) {
	const { source, uses } = reading;
	const written = noted(reading, path, () => splitTemplate(text)) ?? [];
	const parts = written.flatMap((part) => {
		if (part.kind === "text") return [part.text];
		const at = source.characterAt(path, part.start);
		const expression = noted(reading, path, () => parseExpression(part.source, at), at);
		return expression === void 0 ? [] : [expression];
	});
	for (const part of parts) if (typeof part !== "string") uses.push({
		expression: part,
		vantage
	});
	return parts.length < written.length || written.length === 0 ? void 0 : {
		text,
		at: source.valueAt(path),
		parts
	};
}
/** Undefined, and a fault noted, where it does not parse. */
function readCondition(reading, path, text, vantage) {
	const expression = noted(reading, path, () => parseCondition(text, (index) => reading.source.characterAt(path, index)));
	if (expression !== void 0) reading.uses.push({
		expression,
		vantage
	});
	return expression;
}
/** Those of the values that parse, by name. */
function readTemplates(reading, path, texts, vantage) {
	const templates = Object.entries(texts ?? {}).map(([key, text]) => [nameOfKey(key), readTemplate(reading, [...path, key], String(text), vantage)]);
	return new Map(templates.filter((entry) => entry[1] !== void 0));
}
/** What `read` gives; undefined, and a fault noted, where it throws a {@link UserError}. */
function noted(reading, path, read, at = reading.source.valueAt(path)) {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		reading.faults.push({
			at,
			message: `${describePath(path)}: ${error.message}`
		});
		return;
	}
}
/** Notes a fault of a key's value. */
function noteAtValue({ source, faults }, path, message) {
	faults.push({
		at: source.valueAt(path),
		message: `${describePath(path)}: ${message}`
	});
}
/** Notes a fault of the key itself, or of a mapping as a whole. */
function noteAtKey({ source, faults }, path, message) {
	faults.push({
		at: source.keyAt(path),
		message: `${describePath(path)}: ${message}`
	});
}

// src/automation/read-wait.ts
/** What `wait` says. Undefined, and a fault noted, where it cannot be made out. */
function readWait(reading, path, written, vantage) {
	if (typeof written !== "string") {
		const time = readTemplate(reading, [...path, "until"], written.until, vantage);
		if (time?.parts.every((part) => typeof part === "string") === true) noted(reading, [...path, "until"], () => parseTime(written.until));
		return time && {
			kind: "until",
			time
		};
	}
	const duration = written.includes("${{") ? readTemplate(reading, path, written, vantage) : noted(reading, path, () => parseDuration(written));
	return duration === void 0 ? void 0 : {
		kind: "duration",
		duration
	};
}
/** Milliseconds since the epoch of a time in ISO 8601 with its zone. Throws a {@link UserError} that says what to write. */
function parseTime(text) {
	const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
	if (!Number.isNaN(time)) return time;
	throw new UserError(`${JSON.stringify(text.slice(0, 60))} is no time with its zone; write such as 2030-01-31T08:00:00Z`);
}

// src/automation/interpret/waits.ts
/** Steps that wait: for a time, for people, for something outside, for a condition. */
async function waitForTime({ context }, { wait }, name, scope) {
	if (wait.kind === "until") return context.waitUntil(name, new Date(parseTime(evaluateText(wait.time, scope))));
	const { duration } = wait;
	return context.wait(name, typeof duration === "number" ? `${duration}ms` : evaluateText(duration, scope));
}
/**
* Waits until as many people have agreed as are to; who rejects it fails the step. Nobody counts twice, and who may not
* approve may not reject either.
*/
async function waitForApproval(frame, step, name, scope) {
	const { context, around } = frame;
	const question = (step.message && evaluateText(step.message, scope)) ?? `${step.name}: approve or reject`;
	const agreed = [];
	const people = /* @__PURE__ */ new Set();
	const { approvers, approvals, preventSelfReview, timeout } = step;
	const until = timeout === void 0 ? void 0 : context.now() + timeout;
	for (let asked = 1; agreed.length < approvals; asked++) {
		const inAll = asked - 1 - agreed.length + approvals;
		const own = asked === 1 ? name : `${name} (${asked} of ${inAll})`;
		const answer = await answerOf(frame, step, {
			expects: "approval",
			approval: {
				question,
				approvers,
				approvals: approvals - agreed.length,
				preventSelfReview
			},
			name: own,
			question,
			timeout: until === void 0 ? timeout : Math.max(0, until - around.world.clock.now())
		});
		if (answer === void 0) continue;
		if (textsIn(answer)["approved"] !== "true" && takesOnlyApprovals(frame, own)) {
			context.log.warn(`an answer to ${step.name} was no approval and does not count: holdfast approve or holdfast reject`);
			continue;
		}
		for (const vote of votesIn(answer)) {
			const by = personIn(vote.by);
			if (people.has(by)) context.log.warn(`${vote.by} has approved ${step.name} before and does not count twice`);
			else if (!mayApprove(step, vote)) warnOf(frame, step, vote.by);
			else {
				agreed.push(vote);
				if (by !== "") people.add(by);
			}
		}
	}
	return {
		by: agreed.map(({ by = "" }) => by).join(", "),
		comment: agreed.map(({ comment = "" }) => comment).join(", ")
	};
}
const voteSchema = object$1({
	by: optional(string()),
	comment: optional(string()),
	/** As `organisation/team`: those of the approvers' that the person is in, where GitHub was asked. */
	teams: optional(array(string()))
});
/** An answer is one person's, or has the votes of several who were asked in one place. */
function votesIn(answer) {
	const several = object$1({ votes: array(voteSchema).check(_minLength(1)) }).safeParse(answer);
	if (several.success) return several.data.votes;
	const one = voteSchema.safeParse(answer);
	return [one.success ? one.data : {}];
}
/** Whether an answer has to say yes. */
function takesOnlyApprovals({ context }, name) {
	const run = accessTo(context);
	if (run.effects === "faked") return false;
	return run.state.run.callbacks.get(`${run.pathOf(name)}/callback`)?.expects === "approval";
}
/** Undefined where somebody rejected it who may not. */
async function answerOf(frame, step, question) {
	try {
		return await ask(frame, question);
	} catch (error) {
		if (!(error instanceof OperationFailed) || error.failure.code !== "REJECTED") throw error;
		const { by, teams } = error.failure;
		if (isAmong(step, {
			by,
			teams
		})) throw error;
		warnOf(frame, step, by);
		return;
	}
}
/** Who does not say who they are cannot be told from others, so that they count where one answer is all. */
function mayApprove(step, vote) {
	return isAmong(step, vote) && (personIn(vote.by) !== "" || step.approvals === 1);
}
function isAmong({ approvers }, { by, teams = [] }) {
	if (approvers.length === 0) return true;
	const names = new Set([by, ...teams].map(personIn));
	return approvers.some((each) => names.has(personIn(each)));
}
/** Names of users and teams are the same in capitals. */
function personIn(name = "") {
	return name.trim().toLowerCase();
}
function warnOf({ context }, { name }, by = "") {
	const who = by.trim() === "" ? "somebody who gave no name" : by;
	context.log.warn(`${who} is not among those who may approve ${name}: the answer does not count`);
}
/** What the event brings is the output `payload`, as JSON; where that is an object, its texts are outputs too. */
async function waitForEvent(frame, step, name, scope) {
	const event = step.event && evaluateText(step.event, scope) || step.name;
	const answer = await ask(frame, {
		expects: "event",
		event,
		name,
		question: `${step.name}: waits for the event ${event}`,
		timeout: step.timeout
	});
	return {
		...textsIn(answer),
		payload: JSON.stringify(answer ?? null)
	};
}
function ask({ context }, { name, question, timeout, ...asked }) {
	return context.waitForCallback(name, (_id, step) => step.log.info(question), {
		...asked,
		...timeout !== void 0 && { timeout: `${timeout}ms` }
	});
}
/** The members of an object that are texts, numbers or booleans. */
function textsIn(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
	const texts = Object.entries(value).filter(([, each]) => [
		"string",
		"number",
		"boolean"
	].includes(typeof each));
	return Object.fromEntries(texts.map(([name, each]) => [name, String(each)]));
}
const lookSchema = strictObject({
	succeeded: boolean(),
	/** Names and values. */
	outputs: array(tuple([string(), string()]))
});
/** Runs the command again and again until it succeeds, or until what it writes says so. */
async function waitForCondition(frame, step, name, scope) {
	const { until, interval, timeout } = step;
	const command = commandOf(frame, {
		...step,
		...plain
	}, scope);
	const run = accessTo(frame.context);
	const path = run.pathOf(name);
	const look = await frame.context.waitForCondition(name, async (_state, { signal, attempt, idempotencyKey }) => {
		const { key, lane } = run.lane.identity;
		const environment = {
			...command.environment,
			HOLDFAST_RUN_KEY: key,
			HOLDFAST_LANE: lane,
			HOLDFAST_STEP: path,
			HOLDFAST_ATTEMPT: String(attempt),
			HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey
		};
		const result = await runCommand(worldAt(frame)(path), {
			...command,
			environment,
			signal
		});
		const ended = attempted(result, void 0, command);
		if (ended.kind === "failure" && (until !== void 0 || ended.failure.kind !== "exit")) throw new Error(describeFailure(ended.failure));
		requireNoSecret(frame.around.guard(result.masked), result.files.outputs);
		return {
			succeeded: ended.kind === "success",
			outputs: [...result.files.outputs]
		};
	}, {
		initialState: {
			succeeded: false,
			outputs: []
		},
		interval: `${interval}ms`,
		...timeout !== void 0 && { timeout: `${timeout}ms` },
		until: ({ succeeded, outputs }) => {
			if (until === void 0 || !succeeded) return succeeded;
			const looked = {
				outcome: "success",
				conclusion: "success",
				outputs: Object.fromEntries(outputs)
			};
			const results = new Map(frame.results).set(step.name, looked);
			return isTrue(until, scopeOf(frame, "success", { steps: results }));
		}
	});
	const own = lookSchema.safeParse(look);
	return own.success ? Object.fromEntries(own.data.outputs) : textsIn(look);
}
/** Each look is recorded, and the next one goes on from there. */
function requireNoSecret(guard, outputs) {
	for (const [name, value] of outputs) {
		if (!guard.holds(`${name}\n${value}`)) continue;
		throw new Error(`its output ${guard.redact(name)} holds a secret, and what a condition gives is recorded: leave it out`);
	}
}
/** A look has no effect to be careful with. */
const plain = {
	semantics: "at-least-once",
	unless: void 0,
	compensate: void 0,
	paths: []
};

// src/automation/interpret/run-step.ts
/** One visit of a step. */
/** Throws what its operation throws: a failure of the step, or what makes it impossible to go on. */
async function runStep(frame, step, name, scope, walk) {
	switch (step.kind) {
		case "run": return { outputs: await runScript(frame, step, name, scope) };
		case "for-each": return forEach(frame, step, name, scope);
		case "parallel": return runBranches(frame, step, name, walk);
		case "wait":
			await waitForTime(frame, step, name, scope);
			return { outputs: {} };
		case "approval": return { outputs: await waitForApproval(frame, step, name, scope) };
		case "event": return { outputs: await waitForEvent(frame, step, name, scope) };
		case "condition": return { outputs: await waitForCondition(frame, step, name, scope) };
	}
}
async function runScript(frame, step, name, scope) {
	const command = commandOf(frame, step, scope);
	const record = await commandOperation(frame.context, {
		name,
		command,
		onExhausted: step.onExhausted,
		compensate: compensationOf(frame, step, command),
		worldAt: worldAt(frame)
	});
	takeRecord(frame, step.name, record);
	return outputsOf(record);
}

// src/automation/interpret/visit-name.ts
/** The name of a visit of the step, while a failure is under way or none is. */
function visitName(context, step, failure) {
	const run = accessTo(context);
	const { failedAfter, values } = run.state.run;
	if (failure) return resumed(step, Math.max(...[failure.path, ...failure.causes].map((path) => failedAfter.get(path) ?? 0)));
	const wasForFailure = (visit) => values.has(run.pathOf(markOf(visit)));
	if (!wasForFailure(step)) return step;
	for (let times = 1;; times++) {
		const visit = resumed(step, times);
		if (!run.hasRecorded(visit) || !wasForFailure(visit)) return visit;
	}
}
/** Records that a visit is made because of a failure. */
function markForFailure(context, visit) {
	const run = accessTo(context);
	const mark = run.pathOf(markOf(visit));
	if (!run.state.run.values.has(mark)) run.note(mark, true);
}
function resumed(step, times) {
	return times === 0 ? step : `${step} (resumed ${times})`;
}
function markOf(visit) {
	return `${visit} after a failure`;
}

// src/automation/interpret/walk.ts
/** Goes through a list of steps as a state machine: in order, by jumps, past what is skipped, and on after a failure. */
/** The automation itself said that it failed, where no step did. */
var EndedAsFailed = class extends OperationFailed {
	name = "EndedAsFailed";
	constructor(path, step) {
		super(path, ...ending("EndedAsFailed", path, `step "${step}" ended the automation as failed`));
	}
};
/** A cycle was gone through more often than it may. */
var TooManyVisits = class extends OperationFailed {
	name = "TooManyVisits";
	constructor(path, step, most) {
		const message = `step "${step}" was come to ${most + 1} times, and its max-visits is ${most}`;
		super(path, ...ending("TooManyVisits", path, message));
	}
};
function ending(name, path, message) {
	return [
		{
			kind: "error",
			name,
			message
		},
		[path],
		message
	];
}
/**
* Throws the failure that was not gone past, or that a step ended the run with. A step that a failure leads to, by its
* `on-failure` or by a decision, deals with it: it runs also without an `if`, and once it is done all is well again.
*/
async function walk(steps, frame) {
	const places = new Map(steps.map(({ name }, index) => [name, index]));
	const standing = {
		failure: void 0,
		isSent: false
	};
	let lastFailure;
	for (let index = 0; index < steps.length;) {
		const step = steps[index];
		const visited = await visit(frame, step, standing);
		const result = resultOf(step, visited);
		if (result) frame.results.set(step.name, result);
		if (visited !== "passed over") {
			if (result?.conclusion === "failure") standing.failure = lastFailure = visited.failure;
			else if (result && standing.isSent) standing.failure = void 0;
		}
		const jump = visited === "passed over" ? void 0 : jumpAfter(step, visited);
		if (jump?.kind === "end") return end(jump.status, step.name);
		standing.isSent = jump !== void 0 && leadsFailure(step, visited);
		index = jump === void 0 ? index + 1 : places.get(jump.step) ?? steps.length;
	}
	if (standing.failure !== void 0) throw standing.failure;
	function end(status, step) {
		if (status === "failed") throw lastFailure ?? new EndedAsFailed(accessTo(frame.context).pathOf(step), step);
	}
}
async function visit(frame, step, { failure, isSent }) {
	const { context, visits } = frame;
	const run = accessTo(context);
	const number = (visits.get(step.name) ?? 0) + 1;
	const name = visitName(context, numbered(step.name, number), failure);
	try {
		const scope = scopeOf(frame, failure === void 0 ? "success" : "failure");
		if (!(step.if === void 0 ? failure === void 0 || isSent : holds(step.if, scope))) return "passed over";
		visits.set(step.name, number);
		const { maxVisits = number } = step;
		if (number > maxVisits) throw new TooManyVisits(run.pathOf(numbered(step.name, maxVisits)), step.name, maxVisits);
		if (step.kind === "goto" || step.kind === "end") return nothing;
		if (failure) markForFailure(context, name);
		const refused = run.refusedBefore(name);
		return refused ? {
			...nothing,
			failure: refused
		} : await runStep(frame, step, name, scope, walk);
	} catch (error) {
		if (error instanceof UserError) {
			visits.set(step.name, number);
			if (failure) markForFailure(context, name);
			return {
				...nothing,
				failure: run.refusedBefore(name) ?? await run.refuse(name, error)
			};
		}
		if (!(error instanceof OperationFailed) || error instanceof TooManyVisits) throw error;
		return {
			...nothing,
			failure: error
		};
	}
}
function numbered(step, number) {
	return number === 1 ? step : `${step}#${number}`;
}
const nothing = { outputs: {} };
/** What later steps see of it; decisions leave nothing. */
function resultOf(step, visited) {
	if (visited === "passed over") return {
		outcome: "skipped",
		conclusion: "skipped",
		outputs: {}
	};
	const { failure, outputs } = visited;
	if (failure === void 0) return step.kind === "goto" || step.kind === "end" ? void 0 : {
		outcome: "success",
		conclusion: "success",
		outputs
	};
	return {
		outcome: "failure",
		conclusion: isGonePast(step) ? "success" : "failure",
		outputs
	};
}
function isGonePast(step) {
	return step.kind !== "goto" && step.kind !== "end" && step.onFailure.kind === "continue";
}
function jumpAfter(step, { failure }) {
	if (failure !== void 0 && !isGonePast(step)) {
		const onFailure = step.kind === "goto" || step.kind === "end" ? void 0 : step.onFailure;
		return onFailure?.kind === "goto" || onFailure?.kind === "end" ? onFailure : void 0;
	}
	if (step.kind === "goto") return {
		kind: "goto",
		step: step.step
	};
	if (step.kind === "end") return {
		kind: "end",
		status: step.status
	};
	return step.onSuccess;
}
/** Whether a jump after the step was made because of a failure. A `next` says nothing of one that is under way. */
function leadsFailure(step, visited) {
	if (step.kind === "goto") return true;
	return visited !== "passed over" && visited.failure !== void 0 && !isGonePast(step);
}

// src/automation/interpret/automation-of.ts
/** The automation that a definition describes, for one process; its input are the resolved values of all inputs. */
function automationOf(definition, around) {
	const { name, version, steps, outputs } = definition;
	/** An automation is run again and again in one process, where each operation is to be replayed. */
	let areFilesBack = false;
	return {
		name,
		...version !== void 0 && { version },
		async run(context, inputs) {
			const frame = {
				definition,
				around,
				context,
				inputs,
				results: /* @__PURE__ */ new Map(),
				environment: /* @__PURE__ */ new Map(),
				path: [],
				visits: /* @__PURE__ */ new Map()
			};
			if (!areFilesBack) await bringFilesBack(context, around);
			areFilesBack = true;
			await walk(steps, frame);
			const scope = scopeOf(frame, "success");
			const values = [...outputs].map(([output, template]) => [output, evaluate(template, scope)]);
			return Object.fromEntries(leaveOutSecrets(frame, values, (output) => `output ${output} of the automation`));
		}
	};
}

// src/automation/check-flow.ts
/** Notes jumps to steps that are not in the list. */
function checkTargets(reading, steps, elsewhere) {
	const here = namesIn$1(reading, steps[0]?.path.slice(0, -1) ?? []);
	for (const jump of steps.flatMap(jumpsOf)) {
		if (here.includes(jump.to)) continue;
		const wrong = elsewhere.has(jump.to) ? `step "${jump.to}" stands in another list of steps; go to a step of the same list: ${here.join(", ")}` : `there is no step "${jump.to}"${suggest(jump.to, here)}`;
		noteAtValue(reading, jump.path, wrong);
	}
}
function namesIn$1({ source }, path) {
	const list = valueIn(source.value, path);
	return typeof list === "object" && list !== null ? Object.keys(list).map(nameOfKey) : [];
}
/** Notes cycles without a bound, and warns of steps that never run. */
function checkFlow(reading, steps, flow) {
	const places = new Map(steps.map(({ definition }, index) => [definition.name, index]));
	for (const [index, step] of steps.entries()) {
		for (const jump of jumpsOf(step)) {
			const to = places.get(jump.to);
			if (to === void 0 || to > index || !flow.isEndless(index, to)) continue;
			const message = `makes a cycle without a bound, from step ${to === index ? `"${jump.to}" to itself` : `"${jump.to}" to "${step.definition.name}" and back`}; write max-visits: 10 or another number in step "${steps[to].definition.maxVisits === void 0 ? jump.to : step.definition.name}"`;
			noteAtValue(reading, jump.path, message);
		}
		if (flow.runs(index)) continue;
		const message = `${describePath(step.path)} never runs: no way leads to it; go to it by next or goto, or remove it`;
		reading.warnings.push({
			at: step.definition.at,
			message
		});
	}
}
function jumpsOf({ definition, path }) {
	if (definition.kind === "goto") return [{
		path: [...path, "goto"],
		to: definition.step
	}];
	if (definition.kind === "end") return [];
	const { onSuccess, onFailure } = definition;
	return [...onSuccess?.kind === "goto" ? [{
		path: [...path, "next"],
		to: onSuccess.step
	}] : [], ...onFailure.kind === "goto" ? [{
		path: [
			...path,
			"on-failure",
			"goto"
		],
		to: onFailure.step
	}] : []];
}

// src/automation/check-references.ts
/** What an expression can look at of a step. */
const stepProperties = [
	"outputs",
	"outcome",
	"conclusion"
];
function checkReferences(reading, names) {
	for (const { expression, vantage } of reading.uses) for (const reference of referencesOf(expression)) {
		const wrong = wrongIn(reference, vantage, names, reading);
		if (wrong !== void 0) reading.faults.push({
			at: expression.at,
			message: `\${{ ${expression.source} }}: ${wrong}`
		});
	}
}
function wrongIn({ context, names: [first, second] }, vantage, names, reading) {
	const allowed = vantage.contexts;
	if (!allowed.includes(context)) return notHere(context, allowed);
	if (first === void 0) return void 0;
	switch (context) {
		case "inputs": return names.inputs && unknown("input", first, names.inputs);
		case "flags": return reading.configuration && unknown("flag", first, reading.configuration.flags.keys());
		case "steps": return wrongStep(first, second, vantage, names);
		default: return;
	}
}
function notHere(context, allowed) {
	if (context === "item") return "item is there only in key, env and working-directory of a step with for-each";
	return `${context} is not known here yet; look at ${allowed.join(", ")}`;
}
function wrongStep(written, property, vantage, names) {
	const step = [...names.steps].find((name) => same(name, written));
	if (step === void 0) return unknown("step", written, names.steps);
	if (property !== void 0 && !stepProperties.some((known) => same(known, property))) return `a step has no ${property}${suggest(property, stepProperties)}`;
	if (vantage.step === void 0 || vantage.own === true && same(step, vantage.step)) return void 0;
	if (names.precedes === void 0 || names.precedes(step, vantage.step)) return void 0;
	return step === vantage.step ? "a step cannot look at itself: it has not run yet" : `step "${step}" has never run when "${vantage.step}" is come to; look at a step that comes before it`;
}
function unknown(what, name, known) {
	const names = [...known];
	if (names.some((other) => same(other, name))) return void 0;
	return names.length === 0 ? `there is no ${what} "${name}": none is declared` : `there is no ${what} "${name}"${suggest(name, names)}`;
}
/** GitHub knows names in any letter case. */
function same(a, b) {
	return a.toLowerCase() === b.toLowerCase();
}
/** Tells which steps can have run before others, over lists within lists: the lists' flows by the names of their first steps. */
function precedence(steps, flowFor) {
	const places = /* @__PURE__ */ new Map();
	note(steps, []);
	return (earlier, later) => {
		const [before, after] = [places.get(earlier), places.get(later)];
		if (before === void 0 || after === void 0) return true;
		const parted = before.findIndex((spot, depth) => spot.index !== after[depth]?.index || spot.list !== after[depth].list);
		const depth = parted === -1 ? before.length - 1 : parted;
		const [from, to] = [before[depth], after[depth]];
		if (to === void 0 || to.list !== from.list) return false;
		if (parted === -1 && after.length > before.length) return false;
		return flowFor(from.list).precedes(from.index, to.index);
	};
	function note(list, above) {
		for (const [index, { definition, branches }] of list.entries()) {
			const here = [...above, {
				list,
				index
			}];
			places.set(definition.name, here);
			for (const branch of branches) note(branch, here);
		}
	}
}

// src/automation/flow.ts
function flowOf(steps) {
	const places = new Map(steps.map(({ name }, index) => [name, index]));
	const reached = reachable([{
		index: 0,
		mode: "well"
	}], next);
	const after = /* @__PURE__ */ new Map();
	return {
		runs: (index) => modes.some((mode) => reached.has(id({
			index,
			mode
		})) && canRun({
			index,
			mode
		})),
		precedes(earlier, index) {
			const known = after.get(earlier) ?? reachable(modes.flatMap((mode) => ran({
				index: earlier,
				mode
			})), next);
			after.set(earlier, known);
			return modes.some((mode) => known.has(id({
				index,
				mode
			})));
		},
		isEndless(from, to) {
			const back = reachable(modes.map((mode) => ({
				index: to,
				mode
			})), nextUnbounded);
			return steps[from].maxVisits === void 0 && modes.some((mode) => back.has(id({
				index: from,
				mode
			})) && canRun({
				index: from,
				mode
			}));
		}
	};
	function next(state) {
		return [...canRun(state) ? ran(state) : [], ...skipped(state)];
	}
	/** A step that may be come to only so often is no way on for ever; passing it by is. */
	function nextUnbounded(state) {
		return steps[state.index]?.maxVisits === void 0 ? next(state) : skipped(state);
	}
	function canRun({ index, mode }) {
		const step = steps[index];
		if (step === void 0) return false;
		if (mode === "well") return true;
		return step.if === void 0 ? mode === "sent" : holdsAfterFailure(step.if);
	}
	function skipped({ index, mode }) {
		const step = steps[index];
		if (step === void 0 || step.if === void 0 && mode !== "failing") return [];
		return [{
			index: index + 1,
			mode: mode === "well" ? "well" : "failing"
		}];
	}
	function ran({ index, mode }) {
		const step = steps[index];
		if (step === void 0) return [];
		const modesAfter = mode === "well" ? ["well"] : ["well", "failing"];
		const to = (place) => place === void 0 ? [] : modesAfter.map((later) => ({
			index: place,
			mode: later
		}));
		if (step.kind === "end") return [];
		if (step.kind === "goto") return to(places.get(step.step));
		const succeeded = step.onSuccess === void 0 ? to(index + 1) : step.onSuccess.kind === "end" ? [] : to(places.get(step.onSuccess.step));
		const { onFailure } = step;
		switch (onFailure.kind) {
			case "fail": return [...succeeded, {
				index: index + 1,
				mode: "failing"
			}];
			case "goto": {
				const place = places.get(onFailure.step);
				return place === void 0 ? succeeded : [...succeeded, {
					index: place,
					mode: "sent"
				}];
			}
			case "continue":
			case "end": return succeeded;
		}
	}
}
const modes = [
	"well",
	"failing",
	"sent"
];
function reachable(from, next) {
	const seen = /* @__PURE__ */ new Set();
	const open = [...from];
	for (let state = open.pop(); state !== void 0; state = open.pop()) {
		if (seen.has(id(state))) continue;
		seen.add(id(state));
		open.push(...next(state));
	}
	return seen;
}
function id({ index, mode }) {
	return `${index} ${mode}`;
}

// src/automation/resolve-inputs.ts
/** What a run is given, checked by what its automation declares. */
/** A pattern that backtracks takes its time in the length of what it is matched with. */
const mostMatched = 1e4;
const mostCharacters = 1048576;
/**
* The values of all inputs, converted from text where the declared type asks for it. Throws one {@link UserError} that
* lists every fault: the input, what is wrong and what to write.
*/
function resolveInputs(declared, given) {
	if (given !== void 0 && (typeof given !== "object" || given === null || Array.isArray(given))) throw new UserError(`inputs are ${shown$1(given)}; write a mapping of names to values`);
	const values = new Map(Object.entries(given ?? {}));
	const faults = [...values.keys()].filter((name) => !declared.has(name)).map((name) => `there is no input "${name}"${declared.size === 0 ? ": none is declared" : suggest(name, declared.keys())}`);
	const resolved = /* @__PURE__ */ new Map();
	for (const [name, input] of declared) {
		const value = values.get(name);
		if (!(value !== void 0 && value !== null && (value !== "" || input.type === "string" && !input.required))) {
			if (input.required) faults.push(`input ${name} is missing; give it ${describeType(input)}`);
			else resolved.set(name, input.default ?? null);
			continue;
		}
		try {
			resolved.set(name, checkValue(input, converted(input, value)));
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			faults.push(`input ${name} ${error.message}`);
		}
	}
	if (faults.length === 0) return resolved;
	throw new UserError(faults.length === 1 ? faults[0] : `${faults.length} inputs are wrong:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
}
/** The value. Throws a {@link UserError} that says why it is none for this input. */
function checkValue(input, value) {
	const wrong = wrongWith(input, value);
	if (wrong === void 0) return value;
	throw new UserError(`is ${shown$1(value)}; ${wrong}`);
}
function wrongWith(input, value) {
	switch (input.type) {
		case "string": {
			if (typeof value !== "string") return "write text, in quotes";
			const { pattern } = input;
			const limit = pattern === void 0 ? mostCharacters : mostMatched;
			if (value.length > limit) return `it has ${value.length} characters; write at most ${limit}`;
			return pattern === void 0 || pattern.test(value) ? void 0 : `write text that matches ${pattern.source}`;
		}
		case "number": {
			const { minimum = -Infinity, maximum = Infinity } = input;
			return typeof value === "number" && Number.isFinite(value) && value >= minimum && value <= maximum ? void 0 : `write ${describeType(input)}`;
		}
		case "boolean": return typeof value === "boolean" ? void 0 : "write true or false";
		case "choice":
			if (typeof value === "string" && input.options.includes(value)) return void 0;
			return `write one of ${input.options.join(", ")}`;
		case "json": return value === void 0 ? "write JSON" : void 0;
	}
}
/** Command lines and workflows hand over text, whatever the type. */
function converted(input, value) {
	if (typeof value !== "string") return value;
	switch (input.type) {
		case "number": return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : value;
		case "boolean": return /^(true|false)$/i.test(value.trim()) ? value.trim().toLowerCase() === "true" : value;
		case "json": return parseJson(value);
		case "string":
		case "choice": return value;
	}
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`is ${shown$1(text)}, which is no JSON; write such as '["a", "b"]'`, { cause: error });
	}
}
function describeType(input) {
	switch (input.type) {
		case "string": return input.pattern === void 0 ? "text" : `text that matches ${input.pattern.source}`;
		case "number": return `a number${input.minimum === void 0 ? "" : ` from ${input.minimum}`}${input.maximum === void 0 ? "" : ` to ${input.maximum}`}`;
		case "boolean": return "true or false";
		case "choice": return `one of ${input.options.join(", ")}`;
		case "json": return "JSON";
	}
}
function shown$1(value) {
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

// src/automation/read-inputs.ts
/** The inputs that a file declares, as far as they can be made out; their faults are noted. */
function readInputs(reading, path, inputs) {
	const found = /* @__PURE__ */ new Map();
	for (const [key, written] of Object.entries(inputs ?? {})) {
		const here = [...path, key];
		checkKeys$1(reading, here, written);
		const input = noted(reading, here, () => inputOf(written, reading.source.keyAt(here)));
		if (input === void 0) continue;
		found.set(nameOfKey(key), input);
		if (written.default !== void 0) noted(reading, [...here, "default"], () => checkValue(input, asWritten(written.default)));
	}
	return found;
}
/** The keys that go with some types only. */
const typesOf = {
	pattern: ["string"],
	minimum: ["number"],
	maximum: ["number"],
	options: ["choice"]
};
function checkKeys$1(reading, path, written) {
	const note = (key, message) => {
		noteAtKey(reading, [...path, key], message);
	};
	for (const key of Object.keys(written)) {
		const types = typesOf[key];
		if (types === void 0 || types.includes(written.type)) continue;
		note(key, `has no meaning for type ${written.type}; write type: ${types.join(" or ")}, or remove it`);
	}
	if (written.type === "choice" && written.options === void 0) note("type", "choice needs options; write such as options: [staging, production]");
	if (written.required && written.default !== void 0) note("default", "is never used, since the input is required; remove one of the two");
	if ((written.minimum ?? -Infinity) > (written.maximum ?? Infinity)) note("minimum", "is above maximum; lower the one or raise the other");
}
function inputOf(written, at) {
	const { description, required, minimum, maximum, options = [] } = written;
	const declared = {
		at,
		description,
		required
	};
	const given = written.default === void 0 ? {} : { default: asWritten(written.default) };
	switch (written.type) {
		case "string": return {
			type: "string",
			...declared,
			pattern: patternOf(written.pattern),
			...given
		};
		case "number": return {
			type: "number",
			...declared,
			minimum,
			maximum,
			...given
		};
		case "boolean": return {
			type: "boolean",
			...declared,
			...given
		};
		case "choice": return {
			type: "choice",
			...declared,
			options,
			...given
		};
		case "json": return {
			type: "json",
			...declared,
			...given
		};
	}
}
function patternOf(source) {
	if (source === void 0) return void 0;
	try {
		return new RegExp(source, "u");
	} catch (error) {
		throw new UserError(`its pattern is no regular expression (${String(error)}); mend it, or escape special characters with \\`, { cause: error });
	}
}

// src/automation/schema/step-kinds.ts
const always = [
	"description",
	"if",
	"max-visits"
];
const working = [
	...always,
	"next",
	"end",
	"on-failure"
];
const command = [
	"shell",
	"working-directory",
	"env"
];
const attempts = [
	"retry",
	"timeout",
	"deadline",
	"idle-timeout",
	"circuit"
];
const effect = [
	"unless",
	"compensate",
	"paths",
	"fingerprint",
	"on-change",
	"semantics",
	"on-exhausted"
];
const batch = [
	"max-concurrency",
	"min-successful",
	"tolerated-failure-count",
	"tolerated-failure-percentage"
];
/** In the order in which they are tried: the first whose keys are there is the kind that the author meant. */
const stepKinds = [
	{
		kind: "for-each",
		what: "a step that runs for each item",
		made: { "for-each": "" },
		needs: ["run", "key"],
		may: [
			...working,
			...command,
			...attempts,
			...effect,
			...batch
		]
	},
	{
		kind: "parallel",
		what: "a step of branches",
		made: { parallel: "" },
		needs: [],
		may: [...working, ...batch]
	},
	{
		kind: "wait",
		what: "a wait",
		made: { wait: "" },
		needs: [],
		may: working
	},
	{
		kind: "approval",
		what: "a wait for approval",
		made: { "wait-for": "approval" },
		needs: [],
		may: [
			...working,
			"timeout",
			"message",
			"approvers",
			"approvals",
			"prevent-self-review"
		]
	},
	{
		kind: "event",
		what: "a wait for an event",
		made: { "wait-for": "event" },
		needs: [],
		may: [
			...working,
			"timeout",
			"event"
		]
	},
	{
		kind: "condition",
		what: "a wait for a condition",
		made: { "wait-for": "condition" },
		needs: ["run"],
		may: [
			...working,
			...command,
			"timeout",
			"until",
			"interval"
		]
	},
	{
		kind: "run",
		what: "a step that runs a script",
		made: { run: "" },
		needs: [],
		may: [
			...working,
			...command,
			...attempts,
			...effect
		]
	},
	{
		kind: "goto",
		what: "a decision",
		made: { goto: "" },
		needs: [],
		may: always
	},
	{
		kind: "end",
		what: "an end",
		made: { end: "" },
		needs: [],
		may: always
	}
];
/** The kind that a step's keys make; undefined where they make none. */
function kindOf(step) {
	return stepKinds.find(({ made }) => Object.entries(made).every(([key, value]) => {
		const written = Object.getOwnPropertyDescriptor(step, key)?.value;
		return written !== void 0 && (value === "" || written === value);
	}));
}
/** The keys that a step of this kind may have. */
function keysOf({ made, needs, may }) {
	return /* @__PURE__ */ new Set([
		...Object.keys(made),
		...needs,
		...may
	]);
}

// src/automation/check-step-keys.ts
/** Whether the keys of a step go together. */
/** Notes a step without a kind, unless a key that makes one was there and wrong: that is said already. */
function noteMissingKind(reading, path) {
	if (stepKinds.flatMap(({ made }) => Object.keys(made)).some((key) => valueIn(reading.source.value, [...path, key]) !== void 0)) return;
	noteAtKey(reading, path, "does nothing; write one of run, for-each, parallel, wait, wait-for, goto, end");
}
/** Notes keys of two kinds in one step, and what its kind cannot do without. */
function checkKeys(reading, path, step, kind) {
	const allowed = keysOf(kind);
	for (const [key, value] of Object.entries(step)) {
		if (value === void 0 || allowed.has(key)) continue;
		noteAtKey(reading, [...path, key], whyNot$1(key, kind));
	}
	for (const key of kind.needs) {
		if (step[key] !== void 0 || valueIn(reading.source.value, [...path, key]) !== void 0) continue;
		const what = needed[key] ?? `write ${key}`;
		noteAtKey(reading, path, `${kind.what} needs ${key}; ${what}`);
	}
	if (step.next !== void 0 && step.end !== void 0) noteAtKey(reading, [...path, "next"], "goes nowhere after end; write one of next and end");
}
const needed = {
	key: "an item is known by its key and never by its place, so write key: ${{ item.id }} or what else tells items apart",
	run: "write the script"
};
function whyNot$1(key, kind) {
	const makes = stepKinds.find(({ made }) => Object.hasOwn(made, key));
	if (key === "goto" && kind.kind !== "end") return `cannot stand in ${kind.what}; write next: for where to go after it`;
	if (makes !== void 0) return `cannot stand in ${kind.what}; write it as a step of its own`;
	const homes = stepKinds.filter((other) => keysOf(other).has(key)).map(({ what }) => what);
	return `has no meaning in ${kind.what}; it belongs to ${homes.join(" or ")}`;
}

// src/automation/schema/value.ts
/** The kinds of value that the files hold, each with its own words for what is wrong and what to write. */
const durationPattern = String.raw`^(\d{1,15}(\.\d{1,6})?(ms|[smhd]))+$`;
const longestDuration = 3456e7;
/** Text of a bounded length that is not empty. */
function text(limit = 4e3) {
	return string$1({ error: wantedText }).min(1, "is empty; write text, or leave the key out").max(limit, `has more than ${limit} characters; write fewer`);
}
/** A name: one line, no control characters. */
function name() {
	return text(200).regex(/^[^\u0000-\u001f\u007f]*$/, "holds a line break or control character; write it on one line");
}
/** Text in which `${{ }}` may stand. */
function template() {
	return text(65536);
}
/** A value of an environment variable: numbers and booleans are the text that stands there. */
function variableValue() {
	return union([
		string$1().max(65536, "has more than 65536 characters; write it to a file"),
		number$1(),
		boolean$1()
	], { error: wanted("text") });
}
/** Milliseconds. */
function duration({ zero = false } = {}) {
	return string$1({ error: wantedDuration }).meta({
		pattern: durationPattern,
		examples: [
			"30s",
			"10m",
			"2h"
		]
	}).transform((written, context) => {
		const ms = orIssue(context, () => parseDuration(written));
		if (ms === 0 && !zero) context.addIssue("is no time at all; write a duration such as 30s, or leave the key out");
		if (ms > longestDuration) context.addIssue(`is longer than ${formatDuration(longestDuration)}; write less`);
		return ms;
	});
}
function wholeNumber(from, to) {
	const wrong = { error: wanted(`a whole number from ${from} to ${to}`) };
	return int(wrong).min(from, wrong).max(to, wrong);
}
function decimal(from, to) {
	const wrong = { error: wanted(`a number from ${from} to ${to}`) };
	return number$1(wrong).min(from, wrong).max(to, wrong);
}
function trueOrFalse() {
	return boolean$1({ error: wanted("true or false (YAML 1.2 has no yes and on)") });
}
function oneOf(words) {
	return _enum$1(words, { error: ({ input }) => typeof input === "string" ? `is ${shown(input)}, which is not known${suggest(input, words)}` : `${isOrMissing(input)}; write ${inWords(words)}` });
}
/** A text, or a list of texts; the text's lines are the list. */
function lines() {
	return union([text(65536), array$1(text()).max(1e3, "has more than 1000 entries; write fewer")], { error: wanted("a list of texts") }).transform((given) => typeof given === "string" ? given.split("\n") : given).transform((given) => given.map((line) => line.trim()).filter((line) => line !== ""));
}
/** A list in the words of `retry-on`. */
function failureList() {
	const entry = union([text(), int().min(1, "is no exit code of a failure; write one from 1")], { error: wanted("an exit code, a class such as timeout, a signal or a pattern") });
	return union([entry, array$1(entry).max(200, "has more than 200 entries; write fewer")], { error: wanted("a list such as [75, timeout]") }).transform((given, context) => orIssue(context, () => parseFailureList(Array.isArray(given) ? given.join("\n") : String(given))));
}
/** Keys that are known, and no others. */
function section(what, shape) {
	return strictObject$1(shape, { error: (issue) => issue.code === "unrecognized_keys" ? unknownKeys(what, issue.keys, Object.keys(shape)) : `${isOrMissing(issue.input)}; write ${what} with keys such as ${Object.keys(shape).slice(0, 3).join(", ")}` });
}
/** Names of the author's with a value each. */
function named(value, what, limit = 1e3) {
	return record$1(string$1(), value, { error: wanted(`names, each with ${what}`) }).check((context) => {
		const count = Object.keys(context.value).length;
		if (count <= limit) return;
		const message = `has ${count} entries; write at most ${limit}`;
		context.issues.push({
			code: "custom",
			message,
			input: context.value
		});
	}).meta({ maxProperties: limit });
}
/** What is wrong with a value that is of another kind than `what`. */
function wanted(what) {
	return ({ input }) => {
		const hasExpression = typeof input === "string" && input.includes("${{");
		return `${isOrMissing(input)}; ${hasExpression ? "no expression can stand here: " : ""}write ${what}`;
	};
}
function wantedText({ input }) {
	return typeof input === "number" || typeof input === "boolean" ? `is ${input}; write text, in quotes: "${input}"` : wanted("text")({ input });
}
function wantedDuration({ input }) {
	if (typeof input !== "number") return `${isOrMissing(input)}; write a duration such as 30s or 10m`;
	return `is ${input}: a duration needs its unit; write ${input}s for seconds or ${input}m for minutes`;
}
/** One line for each key, in the order of `keys`: zod has one message for all of them. */
function unknownKeys(what, keys, known) {
	return keys.map((key) => {
		if (key === "<<") return "would merge, which YAML 1.2 does not have; write the keys out";
		return `is no key of ${what}${suggest(key, known)}`;
	}).join("\n");
}
function orIssue(context, parse) {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		context.addIssue({
			code: "custom",
			message: `is wrong: ${error.message}`
		});
		return NEVER;
	}
}
function isOrMissing(input) {
	return input === void 0 ? "is missing" : `is ${shown(input)}`;
}
/** A value as a message shows it. */
function shown(value) {
	if (value === null) return "empty";
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a mapping";
	const written = JSON.stringify(value);
	return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}
function inWords(words) {
	return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

// src/automation/schema/retry-policy.ts
/** When a failed attempt is followed by another. */
const retryPolicySchema = section("a retry policy", {
	"max-attempts": wholeNumber(1, 1e3).default(5).describe("Attempts in all, counted from 1."),
	"initial-delay": duration({ zero: true }).prefault("1s").describe("The wait before the second attempt."),
	backoff: decimal(1, 100).default(2).describe("What each wait is multiplied by to give the next."),
	"max-delay": duration({ zero: true }).prefault("1m").describe("What no wait exceeds, but for a Retry-After."),
	jitter: oneOf(["full", "none"]).default("full").describe("full: each wait is drawn between nothing and its length."),
	deadline: duration().optional().describe("For all attempts and the waits between them."),
	"retry-on": failureList().optional().describe("The whole of what is retried: exit codes, classes, signals, patterns. Default: all but the permanent."),
	"give-up-on": failureList().optional().describe("What is never retried. Wins over retry-on.")
}).check(({ value, issues }) => {
	if (value["initial-delay"] <= value["max-delay"]) return;
	issues.push({
		code: "custom",
		path: ["initial-delay"],
		message: "is longer than max-delay, which would cut it; lower the one or raise the other",
		input: value
	});
});
/** The policy as it was written, with its defaults. */
function retryPolicyOf(written) {
	return {
		maxAttempts: written["max-attempts"],
		backoff: {
			initialDelay: written["initial-delay"],
			factor: written.backoff,
			maxDelay: written["max-delay"],
			jitter: written.jitter
		},
		...written.deadline !== void 0 && { deadline: written.deadline },
		...written["retry-on"] && { retryOn: written["retry-on"] },
		...written["give-up-on"] && { giveUpOn: written["give-up-on"] }
	};
}
/** Five attempts with full jitter, from a second on, at most a minute apart. */
const standardRetryPolicy = retryPolicyOf(retryPolicySchema.parse({}));

// src/automation/script.ts
/** Scripts hold no expressions: what an expression gives would be run as a part of the script. */
/** What of the mended form is shown. */
const mostLines = 5;
const longestLine = 300;
/** What is wrong with a script that has `${{ }}` in it, with its mended form; undefined where it has none. */
function refusalOf(script, key, shell) {
	if (!script.includes("${{")) return void 0;
	const parts = expressionsIn(script);
	const variables = variablesFor(parts);
	const env = [...variables].map(([source, name]) => `    ${name}: '\${{ ${source.replaceAll("'", "''")} }}'`);
	const lines = linesWith(parts, script).slice(0, mostLines).map((line) => `    ${mended(line, variables, shell)}`);
	const [first] = variables.keys();
	return [
		`\${{ ${first} }} is not allowed in a script, since its value would be run as a part of it; hand it over as a variable:`,
		"  env:",
		...env,
		`  ${key}: |`,
		...lines
	].join("\n");
}
/** Where an expression does not even end, the rest of the script is taken for it. */
function expressionsIn(script) {
	if (!script.includes("${{")) return [];
	try {
		return splitTemplate(script).filter((part) => part.kind === "expression");
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const start = script.indexOf("${{");
		return [{
			kind: "expression",
			source: script.slice(start + 3, start + 80).split("\n")[0],
			start,
			end: script.length
		}];
	}
}
/** Each expression with the name of a variable for it: the last name in it, as in `DATE` for `inputs.date`. */
function variablesFor(parts) {
	const variables = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	for (const source of new Set(parts.map((part) => part.source.trim()))) {
		const base = ((source.match(/[A-Za-z_][\w-]*/g) ?? []).at(-1) ?? "value").toUpperCase().replaceAll("-", "_").slice(0, 40);
		let name = base;
		for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
		taken.add(name);
		variables.set(source, name);
	}
	return variables;
}
/** The lines that have to change. */
function linesWith(parts, script) {
	return [...new Set(parts.map(({ start }) => script.lastIndexOf("\n", start) + 1))].map((start) => {
		const end = script.indexOf("\n", start);
		return script.slice(start, end === -1 ? void 0 : end).trim().slice(0, longestLine);
	});
}
function mended(line, variables, shell) {
	let text = "";
	let from = 0;
	for (const { source, start, end } of expressionsIn(line)) {
		text += line.slice(from, start);
		text += reference(variables.get(source.trim()) ?? "VALUE", text, shell);
		from = end;
	}
	return text + line.slice(from);
}
/** How a shell reads a variable, after `before` on the same line. */
function reference(name, before, shell) {
	const program = shell?.trim().split(/\s+/)[0];
	if (program === "pwsh" || program === "powershell") return `$env:${name}`;
	if (program === "cmd") return `%${name}%`;
	if (program === "python") return `os.environ["${name}"]`;
	if (isOpen(before, "\"")) return `\${${name}}`;
	return isOpen(before, "'") ? `'"$${name}"'` : `"$${name}"`;
}
function isOpen(before, quote) {
	return before.split(quote).length % 2 === 0;
}

// src/automation/read-command.ts
/** The script, and what it runs in. */
function readCommand(reading, path, step, around, vantage) {
	const script = step.run ?? "";
	const shell = step.shell ?? around.shell;
	const folder = step["working-directory"];
	for (const key of [
		"run",
		"unless",
		"compensate"
	]) {
		const text = step[key] ?? "";
		const refusal = refusalOf(text, key, shell);
		if (refusal === void 0) continue;
		const at = reading.source.characterAt([...path, key], text.indexOf("${{"));
		reading.faults.push({
			at,
			message: `${describePath([...path, key])}: ${refusal}`
		});
	}
	return {
		script,
		scriptAt: reading.source.valueAt([...path, "run"]),
		shell,
		workingDirectory: folder === void 0 ? around.workingDirectory : readTemplate(reading, [...path, "working-directory"], folder, vantage),
		env: readTemplates(reading, [...path, "env"], step.env, vantage)
	};
}
/** How a step takes effect, and how its attempts are limited. */
function readEffect(reading, path, step, around, vantage) {
	const { fingerprint, "on-change": onChange } = step;
	return {
		...readAttempts(reading, path, step, around),
		semantics: step.semantics ?? "at-least-once",
		unless: step.unless,
		compensate: step.compensate,
		paths: step.paths ?? [],
		fingerprint: fingerprint === void 0 ? void 0 : readTemplate(reading, [...path, "fingerprint"], fingerprint, vantage),
		onChange
	};
}
function readAttempts(reading, path, step, around) {
	const { timeout, deadline, "idle-timeout": idleTimeout } = step;
	for (const key of ["timeout", "idle-timeout"]) {
		if (deadline === void 0 || !((step[key] ?? 0) > deadline)) continue;
		noteAtValue(reading, [...path, key], "is longer than deadline and never reached; lower the one or raise the other");
	}
	return {
		timeout,
		deadline,
		idleTimeout,
		circuit: step.circuit,
		retry: readRetry(reading, path, step.retry, around)
	};
}
function readRetry(reading, path, written, { retryPolicies }) {
	if (written === void 0) return void 0;
	if (typeof written !== "string") return retryPolicyOf(written);
	const policy = retryPolicies.get(written);
	if (policy !== void 0) return policy;
	noteAtValue(reading, [...path, "retry"], `there is no retry policy "${written}"${suggest(written, retryPolicies.keys())}`);
}

// src/automation/read-items.ts
/** What `for-each` says. Undefined, and a fault noted, where it cannot be made out. */
function readItems(reading, path, written, vantage) {
	if (Array.isArray(written)) return {
		kind: "list",
		items: written.map(asWritten)
	};
	if (typeof written !== "string") {
		const file = readTemplate(reading, [...path, "file"], written.file, vantage);
		return file && {
			kind: "file",
			path: file,
			format: written.format
		};
	}
	const list = readTemplate(reading, path, written, vantage);
	if (list === void 0 || list.parts.some((part) => typeof part !== "string")) return list && {
		kind: "expression",
		list
	};
	noteAtValue(reading, path, `is the text ${JSON.stringify(written.slice(0, 60))}; for a file write {file: ${written.slice(0, 60)}}`);
}

// src/automation/read-step.ts
const withoutItem = contextNames.filter((name) => name !== "item");
const defaultInterval = 3e4;
const noItems = {
	kind: "list",
	items: []
};
const noWait = {
	kind: "duration",
	duration: 0
};
/** The steps of a list, in order, as far as they can be made out; their faults are noted. */
function readSteps(reading, path, steps, around) {
	return Object.entries(steps).flatMap(([key, step]) => {
		const here = [...path, key];
		const branches = Object.entries(step.parallel ?? {}).map(([branch, inner]) => [nameOfKey(branch), readSteps(reading, [
			...here,
			"parallel",
			branch
		], inner, around)]);
		const definition = readStep(reading, here, step, around, new Map(branches));
		return definition === void 0 ? [] : {
			definition,
			path: here,
			branches: branches.map(([, list]) => list)
		};
	});
}
function readStep(reading, path, step, around, branches) {
	const kind = kindOf(step);
	if (kind === void 0) {
		noteMissingKind(reading, path);
		return;
	}
	checkKeys(reading, path, step, kind);
	const name = nameOfKey(String(path.at(-1)));
	const vantage = {
		contexts: withoutItem,
		step: name
	};
	const inItem = {
		contexts: contextNames,
		step: name
	};
	const placed = {
		name,
		at: reading.source.keyAt(path),
		description: step.description,
		if: step.if === void 0 ? void 0 : readCondition(reading, [...path, "if"], String(step.if), vantage),
		maxVisits: step["max-visits"]
	};
	const working = {
		...placed,
		onSuccess: onSuccessOf(step),
		onFailure: onFailureOf(step)
	};
	const waiting = {
		...working,
		timeout: step.timeout
	};
	const template = (key, seen = vantage) => step[key] === void 0 ? void 0 : readTemplate(reading, [...path, key], step[key], seen);
	switch (kind.kind) {
		case "run": {
			if (step["on-exhausted"] === "dead-letter") noteAtValue(reading, [...path, "on-exhausted"], "dead letters are for items of for-each; write fail or pause");
			const onExhausted = step["on-exhausted"] === "pause" ? "pause" : "fail";
			const command = readCommand(reading, path, step, around, vantage);
			return {
				kind: "run",
				...working,
				...readEffect(reading, path, step, around, vantage),
				command,
				onExhausted
			};
		}
		case "for-each": {
			const command = readCommand(reading, path, step, around, inItem);
			const effect = readEffect(reading, path, step, around, inItem);
			const items = readItems(reading, [...path, "for-each"], step["for-each"], vantage) ?? noItems;
			const key = template("key", inItem) ?? {
				text: "",
				at: placed.at,
				parts: []
			};
			if (key.text !== "" && key.parts.every((part) => typeof part === "string")) {
				const same = "is the same for every item; write what tells them apart, such as ${{ item.id }}";
				noteAtValue(reading, [...path, "key"], same);
			}
			const onExhausted = step["on-exhausted"] ?? "fail";
			return {
				kind: "for-each",
				...working,
				...effect,
				...batchOf(step),
				command,
				items,
				key,
				onExhausted
			};
		}
		case "parallel": {
			const definitions = [...branches].map(([branch, steps]) => [branch, steps.map(definitionOf)]);
			return {
				kind: "parallel",
				...working,
				...batchOf(step),
				branches: new Map(definitions)
			};
		}
		case "wait": {
			const wait = readWait(reading, [...path, "wait"], step.wait, vantage);
			return {
				kind: "wait",
				...working,
				wait: wait ?? noWait
			};
		}
		case "approval": {
			const { approvers = [], approvals = 1, "prevent-self-review": preventSelfReview = false } = step;
			checkApprovers(reading, [...path, "approvers"], approvers);
			return {
				kind: "approval",
				...waiting,
				message: template("message"),
				approvers,
				approvals,
				preventSelfReview
			};
		}
		case "event": return {
			kind: "event",
			...waiting,
			event: template("event")
		};
		case "condition": {
			const own = {
				...vantage,
				own: true
			};
			const until = step.until === void 0 ? void 0 : readCondition(reading, [...path, "until"], step.until, own);
			const command = readCommand(reading, path, step, around, vantage);
			return {
				kind: "condition",
				...waiting,
				command,
				until,
				interval: step.interval ?? defaultInterval
			};
		}
		case "goto": return {
			kind: "goto",
			...placed,
			step: step.goto
		};
		case "end": return {
			kind: "end",
			...placed,
			status: step.end
		};
	}
}
function definitionOf({ definition }) {
	return definition;
}
/** A user of GitHub, also of an organisation that manages its own (`ada_acme`), or a team. */
const approverName = /^[\w-]{1,39}(\/[\w-]{1,100})?$/;
function checkApprovers(reading, path, approvers) {
	for (const [index, approver] of approvers.entries()) {
		if (approverName.test(approver)) continue;
		const message = `"${approver}" names nobody; write a user such as octocat, or a team as organisation/team`;
		noteAtValue(reading, [...path, index], message);
	}
}
function onSuccessOf(step) {
	if (step.end !== void 0) return {
		kind: "end",
		status: step.end
	};
	return step.next === void 0 ? void 0 : {
		kind: "goto",
		step: step.next
	};
}
function onFailureOf({ "on-failure": written = "fail" }) {
	if (typeof written === "string") return { kind: written };
	return "goto" in written ? {
		kind: "goto",
		step: written.goto
	} : {
		kind: "end",
		status: written.end
	};
}
function batchOf(step) {
	return {
		maxConcurrency: step["max-concurrency"],
		completion: {
			minSuccessful: step["min-successful"],
			toleratedFailureCount: step["tolerated-failure-count"],
			toleratedFailurePercentage: step["tolerated-failure-percentage"]
		}
	};
}

// src/automation/definition.ts
const notifyEvents = [
	"failed",
	"paused",
	"suspended",
	"recovered",
	"completed"
];
const endStatuses = ["succeeded", "failed"];
/** What becomes of a recorded step that was defined otherwise. */
const onChanges = [
	"fail",
	"rerun",
	"replay"
];
const fileFormats = [
	"json",
	"jsonl",
	"csv"
];

// src/automation/schema/input.ts
const inputTypes = [
	"string",
	"number",
	"boolean",
	"choice",
	"json"
];
const finite = { error: "is no number; write one" };
/** An input of an automation. What does not go with its type is found when it is read. */
const inputSchema = section("an input", {
	type: oneOf(inputTypes).default("string").describe("What its value is. Text from a command line is converted."),
	description: text().optional().describe("For people."),
	required: trueOrFalse().default(false).describe("Whether a run without it is refused."),
	default: json({ error: ({ input }) => `is ${shown(input)}; write a value` }).optional().describe("Its value where none is given."),
	pattern: text(1e3).optional().describe("A regular expression that a string has to match; write ^ and $ for all of it."),
	minimum: number$1(finite).optional().describe("The least that a number may be."),
	maximum: number$1(finite).optional().describe("The most that a number may be."),
	options: array$1(text(1e3), "is no list; write the texts to choose from, such as [staging, production]").min(1, "is empty; write the texts to choose from").max(1e3, "has more than 1000 entries; write fewer").optional().describe("What may be chosen.")
});

// src/automation/schema/step.ts
const jump = union([section("on-failure", { goto: name().describe("The step that deals with it.") }), section("on-failure", { end: oneOf(endStatuses).describe("How the run then ends.") })]);
/** The longest script; what is longer belongs into a file. */
const longestScript = 65536;
const file = section("for-each", {
	file: template().describe("A file of items, read as a stream."),
	format: oneOf(fileFormats).optional().describe("Where it is not given, the file's name tells.")
});
/** Every key that a step may have; which go together is told by the kinds of step. */
const stepSchema = section("a step", {
	description: text().optional().describe("For people."),
	if: union([text(21e3), boolean$1()], { error: wanted("an expression such as failure()") }).optional().describe("Whether the step runs: an expression. Without a status function it means success() && (…)."),
	"max-visits": wholeNumber(1, 1e4).optional().describe("How often a run may come here. A cycle needs it on one of its steps."),
	run: text(longestScript).optional().describe("A script. ${{ }} is refused in it: hand values over by env. Also what wait-for: condition runs."),
	shell: text(1e3).optional().describe("bash, sh, pwsh, powershell, cmd, python, or a template that holds {0}."),
	"working-directory": template().optional().describe("Where the script runs, from the workspace."),
	env: named(variableValue(), "a text").optional().describe("Variables of the script; ${{ }} may stand in them."),
	unless: text(longestScript).optional().describe("A script whose success means that the step is already done."),
	compensate: text(longestScript).optional().describe("A script that undoes the step, run in reverse order when the run fails later."),
	paths: lines().optional().describe("Files it hands on, with wildcards; they come back when the run resumes on another machine."),
	fingerprint: template().optional().describe("What the step depends on besides its script, such as an output of another step: recorded with it."),
	"on-change": oneOf(onChanges).optional().describe("What becomes of a recorded step whose script, shell, folder or fingerprint is another by now: the run stops and says so (default), it runs again, or its record is taken."),
	semantics: oneOf(["at-least-once", "at-most-once"]).optional().describe("What becomes of a step that was interrupted: it runs again (default), or the run stops and says what to check."),
	retry: union([name(), retryPolicySchema], { error: wanted("the name of a retry policy, or a policy") }).optional().describe("The name of a retry policy, or a policy. Without it there is one attempt."),
	timeout: duration().optional().describe("Of one attempt; for wait-for, of the whole wait."),
	deadline: duration().optional().describe("Of all attempts and the waits between them."),
	"idle-timeout": duration().optional().describe("An attempt without output for so long counts as hung."),
	circuit: name().optional().describe("A dependency whose health steps and runs share."),
	"on-exhausted": oneOf([
		"fail",
		"dead-letter",
		"pause"
	]).optional().describe("What happens when the attempts are used up; dead-letter keeps an item of for-each until it is redriven."),
	"for-each": union([
		template(),
		array$1(json()).max(1e4, "has more than 10000 items; hand them over as a file"),
		file
	], { error: ({ input }) => `is ${shown(input)}; write \${{ … }} that gives a list, a list, or file: and a name` }).optional().describe("The items: an expression that gives a list, a list, or a file (JSON, JSON lines, CSV)."),
	key: template().optional().describe("What an item is known by, such as ${{ item.id }}. Equal keys are an error."),
	"max-concurrency": wholeNumber(1, 1e3).optional().describe("How many run at once."),
	"min-successful": wholeNumber(1, 1e6).optional().describe("It has enough when so many have succeeded."),
	"tolerated-failure-count": wholeNumber(0, 1e6).optional().describe("It fails when more than so many have failed."),
	"tolerated-failure-percentage": decimal(0, 100).optional().describe("It fails when more than this share has failed."),
	get parallel() {
		return named(stepsSchema, "its steps", 256).optional().describe("Branches that run beside each other, each with steps of its own.");
	},
	wait: union([template(), section("wait", { until: template().describe("A time in ISO 8601 with its zone, such as 2030-01-31T08:00:00Z.") })], { error: ({ input }) => typeof input === "number" ? `is ${input}: a duration needs its unit; write ${input}s for seconds or ${input}m for minutes` : `is ${shown(input)}; write a duration such as 2h, or until: and a time` }).optional().describe("A duration such as 2h, or until: a time. Long waits hold no runner."),
	"wait-for": oneOf([
		"approval",
		"event",
		"condition"
	]).optional().describe("approval: people agree; event: it is sent; condition: run succeeds, or until holds for its outputs."),
	message: template().optional().describe("The question to those who approve."),
	approvers: lines().optional().describe("Users and organisation/teams who may approve. Default: on GitHub, who may write to the repository."),
	approvals: wholeNumber(1, 100).optional().describe("How many have to approve. Default: 1."),
	"prevent-self-review": trueOrFalse().optional().describe("Who started the run may not approve. Default: false."),
	event: template().optional().describe("The name that the event comes under. Default: the name of the step."),
	until: text(21e3).optional().describe("An expression over the step's own outputs: the condition holds when it does."),
	interval: duration().optional().describe("Between two looks at the condition. Default: 30s."),
	goto: name().optional().describe("A decision: the run goes on with this step where if holds."),
	next: name().optional().describe("The step after this one, where it succeeded and is not the next in order."),
	end: oneOf(endStatuses).optional().describe("The run ends after this step, so."),
	"on-failure": union([oneOf(["fail", "continue"]), jump], { error: ({ input }) => `is ${shown(input)}; write fail, continue, {goto: a step} or {end: failed}` }).optional().describe("What a failure of the step means: the run fails (default), goes on, goes to a step, or ends.")
}).meta({ id: "step" });
/** Steps by their names, in the order in which they run. */
const stepsSchema = named(stepSchema, "a step", 1e3).meta({ id: "steps" });

// src/automation/schema/automation.ts
/** A file that defines an automation. */
const automationSchema = section("an automation", {
	automation: name().describe("The name of the automation."),
	description: text().optional().describe("For people."),
	version: wholeNumber(1, 1e9).optional().describe("For people: it is recorded with each run."),
	key: template().optional().describe("The run key, such as orders-${{ inputs.date }}: what is done under it is not done again."),
	inputs: named(inputSchema, "an input", 100).optional().describe("What a run is given."),
	"retry-policies": named(retryPolicySchema, "a retry policy").optional().describe("Retry policies that steps name."),
	env: named(variableValue(), "a text").optional().describe("Variables of every script."),
	shell: text(1e3).optional().describe("The shell of every script that has none of its own."),
	"working-directory": template().optional().describe("Where every script runs that has no folder of its own."),
	steps: stepsSchema.describe("Steps by their names, in the order in which they run."),
	outputs: named(template(), "an expression", 100).optional().describe("What a run hands back."),
	notify: section("notify", {
		on: array$1(oneOf(notifyEvents), "is no list; write such as [failed, recovered]").min(1, "is empty; write such as [failed, recovered]").describe("When people are told."),
		channels: lines().optional().describe("Channels of the configuration. Default: all.")
	}).optional().describe("When people are told, and how.")
});

// src/automation/read-definition.ts
const beforeSteps = [
	"inputs",
	"env",
	"vars",
	"github"
];
const withoutSteps = [
	"inputs",
	"vars",
	"flags",
	"run",
	"github"
];
const afterSteps = contextNames.filter((name) => name !== "item");
/**
* Reads an automation file. Names of retry policies, flags and channels are looked up in the configuration too; flags and
* channels are not checked without one. Throws a {@link FaultyFile} with every fault of the file, and nothing else.
*/
function readDefinition(text, file, configuration) {
	const source = readYaml(text, file);
	const { value, faults, dropped } = readBySchema(automationSchema, source, {
		automation: "unnamed",
		steps: {}
	});
	const reading = {
		source,
		configuration,
		faults: [...faults],
		warnings: [],
		uses: []
	};
	if (value === void 0) throw new FaultyFile(faults);
	const definition = build(reading, value, { isWhole: dropped.length === 0 });
	if (reading.faults.length > 0) throw new FaultyFile(reading.faults);
	return {
		definition,
		warnings: inOrder(reading.warnings)
	};
}
function build(reading, written, { isWhole }) {
	const { source, configuration } = reading;
	const inputs = readInputs(reading, ["inputs"], written.inputs);
	const retryPolicies = new Map([
		["standard", standardRetryPolicy],
		...configuration?.retryPolicies ?? [],
		...[...byName(written["retry-policies"])].map(([name, policy]) => [name, retryPolicyOf(policy)])
	]);
	const folder = written["working-directory"];
	const around = {
		retryPolicies,
		shell: written.shell,
		workingDirectory: folder === void 0 ? void 0 : readTemplate(reading, ["working-directory"], folder, { contexts: withoutSteps })
	};
	const key = written.key === void 0 ? void 0 : readTemplate(reading, ["key"], written.key, { contexts: beforeSteps });
	const steps = readSteps(reading, ["steps"], written.steps, around);
	const definition = {
		name: written.automation,
		at: source.keyAt(["automation"]),
		description: written.description,
		version: written.version,
		key,
		inputs,
		retryPolicies,
		env: readTemplates(reading, ["env"], written.env, { contexts: withoutSteps }),
		steps: steps.map((step) => step.definition),
		outputs: readTemplates(reading, ["outputs"], written.outputs, { contexts: afterSteps }),
		notify: {
			on: written.notify?.on ?? [],
			channels: written.notify?.channels ?? []
		}
	};
	if (Object.keys(written.steps).length === 0 && isWhole) noteAtKey(reading, ["steps"], "is empty; write a step");
	checkChannels(reading, definition);
	checkNames(reading, written, steps, isWhole && reading.faults.length === 0);
	return definition;
}
/** `isSound`: whether the steps are all there, so that ways through them can be told. */
function checkNames(reading, written, steps, isSound) {
	const lists = listsIn(steps);
	const names = /* @__PURE__ */ new Set([...namesIn(reading.source.value), ...lists.flat().map(({ definition }) => definition.name)]);
	checkUnique(reading, lists.flat());
	for (const list of lists) checkTargets(reading, list, names);
	const flows = new Map(lists.map((list) => [list, flowOf(list.map(({ definition }) => definition))]));
	const flowFor = (list) => flows.get(list);
	if (isSound) for (const list of lists) checkFlow(reading, list, flowFor(list));
	checkReferences(reading, {
		inputs: new Set(Object.keys(valueIn(reading.source.value, ["inputs"]) ?? {}).map(nameOfKey)),
		steps: names,
		precedes: isSound ? precedence(steps, flowFor) : void 0
	});
}
/** This list of steps, and those of all branches in it. */
function listsIn(steps) {
	return [steps, ...steps.flatMap(({ branches }) => branches.flatMap(listsIn))];
}
/** The names of all steps that stand in the file, also of those that are not sound. */
function namesIn(value) {
	const steps = valueIn(value, ["steps"]);
	if (typeof steps !== "object" || steps === null) return [];
	return Object.entries(steps).flatMap(([key, step]) => {
		const branches = valueIn(step, ["parallel"]);
		const inner = typeof branches === "object" && branches !== null ? Object.values(branches) : [];
		return [nameOfKey(key), ...inner.flatMap((branch) => namesIn({ steps: branch }))];
	});
}
function checkUnique(reading, steps) {
	const seen = /* @__PURE__ */ new Map();
	for (const step of steps) {
		const { name } = step.definition;
		const other = seen.get(name.toLowerCase());
		seen.set(name.toLowerCase(), other ?? step);
		if (other === void 0) continue;
		const line = other.definition.at.line;
		const message = other.definition.name === name ? `there is another step "${name}" in line ${line}; expressions could not tell them apart: write another name` : `differs from step "${other.definition.name}" in line ${line} in letter case only; write another name`;
		noteAtKey(reading, step.path, message);
	}
}
function checkChannels({ source, configuration, faults }, { notify }) {
	if (configuration === void 0) return;
	for (const channel of notify.channels.filter((name) => !configuration.channels.has(name))) {
		const known = configuration.channels.keys();
		const message = `notify.channels: there is no channel "${channel}" in the configuration${suggest(channel, known)}`;
		faults.push({
			at: source.valueAt(["notify", "channels"]),
			message
		});
	}
}

// src/automation/schema/configuration.ts
var import_dist = require_dist();
const factor = "What each open time is multiplied by, while probes fail, to give the next.";
/** When a circuit opens and closes. */
const circuitSchema = section("a circuit", {
	window: duration().prefault("10m").describe("How long an outcome counts."),
	"failure-rate": decimal(0, 100).default(50).describe("Opens at this share of failures, in percent."),
	"minimum-throughput": wholeNumber(1, 1e3).default(10).describe("How many outcomes the window has to hold for that."),
	"consecutive-failures": wholeNumber(1, 1e3).default(5).describe("Opens at so many failures in a row."),
	"open-duration": duration().prefault("1m").describe("How long it stays open before a call may probe."),
	backoff: decimal(1, 100).default(2).describe(factor),
	"max-open-duration": duration().prefault("15m").describe("What no open time exceeds."),
	"probe-lease": duration().prefault("10m").describe("How long a probe may take before another caller may probe.")
});
/** The name of an environment variable: what it holds is a secret and never stands in the file. */
function secret() {
	return text(200).regex(/^[A-Za-z_]\w*$/, "is no name of an environment variable; write its name, never the secret itself").describe("The name of the environment variable that holds it.");
}
const channels = [
	section("a channel to issues", {
		type: literal("issue"),
		labels: lines().optional().describe("Labels of the issue."),
		assignees: lines().optional().describe("Who is assigned.")
	}),
	section("a channel to Slack", {
		type: literal("slack"),
		webhook: secret().optional(),
		token: secret().optional(),
		channel: text(200).optional().describe("Where a token posts to.")
	}),
	section("a channel to Microsoft Teams", {
		type: literal("teams"),
		webhook: secret()
	}),
	section("a channel to a webhook", {
		type: literal("webhook"),
		url: secret(),
		secret: secret().optional()
	})
];
/** A way in which people are told. */
const channelSchema = discriminatedUnion("type", channels, { error: ({ input }) => typeof input === "object" ? "has no known type; write type: issue, slack, teams or webhook" : wanted("a channel, with type:")({ input }) }).check(({ value, issues }) => {
	if (value.type !== "slack" || value.webhook !== void 0 || value.token !== void 0 && value.channel !== void 0) return;
	issues.push({
		code: "custom",
		message: "needs webhook, or token and channel; write one of them",
		input: value
	});
});
const percentage = section("a flag", { percentage: decimal(0, 100).describe("Of run keys for which it is on.") });
/** On, off, or on for a share of run keys. */
const flagSchema = union([boolean$1(), percentage], { error: wanted("true, false or {percentage: 20}") });
/** `.github/holdfast.yml`. */
const configurationSchema = section("the configuration", {
	"retry-policies": named(retryPolicySchema, "a retry policy").optional().describe("Retry policies that automations name."),
	circuits: named(circuitSchema, "a circuit").optional().describe("How circuits open and close, where not as usual."),
	channels: named(channelSchema, "a channel", 100).optional().describe("Ways in which people are told."),
	flags: named(flagSchema, "true, false or a percentage").optional().describe("What automations find in flags."),
	owners: lines().optional().describe("Users and organisation/teams who answer for the automations.")
});

// src/automation/configuration-variables.ts
/**
* Variables that override the configuration: `HOLDFAST_` and the keys of the file in capitals, joined by `_`, as in
* `HOLDFAST_FLAGS_NEW_IMPORT=true` or `HOLDFAST_RETRY_POLICIES_STANDARD_MAX_ATTEMPTS=3`. Values are read as YAML. A name
* that the file has is meant whatever its letters and dashes; any other is written in small letters with dashes.
*/
/** The sections of which single keys can be overridden, with the keys their entries have. */
const keysIn = {
	"retry-policies": Object.keys(retryPolicySchema.shape),
	circuits: Object.keys(circuitSchema.shape),
	channels: [
		"type",
		"labels",
		"assignees",
		"webhook",
		"token",
		"channel",
		"url",
		"secret"
	]
};
/** The source with what variables say in place of what the file says; faults are then told by the variable's name. */
function override(source, environment) {
	const faults = [];
	const variables = /* @__PURE__ */ new Map();
	let { value } = source;
	for (const [variable, text] of Object.entries(environment).sort(([a], [b]) => a < b ? -1 : 1)) {
		const path = text === void 0 || text === "" ? void 0 : pathFor(variable, source.value);
		if (path === void 0) continue;
		try {
			value = withValue(value, path, (0, import_dist.parse)(text));
			variables.set(JSON.stringify(path), variable);
		} catch {
			faults.push({
				at: { variable },
				message: "cannot be read as YAML; write a value as the file would have it"
			});
		}
	}
	const variableAt = (path) => {
		for (let length = path.length; length > 0; length--) {
			const variable = variables.get(JSON.stringify(path.slice(0, length)));
			if (variable !== void 0) return { variable };
		}
	};
	return {
		faults,
		source: {
			file: source.file,
			value,
			valueAt: (path) => variableAt(path) ?? source.valueAt(path),
			keyAt: (path) => variableAt(path) ?? source.keyAt(path)
		}
	};
}
/** The path that a variable's name stands for; undefined where it is not one of the configuration. */
function pathFor(variable, value) {
	for (const section of Object.keys(configurationSchema.shape)) {
		const prefix = `HOLDFAST_${capital(section)}`;
		if (variable === prefix && section === "owners") return [section];
		if (section === "owners" || !variable.startsWith(`${prefix}_`)) continue;
		const rest = variable.slice(prefix.length + 1);
		const key = (keysIn[section] ?? []).toSorted((a, b) => b.length - a.length).find((candidate) => rest.endsWith(`_${capital(candidate)}`));
		const name = key === void 0 ? rest : rest.slice(0, -capital(key).length - 1);
		if (name === "") return void 0;
		const path = [section, nameFor(name, valueIn(value, [section]))];
		return key === void 0 ? path : [...path, key];
	}
}
function nameFor(written, section) {
	return (typeof section === "object" && section !== null ? Object.keys(section) : []).find((name) => capital(name) === written) ?? plainKey(written.toLowerCase().replaceAll("_", "-"));
}
function capital(name) {
	return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
}
function withValue(value, [key, ...below], replaced) {
	if (key === void 0) return replaced;
	const rest = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
	return {
		...rest,
		[key]: withValue(valueIn(rest, [key]), below, replaced)
	};
}

// src/automation/configuration.ts
/** Where a repository keeps it. */
const configurationPath = ".github/holdfast.yml";
/**
* The configuration of a file (undefined: there is none) and the environment. Throws a {@link FaultyFile} with every fault
* of both.
*/
function readConfiguration(text, file, environment) {
	const written = readYaml(text ?? "", file);
	const { source, faults: unreadable } = override({
		...written,
		value: written.value ?? {}
	}, environment);
	const { value, faults } = readBySchema(configurationSchema, source, {});
	const all = [...unreadable, ...faults];
	if (all.length > 0 || value === void 0) throw new FaultyFile(all);
	return configurationOf(value);
}
function configurationOf(written) {
	const policies = [...byName(written["retry-policies"])].map(([name, policy]) => [name, retryPolicyOf(policy)]);
	const circuits = [...byName(written.circuits)].map(([name, circuit]) => [name, circuitOf(circuit)]);
	return {
		retryPolicies: new Map([["standard", standardRetryPolicy], ...policies]),
		circuits: new Map(circuits),
		channels: byName(written.channels),
		flags: byName(written.flags),
		owners: written.owners ?? []
	};
}
function circuitOf(written) {
	return {
		window: written.window,
		failureRate: written["failure-rate"] / 100,
		minimumThroughput: written["minimum-throughput"],
		consecutiveFailures: written["consecutive-failures"],
		openDuration: {
			initialDelay: written["open-duration"],
			factor: written.backoff,
			maxDelay: written["max-open-duration"],
			jitter: "none"
		},
		probeLease: written["probe-lease"]
	};
}

// src/automation/text-file.ts
/** Bytes; what is larger is no file that people write. */
const largest = 4194304;
/** What a person wrote in a file; undefined where there is none. */
async function textOf(files, path) {
	const bytes = await files.read(path, largest);
	return bytes && String(bytes);
}

// src/automation/open-configuration.ts
/** The configuration of a workspace, with what variables override. Throws a FaultyFile with every fault. */
async function openConfiguration({ environment, files }, workspace) {
	const text = await textOf(files, join(workspace, configurationPath));
	return readConfiguration(text, configurationPath, environment);
}

// src/automation/step-at.ts
/** The step that an operation belongs to: the innermost that its path names. */
function stepAt({ steps }, path) {
	let found;
	let list = steps;
	let branches;
	for (const name of namesOf(path)) {
		if (branches) {
			list = branches.get(name) ?? [];
			branches = void 0;
			continue;
		}
		const step = list.find((each) => each.name === stepName(name));
		if (!step) break;
		found = step;
		if (step.kind === "parallel") ({branches} = step);
		else list = [];
	}
	return found;
}
/** Without what tells one visit, answer or undoing from another. */
function stepName(name) {
	return name.replace(/(?: \((?:undo|resumed \d+|\d+ of \d+)\))+$/, "").replace(/#\d+$/, "");
}

// src/durable/automation.ts
/**
* Defines an automation. `body` is run from its start whenever the run goes on: what is recorded is handed back to it, so
* everything it does to the world belongs into steps, and what it decides on must come from them.
*/
function automation(name, body, options = {}) {
	return {
		...options,
		name,
		run: body
	};
}

// src/index.ts
var src_exports = /* @__PURE__ */ __exportAll({
	CallbackFailed: () => CallbackFailed,
	CallbackTimedOut: () => CallbackTimedOut,
	ConditionFailed: () => ConditionFailed,
	ContextFailed: () => ContextFailed,
	OperationFailed: () => OperationFailed,
	RunCancelled: () => RunCancelled,
	StepFailed: () => StepFailed,
	automation: () => automation
});

// src/automation/typescript/position-at.ts
/** Where a character of a text stands. */
function positionAt(file, text, index) {
	const lines = text.slice(0, index).split("\n");
	return {
		file,
		line: lines.length,
		column: (lines.at(-1)?.length ?? 0) + 1
	};
}

// src/automation/typescript/exported-automation.ts
const example = `export default automation("name", async (ctx) => { … })`;
/** The automation that a module exports by default. Throws a {@link FaultyFile} where that is none. */
function exportedAutomation(exports, file, text) {
	const exported = exports["default"];
	if (isAutomation(exported)) return exported;
	const index = text.search(/^[ \t]*export\s+default\b|\bas\s+default\b/m);
	throw new FaultyFile([{
		at: positionAt(file, text, Math.max(0, index)),
		message: whyNot(exports)
	}]);
}
function isAutomation(value) {
	return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" && "run" in value && typeof value.run === "function";
}
function whyNot(exports) {
	if (!("default" in exports)) {
		const named = Object.keys(exports).find((name) => isAutomation(exports[name]));
		if (named === void 0) return `there is no default export: write \`${example}\``;
		return `"${named}" is exported by name, and an automation by default: write \`export default ${named}\``;
	}
	const exported = exports["default"];
	if (exported instanceof Promise) return "the default export is a promise: put `await` before it";
	if (typeof exported === "function") return `the default export is a bare function: write \`${example}\``;
	return `the default export is no automation but ${describe(exported)}: write \`${example}\``;
}
function describe(value) {
	if (value === null || value === void 0) return String(value);
	return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

// src/automation/typescript/missing-import.ts
/** Of an import of what is not there: Node names both ends, but not the line. Undefined where the error is another. */
async function missingImportFault(files, error) {
	const missing = missingOf(error);
	if (missing === void 0) return void 0;
	const text = String(await files.read(missing.importer) ?? "");
	const { specifier, index } = specifierIn(text, missing);
	return {
		at: positionAt(missing.importer, text, index),
		message: `"${specifier}" is not there${await advice(files, specifier, missing.target)}`
	};
}
function missingOf(error) {
	const code = "code" in error ? error.code : void 0;
	if (code !== "ERR_MODULE_NOT_FOUND" && code !== "ERR_UNSUPPORTED_DIR_IMPORT") return void 0;
	const [, quoted, importer] = /'(.+?)'.* imported from (.+)$/s.exec(error.message) ?? [];
	if (quoted === void 0 || importer === void 0) return void 0;
	const url = "url" in error && typeof error.url === "string" ? error.url : void 0;
	return {
		target: url === void 0 ? quoted : resolve(fileURLToPath(url)),
		importer: importer.startsWith("file:") ? fileURLToPath(importer) : importer
	};
}
/** The first quoted text of a file that means the target. */
function specifierIn(text, { target, importer }) {
	for (const { 2: specifier = "", index } of text.matchAll(/(["'])([^"'\n]+)\1/g)) if ((specifier.startsWith(".") ? resolve(dirname(importer), specifier) : specifier) === target || specifier.startsWith(`${target}/`)) return {
		specifier,
		index
	};
	return {
		specifier: target,
		index: 0
	};
}
async function advice(files, specifier, target) {
	if (!/^[./]/.test(specifier)) return `: install the package "${target}" before the automation runs`;
	const stem = /\.m?js$/.test(target) ? target.slice(0, -extname(target).length) : target;
	const tried = [
		".ts",
		".mts",
		".js",
		".mjs"
	].map((extension) => stem + extension);
	for (const candidate of [
		join(target, "index.ts"),
		join(target, "index.js"),
		...tried
	]) {
		if ((await files.status(candidate))?.kind !== "file") continue;
		return `: write "${(stem === target ? specifier : specifier.slice(0, -extname(specifier).length)).replace(/\/$/, "")}${candidate.slice(stem.length).replaceAll("\\", "/")}", the whole name of the file`;
	}
	return "";
}

// src/automation/typescript/import-fault.ts
/** What an import that failed says, in terms of the file that is to be mended. */
/** Where and what to mend. `file` was named and is blamed where the error does not tell. */
async function importFault(files, error, file) {
	const start = {
		file,
		line: 1,
		column: 1
	};
	if (!(error instanceof Error)) return {
		at: start,
		message: `threw while it was loaded: ${String(error)}`
	};
	const missing = await missingImportFault(files, error);
	if (missing !== void 0) return missing;
	const excerpt = excerptPlace(error.stack ?? "");
	if (error instanceof SyntaxError && excerpt !== void 0) return {
		at: excerpt,
		message: error.message + adviceFor(error)
	};
	return {
		at: framePlace(error.stack ?? "", file) ?? start,
		message: `threw while it was loaded: ${error.name}: ${error.message}`
	};
}
/** Of the excerpt that begins a syntax error's stack: `file:line`, some lines, and carets below the last. */
function excerptPlace(stack) {
	const [, file, line, excerpt = ""] = /^(.+):(\d+)\n([^]*)/.exec(stack) ?? [];
	const indent = /^(\s*)\^+\s*$/m.exec(excerpt)?.[1] ?? "";
	return file === void 0 ? void 0 : {
		file: pathOf(file),
		line: Number(line),
		column: indent.length + 1
	};
}
/** Of the innermost call that stands in the file, or in any. */
function framePlace(stack, file) {
	const places = [...stack.matchAll(/^ +at .*?(file:\/\/[^\s()]+):(\d+):(\d+)\)?$/gm)].map(([, url = "", line, column]) => ({
		file: fileURLToPath(url),
		line: Number(line),
		column: Number(column)
	}));
	return places.find((place) => place.file === file) ?? places[0];
}
function pathOf(location) {
	return location.startsWith("file:") ? fileURLToPath(location) : location;
}
function adviceFor(error) {
	if ("code" in error && error.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return `; Node only leaves types out, so write it in JavaScript ("erasableSyntaxOnly" in tsconfig.json shows such places)`;
	const [, name] = /^The requested module 'holdfast' does not provide an export named '(.+)'$/.exec(error.message) ?? [];
	if (name === void 0) return "";
	const meant = nearest(name, Object.keys(src_exports));
	return meant === void 0 ? `; a type is imported with \`import type\`` : `; did you mean "${meant}"?`;
}

// src/automation/typescript/load.ts
/** Automations in TypeScript or JavaScript. Node runs them as they are: there is no build and nothing is written. */
/** What the name of such a file ends with. */
const extensions = [
	".ts",
	".mts",
	".js",
	".mjs"
];
/** Whether a file is loaded with {@link loadAutomation}, by its name. */
function isModule(path) {
	return extensions.includes(extname(path));
}
/**
* Imports the file, which runs it, and gives the automation that it exports by default. In it and all that it imports,
* `holdfast` is what runs here, whatever is installed. Throws a {@link FaultyFile} that says where and what to mend, with
* what was thrown as its cause, or a {@link UserError} where the file is of another kind or missing.
*/
async function loadAutomation({ files, modules }, path) {
	if (!isModule(path)) throw new UserError(`${path}: write an automation as ${extensions.join(", ")}, .yml or .yaml`);
	const file = resolve(path);
	const text = await files.read(file);
	if (text === void 0) throw new UserError(`${path} does not exist`);
	const shown = (other) => isAbsolute(path) ? other : relative("", other);
	try {
		return exportedAutomation(await modules.import(file, { holdfast: src_exports }), shown(file), String(text));
	} catch (error) {
		if (error instanceof FaultyFile) throw error;
		const { at, message } = await importFault(files, error, file);
		const faulty = new FaultyFile([{
			at: {
				...at,
				file: shown(at.file)
			},
			message
		}]);
		faulty.cause = error;
		throw faulty;
	}
}

// src/automation/open-automation.ts
/** An automation from its file, in YAML or TypeScript, ready to be run. */
/** Reads the file and the configuration of its workspace. Throws a {@link UserError} with all that is wrong with them. */
async function openAutomation(world, path, { workspace, shownAs = path, github }) {
	const { environment, files } = world;
	if (isModule(path)) {
		const automation = await loadAutomation(world, path);
		const { retryPolicies } = await openConfiguration(world, workspace);
		return opened(automation, Object.fromEntries(retryPolicies));
	}
	if (![".yml", ".yaml"].includes(extname(path).toLowerCase())) throw new UserError(`${path}: an automation is a file that ends in .yml, .yaml, .ts, .mts, .js or .mjs`);
	const text = await textOf(files, path);
	if (text === void 0) throw new UserError(`there is no file ${path}`);
	const configuration = await openConfiguration(world, workspace);
	const { definition, warnings } = readDefinition(text, shownAs, configuration);
	const same = {
		vars: varsOf(environment),
		github: github ?? await githubContext(world)
	};
	return {
		name: definition.name,
		retryPolicies: Object.fromEntries(configuration.retryPolicies),
		warnings,
		inputOf: (given) => Object.fromEntries(resolveInputs(definition.inputs, given)),
		keyOf: (input) => keyOf(definition, {
			...same,
			inputs: input
		}),
		automation: (key, around) => automationOf(definition, surroundings(configuration, key, {
			...around,
			...same
		})),
		positionOf: (operation) => stepAt(definition, operation)?.at,
		graph: (course) => graphOfDefinition(definition, course)
	};
}
function opened(automation, retryPolicies) {
	return {
		name: automation.name,
		retryPolicies,
		warnings: [],
		inputOf: (given) => given ?? {},
		keyOf: () => void 0,
		automation: () => automation,
		positionOf: () => void 0,
		graph: () => void 0
	};
}
function surroundings({ circuits, flags }, key, around) {
	const { circuit } = around;
	return {
		...around,
		flags: Object.fromEntries(flagsOf(flags, key)),
		circuit: (name) => circuit(name, circuits.get(name) ?? defaultCircuit)
	};
}
function keyOf({ key, env }, contexts) {
	if (key === void 0) return void 0;
	const seen = /* @__PURE__ */ new Map();
	const scope = {
		contexts: {
			...contexts,
			env: seen
		},
		status: "success"
	};
	for (const [name, template] of env) seen.set(name, evaluateText(template, scope));
	const text = evaluateText(key, scope);
	if (text.trim() !== "") return text;
	throw new UserError(`the key ${key.text} comes to nothing: give the inputs it is made of`);
}
/** A workflow's variables, as `toJSON(vars)` gives them. Throws a {@link UserError} where they are something else. */
function varsOf(environment) {
	const json = environment["HOLDFAST_VARS"];
	if (!json) return {};
	try {
		const value = JSON.parse(json);
		if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
	} catch {}
	throw new UserError("HOLDFAST_VARS is no JSON object of variables: write ${{ toJSON(vars) }}");
}

// src/cli/definitions/load.ts
/** Definitions of automations, as the command line names them. */
/** Throws a {@link UserError} with all that is wrong with the file, and with the configuration of its repository. */
async function loadDefinition(world, path, local) {
	const shownAs = shownPath(path, local);
	if (!await world.files.status(path)) throw new UserError(`${shownAs} does not exist`);
	try {
		return await openAutomation(world, path, {
			workspace: local.root,
			shownAs,
			github: githubOf(world, local)
		});
	} catch (error) {
		if (!(error instanceof FaultyFile)) throw error;
		const faults = error.faults.map(({ at, message }) => {
			return {
				at: "file" in at ? {
					...at,
					file: shownPath(at.file, local)
				} : at,
				message
			};
		});
		throw new FaultyFile(faults);
	}
}
/** What the context `github` can tell without GitHub. */
function githubOf(world, { owner, name, ref, sha, root }) {
	return {
		repository: `${owner}/${name}`,
		repository_owner: owner,
		ref,
		ref_name: ref.replace(/^refs\/(?:heads|tags)\//, ""),
		ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
		sha: sha ?? "",
		actor: userOf(world),
		workspace: root
	};
}

export { Scope as A, LaneError as C, keep$1 as D, StateUnknown as E, RunCancelled as F, AutomationChanged as I, readPayload as M, writePayload as N, payloadOrNone as O, Invocation as P, unknownFailure as S, LateWriter as T, settle$1 as _, readDefinition as a, recordedFailure as b, lineSplitter as c, contextOfScope as d, DefinitionChanged as f, givenUpAt as g, builtInPolicies as h, readConfiguration as i, holdsSecret as j, recall as k, admit as l, definitionText as m, isModule as n, graphOfRun as o, changedParts as p, configurationPath as r, isOfRun as s, loadDefinition as t, record as u, tellIfSlow as v, LaneHeld as w, redacted as x, causesOf as y };