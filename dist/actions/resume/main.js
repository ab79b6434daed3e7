import { Gt as wholeNumber, Ht as line, It as vocabulary, Jt as withDefault, Mt as link, Nt as table, Pt as text, Qn as optional, Sn as runUrl, Ut as oneOf, Z as jobFolder, Zn as object, Zt as runAction, bn as requireContext, gr as systemWorld, hr as UserError, kt as code, qt as input } from "../../chunks/action.js";
import { t as indexKinds } from "../../chunks/resume-run-watchdog.js";
import { c as superseded, d as approvalIssues, i as isDue, l as openIndex, n as listExecutions, o as judge, r as rerun, t as standingOf, u as cacheService } from "../../chunks/resume-watchdog.js";
import { r as createOctokit } from "../../chunks/recover-resume-signal-watchdog.js";
import { n as LostAnswer, r as writeOnce, t as unlessRefused } from "../../chunks/notify-recover-resume-watchdog.js";
import { t as decisionOn } from "../../chunks/resume.js";
import { r as listNewest } from "../../chunks/recover-resume-signal.js";
import { c as isNewTo, s as signalsOf } from "../../chunks/resume-signal.js";
import { O as awayText } from "../../chunks/notify-recover.js";
import { a as readRun } from "../../chunks/recover-resume-watchdog.js";
import { n as isDenial, r as statusOf, t as failureOf } from "../../chunks/notify-recover-resume-signal-watchdog.js";
const { posix } = process.getBuiltinModule("node:path");

// src/actions/resume/inputs.ts
/** The inputs of `actions/resume`, as its `action.yml` declares them. */
const schema = object({
	/** Without a default here: an expression in `action.yml` gives it. */
	issue: optional(input(numberOf)),
	"waiting-index": withDefault(oneOf(...indexKinds), "auto"),
	"teams-token": optional(line(4e3)),
	"max-resumed": withDefault(wholeNumber(1, 500), "50"),
	token: optional(vocabulary.token)
});
function numberOf(written) {
	const number = Number(written);
	if (Number.isSafeInteger(number) && number > 0) return number;
	throw new UserError("not the number of an issue; leave it out to look at all that waits");
}

// src/signal/signalled-lanes.ts
/** Artifacts that are looked through, those of forks and expired ones not counted, and pages at most: anybody has a fork. */
const mostLooked = 500;
const mostPages = 20;
/**
* The lanes of those that wait for an event and that a signal came for, as an artifact: of that event, as far as the note of
* the run tells. Needs `actions: read`.
*/
async function signalledLanes(octokit, repository, index, waits) {
	const waiting = waits.filter(({ waitsFor }) => waitsFor.has("event"));
	const oldest = { since: Math.min(...waiting.map(({ since }) => since)) };
	const sent = [];
	for (let page = 1; waiting.length > 0 && sent.length < mostLooked && page <= mostPages; page++) {
		const listed = await listNewest(octokit, repository, page);
		if (listed.kind !== "listed") return listed;
		sent.push(...listed.entries);
		if (listed.isLast || listed.entries.some(({ createdAt }) => !isNewTo(oldest, createdAt))) break;
	}
	const lanes = /* @__PURE__ */ new Set();
	for (const run of waiting) {
		const events = eventsFor(run, sent);
		if (events.length === 0) continue;
		const wanted = (await index.noteOf(run))?.events;
		if (wanted === void 0 || events.some((event) => wanted.includes(event))) lanes.add(run.lane);
	}
	return {
		kind: "known",
		lanes
	};
}
/** Digests of the events that came for a run and that it may not know. */
function eventsFor(run, sent) {
	const beginning = signalsOf(run.key);
	return sent.filter(({ name, createdAt }) => name.startsWith(beginning) && isNewTo(run, createdAt)).map(({ name }) => name.slice(beginning.length));
}

