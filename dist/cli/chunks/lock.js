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

export { takeLock as n, withLock as r, Locked as t };