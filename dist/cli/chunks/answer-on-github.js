import { Zt as _regex, _i as safeParse, dt as _gte, jt as _maxLength, kt as _lte } from "./zod.js";
import { n as neutraliseLine, t as neutralise } from "./neutralise.js";
import { S as url, _ as string, b as union, d as object, f as optional, i as boolean, l as nullish, o as int, p as pipe, r as array, t as _default, u as number, v as transform, x as unknown } from "./zod2.js";
import { i as text$1, n as link, r as table, t as code } from "./markdown.js";
import { n as shorten } from "./operations.js";
import { n as timeInWords } from "./time-text.js";
import { t as UserError } from "./user-error.js";
import { n as readable } from "./path-text.js";
import { n as repositoryCalled } from "./repository.js";
import { n as askedLine, r as callbackCalled } from "./answer.js";
import { n as suggestKey } from "./find-run.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/github/failure.ts
/** The HTTP status an Octokit error carries, if it is one. */
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : void 0;
}
/** Whether the token may not do what it was used for. GitHub answers 403 to one that asks too often, too. */
function isDenial(error) {
	return !(error instanceof Error && /rate limit/i.test(error.message)) && [
		401,
		403,
		404
	].includes(statusOf(error) ?? 0);
}
/** One inert line on why `wanted` could not be had from the REST API, with the permission to grant where that is it. */
function failureOf(error, wanted, permission = "actions: read") {
	const message = neutraliseLine(error instanceof Error ? error.message : String(error));
	const status = statusOf(error);
	if (status === 401) return `${wanted}: the token was refused (401 ${message})`;
	if (status === 403) return `${wanted}: ${message} (403). If the job restricts its permissions, grant \`${permission}\``;
	if (status === 404) return `${wanted}: not found (404), or the token lacks \`${permission}\``;
	return `${wanted}: ${message}`;
}

// src/github/write-once.ts
/** A write to GitHub whose answer was lost, and that could not be found again. */
var LostAnswer = class extends Error {
	name = "LostAnswer";
};
const mostAttempts = 3;
const pause = 2e3;
/**
* Writes once: before each attempt it is looked whether an earlier one, by whomever, was made. Throws a
* {@link LostAnswer} where that stays unknown, and what `write` throws where it was refused.
*/
async function writeOnce(clock, write, find, signal) {
	let lost;
	try {
		for (let attempt = 1;; attempt++) {
			const found = await find();
			if (found !== void 0) return found;
			if (attempt > mostAttempts) break;
			try {
				return await write();
			} catch (error) {
				if (!isLost(error)) throw error;
				lost = error;
			}
			await clock.sleep(pause * attempt, signal);
		}
	} catch (error) {
		if (lost === void 0) throw error;
	}
	throw new LostAnswer(lost instanceof Error ? lost.message : String(lost));
}
/** The server failed, or the connection did: Octokit has 500 for it. */
function isLost(error) {
	return (statusOf(error) ?? 500) >= 500;
}

// src/github/not-reached.ts
/** What a call to GitHub gives where GitHub refuses it, or does not answer. */
/** What `act` gives, or why `wanted` could not be had, with the `permission` it needs. Throws what is no answer of GitHub's. */
async function unlessRefused(wanted, permission, act) {
	try {
		return await act();
	} catch (error) {
		if (error instanceof LostAnswer) return {
			kind: "unavailable",
			reason: failureOf(error, `${wanted}: the answer was lost`)
		};
		const status = statusOf(error);
		if (status === void 0) throw error;
		return {
			kind: isDenial(error) || status === 410 ? "denied" : "unavailable",
			reason: failureOf(error, wanted, permission)
		};
	}
}

