import { r as statusOf } from "./notify-recover-resume-signal-watchdog.js";
import { Vn as array, Yn as nullish, Zn as object, bn as requireContext, bt as readSealed, dr as parse, hr as UserError, ir as string, mr as Refused, mt as withStage, xn as runAttemptUrl } from "./action.js";
import { _ as readable, g as answeredBy } from "./notify-recover.js";
import { n as whySelfReview, t as decisionOn } from "./resume.js";
import { t as unlessRefused } from "./notify-recover-resume-watchdog.js";
import { a as signalFile, d as waitingName, i as signalArtifact, l as keyDigest, n as largestSignal, o as signalSchema, r as requireTaken, t as eventDigest } from "./resume-signal.js";
import { a as isForPersonAlone, d as approvalIssues, l as openIndex, s as longestReach } from "./resume-watchdog.js";
import { t as putInInbox } from "./resume-run-signal.js";
const { join, relative, sep } = process.getBuiltinModule("node:path");

// src/github/environment-approvals.ts
/** Who let a run into an environment that has reviewers. Needs `actions: read`. */
/** https://docs.github.com/en/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
const reviewsSchema = array(object({
	state: string(),
	comment: nullish(string()),
	environments: array(object({ name: string() })),
	user: nullish(object({ login: string() }))
}));
/**
* The approval of the environment in this run that GitHub lists last: it dates none of them. Throws what is no answer of
* GitHub's.
*/
function environmentApproval(octokit, { owner, name: repo }, runId, environment) {
	return unlessRefused(`who approved ${environment}`, "actions: read", async () => {
		const { data } = await octokit.rest.actions.getReviewsForRun({
			owner,
			repo,
			run_id: runId
		});
		const review = parse(reviewsSchema, data).findLast(({ state, environments }) => state === "approved" && environments.some(({ name }) => isSame(name)));
		if (review?.user) return {
			kind: "approved",
			by: review.user.login,
			comment: review.comment ?? ""
		};
		return {
			kind: "none",
			reason: `nobody has approved this run for the environment ${environment}: give it required reviewers, and name it as the job's environment`
		};
	});
	function isSame(name) {
		return name.toLowerCase() === environment.toLowerCase();
	}
}

// src/actions/run/waiting/answers.ts
const noAnswers = {
	answers: [],
	faults: []
};

// src/actions/run/waiting/waited-for.ts
/**
* The callbacks whose answer the run waited for when it was suspended. One that nobody waits for any more, as another was
* enough or what it stood in is being undone, is not answered either, and is nobody's to answer.
*/
function waitedFor({ suspended, callbacks, ending, status }) {
	if (ending !== void 0 || status === "completed" || status === "failed" || status === "cancelled") return [];
	return (suspended?.waiting ?? []).flatMap((path) => {
		const callback = callbacks.get(path);
		return callback === void 0 || callback.answer !== void 0 ? [] : [[path, callback]];
	});
}

// src/actions/run/waiting/answers-of-environment.ts
/** What the reviewers of the job's environment have answered by letting it in. */
/**
* The approvals that the run waits for are theirs. GitHub tells who it was, and not when: it is asked once, before the run
* goes on to what waits next. Throws what is no answer of GitHub's.
*/
async function answersOfEnvironment(github, environment, run) {
	const asked = waitedFor(run).flatMap(([path, { approval }]) => approval === void 0 ? [] : [{
		path,
		rule: {
			...approval,
			startedBy: run.started?.by
		}
	}]);
	if (asked.length === 0) return noAnswers;
	const { runId } = requireContext(github.job.context, "runId");
	const found = await environmentApproval(await github.octokit(), github.repository, runId, environment);
	if (found.kind !== "approved") return {
		answers: [],
		faults: [found.reason]
	};
	const { by, comment } = found;
	const answers = [];
	const faults = [];
	for (const { path, rule } of asked) {
		const why = whySelfReview(by, rule);
		if (why === void 0) answers.push([path, {
			by,
			answer: {
				ok: true,
				value: {
					approved: true,
					by,
					comment
				}
			}
		}]);
		else faults.push(`${by} approved the environment ${environment}, which is no answer to ${readable(path)}: ${why}`);
	}
	return {
		answers,
		faults
	};
}

