import { a as endRun, c as jobEnvironment, n as beginActAttempt, o as servicesFolder, r as beginActRun, s as withServices, t as folderOf } from "./state-option.js";
import { i as capture, t as localRepository } from "./repository.js";
import { t as findProgram } from "./program.js";
import { t as UserError } from "./user-error.js";
import { _ as string, d as object, f as optional, u as number } from "./zod2.js";
const { delimiter, dirname, join, resolve } = process.getBuiltinModule("node:path");
const { parseArgs } = process.getBuiltinModule("node:util");
const { constants } = process.getBuiltinModule("node:os");

// src/cli/act/arguments.ts
/** What act was asked for, as far as it matters to what is around it. Everything is handed on as it was written. */
/** Options of act 0.2.87 that take a value and have a short form, which reads as a bundle of flags otherwise. */
const short = {
	actor: "a",
	directory: "C",
	eventpath: "e",
	job: "j",
	platform: "P",
	secret: "s",
	workflows: "W"
};
const valued = [
	...Object.keys(short),
	"action-cache-path",
	"artifact-server-addr",
	"artifact-server-path",
	"artifact-server-port",
	"cache-server-addr",
	"cache-server-external-url",
	"cache-server-path",
	"cache-server-port",
	"concurrent-jobs",
	"container-architecture",
	"container-cap-add",
	"container-cap-drop",
	"container-daemon-socket",
	"container-options",
	"defaultbranch",
	"env",
	"env-file",
	"github-instance",
	"input",
	"input-file",
	"local-repository",
	"matrix",
	"network",
	"remote-name",
	"replace-ghe-action-token-with-github-com",
	"replace-ghe-action-with-github-com",
	"secret-file",
	"userns",
	"var",
	"var-file"
];
const queries = {
	"bug-report": void 0,
	dryrun: "n",
	graph: "g",
	help: "h",
	list: "l",
	"list-options": void 0,
	"man-page": void 0,
	validate: void 0,
	version: void 0
};
const options = {
	...Object.fromEntries(valued.map((name) => [name, {
		type: "string",
		multiple: true,
		...short[name] && { short: short[name] }
	}])),
	...Object.fromEntries(Object.entries(queries).map(([name, letter]) => [name, {
		type: "boolean",
		...letter && { short: letter }
	}]))
};
/** Reads act's arguments, those of its configuration files first, as act does. Unknown ones pass. */
function readActArguments(args) {
	const { values, positionals } = parseArgs({
		args: [...args],
		options,
		strict: false,
		allowPositionals: true
	});
	const all = (name) => [values[name] ?? []].flat().filter((value) => typeof value === "string");
	const last = (name) => all(name).at(-1);
	return {
		event: positionals[0],
		workflows: last("workflows"),
		directory: last("directory") ?? ".",
		eventFile: last("eventpath"),
		platforms: all("platform"),
		environment: Object.fromEntries(all("env").map(nameAndValue)),
		remote: last("remote-name"),
		defaultBranch: last("defaultbranch"),
		artifactServer: all("artifact-server-path").length > 0,
		isQuery: Object.keys(queries).some((name) => values[name] === true)
	};
}
/** The arguments in one of act's configuration files: a line is an option and its value. */
function configuredArguments(file) {
	return file.split(/\r?\n/).map((line) => line.trim()).filter((line) => line.startsWith("-")).flatMap((line) => {
		const blank = line.search(/\s/);
		return blank === -1 ? [line] : [line.slice(0, blank), line.slice(blank + 1)];
	});
}
function nameAndValue(pair) {
	const equals = pair.indexOf("=");
	return equals === -1 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

// src/cli/act/node.ts
const OLDEST_MAJOR = 24;
/**
* The PATH under which jobs on this machine find Node 24 first: act starts every JavaScript action with the first `node`
* there is, whatever its `using:` says. Throws a {@link UserError} where this machine has none.
*/
async function pathWithNode(world, ownNode) {
	const path = world.environment["PATH"] ?? world.environment["Path"] ?? "";
	const folders = path.split(delimiter).filter((folder) => folder !== "");
	const seen = [];
	for (const [index, folder] of [...folders, dirname(ownNode)].entries()) {
		const node = await findProgram(world, join(folder, "node"), world.environment, ".");
		if (node === void 0) continue;
		const { output } = await capture(world, node, ["--version"]);
		const version = output.trim();
		if (Number(/^v(\d+)\./.exec(version)?.[1] ?? 0) < OLDEST_MAJOR) seen.push(`${version || "no Node"} at ${node}`);
		else return seen.length === 0 && index < folders.length ? path : [folder, ...folders].join(delimiter);
	}
	const found = seen.length === 0 ? "there is none" : `there is only ${seen.join(", ")}`;
	throw new UserError(`jobs that run on this machine need Node ${OLDEST_MAJOR} or later for JavaScript actions, and ${found}: install it (https://nodejs.org), or add it to the project (\`npm install --save-dev node@24\`) and start with npx`);
}

// src/cli/act/platforms.ts
/** Where jobs run: in Docker, or on this machine as on a runner of one's own. */
const HOST = "-self-hosted";
const ubuntu = [
	"ubuntu-latest",
	"ubuntu-26.04",
	"ubuntu-24.04",
	"ubuntu-22.04",
	"ubuntu-slim"
];
/** Labels of GitHub's own runners that this kind of machine stands in for. Most workflows ask for Ubuntu. */
const labels = {
	darwin: [
		"macos-latest",
		"macos-26",
		"macos-15",
		"macos-14",
		...ubuntu
	],
	win32: [
		"windows-latest",
		"windows-2025",
		"windows-2022",
		...ubuntu
	]
};
/** Whether a job of these platforms runs on this machine. */
function usesHost(platforms) {
	return platforms.some((platform) => platform.endsWith(`=${HOST}`));
}
/** The arguments that make jobs run on this machine. */
function hostPlatforms(platform) {
	return (labels[platform] ?? ubuntu).flatMap((label) => ["-P", `${label}=${HOST}`]);
}
/** The arguments in act's configuration files, in the order in which act reads them. */
async function actConfiguration({ environment, files, processes }, folder) {
	const home = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
	const system = processes.platform === "win32" ? environment["LOCALAPPDATA"] : processes.platform === "darwin" ? join(home, "Library", "Application Support") : join(home, ".config");
	const configuration = environment["XDG_CONFIG_HOME"] ?? system ?? home;
	const paths = [
		join(configuration, "act", "actrc"),
		join(home, ".actrc"),
		join(folder, ".actrc")
	];
	return (await Promise.all(paths.map((path) => files.read(path)))).flatMap((text) => configuredArguments(text?.toString() ?? ""));
}
/** Whether act would find a Docker (or Podman, or Colima): the places it looks in. */
async function hasDocker({ environment, files }) {
	if (environment["DOCKER_HOST"]) return true;
	const home = environment["HOME"] ?? "";
	const runtime = environment["XDG_RUNTIME_DIR"] ?? "";
	const sockets = [
		"/var/run/docker.sock",
		"/run/podman/podman.sock",
		join(home, ".colima", "docker.sock"),
		join(runtime, "docker.sock"),
		join(runtime, "podman", "podman.sock"),
		String.raw`\\.\pipe\docker_engine`,
		join(home, ".docker", "run", "docker.sock")
	];
	return (await Promise.all(sockets.map((path) => files.status(path)))).some((status) => status !== void 0);
}

// src/cli/act/process.ts
/** Runs act with the terminal of this process, and passes on that it is asked to stop. */
async function runToEnd({ environment, processes }, { folder, hasTerminal }, act, args, path) {
	let stopped = false;
	const child = processes.spawn(act, args, {
		cwd: folder,
		stdio: "inherit",
		env: {
			...environment,
			...path !== void 0 && { PATH: path }
		}
	});
	const stopListening = processes.onStopRequest((signal) => {
		stopped = true;
		if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
	});
	try {
		return await new Promise((resolve, reject) => {
			child.once("error", reject);
			child.once("close", (code, signal) => resolve({
				code: code ?? 128 + (signal ? constants.signals[signal] : 0),
				stopped
			}));
		});
	} finally {
		stopListening();
	}
}

// src/cli/act/program.ts
/** The first that starts actions made for Node 24. */
const OLDEST = [
	0,
	2,
	82
];
/** Where act is: as given, else on PATH. Throws a {@link UserError} where there is none, or one too old. */
async function findAct(world, given, folder) {
	const path = await findProgram(world, given ?? "act", world.environment, folder);
	if (path === void 0) {
		const where = given === void 0 ? "on PATH" : `at ${given}`;
		throw new UserError(`there is no act ${where}. Install it (https://nektosact.com/installation), such as with \`brew install act\`, \`gh extension install nektos/gh-act\` or \`go install github.com/nektos/act@v0.2.87\`, or say where it is with --act PATH`);
	}
	const { output } = await capture(world, path, ["--version"], folder);
	const version = versionIn(output);
	if (version === void 0) throw new UserError(`${path} does not say its version: it is no act. Name one with --act`);
	if (isBefore(version, OLDEST)) throw new UserError(`${path} is act ${version.join(".")}, and ${OLDEST.join(".")} or later is needed: update it`);
	return path;
}
function versionIn(output) {
	const [, major, minor, patch] = /\bversion v?(\d+)\.(\d+)\.(\d+)/.exec(output) ?? [];
	return major === void 0 ? void 0 : [
		Number(major),
		Number(minor),
		Number(patch)
	];
}
function isBefore(version, other) {
	const difference = version.map((part, index) => part - (other[index] ?? 0)).find((part) => part !== 0);
	return difference !== void 0 && difference < 0;
}

// src/cli/act/refs.ts
/** The ref a run is for, as act will tell it to the jobs: it decides which caches they see. */
const Event = object({
	ref: optional(string()),
	number: optional(number()),
	pull_request: optional(object({ base: optional(object({ ref: optional(string()) })) }))
});
/** Throws a {@link UserError} where the event's file cannot be read. */
async function refsOf({ files }, { event, eventFile, environment }, local, folder) {
	const payload = eventFile === void 0 ? {} : await readEvent(files, resolve(folder, eventFile));
	const base = payload.pull_request?.base?.ref;
	const baseRef = base === void 0 ? void 0 : `refs/heads/${base}`;
	const isPullRequest = event?.startsWith("pull_request") === true && event !== "pull_request_target";
	return {
		ref: environment["GITHUB_REF"] || isPullRequest && payload.number !== void 0 && `refs/pull/${payload.number}/merge` || event === "pull_request_target" && baseRef || !isPullRequest && payload.ref || local.ref,
		defaultRef: `refs/heads/${local.defaultBranch}`,
		...baseRef !== void 0 && { baseRef }
	};
}
async function readEvent(files, path) {
	const text = await files.read(path);
	if (text === void 0) throw new UserError(`there is no event file ${path}: give another with --eventpath`);
	try {
		return Event.parse(JSON.parse(text.toString()));
	} catch (cause) {
		throw new UserError(`${path} is no event of GitHub's: it has to be a JSON object`, { cause });
	}
}

// src/cli/act/run.ts
/** `holdfast act`: the user's act, with a GitHub around it. */
/** Runs act and gives its exit code, or 128 and the number of the signal that ended it. Throws a UserError. */
async function runAct(world, invocation, options, args) {
	const here = invocation.folder;
	const act = await findAct(world, options.act, here);
	const asked = readActArguments([...await actConfiguration(world, here), ...args]);
	if (asked.isQuery) return (await runToEnd(world, invocation, act, args)).code;
	const onHost = await runsOnHost(world, options, asked);
	const platforms = onHost && (options.hostMode || asked.platforms.length === 0) ? hostPlatforms(world.processes.platform) : [];
	const path = onHost ? await pathWithNode(world, invocation.node) : void 0;
	const local = await localRepository(world, resolve(here, asked.directory), {
		repository: options.repository ?? asked.environment["GITHUB_REPOSITORY"],
		remote: asked.remote,
		defaultBranch: asked.defaultBranch
	});
	const refs = await refsOf(world, asked, local, here);
	const folder = folderOf(options.state, here, () => servicesFolder(world, local));
	return withServices(world, local, { folder }, async (services) => {
		const { emulator } = services;
		const place = {
			...services,
			clock: world.clock
		};
		const workflowPath = asked.workflows ?? ".github/workflows";
		const run = options.rerun ? beginActAttempt(place, options.rerun.id) : beginActRun(place, {
			workflowPath,
			event: asked.event ?? "push",
			ref: refs.ref,
			sha: local.sha
		});
		await emulator.state.saved();
		say(world, `run ${run.id}, attempt ${run.attempt}, of ${local.owner}/${local.name}; services at ${emulator.url}`);
		if (asked.artifactServer) say(world, "act's artifact server takes the place of the one here: leave out --artifact-server-path");
		const environment = jobEnvironment(emulator, world.environment, {
			run,
			refs,
			advertise: options.advertise
		});
		const added = [...platforms, ...serviceArguments(environment, asked, options)];
		const { code, stopped } = await runToEnd(world, invocation, act, [...added, ...args], path);
		endRun(place, run, code === 0 ? "success" : stopped ? "cancelled" : "failure");
		if (code !== 0) say(world, `run ${run.id} did not succeed: \`holdfast act --rerun\` does what is not done yet`);
		return code;
	});
}
/** Act asks where jobs are to run when nobody said, and where there is no Docker it could only fail. */
async function runsOnHost(world, { hostMode }, { platforms }) {
	if (hostMode || usesHost(platforms)) return true;
	return platforms.length === 0 && !await hasDocker(world);
}
/** The ref is told by act, and the token by nobody, as on GitHub: a workflow has to hand it to its steps. */
const untold = /* @__PURE__ */ new Set(["GITHUB_REF", "GITHUB_TOKEN"]);
function serviceArguments(environment, asked, { localToken }) {
	return [
		"--no-cache-server",
		...Object.entries(environment).filter(([name]) => !untold.has(name) && !(name in asked.environment)).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
		...localToken ? ["--secret", `GITHUB_TOKEN=${environment["GITHUB_TOKEN"]}`] : []
	];
}
function say({ output }, text) {
	output.writeError(`holdfast: ${text}\n`);
}

export { runAct };