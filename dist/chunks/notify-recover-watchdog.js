import { At as codeBlock, Bn as _enum, Gn as int, H as backoffDelay, Hn as boolean, Ht as line$1, It as vocabulary, Jt as withDefault, Kn as literal, Kt as yesOrNo, Mt as link, Nt as table, Pt as text$1, Qn as optional, Un as discriminatedUnion, Ut as oneOf, V as runAttempts, Vn as array, Vt as entriesOf, W as unitOf, Xn as number, Xt as parseDuration, Yn as nullish, Yt as formatDuration, Z as jobFolder, Zn as object, an as Locked, ar as tuple, bn as requireContext, cr as _gte, dn as neutralise, dr as parse, fn as neutraliseLine, fr as safeParse, hr as UserError, ir as string, jt as details, kt as code, lr as _maxLength, nn as secretGuard, nr as record, nt as stateFolder, qn as looseObject, qt as input, rr as strictObject, rt as isDiskError, sn as withLock, sr as unknown, tr as readonly, un as summaryWriter, ur as _minLength } from "./action.js";
import { O as suggest, n as openConfiguration, t as mermaidOf } from "./notify-recover-run-watchdog.js";
import { a as requestedWait, r as statusOf, t as failureOf$1 } from "./notify-recover-resume-signal-watchdog.js";
import { t as shorten } from "./notify-recover-resume-run-watchdog.js";
import { k as timeInWords } from "./notify-recover.js";
import { n as LostAnswer, r as writeOnce, t as unlessRefused } from "./notify-recover-resume-watchdog.js";
const { createHash, createHmac } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");

// src/notify/incident/sequence.ts
const wholeFromOne = int().check(_gte(1));
const sequenceSchema = readonly(tuple([wholeFromOne, wholeFromOne]));
/** Whether an attempt is newer than another one. */
function isNewer([run, attempt], [otherRun, otherAttempt]) {
	return run === otherRun ? attempt > otherAttempt : run > otherRun;
}

// src/notify/incident/incident.ts
/** An incident as it is kept and told: one problem, from its first failure to its recovery. */
const text = (most) => string().check(_maxLength(most));
const milliseconds = number().check(_gte(0));
const countFromOne = int().check(_gte(1));
/** The bounds of text, in UTF-16 units. */
const bounds = {
	key: 1024,
	cause: 512,
	title: 256,
	url: 2048,
	commit: 64,
	name: 256,
	reason: 512,
	reference: 256
};
/** From the most harmful to the least. */
const severities = [
	"critical",
	"error",
	"warning",
	"info"
];
/** The attempt of a workflow run that an outcome is of. */
const runReferenceSchema = strictObject({
	sequence: sequenceSchema,
	url: optional(text(bounds.url)),
	commit: optional(text(bounds.commit)),
	branch: optional(text(bounds.name)),
	workflow: optional(text(bounds.name)),
	job: optional(text(bounds.name))
});
const sighting = strictObject({
	/** Milliseconds since the epoch. */
	at: milliseconds,
	run: runReferenceSchema
});
/** What people are told of an incident. */
const changes = [
	"opened",
	"updated",
	"reminded",
	"recovered"
];
/** What one channel was last asked to tell, and what came of it. */
const deliverySchema = strictObject({
	change: _enum(changes),
	/** `unknown`: the channel may have taken it. */
	state: _enum([
		"pending",
		"delivered",
		"failed",
		"unknown"
	]),
	/** Milliseconds since the epoch of this state. */
	since: milliseconds,
	/** Who delivers, or did: unique to one claim. */
	writer: text(64),
	/** How many writers have tried to deliver this change. */
	attempt: countFromOne,
	/** The incident's count when it was last told there for certain. */
	heard: optional(countFromOne),
	/** Where it stands in the channel, such as an issue's number. */
	reference: optional(text(bounds.reference)),
	reason: optional(text(bounds.reason))
});
const incidentSchema = strictObject({
	/** What tells one problem from another: what failed and, where that is told apart, of what. */
	key: text(bounds.key + bounds.cause + 1),
	/** How many times an incident of this key has opened, this one included. */
	number: countFromOne,
	status: _enum(["open", "closed"]),
	firstSeen: sighting,
	/** The newest failure. */
	lastSeen: sighting,
	/** Attempts of runs that failed, however many of their jobs did. */
	count: countFromOne,
	closed: optional(discriminatedUnion("by", [strictObject({
		by: literal("recovery"),
		at: milliseconds,
		run: runReferenceSchema
	}), strictObject({
		by: literal("person"),
		at: milliseconds,
		person: text(bounds.name)
	})])),
	/** Milliseconds since the epoch of the last time people were called: it opened, or they were reminded. */
	notifiedAt: milliseconds,
	title: text(bounds.title),
	severity: _enum(severities),
	/** By the channel's name. */
	deliveries: record(text(bounds.name), deliverySchema)
});

// src/notify/channels/mentions.ts
/** Who is called on, each in the form of the channel they are on. Nothing else of a message can call on anybody. */
const forms = {
	/** `@user`, `@organisation/team`. */
	gitHub: /^@[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\/[\w.-]{1,100})?$/,
	/** `<@U012AB3CD>`, `<!subteam^S012AB3CD>`, `<!here>`, as Slack itself writes them. */
	slack: /^<(?:@[UW][A-Z\d]{1,20}|!subteam\^S[A-Z\d]{1,20}|!here|!channel|!everyone)>$/,
	/** The name by which a person signs in at Microsoft, of 113 characters at most. */
	teams: /^(?=.{3,113}$)[\w.+'-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,10}$/
};
/** Those that a channel understands. */
function mentionsOn(channel, mentions) {
	return mentions.filter((mention) => forms[channel].test(mention));
}
/** Whether any channel understands it. */
function isMention(text) {
	return Object.values(forms).some((form) => form.test(text));
}

// src/actions/incident/inputs.ts
/** The inputs of every action that tells people of incidents. */
/** Milliseconds. */
const longestReminder = 31536e6;
const incidentInputs = {
	/** Names of channels; the job's summary is always one. */
	channels: optional(lines(20)),
	labels: optional(lines(100)),
	assignees: optional(lines(10)),
	mentions: optional(input(mentionsOf)),
	severity: withDefault(oneOf(...severities), "error"),
	/** Milliseconds. */
	"renotify-after": optional(input(reminderOf)),
	"runbook-url": optional(input(webAddressOf)),
	ledger: withDefault(oneOf("auto", "refs", "branches", "issue", "directory"), "auto"),
	/** `host` or `host:port`. */
	"private-hosts": optional(lines(20)),
	"fail-on-error": withDefault(yesOrNo, "false"),
	token: optional(vocabulary.token),
	/** Jobs of the matrix, as an expression in `action.yml` tells. */
	"job-total": optional(input(countOf))
};
function lines(limit) {
	return input((written) => entriesOf(written, limit));
}
function mentionsOf(written) {
	const mentions = entriesOf(written, 20);
	const wrong = mentions.find((mention) => !isMention(mention));
	if (wrong === void 0) return mentions;
	throw new UserError(`${JSON.stringify(wrong.slice(0, 60))} calls on nobody; write @user or @organisation/team for GitHub, <@U012AB3CD> or <!here> for Slack, name@example.com for Teams, one a line`);
}
function reminderOf(written) {
	const ms = parseDuration(written);
	if (ms >= 6e4 && ms <= longestReminder) return ms;
	throw new UserError(`not within bounds; write a duration from 1m to ${formatDuration(longestReminder)}, such as 1d`);
}
const address = line$1(bounds.url);
function webAddressOf(written) {
	if (!address.safeParse(written).success || !URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol)) throw new UserError("no address of the web; write https://…");
	return written;
}
/** Where nobody says, as under act, the job is alone. */
function countOf(written) {
	const count = Number(written);
	return Number.isSafeInteger(count) && count > 0 ? count : 1;
}

// src/notify/incident/entry.ts
/** What a ledger keeps of one key. */
/** More causes of one key share an incident: a cause that is not well normalised must not fill the ledger. */
const mostCauses = 20;
const entrySchema = strictObject({
	version: literal(1),
	key: string().check(_minLength(1), _maxLength(bounds.key)),
	/** The newest attempt known to have succeeded, which recovered whatever had failed before. */
	succeeded: optional(sequenceSchema),
	/** One for each cause, the latest of each; in the order in which they opened. */
	incidents: array(incidentSchema).check(_maxLength(21))
});
/** Of a key that never failed. */
function emptyEntry(key) {
	return {
		version: 1,
		key,
		incidents: []
	};
}
/** The entry with this incident in place of what it knew of the same key; one that opens goes to the end. */
function withIncident(entry, incident) {
	const known = entry.incidents.find(({ key }) => key === incident.key);
	if (known?.number === incident.number) return {
		...entry,
		incidents: entry.incidents.map((one) => one === known ? incident : one)
	};
	const others = entry.incidents.filter((one) => one !== known);
	const forgotten = others.length < 20 ? void 0 : others.find(({ status }) => status === "closed");
	return {
		...entry,
		incidents: [...others.filter((one) => one !== forgotten), incident]
	};
}
/** The key of the incident that a failure of this cause belongs to. */
function incidentKey({ key, incidents }, cause) {
	if (cause === void 0) return key;
	const own = keyOfCause(key, cause);
	const open = incidents.filter(({ status }) => status === "open");
	return open.length < 20 || open.some((incident) => incident.key === own) ? own : key;
}
/** The key of the incident that a cause has to itself. */
function keyOfCause(key, cause) {
	return `${key}\n${cause}`;
}

// src/notify/ledger/serialised.ts
/** What an entry goes by where a key may not stand: 32 hex digits of its SHA-256. */
function nameOf(key) {
	return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
/** Those of these keys that go by one of these names. */
function keysNamed(names, keys) {
	const found = new Set(names);
	return new Set(keys.filter((key) => found.has(nameOf(key))));
}
/** An entry as text, over several lines for who looks at it unless there is no `indent`. Throws where it could not be read back. */
function serialise(entry, indent = 2) {
	parse(entrySchema, entry);
	return `${JSON.stringify(entry, void 0, indent)}\n`;
}
/** Reads an entry back. What is not sound is said so and stays as it is, for a person to look at and remove. */
function deserialise(text, key, where, revision) {
	const refused = (why) => ({
		kind: "denied",
		reason: `${where} ${why}; look at it, and delete it to begin anew`
	});
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return refused("is not JSON");
	}
	const parsed = safeParse(entrySchema, value);
	if (!parsed.success) return refused("holds no incidents as this version of Holdfast writes them");
	if (parsed.data.key !== key) return refused("holds the incidents of another key");
	return {
		kind: "found",
		entry: parsed.data,
		revision
	};
}

// src/notify/ledger/directory.ts
/** An entry has at most 21 incidents, each of a few texts that are bounded. */
const mostBytes = 1048576;
/** Incidents in a folder of one machine, a file each. Safe between processes. */
function directoryLedger(world, folder) {
	const { files } = world;
	const pathOf = (key) => join(folder, `${nameOf(key)}.json`);
	async function read(key) {
		const path = pathOf(key);
		const bytes = await files.read(path, mostBytes);
		if (bytes === void 0) return { kind: "none" };
		const text = bytes.toString();
		return deserialise(text, key, path, revisionOf$1(text));
	}
	async function known(keys) {
		const names = (await files.list(folder)).map((name) => name.replace(/\.json$/, ""));
		return {
			kind: "known",
			keys: keysNamed(names, keys)
		};
	}
	async function write(entry, revision) {
		const path = pathOf(entry.key);
		await files.makeFolder(folder);
		return withLock(world, `${path}.lock`, async () => {
			const present = (await files.read(path, mostBytes))?.toString();
			if ((present === void 0 ? void 0 : revisionOf$1(present)) !== revision) return { kind: "conflict" };
			await files.replace(path, serialise(entry));
			return { kind: "written" };
		});
	}
	return {
		read: (key) => unlessDiskFails(() => read(key)),
		known: (keys) => unlessDiskFails(() => known(keys)),
		write: (entry, revision) => unlessDiskFails(() => write(entry, revision))
	};
}
/** What is there: who saw the same may change it, whatever happened in between. */
function revisionOf$1(text) {
	return nameOf(text);
}
async function unlessDiskFails(act) {
	try {
		return await act();
	} catch (error) {
		if (!isDiskError(error) && !(error instanceof Locked)) throw error;
		return {
			kind: "unavailable",
			reason: error.message
		};
	}
}

