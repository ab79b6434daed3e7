import { Gn as int, H as backoffDelay, Hn as boolean, Jn as nullable, Mt as link, Nt as table, Pt as text$1, Qn as optional, Vn as array, W as unitOf, Yn as nullish, Zn as object, cr as _gte, dn as neutralise, dr as parse, fn as neutraliseLine, fr as safeParse, ir as string, kt as code, lr as _maxLength, mt as withStage, or as union, rr as strictObject, sr as unknown, zn as _default } from "./action.js";
import { n as isDenial, r as statusOf } from "./notify-recover-resume-signal-watchdog.js";
import { t as shorten } from "./notify-recover-resume-run-watchdog.js";
import { k as timeInWords } from "./notify-recover.js";
import { r as writeOnce, t as unlessRefused } from "./notify-recover-resume-watchdog.js";
import { n as reasonIn, t as callClient } from "./recover-resume-signal-watchdog.js";
import { n as wordsOfLane, t as wordsOfJob } from "./recover-resume-watchdog.js";
import { a as reactionSchema, i as inOrder, o as voteOfComment, r as commentSchema, s as voteOfReaction } from "./resume.js";
import { d as waitingName, u as readWaitingName } from "./resume-signal.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");

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

// src/github/cache-outcome.ts
/** What the client gives where the job has no cache service at all. */
const NO_SERVICE = Symbol("no cache service");
const NO_SERVICE_REASON = "this job has no cache service";
/** What a call of `saveCache` came to: it returns -1, or an id, whatever went wrong, and prints the rest. */
function saveOutcome(answer) {
	const { words } = answer;
	if (answer.kind === "returned" && answer.value === NO_SERVICE) return {
		kind: "denied",
		reason: NO_SERVICE_REASON
	};
	const reason = reasonIn(words, answer.kind === "threw" ? answer.error : void 0);
	if (words.some(({ text }) => DENIED.test(text)) || DENIED.test(reason)) return {
		kind: "denied",
		reason
	};
	const complained = words.some(({ text }) => text.startsWith("Failed to save: "));
	if (answer.kind === "returned" && Number(answer.value) >= 0 && !complained) return { kind: "saved" };
	return {
		kind: "unknown",
		reason
	};
}
/** Policy, a refused token, or a full quota: not what another attempt would change. */
const DENIED = /cache-mode '.*' does not permit|cache write denied:|Failed request: \(40[13]\)|responded with 40[13]\b|quota has been hit|ACTIONS_RUNTIME_TOKEN/;
/** What a call of `restoreCache` came to: undefined means none only where nothing was complained about. */
function restoreOutcome(answer, prefix) {
	const { words } = answer;
	if (answer.kind === "threw") return {
		kind: "unavailable",
		reason: reasonIn(words, answer.error)
	};
	const key = answer.value;
	if (key === NO_SERVICE) return {
		kind: "unavailable",
		reason: NO_SERVICE_REASON
	};
	if (key === void 0) return words.some(({ level, text }) => level === "warning" || level === "error" || SKIPPED.test(text)) ? {
		kind: "unavailable",
		reason: reasonIn(words)
	} : { kind: "none" };
	if (key.startsWith(prefix)) return {
		kind: "found",
		key
	};
	return {
		kind: "unavailable",
		reason: `the service answered with ${JSON.stringify(key)}, which was not asked for`
	};
}
const SKIPPED = /^Cache restore skipped: /;

// src/github/cache.ts
/**
* The literal paths go into an entry's version and are resolved against the folder the client runs in. A dot is the
* same on every machine, so an entry saved in one folder is found from any other.
*/
const PATHS = ["."];
/** Gives Windows the same version as the rest: a re-run may land on another system, and reads what it can. */
const CROSS_OS = true;
/** The cache of GitHub Actions (v2), of act and of GitHub Enterprise Server (v1) through `@actions/cache`. */
function cacheService(world) {
	return {
		async restore(prefix, into) {
			requireKey(prefix);
			const answer = await callClient(world, into, async () => {
				const cache = await import("./actions-cache.js");
				if (!cache.isFeatureAvailable()) return NO_SERVICE;
				return cache.restoreCache(PATHS, prefix, [prefix], void 0, CROSS_OS);
			});
			return restoreOutcome(answer, prefix);
		},
		async save(key, from) {
			requireKey(key);
			const answer = await callClient(world, from, async () => {
				const cache = await import("./actions-cache.js");
				if (!cache.isFeatureAvailable()) return NO_SERVICE;
				return cache.saveCache(PATHS, key, void 0, CROSS_OS);
			});
			return saveOutcome(answer);
		}
	};
}
/** Ours are in lower case because act makes them so: a key that came back changed would not be known again. */
function requireKey(key) {
	if (key.length > 0 && key.length <= 512 && !key.includes(",") && key === key.toLowerCase()) return;
	throw new Error(`cache key ${JSON.stringify(key)}: 1 to 512 characters in lower case without commas are allowed`);
}

