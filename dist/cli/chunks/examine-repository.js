import { t as UserError } from "./user-error.js";
import { t as FaultyFile } from "./fault.js";
import { a as readWorkflow, c as ownAction, i as nameOfStep, o as stepsOf, r as placeholder, s as wordsOf } from "./template.js";
import { r as shownPath, t as localRepository } from "./repository.js";
import { t as painter } from "./terminal.js";
import { n as neutraliseLine } from "./neutralise.js";
const { isAbsolute, join, resolve } = process.getBuiltinModule("node:path");

// src/workflows/rules/cache-mode.ts
/** https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching#controlling-cache-access-with-cache-mode */
const cacheMode = {
	name: "cache-mode",
	severity: "warning",
	reason: "A job whose token may not write caches, or not read them, cannot keep its checkpoints there.",
	*check(workflow) {
		for (const [step, job] of stepsOf(workflow)) {
			if (!/^(step|run|checkpoint)$/.test(ownAction(step.uses) ?? "")) continue;
			const store = step.with["store"] ?? "auto";
			const mode = modeOf(workflow, job);
			if (mode === void 0 || mode.mode === "write" || !/^(auto|cache)$/.test(store)) continue;
			yield {
				at: workflow.source.valueAt([...step.path, "uses"]),
				message: store === "cache" ? `${nameOfStep(step)} keeps its checkpoints in the cache, which ${mode.because} forbids` : `${nameOfStep(step)} finds no cache (${mode.because}), and keeps an artifact for each checkpoint, of which a job may have 500`,
				mend: "store: artifact, or cache-mode: write at this job where only code you trust runs in it"
			};
		}
	}
};
/** Read-only by default since June 2026, for what strangers can start. */
const lowTrust = ["pull_request_target", "issue_comment"];
function modeOf(workflow, job) {
	const said = job["cache-mode"] ?? workflow["cache-mode"];
	if (said !== void 0) return {
		mode: said,
		because: `cache-mode: ${said}`
	};
	const event = lowTrust.find((name) => workflow.events.has(name));
	return event === void 0 ? void 0 : {
		mode: "read",
		because: `the event ${event}`
	};
}

// src/workflows/rules/crowded-schedule.ts
/** https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule */
const crowdedSchedule = {
	name: "crowded-schedule",
	severity: "note",
	reason: "At the start of every hour GitHub's queue is longest: such runs are late, and some are dropped.",
	*check({ source, events }) {
		for (const [index, cron] of cronsOf(events.get("schedule")).entries()) {
			if (!/^0\s/.test(cron)) continue;
			yield {
				at: source.valueAt([
					"on",
					"schedule",
					index
				]),
				message: `"${cron}" asks for the minute that everybody asks for`,
				mend: "a minute of your own, such as 23"
			};
		}
	}
};
function cronsOf(schedule) {
	return (Array.isArray(schedule) ? schedule : []).map((entry) => {
		const cron = typeof entry === "object" && entry !== null && "cron" in entry ? entry.cron : void 0;
		return typeof cron === "string" ? cron.trim() : "";
	});
}

// src/workflows/rules/deploy-concurrency.ts
const deployConcurrency = {
	name: "deploy-concurrency",
	severity: "warning",
	reason: "Two deployments at once overtake each other, and what was started last is not what is served.",
	*check({ source, jobs, concurrency, events }) {
		if ([...events.keys()].every((event) => /^(pull_request|merge_group)$/.test(event))) return;
		for (const job of jobs) {
			if (!deploys(job)) continue;
			const own = job.concurrency === void 0 ? {
				value: concurrency,
				path: []
			} : {
				value: job.concurrency,
				path: job.path
			};
			if (own.value === void 0) yield {
				at: source.keyAt(job.path),
				message: `job "${job.id}" deploys, and two of it can run at once`,
				mend: "concurrency: { group: one for each environment, cancel-in-progress: false }"
			};
			else if (cancels(own.value)) yield {
				at: source.keyAt([
					...own.path,
					"concurrency",
					"cancel-in-progress"
				]),
				message: `job "${job.id}" deploys, and is cancelled half-way when the next one comes`,
				mend: "cancel-in-progress: false"
			};
		}
	}
};
function deploys({ id, name, environment, uses }) {
	if (uses !== void 0) return false;
	return environment !== void 0 || /(^|[\s_-])(deploy|release|publish|roll-?out|promote)($|[\s_-])/i.test(name ?? id);
}
function cancels(concurrency) {
	return typeof concurrency === "object" && concurrency !== null && "cancel-in-progress" in concurrency && concurrency["cancel-in-progress"] === true;
}

