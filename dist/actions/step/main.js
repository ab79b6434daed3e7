import { $ as openActionLane, $t as laneNames, At as codeBlock, C as retryRules, It as vocabulary, J as pathPatterns, Jt as withDefault, K as noteStepName, Mt as link, On as LaneError, Pt as text, Qn as optional, Qt as guardFor, S as retryPolicy, X as sayUnsaved, Yt as formatDuration, Z as jobFolder, Zn as object, Zt as runAction, _ as exportVariables, a as isReplayablePath, bn as requireContext, en as refuseSecretNames, et as rememberLane, gr as systemWorld, hr as UserError, i as asCommandRecord, jt as details, kt as code, l as defaultCircuit, n as walk, o as isReplayableVariable, ot as stepName, p as childEnvironment, q as bringBack, r as runCommandStep, st as laneInputs, tt as openStore, u as openCircuit, v as handOn, wn as commandFingerprint, xn as runAttemptUrl } from "../../chunks/action.js";
const { dirname, join, resolve } = process.getBuiltinModule("node:path");

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
/** What a durable step says: in the log, in annotations, in its outputs and in the job's summary. */
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
		const { keepLastLines } = await import("../../chunks/last-lines.js");
		await keepLastLines(world.files, dirname(lane.files), step, lines);
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
			fingerprint: commandFingerprint({
				script: inputs.run,
				shell: inputs.shell,
				folder: inputs["working-directory"],
				fingerprint: inputs.fingerprint
			}),
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