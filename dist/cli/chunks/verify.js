import { _i as safeParse } from "./zod.js";
import { a as moments, i as Lifeline, n as simulatedLane, o as stillClock, r as emptyDisk, t as simulatedProcess } from "./process.js";
import { _ as undoSuffix, h as contextOf, n as pathOf, t as namesOf } from "./path.js";
import { b as recordedFailure, t as loadDefinition } from "./load.js";
import { t as putInInbox } from "./inbox.js";
import { o as runAutomation, t as nowhere } from "./surroundings.js";
import { t as newScreen } from "./screen.js";
import { t as localRepository } from "./repository.js";
import { t as painter } from "./terminal.js";
import { _ as string, h as record, x as unknown } from "./zod2.js";
import { t as UserError } from "./user-error.js";
import { t as givenInputs } from "./given-inputs.js";
import { n as neutraliseLine } from "./neutralise.js";
import { i as wrap } from "./width.js";
import { t as isProof } from "./verify-verdict2.js";
import { t as table } from "./table.js";
const { resolve } = process.getBuiltinModule("node:path");
const { isDeepStrictEqual } = process.getBuiltinModule("node:util");

// src/durable/verify/fake-results.ts
function fakeResults(given) {
	const patterns = Object.entries(given).map(([pattern, result]) => ({
		matches: matcher(pattern),
		result
	}));
	const unknown = /* @__PURE__ */ new Set();
	const find = (path) => patterns.find(({ matches }) => matches(path));
	return {
		unknown,
		async of(call, otherwise) {
			const found = find(call.path) ?? (call.path.endsWith("/callback") ? find(contextOf(call.path)) : void 0);
			if (!found) {
				if (!isOfNoInterest(call.path)) unknown.add(call.path);
				return otherwise;
			}
			const { result } = found;
			if (typeof result !== "function") return result;
			return await result(call);
		}
	};
}
/** Nobody looks at what is given by a step that undoes another, or by one that hands out a callback. */
function isOfNoInterest(path) {
	return path.endsWith(" (undo)") || path.endsWith("/submit");
}
function matcher(pattern) {
	const segments = pattern.split("/");
	return (path) => {
		const names = path.split("/");
		return names.length === segments.length && segments.every((segment, at) => segment === "*" || segment === names[at]);
	};
}