// src/workflows/notification.ts
const actions = /notif|slack|teams|discord|telegram|mattermost|pagerduty|opsgenie|send-mail|sendgrid|create-(an-)?issue|issue-from|alert/i;
const addresses = /hooks\.slack\.com|slack\.com\/api|webhook|discord(app)?\.com\/api|api\.telegram\.org|events\.pagerduty\.com/i;
function notifications(workflow) {
	return [...stepsOf(workflow)].flatMap(([step, job]) => {
		if (step.uses !== void 0 && actions.test(step.uses.split("@")[0])) return [{
			step,
			job,
			at: workflow.source.valueAt([...step.path, "uses"])
		}];
		return inScript(step, job);
	});
}
function inScript(step, job) {
	const { script } = step;
	return (script?.nodes ?? []).flatMap(({ node }) => {
		if (node.type !== "Command") return [];
		const at = script.at(node.pos);
		const words = wordsOf(node);
		const line = words.join(" ");
		if (/^gh (issue create|issue comment|pr comment)\b/.test(line) || /^(mail|mailx|sendmail)\b/.test(line)) return [{
			step,
			job,
			at
		}];
		if (words[0] !== "curl" || !addresses.test(`${line} ${node.args.map(({ text }) => text).join(" ")}`)) return [];
		return [{
			step,
			job,
			at,
			webhook: { isHeard: words.some((word) => /^--fail|^-[a-zA-Z]*f/.test(word)) }
		}];
	});
}
/** Whether it is sent where a step or job before it has failed. */
function isHeardOfFailure({ step, job }) {
	return survives(step.if) || survives(job.if) && step.if === void 0;
}
function survives(condition) {
	return /\b(failure|always)\(\)|!\s*cancelled\(\)/.test(condition ?? "");
}

// src/workflows/rules/early-dependent.ts
const earlyDependent = {
	name: "early-dependent",
	severity: "warning",
	reason: "A job whose automation waits ends green: who needs it runs before the approval, and again each time it goes on.",
	*check(workflow) {
		const telling = new Set(notifications(workflow).map(({ job }) => job));
		for (const job of workflow.jobs) {
			if (isForFailures(job) || telling.has(job) && runsAnyway(job)) continue;
			const early = workflow.jobs.filter(({ id }) => job.needs.includes(id)).find((other) => mayBeSuspended(other) && !awaits(workflow, job, other));
			if (early === void 0) continue;
			yield {
				at: workflow.source.keyAt([...job.path, "needs"]),
				message: `job "${job.id}" runs as soon as "${early.id}" is suspended, and again each time that one goes on`,
				mend: `if: needs.${early.id}.outputs.status == 'completed', where "${early.id}" hands on the output status of its step`
			};
		}
	}
};
function mayBeSuspended({ steps }) {
	return steps.some(({ uses }) => /^(run|durable-run)$/.test(ownAction(uses) ?? ""));
}
/** `always() && contains(…, needs.deploy.result)` of failures is for these, too. */
function isForFailures({ if: condition = "" }) {
	return /failure/.test(condition);
}
/** Whether it runs where a job that it needs was skipped. */
function runsAnyway({ if: condition = "" }) {
	return /\balways\(\)|!\s*cancelled\(\)/.test(condition);
}
/** Whether it looks at how the run stands, or is skipped with a job that does. */
function awaits({ jobs }, job, needed) {
	if (looksAt(job, needed)) return true;
	return !runsAnyway(job) && jobs.some((other) => job.needs.includes(other.id) && isConditional(other, needed));
}
/** In its condition, or anywhere in a step, whose script may look. */
function looksAt(job, needed) {
	const steps = job.steps.flatMap(({ if: condition, run, env, with: given }) => [
		condition,
		run,
		...Object.values(env),
		...Object.values(given)
	]);
	return isConditional(job, needed) || steps.some((text) => namesStatus(text, needed));
}
function isConditional(job, needed) {
	return namesStatus(job.if, needed);
}
/** Whether a text names the output by which the job hands on how its run stands. */
function namesStatus(text, { id, outputs }) {
	return Object.entries(outputs).some(([name, value]) => /\.outputs\.status\b/.test(value ?? "") && text?.includes(`needs.${id}.outputs.${name}`));
}