// src/waiting/waiting-note.ts
/** What is kept beside the name of a wait, for people and for whoever has the run go on elsewhere. */
const text = (most) => string().check(_maxLength(most));
const mostWaits = 20;
const longestWait$1 = 512;
const mostEvents = 100;
const schema = strictObject({
	/** The automation's name. */
	automation: text(256),
	/** The automation's file, in the workspace. */
	file: text(4096),
	/** The run key. */
	key: text(1024),
	/** The lane's name. */
	lane: text(8192),
	/** Whether the key is the author's own, so that a run of another workflow run can go on with it. */
	isShared: boolean(),
	/** What is waited for, in readable paths. */
	waiting: array(text(longestWait$1)).check(_maxLength(mostWaits)),
	/** Digests of the names of the events that are waited for. Left out, where nobody knows or there are many: any event. */
	events: optional(array(text(16)).check(_maxLength(mostEvents))),
	/** Path of the workflow's file. */
	workflow: optional(text(1024)),
	/** Full ref that the workflow ran on. */
	ref: optional(text(1024))
});
/** A note as text on one line. Of what is waited for it keeps so much as may be read back; else throws where that cannot be. */
function serialiseNote(note) {
	const waiting = note.waiting.slice(0, mostWaits).map((path) => path.slice(0, longestWait$1).toWellFormed());
	const { events } = note;
	const isMany = events !== void 0 && events.length > mostEvents;
	return JSON.stringify(parse(schema, {
		...note,
		waiting,
		events: isMany ? void 0 : events
	}));
}
/** Undefined where the text is no note. */
function readNote(written) {
	try {
		return safeParse(schema, JSON.parse(written)).data;
	} catch (error) {
		if (error instanceof SyntaxError) return void 0;
		throw error;
	}
}

