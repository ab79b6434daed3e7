import { $n as partial, Bt as duration, C as retryRules, E as onlyOneOf, Gt as wholeNumber, It as vocabulary, Jt as withDefault, Kt as yesOrNo, Nt as table, Pt as text$1, Qn as optional, Qt as guardFor, S as retryPolicy, T as noLongerThan, Ut as oneOf, V as runAttempts, W as unitOf, Wt as text, Yt as formatDuration, Zn as object, Zt as runAction, _ as exportVariables, b as stillRunning, bn as requireContext, er as pick, gr as systemWorld, hr as UserError, in as readInputs, jt as details, m as runCommand, p as childEnvironment, qt as input, rn as parseInputs, v as handOn, w as needOneOf, y as attempted, zt as describeFailure } from "../../chunks/action.js";
const { resolve } = process.getBuiltinModule("node:path");

// src/actions/retry/nick-fields.ts
const rows = {
	command: {
		accepts: text,
		replaces: ["run"],
		example: "npm ci",
		note: "It stops at the first line that fails and a pipe fails with any of its parts, as under `run:` with `shell: bash`",
		translate: (run) => ({ run })
	},
	timeout_minutes: {
		accepts: amount("m"),
		replaces: ["timeout"],
		example: "0.5",
		note: "Fractions too. Without a timeout the attempt has none",
		translate: (minutes) => ({ timeout: `${minutes}m` })
	},
	timeout_seconds: {
		accepts: amount("s"),
		replaces: ["timeout"],
		example: "90",
		translate: (seconds) => ({ timeout: `${seconds}s` })
	},
	max_attempts: {
		accepts: wholeNumber(1, 1e3),
		replaces: ["max-attempts"],
		default: "3",
		example: "5",
		translate: (count) => ({ "max-attempts": count })
	},
	retry_wait_seconds: {
		accepts: amount("s", { zero: true }),
		replaces: [
			"initial-delay",
			"backoff",
			"max-delay",
			"jitter"
		],
		default: "10",
		example: "10",
		note: "`0` means no wait. There is none after the last attempt",
		translate: (seconds) => ({
			"initial-delay": `${seconds}s`,
			backoff: "1",
			"max-delay": `${seconds}s`,
			jitter: "none"
		})
	},
	polling_interval_seconds: {
		accepts: amount("s"),
		replaces: [],
		example: "1",
		note: "Accepted and without effect: nothing is polled",
		translate: () => ({})
	},
	retry_on: {
		accepts: oneOf("any", "timeout", "error"),
		replaces: ["retry-on"],
		default: "any",
		example: "timeout",
		translate: (event, given) => ({ "retry-on": retryOn(event, given["retry_on_exit_code"]) })
	},
	retry_on_exit_code: {
		accepts: wholeNumber(1, 4294967295),
		replaces: ["retry-on"],
		example: "75",
		note: "Timeouts are still retried, unless `retry_on: error`",
		translate: (code, given) => ({ "retry-on": retryOn(given["retry_on"] ?? "any", code) })
	},
	warning_on_retry: {
		accepts: yesOrNo,
		replaces: [],
		default: "true",
		example: "false",
		note: "No counterpart: with `run` a retry is a plain line in the log unless this is `true`",
		translate: (value) => ({ warning_on_retry: value })
	},
	on_retry_command: {
		accepts: text,
		replaces: [],
		example: "make clean",
		note: "No counterpart. Runs before each retry, under `sh` (`cmd` on Windows); its failure is a warning",
		translate: (value) => ({ on_retry_command: value })
	},
	new_command_on_retry: {
		accepts: text,
		replaces: [],
		example: "npx jest --onlyFailures",
		note: "No counterpart. Runs in place of the command from the second attempt on",
		translate: (value) => ({ new_command_on_retry: value })
	},
	continue_on_error: {
		accepts: yesOrNo,
		replaces: ["on-failure"],
		default: "false",
		example: "true",
		translate: (yes) => ({ "on-failure": /true/i.test(yes) ? "continue" : "fail" })
	}
};
/** Giving one thing in both vocabularies, or a timeout in both units, is an error that names both. */
const nickFieldsRules = [onlyOneOf("timeout_minutes", "timeout_seconds"), ...Object.entries(rows).flatMap(([name, { replaces }]) => replaces.map((ours) => onlyOneOf(name, ours)))];
/**
* Inputs of either vocabulary in our own. Where the script is given as `command`, the defaults are those of
* nick-fields/retry.
*/
function translate(given, platform) {
	const usesCommand = "command" in given;
	const translated = Object.entries(rows).flatMap(([name, row]) => {
		const isReplaced = row.replaces.some((ours) => ours in given);
		const value = given[name] ?? (usesCommand && !isReplaced ? row.default : void 0);
		return value === void 0 ? [] : [row.translate(value, given)];
	});
	const shell = usesCommand && platform === "win32" ? { shell: "powershell" } : {};
	const ours = Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(rows, name)));
	return Object.assign({}, shell, ...translated, ours);
}
/** An exit code narrows errors alone; whether timeouts are retried is for `retry_on` to say. */
function retryOn(event, exitCode) {
	const timeouts = "timeout, idle-timeout";
	if (event === "timeout") return timeouts;
	if (exitCode === void 0) return event;
	return event === "error" ? exitCode : `${exitCode}, ${timeouts}`;
}
/** A number, fractions allowed, that makes a duration of at most a job's lifetime with its unit. */
function amount(unit, { zero = false } = {}) {
	const asDuration = duration({ zero });
	return input((value) => {
		if (!/^\d+(\.\d+)?$/.test(value)) throw new UserError(`not a number; write a number of ${WORDS[unit]}, such as 30`);
		const result = asDuration.safeParse(`${value}${unit}`);
		if (!result.success) throw new UserError(result.error.issues[0]?.message ?? "not a duration");
		return result.data;
	});
}
const WORDS = {
	s: "seconds",
	m: "minutes"
};