// src/durable/verify/trial.ts
/** An automation that is run to its end on a simulated machine, one of whose processes may be killed on the way. */
const folder = "/run/lane";
/** What the names of effects of steps begin with; all others are ours. */
const effectOfStep = "the effect of ";
/** A run that needs more goes round in a circle. */
const mostProcesses = 1e3;
/**
* Starts processes until the run has ended: a killed one is followed by another, what waits for a time is gone on with at
* that time, and what waits for an answer gets the one that is declared.
*/
async function runTrial(real, subject, kill) {
	const machine = {
		state: void 0,
		disk: emptyDisk("/run"),
		sink: /* @__PURE__ */ new Map(),
		commands: /* @__PURE__ */ new Set(),
		subject
	};
	const { sink, commands } = machine;
	const effects = [];
	let time = Date.UTC(2026, 0, 1);
	while (effects.length < mostProcesses) {
		const life = new Lifeline(effects.length === kill?.process ? kill : void 0);
		effects.push(life.effects);
		const clock = stillClock(real, time);
		const outcome = await work(machine, life, clock, effects.length).catch(broken);
		const { state } = machine;
		if (life.isDead || !state) continue;
		if (outcome.status !== "suspended") return {
			end: outcome,
			state,
			sink,
			effects,
			commands
		};
		time = await answer(machine, state, outcome.waiting, clock) ? clock.now() : Math.max(clock.now(), outcome.until ?? 0);
	}
	throw new Error(`the run has not ended after ${mostProcesses} processes`);
}
function broken(error) {
	return {
		status: "broken",
		message: recordedFailure(error, void 0).message
	};
}
/** One process, to where it ends by itself. */
async function work(machine, life, clock, pid) {
	const { automation, input, retryPolicies } = machine.subject;
	const world = simulatedProcess(machine.disk, life, pid, clock);
	const lane = await simulatedLane(world, {
		repository: "simulated/machine",
		key: "verify",
		lane: "verify"
	}, folder);
	try {
		const outcome = await runAutomation(world, {
			lane,
			folder,
			automation,
			input,
			suspendAfter: 0,
			fakes: fakesIn$1(machine, life),
			...retryPolicies && { retryPolicies }
		});
		await lane.close();
		return outcome;
	} finally {
		machine.state = lane.journal.state;
	}
}
function fakesIn$1({ sink, commands, subject: { results } }, life) {
	return {
		async step(call) {
			const { path, idempotencyKey, kind } = call;
			if (kind === "command") commands.add(path);
			const keys = sink.get(path) ?? /* @__PURE__ */ new Map();
			sink.set(path, keys);
			const given = await results.of(call, null);
			life.effect(`${effectOfStep}${path}`, () => {
				keys.set(idempotencyKey, (keys.get(idempotencyKey) ?? 0) + 1);
			});
			return given;
		},
		look: (call, state) => results.of(call, state),
		isDone: (path) => (sink.get(path)?.size ?? 0) > 0
	};
}
/** Answers the callbacks that the run waits for; false where it waits for none. */
async function answer({ disk, subject }, { run }, waiting, clock) {
	const asked = waiting.filter((path) => run.callbacks.has(path));
	const world = simulatedProcess(disk, new Lifeline(), 1001, clock);
	for (const path of asked) {
		const given = await answerTo(path, subject.results);
		await putInInbox(world, folder, {
			kind: "answer",
			callback: path,
			answer: given
		});
	}
	return asked.length > 0;
}
async function answerTo(path, results) {
	try {
		return {
			ok: true,
			value: await results.of({
				path,
				attempt: 1,
				idempotencyKey: "",
				kind: "look"
			}, null)
		};
	} catch (error) {
		return {
			ok: false,
			failure: recordedFailure(error, void 0)
		};
	}
}