// src/notify/incident/bounded.ts
/** Cuts what is told of a run to what is kept of it: a ledger refuses to read back what is longer. */
/** On one line: what follows a line feed in an incident's key is its cause. */
function boundedKey(key) {
	return key.replace(/[\r\n]+/g, " ").slice(0, bounds.key);
}
function boundedOutcome(outcome) {
	const run = boundedRun(outcome.run);
	const cause = outcome.cause !== void 0 && { cause: outcome.cause.slice(0, bounds.cause) };
	if (outcome.kind === "succeeded") return {
		...outcome,
		run,
		...cause
	};
	return {
		...outcome,
		run,
		title: outcome.title.slice(0, bounds.title),
		...cause
	};
}
function boundedRun({ sequence, url, commit, branch, workflow, job }) {
	return {
		sequence,
		url: url !== void 0 && url.length <= bounds.url ? url : void 0,
		commit: commit?.slice(0, bounds.commit),
		branch: branch?.slice(0, bounds.name),
		workflow: workflow?.slice(0, bounds.name),
		job: job?.slice(0, bounds.name)
	};
}

// src/notify/incident/decide.ts
/**
* What an observation makes of the incidents of its key.
*
* An incident is open exactly where the newest outcome known of its key is a failure, and nobody closed it knowing of that
* failure. Outcomes are ordered by their run and attempt, never by when they are reported; within one attempt, of which
* many jobs may report, a failure outweighs a success.
*/
/** `renotifyAfter`: milliseconds after which people are reminded of an incident that is still failing; by default never. */
function decide(before, observation, renotifyAfter = Number.POSITIVE_INFINITY) {
	switch (observation.kind) {
		case "failed": return failed$1(before, observation, renotifyAfter);
		case "succeeded": return succeeded(before, observation);
		case "closed-by-person": return closedByPerson(before, observation);
	}
}
function failed$1(before, failure, renotifyAfter) {
	const { sequence } = failure.run;
	const key = incidentKey(before, failure.cause);
	const known = before.incidents.find((incident) => incident.key === key);
	if ([before.succeeded, known?.closed?.by === "recovery" ? known.closed.run.sequence : void 0].some((end) => end !== void 0 && isNewer(end, sequence))) return unchanged(before);
	const isKnown = known !== void 0 && !isNewer(sequence, known.lastSeen.run.sequence);
	if (known?.status !== "open") return isKnown ? unchanged(before) : open$2(before, key, failure);
	const isDue = failure.at - known.notifiedAt >= renotifyAfter;
	if (isKnown && !isDue) return unchanged(before);
	const seen = isKnown ? known : seenAgain(known, failure);
	return change(before, isDue ? {
		...seen,
		notifiedAt: failure.at
	} : seen, isDue ? "reminded" : "updated");
}
function open$2(before, key, failure) {
	const known = before.incidents.find((incident) => incident.key === key);
	const sighting = {
		at: failure.at,
		run: failure.run
	};
	return change(before, {
		key,
		number: (known?.number ?? 0) + 1,
		status: "open",
		firstSeen: sighting,
		lastSeen: sighting,
		count: 1,
		notifiedAt: failure.at,
		title: failure.title,
		severity: failure.severity,
		deliveries: {}
	}, "opened");
}
function seenAgain(known, { at, run, title, severity }) {
	return {
		...known,
		lastSeen: {
			at,
			run
		},
		count: known.count + 1,
		title,
		severity
	};
}
function succeeded(before, { at, run, cause }) {
	if (before.incidents.length === 0) return unchanged(before);
	if (before.succeeded !== void 0 && !isNewer(run.sequence, before.succeeded)) return unchanged(before);
	const own = cause === void 0 ? void 0 : keyOfCause(before.key, cause);
	const recovered = before.incidents.filter(({ key, status, lastSeen }) => status === "open" && (own === void 0 || key === own) && isNewer(run.sequence, lastSeen.run.sequence));
	const known = own === void 0 ? {
		...before,
		succeeded: run.sequence
	} : before;
	return {
		entry: recovered.map((incident) => ({
			...incident,
			status: "closed",
			closed: {
				by: "recovery",
				at,
				run
			}
		})).reduce(withIncident, known),
		told: new Map(recovered.map(({ key }) => [key, "recovered"]))
	};
}
function closedByPerson(before, { at, by, incident, unheard }) {
	const known = before.incidents.find(({ key, number }) => key === incident.key && number === incident.number);
	if (known?.status !== "open") return unchanged(before);
	if (!unheard) return {
		entry: withIncident(before, {
			...known,
			status: "closed",
			closed: {
				by: "person",
				at,
				person: by
			}
		}),
		told: /* @__PURE__ */ new Map()
	};
	return change(before, {
		...known,
		number: known.number + 1,
		firstSeen: known.lastSeen,
		count: 1,
		notifiedAt: at,
		deliveries: {}
	}, "opened");
}
function change(before, incident, what) {
	return {
		entry: withIncident(before, incident),
		told: /* @__PURE__ */ new Map([[incident.key, what]])
	};
}
function unchanged(entry) {
	return {
		entry,
		told: /* @__PURE__ */ new Map()
	};
}

// src/notify/incident/deliveries.ts
/** Milliseconds a writer has to deliver; one that took longer is taken for dead. */
const lease = 12e4;
/** How many writers try to deliver one change. */
const mostAttempts = 5;
/** Whether another writer is about to tell something of the incident: what changes next has to wait for it. */
function isBusy({ deliveries }, { id, now }) {
	return Object.values(deliveries).some(({ state, since, writer }) => state === "pending" && writer !== id && now - since < lease);
}
/** The incident with a change that this writer is to tell in these channels. */
function owing(incident, change, channels, by) {
	const owed = channels.flatMap((name) => {
		const last = incident.deliveries[name];
		const news = newsTo(last, change);
		return news === void 0 ? [] : [[name, pending(news, 1, by, last)]];
	});
	const removed = Object.entries(incident.deliveries).filter(([name]) => !channels.includes(name));
	return {
		...incident,
		deliveries: Object.fromEntries([...removed, ...owed])
	};
}
/** Where a channel may not have heard that the incident opened, that is the news; and a recovery only where it may have. */
function newsTo(last, change) {
	const heardOfOpening = last?.change === "opened" ? last.state : "delivered";
	const isNew = last === void 0 || heardOfOpening === "failed";
	if (change === "recovered") return isNew ? void 0 : change;
	return isNew || heardOfOpening !== "delivered" ? "opened" : change;
}
/** The incident with this writer's try at what others could not deliver, or left undone. */
function takingOver(incident, channels, by) {
	const overdue = channels.flatMap((name) => {
		const last = incident.deliveries[name];
		return last === void 0 || !isOverdue(last, by.now) ? [] : [[name, pending(last.change, last.attempt + 1, by, last)]];
	});
	if (overdue.length === 0) return incident;
	return {
		...incident,
		deliveries: {
			...incident.deliveries,
			...Object.fromEntries(overdue)
		}
	};
}
/** What a channel may have taken is told again: a message too many is better than a failure nobody hears of. */
function isOverdue({ state, since, attempt }, now) {
	return state !== "delivered" && now - since >= lease && attempt < mostAttempts;
}
function pending(change, attempt, { id, now }, last = {}) {
	const { heard, reference } = last;
	return {
		change,
		state: "pending",
		since: now,
		writer: id,
		attempt,
		heard,
		reference
	};
}
/** The channels in which this writer has still to tell of the incident, with what. */
function tasksOf({ deliveries }, writer) {
	return Object.entries(deliveries).filter(([, one]) => one.state === "pending" && one.writer === writer);
}
/** The incident with what came of this writer's deliveries. */
function settled(incident, outcomes, by) {
	const tasks = tasksOf(incident, by.id).flatMap(([name, delivery]) => {
		const outcome = outcomes.get(name);
		return outcome === void 0 ? [] : [[name, settledDelivery(incident, delivery, outcome, by.now)]];
	});
	if (tasks.length === 0) return incident;
	return {
		...incident,
		deliveries: {
			...incident.deliveries,
			...Object.fromEntries(tasks)
		}
	};
}
function settledDelivery({ count }, delivery, outcome, now) {
	const after = {
		...delivery,
		state: outcome.kind,
		since: now
	};
	return outcome.kind === "delivered" ? {
		...after,
		heard: count,
		reference: outcome.reference ?? delivery.reference
	} : {
		...after,
		reason: outcome.reason.slice(0, bounds.reason)
	};
}

// src/notify/incident/claim.ts
/** What one writer takes on: what others left untold, then the changes that follow from its observations. */
/** Gives `busy` where what changes is being told by another writer; the entry itself where there is nothing to write. */
function claim(before, observations, { channels, renotifyAfter }, by) {
	const leftOver = revised(before, (incident) => takingOver(incident, channels, by));
	if (leftOver !== before) return {
		entry: leftOver,
		changes: /* @__PURE__ */ new Map(),
		rest: observations
	};
	const changes = /* @__PURE__ */ new Map();
	const decided = observations.reduce((entry, observation) => {
		const decision = decide(entry, observation, renotifyAfter);
		for (const [key, change] of decision.told) changes.set(key, change);
		return decision.entry;
	}, before);
	if (before.incidents.some((incident) => changes.has(incident.key) && isBusy(incident, by))) return "busy";
	return {
		entry: revised(decided, (incident) => {
			const change = changes.get(incident.key);
			return change === void 0 ? incident : owing(incident, change, channels, by);
		}),
		changes,
		rest: []
	};
}
/** The entry itself where no incident is revised. */
function revised(entry, revise) {
	return entry.incidents.reduce((present, incident) => {
		const after = revise(incident);
		return after === incident ? present : withIncident(present, after);
	}, entry);
}

// src/notify/incident/told.ts
/** The entry with what became of the claim, where nobody else took it over meanwhile. */
function withOutcomes(entry, { writer, told }, now) {
	return told.reduce((present, { incident: { key }, delivered }) => {
		const incident = present.incidents.find((one) => one.key === key);
		const after = incident && settled(incident, delivered, {
			id: writer,
			now
		});
		return after === void 0 || after === incident ? present : withIncident(present, after);
	}, entry);
}
/** That a person closed an incident shows only where it is told on: who did, and whether they had heard of its newest failure. */
function closingsIn({ told }, now) {
	return told.flatMap(({ incident: { key, number, count, deliveries }, delivered }) => {
		const [closing] = [...delivered].flatMap(([name, outcome]) => outcome.kind === "delivered" && outcome.closedByPerson !== void 0 ? [{
			name,
			by: outcome.closedByPerson
		}] : []);
		if (closing === void 0) return [];
		const heard = deliveries[closing.name]?.heard ?? 1;
		return [{
			kind: "closed-by-person",
			at: now,
			by: closing.by,
			incident: {
				key,
				number
			},
			unheard: heard < count
		}];
	});
}

