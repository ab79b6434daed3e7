import { C as AutomationChanged, N as describeFault, s as DefinitionChanged, w as LaneError } from "./definition.js";
import { d as folderOfRun, f as holderOf, p as lane, s as word, u as writeCard } from "./recorded-run.js";
import { i as secretValues, n as openRunLane, o as runAutomation, r as lateGuard, t as surroundings } from "./surroundings.js";
import { t as UserError } from "./user-error.js";
import { m as contextOf } from "./checkpoint.js";
import { t as directoryStore } from "./directory.js";
import { t as stateFolder } from "./state-folder.js";
import { t as painter } from "./terminal.js";
import { n as neutraliseLine, t as neutralise } from "./neutralise.js";
import { i as readable, n as failureText, o as waitText, r as messageOf, t as answeredBy } from "./message.js";
import { r as endText } from "./end-text.js";
import { t as formatDuration } from "./duration.js";
import { n as fit, r as widthOf, t as column } from "./width.js";
import { t as newScreen } from "./screen.js";
import { r as Locked } from "./repository.js";
import { n as Refused, t as JournalFull } from "./refused.js";
import { t as isDiskError } from "./disk-error.js";
import { r as waitsOf } from "./run-view.js";
import { t as deadLettersOf } from "./run-summary2.js";
import { t as exitCodes } from "./exit-codes.js";
const { join } = process.getBuiltinModule("node:path");

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
	let deadLetters = 0;
	function ended(path, kind, end) {
		atWork.delete(path);
		waiting.delete(path);
		if (kind === "step") counts[end] += 1;
		else if (end === "replayed") counts.replayed += stepsBelow(path);
		if (kind === "item" || kind === "branch") batchAt(contextOf(path))[end] += 1;
		const whole = batches.get(path);
		if (whole) whole.isOver = true;
	}
	/** What is read as a stream has no number of items beforehand. */
	function batchAt(path) {
		const batch = batches.get(path) ?? {
			path,
			count: void 0,
			done: 0,
			replayed: 0,
			failed: 0,
			isOver: false
		};
		batches.set(path, batch);
		return batch;
	}
	return {
		counts,
		atWork,
		waiting,
		batches,
		get deadLetters() {
			return deadLetters;
		},
		take(progress) {
			const { path } = progress;
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
function summaryObject({ key, automation, outcome, counts, deadLetters }) {
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
		deadLetters,
		nextWake: outcome.status === "suspended" && outcome.until !== void 0 ? timestamp(outcome.until) : null,
		counts
	};
}
function timestamp(at) {
	return new Date(at).toISOString();
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
	/** The operation whose failure was last told: that of what it stands in says the same again. */
	let lastFailed = "";
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
	function isToldBelow(progress) {
		if (progress.type === "failed") return lastFailed.startsWith(`${progress.path}/`);
		if (progress.type === "dead-letter") return `${lastFailed}/`.startsWith(`${progress.path}/`);
		return progress.type === "done" && (progress.kind === "item" || progress.kind === "branch");
	}
	function own(progress) {
		if (progress.type === "failed") lastFailed = progress.path;
		const message = messageOf(progress, clock.now());
		if (!message) return [];
		const batch = progress.type === "done" ? tally.batches.get(progress.path) : void 0;
		return [batch ? {
			...message,
			text: progressText(batch)
		} : message];
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
/** `53 of 120 items: 40 done, 11 replayed, 2 failed`. */
function progressText({ count, done, replayed, failed }) {
	const ended = done + replayed + failed;
	const parts = [
		...done > 0 ? [`${done} done`] : [],
		...replayed > 0 ? [`${replayed} replayed`] : [],
		...failed > 0 ? [`${failed} failed`] : []
	];
	const of = count === void 0 || count === ended ? `${ended} items` : `${ended} of ${count} items`;
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
	return row(paint("warn", "⏸"), readable(answeredBy(path)), waitText(kind, until, now), "", width, paint);
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
			if (hasFailed || progress.type === "done") {
				const rest = printed.rest(progress.path);
				if (messages.some(({ path }) => path === progress.path)) lines.unshift(...restLines(rest, progress.path, hasFailed, paint));
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
function restLines({ skipped, lines }, path, failed, paint) {
	const count = skipped + (failed ? 0 : lines.length);
	return [...count > 0 ? [printedLine(path, `… ${count} ${count === 1 ? "line is" : "lines are"} left out`, paint)] : [], ...failed ? lines.map((line) => printedLine(path, line, paint)) : []];
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
			if (progress.type === "failed") lines.push(...restLines(printed.rest(progress.path), progress.path, true, paint));
			else if (progress.type === "done") printed.rest(progress.path);
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

// src/cli/progress/new-reporter.ts
/** Redrawn on a terminal, line by line anywhere else. */
function newReporter(world, { terminal }, telling, tally) {
	if (telling === "json") return jsonReporter(world, tally);
	const paint = painter(world, terminal);
	return terminal ? liveReporter(world, tally, terminal, paint) : plainReporter(world, tally, paint);
}

// src/cli/progress/steps-below.ts
/** How many steps are recorded as done below a context; counted when it is first asked for. */
function stepsBelowIn({ steps }) {
	let counts;
	return (context) => {
		counts ??= count();
		return counts.get(context) ?? 0;
	};
	function count() {
		const found = /* @__PURE__ */ new Map();
		for (const [path, { status }] of steps) {
			if (status !== "done") continue;
			for (let at = contextOf(path); at !== ""; at = contextOf(at)) found.set(at, (found.get(at) ?? 0) + 1);
		}
		return found;
	}
}

// src/cli/runs/open-run.ts
/** The lane of a run, for this process alone. */
/** Throws a {@link UserError} where another process works on the run, or what is recorded cannot be used. */
async function openRun(world, { key, repository }, folder, store) {
	try {
		await world.files.makeFolder(folder);
		return await openRunLane(world, {
			identity: {
				repository,
				key,
				lane
			},
			writer: { link: `process ${world.processes.pid}` },
			attempt: 1,
			folder,
			store,
			isFirst: false,
			isShared: false,
			stateOf: () => Promise.resolve({ kind: "ended" })
		});
	} catch (error) {
		throw error instanceof Locked ? await held(world, key, folder, error) : inWords(error, key, folder);
	}
}
async function held(world, key, folder, cause) {
	const pid = await holderOf(world, folder);
	const who = pid === void 0 ? "another process" : `process ${pid}`;
	return new UserError(`${who} is at work on run "${key}": wait until it has ended (holdfast status ${word(key)}), or stop it (holdfast cancel ${word(key)}, or Ctrl-C there)`, { cause });
}
/** Sets the lane free. Gives the reason where the store could not take what the run's own folder has. */
async function closeRun(opened) {
	try {
		const closed = await opened.close();
		return closed.kind === "saved" ? void 0 : closed.reason;
	} catch (error) {
		if (!isDiskError(error)) throw error;
		return error.message;
	}
}
/** What a person can mend is said in words; anything else is a mistake of ours and keeps its stack. */
function inWords(error, key, folder) {
	if (error instanceof AutomationChanged || error instanceof DefinitionChanged || error instanceof LaneError) return new UserError(error.message, { cause: error });
	if (error instanceof JournalFull) return new UserError(`run "${key}" has recorded all that a run may (${error.message}), and cannot go on. What is recorded is kept: a new run takes what came before a step (holdfast fork ${word(key)} --from STEP --key NEW), and less in one run is less to record`, { cause: error });
	if (error instanceof Refused) return new UserError(`run "${key}" cannot go on with what is recorded in ${folder}: ${error.message}. Where a file there was damaged, remove that folder, and \`holdfast run\` goes on from its newest checkpoint`, { cause: error });
	if (!isDiskError(error)) return error;
	return new UserError(`run "${key}" cannot be recorded in ${folder}: ${error.message}. Nothing recorded is lost: mend that, then holdfast resume ${word(key)}`, { cause: error });
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
/** Works on a run in this process until it ends or has nothing to do, and tells of it. */
/** Of files that last as long as the process, in the run's folder. */
const scratch = "scratch";
/** Throws a {@link UserError} where another process works on the run, or it cannot go on as it is. */
async function drive(world, invocation, driven) {
	const { environment, processes, files, output } = world;
	const { card } = driven;
	const guard = (masked) => lateGuard(() => secretValues(environment, {
		tokens: [],
		masked,
		listed: []
	}));
	if (guard([]).holds(card.key)) throw new UserError("the key holds a secret, and would be kept in the journal: name the run after something else");
	const folder = folderOfRun(world, {
		repository: card.repository,
		key: card.key,
		lane
	});
	const store = directoryStore(world, stateFolder(environment, processes.platform));
	const opened = await openRun(world, card, folder, store);
	let summary;
	try {
		await writeCard(files, folder, card);
		summary = await work(world, invocation, driven, {
			folder,
			guard,
			opened
		});
	} catch (error) {
		await opened.close().catch(() => {});
		throw inWords(error, card.key, folder);
	}
	await files.remove(join(folder, scratch)).catch(() => {});
	const trouble = await closeRun(opened);
	if (trouble !== void 0) output.writeError(`holdfast: warning: run "${card.key}" is recorded in ${folder}, but there is no second copy: ${trouble}\n`);
	return summary;
}
async function work(world, invocation, { card, definition, greeting, prepare, onChange, suspendAfter, telling }, { folder, guard, opened }) {
	const { clock } = world;
	const { journal } = opened;
	const before = journal.state;
	const tally = newTally(clock, stepsBelowIn(before));
	const reporter = newReporter(world, invocation, telling, tally);
	const { output: print, note } = reporter;
	const since = clock.monotonic();
	const stop = whenAskedToStop(world, reporter);
	try {
		const prepared = await prepare(opened);
		if (before.run.status !== "completed" || Array.isArray(prepared.reopen)) note(greeting);
		for (const fault of definition.warnings) note(`warning: ${describeFault(fault)}`);
		const { workspace, key } = card;
		const around = {
			world,
			workspace,
			scratch: join(folder, scratch),
			guard,
			print
		};
		const outcome = await runAutomation(world, {
			...prepared,
			automation: definition.automation(key, surroundings(around)),
			retryPolicies: definition.retryPolicies,
			onChange,
			...suspendAfter !== void 0 && { suspendAfter },
			lane: opened,
			folder,
			guard: guard([]),
			observe: reporter.observe,
			draining: stop.draining,
			signal: stop.signal
		});
		const { state } = journal;
		const summary = {
			key,
			automation: card.automation,
			outcome,
			counts: tally.counts,
			deadLetters: deadLettersOf(state),
			unanswered: waitsOf(state.run).flatMap(({ kind, path }) => kind === "callback" ? [path] : []),
			took: clock.monotonic() - since,
			hadEnded: before.run.ended !== void 0 && state.length === before.length
		};
		reporter.close();
		reporter.end(summary);
		return summary;
	} finally {
		stop.dispose();
		reporter.close();
	}
}

export { drive as t };