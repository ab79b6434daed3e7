import { Bn as boolean, H as backoffDelay, Mt as link, Nt as table, Pt as text$1, Un as int, W as unitOf, Xn as optional, Yn as object, ar as unknown, dn as neutralise, fn as neutraliseLine, ir as union, kt as code, lr as parse, mt as withStage, nr as string, or as _gte, qn as nullish, sr as _maxLength, tr as strictObject, ur as safeParse, zn as array } from "./action.js";
import { i as shorten, r as writeOnce, t as unlessRefused } from "./notify-recover-resume-run-watchdog.js";
import { A as timeInWords } from "./notify-recover.js";
import { n as isDenial, r as statusOf, t as failureOf } from "./notify-recover-resume-run-signal-watchdog.js";
const { createHash, hash } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");

// src/waiting/waiting-note.ts
/** What is kept beside the name of a wait, for people and for whoever has the run go on elsewhere. */
const text = (most) => string().check(_maxLength(most));
const mostWaits = 20;
const longestWait$1 = 512;
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
	/** Path of the workflow's file. */
	workflow: optional(text(1024)),
	/** Full ref that the workflow ran on. */
	ref: optional(text(1024))
});
/** A note as text on one line. Of what is waited for it keeps so much as may be read back; else throws where that cannot be. */
function serialiseNote(note) {
	const waiting = note.waiting.slice(0, mostWaits).map((path) => path.slice(0, longestWait$1).toWellFormed());
	return JSON.stringify(parse(schema, {
		...note,
		waiting
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

// src/waiting/waiting-run.ts
/** A run that waits, as its name in the index tells it. */
/** What a run may wait for. A name tells it by the first letters, in this order. */
const waits = [
	"time",
	"approval",
	"event",
	"dead-letters"
];
/** What stands for a run key where anyone may read. */
function keyDigest(key) {
	return hash("sha256", key, "hex").slice(0, 16);
}
/**
* The name of a wait: unlike any other, and never given twice. What has it is made and deleted and never changed, so that
* to delete it is safe. Lower case, digits and dots: it may be part of a ref and of a cache key. Times are rounded up to
* whole seconds. Throws on what no name can tell.
*/
function waitingName({ lane, key, since, until, waitsFor, runId, attempt, jobId }) {
	const told = waits.map((one) => waitsFor.has(one) ? one.charAt(0) : "").join("");
	const name = [
		lane,
		key,
		secondsOf(since),
		secondsOf(until ?? 0),
		told,
		runId,
		attempt,
		jobId ?? 0
	].join(".");
	if (pattern.test(name)) return name;
	throw new Error(`no wait can be called ${name}`);
}
/** Undefined where a name is not one that {@link waitingName} gives. */
function readWaitingName(name) {
	const [, lane, key, since, until, told, runId, attempt, jobId] = pattern.exec(name) ?? [];
	if (lane === void 0 || key === void 0) return void 0;
	const run = {
		lane,
		key,
		since: Number(since) * 1e3,
		until: until === "0" ? void 0 : Number(until) * 1e3,
		waitsFor: new Set(waits.filter((one) => told?.includes(one.charAt(0)))),
		runId: Number(runId),
		attempt: Number(attempt),
		jobId: jobId === "0" ? void 0 : Number(jobId)
	};
	return [
		run.runId,
		run.attempt,
		run.jobId ?? 0
	].every(Number.isSafeInteger) ? run : void 0;
}
const pattern = /^([0-9a-f]{32})\.([0-9a-f]{16})\.([1-9]\d{0,10})\.(0|[1-9]\d{0,10})\.(?!\.)(t?a?e?d?)\.([1-9]\d{0,15})\.([1-9]\d{0,4})\.(0|[1-9]\d{0,15})$/;
function secondsOf(ms) {
	return Math.ceil(ms / 1e3);
}

// src/waiting/cache.ts
const prefix = "holdfast-waiting.";
const file = "waiting.json";
/** Milliseconds: GitHub evicts an entry that nobody read for seven days. The run wakes before, and is put in anew. */
const longestWait = 432e6;
/** Bytes of a note, all its bounds used. */
const largestNote = 1048576;
const perPage = 100;
const mostPages = 50;
/**
* Waiting runs as cache entries whose content is the note: for jobs that may not write contents. No wait in it is longer than
* five days. A note is read only where the job may read the cache of the branch that waits. Added with the job's own
* token, listed and removed over REST, with `actions: read` and `actions: write`.
*/
function cacheIndex({ files, random }, { octokit, repository, cache, scratch }) {
	const at = {
		owner: repository.owner,
		repo: repository.name
	};
	const { actions } = octokit.rest;
	async function add(run, note) {
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
		const standing = await unlessRefused("the waiting run could not be added", "actions: read", () => keysOf(key));
		return Array.isArray(standing) && standing.includes(key) ? { kind: "added" } : {
			kind: "unavailable",
			reason: saved.reason
		};
	}
	/** The keys that begin so, the oldest first: what is read meanwhile changes no place. */
	async function keysOf(beginning) {
		const keys = [];
		for (let page = 1; page <= mostPages; page++) {
			const order = {
				sort: "created_at",
				direction: "asc",
				per_page: perPage,
				page
			};
			const { data } = await actions.getActionsCacheList({
				...at,
				key: beginning,
				...order
			});
			for (const { key } of data.actions_caches) if (key !== void 0) keys.push(key);
			if (data.actions_caches.length < perPage) break;
		}
		return keys;
	}
	async function list(lane = "") {
		return {
			kind: "listed",
			runs: [...new Set(await keysOf(`${prefix}${lane}`))].flatMap((key) => readWaitingName(key.slice(17)) ?? [])
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
				key: keyOf(run)
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

// src/waiting/waiting-index.ts
/** Where it is kept: `branches` where a server takes no refs but its own, `auto` in refs where the job may. */
const indexKinds = [
	"auto",
	"refs",
	"branches",
	"cache"
];
/** Over the GitHub of these options. What GitHub does not answer is added again: a run that is not in it is not resumed. */
function waitingIndex(world, options) {
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

// src/approval/question-mark.ts
/** What an issue says, unseen, of the question it asks: by it the question is found again. */
/** Only who may triage can set a label, so that nobody else's issue is taken for a question. */
const questionLabel = "holdfast-approval";
const contentSchema = object({
	callback: string(),
	automation: string(),
	key: string(),
	step: string(),
	approvers: array(string()),
	approvals: int().check(_gte(1)),
	preventSelfReview: boolean(),
	startedBy: optional(string())
});
/** Characters. With the longest text beside it, a mark fits into what GitHub takes. */
const longestMark = 16e3;
const form = /^<!-- holdfast:approval ([\da-f]{32}) ([\da-f]{32}) ([A-Za-z\d+/=]{1,16000}) -->\n/;
/** Undefined where it would be too long for an issue. In base64, nothing foreign ends the comment or calls on anybody. */
function markOf(question) {
	const { callback, automation, key, step, approvers, approvals, preventSelfReview, startedBy } = question;
	const content = {
		callback,
		automation,
		key,
		step,
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
function beginningOf({ lane, callback }) {
	return `<!-- holdfast:approval ${lane} ${createHash("sha256").update(callback).digest("hex").slice(0, 32)}`;
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
const thumbs = {
	"+1": "approve",
	"-1": "reject"
};
/** Undefined where it is none of the two thumbs. */
function voteOfReaction({ user, content, created_at: at, id }) {
	const answer = thumbs[content];
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
		["Step", name(step)],
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
		table(["", ""], facts),
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
	/** Of several that ask the same, the one that counts is the oldest. */
	async function find(question) {
		const beginning = beginningOf(question);
		return (await issues.list()).find(({ body }) => body?.startsWith(beginning));
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
			const write = () => {
				isNew = true;
				return issues.open(titleOf(question), mark + bodyOf(question));
			};
			const issue = await writeOnce(clock, write, () => find(question), signal);
			return isNew ? elected(question, issue) : asked(issue, false);
		});
	}
	/** Two jobs may ask at once: each looks again once it has asked, and takes its own back where another was first. */
	async function elected(question, own) {
		if (!isLabelled(own)) {
			await issues.change(own.number, {
				state: "closed",
				state_reason: "not_planned"
			});
			return {
				kind: "denied",
				reason: "the approval could not be asked for: the token may not set labels"
			};
		}
		const first = await find(question) ?? own;
		if (first.number >= own.number) return asked(own, true);
		await issues.change(own.number, {
			state: "closed",
			state_reason: "not_planned"
		});
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

// src/approval/decide.ts
/**
* Decides in order of time: so many people have to agree as the rule says, and the first who says no before they did
* decides. Somebody who agreed may still say no until it is decided.
*/
function decide(votes, rule) {
	const agreed = /* @__PURE__ */ new Map();
	const ignored = [];
	let lastAgreedAt = 0;
	let rejection;
	for (const vote of inOrder(votes)) {
		const why = rejection !== void 0 || agreed.size >= rule.approvals ? "it was decided already" : whyIgnored(vote, rule, agreed);
		if (why !== void 0) ignored.push({
			vote,
			why
		});
		else if (vote.answer === "reject") rejection = vote;
		else {
			agreed.set(vote.by.toLowerCase(), {
				by: vote.by,
				...commentOf(vote),
				...teamsOf(vote)
			});
			lastAgreedAt = vote.at;
		}
	}
	if (rejection !== void 0) {
		const reason = rejection.comment ?? "a reaction, without words";
		return {
			kind: "rejected",
			at: rejection.at,
			by: rejection.by,
			reason,
			...teamsOf(rejection),
			ignored
		};
	}
	const agreements = [...agreed.values()];
	const missing = rule.approvals - agreements.length;
	if (missing <= 0) return {
		kind: "approved",
		at: lastAgreedAt,
		votes: agreements,
		ignored
	};
	return {
		kind: "open",
		agreed: agreements.map(({ by }) => by),
		missing,
		ignored
	};
}
/** Why a vote does not count whoever gave it, as far as its rule and itself tell. */
function whyUncounted(vote, rule) {
	if (vote.isBot) return "it is a bot's";
	if (isSame(vote.by, "ghost")) return "the account was deleted";
	if (vote.isEdited) return "the comment was edited: write a new one";
	if (vote.answer === "reject" && vote.source === "comment" && vote.comment === void 0) return "a rejection needs a reason: /reject REASON";
	if (!rule.preventSelfReview) return void 0;
	if (rule.startedBy === void 0) return "nobody knows who started the run, who may not answer";
	return isSame(vote.by, rule.startedBy) ? "who started the run may not answer" : void 0;
}
function whyIgnored(vote, rule, agreed) {
	const why = whyUncounted(vote, rule);
	if (why !== void 0) return why;
	if (!vote.eligibility.may) return vote.eligibility.why;
	return vote.answer === "approve" && agreed.has(vote.by.toLowerCase()) ? "counted already" : void 0;
}
function commentOf({ comment }) {
	return comment === void 0 ? {} : { comment };
}
function teamsOf({ eligibility }) {
	return eligibility.may && eligibility.teams.length > 0 ? { teams: eligibility.teams } : {};
}
/** Logins are one and the same in upper and lower case. */
function isSame(login, other) {
	return login.toLowerCase() === other.toLowerCase();
}

// src/approval/may-answer.ts
/** Who may answer a question, as GitHub knows people. */
/** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
const permissionSchema = object({
	permission: string(),
	role_name: optional(string())
});
const membershipSchema = object({ state: string() });
/**
* Asks GitHub who somebody is, each person once. Teams are read with a token of their own, for a job's may not: what cannot
* be checked is no yes. Throws what Octokit throws where GitHub does not answer, or limits how often it may be asked.
*/
function mayAnswer(octokit, repository, { approvers }, teamsOctokit) {
	const named = approvers.map((approver) => approver.replace(/^@/, "").toLowerCase());
	const teams = named.filter((name) => name.includes("/"));
	const logins = new Set(named.filter((name) => !name.includes("/")));
	const asked = /* @__PURE__ */ new Map();
	const ask = (login) => named.length === 0 ? whetherWriter(octokit, repository, login) : whetherNamed(login, {
		isListed: logins.has(login),
		teams,
		octokit: teamsOctokit ?? octokit
	});
	return (login) => {
		const name = login.toLowerCase();
		const answer = asked.get(name) ?? ask(name);
		asked.set(name, answer);
		return answer;
	};
}
/** The votes with who may give them; of one that counts for nothing anyway, nobody is asked. */
async function judged(votes, rule, may) {
	const results = [];
	for (const vote of votes) {
		const why = whyUncounted(vote, rule);
		results.push({
			...vote,
			eligibility: why === void 0 ? await may(vote.by) : {
				may: false,
				why
			}
		});
	}
	return results;
}
async function whetherWriter(octokit, { owner, name }, login) {
	try {
		const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
			owner,
			repo: name,
			username: login
		});
		const { permission, role_name: role } = permissionSchema.parse(data);
		if (permission === "admin" || permission === "write") return {
			may: true,
			teams: []
		};
		return {
			may: false,
			why: `may not write to the repository (${role ?? permission})`
		};
	} catch (error) {
		if (statusOf(error) === 404) return {
			may: false,
			why: "is no user who may write to the repository"
		};
		if (!isDenial(error)) throw error;
		return {
			may: false,
			why: failureOf(error, "could not be checked", "metadata: read")
		};
	}
}
async function whetherNamed(login, { isListed, teams, octokit }) {
	const found = [];
	const unknown = [];
	for (const team of teams) {
		const membership = await membershipIn(team, login, octokit);
		if (membership === "unknown") unknown.push(team);
		else if (membership === "active") found.push(team);
	}
	if (isListed || found.length > 0) return {
		may: true,
		teams: found
	};
	if (unknown.length === 0) return {
		may: false,
		why: `is none of the approvers${teams.length === 0 ? "" : ", nor in a team of theirs that the token may see"}`
	};
	return {
		may: false,
		why: `could not be looked up in ${unknown.join(", ")}: give a \`teams-token\` that may read the members of the organisation (read:org)`
	};
}
async function membershipIn(team, login, octokit) {
	const [org = "", slug = ""] = team.split("/");
	try {
		const asked = {
			org,
			team_slug: slug,
			username: login
		};
		const { data } = await octokit.rest.teams.getMembershipForUserInOrg(asked);
		return membershipSchema.parse(data).state === "active" ? "active" : "none";
	} catch (error) {
		if (statusOf(error) === 404) return "none";
		if (!isDenial(error)) throw error;
		return "unknown";
	}
}

export { indexKinds as a, waitingName as c, approvalIssues as i, mayAnswer as n, waitingIndex as o, decide as r, keyDigest as s, judged as t };