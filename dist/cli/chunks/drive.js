import { n as describeFault } from "./fault.js";
import { a as openRunLane, i as surroundingsIn, n as printedAt, o as runAutomation, r as lateGuard } from "./surroundings.js";
import { t as isDiskError } from "./disk-error.js";
import { a as fileRun, c as folderOfRun, l as holderOf, r as word, u as lane } from "./recorded-run.js";
import { t as UserError } from "./user-error.js";
import { h as contextOf } from "./path.js";
import { n as viewOf } from "./run-view.js";
import { t as painter } from "./terminal.js";
import { n as neutraliseLine, t as neutralise } from "./neutralise.js";
import { n as readable } from "./path-text.js";
import { a as waitText, i as messageOf, n as waitLines, o as deadLetterObject, r as wayOnLines, t as deadLetterLines } from "./open-ends.js";
import { t as formatDuration } from "./duration.js";
import { t as failureText } from "./failure-text.js";
import { n as fit, r as widthOf, t as column } from "./width.js";
import { t as newScreen } from "./screen.js";
import { t as directoryStore } from "./directory.js";
import { t as stateFolder } from "./state-folder.js";
import { C as LaneError, I as AutomationChanged, f as DefinitionChanged } from "./load.js";
import { t as Locked } from "./lock.js";
import { n as Refused, t as JournalFull } from "./refused.js";
import { t as exitCodes } from "./exit-codes.js";
const { dirname, join } = process.getBuiltinModule("node:path");

// src/journal/secrets/remembering.ts
/** Remembers what any command of this process had masked. */
function rememberingGuard(guard) {
	const all = /* @__PURE__ */ new Set();
	let known;
	return (masked) => {
		const before = all.size;
		for (const value of masked) all.add(value);
		if (all.size > before) known = void 0;
		return known ??= guard([...all]);
	};
}
/** A guard that knows at each look what is remembered by then. */
function latestGuard(guarding) {
	return {
		get isEmpty() {
			return guarding([]).isEmpty;
		},
		holds: (text) => guarding([]).holds(text),
		redact: (text) => guarding([]).redact(text),
		scanner: () => guarding([]).scanner()
	};
}

// src/automation/run/drive.ts
/** Works on a run in this process until it ends or has nothing to do, wherever that is: in a job or at a terminal. */
/** Throws as `openRunLane` and `runAutomation` do where the run cannot be worked on; its lane is free then, too. */
async function driveRun(world, drive) {
	const { definition, lane: options, card, begin } = drive;
	const { clock, files } = world;
	const since = clock.monotonic();
	await files.makeFolder(dirname(options.folder));
	const lane = await openRunLane(world, options);
	const before = lane.journal.state;
	let outcome;
	try {
		if (card) await fileRun(world, options.folder, card);
		const { around, ...work } = await begin(lane);
		outcome = await runAutomation(world, {
			...work,
			automation: definition.automation(options.identity.key, surroundingsIn(world, around)),
			retryPolicies: definition.retryPolicies,
			guard: latestGuard(around.guard),
			lane,
			folder: options.folder
		});
	} catch (error) {
		await setFree(lane, drive).catch(() => {});
		throw error;
	}
	const closed = await setFree(lane, drive);
	const { state } = lane.journal;
	const hadEnded = before.run.ended !== void 0 && state.run.ended === before.run.ended;
	return {
		outcome,
		state,
		hadEnded,
		closed,
		took: clock.monotonic() - since
	};
}
/** What the disk refuses now changes nothing about the outcome: the run's own folder has it. */
async function setFree(lane, { onClosed }) {
	let closed;
	try {
		closed = await lane.close();
	} catch (error) {
		if (!isDiskError(error)) throw error;
		closed = {
			kind: "unavailable",
			reason: error.message
		};
	} finally {
		onClosed?.(closed);
	}
	return closed;
}

// src/automation/run/key.ts
const longestKey = 200;
/** Throws a {@link UserError} where the key, given or made from the inputs, cannot name a run. */
function requireKey(key, guard) {
	if (guard.holds(key)) throw new UserError("the run's key holds a secret, and would be kept in the journal: name the run after something else");
	if (key.length > longestKey || /\p{Cc}/u.test(key)) throw new UserError(`the run's key ${JSON.stringify(key.slice(0, 60))} is no name: write at most ${longestKey} characters on one line`);
}