// src/waiting/cache.ts
const prefix = "holdfast-waiting.";
const file = "waiting.json";
/** Milliseconds: GitHub evicts an entry that nobody read for seven days. The run wakes before, and is put in anew. */
const longestWait = 432e6;
/** Whose entries are taken: anybody's pull request may save some, under `refs/pull/`. */
const trustedRef = /^refs\/(?:heads|tags)\/./;
/** Bytes of a note, all its bounds used. */
const largestNote = 1048576;
const perPage$1 = 100;
const mostPages$1 = 50;
/**
* Waiting runs as cache entries whose content is the note: for jobs that may not write contents. No wait in it is longer than
* five days, and none of a pull request is in it. A note is read only where the job may read the cache of the branch that
* waits. Added with the job's own token, listed and removed over REST, with `actions: read` and `actions: write`.
*/
function cacheIndex({ files, random }, { octokit, repository, cache, scratch }) {
	const at = {
		owner: repository.owner,
		repo: repository.name
	};
	const { actions } = octokit.rest;
	async function add(run, note) {
		if (note.ref !== void 0 && !trustedRef.test(note.ref)) return {
			kind: "denied",
			reason: `the cache of a pull request is open to anybody, and is not looked at: grant contents: write`
		};
		const key = keyOf(run);
		const saved = await withStage({
			files,
			random
		}, join(scratch, "waiting"), async (stage) => {
			await files.makeFolder(stage);
			await files.scratch(join(stage, file), serialiseNote(note));
			return cache.save(key, stage);
		});
		if (saved.kind === "saved") return { kind: "added" };
		if (saved.kind === "denied") return saved;
		const standing = await unlessRefused("the waiting run could not be added", "actions: read", () => entriesOf(key));
		return Array.isArray(standing) && standing.some((entry) => entry.key === key) ? { kind: "added" } : {
			kind: "unavailable",
			reason: saved.reason
		};
	}
	/** Those whose keys begin so, the oldest first: what is read meanwhile changes no place. */
	async function entriesOf(beginning) {
		const entries = [];
		for (let page = 1; page <= mostPages$1; page++) {
			const order = {
				sort: "created_at",
				direction: "asc",
				per_page: perPage$1,
				page
			};
			const { data } = await actions.getActionsCacheList({
				...at,
				key: beginning,
				...order
			});
			for (const { key, ref } of data.actions_caches) if (key !== void 0 && ref !== void 0 && trustedRef.test(ref)) entries.push({
				key,
				ref
			});
			if (data.actions_caches.length < perPage$1) break;
		}
		return entries;
	}
	async function list(lane = "") {
		const runs = /* @__PURE__ */ new Map();
		for (const { key, ref } of await entriesOf(`${prefix}${lane}`)) {
			const run = readWaitingName(key.slice(17));
			if (run !== void 0) runs.set(`${ref} ${key}`, {
				...run,
				cachedOn: ref
			});
		}
		return {
			kind: "listed",
			runs: [...runs.values()]
		};
	}
	async function noteOf(run) {
		return withStage({
			files,
			random
		}, join(scratch, "waiting"), async (stage) => {
			await files.makeFolder(stage);
			const key = keyOf(run);
			const restored = await cache.restore(key, stage);
			if (restored.kind !== "found" || restored.key !== key) return void 0;
			const status = await files.status(join(stage, file));
			if (status?.kind !== "file" || status.size > largestNote) return void 0;
			return readNote(String(await files.read(join(stage, file))));
		});
	}
	async function remove(run) {
		try {
			await actions.deleteActionsCacheByKey({
				...at,
				key: keyOf(run),
				...run.cachedOn !== void 0 && { ref: run.cachedOn }
			});
		} catch (error) {
			if (statusOf(error) !== 404) throw error;
		}
		return { kind: "removed" };
	}
	return {
		add,
		list: (lane) => unlessRefused("the waiting runs could not be listed", "actions: read", () => list(lane)),
		noteOf,
		remove: (run) => unlessRefused("the waiting run could not be removed", "actions: write", () => remove(run))
	};
}
function keyOf(run) {
	return prefix + waitingName({
		...run,
		until: Math.min(run.until ?? Infinity, run.since + longestWait)
	});
}

// src/waiting/first-of.ts
/**
* Two indexes as one: a run is added to the first that takes it, and looked for in both. `onDenied` is told, once a reason,
* where this job may not add to the first, or may look in one only.
*/
function firstOf([first, second], onDenied) {
	/** In which of them a run was listed. */
	const places = /* @__PURE__ */ new Map();
	const told = /* @__PURE__ */ new Set();
	function tell(reason) {
		if (!told.has(reason)) onDenied(reason);
		told.add(reason);
	}
	function placesOf(run) {
		const place = places.get(waitingName(run));
		return place === void 0 ? [first, second] : [place];
	}
	return {
		async add(run, note) {
			const added = await first.add(run, note);
			if (added.kind === "added") return added;
			if (added.kind === "denied") tell(added.reason);
			const other = await second.add(run, note);
			return other.kind === "added" ? other : both(added, other);
		},
		async list(lane) {
			const [own, other] = await Promise.all([first.list(lane), second.list(lane)]);
			if (own.kind === "unavailable") return own;
			if (other.kind === "unavailable") return other;
			if (own.kind === "denied" && other.kind === "denied") return both(own, other);
			const runs = /* @__PURE__ */ new Map();
			const listed = [{
				index: second,
				answer: other
			}, {
				index: first,
				answer: own
			}];
			for (const { index, answer } of listed) {
				if (answer.kind === "denied") tell(answer.reason);
				for (const run of answer.kind === "listed" ? answer.runs : []) {
					runs.set(waitingName(run), run);
					places.set(waitingName(run), index);
				}
			}
			return {
				kind: "listed",
				runs: [...runs.values()]
			};
		},
		async noteOf(run) {
			for (const index of placesOf(run)) {
				const note = await index.noteOf(run);
				if (note !== void 0) return note;
			}
		},
		async remove(run) {
			return (await Promise.all(placesOf(run).map((index) => index.remove(run)))).find(({ kind }) => kind !== "removed") ?? { kind: "removed" };
		}
	};
}
/** Denied for good only where both are. */
function both(one, other) {
	return {
		kind: one.kind === "denied" && other.kind === "denied" ? "denied" : "unavailable",
		reason: `${one.reason}; ${other.reason}`
	};
}