// src/workflows/rules/holdfast-permissions.ts
const holdfastPermissions = {
	name: "holdfast-permissions",
	severity: "error",
	reason: "A durable step that may not ask whether another run holds its lane, or read what that one kept, stops there.",
	*check(workflow) {
		for (const [step, job] of stepsOf(workflow)) for (const { grants, why } of needsOf(ownAction(step.uses), step.with)) {
			if (grants.some((grant) => isGranted(workflow, job, grant))) continue;
			yield {
				at: workflow.source.valueAt([...step.path, "uses"]),
				message: `${nameOfStep(step)} needs ${grants.join(" or ")} ${why}`,
				mend: `${grants[0]} under permissions: of the job "${job.id}"`
			};
		}
	}
};
function needsOf(action, inputs) {
	switch (action) {
		case "step":
		case "run":
		case "checkpoint": return keyNeeds(inputs);
		case "notify": return tellingNeeds(inputs);
		case "recover": return [{
			grants: ["actions: write"],
			why: "to run failed jobs again"
		}, ...tellingNeeds({
			channels: "issue",
			...inputs
		})];
		case "resume": return resumeNeeds(inputs);
		case "durable-run": return [...keyNeeds(inputs), ...tellingNeeds(inputs)];
		case "watchdog": return [{
			grants: ["actions: read"],
			why: "to see the runs it watches"
		}, ...inputs["channels"] === void 0 ? [] : tellingNeeds(inputs)];
		default: return [];
	}
}
function resumeNeeds({ "waiting-index": index }) {
	return [
		{
			grants: ["actions: write"],
			why: "to have the jobs of waiting runs run again"
		},
		{
			grants: ["issues: read"],
			why: "to read the answers to approvals"
		},
		...index === "cache" ? [] : [{
			grants: ["contents: write"],
			why: "to find the runs that wait, and remove those that went on"
		}]
	];
}
function keyNeeds({ key }) {
	if (key === void 0) return [];
	return [{
		grants: ["actions: read"],
		why: "where it has a key of its own, to ask who else holds it"
	}];
}
function tellingNeeds({ channels = "", ledger = "auto" }) {
	const opensIssues = /^\s*issue\s*$/m.test(channels);
	const issues = {
		grants: ["issues: write"],
		why: "to open the issue"
	};
	const why = "to keep what people were told, or none learns of a recovery";
	const grants = {
		auto: ["contents: write", "issues: write"],
		refs: ["contents: write"],
		branches: ["contents: write"],
		issue: ["issues: write"]
	}[ledger];
	const isKept = grants === void 0 || opensIssues && grants.includes("issues: write");
	return [...opensIssues ? [issues] : [], ...isKept ? [] : [{
		grants,
		why
	}]];
}
function isGranted(workflow, job, grant) {
	const granted = job.permissions ?? workflow.permissions;
	if (granted === void 0 || granted === "write-all") return true;
	const [name = "", access] = grant.split(": ");
	if (granted === "read-all") return access === "read";
	const given = typeof granted === "object" && granted !== null ? Reflect.get(granted, name) : void 0;
	return given === "write" || given === access;
}

// src/workflows/rules/ignored-failure.ts
const ignoredFailure = {
	name: "ignored-failure",
	severity: "warning",
	reason: "continue-on-error makes a failure green; unless somebody looks at the outcome, it is as if it never happened.",
	*check(workflow) {
		const { source, jobs, lines } = workflow;
		for (const { id, path, "continue-on-error": goesOn } of jobs) {
			if (goesOn !== "true") continue;
			yield {
				at: source.keyAt([...path, "continue-on-error"]),
				message: `job "${id}" may fail and its run is green`,
				mend: "remove it, or give it to the legs of the matrix that are experiments alone"
			};
		}
		const ids = lookedAt(lines);
		for (const [step] of stepsOf(workflow)) {
			if (step["continue-on-error"] !== "true" || ids.has(step.id ?? "")) continue;
			yield {
				at: source.keyAt([...step.path, "continue-on-error"]),
				message: `${nameOfStep(step)} may fail and nobody looks: nothing asks for its outcome`,
				mend: `remove it, or give the step an id and look at steps.${step.id ?? "ID"}.outcome`
			};
		}
	}
};
/** The ids of steps whose outcome, or all of which, something asks for. */
function lookedAt(lines) {
	const asked = lines.flatMap((line) => [...line.matchAll(/steps\.([\w-]+)\.(?:outcome|conclusion)\b|steps\['([\w-]+)'\]/g)]);
	return new Set(asked.map(([, plain, quoted]) => plain ?? quoted));
}

// src/workflows/rules/job-timeout.ts
/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes */
const jobTimeout = {
	name: "job-timeout",
	severity: "warning",
	reason: "A job that hangs holds its runner for six hours, and whoever waits for it learns of it then.",
	*check({ source, jobs }) {
		for (const { id, path, uses, steps, "timeout-minutes": timeout } of jobs) {
			const isBounded = timeout !== void 0 || steps.every((step) => step["timeout-minutes"] !== void 0);
			if (uses !== void 0 || isBounded) continue;
			yield {
				at: source.keyAt(path),
				message: `job "${id}" has no timeout-minutes: where it hangs, it does so for six hours`,
				mend: "timeout-minutes: three times what it usually takes"
			};
		}
	}
};