// src/signal/receive.ts
/**
* The first of the signals that were sent for an event and not taken yet, in the order in which they were sent. What is not
* sound is passed over. `scratch` is in a folder that exists.
*/
async function receiveSignals(world, service, wanted, scratch) {
	const listed = await service.listOfAllRuns(signalArtifact(wanted));
	if (listed.kind !== "listed") return listed;
	const signals = [];
	for (const entry of listed.entries.toSorted((a, b) => a.createdAt - b.createdAt || a.id - b.id)) {
		const from = `artifact ${entry.id}`;
		if (signals.length >= wanted.most) break;
		if (wanted.taken.has(from)) continue;
		const read = await signalIn(entry);
		if (read === "unavailable") return {
			kind: "unavailable",
			reason: `artifact ${entry.name} of run ${entry.runId}`
		};
		if (read !== void 0 && read.key === wanted.key && read.event === wanted.event) signals.push({
			...read,
			from
		});
	}
	return {
		kind: "received",
		signals
	};
	function signalIn(entry) {
		if (entry.size > 1048576) return Promise.resolve(void 0);
		return withStage(world, scratch, async (stage) => {
			await world.files.makeFolder(stage);
			const { kind } = await service.download(entry, stage);
			if (kind !== "downloaded") return kind === "none" ? void 0 : kind;
			try {
				const signal = await readSealed(world.files, join(stage, signalFile), signalSchema, largestSignal);
				if (signal !== void 0) requireTaken(signal);
				return signal;
			} catch (error) {
				if (error instanceof Refused || error instanceof UserError) return void 0;
				throw error;
			}
		});
	}
}

// src/actions/run/waiting/answers-of-events.ts
/** What was sent for the events that a run waits for. */
/** The first signal that was not taken yet is the first wait's, and so on. */
async function answersOfEvents(github, run) {
	const waits = waitedFor(run).flatMap(([path, { event }]) => event === void 0 ? [] : [{
		path,
		event
	}]);
	if (waits.length === 0) return noAnswers;
	const { job, identity, scratch } = github;
	const service = await github.artifacts();
	const answers = [];
	const faults = [];
	let isUnread = false;
	for (const [event, asked] of Map.groupBy(waits, ({ event: name }) => name)) {
		const wanted = {
			key: identity.key,
			event,
			taken: run.taken,
			most: asked.length
		};
		const received = await receiveSignals(job.world, service, wanted, join(scratch, "signal"));
		if (received.kind !== "received") {
			faults.push(received.reason);
			isUnread ||= received.kind === "unavailable";
			continue;
		}
		for (const [index, { value, at, by, from }] of received.signals.entries()) {
			const path = asked[index].path;
			answers.push([path, {
				at,
				from,
				...by !== void 0 && { by },
				answer: {
					ok: true,
					value: value ?? null
				}
			}]);
		}
	}
	return {
		answers,
		faults,
		isUnread
	};
}

// src/actions/run/waiting/answers-of-people.ts
/** What people have answered in the issues in which they were asked. */
/** The answers that are decided, by the rules that the journal has: what an issue says of them, others may have written. */
async function answersOfPeople(github, run) {
	const asked = waitedFor(run).flatMap(([path, { id, approval }]) => approval === void 0 ? [] : [{
		path,
		id,
		rule: {
			...approval,
			startedBy: run.started?.by
		}
	}]);
	if (asked.length === 0) return noAnswers;
	const { job, repository, lane } = github;
	const octokit = await github.octokit();
	const questions = approvalIssues(job.world, octokit, repository, job.signal);
	const listed = await questions.openOf(lane);
	if (listed.kind === "denied") return noAnswers;
	if (listed.kind === "unavailable") return {
		answers: [],
		faults: [listed.reason],
		isUnread: true
	};
	const asking = {
		octokit,
		repository,
		questions,
		teamsOctokit: await github.teamsOctokit()
	};
	const answers = [];
	for (const { path, id, rule } of asked) {
		const question = listed.questions.find((each) => each.id === id);
		if (question === void 0 || !question.mayHaveAnswers) continue;
		const { decision } = await decisionOn(asking, question, rule);
		for (const { vote, why } of decision.ignored) job.runner.info(github.redact(`The answer of ${vote.by} to ${readable(path)} does not count: ${why}.`));
		const answer = answerOf(decision);
		if (answer !== void 0) answers.push([path, answer]);
	}
	return {
		answers,
		faults: []
	};
}
function answerOf(decision) {
	switch (decision.kind) {
		case "open": return;
		case "approved": {
			const { at, votes } = decision;
			const by = votes.map((vote) => vote.by).join(", ");
			return {
				at,
				by,
				answer: {
					ok: true,
					value: {
						approved: true,
						by,
						votes
					}
				}
			};
		}
		case "rejected": {
			const { at, by, reason, teams } = decision;
			return {
				at,
				by,
				answer: {
					ok: false,
					failure: {
						kind: "error",
						code: "REJECTED",
						message: `${by} said no: ${reason}`,
						by,
						teams
					}
				}
			};
		}
	}
}

