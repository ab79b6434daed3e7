import { t as UserError } from "./user-error.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { basename } = process.getBuiltinModule("node:path");
const { text } = process.getBuiltinModule("node:stream/consumers");

// src/journal/lock.ts
/** A lock file somebody else holds for longer than anybody should. */
var Locked = class extends Error {
	name = "Locked";
};
/**
* What this process holds or is about to take. A lock that names its number and is none of these was left by an earlier
* process of that number: in a container that is started again, numbers begin anew.
*/
const own = /* @__PURE__ */ new Set();
/** Runs `act` while no other process of this machine has the lock at `path`. Throws as {@link takeLock} does. */
async function withLock(world, path, act, patience = 3e4) {
	const lock = await takeLock(world, path, patience);
	try {
		return await act();
	} finally {
		await lock.release();
	}
}
/**
* Takes a lock that no other process of this machine has. A holder that died is noticed and its lock taken over.
*
* Taking over has one trap: two processes see the same dead holder, one removes its lock and makes its own, and the
* other then removes that. So the right to remove a dead holder's lock is itself an exclusive file, named after the
* dead holder's unique id, and it is never given twice.
*
* Throws {@link Locked} after `patience` milliseconds.
*/
async function takeLock(world, path, patience) {
	const { clock, files, processes } = world;
	const mine = `${processes.pid} ${world.random.uuid()}`;
	own.add(mine);
	const release = async () => {
		own.delete(mine);
		await files.remove(path);
	};
	const giveUpAt = clock.monotonic() + patience;
	for (let pause = 1; !await files.create(path, mine, { durable: false }); pause = Math.min(pause * 2, 50)) {
		const holder = (await files.read(path, 256))?.toString();
		if (holder !== void 0 && !isAlive(world, holder) && await removeDead(world, path, holder, mine)) continue;
		if (clock.monotonic() > giveUpAt) {
			own.delete(mine);
			throw new Locked(`${path} is held by process ${pidOf(holder ?? mine)}; remove it if that process is not Holdfast's`);
		}
		await clock.sleep(pause);
	}
	return { release };
}
/** Whether the dead holder's lock is gone; false while another process is about to remove it. */
async function removeDead(world, path, holder, mine) {
	const { files } = world;
	for (let turn = 1;; turn++) {
		const warrant = `${path}.${holder.slice(holder.indexOf(" ") + 1)}.${turn}`;
		if (await files.create(warrant, mine, { durable: false })) {
			if ((await files.read(path, 256))?.toString() === holder) await files.remove(path);
			return true;
		}
		if (isAlive(world, (await files.read(warrant, 256))?.toString() ?? "")) return false;
		if ((await files.read(path, 256))?.toString() !== holder) return true;
	}
}
/** A lock that names no process is not one of ours: it counts as held, and the error names the file. */
function isAlive(world, holder) {
	const pid = pidOf(holder);
	if (pid === world.processes.pid) return own.has(holder);
	return Number.isNaN(pid) || world.processes.signal(pid, 0);
}
function pidOf(holder) {
	return Number(/^([1-9]\d{0,8}) /.exec(holder)?.[1] ?? NaN);
}

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
		...ownerAndName(hints.repository ?? nameFromAddress(address) ?? nameFromFolder(root || folder)),
		defaultBranch,
		ref,
		sha: sha === "" ? void 0 : sha,
		root: root || folder
	};
}
/** Throws a {@link UserError} where the text is not `owner/name`. */
function ownerAndName(repository) {
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

export { withLock as a, takeLock as i, capture as n, Locked as r, localRepository as t };