// src/workflows/rules/network-retry.ts
const networkRetry = {
	name: "network-retry",
	severity: "warning",
	reason: "A connection that is reset once, or a gateway that answers 503 for a second, fails the whole job.",
	*check(workflow) {
		for (const [step] of stepsOf(workflow)) {
			const { script } = step;
			if (script === void 0 || !isTriedOnce(script, step.with["max-attempts"])) continue;
			const [first] = script.nodes.flatMap(({ node, isInLoop }) => {
				const asked = node.type === "Command" && !isInLoop ? networkCommand(node) : void 0;
				return asked === void 0 ? [] : [{
					node,
					...asked
				}];
			});
			if (first === void 0) continue;
			yield {
				at: script.at(first.node.pos),
				message: `${nameOfStep(step)} asks the network once: ${first.name} is not tried again where it fails`,
				mend: `${first.own === void 0 ? "" : `${first.own}; or `}uses: holdfast/holdfast/actions/retry, with this as run:`
			};
		}
	}
};
function isTriedOnce({ ranBy }, attempts) {
	return ranBy === "runner" || ranBy === "durable-step" && (attempts === void 0 || attempts === "1");
}
/** What asks the network and gives up at the first failure. npm, pip and apt on GitHub's runners try again by themselves. */
function networkCommand(command) {
	const words = wordsOf(command);
	const [program = "", verb = ""] = [words[0]?.split("/").at(-1), words.slice(1).find((word) => !word.startsWith("-"))];
	const has = (option) => words.some((word) => option.test(word));
	switch (program) {
		case "curl":
			if (has(/^--(retry|version|help)/) || has(/^[a-z]+:\/\/(localhost|127\.0\.0\.1|\[::1\])/)) return void 0;
			return {
				name: "curl",
				own: "--retry 5 --retry-all-errors"
			};
		case "wget": return has(/^--retry-(connrefused|on-http-error)/) ? void 0 : {
			name: "wget",
			own: "--retry-connrefused"
		};
		case "git": return /^(clone|fetch|pull|push|ls-remote)$/.test(gitVerb(words)) ? { name: `git ${gitVerb(words)}` } : void 0;
		case "gh": return /^(auth|alias|completion|config|help|version)?$/.test(verb) ? void 0 : { name: `gh ${verb}` };
		case "docker":
		case "podman": return /^(pull|push|login)$/.test(verb) ? { name: `${program} ${verb}` } : void 0;
		case "ssh":
		case "scp":
		case "sftp":
		case "rsync": return { name: program };
		default: return;
	}
}
/** `git -C folder push`: what follows the options that take a value. */
function gitVerb(words) {
	return words.slice(1).find((word, index) => !word.startsWith("-") && !/^-[Cc]$/.test(words[index] ?? "")) ?? "";
}

// src/workflows/rules/notification-cannot-fail.ts
const notificationCannotFail = {
	name: "notification-cannot-fail",
	severity: "warning",
	reason: "A message that was refused looks like one that was sent: the step is green, and everybody waits for a message.",
	*check(workflow) {
		for (const found of notifications(workflow)) {
			const why = whyItCannotFail(found);
			if (why === void 0) continue;
			yield {
				at: found.at,
				message: `${nameOfStep(found.step)} is green when nothing was sent: ${why.reason}`,
				mend: why.mend
			};
		}
	}
};
function whyItCannotFail({ step, webhook }) {
	if (step["continue-on-error"] === "true") return {
		reason: "continue-on-error hides it",
		mend: "remove continue-on-error"
	};
	if (step.uses?.startsWith("slackapi/slack-github-action@") === true && step.with["errors"] !== "true") return {
		reason: "the action passes over errors",
		mend: "errors: true under with:"
	};
	if (webhook?.isHeard === false) return {
		reason: "curl succeeds whatever the server answers",
		mend: "curl --fail-with-body"
	};
}

// src/workflows/rules/notification-never-sent.ts
const notificationNeverSent = {
	name: "notification-never-sent",
	severity: "warning",
	reason: "After a step that failed, GitHub runs only those whose if: says failure(), always() or cancelled().",
	*check(workflow) {
		for (const found of notifications(workflow)) {
			const { step, job } = found;
			if (!/fail|error|broken|incident|alert/i.test(`${step.name ?? ""} ${step.id ?? ""} ${job.id}`) || isHeardOfFailure(found)) continue;
			yield {
				at: found.at,
				message: `${nameOfStep(step)} is to tell of a failure, and never runs after one`,
				mend: "if: failure(), or if: always() where the message says which"
			};
		}
	}
};