// src/waiting/refs.ts
/** Refs that start no workflow and that a plain clone does not fetch. */
const hidden = "holdfast/waiting";
const readme = "The messages of these commits say which runs wait. They hold nothing of the code.\n";
/**
* Waiting runs as git refs, each to a commit without parents whose message is the note. A ref is made once, never moved, and
* deleted when its wait is over. To list takes one request whatever waits, to add three. Needs `contents: write`.
*/
function refsIndex(octokit, repository, namespace = hidden) {
	const at = {
		owner: repository.owner,
		repo: repository.name
	};
	const { git } = octokit.rest;
	/** The commit of each ref that was listed. */
	const commits = /* @__PURE__ */ new Map();
	async function add(run, note) {
		const name = waitingName(run);
		const message = `${serialiseNote(note)}\n`;
		const { data: commit } = await git.createCommit({
			...at,
			message,
			tree: await makeTree(),
			parents: []
		});
		try {
			await git.createRef({
				...at,
				ref: `refs/${namespace}/${name}`,
				sha: commit.sha
			});
		} catch (error) {
			if (!saysOf(error, /already exists/i)) throw error;
		}
		return { kind: "added" };
	}
	/** GitHub's REST knows no empty tree and makes none, so this one has a file to say what it is. */
	async function makeTree() {
		const file = {
			path: "README.md",
			mode: "100644",
			type: "blob",
			content: readme
		};
		return (await git.createTree({
			...at,
			tree: [file]
		})).data.sha;
	}
	async function list(lane = "") {
		const { data } = await git.listMatchingRefs({
			...at,
			ref: `${namespace}/${lane}`
		});
		return {
			kind: "listed",
			runs: data.flatMap(({ ref, object }) => {
				const name = ref.slice(`refs/${namespace}/`.length);
				commits.set(name, object.sha);
				return readWaitingName(name) ?? [];
			})
		};
	}
	async function noteOf(run) {
		const name = waitingName(run);
		try {
			const sha = commits.get(name) ?? (await git.getRef({
				...at,
				ref: `${namespace}/${name}`
			})).data.object.sha;
			return readNote((await git.getCommit({
				...at,
				commit_sha: sha
			})).data.message);
		} catch (error) {
			if (statusOf(error) === void 0) throw error;
			return;
		}
	}
	async function remove(run) {
		try {
			await git.deleteRef({
				...at,
				ref: `${namespace}/${waitingName(run)}`
			});
		} catch (error) {
			if (!saysOf(error, /does not exist/i)) throw error;
		}
		return { kind: "removed" };
	}
	return {
		add: (run, note) => unlessRefused("the waiting run could not be added", "contents: write", () => add(run, note)),
		list: (lane) => unlessRefused("the waiting runs could not be listed", "contents: read", () => list(lane)),
		noteOf,
		remove: (run) => unlessRefused("the waiting run could not be removed", "contents: write", () => remove(run))
	};
}
/** GitHub answers 422 to much else, too. */
function saysOf(error, words) {
	return statusOf(error) === 422 && error instanceof Error && words.test(error.message);
}

// src/waiting/open-index.ts
/** Over the GitHub of these options. What GitHub does not answer is added again: a run that is not in it is not resumed. */
function openIndex(world, options) {
	const index = indexOf(world, options);
	return {
		...index,
		add: (run, note) => untilAnswered(world, () => index.add(run, note))
	};
}
function indexOf(world, { kind, onDenied = () => void 0, ...options }) {
	switch (kind) {
		case "refs": return refsIndex(options.octokit, options.repository);
		case "branches": return refsIndex(options.octokit, options.repository, "heads/holdfast/waiting");
		case "cache": return cacheIndex(world, options);
		case "auto": return firstOf([refsIndex(options.octokit, options.repository), cacheIndex(world, options)], onDenied);
	}
}
const tries = 4;
const backoff = {
	initialDelay: 1e3,
	factor: 3,
	maxDelay: 1e4,
	jitter: "full"
};
async function untilAnswered({ clock, random }, act) {
	for (let attempt = 1;; attempt++) {
		const answer = await act();
		if (!isUnavailable(answer) || attempt === tries) return answer;
		await clock.sleep(backoffDelay(backoff, attempt, unitOf(random.bytes(6))));
	}
}
function isUnavailable(answer) {
	return typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "unavailable";
}