// src/notify/ledger/amend.ts
/** How often to try again and how long to wait before, by why it is tried again. */
const patience = {
	conflict: {
		tries: 30,
		backoff: {
			initialDelay: 200,
			factor: 1.5,
			maxDelay: 5e3,
			jitter: "full"
		}
	},
	busy: {
		tries: 60,
		backoff: {
			initialDelay: 1e3,
			factor: 1.5,
			maxDelay: 1e4,
			jitter: "full"
		}
	},
	unavailable: {
		tries: 4,
		backoff: {
			initialDelay: 2e3,
			factor: 2,
			maxDelay: 15e3,
			jitter: "full"
		}
	}
};
/**
* Reads the entry of a key, revises it and writes it, as often as others come between. `revise` is given an empty entry
* where none is kept, may be called many times, and says `busy` where it has to wait for others. Gives the revision whose
* entry is then kept.
*/
async function amend(world, ledger, key, revise) {
	const tries = {
		conflict: 0,
		busy: 0,
		unavailable: 0
	};
	for (;;) {
		const result = await amendOnce(ledger, key, revise);
		if (result.kind === "amended" || result.kind === "denied") return result;
		const { tries: most, backoff } = patience[result.kind];
		if (++tries[result.kind] > most) return {
			kind: "unavailable",
			reason: result.reason
		};
		await world.clock.sleep(backoffDelay(backoff, tries[result.kind], unitOf(world.random.bytes(6))));
	}
}
async function amendOnce(ledger, key, revise) {
	const read = await ledger.read(key);
	if (read.kind === "denied" || read.kind === "unavailable") return read;
	const before = read.kind === "found" ? read.entry : emptyEntry(key);
	const revision = revise(before);
	if (revision === "busy") return {
		kind: "busy",
		reason: "another job is telling of it and does not come to an end"
	};
	if (revision.entry === before) return {
		kind: "amended",
		revision
	};
	const written = await ledger.write(revision.entry, read.kind === "found" ? read.revision : void 0);
	switch (written.kind) {
		case "written": return {
			kind: "amended",
			revision
		};
		case "conflict": return {
			kind: "conflict",
			reason: "too many others are writing it"
		};
		default: return written;
	}
}

// src/notify/peers.ts
/** Milliseconds for each of the peers, and for all of them at most. */
const holdBack = {
	each: 100,
	most: 3e4
};
/**
* Holds one of many peers back for a while. A few come first, and the others then find that it is told: they neither write
* nor get into each other's way. The root of an even draw is what makes the first ones few.
*/
async function letPeersPass({ clock, random }, peers) {
	const longest = Math.min(peers * holdBack.each, holdBack.most);
	await clock.sleep(Math.round(Math.sqrt(unitOf(random.bytes(6))) * longest));
}

// src/notify/tell.ts
/** Milliseconds for all channels; a claim holds a little longer, so that the outcome can be written down. */
const deadline = 1e5;
/** Tells what `writer` has claimed: all incidents in all channels at once, before the claim runs out. */
async function tellClaimed(clock, telling, { entry, changes }, writer) {
	const { outcome } = telling;
	const own = outcome.kind === "failed" ? incidentKey(entry, outcome.cause) : void 0;
	async function tell(incident) {
		const tasks = tasksOf(incident, writer);
		const [first] = tasks;
		if (first === void 0) return [];
		const delivered = await Promise.all(tasks.map((task) => deliver(incident, task)));
		return [{
			change: changes.get(incident.key) ?? first[1].change,
			incident,
			delivered: new Map(delivered.flat())
		}];
	}
	async function deliver(incident, [name, delivery]) {
		const channel = telling.channels.find((one) => one.name === name);
		if (channel === void 0) return [];
		const failure = outcome.kind === "failed" && incident.key === own ? outcome.failure : void 0;
		const message = messageOf(telling, incident, {
			change: delivery.change,
			...failure !== void 0 && { failure }
		});
		return [[name, await inTime$1(clock, (signal) => channel.deliver(message, delivery.reference, signal))]];
	}
	return {
		writer,
		told: (await Promise.all(entry.incidents.map(tell))).flat()
	};
}
function messageOf({ repository, runbookUrl, mentions = [] }, incident, news) {
	return {
		...news,
		incident,
		mentions,
		repository,
		...runbookUrl !== void 0 && { runbookUrl },
		...incident.closed !== void 0 && { lasted: incident.closed.at - incident.firstSeen.at }
	};
}
async function inTime$1(clock, deliver) {
	const late = new AbortController();
	const tooLate = Promise.withResolvers();
	const cancel = clock.after(deadline, () => {
		late.abort(/* @__PURE__ */ new Error("the channel took too long"));
		tooLate.resolve({
			kind: "unknown",
			reason: `no answer within ${deadline / 1e3} s`
		});
	});
	try {
		return await Promise.race([deliver(late.signal), tooLate.promise]);
	} finally {
		cancel();
	}
}

// src/notify/report-incident.ts
/**
* Makes the outcome of a run known. The ledger decides whether an incident opens, goes on or recovers; whose write it takes
* tells people, and writes down what came of that. What another writer could not tell, or left untold when it died, is told
* as well. Throws nothing that is the ledger's or a channel's.
*/
async function reportIncident(world, report) {
	const { ledger, channels, renotifyAfter, peers = 1 } = report;
	const key = boundedKey(report.key);
	const outcome = boundedOutcome(report.outcome);
	const options = {
		channels: channels.map(({ name }) => name),
		renotifyAfter
	};
	const told = [];
	let observations = outcome.kind === "succeeded" && peers > 1 ? [] : [outcome];
	if (peers > 1) {
		const seen = observations.length === 0 ? await read(ledger, key) : void 0;
		if (seen !== void 0 && !hasLeftovers(seen, options, world)) return {
			told,
			incidents: seen.incidents
		};
		await letPeersPass(world, peers);
	}
	let last = {
		writer: "",
		told: []
	};
	for (;;) {
		const id = world.random.uuid();
		const amended = await amend(world, ledger, key, (entry) => {
			const now = world.clock.now();
			return claim(withOutcomes(entry, last, now), observations, options, {
				id,
				now
			});
		});
		if (amended.kind !== "amended") return {
			told,
			incidents: [],
			trouble: amended.reason
		};
		const { entry, rest } = amended.revision;
		last = await tellClaimed(world.clock, {
			...report,
			outcome
		}, amended.revision, id);
		if (last.told.length === 0) return {
			told,
			incidents: concernedIn(entry, outcome)
		};
		told.push(...last.told);
		observations = [...closingsIn(last, world.clock.now()), ...rest];
	}
}
/** Undefined where it is not known what is kept. */
async function read(ledger, key) {
	const seen = await ledger.read(key);
	if (seen.kind === "none") return emptyEntry(key);
	return seen.kind === "found" ? seen.entry : void 0;
}
function hasLeftovers(entry, options, { clock, random }) {
	const claimed = claim(entry, [], options, {
		id: random.uuid(),
		now: clock.now()
	});
	return claimed === "busy" || claimed.entry !== entry;
}
function concernedIn(entry, outcome) {
	if (outcome.kind === "succeeded") return entry.incidents;
	const key = incidentKey(entry, outcome.cause);
	return entry.incidents.filter((incident) => incident.key === key);
}

// src/notify/channels/posted.ts
/** What an answer, or none, says of what was posted. */
function isTaken(posted) {
	return posted.kind === "answered" && posted.status >= 200 && posted.status < 300;
}
/** A server that failed, but for one that says it did not begin. */
function mayBeTaken(posted) {
	return posted.kind === "answered" ? posted.status >= 500 && posted.status !== 503 : posted.kind === "unanswered";
}
/** Why it was not taken, in words that hold no secret. */
function reasonOf$1(posted) {
	return posted.kind === "answered" ? `HTTP ${posted.status}` : reasons[posted.reason] ?? posted.reason;
}
const reasons = {
	EPRIVATE: "its address is not one of the public internet",
	ERR_INVALID_CHAR: "its token holds a character that no header may hold",
	ENOTFOUND: "its name stands for no address (ENOTFOUND)",
	ECONNREFUSED: "it refused the connection (ECONNREFUSED)",
	ECONNRESET: "the connection was lost (ECONNRESET)",
	ABORT_ERR: "it was stopped"
};
/**
* What became of a delivery, in words that hold no secret: an answer may repeat the address it was sent to. `secrets` are
* those besides the address.
*/
function outcomeOf(posted, { url }, secrets = []) {
	if (isTaken(posted)) return { kind: "delivered" };
	if (posted.kind !== "answered") return {
		kind: posted.kind === "unsent" ? "failed" : "unknown",
		reason: reasonOf$1(posted)
	};
	const parts = [
		url.href,
		url.host,
		url.pathname,
		...url.pathname.split("/"),
		url.search,
		...url.searchParams.values()
	];
	const guard = secretGuard([...parts, ...secrets].filter(({ length }) => length > 5));
	const said = neutraliseLine(guard.redact(posted.body)).slice(0, 200).toWellFormed();
	return {
		kind: "failed",
		reason: said === "" ? reasonOf$1(posted) : `${reasonOf$1(posted)}: ${said}`
	};
}

// src/notify/channels/send.ts
/** Milliseconds until one attempt must have been answered. */
const answerWithin = 15e3;
const shortAnswer = 16384;
/** A minute in all, whatever a `Retry-After` asks for. */
const policy = {
	maxAttempts: 4,
	backoff: {
		initialDelay: 1e3,
		factor: 2,
		maxDelay: 1e4,
		jitter: "full"
	},
	deadline: 6e4
};
/**
* Posts JSON in bounded time. What was surely not taken is sent again: where no connection was made, and where the answer
* is 429 or 503. A whole answer is handed on, whatever its status; `unanswered` means that one of the attempts may have
* been taken.
*/
async function send(world, letter, signal) {
	let inDoubt;
	const last = (await runAttempts(world, async (_, stopped) => {
		const posted = await sendOnce(world, letter, stopped);
		if (isTaken(posted)) return {
			kind: "success",
			value: posted
		};
		if (mayBeTaken(posted)) inDoubt ??= posted;
		return isWorthRepeating(posted, letter) ? failed(posted, world) : {
			kind: "success",
			value: posted
		};
	}, {
		policy,
		unit: () => unitOf(world.random.bytes(6)),
		signal
	})).value ?? {
		kind: "unsent",
		reason: "ABORT_ERR"
	};
	if (inDoubt === void 0 || isTaken(last)) return last;
	return {
		kind: "unanswered",
		reason: reasonOf$1(inDoubt)
	};
}
async function sendOnce(world, { to, headers, body, answerLimit = shortAnswer }, signal) {
	const late = new AbortController();
	const cancel = world.clock.after(answerWithin, () => late.abort());
	try {
		const posted = await world.http.post(to.url, {
			headers: {
				"content-type": "application/json; charset=utf-8",
				"user-agent": "holdfast",
				...headers
			},
			body,
			mayBePrivate: to.mayBePrivate,
			answerLimit,
			signal: AbortSignal.any([late.signal, signal])
		});
		if (posted.kind === "answered" || !late.signal.aborted) return posted;
		return {
			...posted,
			reason: `no answer within ${formatDuration(answerWithin)}`
		};
	} finally {
		cancel();
	}
}
function isWorthRepeating(posted, { isRepeatable }) {
	if (mayBeTaken(posted)) return isRepeatable;
	return posted.kind === "unsent" ? !hopeless.has(posted.reason) : posted.kind === "answered" && [429, 503].includes(posted.status);
}
/** What stays as it is. */
const hopeless = /* @__PURE__ */ new Set(["EPRIVATE", "ERR_INVALID_CHAR"]);
function failed(posted, { clock }) {
	const asked = posted.kind === "answered" ? requestedWait(posted.status, posted.headers, clock.now()) : void 0;
	const retryAfter = asked === void 0 ? {} : { retryAfter: asked };
	return {
		kind: "failure",
		failure: {
			kind: "error",
			name: "Undelivered",
			message: reasonOf$1(posted),
			...retryAfter
		},
		value: posted
	};
}