// src/actions/retry/inputs.ts
const ours = partial(pick(object(vocabulary), {
	run: true,
	shell: true,
	"working-directory": true,
	"max-attempts": true,
	"initial-delay": true,
	backoff: true,
	"max-delay": true,
	jitter: true,
	timeout: true,
	deadline: true,
	"idle-timeout": true,
	"retry-on": true,
	"give-up-on": true,
	"on-failure": true
}));
/**
* All inputs of either vocabulary as `action.yml` declares them. None has a default there: the runner would hand it over
* as if it had been given, and giving one thing in both vocabularies could not be told.
*/
const schema = object({
	...ours.shape,
	...Object.fromEntries(Object.entries(rows).map(([name, { accepts }]) => [name, optional(accepts)]))
});
/** What the action works with, in our own words, and the defaults that hold with `run`. */
const effective = object({
	...ours.shape,
	run: vocabulary.run,
	"max-attempts": withDefault(vocabulary["max-attempts"], "3"),
	"initial-delay": withDefault(vocabulary["initial-delay"], "1s"),
	backoff: withDefault(vocabulary.backoff, "2"),
	"max-delay": withDefault(vocabulary["max-delay"], "1m"),
	jitter: withDefault(vocabulary.jitter, "full"),
	"on-failure": withDefault(vocabulary["on-failure"], "fail"),
	warning_on_retry: withDefault(yesOrNo, "false"),
	on_retry_command: optional(text),
	new_command_on_retry: optional(text)
});
/** Rules across the inputs of both vocabularies. */
const rules = [
	needOneOf("run", "command"),
	...nickFieldsRules,
	...retryRules(effective),
	noLongerThan("timeout_minutes", "deadline", {}, "m"),
	noLongerThan("timeout_seconds", "deadline", {}, "s")
];
/** The inputs in our own words, translated from raw ones that {@link schema} and {@link rules} have let pass. */
function inOurWords(raw, platform) {
	const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
	return parseInputs(effective, translate(given, platform));
}