// src/waiting/judge.ts
/** GitHub's bounds of re-runs: https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs */
const longestReach = 2592e6;
const mostReruns = 50;
/** Whether it has ended, and has dead letters that a person is to look at. */
function isForPersonAlone({ waitsFor }) {
	return waitsFor.size === 1 && waitsFor.has("dead-letters");
}
/** Whether it has something to do: its time has come, or its answer is there. Dead letters come with a person. */
function isDue({ until, waitsFor, lane }, answered, now) {
	if (isForPersonAlone({ waitsFor })) return false;
	return answered.has(lane) || until !== void 0 && until <= now;
}
/**
* Those of whose lane a later one waits: their lane went on from them. What a cache says counts for what the same branch's
* cache keeps, and for no more.
*/
function superseded(waits) {
	const lanes = Map.groupBy(waits, ({ lane }) => lane);
	return waits.filter((wait) => lanes.get(wait.lane).some((other) => speaksFor(other, wait) && isLater(other, wait)));
}
function speaksFor({ cachedOn }, other) {
	return cachedOn === void 0 || cachedOn === other.cachedOn;
}
function isLater(one, other) {
	return one.runId === other.runId && one.attempt !== other.attempt ? one.attempt > other.attempt : one.since > other.since;
}
/**
* Judges waits of one workflow run that are due, in their order; `executions` are all of its jobs'. A run is undefined where
* GitHub knows it no more, and `now` is in milliseconds since the epoch. One job of a run runs again at a time, for the run
* is then in progress; all at once where no other job would run with them.
*/
function judge(waits, run, executions, now) {
	const judged = new Map(waits.map((wait) => [wait.waiting, judgeAlone(wait, run, now)]));
	const resumed = [...judged].flatMap(([waiting, one]) => one.kind === "resume" ? [{
		waiting,
		job: one.job
	}] : []);
	const isWhole = resumed.length > 1 && areAll(new Set(resumed.map(({ job }) => job?.name)), executions);
	for (const [index, { waiting }] of resumed.entries()) if (isWhole) judged.set(waiting, {
		kind: "resume",
		job: void 0
	});
	else if (index > 0) judged.set(waiting, {
		kind: "leave",
		why: "another job of its workflow run goes on first"
	});
	return judged;
}
function judgeAlone({ waiting, standing }, run, now) {
	if (run === void 0) return {
		kind: "out-of-reach",
		why: "GitHub knows its workflow run no more"
	};
	if (!isOwn(waiting, run)) return {
		kind: "leave",
		why: `${waiting.cachedOn} may not tell of runs of other branches`
	};
	if (standing.kind === "started-again") return { kind: "gone-on" };
	if (run.fork !== void 0 && run.event !== "pull_request_target") return {
		kind: "leave",
		why: "it runs what a fork wrote, which a person has run again"
	};
	if (run.status !== "completed") return {
		kind: "leave",
		why: "its workflow run is in progress"
	};
	if (now - run.createdAt > 2592e6) return {
		kind: "out-of-reach",
		why: "its workflow run is older than the 30 days within which GitHub re-runs one"
	};
	if (run.attempt > mostReruns) return {
		kind: "out-of-reach",
		why: "GitHub has re-run its workflow run 50 times"
	};
	if (standing.kind === "skipped") return {
		kind: "out-of-reach",
		why: "its job was skipped when it was to run again, by its `if` or for what it needs"
	};
	if (standing.kind === "unknown") return {
		kind: "out-of-reach",
		why: "nothing tells which of its jobs it is: for runs that are yet to begin, name the job in the input `lane` of actions/run"
	};
	return {
		kind: "resume",
		job: standing.kind === "waiting" ? standing.job : void 0
	};
}
/** Whether a cache that keeps the wait is that of the run's own branch or tag. */
function isOwn({ cachedOn }, { branch }) {
	return cachedOn === void 0 || cachedOn === `refs/heads/${branch}` || cachedOn === `refs/tags/${branch}`;
}
/** Whether a run has no jobs but those of these names, and such as were skipped. */
function areAll(names, executions) {
	return executions.every(({ name, conclusion }) => names.has(name) || conclusion === "skipped");
}

