import { Gn as int, Qn as optional, Yn as nullish, Zn as object, dn as neutralise, ir as string } from "./action.js";
import { n as isDenial, r as statusOf, t as failureOf } from "./notify-recover-resume-signal-watchdog.js";

// src/approval/command.ts
/**
* A command begins the comment's first line that is not blank. Four spaces or a tab before it make it code, and a `>` a
* quote, as Markdown reads them: who shows how it is done has not done it.
*/
const command = /^(?:[^\S\n]*\n)* {0,3}\/(approve|reject)(?:\s+([^]*))?$/i;
/** Of what was said, in characters, so much is kept. */
const longest = 1e3;
/** What a comment commands; undefined where it is only a comment. */
function readCommand(body) {
	const [, word, said = ""] = command.exec(body.replace(/\r\n?/g, "\n")) ?? [];
	if (word === void 0) return void 0;
	const comment = neutralise(said.slice(0, longest).toWellFormed()).trim();
	return {
		answer: word.toLowerCase() === "approve" ? "approve" : "reject",
		comment: comment === "" ? void 0 : comment
	};
}

// src/approval/vote.ts
/** Answers to a question, as GitHub has them: comments that are commands, and thumbs under the question itself. */
/** GitHub says null, or this login, of an account that was deleted. */
const deletedAccount = "ghost";
const userSchema = nullish(object({
	login: string(),
	type: string()
}));
const commentSchema = object({
	id: int(),
	user: userSchema,
	body: nullish(string()),
	created_at: string(),
	updated_at: string()
});
const reactionSchema = object({
	id: int(),
	user: userSchema,
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
	return whySelfReview(vote.by, rule);
}
/** Why somebody may not answer because of who started the run; undefined where that does not stand in the way. */
function whySelfReview(by, { preventSelfReview, startedBy }) {
	if (!preventSelfReview) return void 0;
	if (startedBy === void 0) return "nobody knows who started the run, who may not answer";
	return isSame(by, startedBy) ? "who started the run may not answer" : void 0;
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

// src/approval/decision-on.ts
/** What the answers to a question come to by a rule. Throws what Octokit throws. */
async function decisionOn({ octokit, repository, questions, teamsOctokit }, question, rule) {
	const votes = await questions.votes(question);
	const may = mayAnswer(octokit, repository, rule, teamsOctokit);
	return {
		votes,
		decision: decide(await judged(votes, rule, may), rule)
	};
}

export { reactionSchema as a, inOrder as i, whySelfReview as n, voteOfComment as o, commentSchema as r, voteOfReaction as s, decisionOn as t };