// src/notify/channels/links.ts
/** Where people look next. */
function linksOf({ incident: { closed, lastSeen }, runbookUrl }) {
	const failed = lastSeen.run;
	return [...closed?.by === "recovery" ? [
		linkTo("Run that succeeded", closed.run.url),
		linkTo("Run that failed", failed.url),
		commitLink(closed.run)
	] : [linkTo("Run", failed.url), commitLink(failed)], linkTo("Runbook", runbookUrl)].flatMap((link) => link ?? []);
}
/** Of the repository in which the run is. */
function commitLink({ commit, url }) {
	const [, repository] = /^(.*)\/actions\/runs\/\d/s.exec(url ?? "") ?? [];
	if (repository === void 0 || commit === void 0 || !/^[\da-f]{7,64}$/i.test(commit)) return void 0;
	return linkTo(`Commit ${commit.slice(0, 7)}`, `${repository}/commit/${commit}`);
}
function linkTo(words, written) {
	const url = written === void 0 ? void 0 : webAddress(written);
	return url === void 0 ? void 0 : {
		words,
		url
	};
}
/** An address of the web as it is sent, or undefined where a text is none. */
function webAddress(written) {
	const url = URL.canParse(written) ? new URL(written) : void 0;
	return (url?.protocol === "https:" || url?.protocol === "http:") && url.href.length <= 2e3 ? url.href : void 0;
}

// src/notify/channels/content.ts
/** What is told of an incident, the same on each channel: foreign text without markup, in bounds. */
const longest$1 = {
	title: 120,
	name: 120,
	reason: 400,
	output: 2e4,
	way: 600
};
const mostUndone = 20;
const mostWays = 5;
/** What a message says. */
function contentOf(message) {
	const { incident, failure, change } = message;
	return {
		headline: `${signOf(change, incident.severity)} ${cut$1(incident.title, longest$1.title)}${happened$1[change]}`,
		story: storyOf(message),
		facts: factsOf(message),
		output: outputOf(failure),
		undone: firstOf(failure?.undone ?? [], mostUndone, longest$1.name),
		waysOn: firstOf(failure?.waysOn ?? [], mostWays, longest$1.way),
		links: linksOf(message)
	};
}
/** What is left of it where a channel has no room for more: what happened, since when, and the first place to look at. */
function briefly({ headline, story, links }) {
	return {
		headline,
		story,
		facts: [],
		output: void 0,
		undone: [],
		waysOn: [],
		links: links.slice(0, 1)
	};
}
const happened$1 = {
	opened: "",
	updated: ": failed again",
	reminded: ": still failing",
	recovered: ": recovered"
};
const severitySigns = {
	critical: "🚨",
	error: "🔴",
	warning: "🟠",
	info: "🔵"
};
function signOf(change, severity) {
	return change === "recovered" ? "✅" : change === "reminded" ? "🔔" : severitySigns[severity];
}
function storyOf({ change, incident, lasted }) {
	const { count, firstSeen, lastSeen } = incident;
	const first = timeInWords(firstSeen.at);
	if (change === "recovered") return `Recovered${lasted === void 0 ? "" : ` after ${formatDuration(Math.max(0, lasted))}`}. ${count === 1 ? "Failed once" : `Failed ${count} times, the last time ${timeInWords(lastSeen.at)}`}; first seen ${first}.`;
	if (count === 1) return `Failed ${first}.`;
	return `Failed ${count} times since ${first}, the last time ${timeInWords(lastSeen.at)}.`;
}
function factsOf({ incident, failure, repository }) {
	const { run } = incident.lastSeen;
	const rule = failure?.classification;
	return [
		[
			"Reason",
			failure?.reason,
			longest$1.reason
		],
		["Automation", failure?.automation],
		["Step", failure?.step],
		["Attempt", failure?.attempt],
		["Exit code", failure?.exitCode],
		["Classification", rule && (rule.kind === "unknown" ? rule.kind : `${rule.kind} (${rule.rule})`)],
		["Severity", incident.severity],
		["Repository", repository],
		["Workflow", run.workflow],
		["Job", run.job],
		["Branch", run.branch]
	].flatMap(([name, value, most = longest$1.name]) => value === void 0 || value === "" ? [] : [{
		name,
		value: cut$1(String(value), most)
	}]);
}
function outputOf(failure) {
	const output = lastPart(neutralise((failure?.output ?? "").slice(-2 * longest$1.output).toWellFormed()));
	return output.trim() === "" ? void 0 : output;
}
function firstOf(texts, most, length) {
	const shown = texts.slice(0, most).map((text) => cut$1(text, length));
	const left = texts.length - shown.length;
	return left > 0 ? [...shown, `… and ${left} more`] : shown;
}
/** On one line, at most `length` characters as people count them, and twice as many UTF-16 units. */
function cut$1(text, length) {
	return shorten(text, length).slice(0, 2 * length).toWellFormed();
}
/** The end of lines, at most `most` characters of it, in whole lines where they are short enough. */
function lastPart(lines, most = longest$1.output) {
	const text = lines.trimEnd();
	if (text.length <= most) return text;
	const end = text.slice(1 - most);
	const start = end.indexOf("\n") + 1;
	return `…${(start < end.length / 2 ? end.slice(start) : end).toWellFormed()}`;
}

// src/notify/channels/slack-blocks.ts
/**
* Characters: in a header (https://docs.slack.dev/reference/block-kit/blocks/header-block), and in all blocks as JSON; Slack
* refuses a message somewhere above, which it does not document (https://github.com/slackapi/bolt-js/issues/2867).
*/
const limits = {
	header: 150,
	blocks: 1e4
};
const mostMentions$1 = 20;
/** Less is shown of the lists and the last lines where all of them would be too much. */
function slackText(message) {
	const content = contentOf(message);
	const called = mentionBlock(message);
	const blocks = [
		2500,
		1200,
		600,
		200
	].map((most) => blocksOf(content, called, most)).find((some) => JSON.stringify(some).length <= limits.blocks) ?? blocksOf(briefly(content), called, 0);
	return {
		text: escaped(`${content.headline}. ${content.story}`, 1e3),
		mrkdwn: false,
		blocks
	};
}
/** `most` characters of the last lines, and of each list. */
function blocksOf(content, called, most) {
	const { headline, story, facts, output, undone, waysOn, links } = content;
	const told = facts.flatMap(({ name, value }) => [bold(`\n${name}: `), plain$1(value)]);
	return [
		{
			type: "header",
			text: {
				type: "plain_text",
				text: escaped(headline, limits.header),
				emoji: false
			}
		},
		...called,
		richText("rich_text_section", [plain$1(story), ...told]),
		...output === void 0 ? [] : [richText("rich_text_preformatted", [plain$1(lastPart(output, most))])],
		...listBlock("Still to be done", undone, most),
		...listBlock("How to go on", waysOn, most),
		...linkBlock(links)
	];
}
/** Calls nobody but those that were asked for, when it opens and when people are reminded. */
function mentionBlock({ change, mentions }) {
	const text = (change === "opened" || change === "reminded" ? mentionsOn("slack", mentions) : []).slice(0, mostMentions$1).join(" ");
	return text === "" ? [] : [{
		type: "section",
		text: {
			type: "mrkdwn",
			text
		}
	}];
}
function listBlock(title, entries, most) {
	if (entries.length === 0) return [];
	const lines = entries.map((entry) => `• ${entry}`).join("\n");
	const shown = lines.length <= most ? lines : `${lines.slice(0, most - 1).toWellFormed()}…`;
	return [richText("rich_text_section", [bold(`${title}\n`), plain$1(shown)])];
}
function linkBlock(links) {
	if (links.length === 0) return [];
	return [richText("rich_text_section", links.map(({ words, url }) => ({
		type: "link",
		url,
		text: words
	})).flatMap((link, index) => index > 0 ? [plain$1(" · "), link] : [link]))];
}
function richText(type, elements) {
	return {
		type: "rich_text",
		elements: [{
			type,
			elements
		}]
	};
}
function plain$1(text) {
	return {
		type: "text",
		text
	};
}
function bold(text) {
	return {
		type: "text",
		text,
		style: { bold: true }
	};
}
/** With Slack's three signs of control as it wants them written; at most so many characters, none of them half. */
function escaped(text, length) {
	let result = "";
	for (const sign of text) {
		const written = entities[sign] ?? sign;
		if (result.length + written.length >= length) return `${result}…`;
		result += written;
	}
	return result;
}
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;"
};

// src/notify/channels/teams-card.ts
/** Bytes, with room for what Teams itself adds. */
const limit = 26624;
const mostMentions = 20;
const longestLine = 200;
/** The body of a request to a workflow's webhook, of less than 28 KB. */
function teamsBody(message) {
	const content = contentOf(message);
	for (const rows of [
		40,
		20,
		10,
		5,
		0
	]) {
		const body = bodyOf$2(message, content, rows);
		if (Buffer.byteLength(body) <= limit) return body;
	}
	return bodyOf$2(message, briefly(content), 0);
}
/** `rows` is how many of the last lines, and of the entries of each list, are shown. */
function bodyOf$2(message, content, rows) {
	const called = mentioned(message);
	const attachment = {
		contentType: "application/vnd.microsoft.card.adaptive",
		contentUrl: null,
		content: {
			$schema: "http://adaptivecards.io/schemas/adaptive-card.json",
			type: "AdaptiveCard",
			version: "1.5",
			body: [
				paragraph([run(content.headline, {
					size: "Large",
					weight: "Bolder",
					color: colorOf(message)
				})]),
				...called.length === 0 ? [] : [{
					type: "TextBlock",
					wrap: true,
					text: called.map(tag).join(" ")
				}],
				paragraph([run(content.story)]),
				...content.facts.map(({ name, value }) => line([run(`${name}: `, { weight: "Bolder" }), run(value)])),
				...outputLines(content.output, rows),
				...list$1("Still to be done", content.undone.slice(0, rows)),
				...list$1("How to go on", content.waysOn.slice(0, rows))
			],
			actions: content.links.map(({ words, url }) => ({
				type: "Action.OpenUrl",
				title: words,
				url
			})),
			msteams: {
				width: "Full",
				entities: called.map((id) => ({
					type: "mention",
					text: tag(id),
					mentioned: {
						id,
						name: id
					}
				}))
			}
		}
	};
	return JSON.stringify({
		type: "message",
		attachments: [attachment]
	});
}
/** Nobody but those that were asked for, when it opens and when people are reminded. */
function mentioned({ change, mentions }) {
	return change === "opened" || change === "reminded" ? mentionsOn("teams", mentions).slice(0, mostMentions) : [];
}
function tag(id) {
	return `<at>${id}</at>`;
}
function colorOf({ change, incident }) {
	return change === "recovered" ? "Good" : colors[incident.severity];
}
const colors = {
	critical: "Attention",
	error: "Attention",
	warning: "Warning",
	info: "Accent"
};
/** One element a line: a line break in a text run shows in some clients only. */
function outputLines(output, rows) {
	if (rows === 0 || output === void 0) return [];
	return [{
		type: "Container",
		style: "emphasis",
		items: output.split("\n").slice(-rows).map((text) => line([run(cut(text) || " ", { fontType: "Monospace" })]))
	}];
}
function cut(text) {
	return text.length <= longestLine ? text : `${text.slice(0, 199).toWellFormed()}…`;
}
function list$1(title, entries) {
	if (entries.length === 0) return [];
	return [paragraph([run(title, { weight: "Bolder" })]), ...entries.map((entry) => line([run(`• ${entry}`)]))];
}
function run(text, style = {}) {
	return {
		type: "TextRun",
		text,
		...style
	};
}
function paragraph(inlines) {
	return {
		type: "RichTextBlock",
		inlines
	};
}
/** A paragraph close to the one above. */
function line(inlines) {
	return {
		type: "RichTextBlock",
		spacing: "None",
		inlines
	};
}

// src/notify/channels/incoming-webhook.ts
/** A channel to Slack by an incoming webhook: a message a change. */
function slackWebhookChannel(world, settings) {
	return incomingWebhookChannel(world, settings, (message) => JSON.stringify(slackText(message)));
}
/** A channel to Microsoft Teams by the webhook of a workflow: a card a change. */
function teamsChannel(world, settings) {
	return incomingWebhookChannel(world, settings, teamsBody);
}
/** It tells nothing of what it has taken, so that a message is never sent again where it may have been taken. */
function incomingWebhookChannel(world, { name, address }, bodyOf) {
	return {
		name,
		async deliver(message, _previous, signal) {
			const posted = await send(world, {
				to: address,
				body: bodyOf(message),
				isRepeatable: false
			}, signal);
			const code = posted.kind === "answered" ? /delivery failed.*?HTTP error (\d{3})/i.exec(posted.body)?.[1] : void 0;
			return code === void 0 ? outcomeOf(posted, address) : {
				kind: "failed",
				reason: `Microsoft Teams refused it: HTTP ${code}`
			};
		}
	};
}