// src/github/job-executions.ts
/** Jobs of workflow runs in all their attempts, and how one runs again, over REST. Everything here throws what Octokit throws. */
const jobPage = object({ jobs: array(object({
	id: int(),
	name: string(),
	run_attempt: optional(int()),
	status: string(),
	conclusion: nullable(string()),
	started_at: nullable(string()),
	runner_name: nullish(string())
})) });
const perPage = 100;
/** GitHub starts 256 jobs of a matrix, and re-runs a run fifty times. */
const mostPages = 40;
/**
* Of all attempts. The list of the latest attempt alone has at times left out what that one did not run again
* (https://github.com/r-universe-org/help/issues/607). Needs `actions: read`.
*/
async function listExecutions(octokit, { owner, name: repo }, runId) {
	const found = [];
	const asked = {
		owner,
		repo,
		run_id: runId,
		filter: "all",
		per_page: perPage
	};
	for (let page = 1; page <= mostPages; page++) {
		const { data } = await octokit.rest.actions.listJobsForWorkflowRun({
			...asked,
			page
		});
		const { jobs } = parse(jobPage, data);
		for (const job of jobs) found.push({
			id: job.id,
			name: job.name,
			attempt: job.run_attempt ?? 1,
			status: job.status,
			conclusion: job.conclusion ?? void 0,
			startedAt: Date.parse(job.started_at ?? "") || 0,
			hadRunner: Boolean(job.runner_name)
		});
		if (jobs.length < perPage) break;
	}
	return found;
}
/** Starts the next attempt of a run: of one job and of what needs it, or of all jobs. Needs `actions: write`. */
async function rerun(octokit, { owner, name: repo }, runId, jobId) {
	const { actions } = octokit.rest;
	if (jobId === void 0) await actions.reRunWorkflow({
		owner,
		repo,
		run_id: runId
	});
	else await actions.reRunJobForWorkflowRun({
		owner,
		repo,
		job_id: jobId
	});
}

// src/waiting/standing.ts
/** `executions` are all of its workflow run; of a wait that names no job, the note tells whose it is. */
function standingOf(waiting, run, executions, note) {
	if (executions.length === 0) return { kind: run.attempt > waiting.attempt ? "started-again" : "jobless" };
	const suspended = suspendedJob(waiting, executions, note);
	if (suspended === void 0) return { kind: "unknown" };
	const ofJob = executions.filter(({ name }) => name === suspended.name);
	const before = ofJob.filter(({ attempt }) => attempt <= waiting.attempt);
	const known = new Set(before.map(({ startedAt }) => startedAt));
	const begun = ofJob.filter((one) => one.attempt > waiting.attempt && !known.has(one.startedAt) && hasBegun(one));
	const sameName = before.filter(({ attempt }) => attempt === suspended.attempt);
	if (begun.length >= sameName.length) return { kind: "started-again" };
	const listedLast = ofJob.filter((one) => one.startedAt === suspended.startedAt || !hasBegun(one)).reduce((last, one) => one.attempt > last.attempt ? one : last, suspended);
	return listedLast.conclusion === "skipped" ? { kind: "skipped" } : {
		kind: "waiting",
		job: listedLast
	};
}
/** One that was skipped, or cancelled before a runner took it, has done nothing: `concurrency` cancels who waits. */
function hasBegun({ status, conclusion, hadRunner }) {
	if (status !== "completed") return status === "in_progress";
	return conclusion !== "skipped" && (hadRunner || conclusion !== "cancelled");
}
function suspendedJob({ jobId, attempt }, executions, note) {
	const named = executions.find(({ id }) => id === jobId);
	if (named !== void 0) return named;
	const jobs = executions.filter((one) => one.attempt === attempt);
	if (jobs.length === 1) return jobs[0];
	if (note === void 0) return void 0;
	const words = wordsOfLane(note.lane, note.automation);
	const [found, ...others] = jobs.filter(({ name }) => wordsOfJob(name) === words);
	return others.length === 0 ? found : void 0;
}

export { isForPersonAlone as a, superseded as c, approvalIssues as d, isDue as i, openIndex as l, listExecutions as n, judge as o, rerun as r, longestReach as s, standingOf as t, cacheService as u };