// src/actions/retry/publish.ts
/**
* Hands on what the last attempt wrote to its command files, as the runner does after a `run:` step, and our own outputs,
* which hide any of the script's by the same names. `failure` says why it failed; empty where it did not.
*/
async function publish(runner, result, failure) {
	const own = outputsOf(result, failure);
	for (const [name, value] of Object.entries(own)) runner.setOutput(name, value);
	if (result.value === void 0) return;
	await handOn(runner, result.value.files, Object.keys(own));
	for (const refusal of result.value.files.refusals) runner.warning(refusal);
}
/** Why it failed, for people. After the last attempt it begins as nick-fields/retry has it. */
function failureText(result) {
	if (result.kind === "cancelled") return "Cancelled";
	const { decision, failure } = result;
	if (decision.cause === "exhausted") return `Final attempt failed. ${capital(describeFailure(failure))}`;
	return capital(decision.reason);
}
/** Our outputs, and those of nick-fields/retry, whose exit code is 1 where the command had none. */
function outputsOf(result, failure) {
	const end = result.value?.end;
	const code = end?.kind === "exited" ? String(end.code) : "";
	const attempts = String(result.attempts);
	const isDone = result.kind === "success";
	return {
		outcome: isDone ? "done" : "failed",
		attempts,
		"exit-code": code,
		total_attempts: attempts,
		exit_code: isDone ? "0" : code === "" || code === "0" ? "1" : code,
		exit_error: failure
	};
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/actions/retry/report.ts
function reporter(clock, runner, inputs) {
	const all = inputs["max-attempts"];
	const attempts = [];
	return {
		start(attempt) {
			if (attempt > 1) runner.info(`Attempt ${attempt} of ${all}`);
		},
		end(attempt) {
			attempts.push(attempt);
			const { number, decision } = attempt;
			if (decision?.kind !== "retry") return;
			const at = new Date(clock.now() + decision.delay).toISOString().slice(11, 19);
			const next = `Attempt ${number + 1} follows in ${formatDuration(decision.delay)}, at ${at} UTC.`;
			const line = `Attempt ${number} of ${all} failed: ${decision.reason}. ${next}`;
			if (inputs.warning_on_retry) runner.warning(line);
			else runner.info(line);
		},
		async conclude(kind, outcome) {
			if (kind === "success") runner.info(outcome);
			else if (kind === "failure" && inputs["on-failure"] === "continue") runner.warning(outcome);
			else runner.setFailed(outcome);
			if (attempts.some(({ decision }) => decision?.kind === "retry")) await runner.appendSummary(summaryOf(`${signs[kind]} ${outcome}`, attempts));
		}
	};
}
const signs = {
	success: "✅",
	failure: "❌",
	cancelled: "🛑"
};
function summaryOf(outcome, attempts) {
	const rows = attempts.map(({ number, ended, took, decision }) => [
		String(number),
		text$1(ended),
		formatDuration(took),
		decision?.kind === "retry" ? formatDuration(decision.delay) : ""
	]);
	const list = table([
		"Attempt",
		"Ended with",
		"Took",
		"Then waited"
	], rows);
	return `**${text$1(outcome)}**\n${details("Attempts", list)}`;
}

// src/actions/retry/script.ts
/** Throws a ContextError where the runner did not say where the workspace and temporary files are. */
function scriptsOf(world, context, inputs) {
	const { workspace, temporaryFolder } = requireContext(context, "workspace", "temporaryFolder");
	const { run, new_command_on_retry: ofRetry = run, on_retry_command: beforeRetry } = inputs;
	const workingDirectory = resolve(workspace, inputs["working-directory"] ?? ".");
	function start(number, definition) {
		const environment = {
			...childEnvironment(world.environment),
			HOLDFAST_ATTEMPT: String(number)
		};
		return runCommand(world, {
			workingDirectory,
			temporaryFolder,
			environment,
			...definition
		});
	}
	return {
		attempt: (number, signal) => start(number, {
			script: number === 1 ? run : ofRetry,
			shell: inputs.shell,
			timeout: inputs.timeout,
			idleTimeout: inputs["idle-timeout"],
			signal
		}),
		async beforeRetry(number, signal) {
			if (beforeRetry === void 0) return void 0;
			const shell = world.processes.platform === "win32" ? "cmd" : "sh";
			return start(number, {
				script: beforeRetry,
				shell,
				signal
			});
		}
	};
}

// src/actions/retry/run.ts
/** Runs the script until it succeeds or the policy gives up, and tells the runner how it went. */
async function run(world, runner, context, _given, signal) {
	const inputs = inOurWords(readInputs(world.environment, schema), world.processes.platform);
	const report = reporter(world.clock, runner, inputs);
	const scripts = scriptsOf(world, context, inputs);
	const policy = retryPolicy(inputs);
	const result = await runAttempts(world, async (number, aborted) => attempt(await scripts.attempt(number, aborted), inputs), {
		unit: () => unitOf(world.random.bytes(6)),
		policy: {
			...policy,
			giveUpOn: [stillRunning, ...policy.giveUpOn ?? []]
		},
		signal,
		onAttemptStart: (number) => report.start(number),
		onAttemptFailed(number, { failure, value }, decision) {
			const reason = redact(decision.reason, value);
			const ended = redact(describeFailure(failure), value);
			report.end({
				number,
				ended,
				took: value?.duration ?? 0,
				decision: {
					...decision,
					reason
				}
			});
		},
		async onRetry(number, aborted) {
			const before = await scripts.beforeRetry(number, aborted);
			const ended = before && attempt(before, {});
			if (ended?.kind !== "failure" || aborted.aborted) return;
			runner.warning(`on_retry_command failed (${describeFailure(ended.failure)}); the retry goes ahead.`);
		}
	});
	const failure = result.kind === "success" ? "" : redact(failureText(result), result.value);
	await publish(runner, result, failure);
	if (result.kind === "success") report.end({
		number: result.attempts,
		ended: "success",
		took: result.value.duration
	});
	await report.conclude(result.kind, outcomeOf(result, failure));
	if (result.value) exportVariables(runner, result.value.files);
	/** An error can repeat an input, such as a folder that is not there. */
	function redact(text, command) {
		return guardFor(world.environment, {})(command?.masked ?? []).redact(text);
	}
}
function attempt(command, inputs) {
	return attempted(command, command, {
		timeout: inputs.timeout,
		idleTimeout: inputs["idle-timeout"]
	});
}
function outcomeOf(result, failure) {
	const count = result.attempts === 1 ? "1 attempt" : `${result.attempts} attempts`;
	return result.kind === "success" ? `Succeeded after ${count}` : `${failure} (after ${count})`;
}

// src/actions/retry/main.ts
await runAction(systemWorld(), schema, run, ...rules);

export {  };