// src/actions/resume/answered.ts
/** Milliseconds after which a run asks anew that nobody is asked for: each time is one of the few that GitHub re-runs it. */
const asksAnewAfter = 864e5;
/**
* Of lanes whose approval is decided or whose signal came, and of those that have to ask anew, their issue being gone.
* Questions of lanes that wait for none are not looked at. `now` is in milliseconds since the epoch.
*/
async function answeredLanes(asking, index, waits, now) {
	const signalled = await signalledLanes(asking.octokit, asking.repository, index, waits);
	const over = new Set(superseded(waits));
	const decided = await decidedLanes(asking, waits.filter((wait) => wait.waitsFor.has("approval") && !over.has(wait)), now);
	return {
		lanes: /* @__PURE__ */ new Set([...signalled.kind === "known" ? signalled.lanes : [], ...decided.lanes]),
		faults: [...signalled.kind === "known" ? [] : [signalled.reason], ...decided.faults]
	};
}
async function decidedLanes(asking, waits, now) {
	const faults = [];
	const listed = waits.length === 0 ? none : await asking.questions.open();
	if (listed.kind !== "listed") return {
		lanes: /* @__PURE__ */ new Set(),
		faults: [listed.reason]
	};
	const asked = new Set(listed.questions.map(({ lane }) => lane));
	const unasked = waits.filter(({ lane, since }) => !asked.has(lane) && since <= now - asksAnewAfter);
	const lanes = new Set(unasked.map(({ lane }) => lane));
	const waiting = Map.groupBy(waits, ({ lane }) => lane);
	for (const question of listed.questions.filter(({ lane }) => waiting.has(lane))) {
		if (!question.mayHaveAnswers) continue;
		const answer = await unlessRefused(`issue #${question.issue} could not be read`, "issues: read", () => answerTo(asking, question));
		if ("reason" in answer) faults.push(answer.reason);
		else if (isNews(answer, waiting.get(question.lane))) lanes.add(question.lane);
	}
	return {
		lanes,
		faults
	};
}
/**
* Whether a question is decided, and not since before its run was put in: what it knew then, it waits on with. Its issue may
* be open still, where it could not be closed.
*/
function isNews({ decision }, ofLane) {
	if (decision.kind === "open") return false;
	const over = new Set(superseded(ofLane));
	return ofLane.some((waiting) => !over.has(waiting) && isNewTo(waiting, decision.at));
}
const none = {
	kind: "listed",
	questions: []
};
/** By the rule that stands in the issue, which tells no more than when it is worth looking. Throws what Octokit throws. */
async function answerTo(asking, question) {
	return {
		question,
		...await decisionOn(asking, question, question.rule)
	};
}
/** Shows under each comment that is an answer whether it counts. */
async function acknowledge(questions, { votes, decision }) {
	const ignored = new Set(decision.ignored.map(({ vote }) => vote).filter(isComment).map(({ id }) => id));
	const comments = votes.filter(isComment).slice(-10);
	for (const vote of comments) await questions.acknowledge(vote, !ignored.has(vote.id));
}
function isComment({ source }) {
	return source === "comment";
}

// src/actions/resume/looked.ts
/** At `now`, in milliseconds since the epoch. Throws a {@link UserError} where the index cannot be listed. */
async function allThatWaits(asking, index, now) {
	const waits = reached(await index.list()).runs;
	return {
		waits,
		answered: await answeredLanes(asking, index, waits, now)
	};
}
/**
* Whoever waits for the approval that is asked for in an issue; shows under its comments which count. Throws a
* {@link UserError} where that cannot be had.
*/
async function askedIn(runner, asking, index, issue) {
	const { questions } = asking;
	const answer = reached(await unlessRefused(`issue #${issue} could not be read`, "issues: read", async () => {
		const question = await questions.get(issue);
		return question === void 0 ? noQuestion : {
			kind: "asked",
			...await answerTo(asking, question)
		};
	}));
	if (answer.kind === "none") {
		runner.info(`Issue #${issue} asks for no approval, or it is decided and closed.`);
		return {
			waits: [],
			answered: {
				lanes: /* @__PURE__ */ new Set(),
				faults: []
			}
		};
	}
	await acknowledge(questions, answer);
	await sayAnswer(runner, answer);
	const { lane } = answer.question;
	const waits = reached(await index.list(lane)).runs;
	return {
		waits,
		answered: {
			lanes: new Set(isNews(answer, waits) ? [lane] : []),
			faults: []
		}
	};
}
async function sayAnswer(runner, { question, decision }) {
	const told = inWords$1(decision);
	const ignored = decision.ignored.map(({ vote, why }) => ({
		by: vote.by,
		why
	}));
	runner.info(`${question.step} of ${question.automation} ${told}.`);
	for (const { by, why } of ignored) runner.info(`An answer of ${by} does not count: ${why}.`);
	const lines = ignored.map(({ by, why }) => `- ${text(`An answer of ${by} does not count: ${why}.`)}\n`);
	await runner.appendSummary(`### ${code(question.step)} ${text(told)}\n${lines.join("")}\n`);
}
function inWords$1(decision) {
	switch (decision.kind) {
		case "open": return `needs ${decision.missing} more to agree`;
		case "approved": return `is approved by ${decision.votes.map(({ by }) => by).join(", ")}`;
		case "rejected": return `is rejected by ${decision.by}`;
	}
}
const noQuestion = { kind: "none" };
function reached(answer) {
	if (isNotReached(answer)) throw new UserError(answer.reason);
	return answer;
}
function isNotReached(answer) {
	return answer.kind === "denied" || answer.kind === "unavailable";
}