// src/durable/verify/verdict.ts
/** What the trials of an automation show of each of its steps. */
const severity = [
	"lost",
	"repeated",
	"unknown",
	"once",
	"none"
];
function tallyOf(clean) {
	const patternOf = patternsIn(clean.state);
	const rows = /* @__PURE__ */ new Map();
	for (const path of clean.sink.keys()) row(path).paths.add(path);
	function row(path) {
		const step = patternOf(path);
		const found = rows.get(step) ?? newRow(clean, path);
		rows.set(step, found);
		return found;
	}
	return {
		add({ sink, state, end }) {
			const seen = {
				lost: /* @__PURE__ */ new Set(),
				repeated: /* @__PURE__ */ new Set(),
				unknown: /* @__PURE__ */ new Set()
			};
			for (const path of /* @__PURE__ */ new Set([...clean.sink.keys(), ...sink.keys()])) {
				const times = timesIn(sink, path);
				const usual = timesIn(clean.sink, path);
				const own = row(path);
				own.paths.add(path);
				own.most = Math.max(own.most, times);
				if (times > Math.max(1, usual)) {
					seen.repeated.add(own);
					own.sameKey &&= sink.get(path)?.size === 1;
				}
				if (isInterrupted(state, end, path)) seen.unknown.add(own);
				else if (times < usual && end.status === clean.end.status) seen.lost.add(own);
			}
			for (const each of seen.lost) each.lostAt += 1;
			for (const each of seen.repeated) each.repeatedAt += 1;
			for (const each of seen.unknown) each.unknownAt += 1;
		},
		verdicts() {
			return [...rows].map(([step, { paths, ...rest }]) => {
				return {
					step,
					count: paths.size,
					verdict: verdictOn(rest),
					...rest
				};
			}).toSorted((one, other) => severity.indexOf(one.verdict) - severity.indexOf(other.verdict));
		}
	};
}
function verdictOn({ lostAt, repeatedAt, unknownAt, most }) {
	if (lostAt > 0) return "lost";
	if (repeatedAt > 0) return "repeated";
	if (unknownAt > 0) return "unknown";
	return most > 0 ? "once" : "none";
}
/** Whether a run came to the same end. */
function isSameEnd(one, other) {
	return isDeepStrictEqual(essence(one), essence(other));
}
function essence(end) {
	if (end.status === "completed") return [end.status, JSON.stringify(end.output)];
	return end.status === "failed" ? [
		end.status,
		end.failure.name,
		end.failure.message
	] : [end.status];
}
function newRow({ state, commands, sink }, path) {
	return {
		paths: /* @__PURE__ */ new Set(),
		kind: commands.has(path) ? "command" : "code",
		semantics: state.steps.get(path)?.semantics ?? "at-least-once",
		lostAt: 0,
		repeatedAt: 0,
		unknownAt: 0,
		most: timesIn(sink, path),
		sameKey: true
	};
}
function timesIn(sink, path) {
	return [...sink.get(path)?.values() ?? []].reduce((sum, times) => sum + times, 0);
}
function isInterrupted({ steps }, end, path) {
	return end.status === "paused" && end.causes.includes(path) && steps.get(path)?.status === "started";
}
/** Puts `*` for the keys of items. */
function patternsIn({ run: { contexts } }) {
	const isItem = (path) => contexts.get(path)?.kind === "item";
	return (path) => {
		let at = "";
		return namesOf(path).map((name) => {
			at = pathOf(at, name);
			return isItem(at) ? "*" : name;
		}).join("/");
	};
}

// src/durable/verify/verify-automation.ts
/** Crashes nothing where the automation cannot be run with these fakes at all. */
async function verifyAutomation(clock, options) {
	const { automation, input, fakes = {}, maxPoints = Number.POSITIVE_INFINITY, onProgress, signal } = options;
	const results = fakeResults(fakes);
	const subject = {
		automation,
		input,
		results,
		retryPolicies: options.retryPolicies
	};
	const clean = await runTrial(clock, subject);
	const tally = tallyOf(clean);
	const all = clean.end.status === "broken" ? [] : clean.effects.flatMap((effects, process) => killsOf(effects, process));
	const kills = spread(all, maxPoints);
	const counts = {
		tried: 0,
		same: 0,
		stopped: 0
	};
	const different = [];
	for (const kill of kills) {
		if (signal?.aborted) break;
		const trial = await runTrial(clock, subject, kill);
		tally.add(trial);
		counts.tried += 1;
		if (isSameEnd(trial.end, clean.end)) counts.same += 1;
		else if (isStopped(trial)) counts.stopped += 1;
		else different.push({
			point: nameOf$1(kill, clean),
			end: trial.end
		});
		onProgress?.(counts.tried, kills.length);
	}
	return {
		automation: automation.name,
		end: clean.end,
		steps: tally.verdicts(),
		points: {
			...counts,
			all: all.length,
			different
		},
		unfaked: [...results.unknown]
	};
}
/** Between the end of one effect and the beginning of the next nothing happens, and what has no parts cannot be torn. */
function killsOf(effects, process) {
	return effects.flatMap(({ hasParts }, effect) => moments.filter((moment) => moment === "before" ? effect === 0 : moment === "after" || moment === "torn" && hasParts).map((moment) => ({
		process,
		effect,
		moment
	})));
}
function spread(all, most) {
	if (all.length <= most) return all;
	return Array.from({ length: most }, (_, index) => all[Math.floor(index * all.length / most)]);
}
function isStopped({ end, state }) {
	return end.status === "paused" && end.causes.some((path) => state.steps.get(path)?.status === "started");
}
/** In the words of the effects, with the step whose effect came last. */
function nameOf$1({ process, effect, moment }, { effects }) {
	const own = effects[process] ?? [];
	const name = own[effect]?.name ?? `effect ${effect}`;
	const where = moment === "torn" ? `half-way through ${name}` : `${moment} ${name}`;
	const last = [...effects.slice(0, process).flat(), ...own.slice(0, effect)].findLast((each) => each.name.startsWith(effectOfStep));
	return last === void 0 ? where : `${where}, with ${last.name} before it`;
}

