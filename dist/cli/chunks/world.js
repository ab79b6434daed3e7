const { constants } = process.getBuiltinModule("node:buffer");
const { randomBytes, randomUUID } = process.getBuiltinModule("node:crypto");
const fs = process.getBuiltinModule("node:fs");
const { dirname, join } = process.getBuiltinModule("node:path");

// src/world.ts
/** The real world. Call it only from a composition root: an entry of `actions/` or `cli/`. */
function systemWorld() {
	return {
		clock: systemClock,
		random: {
			bytes: randomBytes,
			uuid: randomUUID
		},
		environment: process.env,
		files: systemFiles,
		processes: systemProcesses(),
		http: {
			fetch: (...request) => globalThis.fetch(...request),
			observe,
			serve
		},
		modules: { import: async (...request) => (await import("./modules.js")).importFile(...request) },
		output: systemOutput
	};
}
const systemClock = {
	now: () => Date.now(),
	monotonic: () => {
		const [seconds, nanoseconds] = process.hrtime();
		return seconds * 1e3 + nanoseconds / 1e6;
	},
	sleep: (ms, signal) => new Promise((resolve, reject) => {
		if (signal?.aborted) return reject(signal.reason);
		const stop = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", stop);
			resolve();
		}, ms);
		signal?.addEventListener("abort", stop, { once: true });
	}),
	after: (ms, act) => {
		const timer = setTimeout(act, ms);
		return () => clearTimeout(timer);
	},
	turn: () => new Promise((resolve) => void setImmediate(resolve))
};
const systemFiles = {
	async read(path, limit = constants.MAX_LENGTH) {
		return orIfMissing(void 0, () => {
			const size = fs.statSync(path).size;
			if (size > limit) throw new Error(`${path} has ${size} bytes; at most ${limit} are read`);
			return fs.readFileSync(path);
		});
	},
	async readRange(path, offset, length) {
		return withOpen(path, "r", (file) => {
			const buffer = Buffer.allocUnsafe(length);
			let filled = 0;
			for (;;) {
				const count = fs.readSync(file, buffer, filled, length - filled, offset + filled);
				filled += count;
				if (count === 0 || filled === length) return buffer.subarray(0, filled);
			}
		});
	},
	async status(path) {
		return orIfMissing(void 0, () => {
			const status = fs.lstatSync(path);
			return {
				kind: status.isFile() ? "file" : status.isDirectory() ? "folder" : status.isSymbolicLink() ? "link" : "other",
				size: status.size,
				mode: status.mode & 4095,
				changedAt: status.ctimeMs,
				modifiedAt: status.mtimeMs
			};
		});
	},
	async list(path) {
		return orIfMissing([], () => fs.readdirSync(path).sort());
	},
	async append(path, bytes, { durable } = { durable: true }) {
		const isNew = durable && !fs.existsSync(path);
		withOpen(path, "a", (file) => {
			fs.writeFileSync(file, bytes);
			if (durable) fs.fdatasyncSync(file);
		});
		if (isNew) syncFolder(dirname(path));
	},
	async openAppend(path) {
		const isNew = !fs.existsSync(path);
		const file = fs.openSync(path, "a", 384);
		if (isNew) syncFolder(dirname(path));
		return {
			async append(bytes, { durable } = { durable: true }) {
				fs.writeFileSync(file, bytes);
				if (durable) fs.fdatasyncSync(file);
			},
			close: async () => fs.closeSync(file)
		};
	},
	async truncate(path, size) {
		withOpen(path, "r+", (file) => {
			fs.ftruncateSync(file, size);
			fs.fsyncSync(file);
		});
	},
	async create(path, bytes, { durable } = { durable: true }) {
		const temporary = writeTemporary(path, bytes, durable);
		try {
			fs.linkSync(temporary, path);
			return true;
		} catch (error) {
			if (isCode(error, "EEXIST")) return false;
			throw error;
		} finally {
			fs.unlinkSync(temporary);
			if (durable) syncFolder(dirname(path));
		}
	},
	async replace(path, bytes, { durable } = { durable: true }) {
		fs.renameSync(writeTemporary(path, bytes, durable), path);
		if (durable) syncFolder(dirname(path));
	},
	async publish(from, to) {
		try {
			fs.renameSync(from, to);
		} catch (error) {
			if (isCode(error, "ENOTEMPTY", "EEXIST", "EPERM", "ENOTDIR") && fs.existsSync(to)) return false;
			throw error;
		}
		syncFolder(dirname(to));
		return true;
	},
	async scratch(path, bytes) {
		fs.writeFileSync(path, bytes, {
			flag: "wx",
			mode: 384
		});
	},
	async move(from, to) {
		fs.renameSync(from, to);
	},
	async readLink(path) {
		return fs.readlinkSync(path);
	},
	async copy(from, to) {
		copyDurably(from, to);
	},
	async remove(path) {
		try {
			fs.unlinkSync(path);
			return;
		} catch (error) {
			if (isCode(error, "ENOENT")) return;
		}
		fs.rmSync(path, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	},
	async makeFolder(path) {
		fs.mkdirSync(path, { recursive: true });
	}
};
function writeTemporary(path, bytes, durable) {
	const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
	withOpen(temporary, "wx", (file) => {
		fs.writeFileSync(file, bytes);
		if (durable) fs.fsyncSync(file);
	});
	return temporary;
}
function copyDurably(from, to) {
	const kind = fs.lstatSync(from);
	if (kind.isDirectory()) {
		fs.mkdirSync(to);
		for (const name of fs.readdirSync(from)) copyDurably(join(from, name), join(to, name));
		syncFolder(to);
	} else if (kind.isFile()) {
		fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
		withOpen(to, "r+", (file) => fs.fsyncSync(file));
	}
}
function withOpen(path, flags, use) {
	const file = fs.openSync(path, flags, 384);
	try {
		return use(file);
	} finally {
		fs.closeSync(file);
	}
}
/** Makes a new name in a folder survive a power cut. Windows has no such call and needs none. */
function syncFolder(path) {
	if (process.platform === "win32") return;
	withOpen(path, "r", (folder) => fs.fsyncSync(folder));
}
function orIfMissing(missing, act) {
	try {
		return act();
	} catch (error) {
		if (isCode(error, "ENOENT", "ENOTDIR")) return missing;
		throw error;
	}
}
/** Whether an error of the system has one of these codes, such as `EACCES`. */
function isCode(error, ...codes) {
	return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
function systemProcesses() {
	return {
		pid: process.pid,
		platform: process.platform,
		nodeVersion: process.versions.node,
		exit: (code) => process.exit(code),
		spawn: (file, args, options) => childProcess().spawn(file, args, options),
		signal(pid, signal) {
			try {
				return process.kill(pid, signal);
			} catch (error) {
				if (isCode(error, "ESRCH")) return false;
				if (isCode(error, "EPERM")) return true;
				throw error;
			}
		},
		list: listProcesses[process.platform] ?? listWithPs,
		onStopRequest(act) {
			const signals = ["SIGINT", "SIGTERM"];
			for (const signal of signals) process.on(signal, act);
			return () => signals.forEach((signal) => process.off(signal, act));
		},
		async within(folder, variables, act) {
			const before = process.cwd();
			const saved = Object.keys(variables).map((name) => [name, process.env[name]]);
			process.chdir(folder);
			setVariables(Object.entries(variables));
			try {
				return await act();
			} finally {
				process.chdir(before);
				setVariables(saved);
			}
		}
	};
}
function setVariables(variables) {
	for (const [name, value] of variables) if (value === void 0) delete process.env[name];
	else process.env[name] = value;
}
const listProcesses = {
	async linux(marker) {
		return fs.readdirSync("/proc").flatMap((name) => {
			if (!/^\d+$/.test(name)) return [];
			try {
				const status = fs.readFileSync(`/proc/${name}/stat`, "latin1");
				const [state, parent, group] = status.slice(status.lastIndexOf(")") + 2).split(" ");
				if (state === "Z" || state === "X") return [];
				const marked = isMarked(`/proc/${name}/environ`, marker);
				const foreign = isForeign(fs.statSync(`/proc/${name}`).uid);
				return [{
					pid: Number(name),
					parent: Number(parent),
					group: Number(group),
					marked,
					foreign
				}];
			} catch (error) {
				if (isCode(error, "ENOENT", "ESRCH")) return [];
				throw error;
			}
		});
	},
	async win32() {
		return [...(await programOutput("powershell", [
			"-NoProfile",
			"-NonInteractive",
			"-Command",
			"Get-CimInstance Win32_Process | Where-Object CreationDate | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, ([DateTimeOffset]$_.CreationDate).ToUnixTimeMilliseconds() }"
		])).matchAll(/^(\d+) (\d+) (\d+)/gm)].map(([, pid, parent, startedAt]) => ({
			pid: Number(pid),
			parent: Number(parent),
			group: void 0,
			marked: false,
			foreign: false,
			startedAt: Number(startedAt)
		}));
	}
};
async function listWithPs(marker) {
	return [...(await programOutput("ps", [
		"-A",
		"-E",
		"-ww",
		...[
			"pid=",
			"ppid=",
			"pgid=",
			"uid=",
			"stat=",
			"command="
		].flatMap((column) => ["-o", column])
	])).matchAll(/^ *(\d+) +(\d+) +(\d+) +(\d+) +([^Z\s]\S*) (.*)$/gm)].map(([, pid, parent, group, user, , command]) => ({
		pid: Number(pid),
		parent: Number(parent),
		group: Number(group),
		marked: command?.includes(marker) ?? false,
		foreign: isForeign(Number(user))
	}));
}
function isForeign(user) {
	const own = process.geteuid?.();
	return own !== 0 && own !== user;
}
/** False too where the process belongs to somebody else and may not be read. */
function isMarked(environmentFile, marker) {
	try {
		return fs.readFileSync(environmentFile).includes(marker);
	} catch (error) {
		if (isCode(error, "EACCES", "EPERM")) return false;
		throw error;
	}
}
function programOutput(file, args) {
	return new Promise((resolve, reject) => {
		childProcess().execFile(file, args, {
			maxBuffer: 2 ** 28,
			windowsHide: true
		}, (error, stdout) => error ? reject(error) : resolve(stdout));
	});
}
/** Loaded when first needed: a replayed step starts no process. */
function childProcess() {
	return process.getBuiltinModule("node:child_process");
}
async function observe(act, show) {
	const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
	const { subscribe, unsubscribe } = process.getBuiltinModule("node:diagnostics_channel");
	const inside = new AsyncLocalStorage();
	const onCreated = (message) => {
		if (inside.getStore() && isRequestMessage(message)) show(observed(message.request));
	};
	subscribe("http.client.request.created", onCreated);
	try {
		return await inside.run(true, act);
	} finally {
		unsubscribe("http.client.request.created", onCreated);
	}
}
function isRequestMessage(message) {
	return typeof message === "object" && message !== null && "request" in message;
}
function observed(request) {
	let response;
	request.once("response", (answer) => {
		response = answer;
	});
	return {
		get bytes() {
			return (request.socket?.bytesRead ?? 0) + (request.socket?.bytesWritten ?? 0);
		},
		closed: new Promise((resolve) => request.once("close", () => resolve(response?.complete ?? false))),
		end: (reason) => void request.destroy(Object.assign(new Error(reason), { code: "ECONNRESET" }))
	};
}
async function serve(listener, options = {}) {
	const { createServer } = process.getBuiltinModule("node:http");
	const host = options.host ?? "127.0.0.1";
	const server = createServer(listener);
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, host, resolve);
	});
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("the server has no port");
	return {
		url: `http://${host}:${address.port}`,
		port: address.port,
		close: () => new Promise((resolve, reject) => {
			server.close((error) => error ? reject(error) : resolve());
			server.closeAllConnections();
		})
	};
}
const systemOutput = {
	write: (text) => void process.stdout.write(text),
	writeError: (text) => void process.stderr.write(text),
	async flushed() {
		const streams = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
		await Promise.all(streams.map((stream) => new Promise((resolve) => stream.write("", () => resolve()))));
	},
	async capture(act) {
		const original = process.stdout.write.bind(process.stdout);
		let text = "";
		process.stdout.write = (chunk, ...rest) => {
			text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
			const done = rest.at(-1);
			if (typeof done === "function") done();
			return true;
		};
		try {
			return {
				result: await act(),
				text
			};
		} finally {
			process.stdout.write = original;
		}
	}
};

export { systemWorld as n, isCode as t };