// src/actions/resume/table.ts
/** What became of the runs that wait, as a table for people. */
const mostRows = 200;
/** `urlOf` gives where people see a workflow run. */
function decisionTable(decided, { now, urlOf }) {
	const head = [
		"",
		"automation",
		"key",
		"waits for",
		"since",
		"due",
		"what was done"
	].map(text);
	const rows = decided.slice(0, mostRows).map(({ waiting, decision, note }) => [
		signs[decision.kind],
		link(note?.automation ?? `run ${waiting.runId}`, urlOf(waiting.runId)),
		note === void 0 ? "–" : code(note.key),
		text([...waiting.waitsFor].join(", ")),
		text(awayText(waiting.since, now)),
		waiting.until === void 0 ? "–" : text(awayText(waiting.until, now)),
		text(inWords(decision))
	]);
	const more = decided.length - mostRows;
	return table(head, rows) + (more > 0 ? `\n${text(`And ${more} more.`)}\n` : "");
}
const signs = {
	"out-of-reach": "❌",
	left: "⏳",
	resumed: "▶️",
	dispatched: "▶️",
	"gone-on": "✅",
	waits: "⏸️"
};
/** What was decided, for people. */
function inWords(decision) {
	switch (decision.kind) {
		case "resumed": return "resumed";
		case "dispatched": return `resumed by a new run of ${decision.workflow}`;
		case "gone-on": return "had gone on already";
		case "waits": return "waits";
		case "left": return `left for the next sweep: ${decision.why}`;
		case "out-of-reach": return `cannot be resumed: ${decision.why}`;
	}
}