// src/cli/definitions/fakes-file.ts
/** What the steps of an automation would give, from a file: JSON, or code where it takes a function to say. */
const resultsSchema = record(string(), unknown());
/** Throws a {@link UserError} on a file that holds no object of paths and results. */
async function fakesIn({ files, modules }, path) {
	const text = await files.read(path);
	if (!text) throw new UserError(`--fakes ${path} does not exist`);
	const results = safeParse(resultsSchema, path.endsWith(".json") ? parsed(String(text), path) : await imported());
	if (results.success) return results.data;
	throw new UserError(`--fakes ${path}: write an object of steps and what they give, such as { "import/*": { "id": "1" } }`);
	async function imported() {
		try {
			return (await modules.import(path, {
				packages: {},
				onLoad: () => {}
			}))["default"];
		} catch (error) {
			throw new UserError(`--fakes ${path} cannot be loaded: ${String(error)}`, { cause: error });
		}
	}
}
function parsed(text, path) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`--fakes ${path} is no JSON: ${String(error)}`, { cause: error });
	}
}

// src/cli/definitions/verify-text.ts
/** What `holdfast verify` tells a person: the worst first, and what to do about it. */
const tones = {
	lost: "bad",
	repeated: "warn",
	unknown: "warn",
	once: "good",
	none: "faint"
};
/** Of ends that differ, and of steps without a fake: more tell no more. */
const most = 10;
function verifyText(report, paint, width = 120) {
	const { automation, end, points, steps } = report;
	const say = (text, indent) => wrap(text, width, indent);
	const lines = [
		...say(`${paint("strong", neutraliseLine(automation))} was killed at ${points.tried} of ${points.all} points. Without a crash it ends as ${endText(end)}.`),
		...say(`It went on to the same end ${times(points.same)}, stopped for a person ${times(points.stopped)}, and came to another end ${times(points.different.length)}.`),
		...isProof(report) ? [] : ["", ...say(`${paint("bad", "Nothing was proved")}: ${whyNothing(report)}.`)],
		...steps.length === 0 ? [] : ["", ...table([
			"effect",
			"step",
			"semantics",
			""
		], steps.map(cellsOf), width, paint)]
	];
	for (const { point, end: other } of points.different.slice(0, most)) lines.push("", ...say(`${paint("bad", "another end")}  killed ${neutraliseLine(point)}: ends as ${endText(other)}`));
	for (const [advice, of] of Map.groupBy(steps, adviceOn)) if (advice !== void 0) lines.push("", ...say(`${of.map(nameOf).join(", ")}:`), ...say(advice, "  "));
	return `${[...lines, ...fakesLines(report, say)].join("\n")}\n`;
}
function whyNothing({ points, steps }) {
	if (points.tried === 0) return "it was killed nowhere";
	return steps.length === 0 ? "no step of it was come to" : "no step of it had an effect that a crash could harm";
}
/** What has no fake, and how one is given. */
function fakesLines({ unfaked, end }, say) {
	const [first] = unfaked;
	if (first === void 0) return [];
	const names = unfaked.slice(0, most).map(neutraliseLine).join(", ");
	const more = unfaked.length > most ? ` and ${unfaked.length - most} more` : "";
	const example = JSON.stringify({ [neutraliseLine(first)]: { id: "1" } });
	return [
		"",
		...say(`Nothing says what these give, so they gave null: ${names}${more}.${end.status === "completed" ? "" : " What comes after where it ended was not tried."}`),
		...say(`Say so in a file, such as ${example}, and name it with --fakes: a command gives outputs by their names.`)
	];
}
/** What would make a crash do no harm; undefined where it does none. */
function adviceOn({ verdict, semantics, sameKey }) {
	switch (verdict) {
		case "once":
		case "none": return;
		case "lost": return "its effect can be missing from a run that ended well: what is done in it must be done in a step";
		case "unknown": return "after a crash a person has to look; give it `unless`, which tells whether it has happened, to spare them";
		case "repeated":
			if (!sameKey) return "it can happen again under another idempotency key: give its name and its place a fixed order";
			return semantics === "at-least-once" ? "it can happen again: hand its idempotency key to what it calls, give it `unless`, or make it at-most-once" : "it can happen again although it is at-most-once: look at what starts it";
	}
}
function cellsOf(step) {
	return [
		{
			text: step.verdict,
			tone: tones[step.verdict]
		},
		{ text: step.count === 1 ? nameOf(step) : `${nameOf(step)} (${step.count})` },
		{ text: step.semantics },
		{ text: effectText(step) }
	];
}
function nameOf({ step }) {
	return neutraliseLine(namesOf(step).join("/"));
}
function effectText({ verdict, most: often, lostAt, repeatedAt, unknownAt, sameKey }) {
	const parts = [
		lostAt > 0 && `did not happen at ${pointsText(lostAt)}`,
		repeatedAt > 0 && `happened ${often} times at ${pointsText(repeatedAt)}, ${sameKey ? "with the same idempotency key" : "with different keys"}`,
		unknownAt > 0 && `is not known at ${pointsText(unknownAt)}: it stopped`
	].filter((part) => part !== false);
	if (verdict === "none") return "did not happen: what is declared for it fails";
	return parts.join("; ") || "once, wherever it was killed";
}
function pointsText(count) {
	return count === 1 ? "1 point" : `${count} points`;
}
function times(count) {
	return count === 1 ? "once" : `${count} times`;
}
function endText(end) {
	switch (end.status) {
		case "failed":
		case "paused": return `${end.status} (${neutraliseLine(end.failure.message)})`;
		case "broken": return `broken (${neutraliseLine(end.message)})`;
		default: return end.status;
	}
}