// src/workflows/rules/permissions.ts
const missingPermissions = {
	name: "missing-permissions",
	severity: "warning",
	reason: "Without permissions:, the token may do what the repository's settings say, which may be to write everything.",
	*check({ source, permissions, jobs }) {
		if (permissions !== void 0) return;
		const open = jobs.filter((job) => job.permissions === void 0);
		if (open.length === 0) return;
		yield {
			at: source.keyAt(["jobs"]),
			message: `${open.map(({ id }) => `"${id}"`).join(", ")} ${open.length === 1 ? "says" : "say"} nowhere what the token may do`,
			mend: "permissions: {} at the top, and under each job what it needs"
		};
	}
};
const broadPermissions = {
	name: "broad-permissions",
	severity: "warning",
	reason: "What every job may write, every action in every job may write.",
	*check(workflow) {
		yield* everything(workflow, workflow, []);
		for (const job of workflow.jobs) yield* everything(workflow, job, job.path);
		if (workflow.jobs.length > 1) yield* writingForAll(workflow);
	}
};
function* everything({ source }, { permissions }, path) {
	if (permissions !== "write-all") return;
	yield {
		at: source.valueAt([...path, "permissions"]),
		message: "write-all grants what is not needed",
		mend: "name what is needed, such as contents: read"
	};
}
function* writingForAll({ source, permissions, jobs }) {
	if (typeof permissions !== "object" || permissions === null) return;
	const inheriting = jobs.filter((job) => job.permissions === void 0).length;
	if (inheriting < 2) return;
	for (const [name, access] of Object.entries(permissions)) {
		if (access !== "write") continue;
		yield {
			at: source.keyAt(["permissions", name]),
			message: `${name}: write is granted to ${inheriting} jobs at once`,
			mend: "permissions: {} at the top, and the grant at the job that writes"
		};
	}
}

// src/workflows/rules/pipe-failure.ts
/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
const pipeFailure = {
	name: "pipe-failure",
	severity: "warning",
	reason: "Where a step names no shell, GitHub's bash has no pipefail: of a pipe, only the last command can fail it.",
	*check(workflow) {
		for (const [step] of stepsOf(workflow)) {
			const { script } = step;
			if (script === void 0 || script.hasPipefail) continue;
			for (const { node, isLookedAt } of script.nodes) {
				const lost = node.type === "Pipeline" && !isLookedAt ? lostIn(node) : void 0;
				if (lost === void 0) continue;
				yield {
					at: script.at(node.pos),
					message: `${nameOfStep(step)} is green when \`${lost}\` fails: the shell looks at the last command of a pipe alone`,
					mend: "shell: bash, at the step or under defaults: run:"
				};
			}
		}
	}
};
/** Print or change what they are given, and have little to fail of. */
const filters = new Set("echo printf cat yes ls date seq true env pwd sort head tail tr cut wc uniq rev sed awk column grep egrep fgrep".split(" "));
function lostIn({ commands }) {
	for (const command of commands.slice(0, -1)) {
		if (command.type !== "Command") continue;
		const words = wordsOf(command);
		if (words[0] !== void 0 && !filters.has(words[0])) return words.slice(0, 2).join(" ");
	}
}