// src/actions/resume/report.ts
/** What a sweep says: outputs, annotations and the table in the summary. */
/** From what people have to do something about to what they need not. */
const order = [
	"out-of-reach",
	"left",
	"dispatched",
	"resumed",
	"gone-on",
	"waits"
];
const rankOf = ({ kind }) => order.indexOf(kind);
/** GitHub shows so many annotations of a kind a step; the summary tells all. */
const mostAnnotations = 9;
/** Notes that are read, at a request each: of more runs the table tells less. */
const mostNotes = 20;
/** The worst first, then who waits for longest. */
async function withNotes(index, decisions) {
	const sorted = [...decisions].sort(([a, one], [b, other]) => rankOf(one) - rankOf(other) || a.since - b.since);
	const decided = [];
	for (const [waiting, decision] of sorted) {
		const isRead = decided.length < mostNotes && decision.kind !== "gone-on" && decision.kind !== "dispatched";
		decided.push({
			waiting,
			decision,
			note: isRead ? await index.noteOf(waiting) : void 0
		});
	}
	return decided;
}
function setOutputs(runner, decided) {
	const count = (kinds) => decided.filter(({ decision }) => kinds.includes(decision.kind)).length;
	runner.setOutput("resumed", String(count(["resumed", "dispatched"])));
	runner.setOutput("waiting", String(count([
		"waits",
		"left",
		"out-of-reach"
	])));
	const decisions = {};
	for (const { waiting, decision } of decided) decisions[waiting.runId] ??= decision.kind;
	runner.setOutput("decisions", JSON.stringify(decisions));
}
/** What cannot be resumed makes the step red, and says what to do. Gives what was told of so: of more a later look tells. */
function sayDecisions(runner, decided) {
	const lost = decided.filter(({ decision }) => decision.kind === "out-of-reach");
	const told = lost.slice(0, mostAnnotations);
	for (const { waiting, decision, note } of told) {
		const title = `${note?.automation ?? "A run"} waits in vain`;
		runner.setFailed(`Run ${waiting.runId} ${inWords(decision)}. ${wayOn(note)} This is said once: nobody looks for the run any more.`, { title });
	}
	const more = lost.length - told.length;
	if (more > 0) runner.setFailed(`${more} more runs cannot be resumed: the next look tells of them.`);
	for (const { waiting, decision } of decided) if (decision.kind !== "waits" && decision.kind !== "out-of-reach") runner.info(`Run ${waiting.runId}, waiting for ${[...waiting.waitsFor].join(", ")}: ${inWords(decision)}.`);
	if (decided.length === 0) runner.info("No run waits.");
	return told.map(({ waiting }) => waiting);
}
function wayOn(note) {
	if (note?.isShared) return `Start its workflow by hand with the key ${note.key}: it goes on where it stopped.`;
	return `Re-run its job by hand where GitHub lets you, or start it anew${note === void 0 ? "" : ": its key was that of its workflow run, with which no other goes on"}.`;
}
async function writeSummary(runner, decided, scene) {
	const resumed = decided.filter(({ decision }) => decision.kind === "resumed" || decision.kind === "dispatched").length;
	const waits = `${decided.length} waiting ${decided.length === 1 ? "run" : "runs"}`;
	const heading = decided.length === 0 ? "No run waits" : `${resumed} of ${waits} resumed`;
	await runner.appendSummary(`### ${text(heading)}\n${decided.length === 0 ? "" : decisionTable(decided, scene)}`);
}