// src/journal/secrets/values.ts
/**
* What counts as secret. An action cannot ask the runner what it masks, so this says it; docs/secrets.md has the
* same as a table for users.
*/
/** Shorter values (in characters) turn up in any text by chance; only the author or the step can vouch for them. */
const shortest = 6;
/** Even vouched for, a value below this cannot be told from ordinary text. */
const shortestVouched = 4;
/** Names whose value is secret. Matched in capitals with `-` and `.` as `_`. */
const secretName = new RegExp([
	"TOKENS?$",
	"(^|_)SECRETS?(_|$)",
	"CLIENTSECRET$",
	"PASSWORD",
	"PASSWD",
	"PASSPHRASE",
	"(^|_)(PASS|PWD)$",
	"CREDENTIAL",
	"(^|_)(PAT|JWT|COOKIE|SAS|BEARER)$",
	"WEBHOOK(_UR[LI])?$",
	"AUTHORIZATION$",
	"AUTH_CONFIG$",
	"(API|PRIVATE|ACCESS|SECRET)_?KEY$",
	"(^|_)(APP|SIGNING|SIGN|ENCRYPTION|ENCRYPT|DEPLOY|SSH|GPG|PGP|AGE|MASTER|ACCOUNT|AUTH|SERVICE|SHARED|HMAC|LICENSE|STORAGE|HOST)_?KEY$"
].join("|"));
/** Names that often hold a secret and as often something harmless; the value decides. */
const doubtfulName = /_(KEY|AUTH)$/;
/** Names that only speak about a secret, and folders and keys that are none. */
const harmlessName = /(_(FILE|PATH|DIR|NAME|ID|IDS|ARN|REGION|VERSION|TYPE|LENGTH|TTL|EXPIRY|EXPIRES|EXPIRES_(IN|AT)|ENABLED|POLICY|COUNT|HELPER)|PUBLIC_?KEY|CACHE_?KEY)$|^(PWD|OLDPWD|INPUT_KEY)$/;
/** Published defaults and plain words: known to everyone, and in every other text. */
const harmlessValue = /^(true|false|null|none|undefined|enabled|disabled|default|required|optional|password|passw0rd|secret|changeme|change-me|example|postgres|mysql|mariadb|mongodb|rabbitmq|guest|administrator|\*+|-?[\d.,]{1,11})$/i;
/** A path where a secret could be: what it points to may be secret, where it is is not. */
const path = /^(~\/|\.{1,2}\/|\/(home|root|tmp|var|etc|opt|usr|mnt|run|Users|github|__w|private)\/|[A-Za-z]:[\\/])\S*$/;
/** Values that show by their shape what they are, whatever the name. */
const telling = [
	/-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----[\s\S]+?-----END [A-Z ]*-----/g,
	/\b(?:gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|npm_\w{30,}|[rs]k_live_\w{16,})/g,
	/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g
];
/** The secret part (first group) of addresses and connection strings. */
const embedded = [
	/[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/gi,
	/https?:\/\/([^\s/?#:@]{16,})@/gi,
	/[?&](?:sig|signature|token|access_token|api_?key|key|secret|password|pwd)=([^&\s#]+)/gi,
	/(?:^|[;\s])(?:password|pwd|AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecret|client_?secret)\s*=\s*["']?([^;"'\s]+)/gi
];
/** Finds nothing that those do not, and clears nearly all values at a tenth of their cost. */
const perhaps = new RegExp([...telling, ...embedded].map(({ source }) => source).join("|"), "i");
/** The values that must not be kept or shown, without duplicates. */
function secretValues(environment, { tokens, masked, listed }) {
	const vouched = [
		...tokens,
		...masked,
		...listed.map((name) => environment[name] ?? "")
	];
	const found = Object.entries(environment).flatMap(([name, value]) => secretsIn(name, value ?? ""));
	return [.../* @__PURE__ */ new Set([...vouched.filter((value) => value.trim().length >= shortestVouched && !/^\**$/.test(value)), ...found.filter((value) => value.trim().length >= shortest && !harmlessValue.test(value.trim()))])];
}
function secretsIn(name, value) {
	if (value.length < shortest) return [];
	const found = perhaps.test(value) ? secretsWithin(value) : [];
	return isSecret(name, value) ? [
		value,
		...secretsInJson(value),
		...found
	] : found;
}
function secretsWithin(value) {
	return [...telling.flatMap((pattern) => Array.from(value.matchAll(pattern), ([whole]) => whole)), ...embedded.flatMap((pattern) => Array.from(value.matchAll(pattern), ([, part = ""]) => part)).flatMap(decoded)];
}
function isSecret(name, value) {
	const canonical = name.toUpperCase().replaceAll(/[-.]/g, "_");
	if (harmlessName.test(canonical) || path.test(value)) return false;
	return secretName.test(canonical) || doubtfulName.test(canonical) && looksRandom(value);
}
/** One unbroken run of 20 or more characters in which letters and digits mix, as keys have and names have not. */
function looksRandom(value) {
	return (value.match(/[\w+/=]{20,}/g) ?? []).some((run) => /\d/.test(run) && /[a-z]/i.test(run));
}
function decoded(part) {
	try {
		return [part, decodeURIComponent(part)];
	} catch {
		return [part];
	}
}
/** A service account's file, a Docker configuration: the secrets among its members, unescaped. */
function secretsInJson(value) {
	if (!/^\s*[[{]/.test(value)) return [];
	const found = [];
	try {
		JSON.parse(value, (name, member) => {
			if (typeof member === "string" && (name === "auth" || isSecret(name, member))) found.push(member);
			return member;
		});
	} catch {}
	return found;
}

// src/report/progress/tally.ts
/** What is known of a run while it goes on, from what an onlooker is told. */
/**
* Takes in progress event by event. `stepsBelow` tells how many recorded steps stand below a context: where it is
* replayed as a whole, its steps are not come to.
*/
function newTally(clock, stepsBelow) {
	const counts = {
		done: 0,
		replayed: 0,
		failed: 0
	};
	const atWork = /* @__PURE__ */ new Map();
	const waiting = /* @__PURE__ */ new Map();
	const batches = /* @__PURE__ */ new Map();
	/** Operations that wait for a callback. */
	const asking = /* @__PURE__ */ new Set();
	let deadLetters = 0;
	function ended(path, kind, end) {
		atWork.delete(path);
		waiting.delete(path);
		const isKnown = knownAs(path) === path || end === "failed";
		if (kind === "step") counts[end] += isKnown ? 1 : 0;
		else if (end === "replayed") counts.replayed += stepsBelow(path);
		if (kind === "item" || kind === "branch") {
			const batch = batchAt(contextOf(path));
			batch[end] += 1;
			batch.of = kind;
		}
		const whole = batches.get(path);
		if (whole) whole.isOver = true;
	}
	/** What is read as a stream has no number of items beforehand. */
	function batchAt(path) {
		const batch = batches.get(path) ?? {
			path,
			of: "item",
			count: void 0,
			done: 0,
			replayed: 0,
			failed: 0,
			isOver: false
		};
		batches.set(path, batch);
		return batch;
	}
	function knownAs(path) {
		const context = contextOf(path);
		return asking.has(context) && /\/(?:callback|submit)$/.test(path) ? context : path;
	}
	return {
		counts,
		atWork,
		waiting,
		batches,
		get deadLetters() {
			return deadLetters;
		},
		knownAs,
		take(progress) {
			const { path } = progress;
			if ((progress.type === "waiting" || progress.type === "replayed") && progress.kind === "callback" && path.endsWith("/callback")) asking.add(contextOf(path));
			switch (progress.type) {
				case "started":
					waiting.delete(path);
					if (progress.kind === "step" || progress.kind === "condition" || progress.kind === "compensation") atWork.set(path, {
						path,
						kind: progress.kind,
						since: clock.monotonic(),
						line: "",
						failures: 0
					});
					break;
				case "attempt-failed": {
					const { failure, next, attempt } = progress;
					const before = atWork.get(path) ?? {
						path,
						kind: "step",
						since: clock.monotonic(),
						line: ""
					};
					atWork.set(path, {
						...before,
						failures: attempt,
						failure,
						next
					});
					break;
				}
				case "waiting": {
					const retrying = atWork.get(path);
					if (retrying) retrying.next = progress.until;
					else waiting.set(path, progress);
					break;
				}
				case "items":
					batchAt(path).count = progress.count;
					break;
				case "done":
				case "failed":
				case "replayed":
					ended(path, progress.kind, progress.type);
					break;
				case "dead-letter": deadLetters += 1;
			}
		},
		print(path, line) {
			const working = atWork.get(path);
			if (working) working.line = line;
		}
	};
}

// src/cli/progress/json-reporter.ts
function jsonReporter({ clock, output }, tally) {
	const startedAt = /* @__PURE__ */ new Map();
	const write = (value) => output.write(`${JSON.stringify(value)}\n`);
	/** Milliseconds since it started, where that was seen. */
	function timeOf(path) {
		const start = startedAt.get(path);
		startedAt.delete(path);
		return start === void 0 ? {} : { ms: Math.round(clock.monotonic() - start) };
	}
	function observe(progress) {
		const { path } = progress;
		const attempts = tally.atWork.get(path)?.failures;
		tally.take(progress);
		switch (progress.type) {
			case "started":
				startedAt.set(path, clock.monotonic());
				return;
			case "replayed": return write({
				type: progress.kind,
				path,
				outcome: "replayed"
			});
			case "done": {
				const { kind, duration } = progress;
				const own = progress.attempts === void 0 ? {} : { attempts: progress.attempts };
				const time = timeOf(path);
				const ms = duration === void 0 ? time : { ms: Math.round(duration) };
				return write({
					type: kind,
					path,
					outcome: "done",
					...own,
					...ms
				});
			}
			case "attempt-failed": {
				const { attempt, failure, next } = progress;
				if (next === void 0) return void 0;
				return write({
					type: "step",
					path,
					outcome: "retrying",
					attempts: attempt,
					next: timestamp(next),
					failure
				});
			}
			case "failed": {
				const { kind, failure } = progress;
				return write({
					type: kind,
					path,
					outcome: "failed",
					...attempts && { attempts },
					...timeOf(path),
					failure
				});
			}
			case "waiting": {
				const { kind, until } = progress;
				if (kind === "step") return;
				return write({
					type: kind,
					path,
					outcome: "waiting",
					...until !== void 0 && { until: timestamp(until) }
				});
			}
			case "items": return write({
				type: "items",
				path,
				count: progress.count
			});
			case "dead-letter": return write({
				type: "dead-letter",
				path,
				failure: progress.failure
			});
			case "log": {
				const { level, message, details } = progress;
				return write({
					type: "log",
					path,
					level,
					message,
					...details && { details }
				});
			}
		}
	}
	return {
		observe,
		output: (path, line) => output.writeError(`${readable(path)} | ${neutralise(line)}\n`),
		note: (text) => output.writeError(`holdfast: ${text}\n`),
		close: () => {},
		end: (summary) => write(summaryObject(summary))
	};
}
/** The last line. */
function summaryObject({ key, automation, outcome, counts, view }) {
	return {
		type: "run",
		status: outcome.status,
		key,
		automation,
		...outcome.status === "completed" && { outputs: outcome.output ?? null },
		..."failure" in outcome && {
			failure: outcome.failure,
			causes: outcome.causes
		},
		...outcome.status === "suspended" && { waiting: outcome.waiting },
		deadLetters: view.deadLetters.map(deadLetterObject),
		nextWake: outcome.status === "suspended" && outcome.until !== void 0 ? timestamp(outcome.until) : null,
		counts
	};
}
function timestamp(at) {
	return new Date(at).toISOString();
}

// src/cli/show/end-text.ts
/** What a person is told at the end of a run: what came of it, and how to go on. */
/** `now` is in milliseconds since the epoch. */
function endText(summary, now, paint) {
	const { key, outcome, view } = summary;
	const shown = {
		key,
		now,
		all: false
	};
	return [
		"",
		headline(summary, paint),
		...details(summary),
		...waitLines(view.waits, shown),
		...deadLetterLines(view.deadLetters, shown),
		...wayOnLines(outcome, key)
	];
}
function headline({ key, outcome, counts, took, hadEnded }, paint) {
	const name = paint("strong", neutraliseLine(key));
	if (hadEnded) return `${name} was ${outcome.status} before: nothing was run.`;
	const figures = [
		`${counts.done} done`,
		...counts.replayed > 0 ? [`${counts.replayed} replayed`] : [],
		...counts.failed > 0 ? [`${counts.failed} failed`] : []
	].join(", ");
	return `${paint(toneOf(outcome.status), outcome.status)}  ${name}  in ${formatDuration(took)}: ${figures}`;
}
function toneOf(status) {
	if (status === "completed") return "good";
	return status === "failed" ? "bad" : "warn";
}
function details({ outcome }) {
	switch (outcome.status) {
		case "completed": return outputLines(outcome.output);
		case "failed":
		case "paused": return [`  ${failureText(outcome.failure)}`, ...outcome.causes.map((path) => `  ${outcome.status} at: ${readable(path)}`)];
		case "suspended":
		case "cancelled":
		case "interrupted": return [];
	}
}
const shownValue = 2e3;
function outputLines(output) {
	if (output === void 0 || output === null) return [];
	if (typeof output !== "object" || Array.isArray(output)) return [`  output: ${valueText(output)}`];
	const entries = Object.entries(output);
	const width = Math.min(24, Math.max(0, ...entries.map(([name]) => name.length)));
	return entries.map(([name, value]) => `  ${neutraliseLine(name).padEnd(width)}  ${valueText(value)}`);
}
/** A value on a line; text of several lines is set in below its name. */
function valueText(value) {
	const text = neutralise(typeof value === "string" ? value : JSON.stringify(value) ?? "");
	return (text.length > shownValue ? `${text.slice(0, shownValue)}… (${text.length} characters)` : text).trimEnd().replaceAll("\n", "\n    ");
}

// src/report/progress/digest.ts
/** Chooses what is worth a line of its own, so that neither a hundred thousand items nor a long outage floods a log. */
/** A map of more items is told of as a whole. */
const mostItems = 20;
/** Failures of such a map's items that are told one by one. */
const mostFailures = 20;
/** Of its items; what is between is told every so often. */
const share = .1;
/** Milliseconds. */
const often = 1e4;
function newDigest(clock, tally) {
	const large = /* @__PURE__ */ new Map();
	/** Contexts in which a failure was told: their own says the same again. */
	const toldBelow = /* @__PURE__ */ new Set();
	/** The large map that something is an item of, or below one. */
	function mapOf(path) {
		for (let at = contextOf(path); at !== ""; at = contextOf(at)) if (large.has(at)) return at;
	}
	/** A list is known to be large before its first item, a stream after so many. */
	function notice(path) {
		const batch = tally.batches.get(path);
		if (!batch || large.has(path) || (batch.count ?? endedOf(batch)) <= mostItems) return;
		large.set(path, {
			failures: 0,
			items: endedOf(batch),
			at: clock.monotonic()
		});
	}
	function ofItem(progress, map, told) {
		if (progress.type === "failed" || progress.type === "dead-letter") {
			if (isToldBelow(progress)) return [];
			told.failures += 1;
			if (told.failures <= mostFailures) return own(progress);
			if (told.failures > 21) return [];
			return [{
				outcome: "failed",
				path: map,
				text: "more items failed; the others are counted and not told"
			}];
		}
		if (progress.type === "log") return own(progress);
		const batch = tally.batches.get(map);
		return batch && isDue(batch, told) ? [{
			outcome: "progress",
			path: map,
			text: progressText(batch)
		}] : [];
	}
	function isDue(batch, told) {
		const items = endedOf(batch);
		const isShare = batch.count !== void 0 && items - told.items >= batch.count * share;
		if (items === told.items || items === batch.count) return false;
		if (!isShare && clock.monotonic() - told.at < often) return false;
		Object.assign(told, {
			items,
			at: clock.monotonic()
		});
		return true;
	}
	function isToldBelow({ type, path, ...progress }) {
		if (type === "failed" || type === "dead-letter") return toldBelow.has(path);
		if (type !== "done" && type !== "replayed") return false;
		if (tally.knownAs(path) !== path) return true;
		return type === "done" && "kind" in progress && (progress.kind === "item" || progress.kind === "branch");
	}
	function tellsOfFailure({ path, kind }) {
		if (kind !== "step") toldBelow.add(path);
		for (let at = contextOf(path); at !== ""; at = contextOf(at)) toldBelow.add(at);
	}
	function own(progress) {
		if (progress.type === "failed") tellsOfFailure(progress);
		const message = messageOf(progress, clock.now());
		if (!message) return [];
		const path = tally.knownAs(message.path);
		const batch = progress.type === "done" ? tally.batches.get(progress.path) : void 0;
		return [{
			...message,
			path,
			...batch && { text: progressText(batch) }
		}];
	}
	return {
		messages(progress) {
			notice(progress.type === "items" ? progress.path : contextOf(progress.path));
			const map = mapOf(progress.path);
			const told = map === void 0 ? void 0 : large.get(map);
			if (map !== void 0 && told) return ofItem(progress, map, told);
			return isToldBelow(progress) ? [] : own(progress);
		},
		isQuiet: (path) => mapOf(path) !== void 0
	};
}
const plurals = {
	item: "items",
	branch: "branches"
};
/** `53 of 120 items: 40 done, 11 replayed, 2 failed`. */
function progressText({ of: what, count, done, replayed, failed }) {
	const ended = done + replayed + failed;
	const parts = [
		...done > 0 ? [`${done} done`] : [],
		...replayed > 0 ? [`${replayed} replayed`] : [],
		...failed > 0 ? [`${failed} failed`] : []
	];
	const all = count ?? ended;
	const items = `${all} ${all === 1 ? what : plurals[what]}`;
	const of = all === ended ? items : `${ended} of ${items}`;
	return parts.length > 0 ? `${of}: ${parts.join(", ")}` : of;
}
function endedOf({ done, replayed, failed }) {
	return done + replayed + failed;
}
/** Where a message is about, as people read it; the run as a whole has no name. */
function placeOf({ path }) {
	return path === "" ? "" : readable(path);
}

// src/cli/progress/live-area.ts
/** The lines at the foot of a terminal: what is at work, what waits, and how far the run is. */
const frames = [
	"⠋",
	"⠙",
	"⠹",
	"⠸",
	"⠼",
	"⠴",
	"⠦",
	"⠧",
	"⠇",
	"⠏"
];
/** Milliseconds a frame of what turns. */
const frameTime = 100;
/** Columns; a narrower terminal breaks the lines. */
const narrowest = 20;
/** Steps and waits that have a line each. */
const mostLines = 8;
function liveArea(tally, moment, space, paint) {
	const width = Math.max(narrowest, space.columns) - 1;
	const batches = [...tally.batches.values()].filter(({ isOver }) => !isOver);
	const most = Math.max(1, Math.min(mostLines, space.rows - 3 - batches.length));
	const spin = frames[Math.floor(moment.monotonic / 100) % frames.length];
	const busy = [...tally.atWork.values()];
	const waiting = [...tally.waiting.values()];
	const retrying = busy.filter((each) => isRetrying(each, moment.now));
	const lines = [
		...busy.filter((each) => !isRetrying(each, moment.now)).map((each) => workLine(each, moment, spin, width, paint)),
		...retrying.map((each) => retryLine(each, moment, width, paint)),
		...waiting.map((each) => waitLine(each, moment, width, paint))
	];
	const left = lines.length - most;
	return [
		...batches.map((batch) => batchLine(batch, spin, width, paint)),
		...lines.slice(0, left > 0 ? most - 1 : most),
		...left > 0 ? [paint("faint", fit(`  … and ${left + 1} more`, width))] : [],
		paint("faint", fit(footer(tally, moment, retrying.length), width))
	];
}
function isRetrying({ next }, now) {
	return next !== void 0 && next > now;
}
function workLine({ path, since, line, failures }, moment, spin, width, paint) {
	const elapsed = formatDuration(moment.monotonic - since);
	const attempt = failures > 0 ? ` attempt ${failures + 1}` : "";
	return row(paint("busy", spin), readable(path), `${elapsed}${attempt}`, line, width, paint);
}
function retryLine({ path, next = 0, failures, failure }, { now }, width, paint) {
	const left = formatDuration(Math.ceil((next - now) / 1e3) * 1e3);
	const why = failure ? failureText(failure) : "";
	return row(paint("warn", "↻"), readable(path), failures > 0 ? `attempt ${failures + 1} in ${left}` : `in ${left}`, why, width, paint);
}
function waitLine({ path, kind, until }, { now }, width, paint) {
	return row(paint("warn", "⏸"), readable(path), waitText(kind, until, now), "", width, paint);
}
/** The name gets what room it needs, up to half of the line; a detail what is left. */
function row(sign, name, state, detail, width, paint) {
	const room = width - 4;
	const fitted = fit(name, Math.max(8, Math.min(widthOf(name), Math.floor(room / 2))));
	const after = fit(state, Math.max(0, room - widthOf(fitted) - 2));
	const left = room - widthOf(fitted) - widthOf(after) - 4;
	return `  ${sign} ${fitted}  ${after}${detail !== "" && left > 8 ? `  ${paint("faint", fit(detail, left))}` : ""}`;
}
function batchLine({ path, count, done, replayed, failed }, spin, width, paint) {
	const ended = done + replayed + failed;
	const figures = [
		count === void 0 ? String(ended) : `${ended}/${count}`,
		...replayed > 0 ? [`${replayed} replayed`] : [],
		...failed > 0 ? [`${failed} failed`] : []
	].join("  ");
	const name = column(readable(path), Math.min(24, Math.max(8, Math.min(widthOf(readable(path)), Math.floor(width / 3)))));
	const barWidth = Math.min(30, width - widthOf(name) - widthOf(figures) - 8);
	const bar = count !== void 0 && barWidth >= 5 ? `${barOf({
		done,
		replayed,
		failed,
		count
	}, barWidth, paint)}  ` : "";
	const room = width - 4 - widthOf(name) - 2 - (bar === "" ? 0 : barWidth + 2);
	return `  ${paint("busy", spin)} ${name}  ${bar}${fit(figures, room)}`;
}
function barOf({ done, replayed, failed, count }, width, paint) {
	const cells = (number) => count === 0 ? width : Math.floor(number / count * width);
	const good = cells(done + replayed);
	const bad = failed > 0 ? Math.max(1, cells(done + replayed + failed) - good) : 0;
	const full = Math.min(good, width - bad);
	const empty = width - full - bad;
	return paint("good", "█".repeat(full)) + paint("bad", "█".repeat(bad)) + paint("faint", "░".repeat(empty));
}
function footer({ counts, deadLetters, atWork }, { monotonic, since }, retrying) {
	return `  ${[
		formatDuration(monotonic - since),
		`${counts.done} done`,
		...counts.replayed > 0 ? [`${counts.replayed} replayed`] : [],
		...counts.failed > 0 ? [`${counts.failed} failed`] : [],
		...retrying > 0 ? [`${retrying} retrying`] : [],
		...deadLetters > 0 ? [`${deadLetters} dead ${deadLetters === 1 ? "letter" : "letters"}`] : [],
		...atWork.size - retrying > 0 ? [`${atWork.size - retrying} running`] : []
	].join(" · ")}`;
}

// src/report/progress/printed-lines.ts
/** What commands print, bounded: the beginning at once, the end where it matters. */
const kept = 20;
/** The first `shown` lines of each step are shown, and the last ones kept. */
function printedLines(shown) {
	const steps = /* @__PURE__ */ new Map();
	return {
		take(path, line, isQuiet = false) {
			const step = steps.get(path) ?? {
				shown: 0,
				skipped: 0,
				last: []
			};
			steps.set(path, step);
			if (!isQuiet && step.shown < shown) {
				step.shown += 1;
				return true;
			}
			step.last.push(line);
			if (step.last.length > kept) {
				step.last.shift();
				step.skipped += 1;
			}
			return false;
		},
		rest(path) {
			const { skipped = 0, last = [] } = steps.get(path) ?? {};
			steps.delete(path);
			return {
				skipped,
				lines: last
			};
		}
	};
}
/** What is left of a step that failed, for people. */
function lastLines({ skipped, lines }) {
	return [...skipped > 0 ? [leftOut(skipped)] : [], ...lines.map(neutraliseLine)];
}
/** What stands for lines that are not shown. */
function leftOut(count) {
	return `… ${count} ${count === 1 ? "line is" : "lines are"} left out`;
}

// src/cli/progress/live-reporter.ts
const signs = {
	done: ["✓", "good"],
	replayed: ["↺", "faint"],
	failed: ["✗", "bad"],
	retrying: ["↻", "warn"],
	waiting: ["⏸", "warn"],
	"dead-letter": ["✗", "bad"],
	progress: ["·", "faint"],
	log: ["·", "faint"]
};
const inArea = /* @__PURE__ */ new Set([
	"retrying",
	"waiting",
	"progress"
]);
function liveReporter({ clock, output }, tally, terminal, paint) {
	const digest = newDigest(clock, tally);
	const printed = printedLines(0);
	const screen = newScreen(output, terminal);
	const since = clock.monotonic();
	const stopListening = terminal.onResize(draw);
	let stopTimer = clock.after(100, tick);
	function draw() {
		const moment = {
			now: clock.now(),
			monotonic: clock.monotonic(),
			since
		};
		screen.draw(liveArea(tally, moment, terminal.size(), paint));
	}
	function tick() {
		draw();
		stopTimer = clock.after(100, tick);
	}
	function close() {
		stopTimer();
		stopListening();
		screen.close();
	}
	return {
		observe(progress) {
			tally.take(progress);
			const lines = digest.messages(progress).filter(({ outcome }) => !inArea.has(outcome)).map((message) => liveLine(message, terminal.size().columns - 1, paint));
			if (progress.type === "done" || progress.type === "failed") {
				const rest = printed.rest(progress.path);
				if (progress.type === "failed" && lines.length > 0) lines.push(...lastLines(rest).map((line) => `    ${paint("faint", line)}`));
			}
			if (lines.length > 0) screen.print(lines);
		},
		output(path, line) {
			printed.take(path, line);
			tally.print(path, line);
		},
		note: (text) => screen.print([text]),
		close,
		end(summary) {
			close();
			output.write(endText(summary, clock.now(), paint).map((line) => `${line}\n`).join(""));
		}
	};
}
function liveLine(message, width, paint) {
	const [sign, tone] = signs[message.outcome];
	const place = placeOf(message);
	const said = fit(message.text, Math.max(20, width - place.length - 6));
	const text = message.outcome === "failed" || message.outcome === "log" ? said : paint("faint", said);
	return `  ${paint(tone, sign)} ${[message.outcome === "replayed" ? paint("faint", place) : place, said && text].filter(Boolean).join("  ")}`;
}

// src/cli/progress/plain-reporter.ts
/** For logs: a line for what is worth one, and what commands print behind the name of their step. */
/** Lines of a step that are shown as they come. */
const shown = 200;
const tones = {
	done: "good",
	replayed: "faint",
	failed: "bad",
	retrying: "warn",
	waiting: "warn",
	"dead-letter": "bad",
	progress: "faint",
	log: "faint"
};
function plainReporter({ clock, output }, tally, paint) {
	const digest = newDigest(clock, tally);
	const printed = printedLines(shown);
	const write = (lines) => output.write(lines.map((line) => `${line}\n`).join(""));
	return {
		observe(progress) {
			tally.take(progress);
			const messages = digest.messages(progress);
			const lines = messages.map((message) => plainLine(message, paint));
			const hasFailed = progress.type === "failed" || progress.type === "attempt-failed";
			const isTold = messages.some(({ path }) => path === progress.path);
			if (progress.type === "done" || progress.type === "failed" || hasFailed && isTold) {
				const rest = printed.rest(progress.path);
				if (isTold) lines.unshift(...restLines(rest, hasFailed).map((line) => printedLine(progress.path, line, paint)));
			}
			if (lines.length > 0) write(lines);
		},
		output(path, line) {
			if (printed.take(path, line, digest.isQuiet(path))) write([printedLine(path, line, paint)]);
		},
		note: (text) => write([text]),
		close: () => {},
		end: (summary) => write(endText(summary, clock.now(), paint))
	};
}
function plainLine(message, paint) {
	const place = placeOf(message);
	return `${paint(tones[message.outcome], (message.outcome === "log" || message.outcome === "progress" ? "" : message.outcome).padEnd(11))} ${[place, message.text].filter(Boolean).join("  ")}`.trimEnd();
}
function printedLine(path, line, paint) {
	return `${paint("faint", `${readable(path)} |`)} ${neutraliseLine(line)}`;
}
/** What was held back of a step's lines: all that is left of it where it failed, and else only how much. */
function restLines(rest, hasFailed) {
	const count = rest.skipped + rest.lines.length;
	if (hasFailed) return lastLines(rest);
	return count > 0 ? [leftOut(count)] : [];
}

// src/cli/progress/new-reporter.ts
/** Redrawn on a terminal, line by line anywhere else. */
function newReporter(world, { terminal }, telling, tally) {
	if (telling === "json") return jsonReporter(world, tally);
	const paint = painter(world, terminal);
	return terminal ? liveReporter(world, tally, terminal, paint) : plainReporter(world, tally, paint);
}

// src/cli/progress/steps-below.ts
/** How many steps are recorded as done below a context; counted when it is first asked for. */
function stepsBelowIn({ steps, run }) {
	let counts;
	return (context) => {
		counts ??= count();
		return counts.get(context) ?? 0;
	};
	function count() {
		const found = /* @__PURE__ */ new Map();
		for (const [path, { status }] of steps) {
			if (status !== "done" || run.callbacks.has(`${contextOf(path)}/callback`)) continue;
			for (let at = contextOf(path); at !== ""; at = contextOf(at)) found.set(at, (found.get(at) ?? 0) + 1);
		}
		return found;
	}
}

// src/cli/runs/local-lane.ts
/** How this process opens the one lane that a run has on this machine. */
function localLane(world, { key, repository }) {
	const { environment, processes } = world;
	const identity = {
		repository,
		key,
		lane
	};
	return {
		identity,
		writer: { link: `process ${processes.pid}` },
		attempt: 1,
		folder: folderOfRun(world, identity),
		store: directoryStore(world, stateFolder(environment, processes.platform)),
		isFirst: false,
		isShared: false,
		stateOf: () => Promise.resolve({ kind: "ended" })
	};
}

// src/cli/runs/refusal.ts
/** Why a run cannot be worked on here, as far as a person can mend it. */
/** A {@link UserError} with what to do about it; anything else is a mistake of ours and keeps its stack. */
async function refusalOf(world, error, { key, folder }) {
	if (error instanceof Locked) return new UserError(heldBy(await holderOf(world, folder), key), { cause: error });
	if (error instanceof DefinitionChanged) return new UserError(`${error.what}\n--on-change replay keeps what was recorded, --on-change rerun runs it as it is defined now, and holdfast fork ${word(key)} --from ${word(readable(error.step))} --key NEW makes a new run with what came before it. Or give the step another name, or the run another key.`, { cause: error });
	if (error instanceof AutomationChanged || error instanceof LaneError) return new UserError(error.message, { cause: error });
	if (error instanceof JournalFull) return new UserError(`run "${key}" has recorded all that a run may (${error.message}), and cannot go on. What is recorded is kept: a new run takes what came before a step (holdfast fork ${word(key)} --from STEP --key NEW), and less in one run is less to record`, { cause: error });
	if (error instanceof Refused) return new UserError(`run "${key}" cannot go on with what is recorded in ${folder}: ${error.message}. Where a file there was damaged, remove that folder, and \`holdfast run\` goes on from its newest checkpoint`, { cause: error });
	if (!isDiskError(error)) return error;
	return new UserError(`run "${key}" cannot be recorded in ${folder}: ${error.message}. Nothing recorded is lost: mend that, then holdfast resume ${word(key)}`, { cause: error });
}
function heldBy(pid, key) {
	return `${pid === void 0 ? "another process" : `process ${pid}`} is at work on run "${key}": wait until it has ended (holdfast status ${word(key)}), or stop it (holdfast cancel ${word(key)}, or Ctrl-C there)`;
}

// src/cli/runs/stop-requests.ts
/**
* Hears Ctrl-C: the first lets running steps end, the second ends them, and the third ends this process as it is. The run
* can go on later each time. SIGTERM comes from those who soon kill, so it does not wait for steps.
*/
function whenAskedToStop({ processes }, reporter) {
	const draining = new AbortController();
	const ending = new AbortController();
	const dispose = processes.onStopRequest((signal) => {
		if (ending.signal.aborted) {
			reporter.close();
			return processes.exit(signal === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted);
		}
		if (signal === "SIGTERM" || draining.signal.aborted) {
			reporter.note("Ending what runs.");
			return ending.abort(/* @__PURE__ */ new Error("asked to stop"));
		}
		reporter.note("Stopping when the running steps have ended; Ctrl-C again ends them.");
		draining.abort();
	});
	return {
		draining: draining.signal,
		signal: ending.signal,
		dispose
	};
}

// src/cli/runs/drive.ts
/** Drives a run from the command line, and tells of it. */
/** Throws a {@link UserError} where another process works on the run, or it cannot go on as it is. */
async function driveHere(world, invocation, drive) {
	const { environment, files, output } = world;
	const { card, definition, greeting, prepare, telling, work } = drive;
	const { key, automation, workspace } = card;
	const guard = rememberingGuard((masked) => lateGuard(() => secretValues(environment, {
		tokens: [],
		masked,
		listed: []
	})));
	requireKey(key, guard([]));
	const lane = localLane(world, card);
	const { folder } = lane;
	const scratch = join(folder, "scratch");
	let stepsBelow;
	const tally = newTally(world.clock, (context) => stepsBelow?.(context) ?? 0);
	const reporter = newReporter(world, invocation, telling, tally);
	const { observe, note, output: print } = reporter;
	const stop = whenAskedToStop(world, reporter);
	const around = {
		workspace,
		temporaryFolder: scratch,
		guard,
		outputAt: (path) => printedAt(output, path, print)
	};
	try {
		const { outcome, state, hadEnded, closed, took } = await driveRun(world, {
			definition,
			lane,
			card,
			async begin(opened) {
				const { state: before } = opened.journal;
				stepsBelow = stepsBelowIn(before);
				const prepared = await prepare(opened);
				if (before.run.status !== "completed" || Array.isArray(prepared.reopen)) note(greeting);
				for (const fault of definition.warnings) note(`warning: ${describeFault(fault)}`);
				const { draining, signal } = stop;
				return {
					...work,
					...prepared,
					around,
					observe,
					draining,
					signal
				};
			}
		});
		const summary = {
			key,
			automation,
			outcome,
			view: viewOf(state, { isAtWork: false }),
			counts: tally.counts,
			took,
			hadEnded
		};
		reporter.close();
		reporter.end(summary);
		await files.remove(scratch).catch(() => {});
		if (closed.kind !== "saved") output.writeError(`holdfast: warning: run "${key}" is recorded in ${folder}, but there is no second copy: ${closed.reason}\n`);
		return summary;
	} catch (error) {
		throw await refusalOf(world, error, {
			key,
			folder
		});
	} finally {
		stop.dispose();
		reporter.close();
	}
}

export { driveHere as t };