import { $ as laneNames, A as withStage, B as link, C as sayUnsaved, D as openStore, Dt as _minLength, E as rememberLane, Et as tuple, F as OUTCOMES_KEPT, Ft as backoffDelay, H as text, I as newCircuit, L as code, Lt as LaneError, M as writeCheckpoint, N as openJournal, Nt as formatDuration, O as stepName, P as attachmentSchema, Pt as UserError, Q as guardFor, R as codeBlock, T as openActionLane, Tt as string, U as vocabulary, X as withDefault, Z as runAction, _t as int, a as handOn, bt as object, et as refuseSecretNames, f as noteStepName, h as runCommandStep, ht as array, i as exportVariables, j as checkpointFiles, k as laneInputs, kt as safeParse, m as commandFingerprint, mt as runAttemptUrl, n as walk, o as retryPolicy, p as bringBack, pt as requireContext, r as childEnvironment, s as retryRules, v as pathPatterns, w as jobFolder, wt as strictObject, xt as optional, z as details, zt as systemWorld } from "../../chunks/action.js";
const { isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/actions/step/inputs.ts
/** The inputs of the durable step, as `action.yml` declares them. */
const schema = object({
	run: vocabulary.run,
	shell: optional(vocabulary.shell),
	"working-directory": optional(vocabulary["working-directory"]),
	...laneInputs,
	unless: optional(vocabulary.unless),
	semantics: withDefault(vocabulary.semantics, "at-least-once"),
	"max-attempts": withDefault(vocabulary["max-attempts"], "1"),
	"initial-delay": withDefault(vocabulary["initial-delay"], "1s"),
	backoff: withDefault(vocabulary.backoff, "2"),
	"max-delay": withDefault(vocabulary["max-delay"], "1m"),
	jitter: withDefault(vocabulary.jitter, "full"),
	timeout: optional(vocabulary.timeout),
	deadline: optional(vocabulary.deadline),
	"idle-timeout": optional(vocabulary["idle-timeout"]),
	"retry-on": optional(vocabulary["retry-on"]),
	"give-up-on": optional(vocabulary["give-up-on"]),
	circuit: optional(vocabulary.circuit),
	"on-failure": withDefault(vocabulary["on-failure"], "fail")
});
/** Rules across the inputs. */
const rules = retryRules(schema);

// src/durable/command-record.ts
/** What is recorded of a command that succeeded, and what of it may be handed back without having run. */
const pairs = array(tuple([string().check(_minLength(1)), string()]));
const commandRecordSchema = strictObject({
	exitCode: int(),
	/** Name and value, as the command wrote them to `GITHUB_OUTPUT` and `GITHUB_ENV`. */
	outputs: pairs,
	environment: pairs,
	/** Entries for PATH, in the order they were added. */
	path: array(string()),
	summary: string(),
	/** The archive of the kept `paths`. */
	archive: optional(attachmentSchema)
});
/** Reads what a journal holds for a command; undefined where it is something else. */
function asCommandRecord(value) {
	const parsed = safeParse(commandRecordSchema, value);
	return parsed.success ? parsed.data : void 0;
}
/**
* Whether a variable may be set from a journal. Those that decide how later steps execute may not: who can write a
* checkpoint could otherwise run code in every step that follows.
*/
function isReplayableVariable(name) {
	const upper = name.toUpperCase();
	if (decisive.has(upper) || upper.endsWith("_PROXY")) return false;
	return !decisivePrefixes.some((prefix) => upper.startsWith(prefix));
}
/**
* Settings of the runner, of the loader and of tools that name programs, or files and servers that programs come from.
* In capitals: Windows folds the case, and proxies are written either way.
*/
const decisivePrefixes = "GITHUB_ RUNNER_ ACTIONS_ INPUT_ STATE_ HOLDFAST_ LD_ DYLD_ BASH_FUNC_ XDG_ DOCKER_ NPM_CONFIG_ YARN_ PIP_ UV_ CARGO_ RUSTC_ RUSTUP_ BUNDLE_ CORECLR_ GIT_SSH GIT_SSL GIT_CONFIG GIT_EXEC_PATH GIT_ASKPASS GIT_EXTERNAL GIT_PROXY GIT_TEMPLATE GIT_EDITOR GIT_PAGER".split(" ");
const decisive = new Set("PATH PATHEXT COMSPEC SHELL EDITOR VISUAL PAGER BASH_ENV ENV ZDOTDIR SHELLOPTS BASHOPTS PS4 IFS PROMPT_COMMAND HOME USERPROFILE APPDATA LOCALAPPDATA TMPDIR TEMP TMP SSL_CERT_FILE SSL_CERT_DIR SSH_ASKPASS SSH_AUTH_SOCK GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE MAKEFLAGS GNUMAKEFLAGS MAKEFILES NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED PYTHONPATH PYTHONSTARTUP PYTHONHOME PYTHONUSERBASE PERL5LIB PERL5OPT RUBYLIB RUBYOPT GEM_HOME GEM_PATH RUSTC RUSTFLAGS GOFLAGS GOPROXY GOENV GOTOOLCHAIN JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS GRADLE_USER_HOME DOTNET_STARTUP_HOOKS PSMODULEPATH".split(" "));
/** Whether a PATH entry may be added from a journal: only folders that the job's own steps fill. */
function isReplayablePath(path, roots) {
	return isAbsolute(path) && roots.some((root) => root !== void 0 && root !== "" && contains(root, path));
}
function contains(root, path) {
	const way = relative(root, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

// src/policy/circuit.ts
/**
* The circuit breaker (Nygard, "Release It!") as pure functions over a state that runs share.
*
* Since it is loaded by other processes at other times, outcomes carry their time and are aged on every use, and the
* probe of a half-open circuit is a leased permit with a fencing token: one runner probes, and a late one is not heard.
*/
/** Whether a call may be made at `now`. */
function admit(stored, now, policy) {
	const state = aged(stored, now, policy);
	switch (state.mode.kind) {
		case "closed": return {
			kind: "allowed",
			state
		};
		case "isolated": return {
			kind: "refused",
			reason: `isolated: ${state.mode.reason}`,
			state
		};
		case "open":
			if (now < state.mode.until) return {
				kind: "refused",
				reason: state.mode.reason,
				retryAt: state.mode.until,
				state
			};
			return probe(state, now, policy);
		default:
			if (now < state.mode.expires) return {
				kind: "refused",
				reason: "another caller is probing it",
				retryAt: state.mode.expires,
				state
			};
			return probe(state, now, policy);
	}
}
/** The state after a call ended at `now`; `unit` in [0, 1) draws the jitter of an open duration. */
function record(stored, outcome, now, policy, unit) {
	const before = aged(stored, now, policy);
	if (before.mode.kind === "half-open") {
		if (outcome.permit !== before.mode.permit) return before;
		return outcome.ok ? closed(before) : open(before, "the probe failed", now, policy, unit);
	}
	if (outcome.permit !== void 0) return before;
	const outcomes = [...before.outcomes, {
		at: now,
		ok: outcome.ok
	}].slice(-OUTCOMES_KEPT);
	const state = {
		...before,
		outcomes
	};
	if (state.mode.kind !== "closed" || outcome.ok) return state;
	const reason = reasonToOpen(state, policy);
	return reason === void 0 ? state : open(state, reason, now, policy, unit);
}
function probe(state, now, policy) {
	const permit = state.token + 1;
	const mode = {
		kind: "half-open",
		permit,
		expires: now + policy.probeLease
	};
	return {
		kind: "probe",
		permit,
		state: {
			...state,
			mode,
			token: permit
		}
	};
}
function closed(state) {
	return {
		...state,
		mode: { kind: "closed" },
		outcomes: [],
		opened: 0
	};
}
function open(state, reason, now, policy, unit) {
	const opened = state.opened + 1;
	const until = now + backoffDelay(policy.openDuration, opened, unit);
	return {
		...state,
		mode: {
			kind: "open",
			until,
			reason
		},
		outcomes: [],
		opened
	};
}
/** Drops what no longer counts, and pulls times that another machine's clock put in the future back to what they can be. */
function aged(state, now, policy) {
	const outcomes = state.outcomes.filter(({ at }) => at > now - policy.window && at <= now + policy.window);
	const { mode } = state;
	if (mode.kind === "open") return {
		...state,
		outcomes,
		mode: {
			...mode,
			until: Math.min(mode.until, now + policy.openDuration.maxDelay)
		}
	};
	if (mode.kind === "half-open") return {
		...state,
		outcomes,
		mode: {
			...mode,
			expires: Math.min(mode.expires, now + policy.probeLease)
		}
	};
	return {
		...state,
		outcomes
	};
}
function reasonToOpen({ outcomes }, policy) {
	const inARow = outcomes.length - 1 - outcomes.findLastIndex(({ ok }) => ok);
	if (inARow >= policy.consecutiveFailures) return `${inARow} failures in a row`;
	const failures = outcomes.filter(({ ok }) => !ok).length;
	if (outcomes.length >= policy.minimumThroughput && failures / outcomes.length >= policy.failureRate) return `${failures} of ${outcomes.length} calls failed`;
}

// src/durable/circuit.ts
/** A circuit that steps, jobs and runs share: what is remembered of a dependency lives in the store, as a lane of its own. */
/** Five failures in a row, or half of ten and more within ten minutes, open it: for a minute, then for twice as long. */
const defaultCircuit = {
	window: 6e5,
	failureRate: .5,
	minimumThroughput: 10,
	consecutiveFailures: 5,
	openDuration: {
		initialDelay: 6e4,
		factor: 2,
		maxDelay: 9e5,
		jitter: "none"
	},
	probeLease: 6e5
};
/** Callers that write at the same moment: each lost race is a fresh look at what the others wrote. */
const mostRaces = 5;
/** A run key that no author can give: inputs hold no control characters. */
const circuitKey = "circuit";
function openCircuit(world, options) {
	const { store, policy, scratch, onTrouble } = options;
	const identity = {
		repository: options.repository,
		key: circuitKey,
		lane: options.name
	};
	let seen = {
		state: newCircuit,
		generation: 0
	};
	let permit;
	return {
		async admit() {
			const now = world.clock.now();
			for (let race = 0; race < mostRaces; race++) {
				seen = await load() ?? seen;
				const admission = admit(seen.state, now, policy);
				if (admission.kind !== "probe") return admission;
				if (await save(admission.state)) {
					permit = admission.permit;
					return admission;
				}
			}
			return {
				kind: "refused",
				reason: "other callers are probing it",
				state: seen.state
			};
		},
		async record(ok) {
			const outcome = permit === void 0 ? { ok } : {
				ok,
				permit
			};
			for (let race = 0; race < mostRaces; race++) {
				if (await save(record(seen.state, outcome, world.clock.now(), policy, 0))) return;
				seen = await load() ?? seen;
			}
			onTrouble("too many others were writing it");
		}
	};
	async function load() {
		return withStage(world, scratch, async (stage) => {
			const loaded = await store.load(identity, stage);
			if (loaded.kind === "none") return void 0;
			if (loaded.kind !== "found") {
				onTrouble(loaded.reason);
				return;
			}
			return {
				state: (await openJournal(world, join(stage, checkpointFiles.journal), {
					lane: identity.lane,
					attempt: 1
				})).state.circuit ?? newCircuit,
				generation: loaded.manifest.generation
			};
		});
	}
	/** False where another was first. A store that cannot be written is said, and counts as written. */
	async function save(state) {
		return withStage(world, scratch, (folder) => withStage(world, scratch, async (stage) => {
			await world.files.makeFolder(join(folder, checkpointFiles.files));
			const writer = { id: world.random.uuid() };
			const journal = await openJournal(world, join(folder, checkpointFiles.journal), {
				lane: identity.lane,
				attempt: 1
			});
			await journal.append({
				type: "opened",
				key: identity.key,
				writer
			}, {
				type: "circuit",
				state
			});
			const generation = seen.generation + 1;
			const manifest = await writeCheckpoint(world.files, identity, {
				folder,
				state: journal.state,
				bytes: journal.bytes
			}, stage, {
				generation,
				writer: writer.id,
				runId: 0,
				attempt: 1,
				at: world.clock.now(),
				closed: false
			});
			const saved = await store.save(identity, stage, manifest);
			if (saved.kind === "conflict") return false;
			if (saved.kind === "unavailable") onTrouble(saved.reason);
			seen = {
				state,
				generation
			};
			return true;
		}));
	}
}

// src/actions/lane/circuit.ts
/**
* The circuit an action names, kept where its checkpoints are; what cannot be remembered is a warning. Throws a
* {@link UserError} where the name holds a secret.
*/
function actionCircuit(world, runner, context, { store, token }, name, guard) {
	if (guard.holds(name)) throw new UserError("input circuit holds a secret, and would be kept: name it after something else");
	const { repository } = requireContext(context, "repository");
	const scratch = join(jobFolder(context), "circuit");
	return openCircuit(world, {
		repository: `${repository.owner}/${repository.name}`,
		name,
		store: openStore(world, context, {
			name: store,
			token,
			scratch,
			reach: "this-run",
			isExpendable: true
		}),
		scratch,
		policy: defaultCircuit,
		onTrouble: (reason) => runner.warning(`Circuit "${name}" is not remembered: ${reason}`)
	});
}

// src/actions/step/hand-back.ts
/** Gives the job what a command left: its outputs, variables, PATH entries, summary and files. */
/** Names of outputs that are the action's own. */
const ownOutputs = [
	"outcome",
	"attempts",
	"exit-code",
	"checkpointed"
];
/**
* Hands back what a journal recorded. What decides how later steps execute is left out, and said: a checkpoint must
* not be a way into them. Returns the variables that are to be set.
*/
async function handBack(world, runner, context, record, from) {
	if (record.archive) await bringBack(world, record.archive, from);
	const roots = [
		from.workspace,
		context.temporaryFolder,
		context.toolCache,
		world.environment["HOME"],
		world.environment["USERPROFILE"]
	];
	const environment = record.environment.filter(([name]) => isReplayableVariable(name));
	const path = record.path.filter((entry) => isReplayablePath(entry, roots));
	await handOn(runner, {
		...record,
		environment,
		path
	}, ownOutputs);
	const left = [...record.environment.filter((pair) => !environment.includes(pair)).map(([name]) => `variable ${name}`), ...record.path.filter((entry) => !path.includes(entry)).map((entry) => `PATH entry ${entry}`)];
	if (left.length > 0) runner.warning(`Not set again from the record, because it decides how later steps execute: ${left.join(", ")}. Set it in a step of its own that always runs.`);
	return { environment };
}

// src/store/new-files.ts
/** The clock that stamps files ticks every few milliseconds and may lag behind ours: milliseconds. */
const clockLag = 10;
const sampleSize = 5;
/**
* The files and links below a workspace that were made or changed after `since` (milliseconds since the epoch) and
* that no pattern of `paths` keeps. Looks at no more than `limit` entries: 20 000 take about 0.15 s.
*/
async function newFiles({ files }, root, since, { patterns = [], limit = 2e4 } = {}) {
	const kept = pathPatterns(patterns, root);
	const sample = [];
	let count = 0;
	let looked = 0;
	let complete = true;
	const onUnreadable = () => void (complete = false);
	for await (const { path, status } of walk(files, root, () => true, onUnreadable)) {
		if (++looked > limit) return {
			count,
			sample,
			complete: false
		};
		if (status.kind === "folder" || status.changedAt < since - clockLag || kept.keeps(path)) continue;
		count++;
		if (sample.length < sampleSize) sample.push(path);
	}
	return {
		count,
		sample,
		complete
	};
}

// src/actions/step/report.ts
function reporter(world, runner, context, lane, step, guardOf) {
	const named = `"${step}"`;
	return {
		begin(record) {
			if (record?.status === "started") runner.warning(`Step ${named} was started by attempt ${record.attempt} and never recorded: whether its effect happened is not known.`, { title: "Interrupted before" });
			if (record?.done?.withheld !== void 0) runner.info(`Step ${named} was done before, but ${record.done.withheld}, so nothing was kept of it: it runs again.`);
		},
		attempts: {
			onAttemptFailed(number, { value }, decision) {
				if (decision.kind === "give-up") return;
				const wait = formatDuration(decision.delay);
				const reason = (value?.guard ?? guardOf([])).redact(decision.reason);
				runner.info(`Attempt ${number} of step ${named} failed: ${reason}. The next one starts in ${wait}.`);
			},
			onAttemptStart(number) {
				if (number > 1) runner.info(`Attempt ${number} of step ${named}:`);
			}
		},
		outputs: (outcome) => setOutputs(runner, outcome),
		async end(outcome, how) {
			if ("saved" in outcome) sayUnsaved(runner, step, outcome.saved);
			switch (outcome.kind) {
				case "replayed": return sayReplayed(outcome);
				case "skipped":
					runner.info(`Step ${named} is done already, as its unless command says: recorded without running.`);
					sayWhatIsKept(outcome.value);
					return summarise("skipped", `its unless command says that it is done already${unlessKept(outcome.value)}`);
				case "done": return sayDone(outcome, how);
				case "failed": return sayFailed(outcome, how);
				case "interrupted": return sayInterrupted(outcome);
				case "cancelled":
					runner.setFailed(`Step ${named} was cancelled. A re-run starts it again.`);
					return summarise("cancelled", "a re-run starts it again");
			}
		}
	};
	async function sayReplayed({ done }) {
		const saved = formatDuration(Math.round(done.duration));
		const when = new Date(done.at).toISOString();
		runner.info(`Step ${named} was done by attempt ${done.attempt} at ${when}: replayed instead of run, ${saved} saved.`);
		const url = runAttemptUrl({
			...context,
			attempt: done.attempt
		});
		const by = `attempt ${done.attempt}`;
		await summarise("replayed", `done by ${lane.identity.key === String(context.runId) && url ? link(by, url) : by} at ${when}, ${saved} saved`);
	}
	async function sayDone({ value, attempts }, how) {
		const taken = formatDuration(Math.round(value.command.duration));
		runner.info(`Step ${named} is done and recorded${attempts > 1 ? ` after ${attempts} attempts` : ""} (${taken}).`);
		sayWhatIsKept(value);
		const left = await sayNewFiles(how, value.guard);
		await summarise("done", `${text(attempts > 1 ? `${attempts} attempts` : taken)}${left ? `; ${left}` : ""}${unlessKept(value)}`);
	}
	function sayWhatIsKept(value) {
		if (value.withheld !== void 0) runner.warning(`Nothing of step ${named} is kept for a replay: ${value.withheld}. It runs again when the job is re-run.`, { title: "Not replayable" });
		if (value.missing.length > 0) {
			const missing = value.guard.redact(value.missing.join(", "));
			runner.warning(`Nothing matches ${missing} of the input paths of step ${named}.`);
		}
	}
	/** What a replay would not bring back. */
	async function sayNewFiles({ workspace, startedAt, paths }, guard) {
		const { count, sample, complete } = await newFiles(world, workspace, startedAt, { patterns: paths });
		if (count === 0) return void 0;
		const some = sample.slice(0, 3);
		const shown = guard.redact(some.join(", ")) + (count > some.length ? ", …" : "");
		const many = `${complete ? "" : "at least "}${count} new or changed file${count === 1 ? "" : "s"}`;
		runner.info(`It left ${many} in the workspace that a replay will not bring back (${shown}): list them in paths if later steps need them.`);
		return text(`${many} not kept by paths`);
	}
	async function sayFailed(outcome, { onFailure }) {
		const command = outcome.value?.command;
		const guard = outcome.value?.guard ?? guardOf([]);
		const reason = guard.redact(outcome.decision.reason);
		const message = `Step ${named} failed: ${reason}.`;
		const title = `${step} failed`;
		if (onFailure === "continue") runner.warning(`${message} The job goes on, as on-failure says.`, { title });
		else runner.setFailed(message, { title });
		const lines = guard.redact((command?.lastLines ?? []).join("\n"));
		await summarise("failed", text(reason), lines === "" ? "" : details("Last lines", codeBlock(lines)));
	}
	async function sayInterrupted({ record, attempts }) {
		const when = attempts > 0 ? "it ended without telling" : `attempt ${record.attempt} started it and never recorded it`;
		runner.setFailed(`Step ${named} is interrupted: ${when}, and an at-most-once step is not run again. Check whether its effect happened. If it did, or if it may run again, say so with a command in the input unless (success means: it is done), or take another key.`, { title: `${step} is interrupted` });
		await summarise("interrupted", `${text(when)}; check whether its effect happened`);
	}
	/** One line a step, so that the lines of a job read as a table of what happened. */
	async function summarise(outcome, said, more = "") {
		await runner.appendSummary(`${signs[outcome]} **${outcome}** ${code(step)} — ${said}\n${more}\n`);
	}
}
const signs = {
	done: "✅",
	replayed: "⏩",
	skipped: "⏭️",
	failed: "❌",
	interrupted: "⚠️",
	cancelled: "🛑"
};
function unlessKept({ withheld }) {
	return withheld === void 0 ? "" : `; ${text(`runs again when the job is re-run, since ${withheld}`)}`;
}
function setOutputs(runner, outcome) {
	runner.setOutput("outcome", outcome.kind === "cancelled" ? "failed" : outcome.kind);
	runner.setOutput("attempts", String(outcome.kind === "replayed" ? outcome.done.attempts : outcome.attempts));
	runner.setOutput("exit-code", exitCodeOf(outcome));
	runner.setOutput("checkpointed", String(isSaved(outcome)));
}
function isSaved(outcome) {
	if (outcome.kind === "interrupted") return true;
	return "saved" in outcome && outcome.saved.kind === "saved";
}
function exitCodeOf(outcome) {
	if (outcome.kind === "replayed" || outcome.kind === "skipped") return "0";
	const end = "value" in outcome ? outcome.value?.command.end : void 0;
	return end?.kind === "exited" ? String(end.code) : "";
}

// src/actions/step/run.ts
/** The durable step: `action.yml`. */
/** Runs or replays the step and tells the runner. Throws on what is no outcome of the step: wrong inputs, a held lane. */
async function run(world, runner, context, inputs, signal) {
	runner.setOutput("outcome", "failed");
	runner.setOutput("checkpointed", "false");
	const guard = guardFor(world.environment, inputs);
	const { workspace } = requireContext(context, "workspace");
	const name = stepName(inputs, context);
	const circuit = inputs.circuit && actionCircuit(world, runner, context, inputs, inputs.circuit, guard([]));
	const lane = await openActionLane(world, context, inputs, () => refuseSecretNames(inputs, guard([]), laneNames));
	rememberLane(runner, lane, inputs);
	await noteStepName(world, runner, lane, name);
	const report = reporter(world, runner, context, lane, name, guard);
	const before = lane.journal.state.steps.get(name);
	if (!before) refuseSecretNames(inputs, guard([]), ["step"]);
	report.begin(before);
	const startedAt = world.clock.now();
	const outcome = await runCommandStep(world, lane, {
		definition: {
			name,
			fingerprint: commandFingerprint(inputs.run, inputs.shell, inputs["working-directory"], inputs.fingerprint),
			onChange: inputs["on-change"],
			semantics: inputs.semantics,
			policy: retryPolicy(inputs)
		},
		script: inputs.run,
		shell: inputs.shell,
		workingDirectory: resolve(workspace, inputs["working-directory"] ?? "."),
		unless: inputs.unless,
		environment: childEnvironment(world.environment),
		temporaryFolder: jobFolder(context),
		workspace,
		paths: inputs.paths ?? [],
		timeout: inputs.timeout,
		idleTimeout: inputs["idle-timeout"],
		circuit: circuit || void 0,
		guard
	}, report.attempts, signal);
	report.outputs(outcome);
	const variables = await handResults(world, runner, context, lane, outcome, workspace);
	await report.end(outcome, {
		startedAt,
		workspace,
		paths: inputs.paths ?? [],
		onFailure: inputs["on-failure"]
	});
	exportVariables(runner, variables);
}
/** Gives the job all that the command left but its variables, which it returns. */
async function handResults(world, runner, context, lane, outcome, workspace) {
	if (outcome.kind === "replayed") {
		const record = recordOf(outcome.done.result);
		return handBack(world, runner, context, record, {
			files: lane.files,
			workspace
		});
	}
	if (!("value" in outcome) || !outcome.value) return { environment: [] };
	const { result, command } = outcome.value;
	await handOn(runner, result, ownOutputs);
	for (const refusal of command.files.refusals) runner.warning(refusal);
	return result;
}
/** What the journal holds for a step of this action. Throws a {@link LaneError} where another action recorded it. */
function recordOf(result) {
	const record = asCommandRecord(result);
	if (record) return record;
	throw new LaneError("what is recorded under this name is no command: give the step a name of its own");
}

// src/actions/step/main.ts
await runAction(systemWorld(), schema, run, ...rules);

export {  };