import { a as openRunLane } from "./surroundings.js";
const { posix } = process.getBuiltinModule("node:path");

// src/durable/simulation/clock.ts
/** Stands still but for sleeping, from `time` in milliseconds since the epoch: of timers only those fire that are due. */
function stillClock(real, time) {
	let now = time;
	return {
		now: () => now,
		monotonic: () => now,
		sleep: (ms) => {
			now += ms;
			return Promise.resolve();
		},
		after(ms, act) {
			let isSet = ms <= 0;
			if (isSet) real.turn().then(() => isSet && act());
			return () => void (isSet = false);
		},
		turn: () => real.turn()
	};
}

// src/durable/simulation/crashes.ts
/** Kills a simulated process at one chosen effect. */
/**
* Where around an effect it goes wrong. `torn`: a part of what was written is there, and the machine is lost, as with
* `before` and `after`. `unacknowledged`: it happened, and the answer is an error; the process lives and has to cope.
*/
const moments = [
	"before",
	"torn",
	"after",
	"unacknowledged"
];
/** The process is no more: whatever it still tries fails with this. */
var Crash = class extends Error {};
/** An error of the disk: the process hears of it and ends. */
var DiskFailed = class extends Error {};
function failed() {
	throw new DiskFailed("EIO");
}
/** Counts the effects of one process and lets it die at the planned one. */
var Lifeline = class {
	effects = [];
	#plan;
	#dead = false;
	constructor(plan) {
		this.#plan = plan;
	}
	get isDead() {
		return this.#dead;
	}
	/** Reading has no effect, but the dead do not read. */
	look(act) {
		if (this.#dead) throw new Crash();
		return act();
	}
	/** Runs an effect; `tear` leaves a part of it, where it has parts; `lost` is the answer when the real one is lost. */
	effect(name, act, tear, lost = failed) {
		if (this.#dead) throw new Crash();
		const index = this.effects.push({
			name,
			hasParts: tear !== void 0
		}) - 1;
		const moment = this.#plan?.effect === index ? this.#plan.moment : void 0;
		if (moment === void 0) return act();
		if (moment === "unacknowledged") {
			act();
			return lost();
		}
		this.#dead = true;
		if (moment === "torn") tear?.();
		if (moment === "after") act();
		throw new Crash();
	}
};

// src/durable/simulation/disk.ts
/** A disk in memory whose every write is an effect that a process can die in. */
const folder = Symbol("folder");
/** A disk with these folders and nothing else. */
function emptyDisk(...folders) {
	const disk = /* @__PURE__ */ new Map();
	for (const path of ["/", ...folders]) makeFolders(disk, path);
	return disk;
}
function makeFolders(disk, path) {
	if (path !== "/") makeFolders(disk, posix.dirname(path));
	disk.set(path, folder);
}
function below(disk, path) {
	return [...disk.keys()].filter((name) => name === path || name.startsWith(`${path}/`));
}
function contentOf(disk, path) {
	const content = disk.get(path);
	return content === folder ? void 0 : content;
}
function bytesOf(content) {
	return typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
}
function half(bytes) {
	const all = bytesOf(bytes);
	return all.subarray(0, Math.floor(all.length / 2));
}
/** The disk as one process sees it. */
function filesOf(disk, life) {
	const requireFolder = (path) => {
		if (disk.get(posix.dirname(path)) !== folder) throw new Error(`ENOENT: ${path}`);
	};
	const write = (path, bytes) => {
		requireFolder(path);
		disk.set(path, bytesOf(bytes));
	};
	const move = (from, to) => {
		for (const name of below(disk, from)) {
			const content = disk.get(name);
			if (content !== void 0) disk.set(to + name.slice(from.length), content);
			disk.delete(name);
		}
	};
	const copy = (from, to, upTo = Infinity) => {
		for (const [index, name] of below(disk, from).entries()) {
			const content = disk.get(name);
			if (content !== void 0 && index < upTo) disk.set(to + name.slice(from.length), content);
		}
	};
	const files = {
		read: async (path, limit = Infinity) => life.look(() => {
			const content = contentOf(disk, path);
			if (content && content.length > limit) throw new Error(`${path} has more than ${limit} bytes`);
			return content;
		}),
		readRange: async (path, offset, length) => life.look(() => (contentOf(disk, path) ?? Buffer.alloc(0)).subarray(offset, offset + length)),
		status: async (path) => life.look(() => {
			const content = disk.get(path);
			if (content === void 0) return void 0;
			const size = content === folder ? 0 : content.length;
			return {
				kind: content === folder ? "folder" : "file",
				size,
				mode: 420,
				changedAt: 0,
				modifiedAt: 0
			};
		}),
		list: async (path) => life.look(() => below(disk, path).filter((name) => name !== path && posix.dirname(name) === path).map((name) => posix.basename(name)).sort()),
		append: async (path, bytes) => {
			const old = contentOf(disk, path) ?? Buffer.alloc(0);
			const add = (added) => write(path, Buffer.concat([old, added]));
			life.effect(`append ${path}`, () => add(bytesOf(bytes)), () => add(half(bytes)));
		},
		openAppend: async (path) => {
			if (!disk.has(path)) life.effect(`make ${path}`, () => write(path, ""));
			return {
				append: (bytes) => files.append(path, bytes),
				close: async () => {}
			};
		},
		truncate: async (path, size) => life.effect(`truncate ${path}`, () => write(path, contentOf(disk, path)?.subarray(0, size) ?? "")),
		create: async (path, bytes) => life.effect(`create ${path}`, () => {
			if (disk.has(path)) return false;
			write(path, bytes);
			return true;
		}, () => write(`${path}.torn.tmp`, half(bytes))),
		replace: async (path, bytes) => life.effect(`replace ${path}`, () => write(path, bytes), () => write(`${path}.torn.tmp`, half(bytes))),
		publish: async (from, to) => life.effect(`publish ${to}`, () => {
			if (disk.get(from) === folder && below(disk, to).length > 1) return false;
			requireFolder(to);
			move(from, to);
			return true;
		}),
		scratch: async (path, bytes) => life.effect(`scratch ${path}`, () => {
			if (disk.has(path)) throw new Error(`EEXIST: ${path}`);
			write(path, bytes);
		}, () => write(path, half(bytes))),
		move: async (from, to) => life.effect(`move ${to}`, () => move(from, to)),
		readLink: (path) => Promise.reject(/* @__PURE__ */ new Error(`EINVAL: ${path} is no link`)),
		copy: async (from, to) => life.effect(`copy ${to}`, () => copy(from, to), () => copy(from, to, Math.ceil(below(disk, from).length / 2))),
		remove: async (path) => life.effect(`remove ${path}`, () => below(disk, path).forEach((name) => disk.delete(name)), () => below(disk, path).toReversed().slice(0, -1).forEach((name) => disk.delete(name))),
		makeFolder: async (path) => life.effect(`make ${path}`, () => makeFolders(disk, path))
	};
	return files;
}

// src/durable/simulation/lane.ts
/** The lane of a run on a simulated machine, which keeps its disk: what a store has besides would tell nothing new. */
function simulatedLane(world, identity, folder) {
	return openRunLane(world, {
		identity,
		writer: {},
		attempt: 1,
		folder,
		store: noStore,
		isFirst: true,
		isShared: false,
		stateOf: () => Promise.resolve({ kind: "ended" })
	});
}
const noStore = {
	load: () => Promise.resolve({ kind: "none" }),
	save: () => Promise.resolve({
		kind: "saved",
		where: "nowhere"
	})
};

// src/durable/simulation/process.ts
/** Its random numbers are a count. Once its life has ended, all it tries with the disk throws. */
function simulatedProcess(disk, life, pid, clock) {
	let drawn = 0;
	return {
		clock,
		random: {
			bytes: (count) => Buffer.alloc(count, drawn++),
			uuid: () => `${pid}-${life.effects.length}-${drawn++}`
		},
		files: filesOf(disk, life),
		processes: processesOf(pid)
	};
}
/** Processes run one after another: any other that still has a lock is dead. */
function processesOf(pid) {
	return {
		pid,
		platform: "linux",
		nodeVersion: "24.0.0",
		spawn: refuse,
		exit: refuse,
		signal: (other) => other === pid,
		list: () => Promise.resolve([]),
		onStopRequest: () => () => {},
		within: refuse
	};
}
function refuse() {
	throw new Error("a simulated process starts no other and cannot be changed");
}

export { moments as a, Lifeline as i, simulatedLane as n, stillClock as o, emptyDisk as r, simulatedProcess as t };