// src/approval/question-mark.ts
/** What an issue says, unseen, of the question it asks: by it the question is found again. */
/** Only who may triage can set a label, so that nobody else's issue is taken for a question. */
const questionLabel = "holdfast-approval";
const contentSchema = object({
	callback: string(),
	id: string(),
	automation: string(),
	key: string(),
	step: string(),
	text: _default(string(), ""),
	approvers: array(string()),
	approvals: int().check(_gte(1)),
	preventSelfReview: boolean(),
	startedBy: optional(string())
});
/** Characters of what is asked: enough to know it again. */
const longestText = 300;
/** Characters. With the longest text beside it, a mark fits into what GitHub takes. */
const longestMark = 16e3;
const form = /^<!-- holdfast:approval ([\da-f]{32}) ([\da-f]{32}) ([A-Za-z\d+/=]{1,16000}) -->\n/;
/** Undefined where it would be too long for an issue. In base64, nothing foreign ends the comment or calls on anybody. */
function markOf(question) {
	const { callback, id, automation, key, step, approvers, approvals, preventSelfReview, startedBy } = question;
	const content = {
		callback,
		id,
		automation,
		key,
		step,
		text: question.text.slice(0, longestText),
		approvers,
		approvals,
		preventSelfReview,
		startedBy
	};
	const encoded = Buffer.from(JSON.stringify(content)).toString("base64");
	if (encoded.length > longestMark) return void 0;
	return `${beginningOf(question)} ${encoded} -->\n`;
}
/** With what the mark of this question, and of no other, begins. */
function beginningOf({ lane, id }) {
	return `<!-- holdfast:approval ${lane} ${createHash("sha256").update(id).digest("hex").slice(0, 32)}`;
}
/** What the body of an issue says that begins with a mark. */
function readMark(body) {
	const [, lane, , encoded] = form.exec(body.replace(/\r\n/g, "\n")) ?? [];
	if (lane === void 0 || encoded === void 0) return void 0;
	const content = contentSchema.safeParse(parsed(Buffer.from(encoded, "base64").toString()));
	if (!content.success) return void 0;
	const { approvers, approvals, preventSelfReview, startedBy, ...told } = content.data;
	const mark = {
		lane,
		...told,
		rule: {
			approvers,
			approvals,
			preventSelfReview,
			startedBy
		}
	};
	return body.startsWith(beginningOf(mark)) ? mark : void 0;
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/approval/command.ts
/**
* A command begins the comment's first line that is not blank. Four spaces or a tab before it make it code, and a `>` a
* quote, as Markdown reads them: who shows how it is done has not done it.
*/
const command = /^(?:[^\S\n]*\n)* {0,3}\/(approve|reject)(?:\s+([^]*))?$/i;
/** Of what was said, in characters, so much is kept. */
const longest$1 = 1e3;
/** What a comment commands; undefined where it is only a comment. */
function readCommand(body) {
	const [, word, said = ""] = command.exec(body.replace(/\r\n?/g, "\n")) ?? [];
	if (word === void 0) return void 0;
	const comment = neutralise(said.slice(0, longest$1).toWellFormed()).trim();
	return {
		answer: word.toLowerCase() === "approve" ? "approve" : "reject",
		comment: comment === "" ? void 0 : comment
	};
}

// src/approval/vote.ts
/** Answers to a question, as GitHub has them: comments that are commands, and thumbs under the question itself. */
/** GitHub says null, or this login, of an account that was deleted. */
const deletedAccount = "ghost";
const userSchema$1 = nullish(object({
	login: string(),
	type: string()
}));
const commentSchema = object({
	id: int(),
	user: userSchema$1,
	body: nullish(string()),
	created_at: string(),
	updated_at: string()
});
const reactionSchema = object({
	id: int(),
	user: userSchema$1,
	content: string(),
	created_at: string()
});
/**
* Milliseconds. GitHub sometimes dates the update of a comment that nobody has changed a second after its creation:
* https://github.com/palantir/policy-bot/pull/459
*/
const longestWrite = 1e3;
/** Undefined where it is no command. */
function voteOfComment(comment) {
	const said = readCommand(comment.body ?? "");
	if (said === void 0) return void 0;
	const at = Date.parse(comment.created_at);
	return {
		...voter(comment.user),
		at,
		answer: said.answer,
		...said.comment !== void 0 && { comment: said.comment },
		isEdited: Date.parse(comment.updated_at) - at > longestWrite,
		source: "comment",
		id: comment.id
	};
}
const thumbs = /* @__PURE__ */ new Map([["+1", "approve"], ["-1", "reject"]]);
/** Undefined where it is none of the two thumbs. */
function voteOfReaction({ user, content, created_at: at, id }) {
	const answer = thumbs.get(content);
	if (answer === void 0) return void 0;
	return {
		...voter(user),
		at: Date.parse(at),
		answer,
		isEdited: false,
		source: "reaction",
		id
	};
}
function voter(user) {
	return {
		by: user?.login ?? "ghost",
		isBot: (user?.type ?? "User") !== "User"
	};
}
/** In order of time. Of one second, a no comes first: who comes too late to stop a run is not to be overruled by a tie. */
function inOrder(votes) {
	const rank = ({ answer, source }) => (answer === "reject" ? 0 : 2) + (source === "comment" ? 0 : 1);
	return votes.toSorted((a, b) => a.at - b.at || rank(a) - rank(b) || a.id - b.id);
}

// src/approval/issues.ts
/** The issues that questions stand in, over REST. Calls throw what Octokit throws. */
const userSchema = nullish(object({
	login: string(),
	type: string()
}));
const issueSchema = object({
	number: int(),
	html_url: string(),
	state: string(),
	user: userSchema,
	body: nullish(string()),
	labels: array(union([string(), object({ name: nullish(string()) })])),
	comments: int(),
	reactions: optional(object({
		"+1": int(),
		"-1": int()
	})),
	pull_request: optional(unknown())
});
function questionIssues(octokit, { owner, name }, signal) {
	const { issues, reactions, users } = octokit.rest;
	const place = {
		owner,
		repo: name,
		request: { signal }
	};
	const all = {
		...place,
		per_page: 100
	};
	let oneself;
	/** The login the token belongs to; undefined where it is an app's, as a job's own. */
	async function ownLogin() {
		try {
			return (await users.getAuthenticated({ request: { signal } })).data.login;
		} catch (error) {
			if (isDenial(error)) return void 0;
			throw error;
		}
	}
	/** Anybody may write what our marks look like, and have people agree to something else than they read. */
	async function isOurs({ user }) {
		if (!user) return false;
		return user.type === "Bot" || user.login === await (oneself ??= ownLogin());
	}
	async function isQuestion(issue) {
		return issue.state === "open" && issue.pull_request === void 0 && isLabelled(issue) && await isOurs(issue);
	}
	return {
		isOurs,
		/** The open ones, the oldest first. */
		async list() {
			const asked = {
				...all,
				labels: questionLabel,
				state: "open",
				sort: "created",
				direction: "asc"
			};
			const listed = array(issueSchema).parse(await octokit.paginate(issues.listForRepo, asked));
			const found = [];
			for (const issue of listed) if (await isQuestion(issue)) found.push(issue);
			return found;
		},
		/** Undefined where there is no open question of this number. */
		async get(number) {
			try {
				const issue = issueSchema.parse((await issues.get({
					...place,
					issue_number: number
				})).data);
				return await isQuestion(issue) ? issue : void 0;
			} catch (error) {
				if (statusOf(error) === 404 || statusOf(error) === 410) return void 0;
				throw error;
			}
		},
		async open(title, body) {
			return issueSchema.parse((await issues.create({
				...place,
				title,
				body,
				labels: [questionLabel]
			})).data);
		},
		async change(number, to) {
			await issues.update({
				...place,
				issue_number: number,
				...to
			});
			return true;
		},
		/** All of them: GitHub takes no more than 2,500. */
		async comments(number) {
			return array(commentSchema).parse(await octokit.paginate(issues.listComments, {
				...all,
				issue_number: number
			}));
		},
		async reactions(number) {
			const listed = await octokit.paginate(reactions.listForIssue, {
				...all,
				issue_number: number
			});
			return array(reactionSchema).parse(listed);
		},
		async comment(number, body) {
			await issues.createComment({
				...place,
				issue_number: number,
				body
			});
			return true;
		},
		async react(comment, content) {
			await reactions.createForIssueComment({
				...place,
				comment_id: comment,
				content
			});
		}
	};
}
function isLabelled({ labels }) {
	return labels.some((label) => (typeof label === "string" ? label : label.name)?.toLowerCase() === questionLabel);
}

// src/approval/question-text.ts
/** What an issue says that asks for an approval, and what is said when it is closed. */
/** In characters, so that with each of them encoded, and the mark, a body stays below the 65,536 that GitHub takes. */
const longest = {
	name: 300,
	key: 600,
	text: 3e3,
	approver: 40,
	approvers: 50
};
/** On one line, at most 256 characters, as GitHub takes them. */
function titleOf({ step, automation }) {
	return inert(`Approve ${shorten(step, 100)} of ${shorten(automation, 100)}?`).slice(0, 256).toWellFormed();
}
/** All but the mark. */
function bodyOf(question) {
	const { step, automation, key, until, runUrl, approvals, preventSelfReview, startedBy } = question;
	const name = (foreign) => code(shorten(foreign, longest.name));
	const facts = [
		["Automation", name(automation)],
		["Run key", code(shorten(key, longest.key))],
		...runUrl === void 0 ? [] : [["Run", link("what it did until now", runUrl)]],
		["Who may answer", whoMayAnswer(question)],
		["Needed", approvals === 1 ? "one approval" : `${approvals} approvals, of as many people`],
		...until === void 0 ? [] : [["Until", timeInWords(until)]]
	];
	const not = preventSelfReview ? ` Who started the run${startedBy === void 0 ? "" : `, ${person(startedBy)},`} may not answer.` : "";
	return [
		`**${text$1(shorten(automation, longest.name))}** waits at **${text$1(shorten(step, longest.name))}** until somebody agrees.`,
		paragraphs(question.text),
		table(["Step", name(step)], facts),
		"To say yes, comment `/approve`, with words after it if you like, or react to this issue with 👍.",
		"To say no, comment `/reject` and why, or react with 👎: the first no before enough people agreed stops the step.",
		"",
		`A comment that was edited does not count, nor does a bot's.${not} The run goes on when it is resumed, and closes this issue.`
	].filter((part) => part !== void 0).join("\n");
}
function closingText({ outcome, by, text: said }) {
	const who = by.length === 0 ? "" : ` by ${by.map(person).join(", ")}`;
	return [{
		approved: `**Approved**${who}. The run goes on.`,
		rejected: `**Rejected**${who}.`,
		"timed out": "**Timed out**: not enough people agreed in time.",
		cancelled: `**Cancelled**${who}: an answer is no longer waited for.`
	}[outcome], said === void 0 ? void 0 : paragraphs(said)].filter((part) => part !== void 0).join("\n");
}
function whoMayAnswer({ approvers }) {
	if (approvers.length === 0) return "whoever may write to this repository";
	const shown = approvers.slice(0, longest.approvers).map((name) => mention(name));
	const left = approvers.length - shown.length;
	return [...shown, ...left > 0 ? [`and ${left} more`] : []].join(", ");
}
/** Calls on a user or a team; whatever else the name may be, it calls on nobody. */
function mention(approver) {
	const name = approver.replace(/^@/, "");
	return /^[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\/[\w.-]{1,100})?$/.test(name) ? `@${name}` : person(name);
}
/** Somebody who is not called on. */
function person(login) {
	return text$1(shorten(login, longest.approver));
}
/** Foreign lines as a paragraph of them; undefined where they say nothing. */
function paragraphs(foreign) {
	const bounded = neutralise(foreign.slice(0, longest.text).toWellFormed()).trim();
	if (bounded === "") return void 0;
	const lines = bounded.split(/\n+/).map((line) => text$1(line.trim()));
	const more = foreign.length > longest.text ? ["…"] : [];
	return `\n${[...lines, ...more].join("<br>\n")}\n`;
}
/** In a title nothing is Markdown; a sign that joins nothing keeps mentions and references apart. */
function inert(title) {
	return neutraliseLine(title).replace(/[@#](?=\S)/g, "$&​");
}

// src/approval/approval-issues.ts
const closingMark = "<!-- holdfast:approval-closed -->";
/** Everything ends, in the way of what GitHub does not answer, when `signal` aborts. */
function approvalIssues(world, octokit, repository, signal) {
	const { clock } = world;
	const issues = questionIssues(octokit, repository, signal);
	/** Those that ask it, of which the oldest counts. */
	async function standing(question) {
		const beginning = beginningOf(question);
		return (await issues.list()).filter(({ body }) => body?.startsWith(beginning));
	}
	async function open(fits) {
		return unlessRefused("open approvals could not be listed", "issues: read", async () => {
			return {
				kind: "listed",
				questions: (await issues.list()).flatMap((issue) => questionIn(issue) ?? []).filter(fits)
			};
		});
	}
	async function ask(question) {
		const mark = markOf(question);
		if (mark === void 0) return {
			kind: "denied",
			reason: "the approval could not be asked for: its path, key and approvers are longer than an issue may be"
		};
		return unlessRefused("the approval could not be asked for", "issues: write", async () => {
			let isNew = false;
			let own;
			let seen = [];
			const write = async () => {
				isNew = true;
				return own = await issues.open(titleOf(question), mark + bodyOf(question));
			};
			const find = async () => {
				seen = await standing(question);
				return seen[0];
			};
			const issue = await writeOnce(clock, write, find, signal);
			if (own !== void 0) return elected(question, own);
			for (const { number } of seen.slice(1)) await withdraw(number);
			return asked(issue, isNew);
		});
	}
	async function withdraw(issue) {
		await issues.change(issue, {
			state: "closed",
			state_reason: "not_planned"
		});
	}
	/** Two jobs may ask at once: each looks again once it has asked, and takes its own back where another was first. */
	async function elected(question, own) {
		if (!isLabelled(own)) {
			await withdraw(own.number);
			return {
				kind: "denied",
				reason: "the approval could not be asked for: the token may not set labels"
			};
		}
		const [first = own] = await standing(question);
		if (first.number >= own.number) return asked(own, true);
		await withdraw(own.number);
		return asked(first, false);
	}
	async function close(issue, closing) {
		return unlessRefused("the approval's issue could not be closed", "issues: write", async () => {
			if (await issues.get(issue) === void 0) return { kind: "closed" };
			const write = () => issues.comment(issue, `${closingMark}\n${closingText(closing)}`);
			await writeOnce(clock, write, () => hasClosing(issue), signal);
			const reason = closing.outcome === "approved" ? "completed" : "not_planned";
			const end = () => issues.change(issue, {
				state: "closed",
				state_reason: reason
			});
			const ended = async () => await issues.get(issue) === void 0 ? true : void 0;
			await writeOnce(clock, end, ended, signal);
			return { kind: "closed" };
		});
	}
	async function hasClosing(issue) {
		for (const comment of await issues.comments(issue)) if (comment.body?.startsWith(closingMark) && await issues.isOurs(comment)) return true;
	}
	return {
		ask,
		close,
		open: () => open(() => true),
		openOf: (lane) => open((question) => question.lane === lane),
		async get(number) {
			const issue = await issues.get(number);
			return issue && questionIn(issue);
		},
		async votes({ issue }) {
			const comments = (await issues.comments(issue)).flatMap((comment) => voteOfComment(comment) ?? []);
			const reactions = (await issues.reactions(issue)).flatMap((reaction) => voteOfReaction(reaction) ?? []);
			return inOrder([...comments, ...reactions]);
		},
		async acknowledge({ source, id }, counts) {
			if (source !== "comment") return;
			try {
				await issues.react(id, counts ? "+1" : "confused");
			} catch (error) {
				if (statusOf(error) === void 0) throw error;
			}
		}
	};
}
function asked({ number, html_url: url }, isNew) {
	return {
		kind: "asked",
		issue: number,
		url,
		isNew
	};
}
function questionIn({ number, html_url: url, body, comments, reactions }) {
	const mark = readMark(body ?? "");
	if (mark === void 0) return void 0;
	const thumbs = reactions === void 0 ? 1 : reactions["+1"] + reactions["-1"];
	return {
		issue: number,
		url,
		...mark,
		mayHaveAnswers: comments + thumbs > 0
	};
}

// src/github/context.ts
/** The runner told something wrong, or not enough for what is asked. */
var ContextError = class extends Error {
	name = "ContextError";
};
const text = optional(string().check(_maxLength(4096, "longer than 4096 characters")));
const matching = (pattern, otherwise) => optional(string().check(_regex(pattern, otherwise)));
const address = optional(url({
	protocol: /^https?$/,
	error: "not an http address"
}));
const whole = (maximum) => optional(pipe(string().check(_regex(/^\d{1,16}$/, "not a whole number")), pipe(transform(Number), number().check(_gte(1, "less than 1"), _lte(maximum, `more than ${maximum}`)))));
const Variables = object({
	GITHUB_REPOSITORY: matching(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "not owner/name"),
	GITHUB_RUN_ID: whole(Number.MAX_SAFE_INTEGER),
	GITHUB_RUN_ATTEMPT: whole(1e4),
	GITHUB_JOB: text,
	GITHUB_SERVER_URL: address,
	GITHUB_API_URL: address,
	GITHUB_WORKSPACE: text,
	RUNNER_TEMP: text,
	RUNNER_TOOL_CACHE: text,
	GITHUB_ACTION: text
});
/**
* Reads the runner's variables. What is missing is undefined; what is there and makes no sense throws
* {@link ContextError}, naming the variable and its value.
*/
function readContext(environment) {
	const given = Object.keys(Variables.shape).map((name) => [name, environment[name] || void 0]);
	const result = safeParse(Variables, Object.fromEntries(given));
	if (!result.success) throw new ContextError(result.error.issues.map((issue) => fault(issue, environment)).join("\n"));
	const variables = result.data;
	const serverUrl = variables.GITHUB_SERVER_URL ?? "https://github.com";
	return Object.freeze({
		repository: splitRepository(variables.GITHUB_REPOSITORY),
		runId: variables.GITHUB_RUN_ID,
		attempt: variables.GITHUB_RUN_ATTEMPT,
		job: variables.GITHUB_JOB,
		serverUrl,
		apiUrl: variables.GITHUB_API_URL ?? "https://api.github.com",
		workspace: variables.GITHUB_WORKSPACE,
		temporaryFolder: variables.RUNNER_TEMP,
		toolCache: variables.RUNNER_TOOL_CACHE,
		actionId: variables.GITHUB_ACTION,
		act: environment["ACT"] === "true",
		enterpriseServer: isEnterpriseServer(serverUrl)
	});
}
function fault({ path: [name], message }, environment) {
	const value = environment[String(name)] ?? "";
	return `${String(name)} is ${JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value)}: ${message}`;
}
function splitRepository(repository) {
	const [owner, name] = repository?.split("/") ?? [];
	return owner === void 0 || name === void 0 ? void 0 : Object.freeze({
		owner,
		name
	});
}
function isEnterpriseServer(serverUrl) {
	const host = new URL(serverUrl).hostname.toLowerCase();
	return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}

// src/github/rate-limit.ts
/**
* Milliseconds a refused request asks us to wait before it is made again, or undefined where it asks nothing.
* After https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit:
* `retry-after`, else `x-ratelimit-reset` when nothing remains.
*/
function requestedWait(status, headers, now) {
	if (status !== 403 && status !== 429 && status !== 503) return void 0;
	const retryAfter = headers.get("retry-after");
	if (retryAfter !== null) return /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1e3 : waitUntil(retryAfter, now);
	if (headers.get("x-ratelimit-remaining") !== "0") return void 0;
	const reset = Number(headers.get("x-ratelimit-reset"));
	return reset > 0 ? Math.max(0, reset * 1e3 - now) + 1e3 : void 0;
}
function waitUntil(date, now) {
	const at = Date.parse(date);
	return Number.isNaN(at) ? void 0 : Math.max(0, at - now);
}
/**
* A `fetch` that ends: an answer must come in time, and a rate limit is waited for as long as the service asks and
* `patience` allows. Whatever the method: a refused request had no effect.
*/
function patientFetch(fetch, clock, patience) {
	return async (input, init) => {
		for (let attempt = 1;; attempt++) {
			const response = await answerInTime(fetch, clock, patience, input, init);
			const wait = requestedWait(response.status, response.headers, clock.now());
			if (wait === void 0 || wait > patience.longestWait || attempt >= patience.attempts) return response;
			await response.body?.cancel();
			await clock.sleep(wait, anyOf(patience.signal, init?.signal));
		}
	};
}
async function answerInTime(fetch, clock, { answerWithin, signal }, input, init = {}) {
	const late = new AbortController();
	const cancel = clock.after(answerWithin, () => late.abort(/* @__PURE__ */ new Error(`no answer within ${answerWithin} ms`)));
	try {
		return await fetch(input, {
			...init,
			signal: anyOf(late.signal, signal, init.signal)
		});
	} catch (error) {
		if (signal?.aborted) throw new DOMException("The request was stopped", {
			name: "AbortError",
			cause: error
		});
		throw error;
	} finally {
		cancel();
	}
}
function anyOf(...signals) {
	return AbortSignal.any(signals.filter((signal) => signal !== void 0 && signal !== null));
}

// src/github/octokit.ts
/**
* The one way to GitHub's REST API. Reads are retried on server errors and lost connections; writes are not, for nobody
* knows whether they happened; rate limits are waited for within bounds (a minute a wait by default).
*/
async function createOctokit(world, context, settings) {
	const [rest, retry, throttling] = await Promise.all([
		import("./octokit-rest.js"),
		import("./octokit-plugin-retry.js"),
		import("./octokit-plugin-throttling.js")
	]);
	const { token, ...patience } = settings;
	const fetch = patientFetch(world.http.fetch, world.clock, {
		longestWait: 6e4,
		attempts: 3,
		answerWithin: 3e4,
		...patience
	});
	const octokit = new (rest.Octokit.plugin(retry.retry, throttling.throttling))({
		auth: token,
		baseUrl: context.apiUrl,
		userAgent: "holdfast",
		request: { fetch },
		log: {
			debug: ignore,
			info: ignore,
			warn: ignore,
			error: ignore
		},
		retry: {
			retries: 2,
			doNotRetry: [
				400,
				401,
				403,
				404,
				409,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			onRateLimit: () => false,
			onSecondaryRateLimit: () => false
		}
	});
	octokit.hook.before("request", (options) => {
		if (options.method !== "GET" && options.method !== "HEAD") options.request.retries = 0;
	});
	return octokit;
}
function ignore() {}

// src/cli/runs/answer-on-github.ts
/** `holdfast approve`, `reject` and `signal` with `--repository`: an answer to a run that is kept on GitHub, as oneself. */
/** Answers to runs of the repository `owner/name`. Each throws a {@link UserError} where it cannot be given, with what to do. */
function answersOnGitHub(world, name) {
	const repository = repositoryCalled(name);
	const { owner, name: repo } = repository;
	/** Comments in the open issue that asks for an approval of the run. */
	async function comment(key, step, command) {
		const octokit = await ownOctokit(world);
		const login = await whoIs(octokit);
		const listed = await approvalIssues(world, octokit, repository, new AbortController().signal).open();
		if (listed.kind !== "listed") throw new UserError(listed.reason);
		const question = chosen(ofKey(listed.questions, key, name), step);
		await orRefused("the answer could not be given", "issues: write", () => octokit.rest.issues.createComment({
			owner,
			repo,
			issue_number: question.issue,
			body: command
		}));
		const what = `${readable(question.callback)} of ${question.key} is answered as ${login}: ${question.url}`;
		world.output.write(`${neutraliseLine(what)}\n${askedLine(question.text)}`);
	}
	return {
		approve: (key, step, words = "") => comment(key, step, `/approve ${words}`.trim()),
		async reject(key, step, reason) {
			if (reason.trim() === "") throw new UserError("--reason is empty: a rejection without one does not count");
			await comment(key, step, `/reject ${reason}`);
		},
		/** Sends an event to the workflows of the repository that hand signals on. */
		async signal(key, event, value) {
			const octokit = await ownOctokit(world);
			const sent = {
				event_type: "holdfast-signal",
				client_payload: {
					key,
					event,
					value
				}
			};
			await orRefused("the signal could not be sent", "contents: write", () => octokit.rest.repos.createDispatchEvent({
				owner,
				repo,
				...sent
			}));
			const what = `${event} for ${key} is sent to ${owner}/${repo}`;
			world.output.write(`${neutraliseLine(what)}: a workflow there on repository_dispatch hands it on.\n`);
		}
	};
}
async function ownOctokit(world) {
	const { environment } = world;
	const token = environment["GH_TOKEN"] || environment["GITHUB_TOKEN"];
	if (!token) throw new UserError("GH_TOKEN is not set: GH_TOKEN=$(gh auth token) has the one that gh knows");
	return createOctokit(world, readContext(environment), { token });
}
/** A bot's answer would not count. */
async function whoIs(octokit) {
	try {
		return (await octokit.rest.users.getAuthenticated()).data.login;
	} catch (error) {
		if (statusOf(error) === 403) throw new UserError("the token is an app's, whose answers do not count: give one of your own in GH_TOKEN", { cause: error });
		throw asRefusal(error, "who you are could not be asked", "metadata: read");
	}
}
async function orRefused(wanted, permission, act) {
	try {
		await act();
	} catch (error) {
		throw asRefusal(error, wanted, permission);
	}
}
function asRefusal(error, wanted, permission) {
	if (statusOf(error) === void 0) return error;
	return new UserError(failureOf(error, wanted, permission), { cause: error });
}
/** The question of one step, or the only one. */
function chosen(ofRun, step) {
	const paths = [...new Set(ofRun.map(({ callback }) => callback))];
	const path = step === void 0 ? void 0 : callbackCalled(step, paths, "no issue asks for an approval at");
	const asked = ofRun.filter(({ callback }) => path === void 0 || callback === path);
	const [only] = asked;
	if (only !== void 0 && asked.length === 1) return only;
	const issues = asked.slice(0, 20).map(({ issue, callback }) => `${readable(callback)} (#${issue})`);
	const hint = path === void 0 && paths.length > 1 ? "name the step" : "answer in the one that you mean";
	throw new UserError(neutraliseLine(`several issues ask for an approval: ${issues.join(", ")}; ${hint}`));
}
/** Those of the run whose key this is: what one is told by mistake cannot be taken back. */
function ofKey(questions, key, repository) {
	const found = questions.filter((question) => question.key === key);
	if (found.length > 0) return found;
	const keys = [...new Set(questions.map((question) => question.key))];
	const what = `no open issue of ${repository} asks for an approval of a run "${key}"${suggestKey(key, keys)}`;
	throw new UserError(neutraliseLine(what));
}

export { answersOnGitHub };