// src/actions/resume/dispatch.ts
/** Starts the workflow of a run anew that GitHub re-runs no more: under the same key it goes on where it stopped. */
/** Dispatches it once, with the inputs `key` and `automation`; undefined where nothing tells what to start, or the key is the run's own. */
async function dispatch({ clock }, { octokit, repository, signal }, note) {
	if (note?.workflow === void 0 || note.ref === void 0 || !note.isShared) return void 0;
	const { actions } = octokit.rest;
	const workflow = posix.basename(note.workflow);
	const of = {
		owner: repository.owner,
		repo: repository.name,
		workflow_id: workflow
	};
	const ref = note.ref.replace(/^refs\/(heads|tags)\//, "");
	let before;
	/** A run that was not there before: that a dispatch brought it about says nothing else. */
	async function find() {
		const { data } = await actions.listWorkflowRuns({
			...of,
			event: "workflow_dispatch",
			per_page: 20
		});
		const ids = data.workflow_runs.map(({ id }) => id);
		if (before !== void 0 && ids.some((id) => !before?.has(id))) return true;
		before ??= new Set(ids);
	}
	async function write() {
		await actions.createWorkflowDispatch({
			...of,
			ref,
			inputs: {
				key: note.key,
				automation: note.file
			}
		});
		return true;
	}
	try {
		await writeOnce(clock, write, find, signal);
		return {
			kind: "dispatched",
			workflow
		};
	} catch (error) {
		const why = failureOf(error, `${workflow} was not started on ${ref}`, "actions: write");
		if (error instanceof LostAnswer) return {
			kind: "left",
			why
		};
		const status = statusOf(error);
		if (status === void 0) throw error;
		if (status === 404 || status === 422) return {
			kind: "refused",
			why
		};
		return {
			kind: isDenial(error) ? "denied" : "left",
			why
		};
	}
}

// src/actions/resume/rerun.ts
/** Has the job of a waiting run run again. */
/**
* Starts the next attempt of a run as `run` has it, of one job or of all, once: of an answer that is lost, or a refusal
* because somebody was faster, the run itself tells.
*/
async function rerunOnce(octokit, repository, run, jobId) {
	try {
		await rerun(octokit, repository, run.id, jobId);
		return { kind: "resumed" };
	} catch (error) {
		if (statusOf(error) === void 0) throw error;
		const why = failureOf(error, "a run was not resumed", "actions: write");
		if (await isOvertaken(octokit, repository, run)) return { kind: "resumed" };
		if (isMissingPermission(error)) return {
			kind: "denied",
			why
		};
		if (!isRefusal(error)) return {
			kind: "left",
			why
		};
		return isBusy(error) ? {
			kind: "left",
			why: "its workflow run is in progress"
		} : {
			kind: "out-of-reach",
			why: `GitHub refuses to re-run it: ${wordsOf(error)}`
		};
	}
}
async function isOvertaken(octokit, repository, { id, attempt }) {
	try {
		return (await readRun(octokit, repository, id)).attempt > attempt;
	} catch (error) {
		if (statusOf(error) === void 0) throw error;
		return false;
	}
}
function isRefusal(error) {
	return isDenial(error) || statusOf(error) === 422 || statusOf(error) === 409;
}
/** GitHub answers 403 both to a token that may not and to a run that cannot. */
function isMissingPermission(error) {
	return isDenial(error) && /not accessible|must have|admin rights/i.test(wordsOf(error)) || statusOf(error) === 401 || statusOf(error) === 404;
}
function isBusy(error) {
	return /already running|in progress/i.test(wordsOf(error));
}
function wordsOf(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/actions/resume/sweep.ts
/** Has each waiting run go on that has something to do. */
/**
* Decides on each of `waits`; those whose lane is `answered` are due. An entry is removed once its job is seen to have started
* again, not when it is asked to: what never starts is asked again. What the token may not do for one run keeps no other from
* going on.
*/
async function sweep(world, sweeping, waits, answered) {
	const { maxResumed } = sweeping;
	const now = world.clock.now();
	const decisions = new Map(waits.map((waiting) => [waiting, { kind: "waits" }]));
	for (const waiting of superseded(waits)) decisions.set(waiting, await forget(sweeping, waiting));
	const ordered = [...decisions].flatMap(([waiting, { kind }]) => kind === "waits" && isDue(waiting, answered, now) ? [waiting] : []).toSorted((a, b) => (a.until ?? a.since) - (b.until ?? b.since));
	let resumed = 0;
	for (const [runId, ofRun] of Map.groupBy(ordered, ({ runId: id }) => id)) {
		if (resumed >= maxResumed) {
			const why = `${maxResumed} runs were resumed: the next sweep goes on`;
			for (const waiting of ofRun) decisions.set(waiting, {
				kind: "left",
				why
			});
			continue;
		}
		const decided = await lookAfter(world, sweeping, runId, ofRun);
		for (const [waiting, decision] of decided) decisions.set(waiting, decision);
		if ([...decided.values()].some(({ kind }) => kind === "resumed" || kind === "dispatched")) resumed++;
	}
	return decisions;
}
/** Decides on waits of one workflow run that are due. */
async function lookAfter(world, sweeping, runId, waits) {
	const { octokit, repository, index } = sweeping;
	const seen = await see(sweeping, runId);
	if (typeof seen === "string") return new Map(waits.map((waiting) => [waiting, {
		kind: "left",
		why: seen
	}]));
	const { run, executions } = seen;
	const judged = judge(await Promise.all(waits.map(standing)), run, executions, world.clock.now());
	const decisions = /* @__PURE__ */ new Map();
	let rerun;
	for (const [waiting, judgement] of judged) switch (judgement.kind) {
		case "leave":
			decisions.set(waiting, {
				kind: "left",
				why: judgement.why
			});
			break;
		case "gone-on":
			decisions.set(waiting, await forget(sweeping, waiting));
			break;
		case "out-of-reach":
			decisions.set(waiting, await startAnew(waiting, judgement.why));
			break;
		case "resume":
			rerun ??= await rerunOnce(octokit, repository, run, judgement.job?.id);
			decisions.set(waiting, await afterRerun(waiting, rerun));
	}
	return decisions;
	async function standing(waiting) {
		if (run === void 0) return {
			waiting,
			standing: { kind: "unknown" }
		};
		const known = standingOf(waiting, run, executions);
		if (known.kind !== "unknown") return {
			waiting,
			standing: known
		};
		return {
			waiting,
			standing: standingOf(waiting, run, executions, await index.noteOf(waiting))
		};
	}
	async function afterRerun(waiting, asked) {
		switch (asked.kind) {
			case "out-of-reach": return startAnew(waiting, asked.why);
			case "denied": return denied(sweeping, asked.why);
			case "left":
			case "resumed": return asked;
		}
	}
	async function startAnew(waiting, why) {
		if (waiting.cachedOn !== void 0) return {
			kind: "out-of-reach",
			why
		};
		const dispatched = await dispatch(world, sweeping, await index.noteOf(waiting));
		switch (dispatched?.kind) {
			case void 0: return {
				kind: "out-of-reach",
				why
			};
			case "refused": return {
				kind: "out-of-reach",
				why: `${why}; ${dispatched.why}`
			};
			case "denied": return denied(sweeping, dispatched.why);
			case "left": return dispatched;
			case "dispatched":
				await forget(sweeping, waiting);
				return dispatched;
		}
	}
}
/** A run that GitHub knows no more is undefined; text says why nothing is known of it now. */
async function see(sweeping, runId) {
	const { octokit, repository } = sweeping;
	let run;
	let executions = [];
	try {
		run = await readRun(octokit, repository, runId);
		executions = await listExecutions(octokit, repository, runId);
	} catch (error) {
		const status = statusOf(error);
		if (status === void 0) throw error;
		const why = failureOf(error, "a run could not be looked at");
		if (status !== 404) return isDenial(error) ? denied(sweeping, why).why : why;
		run = void 0;
	}
	return {
		run,
		executions
	};
}
async function forget(sweeping, waiting) {
	const removed = await sweeping.index.remove(waiting);
	if (removed.kind === "removed") return { kind: "gone-on" };
	return removed.kind === "denied" ? denied(sweeping, removed.reason) : {
		kind: "left",
		why: removed.reason
	};
}
function denied({ onDenied }, why) {
	onDenied(why);
	return {
		kind: "left",
		why
	};
}

// src/actions/resume/run.ts
/** Has suspended runs go on whose time or answer has come: `actions/resume`. */
/** Throws a {@link UserError} where the token may not do what is asked, or GitHub does not answer. */
async function run(world, runner, context, inputs, signal) {
	setOutputs(runner, []);
	const { repository } = requireContext(context, "repository");
	const { token, "teams-token": teamsToken } = inputs;
	if (token === void 0) throw new UserError("input token is missing: waiting runs are looked for and resumed with it");
	const octokit = await createOctokit(world, context, {
		token,
		signal
	});
	const scratch = jobFolder(context);
	await world.files.makeFolder(scratch);
	const index = openIndex(world, {
		kind: inputs["waiting-index"],
		octokit,
		repository,
		cache: cacheService(world),
		scratch,
		onDenied: (reason) => runner.warning(`Not all that waits may have been found: ${reason}`)
	});
	const asking = {
		octokit,
		repository,
		questions: approvalIssues(world, octokit, repository, signal),
		teamsOctokit: teamsToken === void 0 ? void 0 : await createOctokit(world, context, {
			token: teamsToken,
			signal
		})
	};
	const { issue } = inputs;
	const { waits, answered } = issue === void 0 ? await allThatWaits(asking, index, world.clock.now()) : await askedIn(runner, asking, index, issue);
	const faults = new Set(answered.faults);
	const onDenied = (reason) => void faults.add(reason);
	const sweeping = {
		octokit,
		repository,
		index,
		signal,
		onDenied,
		maxResumed: inputs["max-resumed"]
	};
	const decisions = await sweep(world, sweeping, waits, answered.lanes);
	const decided = await withNotes(index, decisions);
	setOutputs(runner, decided);
	const told = sayDecisions(runner, decided);
	const urlOf = (runId) => runUrl(context, repository, runId);
	await writeSummary(runner, decided, {
		now: world.clock.now(),
		urlOf
	});
	for (const waiting of told) {
		const removed = await index.remove(waiting);
		if (removed.kind === "denied") faults.add(removed.reason);
	}
	if (faults.size > 0) throw new UserError([...faults].join("\n"));
}

// src/actions/resume/main.ts
await runAction(systemWorld(), schema, run);

export {  };