// src/cli/definitions/verify.ts
/** `holdfast verify`: chaos testing of an automation, with fakes for what its steps do. */
/** Throws a {@link UserError} where the automation cannot be run with these fakes. */
async function verifyFile(world, invocation, file, options) {
	const { folder: here, terminal } = invocation;
	const { output, processes } = world;
	const fakes = options.fakes === void 0 ? {} : await fakesIn(world, resolve(here, options.fakes));
	const given = await givenInputs(world, options, here);
	const local = await localRepository(world, here, {});
	const definition = await loadDefinition(world, resolve(here, file), local);
	const input = definition.inputOf(given);
	const key = definition.keyOf(input) ?? definition.name;
	const automation = definition.automation(key, nowhere(world, local));
	const screen = terminal && !options.json ? newScreen(output, terminal) : void 0;
	const stopping = new AbortController();
	const stopListening = processes.onStopRequest(() => stopping.abort());
	try {
		const report = await verifyAutomation(world.clock, {
			automation,
			input,
			fakes,
			signal: stopping.signal,
			onProgress: (done, all) => screen?.draw([`  ${done} of ${all} crashes`]),
			...options.maxPoints !== void 0 && { maxPoints: options.maxPoints }
		});
		screen?.close();
		const text = options.json ? `${JSON.stringify({
			type: "verify",
			...report
		})}\n` : verifyText(report, painter(world, terminal), terminal?.size().columns);
		output.write(text);
		return report;
	} finally {
		stopListening();
		screen?.close();
	}
}

export { verifyFile };