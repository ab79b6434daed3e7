import { r as statusOf } from "./notify-recover-resume-signal-watchdog.js";
import { _ as answeredBy, p as unansweredIn, v as readable } from "./notify-recover.js";
import { o as putInInbox } from "./run.js";
import { Yn as object, bn as requireContext, bt as readSealed, fr as Refused, lr as parse, mt as withStage, nr as string, qn as nullish, xn as runAttemptUrl, zn as array } from "./action.js";
import { t as unlessRefused } from "./notify-recover-resume-watchdog.js";
import { c as waitingName, i as signalSchema, n as signalArtifact, o as keyDigest, r as signalFile, t as largestSignal } from "./resume-signal.js";
import { l as approvalIssues, s as openIndex } from "./resume-watchdog.js";
import { t as decisionOn } from "./resume.js";
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

// src/signal/receive.ts
/**
* The signals that were sent for an event, in the order in which they were, at most the newest hundred. What is not sound
* is passed over. `scratch` is in a folder that exists.
*/
async function receiveSignals(world, service, wanted, scratch) {
	const listed = await service.listOfAllRuns(signalArtifact(wanted));
	if (listed.kind !== "listed") return listed;
	const signals = [];
	for (const entry of listed.entries.toSorted((a, b) => a.createdAt - b.createdAt || a.id - b.id)) {
		const read = await signalIn(entry);
		if (read === "unavailable") return {
			kind: "unavailable",
			reason: `artifact ${entry.name} of run ${entry.runId}`
		};
		if (read !== void 0 && read.key === wanted.key && read.event === wanted.event) signals.push(read);
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
				return await readSealed(world.files, join(stage, signalFile), signalSchema, largestSignal);
			} catch (error) {
				if (error instanceof Refused) return void 0;
				throw error;
			}
		});
	}
}

// src/signal/signals-for.ts
/**
* Which signal answers which callback, of those that wait for one event and those that were sent for it, both in order: the
* first signal is the first wait's, and stays so. A wait whose time was over took none.
*/
function signalsFor(callbacks, signals) {
	const open = callbacks.filter(([, { answer }]) => answer === void 0);
	const left = signals.slice(callbacks.filter(([, { answer }]) => answer?.kind === "done").length);
	return open.slice(0, left.length).map(([path], index) => [path, left[index]]);
}

// src/actions/run/waiting/answers.ts
const noAnswers = {
	answers: [],
	faults: []
};

// src/actions/run/waiting/answers-of-events.ts
/** What was sent for the events that a run waits for. */
async function answersOfEvents(github, run) {
	const names = new Set(unansweredIn(run).flatMap((path) => run.callbacks.get(path)?.event ?? []));
	if (names.size === 0) return noAnswers;
	const { job, identity, scratch } = github;
	const service = await github.artifacts();
	const answers = [];
	const faults = [];
	for (const event of names) {
		const wanted = {
			key: identity.key,
			event
		};
		const received = await receiveSignals(job.world, service, wanted, join(scratch, "signal"));
		if (received.kind !== "received") {
			faults.push(received.reason);
			continue;
		}
		const asked = [...run.callbacks].filter(([, callback]) => callback.event === event);
		for (const [path, { value, at, by }] of signalsFor(asked, received.signals)) answers.push([path, {
			at,
			...by !== void 0 && { by },
			answer: {
				ok: true,
				value: value ?? null
			}
		}]);
	}
	return {
		answers,
		faults
	};
}