// src/workflows/rules/recorded-secret.ts
const recordedSecret = {
	name: "recorded-secret",
	severity: "error",
	reason: "Inputs, keys and names are recorded and kept in caches and artifacts: a secret there is refused when the job runs.",
	*check(workflow) {
		for (const [step] of stepsOf(workflow)) {
			if (ownAction(step.uses) === void 0) continue;
			for (const input of [
				"inputs",
				"key",
				"lane",
				"step",
				"fingerprint",
				"outputs"
			]) {
				const text = step.with[input] ?? "";
				if (!text.includes("${{") || !/\bsecrets[.[]/.test(text)) continue;
				yield {
					at: workflow.source.keyAt([
						...step.path,
						"with",
						input
					]),
					message: `${nameOfStep(step)} hands a secret over in ${input}, which is recorded`,
					mend: "env: of the step; the scripts read it from there"
				};
			}
		}
	}
};

// src/workflows/rules/swallowed-error.ts
const swallowedError = {
	name: "swallowed-error",
	severity: "warning",
	reason: "What failed is green, and nobody learns of it until somebody misses what it should have done.",
	*check(workflow) {
		for (const [step] of stepsOf(workflow)) {
			const { script } = step;
			if (script === void 0) continue;
			for (const found of script.nodes) yield* excusedIn(step, script, found);
			yield* passedOver(step, script);
		}
	}
};
function* excusedIn(step, script, { node, isLookedAt, isSubstituted }) {
	const [tried, excuse] = node.type === "AndOr" ? excused(node) : [];
	if (tried === void 0 || excuse === void 0 || isLookedAt || mayFail(tried)) return;
	if (isSubstituted && !/^(true|:|exit)$/.test(wordsOf(excuse)[0] ?? "")) return;
	yield {
		at: script.at(tried.pos),
		message: `${nameOfStep(step)} is green when ${firstWords(tried)} fails: \`|| ${wordsOf(excuse).slice(0, 2).join(" ")}\` swallows the error`,
		mend: "let it fail; or name the failure that is no failure, as in `|| [ $? -eq 3 ]`"
	};
}
/** `set +e` where nothing after it looks at an exit code. */
function* passedOver(step, { nodes, text, at }) {
	const last = nodes.findLast(({ node }) => node.type === "Command" && isSetPlusE(node))?.node;
	if (last === void 0 || /\bset -\w*e|\$\?|PIPESTATUS/.test(text.slice(last.end))) return;
	yield {
		at: at(last.pos),
		message: `${nameOfStep(step)} goes on after every failure: \`set +e\` holds to its end`,
		mend: "remove it, or look at $? and exit with it"
	};
}
/** What is tried, and what hides that it failed: `true`, `:`, `exit 0` or a message. */
function excused({ commands, operators }) {
	const [tried, excuse] = commands.slice(-2);
	if (tried === void 0 || operators.at(-1) !== "||" || excuse?.type !== "Command") return [];
	const [program = "", code] = wordsOf(excuse);
	return /^(true|:|echo|printf)$/.test(program) || program === "exit" && code === "0" ? [tried, excuse] : [];
}
/** Those whose failure says "no" or "it was gone already". */
const harmless = new Set("grep egrep fgrep rg diff cmp test [ which type command pgrep read rm rmdir mkdir kill pkill killall umount unset unlink".split(" "));
function mayFail(tried) {
	const command = tried.type === "Pipeline" ? tried.commands.at(-1) : tried;
	if (command?.type === "TestCommand") return true;
	if (command?.type !== "Command") return false;
	const [program = "", verb = ""] = wordsOf(command);
	if (program === "") return command.prefix.every((part) => part.type !== "Assignment" || !/\$\(|`/.test(part.text));
	return harmless.has(program) || /^(docker|podman)$/.test(program) && /^(rm|rmi|stop|kill|logs)$/.test(verb);
}
function isSetPlusE(command) {
	const [program, ...options] = wordsOf(command);
	return program === "set" && options.some((option) => /^\+\w*e/.test(option));
}
function firstWords(node) {
	const command = node.type === "Pipeline" ? node.commands[0] : node;
	const words = command?.type === "Command" ? wordsOf(command) : [];
	return words.length === 0 ? "what stands before it" : `\`${words.slice(0, 2).join(" ")}\``;
}

// src/workflows/rules/unfilled-template.ts
const unfilledTemplate = {
	name: "unfilled-template",
	severity: "error",
	reason: "A template that was copied as it is names a commit that nobody has: GitHub finds no action there.",
	*check(workflow) {
		for (const [{ uses, path }] of stepsOf(workflow)) {
			if (uses?.endsWith(`@${placeholder}`) !== true) continue;
			yield {
				at: workflow.source.valueAt([...path, "uses"]),
				message: `${uses} holds a place for a commit`,
				mend: "holdfast init, which copies the template and fills the commit in"
			};
		}
	}
};

// src/workflows/rules/unpinned-uses.ts
const unpinnedUses = {
	name: "unpinned-uses",
	severity: "warning",
	reason: "A tag or a branch is whatever its owner, or who took over the account, makes of it tomorrow.",
	*check(workflow) {
		for (const [path, uses] of usesIn(workflow)) {
			const mend = mendOf(uses);
			if (mend !== void 0) yield {
				at: workflow.source.valueAt([...path, "uses"]),
				message: `${uses} can change`,
				mend
			};
		}
	}
};
function* usesIn(workflow) {
	for (const { path, uses } of workflow.jobs) if (uses !== void 0) yield [path, uses];
	for (const [{ path, uses }] of stepsOf(workflow)) if (uses !== void 0) yield [path, uses];
}
function mendOf(uses) {
	if (/^(\.|\$)\.?\//.test(uses)) return void 0;
	if (uses.startsWith("docker://")) return /@sha256:[0-9a-f]{64}$/.test(uses) ? void 0 : "name the image by its digest: docker://…@sha256:…";
	if (/@[0-9a-f]{40}$/.test(uses)) return void 0;
	return "name the commit, and the version behind it: @<40 hex digits> # v1.2.3";
}

// src/workflows/rules/unsafe-rerun.ts
const unsafeRerun = {
	name: "unsafe-rerun",
	severity: "note",
	reason: "\"Re-run failed jobs\" starts a job at its first step: what was done before is done again, or fails of being done.",
	*check(workflow) {
		for (const [step, job] of stepsOf(workflow)) {
			const { script } = step;
			if (script === void 0 || script.ranBy === "durable-step" || isGuarded(step, job)) continue;
			for (const { node } of script.nodes) {
				const effect = node.type === "Command" ? effectOf(node) : void 0;
				if (effect === void 0) continue;
				yield {
					at: script.at(node.pos),
					message: `${nameOfStep(step)} does \`${effect}\` again when the job is re-run`,
					mend: "make it a durable step (uses: holdfast/holdfast), with unless: or semantics: at-most-once"
				};
			}
		}
	}
};
/** Skipped where something says that it is done: a checkpoint, or a step before it. */
function isGuarded({ if: condition = "" }, { steps }) {
	if (!condition.includes("steps.")) return false;
	return /outputs\.(done|exists|published|skip)/.test(condition) || steps.some(({ uses }) => ownAction(uses) === "checkpoint");
}
/** What, done twice, is there twice, or refused the second time. */
function effectOf(command) {
	const words = wordsOf(command);
	const line = words.join(" ");
	if ([
		/^(npm|yarn|pnpm) publish\b/,
		/^cargo publish\b/,
		/^gem push\b/,
		/^twine upload\b(?!.*--skip-existing)/,
		/^gh (release|issue|pr|repo|gist) create\b/,
		/^gh (workflow run|pr merge|pr comment|issue comment)\b/,
		/^git push\b.*(--tags|--follow-tags|refs\/tags)/,
		/^curl\b.*(-X|--request) ?POST\b/,
		/^curl\b.* (-d|--data\S*|-F|--form|--json)\b/,
		/^(sendmail|mail|mailx)\b/
	].find((effect) => effect.test(line)) === void 0 || /^npm|^yarn|^pnpm|^cargo/.test(line) && line.includes("--dry-run")) return void 0;
	return words[0] === "curl" ? "curl" : words.slice(0, words[0] === "gh" ? 3 : 2).join(" ");
}

// src/workflows/rules/unwatched-schedule.ts
/** https://docs.github.com/actions/concepts/workflows-and-actions/notifications-for-workflow-runs */
const unwatchedSchedule = {
	name: "unwatched-schedule",
	severity: "warning",
	reason: "Of a scheduled run that fails, GitHub tells whoever touched its cron line last; of one that never ran, nobody.",
	*check(workflow, repository) {
		if (!workflow.events.has("schedule") || isWatched(workflow, repository)) return;
		yield {
			at: workflow.source.keyAt(["on", "schedule"]),
			message: "fails unseen: no step tells of a failure, and no other workflow watches this one",
			mend: "a step with if: always() that uses holdfast/holdfast/actions/notify, or a workflow with actions/watchdog"
		};
	}
};
function isWatched(workflow, { workflows }) {
	if (notifications(workflow).some(isHeardOfFailure) || uses(workflow, "durable-run")) return true;
	return workflows.some((other) => other !== workflow && (followsUp(other, workflow) || uses(other, "watchdog")));
}
function followsUp({ events }, { title }) {
	const event = events.get("workflow_run");
	const names = typeof event === "object" && event !== null && "workflows" in event ? event.workflows : [];
	return names === title || Array.isArray(names) && names.includes(title);
}
function uses(workflow, action) {
	return [...stepsOf(workflow)].some(([step]) => ownAction(step.uses) === action || step.uses === `./actions/${action}`);
}

// src/workflows/rules.ts
const rules = [
	jobTimeout,
	networkRetry,
	swallowedError,
	pipeFailure,
	ignoredFailure,
	unwatchedSchedule,
	crowdedSchedule,
	notificationCannotFail,
	notificationNeverSent,
	unpinnedUses,
	unfilledTemplate,
	missingPermissions,
	broadPermissions,
	deployConcurrency,
	unsafeRerun,
	cacheMode,
	earlyDependent,
	holdfastPermissions,
	recordedSecret
];

// src/workflows/suppression.ts
const comment = /(?:^|\s)#\s*holdfast:\s*ignore\[([^\]]*)\]\s*(.*)$/;
function suppressionsIn(file, lines) {
	return lines.flatMap((text, index) => {
		const found = comment.exec(text);
		if (found === null) return [];
		const column = text.indexOf("#", found.index) + 1;
		const isAlone = text.slice(0, column - 1).trim() === "";
		return [{
			at: {
				file,
				line: index + 1,
				column
			},
			rules: found[1].split(",").map((rule) => rule.trim()).filter((rule) => rule !== ""),
			reason: found[2].trim(),
			line: isAlone ? lineBelow(lines, index) : index + 1
		}];
	});
}
/** The next line that says something; the comment's own where none does. */
function lineBelow(lines, index) {
	for (let row = index + 1; row < lines.length; row++) if (!/^\s*(#|$)/.test(lines[row])) return row + 1;
	return index + 1;
}
/** Parts what is found into what is told and what is ignored, and finds the comments that give no reason or no longer help. */
function applySuppressions(findings, suppressions) {
	const found = new Set(findings.map(({ rule, at }) => place(rule, at.line)));
	const reasoned = suppressions.filter(({ reason }) => reason !== "");
	const silenced = new Set(reasoned.flatMap(({ rules, line }) => rules.map((rule) => place(rule, line))));
	const isIgnored = ({ rule, at }) => silenced.has(place(rule, at.line));
	return {
		told: [
			...findings.filter((finding) => !isIgnored(finding)),
			...suppressions.filter(({ reason }) => reason === "").map(reasonless),
			...reasoned.flatMap((suppression) => suppression.rules.filter((rule) => !found.has(place(rule, suppression.line))).map((rule) => idle(rule, suppression)))
		],
		ignored: findings.filter(isIgnored)
	};
}
function reasonless({ at }) {
	return {
		rule: "reasonless-ignore",
		severity: "warning",
		at,
		message: "ignores a finding without saying why, and so ignores none",
		mend: "write the reason behind the ]"
	};
}
function idle(rule, { at }) {
	return {
		rule: "idle-ignore",
		severity: "warning",
		at,
		message: `ignores ${rule}, which finds nothing here`,
		mend: "remove it, or move it to the line of the finding"
	};
}
function place(rule, line) {
	return `${line} ${rule}`;
}

// src/workflows/examine.ts
/** Looks at the workflows of a repository, all at once: some rules ask whether another workflow watches this one. */
function examine(files) {
	const read = files.map(readOrFault);
	const workflows = read.flatMap((result) => Array.isArray(result) ? [] : [result]);
	const unread = read.flatMap((result) => Array.isArray(result) ? result : []);
	const examined = workflows.map((workflow) => {
		const found = rules.flatMap(({ name, severity, check }) => [...check(workflow, { workflows })].map((problem) => ({
			rule: name,
			severity,
			...problem
		})));
		return applySuppressions(found, suppressionsIn(workflow.source.file, workflow.lines));
	});
	return {
		findings: inOrder([...unread, ...examined.flatMap(({ told }) => told)]),
		ignored: inOrder(examined.flatMap(({ ignored }) => ignored))
	};
}
function readOrFault({ file, text }) {
	try {
		return readWorkflow(text, file);
	} catch (error) {
		if (!(error instanceof FaultyFile)) throw error;
		return error.faults.flatMap(({ at, message }) => "variable" in at ? [] : [{
			rule: "unreadable",
			severity: "error",
			at,
			message,
			mend: "GitHub cannot run it either"
		}]);
	}
}
function inOrder(findings) {
	return findings.toSorted(({ at: a }, { at: b }) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column);
}

// src/cli/doctor/examination-text.ts
/** What `holdfast doctor` shows. */
const severities = {
	error: "bad",
	warning: "warn",
	note: "busy"
};
/** A line for each finding, as compilers write it and editors read it, with what to write instead below it. */
function examinationText(examination, files, paint) {
	const { findings, ignored } = examination;
	const lines = findings.flatMap(({ at, severity, rule, message, mend }) => [`${at.file}:${at.line}:${at.column}: ${paint(severities[severity], severity)} ${rule}: ${neutraliseLine(message)}`, paint("faint", `    mend: ${neutraliseLine(mend)}`)]);
	const counts = [
		"error",
		"warning",
		"note"
	].flatMap((severity) => countOf(findings, severity));
	const looked = counted(files.length, "workflow");
	const last = counts.length === 0 ? `${looked}: ${paint("good", "nothing is fragile")}` : `${looked}: ${counts.join(", ")}`;
	return [
		...lines,
		...lines.length > 0 ? [""] : [],
		last + (ignored.length > 0 ? `; ${ignored.length} ignored with a reason` : "")
	];
}
function countOf(findings, severity) {
	const count = findings.filter((finding) => finding.severity === severity).length;
	return count === 0 ? [] : [counted(count, severity)];
}
function counted(count, what) {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}
/** The same for programs. */
function examinationObject({ findings, ignored }, files) {
	return {
		workflows: files.map(({ file }) => file),
		findings: findings.map(flat),
		ignored: ignored.map(flat)
	};
}
function flat({ at, ...finding }) {
	return {
		...finding,
		...at
	};
}

// src/cli/doctor/examine-repository.ts
/** `holdfast doctor`: reads the workflows of a repository and says what is fragile in them. */
/**
* Whether nothing is found that counts. Paths are relative to where the command was started, or else to the root of its
* repository. Throws a {@link UserError} where one is missing, or none leads to a workflow.
*/
async function examineRepository(world, { folder, terminal }, paths, { strict, json }) {
	const local = await localRepository(world, folder, {});
	const found = await Promise.all(paths.map((path) => workflowsAt(world.files, path, folder, local)));
	const files = await Promise.all([...new Set(found.flat())].map((path) => readFile(world.files, path, local)));
	if (files.length === 0) throw new UserError(`there is no workflow in ${paths.join(", ")}: name a file, or a folder of them`);
	const examination = examine(files);
	const shown = json ? [JSON.stringify(examinationObject(examination, files), void 0, 2)] : examinationText(examination, files, painter(world, terminal));
	world.output.write(`${shown.join("\n")}\n`);
	return examination.findings.every(({ severity }) => severity === "note" && !strict);
}
async function workflowsAt(files, path, here, { root }) {
	const candidates = isAbsolute(path) ? [path] : [resolve(here, path), join(root, path)];
	for (const candidate of candidates) {
		const status = await files.status(candidate);
		if (status?.kind === "file") return [candidate];
		if (status?.kind !== "folder") continue;
		return (await files.list(candidate)).filter((name) => /\.ya?ml$/.test(name)).map((name) => join(candidate, name));
	}
	throw new UserError(`${path} does not exist: name a workflow, or a folder of them`);
}
async function readFile(files, path, local) {
	return {
		file: shownPath(path, local).replaceAll("\\", "/"),
		text: String(await files.read(path) ?? "")
	};
}

export { examineRepository };