// src/notify/message-id.ts
/** An incident's name of 32 hexadecimal digits, which gives away nothing of its key. */
function incidentId({ repository, incident }) {
	return digest([
		repository,
		incident.key,
		incident.number
	]);
}
/** A message's: the same however often and by whomever it is delivered. */
function messageId(message) {
	return digest([
		incidentId(message),
		message.change,
		distinctionOf(message)
	]);
}
/** What tells it from the incident's other messages of its change. */
function distinctionOf({ change, incident }) {
	if (change === "updated") return incident.count;
	return change === "reminded" ? incident.notifiedAt : 0;
}
function digest(parts) {
	return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

// src/notify/message.ts
/** When that happened of which it tells, in milliseconds since the epoch. */
function changedAt({ change, incident }) {
	if (change === "recovered") return incident.closed?.at ?? incident.lastSeen.at;
	return change === "reminded" ? incident.notifiedAt : incident.lastSeen.at;
}

// src/notify/channels/deadline.ts
/** Milliseconds for all that one delivery takes where it takes several requests. */
const deliveryDeadline = 9e4;
/** What `act` gives; its signal aborts with the caller's, and when the time is over. */
async function inTime(clock, signal, act) {
	const late = new AbortController();
	const cancel = clock.after(deliveryDeadline, () => late.abort());
	try {
		return await act(AbortSignal.any([late.signal, signal]));
	} finally {
		cancel();
	}
}

// src/notify/channels/issue-marker.ts
const mark = /<!-- holdfast:incident ([\da-f]{32}) (open|closed) (\d{1,15}) -->/;
const detailsMark = "<!-- holdfast:details -->";
const endMark = "<!-- holdfast:end -->";
/** Undefined where somebody took it out. */
function readMark(body) {
	const [, incident, status, count] = mark.exec(body) ?? [];
	if (incident === void 0) return void 0;
	return {
		incident,
		status: status === "closed" ? "closed" : "open",
		count: Number(count)
	};
}
/** Nothing foreign ends it: where text is encoded, there is no comment. */
function markedPart(message, story, details) {
	const { status, count } = message.incident;
	return [
		`<!-- holdfast:incident ${incidentId(message)} ${status} ${count} -->`,
		story,
		detailsMark,
		details,
		endMark
	].join("\n");
}
/**
* The body with our part of it renewed; as it was where somebody took that out. The details stay where the message knows
* of no failure: a recovery does not make forgotten what failed.
*/
function renewed(body, message, marked) {
	const last = message.failure === void 0 ? detailsMark : endMark;
	const part = new RegExp(`${mark.source}[^]*?${last}`);
	const written = marked.slice(0, marked.indexOf(last) + last.length);
	return body.replace(part, () => written);
}
/** What a comment begins with. */
function commentMark(message) {
	return `<!-- holdfast:message ${messageId(message)} -->`;
}

// src/notify/channels/markdown.ts
/** A message in Markdown, for issues and summaries. */
/** Everything there is to tell but what happened. The last lines and the diagram stay out where `room`, in characters, ends. */
function detailsInMarkdown(message, room) {
	const { facts, output, undone, waysOn, links } = contentOf(message);
	const first = factTable(facts);
	const then = [
		list("Still to be done", undone),
		list("How to go on", waysOn),
		linkLine(links)
	];
	let left = room - first.length - then.join("\n").length;
	const said = lastLines(output, left);
	left -= said.length;
	const graph = diagram(message);
	return [
		first,
		said,
		...then,
		graph.length < left ? graph : ""
	].filter((part) => part !== "").join("\n");
}
/** How often, since when, for how long. */
function storyInMarkdown(message) {
	return text$1(contentOf(message).story);
}
/** Links in a row. */
function linkLine(links) {
	return links.length === 0 ? "" : `\n${links.map(({ words, url }) => link(words, url)).join(" · ")}\n`;
}
function factTable(facts) {
	return table(["", ""], facts.map(({ name, value }) => [`**${text$1(name)}**`, text$1(value)]));
}
function list(title, entries) {
	return entries.length === 0 ? "" : `\n**${title}**\n\n${entries.map((entry) => `- ${text$1(entry)}`).join("\n")}\n`;
}
/** As many as have room once they are encoded, which lengthens them up to sixfold. */
function lastLines(output = "", room) {
	for (let most = output.length; most > 0; most = Math.floor(most / 2)) {
		const block = details("Last lines", codeBlock(lastPart(output, most)));
		if (block.length < room) return block;
	}
	return "";
}
function diagram({ failure }) {
	const mermaid = failure?.graph && mermaidOf(failure.graph);
	return mermaid === void 0 ? "" : details("Diagram", `\`\`\`mermaid\n${mermaid}\`\`\``);
}

// src/notify/channels/issue-text.ts
/** What an issue and its comments say. */
/** GitHub takes 65,536 characters; people may add to a body. */
const room$1 = 6e4;
/** Our part of the body: everything there is to tell. */
function bodyOf$1(message) {
	const called = mentionsOn("gitHub", message.mentions).join(" ");
	return markedPart(message, storyInMarkdown(message), `${detailsInMarkdown(message, room$1)}\n${called}`);
}
/** What has changed. Who is reminded is called on anew. */
function commentOf(message) {
	const { headline, links } = contentOf(message);
	const reason = message.failure === void 0 ? "" : `\n\n${text$1(shorten(message.failure.reason, 400))}`;
	const called = message.change === "reminded" ? mentionsOn("gitHub", message.mentions).join(" ") : "";
	const said = `**${text$1(headline)}**\n\n${storyInMarkdown(message)}${reason}\n${linkLine(links)}`;
	return `${commentMark(message)}\n${said}\n${called}`;
}

// src/notify/channels/issues.ts
/** The issues of a repository, as far as a channel needs them. */
const userSchema = object({
	login: string(),
	type: string()
});
const written$1 = {
	user: nullish(userSchema),
	author_association: string(),
	body: nullish(string())
};
const issueSchema = object({
	...written$1,
	number: int(),
	state: string(),
	created_at: string(),
	closed_by: nullish(userSchema),
	pull_request: optional(unknown())
});
const commentSchema = object(written$1);
const perPage = 100;
const mostPages = 5;
/** Calls throw what Octokit throws. */
function issuesOf(octokit, { owner, name }, signal) {
	const { issues } = octokit.rest;
	const place = {
		owner,
		repo: name,
		request: { signal }
	};
	return {
		/** Undefined where there is none, or none any more. */
		async get(number) {
			try {
				return issueSchema.parse((await issues.get({
					...place,
					issue_number: number
				})).data);
			} catch (error) {
				if (statusOf(error) === 404 || statusOf(error) === 410) return void 0;
				throw error;
			}
		},
		/** The first of the issues opened since then, newest first, that fits. `since` is in milliseconds since the epoch. */
		async find(since, fits) {
			const filter = {
				since: timeOf$1(since),
				state: "all",
				sort: "created",
				direction: "desc"
			};
			for (let page = 1; page <= mostPages; page++) {
				const { data } = await issues.listForRepo({
					...place,
					...filter,
					page,
					per_page: perPage
				});
				const listed = array(issueSchema).parse(data);
				const found = listed.find((issue) => issue.pull_request === void 0 && isOurs(issue) && fits(issue.body ?? ""));
				if (found) return found;
				const oldest = listed.at(-1);
				if (oldest === void 0 || listed.length < perPage || Date.parse(oldest.created_at) < since) return void 0;
			}
		},
		async open({ labels, assignees, ...issue }) {
			const { data } = await issues.create({
				...place,
				...issue,
				labels: [...labels],
				assignees: [...assignees]
			});
			return issueSchema.parse(data);
		},
		async change(number, to) {
			await issues.update({
				...place,
				issue_number: number,
				...to
			});
			return true;
		},
		async comment(number, body) {
			await issues.createComment({
				...place,
				issue_number: number,
				body
			});
			return true;
		},
		/** Whether a comment since then fits. `since` is in milliseconds since the epoch. */
		async hasComment(number, since, fits) {
			for (let page = 1; page <= mostPages; page++) {
				const asked = {
					...place,
					issue_number: number,
					since: timeOf$1(since),
					page,
					per_page: perPage
				};
				const listed = array(commentSchema).parse((await issues.listComments(asked)).data);
				if (listed.some((comment) => isOurs(comment) && fits(comment.body ?? ""))) return true;
				if (listed.length < perPage) return void 0;
			}
		}
	};
}
/** Anybody may write what our marks look like, and have people told in their own issue. */
function isOurs({ user, author_association: association }) {
	return user?.type === "Bot" || [
		"OWNER",
		"MEMBER",
		"COLLABORATOR"
	].includes(association);
}
function timeOf$1(milliseconds) {
	return new Date(Math.max(0, milliseconds)).toISOString();
}

// src/notify/channels/issue.ts
/** How far, in milliseconds, the clock that dated the incident may be ahead of GitHub's. */
const clockSkew = 6e5;
/**
* A channel to GitHub issues: one issue an incident, with a comment for each change, closed on recovery. Needs
* `issues: write`.
*/
function issueChannel(world, octokit, settings) {
	return {
		name: settings.name,
		deliver: (message, previous, signal) => inTime(world.clock, signal, async (stopped) => {
			const issues = issuesOf(octokit, settings.repository, stopped);
			try {
				return await tell({
					clock: world.clock,
					issues,
					settings,
					message,
					signal: stopped
				}, previous);
			} catch (error) {
				return notTold(error, stopped);
			}
		})
	};
}
async function tell(telling, previous) {
	const { incident, change } = telling.message;
	const known = await previousIssue(telling, previous) ?? await openedIssue(telling);
	if (known === void 0) {
		if (change === "recovered") return { kind: "delivered" };
		return {
			kind: "delivered",
			reference: String((await open$1(telling)).number)
		};
	}
	const delivered = {
		kind: "delivered",
		reference: String(known.number)
	};
	const mark = readMark(known.body ?? "");
	if (mark !== void 0 && (mark.status === "closed" || mark.count > incident.count)) return delivered;
	if (known.state !== "open") return {
		...delivered,
		closedByPerson: known.closed_by?.login ?? "somebody"
	};
	if (change !== "opened") await comment(telling, known);
	if (change !== "opened" || mark !== void 0 && mark.count < incident.count) await renew(telling, known);
	return delivered;
}
/** What the incident's last delivery made, where it is still there and no older incident's. */
async function previousIssue({ issues, message }, previous) {
	if (previous === void 0 || !/^\d{1,15}$/.test(previous)) return void 0;
	const issue = await issues.get(Number(previous));
	const mark = issue && readMark(issue.body ?? "");
	return mark === void 0 || mark.incident === incidentId(message) ? issue : void 0;
}
/** What a delivery made whose answer was lost. */
function openedIssue({ issues, message }) {
	const id = incidentId(message);
	return issues.find(message.incident.firstSeen.at - clockSkew, (body) => readMark(body)?.incident === id);
}
function open$1(telling) {
	const { clock, issues, settings, message, signal } = telling;
	const issue = {
		title: shorten(message.incident.title, 200),
		body: bodyOf$1(message),
		labels: settings.labels,
		assignees: settings.assignees
	};
	const write = async () => {
		try {
			return await issues.open(issue);
		} catch (error) {
			if (statusOf(error) !== 422 || settings.assignees.length === 0) throw error;
			return issues.open({
				...issue,
				assignees: []
			});
		}
	};
	return writeOnce(clock, write, () => openedIssue(telling), signal);
}
async function comment({ clock, issues, message, signal }, { number }) {
	const mark = commentMark(message);
	await writeOnce(clock, () => issues.comment(number, commentOf(message)), () => issues.hasComment(number, changedAt(message) - clockSkew, (body) => body.startsWith(mark)), signal);
}
/** Our part of the body, and on recovery the state: a person who closes it meanwhile is not overruled. */
async function renew({ clock, issues, message, signal }, { number, body }) {
	const ending = message.incident.status === "closed" ? { state: "closed" } : {};
	const changed = {
		body: renewed(body ?? "", message, bodyOf$1(message)),
		...ending
	};
	await writeOnce(clock, () => issues.change(number, changed), neverFound, signal);
}
async function neverFound() {}
function notTold(error, stopped) {
	if (error instanceof LostAnswer) return {
		kind: "unknown",
		reason: `the answer was lost: ${neutraliseLine(error.message)}`
	};
	if (stopped.aborted) return {
		kind: "failed",
		reason: `it took more than ${formatDuration(deliveryDeadline)}, or was stopped`
	};
	return {
		kind: "failed",
		reason: failureOf$1(error, "the issue", "issues: write")
	};
}

// src/notify/channels/safe-address.ts
/**
* Reads an address of a channel. What its name stands for is checked where it is connected to. `privateHosts` are those,
* as `host` or `host:port`, that may be private and may do without TLS: a GitHub Enterprise Server's neighbours, a test's.
* Throws a {@link UserError} that does not show the address.
*/
function readAddress(written, what, privateHosts = []) {
	const url = URL.canParse(written.trim()) ? new URL(written.trim()) : void 0;
	if (url === void 0) throw new UserError(`the address of ${what} is no URL; write https://…`);
	const mayBePrivate = privateHosts.some((host) => [url.host, url.hostname].includes(host.toLowerCase()));
	if (url.protocol !== "https:" && !(mayBePrivate && url.protocol === "http:")) throw new UserError(`the address of ${what} does not begin with https://; write one that does`);
	if (url.username !== "" || url.password !== "") throw new UserError(`the address of ${what} holds a user or a password before @; write it without`);
	return {
		url,
		mayBePrivate
	};
}

// src/notify/channels/slack-api.ts
/** Methods of Slack's Web API: https://docs.slack.dev/apis/web-api */
const answerSchema = looseObject({
	ok: boolean(),
	error: optional(string())
});
/** Bytes: two hundred messages of a channel, each with its blocks. */
const longestAnswer = 8388608;
/** With these, "some aspect of the operation" may have succeeded. */
const doubtful = /* @__PURE__ */ new Set([
	"fatal_error",
	"internal_error",
	"request_timeout",
	"service_unavailable"
]);
/** `base` is the API's address, under which its methods are. */
function slackApi(world, base, token, signal) {
	return async (method, { arguments: given, isRepeatable }) => {
		const letter = {
			to: {
				...base,
				url: new URL(method, base.url.href.replace(/\/*$/, "/"))
			},
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": "application/x-www-form-urlencoded; charset=utf-8"
			},
			body: formOf(given),
			isRepeatable,
			answerLimit: longestAnswer
		};
		const posted = await send(world, letter, signal);
		const answer = posted.kind === "answered" ? answerIn(posted.body) : void 0;
		if (answer?.ok === true) return {
			kind: "answered",
			data: answer
		};
		if (answer?.error !== void 0) {
			const error = answer.error.slice(0, 100).replace(/[^\w.:-]/g, "?");
			return doubtful.has(error) ? {
				kind: "unknown",
				reason: `Slack failed: ${error}`
			} : {
				kind: "failed",
				reason: `Slack refused it: ${error}`,
				error
			};
		}
		const outcome = outcomeOf(posted, letter.to, [token]);
		return outcome.kind === "delivered" ? {
			kind: "unknown",
			reason: "what answered is not Slack"
		} : outcome;
	};
}
function formOf(given) {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(given)) if (value !== void 0) form.set(name, typeof value === "string" ? value : JSON.stringify(value));
	return form.toString();
}
function answerIn(body) {
	try {
		return answerSchema.parse(JSON.parse(body));
	} catch {
		return;
	}
}

// src/notify/channels/slack-history.ts
/** What was posted to Slack already, as far as the token may read it: it is known by its metadata. */
/** The first message of an incident: its channel's id, and what Slack calls it. */
const rootSchema = object({
	channel: string(),
	ts: string()
});
const payloadSchema = object({
	incident: optional(string()),
	message: optional(string())
});
const messageSchema = object({
	ts: string(),
	thread_ts: optional(string()),
	metadata: optional(object({ event_payload: optional(payloadSchema) }))
});
const messagesSchema = object({ messages: array(messageSchema) });
/** What a message is posted with, to be known by. */
function metadataOf(message) {
	return {
		event_type: "holdfast_incident",
		event_payload: {
			incident: incidentId(message),
			message: messageId(message)
		}
	};
}
/** The incident's first message, by whomever it was posted. */
async function findRoot({ call, channel, message }) {
	const history = await call("conversations.history", {
		arguments: {
			channel,
			...since(message.incident.firstSeen.at)
		},
		isRepeatable: true
	});
	const id = incidentId(message);
	const found = messagesIn(history).find(({ metadata }) => metadata?.event_payload?.incident === id);
	return found && {
		channel,
		ts: found.thread_ts ?? found.ts
	};
}
/** Whether the message is a reply in the thread. */
async function isReplied({ call, message }, root) {
	const replies = await call("conversations.replies", {
		arguments: {
			...root,
			...since(changedAt(message))
		},
		isRepeatable: true
	});
	const id = messageId(message);
	return messagesIn(replies).some(({ metadata }) => metadata?.event_payload?.message === id);
}
/** From ten minutes before a time, in milliseconds since the epoch: Slack's clock need not be that of the runner. */
function since(time) {
	const seconds = Math.max(0, Math.floor(time / 1e3) - 600);
	return {
		oldest: String(seconds),
		include_all_metadata: true,
		limit: 200
	};
}
/** None where the token may not read them. */
function messagesIn(answer) {
	const read = safeParse(messagesSchema, answer.kind === "answered" ? answer.data : void 0);
	return read.success ? read.data.messages : [];
}

// src/notify/channels/slack-thread.ts
/**
* A channel to Slack by a bot's token: one message an incident, kept up to date, with a reply in its thread for each
* change. It is looked first whether a message was posted already, as far as the token may read.
*/
function slackThreadChannel(world, settings) {
	const { name, token, channel, api } = settings;
	return {
		name,
		deliver: (message, previous, signal) => inTime(world.clock, signal, async (stopped) => {
			const thread = {
				call: slackApi(world, api, token, stopped),
				channel,
				message
			};
			const root = rootIn(message, previous) ?? await findRoot(thread);
			if (root !== void 0) return goOn(thread, root);
			return message.change === "recovered" ? { kind: "delivered" } : begin(thread);
		})
	};
}
/** Says the incident for the first time. */
async function begin(thread) {
	const { channel, message, call } = thread;
	const answer = await call("chat.postMessage", {
		arguments: {
			channel,
			...newMessage(message)
		},
		isRepeatable: false
	});
	if (answer.kind === "answered") {
		const posted = safeParse(rootSchema, answer.data);
		return posted.success ? deliveredAt(message, posted.data) : { kind: "delivered" };
	}
	const found = answer.kind === "unknown" ? await findRoot(thread) : void 0;
	return found === void 0 ? withoutError(answer) : deliveredAt(message, found);
}
/** Replies to the first message, and renews it: where it may no longer be edited, the reply has told people all the same. */
async function goOn(thread, root) {
	const replied = thread.message.change === "opened" ? alreadySaid : await reply(thread, root);
	if (replied.kind === "failed" && replied.error !== void 0 && gone.has(replied.error)) return begin(thread);
	if (replied.kind !== "answered") return withoutError(replied);
	const { message, call } = thread;
	await call("chat.update", {
		arguments: {
			...root,
			...slackText(message),
			metadata: metadataOf(message)
		},
		isRepeatable: true
	});
	return deliveredAt(message, root);
}
const alreadySaid = {
	kind: "answered",
	data: void 0
};
/** What is answered where the first message was deleted, or its channel. */
const gone = /* @__PURE__ */ new Set([
	"thread_not_found",
	"message_not_found",
	"channel_not_found"
]);
async function reply(thread, root) {
	if (await isReplied(thread, root)) return alreadySaid;
	const { call, message } = thread;
	const answer = await call("chat.postMessage", {
		arguments: {
			channel: root.channel,
			thread_ts: root.ts,
			reply_broadcast: message.change === "reminded",
			...newMessage(message)
		},
		isRepeatable: false
	});
	return answer.kind === "unknown" && await isReplied(thread, root) ? alreadySaid : answer;
}
/** The links in it are not shown as pages. */
function newMessage(message) {
	return {
		...slackText(message),
		metadata: metadataOf(message),
		unfurl_links: false,
		unfurl_media: false
	};
}
/** A key's next incident begins anew: the reference says which one it is of. */
function deliveredAt(message, { channel, ts }) {
	return {
		kind: "delivered",
		reference: `${channel}/${ts}/${incidentId(message)}`
	};
}
function rootIn(message, reference = "") {
	const [channel, ts, incident] = reference.split("/");
	return channel !== void 0 && ts !== void 0 && incident === incidentId(message) ? {
		channel,
		ts
	} : void 0;
}
function withoutError(answer) {
	return {
		kind: answer.kind,
		reason: answer.reason
	};
}

// src/notify/channels/summary.ts
const room = 1e5;
/** The channel to the summary of the job that runs: there is always one. */
function summaryChannel(world) {
	return {
		name: "summary",
		async deliver(message) {
			try {
				const parts = [
					`### ${text$1(contentOf(message).headline)}`,
					storyInMarkdown(message),
					detailsInMarkdown(message, room)
				];
				await summaryWriter(world)(`${parts.join("\n\n")}\n`);
				return { kind: "delivered" };
			} catch (error) {
				return {
					kind: "failed",
					reason: `the summary could not be written: ${error instanceof Error ? error.message : String(error)}`
				};
			}
		}
	};
}

// src/notify/channels/webhook-body.ts
/** A message as programs read it. `sentAt` is in milliseconds since the epoch. */
function incidentMessage(message, sentAt) {
	const { change, incident, repository, runbookUrl, mentions, lasted } = message;
	const runbook = runbookUrl === void 0 ? void 0 : webAddress(runbookUrl);
	const recovery = incident.closed?.by === "recovery" ? incident.closed : void 0;
	return {
		version: 1,
		id: messageId(message),
		change,
		sentAt: timeOf(sentAt),
		repository,
		incident: {
			id: incidentId(message),
			key: neutralise(incident.key),
			number: incident.number,
			status: incident.status,
			title: neutralise(incident.title),
			severity: incident.severity,
			count: incident.count,
			firstSeen: sightingOf(incident.firstSeen),
			lastSeen: sightingOf(incident.lastSeen),
			...recovery && { recovered: sightingOf(recovery) },
			...lasted !== void 0 && { lastedMilliseconds: Math.max(0, Math.round(lasted)) }
		},
		...failureOf(message),
		...runbook !== void 0 && { runbookUrl: runbook },
		mentions: mentions.filter(isMention)
	};
}
function failureOf(message) {
	if (message.failure === void 0) return {};
	const { reason, automation, step, attempt, exitCode, classification, graph } = message.failure;
	const { output, undone, waysOn } = contentOf(message);
	const diagram = graph && mermaidOf(graph);
	return { failure: {
		reason: shorten(reason, 400),
		...automation !== void 0 && { automation: shorten(automation, 120) },
		...step !== void 0 && { step: shorten(step, 120) },
		...attempt !== void 0 && { attempt },
		...exitCode !== void 0 && { exitCode },
		...classification && { classification: {
			kind: classification.kind,
			rule: shorten(classification.rule, 120)
		} },
		...output !== void 0 && { output },
		undone: [...undone],
		waysOn: [...waysOn],
		...diagram !== void 0 && { diagram }
	} };
}
function sightingOf({ at, run }) {
	const { sequence, url = "", ...names } = run;
	const [id, attempt] = sequence;
	const page = webAddress(url);
	const told = Object.entries(names).map(([name, text]) => [name, neutralise(text ?? "")]);
	return {
		at: timeOf(at),
		run: {
			id,
			attempt,
			...page !== void 0 && { url: page },
			...Object.fromEntries(told)
		}
	};
}
function timeOf(milliseconds) {
	return new Date(milliseconds).toISOString();
}

// src/notify/channels/webhook.ts
/**
* A channel to programs: signed JSON as `schemas/incident.schema.json` has it. It is delivered at least once: the `id` of a
* message, also in `X-Holdfast-Delivery`, tells one that came before.
*/
function webhookChannel(world, { name, address, secret }) {
	return {
		name,
		async deliver(message, _previous, signal) {
			const sentAt = world.clock.now();
			const told = incidentMessage(message, sentAt);
			const body = JSON.stringify(told);
			const letter = {
				to: address,
				headers: {
					"x-holdfast-delivery": told.id,
					...secret !== void 0 && signature(secret, Math.floor(sentAt / 1e3), body)
				},
				body,
				isRepeatable: true
			};
			return outcomeOf(await send(world, letter, signal), letter.to, secret === void 0 ? [] : [secret]);
		}
	};
}
/**
* HMAC-SHA256 of `<timestamp>.<body>`: a receiver refuses what was signed long ago, so that nobody can send it again.
* `timestamp` is in seconds since the epoch.
*/
function signature(secret, timestamp, body) {
	const digest = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
	return {
		"x-holdfast-timestamp": String(timestamp),
		"x-holdfast-signature-256": `sha256=${digest}`
	};
}

// src/actions/incident/channels.ts
/**
* The channels that inputs name: those of the configuration by their names, and one of each type by the type's, whose
* secrets stand in the variables of {@link usualChannel}. One that does not exist, whose secret is missing or no address,
* can tell nobody, and says so whenever it is to: the others tell people all the same.
*/
async function openChannels(world, inputs, scene) {
	const names = [...new Set(inputs.channels)].filter((name) => name !== "summary");
	const { configured, fault } = await configuredChannels(world, scene.workspace);
	const faults = /* @__PURE__ */ new Map();
	const toIssues = [];
	const asked = names.map((name) => {
		try {
			const channel = configured.get(name) ?? usualChannel(name, world.environment);
			if (channel === void 0) throw unknownChannel(name, fault === void 0 ? [...configured.keys()] : void 0);
			if (channel.type === "issue") toIssues.push(name);
			return open(world, inputs, scene, name, channel);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			const reason = error.message;
			faults.set(name, reason);
			return {
				name,
				deliver: () => Promise.resolve({
					kind: "failed",
					reason
				})
			};
		}
	});
	return {
		all: [summaryChannel(world), ...asked],
		toIssues,
		faults,
		configurationFault: fault
	};
}
/** Those of the configuration, or what is wrong with it. */
async function configuredChannels(world, workspace) {
	try {
		return {
			configured: (await openConfiguration(world, workspace)).channels,
			fault: void 0
		};
	} catch (error) {
		if (!(error instanceof UserError) && !isDiskError(error)) throw error;
		return {
			configured: /* @__PURE__ */ new Map(),
			fault: error.message
		};
	}
}
const types = [
	"issue",
	"slack",
	"teams",
	"webhook"
];
/** A channel that nobody configured, by its type and the variables that are usual for it. */
function usualChannel(type, environment) {
	switch (type) {
		case "issue": return { type };
		case "slack": return environment["SLACK_BOT_TOKEN"] ? {
			type,
			token: "SLACK_BOT_TOKEN",
			channel: environment["SLACK_CHANNEL"]
		} : {
			type,
			webhook: "SLACK_WEBHOOK_URL"
		};
		case "teams": return {
			type,
			webhook: "TEAMS_WEBHOOK_URL"
		};
		case "webhook": return {
			type,
			url: "WEBHOOK_URL",
			...environment["WEBHOOK_SECRET"] && { secret: "WEBHOOK_SECRET" }
		};
		default: return;
	}
}
/** `configured` is undefined where nobody knows what is. */
function unknownChannel(name, configured) {
	if (configured === void 0) return new UserError("it may be one of .github/holdfast.yml, which is faulty");
	return new UserError(`there is no such channel${suggest(name, /* @__PURE__ */ new Set([...types, ...configured]))}; to have it, add it to channels of .github/holdfast.yml and check out the repository before this step`);
}
function open(world, inputs, scene, name, channel) {
	switch (channel.type) {
		case "issue": {
			const { repository, octokit } = scene;
			if (octokit === void 0) throw new UserError("there is no token: leave the input token out, or give one");
			const labels = channel.labels ?? inputs.labels ?? [];
			const assignees = channel.assignees ?? inputs.assignees ?? [];
			return issueChannel(world, octokit, {
				name,
				repository,
				labels,
				assignees
			});
		}
		case "slack": return channel.webhook === void 0 ? openSlackThread(channel.token, channel.channel) : slackWebhookChannel(world, {
			name,
			address: addressIn(channel.webhook)
		});
		case "teams": return teamsChannel(world, {
			name,
			address: addressIn(channel.webhook)
		});
		case "webhook": {
			const address = addressIn(channel.url);
			return webhookChannel(world, {
				name,
				address,
				...channel.secret !== void 0 && { secret: secretIn(channel.secret) }
			});
		}
	}
	function openSlackThread(token = "SLACK_BOT_TOKEN", posted) {
		if (!posted) throw new UserError("SLACK_CHANNEL is not set in the step's env: it names where the token posts to");
		const api = read(world.environment["SLACK_API_URL"] || "https://slack.com/api/", "Slack's API");
		return slackThreadChannel(world, {
			name,
			token: secretIn(token),
			channel: posted,
			api
		});
	}
	function addressIn(variable) {
		return read(secretIn(variable), variable);
	}
	function read(written, what) {
		return readAddress(written, what, inputs["private-hosts"]);
	}
	function secretIn(variable) {
		const secret = world.environment[variable]?.trim();
		if (!secret) throw new UserError(`${variable} is not set in the step's env`);
		scene.mask(secret);
		return secret;
	}
}

// src/notify/ledger/first-allowed.ts
/**
* Two ledgers as one: an entry stays in the one that has it, and a new one goes to the first where this job may write it.
* Who loses the right to write the first leaves what stands there, and begins anew in the second. `onDenied` is told why.
*/
function firstAllowed([first, second], onDenied) {
	/** The one that an entry was read from, or would go to. */
	const places = /* @__PURE__ */ new Map();
	let isDenied = false;
	function leave({ reason }) {
		if (!isDenied) onDenied(reason);
		isDenied = true;
	}
	return {
		async read(key) {
			const own = isDenied ? void 0 : await first.read(key);
			if (own?.kind === "denied") leave(own);
			if (own?.kind === "found" || own?.kind === "unavailable") {
				places.set(key, first);
				return own;
			}
			const other = await second.read(key);
			const isNew = own?.kind === "none" && (other.kind === "none" || other.kind === "denied");
			places.set(key, isNew ? first : second);
			return isNew ? own : other;
		},
		async known(keys) {
			const own = isDenied ? void 0 : await first.known(keys);
			if (own?.kind === "denied") leave(own);
			if (own?.kind === "unavailable") return own;
			const other = await second.known(keys);
			if (own?.kind !== "known" || other.kind === "unavailable") return other;
			return {
				kind: "known",
				keys: /* @__PURE__ */ new Set([...own.keys, ...other.kind === "known" ? other.keys : []])
			};
		},
		async write(entry, revision) {
			const place = places.get(entry.key) ?? first;
			const written = await place.write(entry, revision);
			if (place === second || written.kind !== "denied") return written;
			leave(written);
			return { kind: "conflict" };
		}
	};
}

// src/notify/ledger/fitted.ts
/**
* As much of an entry as fits, which without its incidents it has to. First to go is what is over and told, then what is
* only shown of runs and deliveries. At last it is the incidents that opened first: who fails of them again opens them anew.
*/
function fitted(entry, fits) {
	let least = entry;
	for (const less of lessAndLess(entry)) {
		least = less;
		if (fits(less)) break;
	}
	return least;
}
function* lessAndLess(entry) {
	let left = entry;
	const without = (one) => left = {
		...left,
		incidents: left.incidents.filter(({ key }) => key !== one.key)
	};
	yield left;
	for (const one of left.incidents.filter(isOver)) yield without(one);
	yield left = {
		...left,
		incidents: left.incidents.map(plain)
	};
	for (const one of left.incidents.filter(({ status }) => status === "closed")) yield without(one);
	for (const one of left.incidents) yield without(one);
}
/** Whether there is nothing more to tell of it, either. */
function isOver({ status, deliveries }) {
	return status === "closed" && Object.values(deliveries).every(({ state }) => state === "delivered");
}
function plain(incident) {
	const { firstSeen, lastSeen, closed, deliveries } = incident;
	return {
		...incident,
		firstSeen: {
			...firstSeen,
			run: plainRun(firstSeen.run)
		},
		lastSeen: {
			...lastSeen,
			run: plainRun(lastSeen.run)
		},
		...closed?.by === "recovery" && { closed: {
			...closed,
			run: plainRun(closed.run)
		} },
		deliveries: Object.fromEntries(Object.entries(deliveries).map(([name, one]) => [name, {
			...one,
			reason: void 0
		}]))
	};
}
function plainRun({ sequence }) {
	return { sequence };
}

// src/notify/ledger/issue-body.ts
/** An entry in the body of an issue, where no reader sees it. */
/** Characters: GitHub takes 65,536. */
const longest = 65e3;
/** The body for as much of the entry as it has room for. */
function bodyOf(entry) {
	return written(fitted(entry, (less) => written(less).length <= longest));
}
/** Foreign text ends the comment by no `-->` or `--!>`. */
function written(entry) {
	const told = `Holdfast keeps here what it knows of ${code(entry.key)}. Leave it open and as it is; close it to begin anew.`;
	const text = serialise(entry, 0).replaceAll(/(?<=[-!])>/g, String.raw`\u003e`);
	return `${beginningOf(nameOf(entry.key))}${text}-->\n${told}`;
}
/** Whether an issue with this body keeps the entry of the key. */
function isOf(body, key) {
	return body.startsWith(beginningOf(nameOf(key)));
}
/** What the entry's key goes by; empty where the body holds none. */
function nameIn(body) {
	return /^<!-- holdfast:ledger (\w+)\n/.exec(body)?.[1] ?? "";
}
/** The entry as text. */
function textIn(body) {
	return body.slice(body.indexOf("\n") + 1, body.indexOf("-->"));
}
function beginningOf(name) {
	return `<!-- holdfast:ledger ${name}\n`;
}

// src/notify/ledger/not-reached.ts
/** A ledger on GitHub whose calls say so where they are refused or not answered, with the `permission` they need. */
function reachable(ledger, permission) {
	return {
		read: (key) => unlessRefused("incidents could not be read", `${permission}: read`, () => ledger.read(key)),
		known: (keys) => unlessRefused("incidents could not be listed", `${permission}: read`, () => ledger.known(keys)),
		write: (entry, revision) => unlessRefused("incidents could not be written", `${permission}: write`, () => ledger.write(entry, revision))
	};
}

// src/notify/ledger/issue.ts
/** Only who may triage can set a label, so that nobody else's issue is taken for one of these. */
const label = "holdfast-ledger";
/** Milliseconds before each look at a list that may lag behind what was just made. */
const looks = [
	0,
	1e3,
	2e3,
	4e3
];
/**
* Incidents in issues, one for each key, whose body carries the entry where no reader sees it: for jobs that may not write
* contents. Whoever closes one has its key begin anew. To find a key takes a request for each hundred of them. Needs
* `issues: write`.
*
* Weaker than a compare-and-swap, which GitHub has not for issues. Of several that are made at once the one with the lowest
* number counts and the others are closed. An entry is looked at before it is changed and after: of two jobs that change it
* within the same moment both may believe that they did, and people are then told twice. A body has room for so much: of an
* entry that is too long, see {@link bodyOf}.
*/
function issueLedger({ clock }, octokit, { repository }) {
	const at = {
		owner: repository.owner,
		repo: repository.name
	};
	const { issues } = octokit.rest;
	/** The issue of each key that was found or made: a list may not have it yet. */
	const numbers = /* @__PURE__ */ new Map();
	async function* oldestFirst() {
		const asked = {
			labels: label,
			state: "open",
			sort: "created",
			direction: "asc",
			per_page: 100
		};
		for await (const { data } of octokit.paginate.iterator(issues.listForRepo, {
			...at,
			...asked
		})) for (const { number, body } of data) yield {
			number,
			body: body ?? ""
		};
	}
	/** The one that counts. */
	async function find(key) {
		const number = numbers.get(key);
		const kept = (number === void 0 ? void 0 : await get(number, key)) ?? await firstListed(key);
		if (kept !== void 0) numbers.set(key, kept.number);
		return kept;
	}
	async function firstListed(key) {
		for await (const issue of oldestFirst()) if (isOf(issue.body, key)) return issue;
	}
	/** Undefined where it is closed, gone, or another's. */
	async function get(number, key) {
		try {
			const { data } = await issues.get({
				...at,
				issue_number: number
			});
			const body = data.body ?? "";
			return data.state === "open" && isOf(body, key) ? {
				number,
				body
			} : void 0;
		} catch (error) {
			if (statusOf(error) === 404 || statusOf(error) === 410) return void 0;
			throw error;
		}
	}
	async function known(keys) {
		const names = [];
		for await (const { body } of oldestFirst()) names.push(nameIn(body));
		return {
			kind: "known",
			keys: keysNamed(names, keys)
		};
	}
	async function read(key) {
		const issue = await find(key);
		if (issue === void 0) return { kind: "none" };
		const { number, body } = issue;
		return deserialise(textIn(body), key, `issue #${number}`, revisionOf(issue));
	}
	async function write(entry, revision) {
		return revision === void 0 ? create(entry) : update(entry, revision);
	}
	async function create(entry) {
		const title = `What Holdfast knows of ${entry.key}`.slice(0, 200);
		const { data: own } = await issues.create({
			...at,
			title,
			body: bodyOf(entry),
			labels: [label]
		});
		if (await isElected(own.number, entry.key)) {
			numbers.set(entry.key, own.number);
			return { kind: "written" };
		}
		await issues.update({
			...at,
			issue_number: own.number,
			state: "closed",
			state_reason: "not_planned"
		});
		return { kind: "conflict" };
	}
	/** Only an issue that is listed before it is in its way. */
	async function isElected(number, key) {
		for (const pause of looks) {
			if (pause > 0) await clock.sleep(pause);
			const first = await firstListed(key);
			if (first !== void 0 && first.number <= number) return first.number === number;
		}
		return true;
	}
	async function update(entry, revision) {
		const issue = await find(entry.key);
		if (issue === void 0 || revisionOf(issue) !== revision) return { kind: "conflict" };
		const body = bodyOf(entry);
		await issues.update({
			...at,
			issue_number: issue.number,
			body
		});
		return (await find(entry.key))?.body === body ? { kind: "written" } : { kind: "conflict" };
	}
	return reachable({
		read,
		known,
		write
	}, "issues");
}
function revisionOf({ number, body }) {
	return `${number} ${nameOf(body)}`;
}

// src/notify/ledger/refs.ts
/** Refs that start no workflow and that a plain clone does not fetch. */
const hidden = "holdfast/incidents";
const readme = "The messages of these commits are what Holdfast knows of incidents. They hold nothing of the code.\n";
/**
* Incidents in git refs, each a line of commits with the entry as their message and nothing of the repository in them.
* A ref that exists is not made again, and a move that is no fast-forward is refused: a compare-and-swap. No ref is deleted
* here, which GitHub would do whatever it points to. To read takes two requests, or one where nothing is kept; to write
* takes two, and three the first time. Needs `contents: write`.
*/
function refsLedger(octokit, { repository, namespace = hidden }) {
	const at = {
		owner: repository.owner,
		repo: repository.name
	};
	const { git } = octokit.rest;
	/** The tree of each commit that was read: the next one takes it over. */
	const trees = /* @__PURE__ */ new Map();
	async function read(key) {
		const ref = `${namespace}/${nameOf(key)}`;
		const revision = await pointedTo(ref);
		if (revision === void 0) return { kind: "none" };
		const { data } = await git.getCommit({
			...at,
			commit_sha: revision
		});
		trees.set(revision, data.tree.sha);
		return deserialise(data.message, key, `refs/${ref}`, revision);
	}
	async function known(keys) {
		const { data } = await git.listMatchingRefs({
			...at,
			ref: namespace
		});
		const names = data.map(({ ref }) => ref.slice(ref.lastIndexOf("/") + 1));
		return {
			kind: "known",
			keys: keysNamed(names, keys)
		};
	}
	async function pointedTo(ref) {
		try {
			return (await git.getRef({
				...at,
				ref
			})).data.object.sha;
		} catch (error) {
			if (statusOf(error) === 404) return void 0;
			throw error;
		}
	}
	async function write(entry, revision) {
		const ref = `${namespace}/${nameOf(entry.key)}`;
		const tree = (revision === void 0 ? void 0 : trees.get(revision)) ?? await makeTree();
		const parents = revision === void 0 ? [] : [revision];
		const { data: commit } = await git.createCommit({
			...at,
			message: serialise(entry),
			tree,
			parents
		});
		try {
			if (revision === void 0) await git.createRef({
				...at,
				ref: `refs/${ref}`,
				sha: commit.sha
			});
			else await git.updateRef({
				...at,
				ref,
				sha: commit.sha,
				force: false
			});
			return { kind: "written" };
		} catch (error) {
			if (isLostRace(error)) return { kind: "conflict" };
			throw error;
		}
	}
	/** GitHub's REST knows no empty tree and makes none, so this one has a file to say what it is. */
	async function makeTree() {
		return (await git.createTree({
			...at,
			tree: [{
				path: "README.md",
				mode: "100644",
				type: "blob",
				content: readme
			}]
		})).data.sha;
	}
	return reachable({
		read,
		known,
		write
	}, "contents");
}
/** GitHub answers 422 to much else, too. */
function isLostRace(error) {
	return statusOf(error) === 422 && error instanceof Error && /already exists|not a fast.?forward/i.test(error.message);
}

// src/actions/incident/ledger.ts
/** Where an action keeps what people were told. */
/** Branches, where a server takes no refs but its own. */
const branches = "heads/holdfast-incidents";
/** Throws a {@link UserError} where a ledger is asked for that takes a token, and there is none. */
function openLedger(world, { ledger }, scene) {
	const { repository, octokit } = scene;
	if (ledger === "directory" || ledger === "auto" && octokit === void 0) {
		const state = stateFolder(world.environment, world.processes.platform);
		return directoryLedger(world, join(state, "incidents", repository.owner, repository.name));
	}
	if (octokit === void 0) throw new UserError(`input ledger is "${ledger}", which takes the input token: give one, or write directory`);
	switch (ledger) {
		case "branches": return refsLedger(octokit, {
			repository,
			namespace: branches
		});
		case "refs": return refsLedger(octokit, { repository });
		case "issue": return issueLedger(world, octokit, { repository });
		case "auto": return firstAllowed([refsLedger(octokit, { repository }), issueLedger(world, octokit, { repository })], scene.onDenied);
	}
}

// src/actions/incident/teller.ts
/** Makes outcomes known as an action's inputs say, and says in the job whom that did not reach. */
/**
* Opens channels and ledger; throws where the inputs name no ledger that can be. `redact` takes secrets out of what is said. What did not reach
* people is a warning, or with `fail-on-error` makes the step fail.
*/
async function openTeller(world, runner, context, inputs, redact) {
	const { repository, workspace } = requireContext(context, "repository", "workspace");
	const { "job-total": peers = 1 } = inputs;
	const octokit = await connect();
	const mask = (secret) => runner.mask(secret);
	const channels = await openChannels(world, inputs, {
		repository,
		workspace,
		octokit,
		mask
	});
	const onDenied = (reason) => runner.info(redact(`What people are told is kept in an issue: ${reason}.`));
	const ledger = openLedger(world, inputs, {
		repository,
		octokit,
		onDenied
	});
	if (channels.configurationFault !== void 0) say(`The configuration is left aside: ${channels.configurationFault}`);
	for (const [name, reason] of channels.faults) sayUnreached(name, reason);
	return {
		issueChannels: channels.toIssues,
		async tell(key, outcome) {
			const reported = await remembering({
				key,
				outcome,
				ledger,
				channels: channels.all,
				repository: `${repository.owner}/${repository.name}`,
				mentions: inputs.mentions ?? [],
				peers,
				...inputs["runbook-url"] !== void 0 && { runbookUrl: inputs["runbook-url"] },
				...inputs["renotify-after"] !== void 0 && { renotifyAfter: inputs["renotify-after"] }
			});
			reported.told.forEach(sayTold);
			if (outcome.kind === "succeeded") sayLeftOpen(reported);
			return reported;
		}
	};
	async function connect() {
		if (inputs.token === void 0) return void 0;
		const { createOctokit } = await import("./octokit.js");
		return createOctokit(world, context, { token: inputs.token });
	}
	/** Where nobody knows what people were told of a failure, they are told all the same: twice is better than never. */
	async function remembering(report) {
		const reported = await reportIncident(world, report);
		if (reported.trouble === void 0) return reported;
		say(`What people were told of the incident is not known, or not kept: ${reported.trouble}.`);
		if (reported.told.length > 0 || report.outcome.kind !== "failed") return reported;
		const forgotten = directoryLedger(world, join(jobFolder(context), "incidents"));
		return reportIncident(world, {
			...report,
			ledger: forgotten,
			peers: 1
		});
	}
	function sayTold({ change, incident, delivered }) {
		const reached = [...delivered].filter(([, { kind }]) => kind === "delivered").map(([name]) => name);
		const by = reached.length === 0 ? "nobody was told" : `told by ${reached.join(", ")}`;
		runner.info(redact(`Incident "${incident.title}" ${happened[change]}: ${by}.`));
		for (const [name, outcome] of delivered) if (outcome.kind !== "delivered" && !channels.faults.has(name)) sayUnreached(name, reasonOf(outcome));
	}
	/** What a success leaves open is for the others of its matrix to decide, and none of them can know of all. */
	function sayLeftOpen({ incidents }) {
		if (peers === 1) return;
		for (const { title } of incidents.filter(({ status }) => status === "open")) runner.info(redact(`Incident "${title}" stays open: this is one of ${peers} jobs of a matrix, and says nothing of the others. To have it closed, notify in one job that needs them, with the input needs; or give each an incident-key of its own, with job-total: 1.`));
	}
	function sayUnreached(channel, reason) {
		say(`Nobody is told by channel ${channel}: ${reason}.`);
	}
	function say(text) {
		const annotation = { title: "Not everybody was told" };
		if (inputs["fail-on-error"]) runner.setFailed(redact(text), annotation);
		else runner.warning(redact(text), annotation);
	}
}
const happened = {
	opened: "is open",
	updated: "goes on",
	reminded: "still goes on",
	recovered: "is over"
};
function reasonOf(outcome) {
	return outcome.kind === "unknown" ? `it may have taken the message, and nobody knows (${outcome.reason})` : outcome.reason;
}

export { incidentInputs as a, keyOfCause as i, openLedger as n, bounds as o, takingOver as r, isNewer as s, openTeller as t };