// src/actions/run/waiting/answers-of-people.ts
/** What people have answered in the issues in which they were asked. */
/** The answers that are decided, by the rules that the journal has: what an issue says of them, others may have written. */
async function answersOfPeople(github, run) {
	const asked = unansweredIn(run).flatMap((path) => {
		const { id, approval } = run.callbacks.get(path) ?? {};
		return approval === void 0 ? [] : [{
			path,
			id,
			rule: {
				...approval,
				startedBy: run.started?.by
			}
		}];
	});
	if (asked.length === 0) return noAnswers;
	const { job, repository, lane } = github;
	const octokit = await github.octokit();
	const questions = approvalIssues(job.world, octokit, repository, job.signal);
	const listed = await questions.openOf(lane);
	if (listed.kind === "denied") return noAnswers;
	if (listed.kind === "unavailable") return {
		answers: [],
		faults: [listed.reason]
	};
	const answers = [];
	for (const { path, id, rule } of asked) {
		const question = listed.questions.find((each) => each.id === id);
		if (question === void 0 || !question.mayHaveAnswers) continue;
		const asking = {
			octokit,
			repository,
			questions,
			teamsOctokit: await github.teamsOctokit()
		};
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
/** Looks for an answer to whatever waits for one. Throws what Octokit throws. */
async function bringAnswers(github, { run }) {
	const people = await answersOfPeople(github, run);
	const events = await answersOfEvents(github, run);
	return bring(github, {
		answers: [...people.answers, ...events.answers],
		faults: [...people.faults, ...events.faults]
	});
}
/**
* The job runs in an environment that its reviewers let it into: the approvals that the run waits for are theirs. GitHub
* tells who it was, and not when: it is asked once, before the run goes on to what waits next.
*/
async function bringEnvironmentApproval(github, environment, { run }) {
	const waiting = unansweredIn(run).filter((path) => run.callbacks.get(path)?.approval !== void 0);
	if (waiting.length === 0) return {
		count: 0,
		faults: []
	};
	const { runId } = requireContext(github.job.context, "runId");
	const found = await environmentApproval(await github.octokit(), github.repository, runId, environment);
	if (found.kind !== "approved") return {
		count: 0,
		faults: [found.reason]
	};
	const { by, comment } = found;
	const value = {
		approved: true,
		by,
		comment
	};
	return bring(github, {
		answers: waiting.map((path) => [path, {
			by,
			answer: {
				ok: true,
				value
			}
		}]),
		faults: []
	});
}
async function bring({ job, folder }, { answers, faults }) {
	for (const [callback, answer] of answers) await putInInbox(job.world, folder, {
		kind: "answer",
		callback,
		...answer
	});
	return {
		count: answers.length,
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
	for (const path of unansweredIn(run)) {
		const callback = run.callbacks.get(path);
		if (callback?.approval === void 0) continue;
		const { id, approval, until } = callback;
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
		if (asked.kind !== "asked") faults.push(`${readable(path)}: ${asked.reason}`);
		else pages.set(answeredBy(path), asked.url);
	}
	return {
		pages,
		faults
	};
}
/** Closes the issues whose answer nobody waits for any more. Gives what went wrong. */
async function closeApprovals(github, run) {
	const approvals = new Map([...run.callbacks.values()].filter(({ approval }) => approval).map((each) => [each.id, each]));
	if (approvals.size === 0) return [];
	const waiting = new Set(unansweredIn(run).map((path) => run.callbacks.get(path)?.id));
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
		by: []
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
		async putIn(run, outcome) {
			const index = await open();
			const earlier = before ? await ours(index) : [];
			const waiting = waitingRun(github, run, outcome);
			const added = await index.add(waiting, noteOf(github, run, outcome));
			if (added.kind !== "added") return added.reason;
			before = true;
			const isIt = (each) => waitingName(each) === waitingName(waiting);
			for (const each of earlier) if (!isIt(each)) await index.remove(each);
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
function waitingRun({ job, lane, identity }, run, outcome) {
	const { runId, attempt } = requireContext(job.context, "runId", "attempt");
	return {
		lane,
		key: keyDigest(identity.key),
		since: Math.floor(job.world.clock.now() / 1e3) * 1e3,
		until: outcome?.until === void 0 ? void 0 : Math.ceil(outcome.until / 1e3) * 1e3,
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
function noteOf({ job, identity, isShared, redact }, { deadLetters }, outcome) {
	const { source, world } = job;
	const workflow = /^[^/]+\/[^/]+\/([^@]+)@/.exec(world.environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
	const ref = world.environment["GITHUB_REF"] || void 0;
	return {
		automation: source.opened.name,
		file: relative(source.workspace, source.path).split(sep).join("/"),
		key: identity.key,
		lane: identity.lane,
		isShared,
		waiting: (outcome?.waiting ?? [...deadLetters.keys()]).map((path) => redact(readable(path))),
		...workflow !== void 0 && { workflow },
		...ref !== void 0 && { ref }
	};
}

// src/actions/run/waiting/waiting.ts
/** What a job does for its run that waits: it brings the answers, tells whoever resumes runs, and has people asked. */
const unread = "Answers to what the run waits for could not be read";
const unindexed = "Nothing has the run go on by itself";
/** Nothing of this makes a run fail: what GitHub refuses is a warning, since a person can still re-run the job. */
function waitingOn(github) {
	const { runner, inputs } = github.job;
	const asksPeople = inputs.approvals === "issue";
	let index = indexed(github, false);
	return {
		begin: (state) => warned(unread, async () => {
			const { suspended, deadLetters } = state.run;
			index = indexed(github, suspended !== void 0 || deadLetters.size > 0);
			if (unansweredIn(state.run).length === 0) return [];
			const { faults } = await bringAnswers(github, state);
			const { environment } = inputs;
			if (environment === void 0) return faults;
			return [...faults, ...(await bringEnvironmentApproval(github, environment, state)).faults];
		}),
		async suspended(state, outcome) {
			let isIndexed = false;
			await warned(unindexed, async () => {
				const fault = await index?.putIn(state.run, outcome);
				isIndexed = index !== void 0 && fault === void 0;
				return [fault];
			});
			let answeredAt = /* @__PURE__ */ new Map();
			await warned("Nobody is asked", async () => {
				if (!asksPeople) return [];
				const { pages, faults } = await askForApprovals(github, state.run);
				answeredAt = pages;
				return faults;
			});
			if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, state.run));
			let isAnswered = false;
			await warned(unread, async () => {
				const { count, faults } = await bringAnswers(github, state);
				isAnswered = count > 0;
				return faults;
			});
			return {
				isIndexed,
				answeredAt,
				isAnswered
			};
		},
		async wentOn(state) {
			if (state.run.deadLetters.size > 0) await warned("Its dead letters are watched by nobody", async () => [await index?.putIn(state.run, void 0)]);
			else await warned("The run stays in the index", async () => {
				await index?.takeOut();
				return [];
			});
			if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, state.run));
		}
	};
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