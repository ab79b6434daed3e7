import { t as UserError } from "./user-error.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { basename, isAbsolute, relative } = process.getBuiltinModule("node:path");
const { text } = process.getBuiltinModule("node:stream/consumers");

// src/cli/capture.ts
/** Runs a program to its end and takes its standard output; its errors are left unheard. Never throws. */
async function capture({ processes, environment }, file, args, folder) {
	const child = processes.spawn(file, args, {
		stdio: [
			"ignore",
			"pipe",
			"ignore"
		],
		env: { ...environment },
		windowsHide: true,
		...folder !== void 0 && { cwd: folder }
	});
	const ended = new Promise((resolve) => {
		child.once("error", () => resolve(void 0));
		child.once("close", (code) => resolve(code ?? void 0));
	});
	const output = child.stdout === null ? "" : await text(child.stdout).catch(() => "");
	return {
		code: await ended,
		output
	};
}

// src/cli/repository.ts
/** The repository whose GitHub is emulated, as its work tree tells it. */
/** Reads the work tree in `folder`. Throws a {@link UserError} on a repository that is not `owner/name`. */
async function localRepository(world, folder, hints) {
	const git = async (...args) => {
		const { code, output } = await capture(world, "git", args, folder);
		return code === 0 ? output.trim() : "";
	};
	const remote = hints.remote ?? "origin";
	const [root, address, head, tag, sha, remoteHead, branches] = await Promise.all([
		git("rev-parse", "--show-toplevel"),
		git("remote", "get-url", remote),
		git("symbolic-ref", "--quiet", "HEAD"),
		git("describe", "--tags", "--exact-match"),
		git("rev-parse", "--verify", "--quiet", "HEAD"),
		git("symbolic-ref", "--quiet", `refs/remotes/${remote}/HEAD`),
		git("for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master")
	]);
	const defaultBranch = hints.defaultBranch ?? [
		remoteHead.replace(`refs/remotes/${remote}/`, ""),
		branches.split("\n")[0] ?? "",
		head
	].map((ref) => ref.replace("refs/heads/", "")).find((name) => name !== "") ?? "main";
	const ref = head || tag && `refs/tags/${tag}` || `refs/heads/${defaultBranch}`;
	return {
		...repositoryCalled(hints.repository ?? nameFromAddress(address) ?? nameFromFolder(root || folder)),
		defaultBranch,
		ref,
		sha: sha === "" ? void 0 : sha,
		root: root || folder
	};
}
/** A file as people name it: from the root of its repository, where it is in there. */
function shownPath(path, { root }) {
	const within = relative(root, path);
	return within === "" || within.startsWith("..") || isAbsolute(within) ? path : within;
}
/** Throws a {@link UserError} where the text is not `owner/name`. */
function repositoryCalled(repository) {
	const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(repository) ?? [];
	if (owner === void 0 || name === void 0) throw new UserError(`repository is "${repository}": write owner/name`);
	return {
		owner,
		name
	};
}
/** What has no remote on GitHub is told from other folders, so that none meets the caches and run keys of another. */
function nameFromFolder(folder) {
	const path = createHash("sha256").update(folder).digest("hex");
	return `local/${basename(folder).replace(/[^\w.-]/g, "-").slice(0, 80)}-${path.slice(0, 8)}`;
}
/** `owner/name` of `https://github.com/owner/name.git` and `git@github.com:owner/name`, as act reads them. */
function nameFromAddress(address) {
	const [, owner, name] = /github\.com[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address) ?? [];
	return owner === void 0 ? void 0 : `${owner}/${name}`;
}

export { capture as i, repositoryCalled as n, shownPath as r, localRepository as t };