// src/actions/run/waiting/bring-answers.ts
/** What was answered on GitHub while a run waited: brought into its inbox, which its engine takes in. */
async function bringAnswers({ job, folder }, found) {
	const faults = found.flatMap((answers) => answers.faults);
	let count = 0;
	for (const [callback, answer] of found.flatMap(({ answers }) => answers)) try {
		await putInInbox(job.world, folder, {
			kind: "answer",
			callback,
			...answer
		});
		count += 1;
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		faults.push(`${readable(callback)}: ${error.message}`);
	}
	return {
		count,
		faults
	};
}

// src/actions/run/waiting/approvals.ts
/** The issues in which people are asked what a run waits for. */
/** Opens an issue for each approval that the run waits for and has none. */
async function askForApprovals(github, run) {
	const { job, lane, identity } = github;
	const pages = /* @__PURE__ */ new Map();
	const faults = [];
	let isUnasked = false;
	for (const [path, { id, approval, until }] of waitedFor(run)) {
		if (approval === void 0) continue;
		const { question: text, ...rule } = approval;
		const asked = await (await issuesOf(github)).ask({
			...rule,
			lane,
			callback: path,
			id,
			automation: job.source.opened.name,
			key: identity.key,
			step: readable(path),
			text,
			startedBy: run.started?.by,
			until,
			runUrl: runAttemptUrl(job.context)
		});
		if (asked.kind === "asked") pages.set(answeredBy(path), asked.url);
		else faults.push(`${readable(path)}: ${asked.reason}`);
		isUnasked ||= asked.kind === "unavailable";
	}
	return {
		pages,
		faults,
		isUnasked
	};
}
/** Closes the issues whose answer nobody waits for any more. Gives what went wrong. */
async function closeApprovals(github, run) {
	const approvals = new Map([...run.callbacks.values()].filter(({ approval }) => approval).map((each) => [each.id, each]));
	if (approvals.size === 0) return [];
	const waiting = new Set(waitedFor(run).map(([, { id }]) => id));
	const issues = await issuesOf(github);
	const listed = await issues.openOf(github.lane);
	if (listed.kind === "denied") return [];
	if (listed.kind === "unavailable") return [listed.reason];
	const faults = [];
	for (const { issue, id, callback } of listed.questions.filter((question) => !waiting.has(question.id))) {
		const closed = await issues.close(issue, closingOf(approvals.get(id)));
		if (closed.kind !== "closed") faults.push(`${readable(callback)}: ${closed.reason}`);
	}
	return faults;
}
async function issuesOf({ job, repository, octokit }) {
	return approvalIssues(job.world, await octokit(), repository, job.signal);
}
/** How the answer is told of where the question was asked; a question that the journal has no more was asked anew. */
function closingOf({ answer } = {}) {
	if (answer === void 0) return {
		outcome: "cancelled",
		by: []
	};
	if (answer.kind === "done") return {
		outcome: "approved",
		by: peopleIn(answer.payload.result)
	};
	const { kind, code, by, message } = answer.failure;
	if (code === "REJECTED") return {
		outcome: "rejected",
		by: by === void 0 ? [] : [by],
		text: message
	};
	return kind === "timeout" ? {
		outcome: "timed out",
		by: []
	} : {
		outcome: "cancelled",
		by: []
	};
}
const votesSchema = object({ votes: array(object({ by: string() })) });
function peopleIn(answer) {
	const read = votesSchema.safeParse(answer);
	return read.success ? read.data.votes.map(({ by }) => by) : [];
}

// src/actions/run/waiting/in-index.ts
/** The run in the index of waiting runs, from which a sweep learns what to resume. */
/** `isIndexed`: an earlier job may have put it in. Undefined where the inputs want no index. */
function indexed(github, isIndexed) {
	const { inputs } = github.job;
	const { "waiting-index": kind } = inputs;
	if (kind === "none") return void 0;
	const { job, repository, scratch } = github;
	let before = isIndexed;
	let opened;
	const open = () => opened ??= connect();
	const connect = async () => openIndex(job.world, {
		kind,
		octokit: await github.octokit(),
		repository,
		cache: await github.cache(),
		scratch
	});
	return {
		async putIn(run, outcome, lookAgain) {
			const index = await open();
			const earlier = before ? await ours(index) : [];
			const until = outcome && soonest(outcome.until, lookAgain, renewal(github));
			const waiting = {
				...waitingRun(github, run, outcome),
				until
			};
			const added = await index.add(waiting, noteOf(github, run, outcome));
			if (added.kind !== "added") return added;
			before = true;
			const isIt = (each) => waitingName(each) === waitingName(waiting);
			for (const each of earlier) if (!isIt(each)) await index.remove(each);
			return added;
		},
		async hasWaited() {
			return (await ours(await open())).some((each) => !isForPersonAlone(each));
		},
		async takeOut() {
			if (!before) return;
			const index = await open();
			for (const each of await ours(index)) await index.remove(each);
		}
	};
	async function ours(index) {
		const listed = await index.list(github.lane);
		return listed.kind === "listed" ? listed.runs : [];
	}
}
/** Milliseconds. */
const day = 864e5;
/**
* When what is kept of the run is to be kept anew, before the stores let go of it: an artifact after the repository's
* retention, in days, and a cache entry that nobody reads after seven. Undefined where its job cannot be run again by then.
*/
function renewal({ job: { world, inputs } }) {
	const retention = Number(world.environment["GITHUB_RETENTION_DAYS"]) || 90;
	const days = inputs.store === "cache" ? 5 : Math.max(retention - 1, .5);
	return days * day < 2592e6 ? world.clock.now() + days * day : void 0;
}
/** In milliseconds since the epoch, at a whole second. */
function soonest(...times) {
	const known = times.filter((time) => time !== void 0);
	return known.length === 0 ? void 0 : Math.ceil(Math.min(...known) / 1e3) * 1e3;
}
function waitingRun({ job, lane, identity }, run, outcome) {
	const { runId, attempt } = requireContext(job.context, "runId", "attempt");
	return {
		lane,
		key: keyDigest(identity.key),
		since: Math.floor(job.world.clock.now() / 1e3) * 1e3,
		waitsFor: waitsFor(run, outcome),
		runId,
		attempt,
		jobId: job.inputs.job
	};
}
function waitsFor({ callbacks, deadLetters }, outcome) {
	const found = new Set(deadLetters.size > 0 ? ["dead-letters"] : []);
	if (outcome?.until !== void 0) found.add("time");
	for (const path of outcome?.waiting ?? []) {
		const callback = callbacks.get(path);
		if (callback) found.add(callback.approval ? "approval" : "event");
	}
	return found;
}
function noteOf({ job, identity, isShared, redact }, { callbacks, deadLetters }, outcome) {
	const { source, world } = job;
	const workflow = /^[^/]+\/[^/]+\/([^@]+)@/.exec(world.environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
	const ref = world.environment["GITHUB_REF"] || void 0;
	const events = new Set((outcome?.waiting ?? []).flatMap((path) => callbacks.get(path)?.event ?? []));
	return {
		automation: source.opened.name,
		file: relative(source.workspace, source.path).split(sep).join("/"),
		key: identity.key,
		lane: identity.lane,
		isShared,
		waiting: (outcome?.waiting ?? [...deadLetters.keys()]).map((path) => redact(readable(path))),
		events: [...events].map(eventDigest),
		...workflow !== void 0 && { workflow },
		...ref !== void 0 && { ref }
	};
}

// src/actions/run/waiting/waiting.ts
/** What a job does for its run that waits: it brings the answers, tells whoever resumes runs, and has people asked. */
const unread = "Answers to what the run waits for could not be read";
/** Milliseconds after which a run is looked at again of which GitHub did not take, or tell, what it was asked. */
const patience = 9e5;
const outOfReach = "GitHub runs a job again for 30 days, and this run waits for longer: give it a key of its own, under which a new run goes on with it.";
const unindexed = "Nothing has the run go on by itself";
/**
* What GitHub refuses is a warning, since a person can still re-run the job. One thing is an error: that GitHub does not tell
* what was answered where the time for it is over, for the run would take it as that nobody has.
*/
function waitingOn(github) {
	const { runner, inputs, world } = github.job;
	const { clock } = world;
	const asksPeople = inputs.approvals === "issue";
	let index = indexed(github, false);
	return {
		async begin({ run }) {
			index = indexed(github, run.suspended !== void 0 || run.deadLetters.size > 0);
			if (run.started === void 0) return requireNothingLost();
			const { isUnread } = await bring(run, inputs.environment);
			const over = waitedFor(run).find(([, { until }]) => until !== void 0 && until <= clock.now());
			if (isUnread && over !== void 0) throw new UserError(`GitHub does not tell whether ${readable(over[0])} was answered in time, and its time is over. Re-run this job: it is asked again.`);
		},
		async suspended({ run }, outcome) {
			const isIndexed = await putIn(run, outcome);
			let asked = {
				pages: /* @__PURE__ */ new Map(),
				faults: [],
				isUnasked: true
			};
			await warned("Nobody is asked", async () => {
				asked = asksPeople ? await askForApprovals(github, run) : {
					...asked,
					isUnasked: false
				};
				return asked.faults;
			});
			if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, run));
			if (!github.isShared && (outcome.until ?? 0) > clock.now() + 2592e6) runner.warning(outOfReach);
			const { count, isUnread } = await bring(run);
			if (count === 0 && (asked.isUnasked || isUnread)) await putIn(run, outcome, clock.now() + patience);
			return {
				isIndexed,
				answeredAt: asked.pages,
				isAnswered: count > 0
			};
		},
		async wentOn(state) {
			if (state.run.deadLetters.size > 0) await warned("Its dead letters are watched by nobody", async () => {
				const added = await index?.putIn(state.run, void 0);
				return added === void 0 || added.kind === "added" ? [] : [added.reason];
			});
			else await warned("The run stays in the index", async () => {
				await index?.takeOut();
				return [];
			});
			if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, state.run));
		}
	};
	/** An attempt that finds nothing recorded of a run that had waited would do everything again. */
	async function requireNothingLost() {
		if (!await index?.hasWaited()) return;
		throw new UserError(`run "${github.identity.key}" had waited, and neither the cache nor an artifact has its records any more: it is not begun anew, for what it did would be done again. Look at what it did; to begin it all the same, start it under another key.`);
	}
	/** Gives whether the run is where it is found by who resumes it. That GitHub did not take it is no green job's business. */
	async function putIn(run, outcome, lookAgain) {
		const added = await index?.putIn(run, outcome, lookAgain);
		if (added === void 0 || added.kind === "added") return added !== void 0;
		const said = github.redact(`${unindexed}: ${added.reason}`);
		if (added.kind === "denied") runner.warning(said);
		else runner.setFailed(`${said}. Re-run this job: what is done is replayed, and it is put in anew.`);
		return false;
	}
	/** Brings what people, events and, where one is given, the environment have answered. */
	async function bring(run, environment) {
		const answers = [];
		let isUnread = true;
		let count = 0;
		await warned(unread, async () => {
			answers.push(await answersOfPeople(github, run), await answersOfEvents(github, run));
			if (environment !== void 0) answers.push(await answersOfEnvironment(github, environment, run));
			isUnread = answers.some((found) => found.isUnread);
			const brought = await bringAnswers(github, answers);
			count = brought.count;
			return brought.faults;
		});
		return {
			count,
			isUnread
		};
	}
	/** A warning for all that `act` says went wrong, or that GitHub answers it with. */
	async function warned(otherwise, act) {
		const said = (reason) => runner.warning(github.redact(`${otherwise}: ${reason}`));
		try {
			for (const fault of await act()) if (fault !== void 0) said(fault);
		} catch (error) {
			if (!(error instanceof Error) || statusOf(error) === void 0) throw error;
			said(error.message);
		}
	}
}

export { waitingOn };