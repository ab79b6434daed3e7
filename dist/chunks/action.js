const { createHash, hash, randomBytes, randomUUID } = process.getBuiltinModule("node:crypto");
const { constants } = process.getBuiltinModule("node:buffer");
const fs$2 = process.getBuiltinModule("node:fs");
const { readFileSync, readdirSync, statSync } = process.getBuiltinModule("node:fs");
const { basename, dirname, isAbsolute, join, posix, relative, sep, win32 } = process.getBuiltinModule("node:path");
const os$1 = process.getBuiltinModule("os");
const crypto = process.getBuiltinModule("crypto");
const fs$1 = process.getBuiltinModule("fs");
const path$1 = process.getBuiltinModule("path");
const { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/world/clock.ts
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

// src/world/error-code.ts
/** Whether an error of the system has one of these codes, such as `EACCES`. */
function isCode(error, ...codes) {
	return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

// src/world/files.ts
/** The disk. */
const systemFiles = {
	async read(path, limit = constants.MAX_LENGTH) {
		return orIfMissing(void 0, () => {
			const size = fs$2.statSync(path).size;
			if (size > limit) throw new Error(`${path} has ${size} bytes; at most ${limit} are read`);
			return fs$2.readFileSync(path);
		});
	},
	async readRange(path, offset, length, buffer = Buffer.allocUnsafe(length)) {
		return withOpen(path, "r", (file) => {
			let filled = 0;
			for (;;) {
				const count = fs$2.readSync(file, buffer, filled, length - filled, offset + filled);
				filled += count;
				if (count === 0 || filled === length) return buffer.subarray(0, filled);
			}
		});
	},
	async status(path) {
		return orIfMissing(void 0, () => {
			const status = fs$2.lstatSync(path);
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
		return orIfMissing([], () => fs$2.readdirSync(path).sort());
	},
	async append(path, bytes, { durable } = { durable: true }) {
		const isNew = durable && !fs$2.existsSync(path);
		withOpen(path, "a", (file) => {
			fs$2.writeFileSync(file, bytes);
			if (durable) fs$2.fdatasyncSync(file);
		});
		if (isNew) syncFolder(dirname(path));
	},
	async openAppend(path) {
		const isNew = !fs$2.existsSync(path);
		const file = fs$2.openSync(path, "a", 384);
		if (isNew) syncFolder(dirname(path));
		return {
			async append(bytes, { durable } = { durable: true }) {
				fs$2.writeFileSync(file, bytes);
				if (durable) fs$2.fdatasyncSync(file);
			},
			close: async () => fs$2.closeSync(file)
		};
	},
	async truncate(path, size) {
		withOpen(path, "r+", (file) => {
			fs$2.ftruncateSync(file, size);
			fs$2.fsyncSync(file);
		});
	},
	async create(path, bytes, { durable } = { durable: true }) {
		const temporary = writeTemporary(path, bytes, durable);
		try {
			fs$2.linkSync(temporary, path);
			return true;
		} catch (error) {
			if (isCode(error, "EEXIST")) return false;
			throw error;
		} finally {
			fs$2.unlinkSync(temporary);
			if (durable) syncFolder(dirname(path));
		}
	},
	async replace(path, bytes, { durable } = { durable: true }) {
		fs$2.renameSync(writeTemporary(path, bytes, durable), path);
		if (durable) syncFolder(dirname(path));
	},
	async publish(from, to) {
		try {
			fs$2.renameSync(from, to);
		} catch (error) {
			if (isCode(error, "ENOTEMPTY", "EEXIST", "EPERM", "ENOTDIR") && fs$2.existsSync(to)) return false;
			throw error;
		}
		syncFolder(dirname(to));
		return true;
	},
	async scratch(path, bytes) {
		fs$2.writeFileSync(path, bytes, {
			flag: "wx",
			mode: 384
		});
	},
	async move(from, to) {
		fs$2.renameSync(from, to);
	},
	async readLink(path) {
		return fs$2.readlinkSync(path);
	},
	async copy(from, to) {
		copyDurably(from, to);
	},
	async remove(path) {
		try {
			fs$2.unlinkSync(path);
			return;
		} catch (error) {
			if (isCode(error, "ENOENT")) return;
		}
		fs$2.rmSync(path, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	},
	async makeFolder(path) {
		fs$2.mkdirSync(path, { recursive: true });
	}
};
function writeTemporary(path, bytes, durable) {
	const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
	withOpen(temporary, "wx", (file) => {
		fs$2.writeFileSync(file, bytes);
		if (durable) fs$2.fsyncSync(file);
	});
	return temporary;
}
function copyDurably(from, to) {
	const kind = fs$2.lstatSync(from);
	if (kind.isDirectory()) {
		fs$2.mkdirSync(to);
		for (const name of fs$2.readdirSync(from)) copyDurably(join(from, name), join(to, name));
		syncFolder(to);
	} else if (kind.isFile()) {
		fs$2.copyFileSync(from, to, fs$2.constants.COPYFILE_FICLONE);
		withOpen(to, "r+", (file) => fs$2.fsyncSync(file));
	}
}
function withOpen(path, flags, use) {
	const file = fs$2.openSync(path, flags, 384);
	try {
		return use(file);
	} finally {
		fs$2.closeSync(file);
	}
}
/** Makes a new name in a folder survive a power cut. Windows has no such call and needs none. */
function syncFolder(path) {
	if (process.platform === "win32") return;
	withOpen(path, "r", (folder) => fs$2.fsyncSync(folder));
}
function orIfMissing(missing, act) {
	try {
		return act();
	} catch (error) {
		if (isCode(error, "ENOENT", "ENOTDIR")) return missing;
		throw error;
	}
}

// src/world/http.ts
const systemHttp = {
	fetch: (...request) => globalThis.fetch(...request),
	post: async (...request) => (await import("./post.js")).post(...request),
	observe,
	serve
};
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

// src/world/output.ts
/** Standard output itself, while what others write to it is captured. */
let uncaptured;
const systemOutput = {
	write: (text) => void (uncaptured ?? process.stdout.write.bind(process.stdout))(text),
	writeError: (text) => void process.stderr.write(text),
	async flushed() {
		const streams = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
		await Promise.all(streams.map((stream) => new Promise((resolve) => stream.write("", () => resolve()))));
	},
	async capture(act) {
		const original = process.stdout.write.bind(process.stdout);
		const before = uncaptured;
		uncaptured ??= original;
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
			uncaptured = before;
		}
	}
};

// src/world/process-list.ts
/** The machine's living processes, as each system tells of them. */
/** See {@link Processes}. */
const listProcesses = async (marker) => {
	switch (process.platform) {
		case "linux": return listFromProc(marker);
		case "win32": return listWithPowerShell();
		default: return listWithPs(marker);
	}
};
function listFromProc(marker) {
	return readdirSync("/proc").flatMap((name) => {
		if (!/^\d+$/.test(name)) return [];
		try {
			const status = readFileSync(`/proc/${name}/stat`, "latin1");
			const [state, parent, group] = status.slice(status.lastIndexOf(")") + 2).split(" ");
			if (state === "Z" || state === "X") return [];
			const marked = isMarked(`/proc/${name}/environ`, marker);
			const foreign = isForeign(statSync(`/proc/${name}`).uid);
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
}
/** The number of a parent that ended may name a newer process, so the time of birth comes with it. */
async function listWithPowerShell() {
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
		return readFileSync(environmentFile).includes(marker);
	} catch (error) {
		if (isCode(error, "EACCES", "EPERM")) return false;
		throw error;
	}
}
function programOutput(file, args) {
	return new Promise((resolve, reject) => {
		const { execFile } = process.getBuiltinModule("node:child_process");
		execFile(file, args, {
			maxBuffer: 2 ** 28,
			windowsHide: true
		}, (error, stdout) => error ? reject(error) : resolve(stdout));
	});
}

// src/world/processes.ts
const systemProcesses = {
	pid: process.pid,
	platform: process.platform,
	nodeVersion: process.versions.node,
	exit: (code) => process.exit(code),
	spawn: (file, args, options) => process.getBuiltinModule("node:child_process").spawn(file, args, options),
	signal(pid, signal) {
		try {
			return process.kill(pid, signal);
		} catch (error) {
			if (isCode(error, "ESRCH")) return false;
			if (isCode(error, "EPERM")) return true;
			throw error;
		}
	},
	list: listProcesses,
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
function setVariables(variables) {
	for (const [name, value] of variables) if (value === void 0) delete process.env[name];
	else process.env[name] = value;
}

// src/world/system.ts
/** The real world, put together. */
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
		processes: systemProcesses,
		http: systemHttp,
		modules: { import: async (...request) => (await import("./modules.js")).importFile(...request) },
		output: systemOutput
	};
}

// src/policy/user-error.ts
/** A mistake of the person who wrote the workflow: told without a stack, with what to write instead. */
var UserError = class extends Error {
	name = "UserError";
};

// src/journal/refused.ts
/** Recorded state that cannot be trusted: truncated, altered, foreign, or beyond the bounds. It is never half-read. */
var Refused = class extends Error {
	name = "Refused";
};
/** A journal that has all it may have: more is refused, and what it holds is sound. */
var JournalFull = class extends Refused {
	name = "JournalFull";
};

// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
	const numericValues = Object.values(entries).filter((v) => typeof v === "number");
	return Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
}
function jsonStringifyReplacer(_, value) {
	if (typeof value === "bigint") return value.toString();
	return value;
}
var Cached = class {
	constructor(getter) {
		this._getter = getter;
		this._value = void 0;
	}
	get value() {
		const getter = this._getter;
		if (getter !== void 0) {
			this._value = getter();
			this._getter = void 0;
		}
		return this._value;
	}
};
function cached(getter) {
	return new Cached(getter);
}
function nullish$1(input) {
	return input === null || input === void 0;
}
function cleanRegex(source) {
	const start = source.startsWith("^") ? 1 : 0;
	const end = source.endsWith("$") ? source.length - 1 : source.length;
	return source.slice(start, end);
}
function assignProp(target, prop, value) {
	Object.defineProperty(target, prop, {
		value,
		writable: true,
		enumerable: true,
		configurable: true
	});
}
/**
* Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
*
* Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
*/
function rawShape(def) {
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
	return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
	Object.defineProperty(target, key, {
		get() {
			const value = getter();
			assignProp(this, key, value);
			return value;
		},
		enumerable: true,
		configurable: true
	});
}
function putProp(target, key, value) {
	if (key in target) assignProp(target, key, value);
	else target[key] = value;
}
/**
* Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
*
* A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
*/
function mirrorShape(target, source, keys, wrap) {
	const raw = sourceShape(source);
	for (const key of keys) {
		const desc = Object.getOwnPropertyDescriptor(raw, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => {
			const value = source._zod.def.shape[key];
			return wrap ? wrap(value, key) : value;
		});
		else putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
	}
}
function mirrorProps(target, source) {
	for (const key of Reflect.ownKeys(source)) {
		const desc = Object.getOwnPropertyDescriptor(source, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => source[key]);
		else putProp(target, key, desc.value);
	}
}
function mergeDefs(...defs) {
	const mergedDescriptors = {};
	for (const def of defs) {
		const descriptors = Object.getOwnPropertyDescriptors(def);
		Object.assign(mergedDescriptors, descriptors);
	}
	return Object.defineProperties({}, mergedDescriptors);
}
function esc(str) {
	return JSON.stringify(str);
}
const captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {};
function isObject(data) {
	return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ cached(() => {
	if (globalConfig.jitless) return false;
	if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) return false;
	try {
		new Function("");
		return true;
	} catch (_) {
		return false;
	}
});
function isPlainObject(o) {
	if (isObject(o) === false) return false;
	const ctor = o.constructor;
	if (ctor === void 0) return true;
	if (typeof ctor !== "function") return true;
	const prot = ctor.prototype;
	if (isObject(prot) === false) return false;
	if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) return false;
	return true;
}
function shallowClone(o) {
	if (isPlainObject(o)) return { ...o };
	if (Array.isArray(o)) return [...o];
	if (o instanceof Map) return new Map(o);
	if (o instanceof Set) return new Set(o);
	return o;
}
const propertyKeyTypes = /* @__PURE__*/ new Set([
	"string",
	"number",
	"symbol"
]);
function escapeRegex(str) {
	return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
	const cl = new inst._zod.constr(def ?? inst._zod.def);
	if (!def || params?.parent) cl._zod.parent = inst;
	return cl;
}
function normalizeParams(_params) {
	const params = _params;
	if (!params) return {};
	if (typeof params === "string") return { error: () => params };
	if (params?.message !== void 0) {
		if (params?.error !== void 0) throw new Error("Cannot specify both `message` and `error` params");
		params.error = params.message;
	}
	delete params.message;
	if (typeof params.error === "string") return {
		...params,
		error: () => params.error
	};
	return params;
}
function optionalKeys(shape) {
	return Object.keys(shape).filter((k) => {
		return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
	});
}
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
	safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	int32: [-2147483648, 2147483647],
	uint32: [0, 4294967295],
	float32: [-34028234663852886e22, 34028234663852886e22],
	float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
const BIGINT_FORMAT_RANGES = {
	int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
	uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")]
};
function pick$1(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".pick() cannot be used on object schemas containing refinements");
	const newShape = {};
	mirrorShape(newShape, schema, maskedKeys(schema, mask));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function maskedKeys(schema, mask) {
	const raw = sourceShape(schema);
	const keys = [];
	for (const key of Reflect.ownKeys(mask)) {
		if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) throw new Error(`Unrecognized key: "${String(key)}"`);
		if (mask[key]) keys.push(key);
	}
	return keys;
}
function extend$1(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to extend: expected a plain object");
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) {
		const existingShape = sourceShape(schema);
		for (const key of Reflect.ownKeys(shape)) if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
	}
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended$1(schema, shape) }));
}
function extended$1(schema, shape) {
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
	mirrorProps(newShape, shape);
	return newShape;
}
function partial$1(Class, schema, mask, name = "partial") {
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class && ((value, key) => selected && !selected.has(key) ? value : new Class({
		type: "optional",
		innerType: value
	})));
	return clone(schema, mergeDefs(schema._zod.def, {
		shape: newShape,
		checks: []
	}));
}
function aborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue !== true) return true;
	return false;
}
function explicitlyAborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue === false) return true;
	return false;
}
function prefixIssues(path, issues) {
	return issues.map((iss) => {
		var _a;
		(_a = iss).path ?? (_a.path = []);
		iss.path.unshift(path);
		return iss;
	});
}
function unwrapMessage(message) {
	return typeof message === "string" ? message : message?.message;
}
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
	const caps = [];
	for (const ch of defChecks ?? []) {
		const d = ch._zod.def;
		if (!/_(length|size)$|_equals$/.test(d.check)) break;
		const max = d.maximum ?? d.length ?? d.size;
		if (max >= 0) caps.push([max, ch]);
	}
	return caps;
}
function attachSchema(issues, start, inst) {
	var _a;
	for (let i = start; i < issues.length; i++) (_a = issues[i]).schema ?? (_a.schema = inst);
}
function finalizeIssue(iss, ctx, config) {
	var _a;
	const traits = iss.inst?._zod?.traits;
	if (traits?.has("$ZodType")) {
		if (traits.has("$ZodCheck")) (_a = iss).schema ?? (_a.schema = iss.inst);
		else iss.schema = iss.inst;
	}
	const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
	const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config.customError?.(iss)) ?? unwrapMessage(config.localeError?.(iss)) ?? "Invalid input";
	const full = {};
	for (const k of Object.keys(iss)) {
		if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__") continue;
		full[k] = iss[k];
	}
	full.path ?? (full.path = []);
	full.message = message;
	if (ctx?.reportInput) full.input = iss.input;
	return full;
}
const highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
	const units = str.length;
	if (!highSurrogate.test(str)) return units;
	let count = units;
	for (let i = 0; i < units - 1; i++) if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
		count--;
		i++;
	}
	return count;
}
function getLengthableOrigin(input) {
	if (Array.isArray(input)) return "array";
	if (typeof input === "string") return "string";
	return "unknown";
}
/**
* Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
*
* Call this from a `proto` initializer, which runs once per prototype — never per instance.
*/
function members(proto, table) {
	for (const key in table) {
		const desc = Object.getOwnPropertyDescriptor(table, key);
		if (desc.get) Object.defineProperty(proto, key, {
			...desc,
			enumerable: false
		});
		else defineBound(proto, key, desc.value);
	}
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own$1(inst, key, value, enumerable = true) {
	Object.defineProperty(inst, key, {
		configurable: true,
		writable: true,
		enumerable,
		value
	});
	return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
	return own$1(inst, key, value, false);
}
function defineBound(proto, key, fn) {
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			return this == null ? fn : own$1(this, key, fn.bind(this));
		},
		set(value) {
			own$1(this, key, value);
		}
	});
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim$1(inst, sentinel) {
	const proto = Object.getPrototypeOf(inst);
	return sentinel in proto ? void 0 : proto;
}
let installing;
let broke = false;
const breaker = {
	configurable: true,
	get() {
		broke = true;
	}
};
/**
* Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
* constructor, computed from the internals object itself and cached there on
* first read. One accessor per constructor rather than one per instance.
*/
function defineLazyInternal(inst, key, compute) {
	const proto = Object.getPrototypeOf(inst._zod);
	if (key in proto && installing !== inst._zod) {
		installing = void 0;
		return;
	}
	installing = inst._zod;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			Object.defineProperty(this, key, breaker);
			const outer = broke;
			broke = false;
			try {
				const value = compute(this);
				if (broke) delete this[key];
				else Object.defineProperty(this, key, {
					configurable: true,
					writable: true,
					value
				});
				broke = broke || outer;
				return value;
			} catch (err) {
				delete this[key];
				broke = broke || outer;
				throw err;
			}
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				value
			});
		}
	});
}
/**
* Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
* data property. One accessor per constructor rather than one per instance, because an own accessor
* puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
*/
function installLazyProp(inst, key, make, enumerable) {
	const proto = claim$1(inst, key);
	if (!proto) return;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			const desc = {
				configurable: true,
				writable: true,
				enumerable,
				value: void 0
			};
			Object.defineProperty(this, key, desc);
			desc.value = make(this);
			Object.defineProperty(this, key, desc);
			return desc.value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				enumerable,
				value
			});
		}
	});
}

// node_modules/zod/v4/core/core.js
var _a$1;
/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({ status: "aborted" });
const _zodDesc = {
	value: void 0,
	enumerable: false
};
let _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
	const E = _E;
	if (E) {
		const saved = E.stackTraceLimit;
		if (typeof saved === "number") {
			try {
				E.stackTraceLimit = 0;
			} catch {
				_E = null;
				return new Definition();
			}
			try {
				return new Definition();
			} finally {
				E.stackTraceLimit = saved;
			}
		}
	}
	return new Definition();
}
/* @__NO_SIDE_EFFECTS__ */
function $constructor(name, initializer, proto, params) {
	const zodProto = {};
	function Internals(def) {
		this.def = def;
		this.constr = _;
		this.traits = /* @__PURE__ */ new Set();
	}
	Internals.prototype = zodProto;
	const protoMembers = proto;
	const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
	function init(inst, def) {
		if (!inst._zod) {
			_zodDesc.value = new Internals(def);
			try {
				Object.defineProperty(inst, "_zod", _zodDesc);
			} finally {
				_zodDesc.value = void 0;
			}
		} else if (inst._zod.traits.has(name)) return;
		inst._zod.traits.add(name);
		initializer(inst, def);
		if (initialized) {
			const own = Object.getPrototypeOf(inst);
			const ctorProto = inst._zod.constr.prototype;
			let up = own;
			while (up && up !== ctorProto) up = Object.getPrototypeOf(up);
			const target = up ?? own;
			if (!initialized.has(target)) {
				initialized.add(target);
				members(target, protoMembers);
			}
		}
		const proto = _.prototype;
		for (const k in proto) {
			if (!Object.prototype.hasOwnProperty.call(proto, k)) continue;
			if (!(k in inst)) inst[k] = proto[k].bind(inst);
		}
	}
	const Parent = params?.Parent ?? Object;
	class Definition extends Parent {}
	Object.defineProperty(Definition, "name", { value: name });
	function _(def) {
		const inst = params?.Parent ? newError(Definition) : this;
		init(inst, def);
		const deferred = inst._zod.deferred;
		if (deferred) {
			for (const fn of deferred) fn();
			inst._zod.deferred = void 0;
		}
		const pp = globalThis.__zod_globalConfig?.postProcessor;
		if (pp) pp(inst);
		return inst;
	}
	Object.defineProperty(_, "init", { value: init });
	Object.defineProperty(_, Symbol.hasInstance, { value: (inst) => {
		if (params?.Parent && inst instanceof params.Parent) return true;
		return inst?._zod?.traits?.has(name);
	} });
	Object.defineProperty(_, "name", { value: name });
	return _;
}
var $ZodAsyncError = class extends Error {
	constructor() {
		super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
	}
};
var $ZodEncodeError = class extends Error {
	constructor(name) {
		super(`Encountered unidirectional transform during encode: ${name}`);
		this.name = "ZodEncodeError";
	}
};
(_a$1 = globalThis).__zod_globalConfig ?? (_a$1.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
	if (newConfig) Object.assign(globalConfig, newConfig);
	return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
	const internals = this._zod;
	internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
	return internals.message;
}
function _setMessage(value) {
	this._zod.message = value;
}
const _messageDesc = {
	get: _getMessage,
	set: _setMessage,
	enumerable: true,
	configurable: true
};
const _issuesDesc = {
	value: void 0,
	enumerable: false
};
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
	inst.name = "$ZodError";
	_issuesDesc.value = def;
	Object.defineProperty(inst, "issues", _issuesDesc);
	_issuesDesc.value = void 0;
	Object.defineProperty(inst, "message", _messageDesc);
	const proto = Object.getPrototypeOf(inst);
	if (!_installedToString.has(proto)) {
		_installedToString.add(proto);
		Object.defineProperty(proto, "toString", {
			configurable: true,
			enumerable: false,
			get() {
				const value = () => this.message;
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
				return value;
			},
			set(value) {
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
			}
		});
	}
};
const $ZodError = /* @__PURE__ */ $constructor("$ZodError", initializer);
const $ZodRealError = /* @__PURE__ */ $constructor("$ZodError", initializer, void 0, { Parent: Error });

// node_modules/zod/v4/core/parse.js
const _parse = (_Err) => {
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: false
		} : { async: false };
		const result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) throw new $ZodAsyncError();
		if (result.issues.length) {
			const e = new ((_params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, _params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const parse$3 = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
	const fn = async (schema, value, _ctx, params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: true
		} : { async: true };
		let result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) result = await result;
		if (result.issues.length) {
			const e = new ((params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: false
	} : { async: false };
	const result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
function failure(Err, issues, ctx) {
	let error;
	return {
		success: false,
		get error() {
			if (!error) {
				error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
				issues = void 0;
				ctx = void 0;
			}
			return error;
		},
		set error(e) {
			error = e;
			issues = void 0;
			ctx = void 0;
		}
	};
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true
	} : { async: true };
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);

// node_modules/zod/v4/core/regexes.js
const base64$1 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
const httpProtocol = /^https?$/;
const anyString = /^[\s\S]{0,}$/;
const number$1 = /^-?\d+(?:\.\d+)?$/;
const boolean$1 = /^(?:true|false)$/i;

// node_modules/zod/v4/core/checks.js
const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
	var _a;
	inst._zod ?? (inst._zod = {});
	inst._zod.def = def;
	(_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
	const val = payload.value;
	return !nullish$1(val) && val.length !== void 0;
};
const numericOriginMap = {
	number: "number",
	bigint: "bigint",
	object: "date"
};
const $ZodCheckLessThan = /*@__PURE__*/ $constructor("$ZodCheckLessThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value <= def.value : payload.value < def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_big",
			maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value >= def.value : payload.value > def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_small",
			minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
	$ZodCheck.init(inst, def);
	def.format = def.format || "float64";
	const isInt = def.format?.includes("int");
	const origin = isInt ? "int" : "number";
	const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
	inst._zod.check = (payload) => {
		const input = payload.value;
		if (isInt) {
			if (!Number.isInteger(input)) {
				payload.issues.push({
					expected: origin,
					format: def.format,
					code: "invalid_type",
					continue: false,
					input,
					inst
				});
				return;
			}
			if (!Number.isSafeInteger(input)) {
				if (input > 0) payload.issues.push({
					input,
					code: "too_big",
					maximum: Number.MAX_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				else payload.issues.push({
					input,
					code: "too_small",
					minimum: Number.MIN_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				return;
			}
		}
		if (input < minimum) payload.issues.push({
			origin: "number",
			input,
			code: "too_small",
			minimum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
		if (input > maximum) payload.issues.push({
			origin: "number",
			input,
			code: "too_big",
			maximum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units > def.maximum ? codePointLength(input) : units) <= def.maximum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_big",
			maximum: def.maximum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units) >= def.minimum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_small",
			minimum: def.minimum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
	var _a, _b;
	$ZodCheck.init(inst, def);
	if (def.pattern) (_a = inst._zod).check ?? (_a.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: def.format,
			input: payload.value,
			...def.pattern ? { pattern: def.pattern.toString() } : {},
			inst,
			continue: !def.abort
		});
	});
	else (_b = inst._zod).check ?? (_b.check = () => {});
});
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "regex",
			input: payload.value,
			pattern: def.pattern.toString(),
			inst,
			continue: !def.abort
		});
	};
});

// node_modules/zod/v4/core/doc.js
var Doc = class {
	constructor(args = [], closed = {}) {
		this.content = [];
		this.indent = 0;
		this.args = args;
		this.closed = closed;
	}
	indented(fn) {
		this.indent += 1;
		try {
			fn(this);
		} finally {
			this.indent -= 1;
		}
	}
	write(arg) {
		if (typeof arg === "function") {
			arg(this, { execution: "sync" });
			arg(this, { execution: "async" });
			return;
		}
		const lines = arg.split("\n").filter((x) => x);
		const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
		const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
		for (const line of dedented) this.content.push(line);
	}
	compile() {
		const F = Function;
		const content = this?.content ?? [``];
		return new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`)(...Object.values(this.closed));
	}
};

// node_modules/zod/v4/core/versions.js
const version = {
	major: 4,
	minor: 6,
	patch: 7
};

// node_modules/zod/v4/core/schemas.js
const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
	var _a;
	inst ?? (inst = {});
	inst._zod.def = def;
	inst._zod.bag = inst._zod.bag || {};
	inst._zod.version = version;
	const defChecks = inst._zod.def.checks;
	const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
	for (const ch of checks) for (const fn of ch._zod.onattach) fn(inst);
	if (checks.length === 0) {
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred?.push(() => {
			inst._zod.run = inst._zod.parse;
		});
	} else {
		const runChecks = (payload, checks, ctx) => {
			if (payload.memo) return payload;
			let isAborted = aborted(payload);
			let asyncResult;
			for (const ch of checks) {
				if (ch._zod.def.when) {
					if (explicitlyAborted(payload)) continue;
					if (!ch._zod.def.when(payload)) continue;
				} else if (isAborted) continue;
				const currLen = payload.issues.length;
				const _ = ch._zod.check(payload);
				if (_ instanceof Promise && ctx?.async === false) throw new $ZodAsyncError();
				if (asyncResult || _ instanceof Promise) asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
					await _;
					if (payload.issues.length === currLen) return;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				});
				else {
					if (payload.issues.length === currLen) continue;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				}
			}
			if (asyncResult) return asyncResult.then(() => {
				return payload;
			});
			return payload;
		};
		const handleCanaryResult = (canary, payload, ctx) => {
			if (aborted(canary)) {
				canary.aborted = true;
				return canary;
			}
			const checkResult = runChecks(payload, checks, ctx);
			if (checkResult instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
			}
			return inst._zod.parse(checkResult, ctx);
		};
		inst._zod.run = (payload, ctx) => {
			if (ctx.skipChecks) return inst._zod.parse(payload, ctx);
			if (ctx.direction === "backward") {
				const canary = inst._zod.parse({
					value: payload.value,
					issues: []
				}, {
					...ctx,
					skipChecks: true
				});
				if (canary instanceof Promise) return canary.then((canary) => {
					return handleCanaryResult(canary, payload, ctx);
				});
				return handleCanaryResult(canary, payload, ctx);
			}
			const result = inst._zod.parse(payload, ctx);
			if (result instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return result.then((result) => runChecks(result, checks, ctx));
			}
			return runChecks(result, checks, ctx);
		};
	}
}, {
	get "~standard"() {
		return hide(this, "~standard", standardProps(this));
	},
	set "~standard"(value) {
		own$1(this, "~standard", value);
	}
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
	const ctx = { async: true };
	return toStandardResult(await inst._zod.run({
		value,
		issues: []
	}, ctx), ctx);
}
function standardProps(inst) {
	return {
		validate: (value) => {
			const ctx = { async: false };
			try {
				const r = inst._zod.run({
					value,
					issues: []
				}, ctx);
				if (!(r instanceof Promise)) return toStandardResult(r, ctx);
			} catch (_) {}
			return validateAsync(inst, value);
		},
		vendor: "zod",
		version: 1
	};
}
const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = def.pattern ?? anyString;
	inst._zod.parse = (payload, _) => {
		if (def.coerce) try {
			payload.value = String(payload.value);
		} catch (_) {}
		if (typeof payload.value === "string") return payload;
		payload.issues.push({
			expected: "string",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
const $ZodStringFormat = /*@__PURE__*/ $constructor("$ZodStringFormat", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	$ZodString.init(inst, def);
});
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
	try {
		if (typeof URL !== "undefined" && typeof URL.canParse === "function") return URL.canParse(input);
		new URL(input);
		return true;
	} catch {
		return false;
	}
}
function validateURL(trimmed, def) {
	if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) return canParseURL(trimmed) || 2;
	return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
	if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) return 1;
	try {
		if (typeof URL !== "undefined") {
			const URLStatic = URL;
			if (typeof URLStatic.parse === "function") return URLStatic.parse(trimmed) ?? 2;
		}
		return new URL(trimmed);
	} catch {
		return 2;
	}
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
	return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
	hostname.lastIndex = 0;
	return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
	protocol.lastIndex = 0;
	return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ $constructor("$ZodURL", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		try {
			const trimmed = payload.value.trim();
			const url = validateURL(trimmed, def);
			if (url === 1) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					note: "Invalid URL format",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === 2) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === true) {
				payload.value = stripTabAndNewline(trimmed);
				return;
			}
			if (def.hostname && !urlHostnameOk(url, def.hostname)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid hostname",
				pattern: def.hostname.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			if (def.protocol && !urlProtocolOk(url, def.protocol)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid protocol",
				pattern: def.protocol.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
			return;
		} catch (_) {
			payload.issues.push({
				code: "invalid_format",
				format: "url",
				input: payload.value,
				inst,
				continue: !def.abort
			});
		}
	};
});
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = number$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Number(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) return payload;
		const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
		payload.issues.push({
			expected: "number",
			code: "invalid_type",
			input,
			inst,
			...received ? { received } : {}
		});
		return payload;
	};
});
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
	$ZodCheckNumberFormat.init(inst, def);
	$ZodNumber.init(inst, def);
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = boolean$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Boolean(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "boolean") return payload;
		payload.issues.push({
			expected: "boolean",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ $constructor("$ZodNever", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _ctx) => {
		payload.issues.push({
			expected: "never",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
function capSize(inst, size) {
	const caps = sizeCaps(inst._zod.def.checks);
	if (!caps.length) return;
	const cap = Math.min(...caps.map((c) => c[0]));
	const parse = inst._zod.parse;
	inst._zod.parse = (payload, ctx) => {
		const n = size(payload.value);
		if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
			for (const [max, ch] of sizeCaps(inst._zod.def.checks)) if (n > max && ch._zod.def.when(payload)) {
				const start = payload.issues.length;
				ch._zod.check(payload);
				payload.issues[start].continue = false;
				attachSchema(payload.issues, start, inst);
				return payload;
			}
		}
		return parse(payload, ctx);
	};
}
const arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
	if (result.issues.length) final.issues.push(...prefixIssues(index, result.issues));
	final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!Array.isArray(input)) {
			payload.issues.push({
				expected: "array",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
		const proms = [];
		const abortEarly = ctx?.abortEarly;
		for (let i = 0; i < input.length; i++) {
			const item = input[i];
			const result = def.element._zod.run({
				value: item,
				issues: []
			}, ctx);
			if (result instanceof Promise) proms.push(result.then((result) => handleArrayResult(result, payload, i)));
			else {
				handleArrayResult(result, payload, i);
				if (abortEarly && result.issues.length !== 0 && aborted(result)) break;
			}
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
	capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
	const isPresent = key in input;
	const isOptionalOut = optout === "optional";
	if (!isPresent && isOptionalOut && optin === "optional") return;
	if (result.issues.length) {
		if (optin !== void 0 && isOptionalOut && !isPresent) return;
		final.issues.push(...prefixIssues(key, result.issues));
	}
	if (!isPresent && optin === void 0) {
		if (!result.issues.length) final.issues.push({
			code: "invalid_type",
			expected: "nonoptional",
			input: void 0,
			path: [key]
		});
		return;
	}
	if (result.value === void 0) {
		if (isPresent || optin === "defaulted" && !isOptionalOut) final.value[key] = void 0;
	} else final.value[key] = result.value;
}
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
	const keys = Object.keys(def.shape);
	const ownSymbols = Object.getOwnPropertySymbols(def.shape);
	const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
	const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
	for (const k of allKeys) if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
	const okeys = optionalKeys(def.shape);
	return {
		...def,
		allKeys,
		symbolKeys,
		keySet: new Set(keys),
		numKeys: keys.length,
		optionalKeys: new Set(okeys)
	};
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
	const unrecognized = [];
	const keySet = def.keySet;
	const _catchall = def.catchall._zod;
	const t = _catchall.def.type;
	const optin = _catchall.optin;
	const optout = _catchall.optout;
	let seen = 0;
	for (const key in input) {
		if (abortEarly && payload.issues.length !== seen) {
			if (aborted(payload, seen)) break;
			seen = payload.issues.length;
		}
		if (keySet.has(key)) continue;
		if (key === "__proto__") {
			if (t === "never") unrecognized.push(key);
			continue;
		}
		if (t === "never") {
			unrecognized.push(key);
			continue;
		}
		const r = _catchall.run({
			value: input[key],
			issues: []
		}, ctx);
		if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
		else handlePropertyResult(r, payload, key, input, optin, optout);
	}
	if (unrecognized.length) payload.issues.push({
		code: "unrecognized_keys",
		keys: unrecognized,
		input,
		inst,
		continue: true
	});
	if (!proms.length) return payload;
	return Promise.all(proms).then(() => {
		return payload;
	});
}
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
	$ZodType.init(inst, def);
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	const sh = desc?.get ? desc.get.raw : def.shape ?? {};
	if (sh) {
		const get = () => {
			const newSh = { ...sh };
			Object.defineProperty(def, "shape", { value: newSh });
			get.raw = newSh;
			return newSh;
		};
		get.raw = sh;
		Object.defineProperty(def, "shape", { get });
	}
	const _normalized = cached(() => normalizeDef(def));
	defineLazyInternal(inst, "propValues", (zod) => {
		const shape = zod.def.shape;
		const propValues = {};
		for (const key in shape) {
			const field = shape[key]._zod;
			if (field.values) {
				if (!Object.prototype.hasOwnProperty.call(propValues, key)) assignProp(propValues, key, /* @__PURE__ */ new Set());
				for (const v of field.values) propValues[key].add(v);
				if (field.optin !== void 0) propValues[key].add(void 0);
			}
		}
		return propValues;
	});
	const isObject$1 = isObject;
	const catchall = def.catchall;
	let value;
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$1(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
		const proms = [];
		const shape = value.shape;
		const abortEarly = ctx?.abortEarly;
		let seen = payload.issues.length;
		for (const key of value.allKeys) {
			if (abortEarly && payload.issues.length !== seen) {
				if (aborted(payload, seen)) break;
				seen = payload.issues.length;
			}
			if (key === "__proto__") continue;
			const el = shape[key];
			const optin = el._zod.optin;
			const optout = el._zod.optout;
			const r = el._zod.run({
				value: input[key],
				issues: []
			}, ctx);
			if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
			else handlePropertyResult(r, payload, key, input, optin, optout);
		}
		if (!catchall) return proms.length ? Promise.all(proms).then(() => payload) : payload;
		return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
	};
});
const $ZodObjectJIT = /*@__PURE__*/ $constructor("$ZodObjectJIT", (inst, def) => {
	$ZodObject.init(inst, def);
	const superParse = inst._zod.parse;
	const _normalized = cached(() => normalizeDef(def));
	const memo = globalConfig.memoizer;
	const generateFastpass = (shape) => {
		const normalized = _normalized.value;
		const syms = normalized.symbolKeys;
		const doc = new Doc(["payload", "ctx"], {
			shape,
			inst,
			memo,
			syms
		});
		const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
		const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
		doc.write(`const input = payload.value;`);
		const ids = Object.create(null);
		let counter = 0;
		for (const key of normalized.allKeys) ids[key] = `key_${counter++}`;
		doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
		for (const key of normalized.allKeys) {
			if (key === "__proto__") continue;
			const id = ids[key];
			const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
			const isPresent = `${k} in input`;
			const schema = shape[key];
			const optin = schema?._zod?.optin;
			const isOptionalIn = optin !== void 0;
			const isOptionalOut = schema?._zod?.optout === "optional";
			doc.write(`const ${id} = ${parseStr(k)};`);
			if (isOptionalIn && isOptionalOut) {
				const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
				doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
			} else if (!isOptionalIn) doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
			else {
				doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
				if (optin === "defaulted") doc.write(`newResult[${k}] = ${id}.value;`);
				else doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
			}
		}
		doc.write(`payload.value = newResult;`);
		doc.write(`return payload;`);
		return doc.compile();
	};
	let fastpass;
	const isObject$2 = isObject;
	const jit = !globalConfig.jitless;
	const allowsEval$1 = allowsEval;
	const fastEnabled = jit && allowsEval$1.value;
	const catchall = def.catchall;
	let value;
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$2(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
			if (!fastpass) fastpass = generateFastpass(def.shape);
			payload = fastpass(payload, ctx);
			if (!catchall) return payload;
			return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
		}
		return superParse(payload, ctx);
	};
});
function handleUnionResults(results, final, inst, ctx) {
	for (const result of results) if (result.issues.length === 0) {
		final.value = result.value;
		return final;
	}
	const nonaborted = results.filter((r) => !aborted(r));
	if (nonaborted.length === 1) {
		final.value = nonaborted[0].value;
		return nonaborted[0];
	}
	final.issues.push({
		code: "invalid_union",
		input: final.value,
		inst,
		errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
	});
	return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
	defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
	defineLazyInternal(inst, "values", (zod) => {
		if (zod.def.options.every((o) => o._zod.values)) return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		if (zod.def.options.every((o) => o._zod.pattern)) {
			const patterns = zod.def.options.map((o) => o._zod.pattern);
			return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
		}
	});
	const first = def.options.length === 1 ? def.options[0]._zod.run : null;
	inst._zod.parse = (payload, ctx) => {
		if (first) return first(payload, ctx);
		let async = false;
		const results = [];
		for (const option of def.options) {
			const result = option._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) {
				results.push(result);
				async = true;
			} else {
				if (result.issues.length === 0) return result;
				results.push(result);
			}
		}
		if (!async) return handleUnionResults(results, payload, inst, ctx);
		return Promise.all(results).then((results) => {
			return handleUnionResults(results, payload, inst, ctx);
		});
	};
});
function discriminatorMap(def) {
	const map = /* @__PURE__ */ new Map();
	for (const option of def.options) {
		const values = option._zod.propValues?.[def.discriminator];
		if (!values || values.size === 0) throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
		for (const value of values) if (map.has(value)) {
			if (value !== void 0) throw new Error(`Duplicate discriminator value "${String(value)}"`);
			map.set(value, null);
		} else map.set(value, option);
	}
	return map;
}
const $ZodDiscriminatedUnion = /*@__PURE__*/ $constructor("$ZodDiscriminatedUnion", (inst, def) => {
	def.inclusive = false;
	$ZodUnion.init(inst, def);
	const _super = inst._zod.parse;
	defineLazyInternal(inst, "propValues", (zod) => {
		const propValues = {};
		let undefinedCount = 0;
		for (const option of zod.def.options) {
			const pv = option._zod.propValues;
			if (!pv || Object.keys(pv).length === 0) throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
			if (pv[zod.def.discriminator]?.has(void 0)) undefinedCount++;
			for (const [k, v] of Object.entries(pv)) {
				if (!Object.prototype.hasOwnProperty.call(propValues, k)) assignProp(propValues, k, /* @__PURE__ */ new Set());
				for (const val of v) propValues[k].add(val);
			}
		}
		if (!zod.def.unionFallback && undefinedCount > 1) propValues[zod.def.discriminator]?.delete(void 0);
		return propValues;
	});
	def.options.forEach((option, i) => {
		const propShape = rawShape(option._zod.def);
		if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) throw new Error(`Invalid discriminated union option at index "${i}"`);
	});
	const disc = cached(() => discriminatorMap(def));
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isObject(input)) {
			payload.issues.push({
				code: "invalid_type",
				expected: "object",
				input,
				inst
			});
			return payload;
		}
		const value = input?.[def.discriminator];
		const opt = disc.value.get(value);
		if (opt && (value !== void 0 || ctx.direction !== "backward")) return opt._zod.run(payload, ctx);
		if (def.unionFallback || ctx.direction === "backward") return _super(payload, ctx);
		payload.issues.push({
			code: "invalid_union",
			errors: [],
			note: "No matching discriminator",
			discriminator: def.discriminator,
			options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
			input,
			path: [def.discriminator],
			inst
		});
		return payload;
	};
});
const $ZodTuple = /*@__PURE__*/ $constructor("$ZodTuple", (inst, def) => {
	$ZodType.init(inst, def);
	const items = def.items;
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!Array.isArray(input)) {
			payload.issues.push({
				input,
				inst,
				expected: "tuple",
				code: "invalid_type"
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
		const proms = [];
		const optinStart = getTupleOptStart(items, "optin");
		const optoutStart = getTupleOptStart(items, "optout");
		if (!def.rest) {
			if (input.length < optinStart) {
				payload.issues.push({
					code: "too_small",
					minimum: optinStart,
					inclusive: true,
					input,
					inst,
					origin: "array"
				});
				return payload;
			}
			if (input.length > items.length) payload.issues.push({
				code: "too_big",
				maximum: items.length,
				inclusive: true,
				input,
				inst,
				origin: "array"
			});
		}
		const itemResults = new Array(items.length);
		const abortEarly = def.rest ? ctx?.abortEarly : void 0;
		let itemAborted = false;
		for (let i = 0; i < items.length; i++) {
			const r = items[i]._zod.run({
				value: input[i],
				issues: []
			}, ctx);
			if (r instanceof Promise) proms.push(r.then((rr) => {
				itemResults[i] = rr;
			}));
			else {
				itemResults[i] = r;
				if (abortEarly && !itemAborted && r.issues.length) itemAborted = aborted(r);
			}
		}
		if (def.rest && !itemAborted) {
			let i = items.length - 1;
			const rest = input.slice(items.length);
			let seen = payload.issues.length;
			for (const el of rest) {
				if (abortEarly && payload.issues.length !== seen) {
					if (aborted(payload, seen)) break;
					seen = payload.issues.length;
				}
				i++;
				const result = def.rest._zod.run({
					value: el,
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((r) => handleTupleResult(r, payload, i)));
				else handleTupleResult(result, payload, i);
			}
		}
		if (proms.length) return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
		return handleTupleResults(itemResults, payload, items, input, optoutStart);
	};
});
function getTupleOptStart(items, key) {
	for (let i = items.length - 1; i >= 0; i--) if (!(key === "optin" ? items[i]._zod.optin !== void 0 : items[i]._zod.optout === "optional")) return i + 1;
	return 0;
}
function handleTupleResult(result, final, index) {
	if (result.issues.length) final.issues.push(...prefixIssues(index, result.issues));
	final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
	for (let i = 0; i < items.length; i++) {
		const r = itemResults[i];
		const isPresent = i < input.length;
		if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
			final.value.length = i;
			break;
		}
		if (r.issues.length) {
			if (!isPresent && i >= optoutStart) {
				final.value.length = i;
				break;
			}
			final.issues.push(...prefixIssues(i, r.issues));
		}
		final.value[i] = r.value;
	}
	for (let i = final.value.length - 1; i >= input.length; i--) if (items[i]._zod.optout === "optional" && final.value[i] === void 0) final.value.length = i;
	else break;
	return final;
}
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isPlainObject(input)) {
			payload.issues.push({
				expected: "record",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		const proms = [];
		const values = def.keyType._zod.values;
		if (values && !def.partial) {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			const recordKeys = /* @__PURE__ */ new Set();
			for (const key of values) if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
				recordKeys.add(typeof key === "number" ? key.toString() : key);
				if (key === "__proto__") continue;
				const keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (keyResult.issues.length) {
					payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			let unrecognized;
			for (const key in input) if (!recordKeys.has(key)) {
				if (def.mode === "loose") {
					if (key === "__proto__") continue;
					payload.value[key] = input[key];
				} else {
					unrecognized = unrecognized ?? [];
					unrecognized.push(key);
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		} else {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			let unrecognized;
			for (const key of Reflect.ownKeys(input)) {
				if (key === "__proto__") continue;
				if (!Object.prototype.propertyIsEnumerable.call(input, key)) continue;
				let keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (typeof key === "string" && number$1.test(key) && keyResult.issues.length) {
					const retryResult = def.keyType._zod.run({
						value: Number(key),
						issues: []
					}, ctx);
					if (retryResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
					if (retryResult.issues.length === 0) keyResult = retryResult;
				}
				if (keyResult.issues.length) {
					if (def.mode === "loose") payload.value[key] = input[key];
					else if (values) {
						unrecognized = unrecognized ?? [];
						unrecognized.push(key);
					} else payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
});
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
	$ZodType.init(inst, def);
	const values = getEnumValues(def.entries);
	const valuesSet = new Set(values);
	inst._zod.values = valuesSet;
	defineLazyInternal(inst, "pattern", (zod) => {
		const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
		return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (valuesSet.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
	$ZodType.init(inst, def);
	const values = new Set(def.values);
	inst._zod.values = values;
	defineLazyInternal(inst, "pattern", (zod) => {
		const vals = zod.def.values;
		return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (values.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values: def.values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "optional";
	globalConfig.memoizer?.guard(inst);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		const _out = def.transform(payload.value, payload);
		if (ctx.async) return (_out instanceof Promise ? _out : Promise.resolve(_out)).then((output) => {
			payload.value = output;
			return payload;
		});
		if (_out instanceof Promise) throw new $ZodAsyncError();
		payload.value = _out;
		return payload;
	};
});
function handleOptionalResult(payload, result) {
	payload.value = result.issues.length ? void 0 : result.value;
	return payload;
}
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	inst._zod.optout = "optional";
	defineLazyInternal(inst, "values", (zod) => {
		const values = zod.def.innerType._zod.values;
		return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === void 0) {
			if (def.innerType._zod.optin !== "defaulted") return payload;
			const result = def.innerType._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) return result.then((result) => handleOptionalResult(payload, result));
			return handleOptionalResult(payload, result);
		}
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNullable = /*@__PURE__*/ $constructor("$ZodNullable", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
	});
	defineLazyInternal(inst, "values", (zod) => {
		return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === null) return payload;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodDefault = /*@__PURE__*/ $constructor("$ZodDefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) {
			payload.value = def.defaultValue;
			/**
			* $ZodDefault returns the default value immediately in forward direction.
			* It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
			return payload;
		}
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleDefaultResult(result, def));
		return handleDefaultResult(result, def);
	};
});
function handleDefaultResult(payload, def) {
	if (payload.value === void 0) payload.value = def.defaultValue;
	return payload;
}
const $ZodPrefault = /*@__PURE__*/ $constructor("$ZodPrefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) payload.value = def.defaultValue;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") {
			const right = def.out._zod.run(payload, ctx);
			if (right instanceof Promise) return right.then((right) => handlePipeResult(right, def.in, ctx));
			return handlePipeResult(right, def.in, ctx);
		}
		const left = def.in._zod.run(payload, ctx);
		if (left instanceof Promise) return left.then((left) => handlePipeResult(left, def.out, ctx));
		return handlePipeResult(left, def.out, ctx);
	};
});
function handlePipeResult(left, next, ctx) {
	if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
		left.aborted = true;
		return left;
	}
	return next._zod.run({
		value: left.value,
		issues: left.issues
	}, ctx);
}
const $ZodReadonly = /*@__PURE__*/ $constructor("$ZodReadonly", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then(handleReadonlyResult);
		return handleReadonlyResult(result);
	};
});
function handleReadonlyResult(payload) {
	if (!payload.memo) payload.value = Object.freeze(payload.value);
	return payload;
}

// node_modules/zod/v4/core/registries.js
var _a;
var $ZodRegistry = class {
	constructor() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
	}
	add(schema, ..._meta) {
		const meta = _meta[0];
		this._map.set(schema, meta);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.set(meta.id, schema);
		return this;
	}
	clear() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
		return this;
	}
	remove(schema) {
		const meta = this._map.get(schema);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.delete(meta.id);
		this._map.delete(schema);
		return this;
	}
	get(schema) {
		const p = schema._zod.parent;
		if (p) {
			const pm = { ...this.get(p) ?? {} };
			delete pm.id;
			const f = {
				...pm,
				...this._map.get(schema)
			};
			return Object.keys(f).length ? f : void 0;
		}
		return this._map.get(schema);
	}
	has(schema) {
		return this._map.has(schema);
	}
};
function registry() {
	return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
	if (def.checks) def.checks = [...def.checks];
	return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
	return new Class(snapshotChecks({
		type: "string",
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
	return new Class({
		type: "string",
		format: "url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
	return new Class(snapshotChecks({
		type: "number",
		checks: [],
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
	return new Class({
		type: "number",
		check: "number_format",
		abort: false,
		format: "safeint",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
	return new Class({
		type: "boolean",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
	return new Class({ type: "unknown" });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
	return new Class({
		type: "never",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
	return /* @__PURE__ */ _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
	return new $ZodCheckMaxLength({
		check: "max_length",
		...normalizeParams(params),
		maximum
	});
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
	return new $ZodCheckMinLength({
		check: "min_length",
		...normalizeParams(params),
		minimum
	});
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
	return new $ZodCheckRegex({
		check: "string_format",
		format: "regex",
		...normalizeParams(params),
		pattern
	});
}

// node_modules/zod/v4/core/json-schema-processors.js
const narrowMin = (agg, key, value) => {
	if (agg[key] === void 0 || value > agg[key]) agg[key] = value;
};
const narrowMax = (agg, key, value) => {
	if (agg[key] === void 0 || value < agg[key]) agg[key] = value;
};
const narrowBoth = (agg, value) => {
	narrowMin(agg, "minimum", value);
	narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
	agg.multipleOf ?? (agg.multipleOf = []);
	if (!agg.multipleOf.includes(value)) agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
	agg.patterns ?? (agg.patterns = /* @__PURE__ */ new Set());
	agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
	agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
const setFormat = (agg, format) => {
	agg.format = format;
	if (format.includes("int")) agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
	setFormat(agg, def.format);
	const [minimum, maximum] = ranges[def.format];
	narrowMin(agg, "minimum", minimum);
	narrowMax(agg, "maximum", maximum);
};
const contributors = {
	greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
	less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
	multiple_of: (agg, def) => addDivisor(agg, def.value),
	number_format: formatContributor(NUMBER_FORMAT_RANGES),
	bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
	min_length: minContributor,
	max_length: maxContributor,
	length_equals: (agg, def) => narrowBoth(agg, def.length),
	min_size: minContributor,
	max_size: maxContributor,
	size_equals: (agg, def) => narrowBoth(agg, def.size),
	string_format: (agg, def) => {
		setFormat(agg, def.format);
		if (def.pattern) addPattern(agg, def.pattern);
		if (def.format === "base64" || def.format === "base64url") agg.contentEncoding = def.format;
		if (def.local || def.precision === -1) agg.laxFormat = true;
	},
	mime_type: (agg, def) => intersectMime(agg, def.mime)
};
const exactPatterns = /* @__PURE__ */ new Map([[base64Charset, base64$1], [base64urlCharset, base64url]]);

// node_modules/zod/v4/mini/schemas.js
const ZodMiniType = /*@__PURE__*/ $constructor("ZodMiniType", (inst, def) => {
	if (!inst._zod) throw new Error("Uninitialized schema in ZodMiniType.");
	$ZodType.init(inst, def);
	inst.def = def;
	inst.type = def.type;
}, {
	get with() {
		return this.check;
	},
	set with(value) {
		own$1(this, "with", value);
	},
	parse(data, params) {
		return parse$3(this, data, params, { callee: this.parse });
	},
	parseAsync(data, params) {
		return parseAsync(this, data, params, { callee: this.parseAsync });
	},
	safeParse(data, params) {
		return safeParse(this, data, params);
	},
	safeParseAsync(data, params) {
		return safeParseAsync(this, data, params);
	},
	check(...checks) {
		const def = this.def;
		return this.clone({
			...def,
			checks: [...def.checks ?? [], ...checks.map((ch) => typeof ch === "function" ? { _zod: {
				check: ch,
				def: { check: "custom" },
				onattach: []
			} } : ch)]
		}, { parent: true });
	},
	clone(_def, params) {
		return clone(this, _def, params);
	},
	brand() {
		return this;
	},
	register(reg, meta) {
		reg.add(this, meta);
		return this;
	},
	apply(fn, ...args) {
		return args.length === 0 ? fn(this) : fn(this, ...args);
	}
});
const ZodMiniString = /*@__PURE__*/ $constructor("ZodMiniString", (inst, def) => {
	$ZodString.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function string(params) {
	return _string(ZodMiniString, params);
}
const ZodMiniStringFormat = /*@__PURE__*/ $constructor("ZodMiniStringFormat", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	ZodMiniString.init(inst, def);
});
const ZodMiniURL = /*@__PURE__*/ $constructor("ZodMiniURL", (inst, def) => {
	$ZodURL.init(inst, def);
	ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function url(params) {
	return _url(ZodMiniURL, params);
}
const ZodMiniNumber = /*@__PURE__*/ $constructor("ZodMiniNumber", (inst, def) => {
	$ZodNumber.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function number(params) {
	return _number(ZodMiniNumber, params);
}
const ZodMiniNumberFormat = /*@__PURE__*/ $constructor("ZodMiniNumberFormat", (inst, def) => {
	$ZodNumberFormat.init(inst, def);
	ZodMiniNumber.init(inst, def);
});
function int(params) {
	return _int(ZodMiniNumberFormat, params);
}
const ZodMiniBoolean = /*@__PURE__*/ $constructor("ZodMiniBoolean", (inst, def) => {
	$ZodBoolean.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function boolean(params) {
	return _boolean(ZodMiniBoolean, params);
}
const ZodMiniUnknown = /*@__PURE__*/ $constructor("ZodMiniUnknown", (inst, def) => {
	$ZodUnknown.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
	return _unknown(ZodMiniUnknown);
}
const ZodMiniNever = /*@__PURE__*/ $constructor("ZodMiniNever", (inst, def) => {
	$ZodNever.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function never(params) {
	return _never(ZodMiniNever, params);
}
const ZodMiniArray = /*@__PURE__*/ $constructor("ZodMiniArray", (inst, def) => {
	$ZodArray.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
	return new ZodMiniArray({
		type: "array",
		element,
		...normalizeParams(params)
	});
}
const ZodMiniObject = /*@__PURE__*/ $constructor("ZodMiniObject", (inst, def) => {
	$ZodObject.init(inst, def);
	ZodMiniType.init(inst, def);
	installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
	const def = {
		type: "object",
		shape: shape ?? {},
		...normalizeParams(params)
	};
	return new ZodMiniObject(def);
}
// @__NO_SIDE_EFFECTS__
function strictObject$1(shape, params) {
	return new ZodMiniObject({
		type: "object",
		shape,
		catchall: /* @__PURE__ */ never(),
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function looseObject(shape, params) {
	return new ZodMiniObject({
		type: "object",
		shape,
		catchall: /* @__PURE__ */ unknown(),
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function extend(schema, shape) {
	return extend$1(schema, shape);
}
// @__NO_SIDE_EFFECTS__
function pick(schema, mask) {
	return pick$1(schema, mask);
}
// @__NO_SIDE_EFFECTS__
function partial(schema, mask) {
	const def = schema._zod.def;
	if (def.type !== "tuple") return partial$1(ZodMiniOptional, schema, mask);
	if (def.checks?.length) throw new Error(".partial() cannot be used on tuple schemas containing refinements");
	return clone(schema, {
		...def,
		items: def.items.map((item) => new ZodMiniOptional({
			type: "optional",
			innerType: item
		}))
	});
}
const ZodMiniUnion = /*@__PURE__*/ $constructor("ZodMiniUnion", (inst, def) => {
	$ZodUnion.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
	return new ZodMiniUnion({
		type: "union",
		options,
		...normalizeParams(params)
	});
}
const ZodMiniDiscriminatedUnion = /*@__PURE__*/ $constructor("ZodMiniDiscriminatedUnion", (inst, def) => {
	$ZodDiscriminatedUnion.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function discriminatedUnion(discriminator, options, params) {
	return new ZodMiniDiscriminatedUnion({
		type: "union",
		options,
		discriminator,
		...normalizeParams(params)
	});
}
const ZodMiniTuple = /*@__PURE__*/ $constructor("ZodMiniTuple", (inst, def) => {
	$ZodTuple.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function tuple(items, _paramsOrRest, _params) {
	const hasRest = _paramsOrRest instanceof $ZodType;
	const params = hasRest ? _params : _paramsOrRest;
	return new ZodMiniTuple({
		type: "tuple",
		items,
		rest: hasRest ? _paramsOrRest : null,
		...normalizeParams(params)
	});
}
const ZodMiniRecord = /*@__PURE__*/ $constructor("ZodMiniRecord", (inst, def) => {
	$ZodRecord.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function record$1(keyType, valueType, params) {
	if (!valueType || !valueType._zod) return new ZodMiniRecord({
		type: "record",
		keyType: /* @__PURE__ */ string(),
		valueType: keyType,
		...normalizeParams(valueType)
	});
	return new ZodMiniRecord({
		type: "record",
		keyType,
		valueType,
		...normalizeParams(params)
	});
}
const ZodMiniEnum = /*@__PURE__*/ $constructor("ZodMiniEnum", (inst, def) => {
	$ZodEnum.init(inst, def);
	ZodMiniType.init(inst, def);
	inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
	const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
	return new ZodMiniEnum({
		type: "enum",
		entries,
		...normalizeParams(params)
	});
}
const ZodMiniLiteral = /*@__PURE__*/ $constructor("ZodMiniLiteral", (inst, def) => {
	$ZodLiteral.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
	return new ZodMiniLiteral({
		type: "literal",
		values: Array.isArray(value) ? value : [value],
		...normalizeParams(params)
	});
}
const ZodMiniTransform = /*@__PURE__*/ $constructor("ZodMiniTransform", (inst, def) => {
	$ZodTransform.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
	return new ZodMiniTransform({
		type: "transform",
		transform: fn
	});
}
const ZodMiniOptional = /*@__PURE__*/ $constructor("ZodMiniOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
	return new ZodMiniOptional({
		type: "optional",
		innerType
	});
}
const ZodMiniNullable = /*@__PURE__*/ $constructor("ZodMiniNullable", (inst, def) => {
	$ZodNullable.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
	return new ZodMiniNullable({
		type: "nullable",
		innerType
	});
}
// @__NO_SIDE_EFFECTS__
function nullish(innerType) {
	return /* @__PURE__ */ optional(/* @__PURE__ */ nullable(innerType));
}
const ZodMiniDefault = /*@__PURE__*/ $constructor("ZodMiniDefault", (inst, def) => {
	$ZodDefault.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _default(innerType, defaultValue) {
	return new ZodMiniDefault({
		type: "default",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodMiniPrefault = /*@__PURE__*/ $constructor("ZodMiniPrefault", (inst, def) => {
	$ZodPrefault.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function prefault(innerType, defaultValue) {
	return new ZodMiniPrefault({
		type: "prefault",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodMiniPipe = /*@__PURE__*/ $constructor("ZodMiniPipe", (inst, def) => {
	$ZodPipe.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
	return new ZodMiniPipe({
		type: "pipe",
		in: in_,
		out
	});
}
const ZodMiniReadonly = /*@__PURE__*/ $constructor("ZodMiniReadonly", (inst, def) => {
	$ZodReadonly.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function readonly(innerType) {
	return new ZodMiniReadonly({
		type: "readonly",
		innerType
	});
}

// src/journal/event-parts.ts
/** What events are made of. */
const name$1 = string().check(_minLength(1), _maxLength(65536));
const count$1 = int().check(_gte(0));
const milliseconds = number().check(_gte(0));
const failureSchema = strictObject$1({
	kind: _enum([
		"exit",
		"signal",
		"timeout",
		"idle-timeout",
		"deadline",
		"cancelled",
		"not-started",
		"error",
		"interrupted"
	]),
	name: optional(string()),
	message: string(),
	code: optional(union([int(), string()])),
	by: optional(string()),
	teams: optional(readonly(array(string())))
});
/** Who writes a lane: enough to find out whether it still does. */
const writerSchema = strictObject$1({
	/** Unique to one job of one attempt, or to one process. */
	id: name$1,
	runId: optional(int()),
	attempt: optional(int()),
	/** Where a person can look at it. */
	link: optional(string())
});
/** A file that goes with the journal, known by the SHA-256 of its bytes. */
const attachmentSchema = strictObject$1({
	digest: string().check(_regex(/^[0-9a-f]{64}$/)),
	bytes: count$1
});
/**
* What a step or a run was given or gave, as JSON: `result`, or, where that is large, the file beside the journal that
* holds it. Neither stands for `undefined`.
*/
const payload = {
	result: optional(unknown()),
	spilled: optional(attachmentSchema)
};
const envelope = {
	v: literal(1),
	seq: count$1,
	/** Milliseconds since the epoch. */
	at: number(),
	lane: name$1,
	/** The attempt of the workflow, counted from 1. */
	attempt: int().check(_gte(1)),
	/** Hash of the event before. */
	prev: string(),
	hash: string()
};
/**
* `z.strictObject`, with the choice at each use between checks that start at once and compiled ones: those take
* milliseconds to compile and half the time from then on.
*/
function strictObject(shape) {
	return new $ZodObjectJIT({
		type: "object",
		shape,
		catchall: never()
	});
}

// src/journal/run-events.ts
/** What a journal can say of an automation's run, besides the steps in it. A `path` names an operation: see durable/engine/path.ts. */
/** Added to the name of a step for the step that undoes it. */
const undoSuffix = " (undo)";
const due = number();
const paths = array(name$1);
/** Something below can be undone, so that a replay comes to it again to learn how. */
const compensable = optional(boolean());
const approvalSchema = strictObject$1({
	question: string().check(_maxLength(65536)),
	approvers: readonly(array(name$1)),
	approvals: int().check(_gte(1)),
	preventSelfReview: boolean()
});
/** What an answer was taken from, which is no other callback's then: the artifact of a signal, for one. */
const from = optional(name$1);
const contextKind = _enum([
	"child",
	"map",
	"parallel",
	"item",
	"branch",
	"callback"
]);
/** Each has its `type`. */
const runEvents = () => [
	strictObject({
		...envelope,
		type: literal("run-started"),
		name: name$1,
		version: optional(count$1),
		/** Who started it, where that is known. */
		by: optional(string()),
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("run-resumed"),
		reopened: paths
	}),
	strictObject({
		...envelope,
		type: literal("run-suspended"),
		until: optional(due),
		waiting: paths
	}),
	strictObject({
		...envelope,
		type: literal("run-ending"),
		status: _enum(["failed", "cancelled"]),
		failure: optional(failureSchema),
		causes: paths
	}),
	strictObject({
		...envelope,
		type: literal("run-ended"),
		status: _enum([
			"completed",
			"failed",
			"cancelled",
			"paused"
		]),
		...payload,
		failure: optional(failureSchema),
		/** The operations whose failure it was: what `run-resumed` reopens. */
		causes: paths
	}),
	strictObject({
		...envelope,
		type: literal("cancel-requested"),
		compensate: boolean()
	}),
	strictObject({
		...envelope,
		type: literal("context-done"),
		path: name$1,
		kind: contextKind,
		compensable,
		/** Why what it gave is not kept: a replay comes to it again. */
		withheld: optional(string()),
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("context-failed"),
		path: name$1,
		kind: contextKind,
		failure: failureSchema,
		causes: paths,
		compensable
	}),
	strictObject({
		...envelope,
		type: literal("value"),
		path: name$1,
		value: union([
			number(),
			string(),
			boolean()
		])
	}),
	strictObject({
		...envelope,
		type: literal("wait-started"),
		path: name$1,
		until: due
	}),
	strictObject({
		...envelope,
		type: literal("wait-done"),
		path: name$1
	}),
	strictObject({
		...envelope,
		type: literal("callback-created"),
		path: name$1,
		/** What an answer names it by. */
		id: name$1,
		/** What is taken as an answer; anything, where it is not said. */
		expects: optional(_enum(["approval", "event"])),
		approval: optional(approvalSchema),
		/** The name that the event comes under. */
		event: optional(name$1),
		until: optional(due),
		/** Milliseconds without a heartbeat after which nobody is taken to be at work on it. */
		heartbeatTimeout: optional(number())
	}),
	strictObject({
		...envelope,
		type: literal("callback-heartbeat"),
		path: name$1,
		said: optional(number())
	}),
	strictObject({
		...envelope,
		type: literal("callback-done"),
		path: name$1,
		from,
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("callback-failed"),
		path: name$1,
		from,
		failure: failureSchema
	}),
	strictObject({
		...envelope,
		type: literal("condition-checked"),
		path: name$1,
		number: int().check(_gte(1)),
		/** When it was first looked at. */
		since: due,
		next: optional(due),
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("condition-failed"),
		path: name$1,
		failure: failureSchema
	}),
	strictObject({
		...envelope,
		type: literal("dead-letter"),
		path: name$1,
		key: string(),
		failure: failureSchema,
		attempts: count$1,
		...payload
	}),
	strictObject({
		...envelope,
		type: literal("compensated"),
		path: name$1
	})
];

// src/journal/fold-run.ts
/**
* Takes in the events of a run one by one; the maps grow in place. `steps` are those of the same lane: a run that goes on
* reopens some of them.
*/
function runFold(steps) {
	const contexts = /* @__PURE__ */ new Map();
	const values = /* @__PURE__ */ new Map();
	const waits = /* @__PURE__ */ new Map();
	const callbacks = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	const conditions = /* @__PURE__ */ new Map();
	const deadLetters = /* @__PURE__ */ new Map();
	const compensated = /* @__PURE__ */ new Set();
	const failedAfter = /* @__PURE__ */ new Map();
	const expected = /* @__PURE__ */ new Map();
	const maps = {
		contexts,
		values,
		waits,
		callbacks,
		conditions,
		deadLetters,
		taken,
		compensated,
		failedAfter,
		expected
	};
	let resumes = 0;
	/** While a run is resumed: the number of the event that first told of what it does anew. */
	let anewFrom = 0;
	/** And the paths that are come to again: those reopened, and the contexts they stand in. */
	let again = /* @__PURE__ */ new Set();
	/** Made anew where a fact changes, not each time it is asked for. */
	let state = {
		...maps,
		status: "running",
		wasResumed: false
	};
	function expect(path, seq) {
		if (!expected.has(path)) expected.set(path, seq);
	}
	/** From the first operation that is done anew, another definition may take another way. */
	function expectOnlyBefore(seq) {
		for (const [path, first] of expected) if (first >= seq) expected.delete(path);
	}
	/** Forgets the failure of an operation, and the end of all contexts it stands in, so that it is come to again. */
	function reopen(path) {
		anewFrom = Math.min(anewFrom, expected.get(path) ?? anewFrom);
		const context = contexts.get(path);
		const around = contextOf(path);
		if (contexts.get(around)?.kind === "callback") anew(`${around}/submit`, "reopened");
		reopenContexts(path);
		if (context?.status === "failed") {
			for (const cause of context.causes) if (cause !== path && !isInterrupted(steps.get(cause))) reopen(cause);
		}
		const step = steps.get(path);
		if (step?.status === "failed" || step?.status === "started") {
			const { failure: _, next: __, ...rest } = step;
			steps.set(path, {
				...rest,
				status: "reopened",
				failedAttempts: 0
			});
		}
		if (callbacks.get(path)?.answer?.kind === "failed") callbacks.delete(path);
		conditions.delete(path);
	}
	/**
	* A context may have failed of what stands outside of it. Whatever else it failed of stays as it is. One that failed of
	* another's failure stands behind it, so that each is looked at once.
	*/
	function reopenFailedOfThose() {
		for (const [path, context] of contexts) if (context.status === "failed" && context.causes.some((cause) => again.has(cause))) reopenContexts(path);
	}
	/** An undone step is come to again, and so are the contexts it stands in; what undid it may have to do so again. */
	function redo(path) {
		anewFrom = Math.min(anewFrom, expected.get(path) ?? anewFrom);
		anew(path, "compensated");
		anew(`${path}${undoSuffix}`, "reopened");
		reopenContexts(path);
	}
	function anew(path, status) {
		const step = steps.get(path);
		if (step) steps.set(path, {
			...step,
			status
		});
	}
	function reopenContexts(path) {
		for (let at = path; at !== ""; at = contextOf(at)) {
			again.add(at);
			contexts.delete(at);
			deadLetters.delete(at);
		}
	}
	return {
		get state() {
			return state;
		},
		stepStarted: expect,
		stepFailed: (path) => void failedAfter.set(path, resumes),
		take(event) {
			if (state.status === "suspended") state = {
				...state,
				status: "running"
			};
			if ("path" in event) expect(event.path, event.seq);
			if ("path" in event && event.type.endsWith("-failed")) failedAfter.set(event.path, resumes);
			switch (event.type) {
				case "run-started":
					state = {
						...state,
						started: event
					};
					break;
				case "run-resumed":
					resumes += 1;
					anewFrom = event.seq;
					again = /* @__PURE__ */ new Set();
					event.reopened.forEach(reopen);
					reopenFailedOfThose();
					compensated.forEach(redo);
					compensated.clear();
					expectOnlyBefore(anewFrom);
					state = {
						...maps,
						...state.started && { started: state.started },
						status: "running",
						wasResumed: true
					};
					break;
				case "run-suspended":
					state = {
						...state,
						status: "suspended",
						suspended: event
					};
					break;
				case "run-ending":
					state = {
						...state,
						ending: event
					};
					break;
				case "run-ended": {
					const { ending: _, ...rest } = state;
					state = {
						...rest,
						status: event.status,
						ended: event
					};
					break;
				}
				case "cancel-requested":
					state = {
						...state,
						cancelling: { compensate: event.compensate }
					};
					break;
				case "context-done": {
					const { kind, result, spilled, compensable = false, withheld } = event;
					const given = {
						result,
						...spilled && { spilled }
					};
					const isWithheld = withheld !== void 0;
					contexts.set(event.path, {
						status: "done",
						kind,
						payload: given,
						isWithheld,
						compensable
					});
					break;
				}
				case "context-failed": {
					const { kind, failure, causes, compensable = false } = event;
					contexts.set(event.path, {
						status: "failed",
						kind,
						failure,
						causes,
						compensable
					});
					break;
				}
				case "value":
					values.set(event.path, event.value);
					break;
				case "wait-started":
					waits.set(event.path, {
						until: event.until,
						isDone: false
					});
					break;
				case "wait-done":
					waits.set(event.path, {
						until: waits.get(event.path)?.until ?? event.at,
						isDone: true
					});
					break;
				case "condition-checked":
				case "condition-failed":
					conditions.set(event.path, event);
					break;
				case "dead-letter":
					deadLetters.set(event.path, event);
					break;
				case "compensated":
					compensated.add(event.path);
					break;
				default:
					callbacks.set(event.path, callbackChange(callbacks.get(event.path), event));
					if ("from" in event && event.from !== void 0) taken.add(event.from);
			}
		}
	};
}
/** Whether nobody knows the effect of an at-most-once step: it is run again only where its own path is given. */
function isInterrupted(step) {
	return step?.status === "started" && step.semantics === "at-most-once";
}
/** The path of the context an operation stands in. */
function contextOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function callbackChange(before, event) {
	if (event.type === "callback-created") {
		const { id, expects, approval, event: name, until, heartbeatTimeout, at } = event;
		return {
			id,
			heartbeatAt: at,
			...expects !== void 0 && { expects },
			...approval !== void 0 && { approval },
			...name !== void 0 && { event: name },
			...until !== void 0 && { until },
			...heartbeatTimeout !== void 0 && { heartbeatTimeout }
		};
	}
	if (!before) throw new Refused(`${event.type} of ${event.path} comes before it was created`);
	switch (event.type) {
		case "callback-heartbeat": return {
			...before,
			heartbeatAt: Math.max(before.heartbeatAt, event.said ?? event.at)
		};
		case "callback-done": {
			const { result, spilled } = event;
			return {
				...before,
				answer: {
					kind: "done",
					payload: {
						result,
						...spilled && { spilled }
					}
				}
			};
		}
		case "callback-failed": return {
			...before,
			answer: {
				kind: "failed",
				failure: event.failure
			}
		};
	}
}

// src/durable/engine/path.ts
/** The context that an automation starts with. */
const rootPath = "";
function pathOf(context, name) {
	const segment = name.replaceAll("%", "%25").replaceAll("/", "%2F");
	return context === "" ? segment : `${context}/${segment}`;
}
/** The names in a path, from the root. */
function namesOf$1(path) {
	return path.split("/").map((segment) => segment.replaceAll("%2F", "/").replaceAll("%25", "%"));
}

// src/durable/engine/automation-changed.ts
/** What a run has recorded and what its automation does today are not the same. The message shows both. */
var AutomationChanged = class extends UserError {
	name = "AutomationChanged";
	recorded;
	current;
	constructor(context, recorded, current, what) {
		const place = context === "" ? "" : ` in "${context}"`;
		super(`the automation is not the one this run was recorded with${place}: ${what}.\n  recorded: ${list(recorded)}\n  current:  ${list(current)}\nSet on-change to "replay" to go on with what is recorded and run what is new, guard the new part with \`ctx.patched(name)\`, fork the run from a step before it, or start a run under another key.`);
		this.recorded = recorded;
		this.current = current;
	}
};
const shown$1 = 12;
function list(paths) {
	const names = paths.slice(-12).map((path) => namesOf$1(path).at(-1));
	return `${paths.length > shown$1 ? "… " : ""}${names.join(", ") || "nothing"}`;
}

// src/durable/lane/errors.ts
/** Why a lane cannot be worked on. The message says what to do about it. */
var LaneError = class extends Error {
	name = "LaneError";
};
/** Another writer has the lane and may still be at work. */
var LaneHeld = class extends LaneError {
	name = "LaneHeld";
	constructor({ key, lane }, holder, why) {
		super(`lane "${lane}" of run "${key}" is held by ${holder.link ?? holder.id}, ${why}. Wait until it has ended, or use another key or lane.`);
	}
};
/** Another writer has added to the lane since we read it: what this job does can no longer be recorded. */
var LateWriter = class extends LaneError {
	name = "LateWriter";
	constructor({ key, lane }, winner) {
		super(`lane "${lane}" of run "${key}" was written by ${winner} meanwhile, so this job stops. If both are meant to run, such as two calls of one reusable workflow in a run, give each a lane of its own in the input lane and start a new run: a re-run would take the other's records for its own.`);
	}
};
/** What is already done cannot be told, and running it again unasked would break the promise. */
var StateUnknown = class extends LaneError {
	name = "StateUnknown";
};

// src/durable/step/fingerprint.ts
/**
* What tells one definition of a step from another. Of a function it is a text of its author's. Of a command it is a
* digest, by which it is compared, and behind that what a person is told where it is another:
* `DIGEST script=12:3f2a9c81d0e4 shell=bash folder=src fingerprint=77aa01b2c3d4`. Older journals have the digest alone.
*/
/** What a step has whose author gives it no fingerprint: all steps of its name are the same. */
const unversioned = "-";
/** The digest is of the parts that are named, also where they are undefined: an entry has the same ones for each command. */
function commandFingerprint(parts) {
	const { script, shell, folder, fingerprint } = parts;
	const named = order.filter((part) => part in parts);
	const digest = sha256(JSON.stringify(named.map((part) => normalised(parts[part]))));
	const clear = [...inClear("shell", shell), ...inClear("folder", folder)];
	return [
		digest,
		...scriptPart(script),
		...clear,
		...ownPart(fingerprint)
	].join(" ");
}
/** A command's fingerprint with what its author adds. */
function extendFingerprint(command, own) {
	const [digest, ...parts] = command.split(" ");
	return [
		sha256(JSON.stringify([digest, normalised(own)])),
		...parts,
		...ownPart(own)
	].join(" ");
}
/** Takes secrets out of the parts that stand in the clear. */
function redactFingerprint(fingerprint, guard) {
	if (!commandPattern.test(fingerprint)) return fingerprint;
	return fingerprint.replace(/(?<= (?:shell|folder)=)\S+/g, (text) => guard.redact?.(text) ?? text);
}
function isSameDefinition(recorded, current) {
	if (recorded === current) return true;
	const digest = commandPattern.exec(recorded)?.groups?.["digest"];
	return digest !== void 0 && digest === commandPattern.exec(current)?.groups?.["digest"];
}
/** How two fingerprints differ that are not of the same definition: in one part at least. */
function changedParts(recorded, current) {
	const before = partsOf$2(recorded);
	const now = partsOf$2(current);
	const changed = order.flatMap((part) => {
		const [was = "none", is = "none"] = [before?.[part], now?.[part]];
		return was === is ? [] : [{
			part,
			recorded: was,
			current: is
		}];
	});
	if (before && now && changed.length > 0) return changed;
	return [{
		part: "definition",
		recorded: definitionText(recorded),
		current: definitionText(current)
	}];
}
/** Such as `script 12 lines (3f2a9c81d0e4), folder src`. */
function definitionText(fingerprint) {
	const parts = partsOf$2(fingerprint);
	if (!parts) return fingerprint.slice(0, shortDigest);
	return order.flatMap((part) => parts[part] === void 0 ? [] : [`${part} ${parts[part]}`]).join(", ") || "none";
}
const order = [
	"script",
	"shell",
	"folder",
	"fingerprint"
];
const commandPattern = /^(?<digest>[0-9a-f]{64})(?: script=(?<lines>\d+):(?<script>[0-9a-f]{12}))?(?: shell=(?<shell>[!-~]+))?(?: folder=(?<folder>[!-~]+))?(?: fingerprint=(?<own>[0-9a-f]{12}))?$/;
/** Hexadecimal digits. */
const shortDigest = 12;
/** Characters of what is kept or shown as it is. */
const longest = 60;
/** In words; undefined where no more is known than a digest. */
function partsOf$2(fingerprint) {
	const groups = commandPattern.exec(fingerprint)?.groups;
	if (!groups) return fingerprint === "-" ? {} : { fingerprint: quoted(fingerprint) };
	const { digest, lines, script, shell, folder, own } = groups;
	if (fingerprint === digest) return void 0;
	return {
		...script !== void 0 && { script: `${lines} ${lines === "1" ? "line" : "lines"} (${script})` },
		...shell !== void 0 && { shell },
		...folder !== void 0 && { folder },
		...own !== void 0 && { fingerprint: own }
	};
}
function scriptPart(text) {
	if (!text) return [];
	return [`script=${normalised(text).replace(/\n$/, "").split("\n").length}:${short(text)}`];
}
/** With no blanks and in ASCII, as in a URL. */
function inClear(part, text) {
	if (!text) return [];
	const encoded = encodeURI(normalised(text).toWellFormed());
	return [`${part}=${encoded.length > longest ? `sha256:${short(text)}` : encoded}`];
}
function ownPart(text) {
	return text ? [`fingerprint=${short(text)}`] : [];
}
function short(text) {
	return sha256(normalised(text)).slice(0, shortDigest);
}
/** A file that Windows checked out says the same. */
function normalised(text) {
	return (text ?? "").replaceAll("\r\n", "\n");
}
function sha256(text) {
	return hash("sha256", text, "hex");
}
function quoted(text) {
	return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

// src/durable/step/definition-changed.ts
/** The same step was recorded with another definition. */
var DefinitionChanged = class extends Error {
	name = "DefinitionChanged";
	step;
	recorded;
	current;
	/** Without the ways on, which are written in another way where the command line tells of it. */
	what;
	constructor(step, recorded, current) {
		const what = `step "${step}" is recorded as done with another definition:\n${table$1(recorded, current)}`;
		super(`${what}\nSet on-change to "replay" to keep what was recorded or to "rerun" to run it as it is defined now, or give it another name or key.`);
		this.step = step;
		this.recorded = recorded;
		this.current = current;
		this.what = what;
	}
};
/** A line for each part that is another. */
function table$1(recorded, current) {
	const rows = changedParts(recorded, current);
	const widthOf = (column) => Math.max(...rows.map((row) => row[column].length));
	const [parts, before] = [widthOf("part"), widthOf("recorded")];
	return rows.map((row) => `  ${row.part.padEnd(parts)}  recorded ${row.recorded.padEnd(before)} / current ${row.current}`).join("\n");
}

// src/github/context.ts
/** The runner told something wrong, or not enough for what is asked. */
var ContextError = class extends Error {
	name = "ContextError";
};
const text$2 = optional(string().check(_maxLength(4096, "longer than 4096 characters")));
const matching = (pattern, otherwise) => optional(string().check(_regex(pattern, otherwise)));
const address = optional(url({
	protocol: /^https?$/,
	error: "not an http address"
}));
const whole = (maximum) => optional(pipe(string().check(_regex(/^\d{1,16}$/, "not a whole number")), pipe(transform(Number), number().check(_gte(1, "less than 1"), _lte(maximum, `more than ${maximum}`)))));
const Variables = object({
	GITHUB_REPOSITORY: matching(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "not owner/name"),
	GITHUB_RUN_ID: whole(Number.MAX_SAFE_INTEGER),
	GITHUB_RUN_ATTEMPT: whole(1e4),
	GITHUB_JOB: text$2,
	GITHUB_SERVER_URL: address,
	GITHUB_API_URL: address,
	GITHUB_WORKSPACE: text$2,
	RUNNER_TEMP: text$2,
	RUNNER_TOOL_CACHE: text$2,
	GITHUB_ACTION: text$2
});
/**
* Reads the runner's variables. What is missing is undefined; what is there and makes no sense throws
* {@link ContextError}, naming the variable and its value.
*/
function readContext(environment) {
	const given = Object.keys(Variables.shape).map((name) => [name, environment[name] || void 0]);
	const result = safeParse(Variables, Object.fromEntries(given));
	if (!result.success) throw new ContextError(result.error.issues.map((issue) => fault(issue, environment)).join("\n"));
	const variables = result.data;
	const serverUrl = variables.GITHUB_SERVER_URL ?? "https://github.com";
	return Object.freeze({
		repository: splitRepository(variables.GITHUB_REPOSITORY),
		runId: variables.GITHUB_RUN_ID,
		attempt: variables.GITHUB_RUN_ATTEMPT,
		job: variables.GITHUB_JOB,
		serverUrl,
		apiUrl: variables.GITHUB_API_URL ?? "https://api.github.com",
		workspace: variables.GITHUB_WORKSPACE,
		temporaryFolder: variables.RUNNER_TEMP,
		toolCache: variables.RUNNER_TOOL_CACHE,
		actionId: variables.GITHUB_ACTION,
		act: environment["ACT"] === "true",
		enterpriseServer: isEnterpriseServer(serverUrl)
	});
}
function fault({ path: [name], message }, environment) {
	const value = environment[String(name)] ?? "";
	return `${String(name)} is ${JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value)}: ${message}`;
}
/** What a {@link RunnerContext} may lack, and the variable that would have told it. */
const TOLD_BY = {
	repository: "GITHUB_REPOSITORY",
	runId: "GITHUB_RUN_ID",
	attempt: "GITHUB_RUN_ATTEMPT",
	job: "GITHUB_JOB",
	workspace: "GITHUB_WORKSPACE",
	temporaryFolder: "RUNNER_TEMP",
	toolCache: "RUNNER_TOOL_CACHE",
	actionId: "GITHUB_ACTION"
};
/** The context with these fields known, or a {@link ContextError} that names the variables nobody set. */
function requireContext(context, ...fields) {
	if (knows(context, fields)) return context;
	const missing = fields.filter((field) => context[field] === void 0).map((field) => TOLD_BY[field]);
	throw new ContextError(`${missing.join(", ")} not set: this works only in a job of GitHub Actions, or under act`);
}
function knows(context, fields) {
	return fields.every((field) => context[field] !== void 0);
}
/** Where people see a workflow run. */
function runUrl({ serverUrl }, { owner, name }, runId) {
	return `${serverUrl}/${owner}/${name}/actions/runs/${runId}`;
}
/** Where people see an attempt of a run; undefined outside a job. */
function runAttemptUrl(run) {
	const { repository, runId, attempt = 1 } = run;
	if (repository === void 0 || runId === void 0) return void 0;
	return `${runUrl(run, repository, runId)}/attempts/${attempt}`;
}
function splitRepository(repository) {
	const [owner, name] = repository?.split("/") ?? [];
	return owner === void 0 || name === void 0 ? void 0 : Object.freeze({
		owner,
		name
	});
}
function isEnterpriseServer(serverUrl) {
	const host = new URL(serverUrl).hostname.toLowerCase();
	return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}

// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}

// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os$1.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs$1.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs$1.appendFileSync(filePath, `${toCommandValue(message)}${os$1.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os$1.EOL}${convertedValue}${os$1.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Sets env variable for this action and future actions in the job
* @param name the name of the variable to set
* @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
*/
function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	if (process.env["GITHUB_ENV"] || "") return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
	issueCommand("set-env", { name }, convertedVal);
}
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Prepends inputPath to the PATH (for this action and future actions)
* @param inputPath
*/
function addPath(inputPath) {
	if (process.env["GITHUB_PATH"] || "") issueFileCommand("PATH", inputPath);
	else issueCommand("add-path", {}, inputPath);
	process.env["PATH"] = `${inputPath}${path$1.delimiter}${process.env["PATH"]}`;
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os$1.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Gets whether Actions Step Debug is on or not
*/
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os$1.EOL);
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}

// src/github/neutralise.ts
/** What moves a terminal's cursor or a reader's eye without being seen: all controls but tab and line feed, and bidi overrides. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const IGNORABLE = String.raw`\p{Cf}\p{Cn}\p{M}`;
/**
* Makes foreign text inert in a log: nothing in it is a workflow command, moves the cursor or hides. It stays readable
* and keeps its lines (a lone carriage return begins a line, as it does for the runner).
*
* The rules are those of `ActionCommand` in https://github.com/actions/runner: `::` at the start of a line after white
* space, and `##[` anywhere in it.
*/
function neutralise(text) {
	if (/^[\t\n -~]*$/.test(text) && !/::|##/.test(text)) return text;
	const command = new RegExp(`^([\\s${IGNORABLE}]*):([${IGNORABLE}]*):`, "u");
	const legacyCommand = new RegExp(`#([${IGNORABLE}]*)#([${IGNORABLE}]*)\\[`, "gu");
	return stripVTControlCharacters(text).replace(/\r\n?/g, "\n").replace(UNSEEN, "").split("\n").map((line) => line.replace(command, "$1: $2:").replace(legacyCommand, "#$1# $2[")).join("\n");
}
/** Foreign text as one inert line. */
function neutraliseLine(text) {
	return neutralise(text).replace(/\s*\n\s*/g, " ").trim();
}

// src/github/summary.ts
/** Bytes of summary GitHub takes from one step; one more and it takes none of it. */
const SUMMARY_LIMIT = 1048576;
/** The runner reads it as soon as this process has ended. */
const notSynced = { durable: false };
const CUT = "\n\n> The rest is cut: GitHub keeps 1 MiB of summary a step.\n";
/** A function that adds Markdown to this step's summary as long as there is room, and says where it cut. */
function summaryWriter(world) {
	return async (markdown) => {
		const path = world.environment["GITHUB_STEP_SUMMARY"];
		if (path === void 0 || path === "") return;
		const used = (await world.files.status(path))?.size ?? 0;
		const bytes = Buffer.from(markdown);
		const room = SUMMARY_LIMIT - used - 59;
		if (bytes.length <= room) await world.files.append(path, bytes, notSynced);
		else if (room > 0) await world.files.append(path, wholeLines(bytes.subarray(0, room)) + CUT, notSynced);
	};
}
/** The text up to its last line break, or as far as it is whole characters. */
function wholeLines(bytes) {
	const end = bytes.lastIndexOf("\n");
	if (end > 0) return bytes.subarray(0, end).toString("utf8");
	return bytes.toString("utf8").replace(/\ufffd+$/, "");
}

// src/github/runner.ts
/** The runner's commands through `@actions/core`. */
function runnerCommands(world) {
	return {
		setOutput(name, value) {
			requireName("output", name);
			setOutput(name, value);
		},
		exportVariable(name, value) {
			requireVariable(name);
			exportVariable(name, value);
		},
		addPath(path) {
			if (path === "" || /[\r\n\0]/.test(path)) throw new Error(`PATH entry ${JSON.stringify(path)} is not one folder`);
			addPath(path);
		},
		appendSummary: summaryWriter(world),
		notice: (message, annotation) => notice(neutralise(message), properties(annotation)),
		warning: (message, annotation) => warning(neutralise(message), properties(annotation)),
		error: (message, annotation) => error(neutralise(message), properties(annotation)),
		info: (text) => info(neutralise(text)),
		mask: (secret) => setSecret(secret),
		saveState(name, value) {
			requireName("state", name);
			saveState(name, value);
		},
		getState: (name) => getState(name),
		setFailed(message, annotation) {
			error(neutralise(message), properties(annotation));
			process.exitCode = ExitCode.Failure;
		}
	};
}
/** The names GitHub can look up in `steps.<id>.outputs`. `@actions/core` checks none: a line break in a name injects. */
function requireName(kind, name) {
	if (/^[A-Za-z_][\w-]*$/.test(name) && name !== "__proto__") return;
	throw new Error(`${kind} name ${JSON.stringify(name)} is not allowed: use letters, digits, "_" and "-", not beginning with a digit`);
}
/** Variables may be called more than outputs may (`ProgramFiles(x86)`), but nothing that ends a name in `GITHUB_ENV`. */
function requireVariable(name) {
	if (/^[^\s=<\p{C}]+$/u.test(name) && name !== "__proto__") return;
	throw new Error(`environment variable name ${JSON.stringify(name)} is not allowed: it holds white space, "=" or "<"`);
}
function properties({ title, at } = {}) {
	return {
		...title !== void 0 && { title: neutraliseLine(title) },
		...at && {
			file: neutraliseLine(at.file),
			...at.line !== void 0 && { startLine: at.line },
			...at.column !== void 0 && { startColumn: at.column }
		}
	};
}

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

// src/actions/inputs/parse.ts
/** The inputs that a schema names, read from the environment the way `getInput` of `@actions/core` reads them. */
function readInputs(environment, schema) {
	return Object.fromEntries(Object.keys(schema.shape).map((name) => {
		return [name, (environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim()];
	}));
}
/** The typed inputs, frozen. Throws one {@link UserError} that lists every fault: the input, its value and what to write. */
function parseInputs(schema, raw, ...rules) {
	const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
	const result = schema.safeParse(given);
	const faults = [...result.success ? [] : result.error.issues.map((issue) => faultOf(issue, given)), ...rules.flatMap((rule) => rule(given))];
	if (result.success && faults.length === 0) return Object.freeze(result.data);
	throw new UserError(listed(faults));
}
function listed(faults) {
	if (faults.length === 1) return faults[0];
	return `${faults.length} inputs are wrong:\n${faults.map((fault) => `- ${fault}`).join("\n")}`;
}
/** A fault in words; the value is shown unless its name says that it is a secret. */
function wrongInput(name, value, fault) {
	return `input ${name} is ${shown(name, value)}: ${fault}`;
}
function faultOf(issue, given) {
	const name = String(issue.path[0]);
	const value = given[name];
	return value === void 0 ? `input ${name} is missing: give it a value` : wrongInput(name, value, issue.message);
}
const SECRET_NAME = /token|secret|passw|credential|webhook/i;
const SHOWN = 60;
function shown(name, value) {
	if (SECRET_NAME.test(name)) return "set";
	return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
}

// src/journal/secrets/encodings.ts
const encodings = {
	plain: (value) => [value],
	reversed: (value) => [Array.from(value).toReversed().join("")],
	"UTF-16": (value) => [utf16(value)],
	base64: (value) => base64(Buffer.from(value)),
	"base64 of UTF-16": (value) => base64(utf16(value)),
	"base64 twice": (value) => base64(Buffer.from(value)).flatMap((once) => base64(Buffer.from(once))),
	base32: (value) => unaligned(Buffer.from(value.slice(0, 256)), base32, 5),
	hex: (value) => {
		const bytes = hexBytes(value);
		return [
			"",
			":",
			" ",
			"-",
			"\\x",
			", 0x",
			",0x"
		].map((separator) => bytes.join(separator));
	},
	"decimal bytes": (value) => [",", ", "].map((separator) => Buffer.from(value).join(separator)),
	percent: (value) => {
		const component = percent$1(value, /[^\w.~!*'()-]/gu);
		return [
			component,
			percent$1(component, /%/gu),
			percent$1(value, /[^\w.~-]/gu),
			percent$1(value, /[^\w.~!*'();/?:@&=+$,#-]/gu),
			percent$1(value, /[^\w.*-]/gu).replaceAll("%20", "+"),
			`%${hexBytes(value).join("%")}`
		];
	},
	"quoted-printable": (value) => [hexEscaped(value, /[^\t -<>-~]/gu, "=")],
	JSON: (value) => {
		const json = jsonContent(value);
		return [
			json,
			jsonContent(json),
			json.replaceAll("/", "\\/"),
			unicodeEscaped(json, /[^ -~]/g),
			unicodeEscaped(json, /[<>&\u2028\u2029]/g),
			unicodeEscaped(json.replaceAll("\\\"", "\""), /[^ -~]|["&'+<>`]/g)
		];
	},
	"Unicode escapes": (value) => [unicodeEscaped(value, /./gs), unicodeEscaped(value, /[^ -~]/g)],
	"C escapes": (value) => {
		const escaped = value.replace(/["'\\\n\r\t]/g, (character) => cEscapes[character] ?? character);
		return [
			escaped,
			value.replace(/[\\\n\r\t]/g, (character) => cEscapes[character] ?? character),
			hexEscaped(escaped, /[^ -~]/gu, "\\x"),
			escaped.replace(/[^ -~]/gu, octal),
			octal(value)
		];
	},
	"HTML and XML": (value) => [
		...[
			"&apos;",
			"&#39;",
			"&#x27;",
			"&#039;",
			"'"
		].map((apostrophe) => markup(value, "&quot;", apostrophe)),
		markup(value, "&#34;", "&#39;"),
		markup(value, "\"", "'"),
		entities(value, /./gsu, (code) => `&#${code};`),
		entities(value, /./gsu, (code) => `&#x${code.toString(16)};`),
		entities(markup(value, "&quot;", "&#39;"), /[^ -~]/gu, (code) => `&#${code};`),
		entities(markup(value, "&quot;", "&#39;"), /[^ -~]/gu, (code) => `&#x${code.toString(16)};`)
	],
	"shell quotes": (value) => [
		value.replaceAll("'", "'\\''"),
		value.replaceAll("'", `'"'"'`),
		value.replace(/["$`\\]/g, "\\$&"),
		value.replace(/["$`\\!]/g, "\\$&")
	],
	backslashes: (value) => [
		value.replace(/[^\w]/gu, "\\$&"),
		value.replace(/[^\w%+\-./:=@,\u0080-\uffff]/g, "\\$&"),
		value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
		value.replaceAll("\"", "\\\""),
		value.replaceAll("'", "\\'"),
		value.replaceAll("\\", "\\\\")
	],
	"doubled quotes": (value) => [value.replaceAll("'", "''"), value.replaceAll("\"", "\"\"")],
	PowerShell: (value) => [value.replace(/["$`]/g, "`$&"), ...besideAmpersand(value)]
};
const cEscapes = {
	"\"": "\\\"",
	"'": "\\'",
	"\\": "\\\\",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
function utf16(value) {
	return Buffer.from(value, "utf16le");
}
function hexBytes(value) {
	return Buffer.from(value).toString("hex").match(/../g) ?? [];
}
/** Standard and URL-safe, at each of the three places a value can take in its group of bytes. */
function base64(bytes) {
	const standard = unaligned(bytes, (group) => group.toString("base64"), 3);
	return [...standard, ...standard.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))];
}
/**
* What an encoding of `groupSize` bytes (3: 6 bits a character, 5: 5 bits a character) always shows of `bytes`,
* whatever comes before and after them.
*/
function unaligned(bytes, encode, groupSize) {
	const bits = groupSize === 3 ? 6 : 5;
	return Array.from({ length: groupSize }, (_, before) => {
		const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
		return encode(shifted).slice(Math.ceil(8 * before / bits), Math.floor(8 * shifted.length / bits));
	});
}
const base32Alphabet = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
/** RFC 4648, whole characters only. */
function base32(bytes) {
	const text = Buffer.alloc(Math.floor(bytes.length * 8 / 5));
	for (let index = 0; index < text.length; index++) {
		const bit = index * 5;
		const pair = (bytes[bit >> 3] ?? 0) << 8 | (bytes[(bit >> 3) + 1] ?? 0);
		text[index] = base32Alphabet[pair >> 11 - (bit & 7) & 31] ?? 0;
	}
	return text.toString("latin1");
}
function hexEscaped(value, which, sign) {
	return value.replace(which, (character) => sign + hexBytes(character).join(sign));
}
function percent$1(value, which) {
	return hexEscaped(value, which, "%");
}
function octal(value) {
	let text = "";
	for (const byte of Buffer.from(value)) text += `\\${byte.toString(8).padStart(3, "0")}`;
	return text;
}
function jsonContent(value) {
	return JSON.stringify(value).slice(1, -1);
}
function unicodeEscaped(value, which) {
	return value.replace(which, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function markup(value, quote, apostrophe) {
	return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", quote).replaceAll("'", apostrophe);
}
function entities(value, which, entity) {
	return value.replace(which, (character) => entity(character.codePointAt(0) ?? 0));
}
/** PowerShell's error text breaks a command line at `&` and colours the parts, or the letter after `&+`. */
function besideAmpersand(value) {
	const plus = value.indexOf("&+");
	const at = plus >= 0 ? plus + 2 : value.lastIndexOf("&") + 1;
	return at === 0 ? [] : [value.slice(0, at), value.slice(plus >= 0 ? at + 1 : at)];
}

// src/journal/secrets/needles.ts
/** The shortest needle, in bytes. */
const shortestNeedle = 4;
/** Longer needles are looked for in pieces of so many bytes, each alone enough. */
const pieceLength = 128;
const dropped = 65535;
const folding = Uint16Array.from({ length: 256 }, (_, byte) => byte === 10 || byte === 13 ? dropped : byte >= 65 && byte <= 90 ? byte + 32 : byte);
/** Needles shorter than {@link shortestNeedle} bytes once folded are left out. */
function needlesOf(texts) {
	const pieces = /* @__PURE__ */ new Set();
	for (const text of texts) for (const piece of split(foldText(text))) pieces.add(piece);
	const buckets = /* @__PURE__ */ new Map();
	const filter = /* @__PURE__ */ new Uint8Array(65536);
	let longest = 0;
	for (const piece of pieces) {
		let hash = 0;
		for (let back = shortestNeedle; back > 0; back--) hash = roll(hash, piece.charCodeAt(piece.length - back));
		filter[hash] = 1;
		const bucket = buckets.get(hash);
		if (bucket) bucket.push(piece);
		else buckets.set(hash, [piece]);
		longest = Math.max(longest, piece.length);
	}
	/** Length of the longest needle that ends before `end`; 0 for none. */
	function endingAt(folded, end, hash) {
		let length = 0;
		for (const piece of buckets.get(hash) ?? []) if (piece.length > length && piece.length <= end && endsWith(folded, end, piece)) length = piece.length;
		return length;
	}
	return {
		reader() {
			let buffer = /* @__PURE__ */ new Uint8Array(0);
			let kept = 0;
			let hash = 0;
			return { push(chunk) {
				if (buffer.length < kept + chunk.length) buffer = extended(buffer, kept, kept + chunk.length);
				const folded = buffer;
				let end = kept;
				let rolling = hash;
				for (let index = 0; index < chunk.length; index++) {
					const byte = folding[chunk[index]];
					if (byte === dropped) continue;
					folded[end++] = byte;
					rolling = roll(rolling, byte);
					if (filter[rolling] === 1 && endingAt(folded, end, rolling) > 0) return true;
				}
				hash = rolling;
				kept = Math.min(end, Math.max(0, longest - 1));
				folded.copyWithin(0, end - kept, end);
				return false;
			} };
		},
		find(bytes) {
			const folded = new Uint8Array(bytes.length);
			const positions = new Uint32Array(bytes.length);
			const spans = [];
			let end = 0;
			let hash = 0;
			for (let index = 0; index < bytes.length; index++) {
				const byte = folding[bytes[index]];
				if (byte === dropped) continue;
				positions[end] = index;
				folded[end++] = byte;
				hash = roll(hash, byte);
				if (filter[hash] !== 1) continue;
				const length = endingAt(folded, end, hash);
				if (length === 0) continue;
				let start = positions[end - length];
				while (spans.length > 0 && spans.at(-1).end >= start) start = Math.min(start, spans.pop().start);
				spans.push({
					start,
					end: index + 1
				});
			}
			return spans;
		}
	};
}
function extended(bytes, used, length) {
	const longer = new Uint8Array(length);
	longer.set(bytes.subarray(0, used));
	return longer;
}
/** A hash of the last four bytes: older ones are shifted out. */
function roll(hash, byte) {
	return (hash << 4 ^ byte) & 65535;
}
function endsWith(folded, end, piece) {
	for (let back = 1; back <= piece.length; back++) if (folded[end - back] !== piece.charCodeAt(piece.length - back)) return false;
	return true;
}
/** A needle folded as the text will be, one byte a character. Made of calls that are quick in a young process. */
function foldText(text) {
	const bytes = (typeof text === "string" ? Buffer.from(text) : Buffer.from(text)).toString("latin1").replaceAll(/[\r\n]+/g, "");
	return /^[\0-\x7f]*$/.test(bytes) ? bytes.toLowerCase() : bytes.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
function split(needle) {
	if (needle.length < shortestNeedle) return [];
	const pieces = [];
	for (let start = 0; start < needle.length; start += pieceLength) {
		const from = Math.max(0, Math.min(start, needle.length - pieceLength));
		pieces.push(needle.slice(from, from + pieceLength));
	}
	return pieces;
}

// src/journal/secrets/guard.ts
/** Encoded forms shorter than this, in characters, turn up by chance. */
const shortestForm = 6;
/** Shorter lines of a multi-line secret say nothing: `{`, the end of a key. */
const shortestLine = 8;
/** Costs nothing until something is searched: the encoded forms are made then, once. */
function secretGuard(values) {
	let prepared;
	const needles = () => prepared ??= needlesOf(formsOf(values));
	const isEmpty = values.every((value) => value.trim() === "");
	const holds = (text) => !isEmpty && text.length > 0 && needles().reader().push(typeof text === "string" ? Buffer.from(text) : text);
	return {
		isEmpty,
		holds,
		redact(text) {
			while (holds(text)) text = replaceSpans(text, needles());
			return text;
		},
		scanner: () => isEmpty ? { push: () => false } : needles().reader()
	};
}
/** A guard whose secrets are looked up when something is first searched. */
function lateGuard(values) {
	let made;
	const guard = () => made ??= secretGuard(values());
	return {
		get isEmpty() {
			return guard().isEmpty;
		},
		holds: (text) => text.length > 0 && guard().holds(text),
		redact: (text) => guard().redact(text),
		scanner: () => guard().scanner()
	};
}
function replaceSpans(text, needles) {
	const bytes = Buffer.from(text);
	let result = "";
	let shown = 0;
	for (const { start, end } of needles.find(bytes)) {
		result += `${bytes.toString("utf8", shown, start)}***`;
		shown = end;
	}
	return result + bytes.toString("utf8", shown);
}
function formsOf(values) {
	const forms = /* @__PURE__ */ new Set();
	for (const part of new Set(values.flatMap(partsOf$1))) {
		forms.add(part);
		for (const encode of Object.values(encodings)) for (const form of encode(part)) if (form.length >= shortestForm) forms.add(form);
	}
	return forms;
}
/** A value as it is, without the blanks or quotes around it, and its lines: tools print it in each of these ways. */
function partsOf$1(value) {
	const trimmed = value.trim();
	const unquoted = /^(["']).{6,}\1$/s.test(trimmed) ? [trimmed.slice(1, -1)] : [];
	const longLines = (trimmed.includes("\n") ? trimmed.split(/\r?\n/).map((line) => line.trim()) : []).filter((line) => line.length >= shortestLine && !line.startsWith("-----"));
	return [
		trimmed,
		...unquoted,
		...longLines
	].filter((part) => !/^\**$/.test(part));
}

// src/journal/secrets/values.ts
/**
* What counts as secret. An action cannot ask the runner what it masks, so this says it; docs/secrets.md has the
* same as a table for users.
*/
/** Shorter values (in characters) turn up in any text by chance; only the author or the step can vouch for them. */
const shortest = 6;
/** Even vouched for, a value below this cannot be told from ordinary text. */
const shortestVouched = 4;
/** Names whose value is secret. Matched in capitals with `-` and `.` as `_`. */
const secretName = new RegExp([
	"TOKENS?$",
	"(^|_)SECRETS?(_|$)",
	"CLIENTSECRET$",
	"PASSWORD",
	"PASSWD",
	"PASSPHRASE",
	"(^|_)(PASS|PWD)$",
	"CREDENTIAL",
	"(^|_)(PAT|JWT|COOKIE|SAS|BEARER)$",
	"WEBHOOK(_UR[LI])?$",
	"AUTHORIZATION$",
	"AUTH_CONFIG$",
	"(API|PRIVATE|ACCESS|SECRET)_?KEY$",
	"(^|_)(APP|SIGNING|SIGN|ENCRYPTION|ENCRYPT|DEPLOY|SSH|GPG|PGP|AGE|MASTER|ACCOUNT|AUTH|SERVICE|SHARED|HMAC|LICENSE|STORAGE|HOST)_?KEY$"
].join("|"));
/** Names that often hold a secret and as often something harmless; the value decides. */
const doubtfulName = /_(KEY|AUTH)$/;
/** Names that only speak about a secret, and folders and keys that are none. */
const harmlessName = /(_(FILE|PATH|DIR|NAME|ID|IDS|ARN|REGION|VERSION|TYPE|LENGTH|TTL|EXPIRY|EXPIRES|EXPIRES_(IN|AT)|ENABLED|POLICY|COUNT|HELPER)|PUBLIC_?KEY|CACHE_?KEY)$|^(PWD|OLDPWD|INPUT_KEY)$/;
/** Published defaults and plain words: known to everyone, and in every other text. */
const harmlessValue = /^(true|false|null|none|undefined|enabled|disabled|default|required|optional|password|passw0rd|secret|changeme|change-me|example|postgres|mysql|mariadb|mongodb|rabbitmq|guest|administrator|\*+|-?[\d.,]{1,11})$/i;
/** A path where a secret could be: what it points to may be secret, where it is is not. */
const path = /^(~\/|\.{1,2}\/|\/(home|root|tmp|var|etc|opt|usr|mnt|run|Users|github|__w|private)\/|[A-Za-z]:[\\/])\S*$/;
/** Values that show by their shape what they are, whatever the name. */
const telling = [
	/-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----[\s\S]+?-----END [A-Z ]*-----/g,
	/\b(?:gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|npm_\w{30,}|[rs]k_live_\w{16,})/g,
	/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g
];
/** The secret part (first group) of addresses and connection strings. */
const embedded = [
	/[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/gi,
	/https?:\/\/([^\s/?#:@]{16,})@/gi,
	/[?&](?:sig|signature|token|access_token|api_?key|key|secret|password|pwd)=([^&\s#]+)/gi,
	/(?:^|[;\s])(?:password|pwd|AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecret|client_?secret)\s*=\s*["']?([^;"'\s]+)/gi
];
/** Finds nothing that those do not, and clears nearly all values at a tenth of their cost. */
const perhaps = new RegExp([...telling, ...embedded].map(({ source }) => source).join("|"), "i");
/** The values that must not be kept or shown, without duplicates. */
function secretValues(environment, { tokens, masked, listed }) {
	const vouched = [
		...tokens,
		...masked,
		...listed.map((name) => environment[name] ?? "")
	];
	const found = Object.entries(environment).flatMap(([name, value]) => secretsIn(name, value ?? ""));
	return [.../* @__PURE__ */ new Set([...vouched.filter((value) => value.trim().length >= shortestVouched && !/^\**$/.test(value)), ...found.filter((value) => value.trim().length >= shortest && !harmlessValue.test(value.trim()))])];
}
function secretsIn(name, value) {
	if (value.length < shortest) return [];
	const found = perhaps.test(value) ? secretsWithin(value) : [];
	return isSecret(name, value) ? [
		value,
		...secretsInJson(value),
		...found
	] : found;
}
function secretsWithin(value) {
	return [...telling.flatMap((pattern) => Array.from(value.matchAll(pattern), ([whole]) => whole)), ...embedded.flatMap((pattern) => Array.from(value.matchAll(pattern), ([, part = ""]) => part)).flatMap(decoded)];
}
function isSecret(name, value) {
	const canonical = name.toUpperCase().replaceAll(/[-.]/g, "_");
	if (harmlessName.test(canonical) || path.test(value)) return false;
	return secretName.test(canonical) || doubtfulName.test(canonical) && looksRandom(value);
}
/** One unbroken run of 20 or more characters in which letters and digits mix, as keys have and names have not. */
function looksRandom(value) {
	return (value.match(/[\w+/=]{20,}/g) ?? []).some((run) => /\d/.test(run) && /[a-z]/i.test(run));
}
function decoded(part) {
	try {
		return [part, decodeURIComponent(part)];
	} catch {
		return [part];
	}
}
/** A service account's file, a Docker configuration: the secrets among its members, unescaped. */
function secretsInJson(value) {
	if (!/^\s*[[{]/.test(value)) return [];
	const found = [];
	try {
		JSON.parse(value, (name, member) => {
			if (typeof member === "string" && (name === "auth" || isSecret(name, member))) found.push(member);
			return member;
		});
	} catch {}
	return found;
}

// src/actions/lane/guard.ts
/** Makes guards from what this action knows to be secret and what a command had masked. */
function guardFor(environment, inputs) {
	const tokens = [inputs.token, environment["ACTIONS_RUNTIME_TOKEN"]].filter((token) => token !== void 0);
	const listed = inputs["secret-variables"] ?? [];
	const make = (masked) => lateGuard(() => secretValues(environment, {
		tokens,
		masked,
		listed
	}));
	let unmasked;
	return (masked) => masked.length > 0 ? make(masked) : unmasked ??= make(masked);
}
/** What went wrong in words that hold no secret, whatever inputs and files they repeat. */
function withoutSecrets(environment, text) {
	return guardFor(environment, { "secret-variables": (environment["INPUT_SECRET-VARIABLES"] ?? "").split("\n").map((line) => line.trim()) })([]).redact(text);
}
/** The inputs that name a lane. */
const laneNames = [
	"key",
	"lane",
	"matrix"
];
/** Names end up in the journal. Throws a {@link UserError} where one of these inputs holds a secret. */
function refuseSecretNames(inputs, guard, names = [...laneNames, "step"]) {
	for (const name of names) {
		const value = inputs[name];
		if (value !== void 0 && value !== "null" && guard.holds(value)) throw new UserError(`input ${name} holds a secret, and would be kept in the journal: name it after something else`);
	}
}

// src/actions/run-action.ts
/** Milliseconds. The runner ends us 7.5 s after a cancellation, and the tree of a command may take more than 5. */
const longestStop = 6500;
/** Runs an action to its end; it never throws. The signal of `run` aborts when the job is cancelled. */
async function runAction(world, schema, run, ...rules) {
	const runner = runnerCommands(world);
	const cancelled = new AbortController();
	let stopTimer;
	const stopListening = world.processes.onStopRequest((signal) => {
		cancelled.abort(signal);
		stopTimer ??= world.clock.after(longestStop, () => {
			runner.setFailed("Cancelled while a service or a lock was waited for. A re-run goes on from what is recorded.");
			world.processes.exit(1);
		});
	});
	try {
		requireNode(world);
		const inputs = parseInputs(schema, readInputs(world.environment, schema), ...rules);
		await run(world, runner, readContext(world.environment), inputs, cancelled.signal);
	} catch (error) {
		runner.setFailed(withoutSecrets(world.environment, explain(error)));
	} finally {
		stopListening();
		stopTimer?.();
	}
}
/** The runner starts the Node that `action.yml` names, but act the first on its PATH. Throws a {@link UserError}. */
function requireNode({ processes: { nodeVersion } }) {
	if (Number.parseInt(nodeVersion, 10) >= 24) return;
	throw new UserError(`Holdfast needs Node 24 or later and was started with ${nodeVersion}. Put a newer one first on act's PATH.`);
}
/** A person's mistake and a refused lane explain themselves; anything else is ours, and its stack helps to mend it. */
function explain(error) {
	const known = [
		UserError,
		ContextError,
		LaneError,
		DefinitionChanged,
		AutomationChanged,
		Refused,
		Locked
	].some((kind) => error instanceof kind);
	if (error instanceof Error) return known ? error.message : error.stack ?? error.message;
	return String(error);
}

// src/command/not-started.ts
/** Why a command could not even be started, in words for the user: a fault of the definition or of the machine. */
var NotStarted = class extends Error {
	name = "NotStarted";
};

// src/command/argument-string.ts
/**
* Splits an argument string as .NET's `ProcessStartInfo.Arguments` does, which is what the runner hands a shell
* template to: white space separates, double quotes group, `""` inside them is one quote, and backslashes escape only
* before a quote. Single quotes mean nothing.
*
* @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
*/
function splitArguments(text) {
	const found = [];
	let current;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === "\\") {
			const [run] = /^\\+/.exec(text.slice(at)) ?? [""];
			const beforeQuote = text.charAt(at + run.length) === "\"";
			current = (current ?? "") + "\\".repeat(beforeQuote ? run.length >> 1 : run.length);
			at += run.length - 1;
			if (beforeQuote && run.length % 2 === 1) {
				current += "\"";
				at++;
			}
		} else if (character === "\"") {
			if (quoted && text.charAt(at + 1) === "\"") {
				current += "\"";
				at++;
			} else {
				current ??= "";
				quoted = !quoted;
			}
		} else if (!quoted && (character === " " || character === "	")) {
			if (current !== void 0) found.push(current);
			current = void 0;
		} else current = (current ?? "") + character;
	}
	if (current !== void 0) found.push(current);
	return found;
}

// src/command/shells.ts
/** The runner's own table (ScriptHandlerHelpers.cs in actions/runner). */
const builtIn = {
	bash: "--noprofile --norc -e -o pipefail {0}",
	sh: "-e {0}",
	python: "{0}",
	pwsh: `-command ". '{0}'"`,
	powershell: `-command ". '{0}'"`,
	cmd: "/D /E:ON /V:OFF /S /C \"CALL \"{0}\"\""
};
const extensions = {
	bash: ".sh",
	sh: ".sh",
	python: ".py",
	pwsh: ".ps1",
	powershell: ".ps1",
	cmd: ".cmd"
};
/**
* The shells to try, in order, for what a step's `shell` says.
*
* Nothing said means `bash` with pipefail where there is one, else `sh -e`; on Windows `pwsh`, else `powershell`. That is
* what `shell: bash` means, and deliberately not the runner's own default of `bash -e`, under which `false | cat` succeeds.
*
* @throws NotStarted where a custom shell has no `{0}`.
*/
function shellsFor(option, platform) {
	const text = option?.trim() ?? "";
	if (text === "") return (platform === "win32" ? ["pwsh", "powershell"] : ["bash", "sh"]).map(shellNamed);
	const [, program = "", ownTemplate = ""] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
	const shell = ownTemplate === "" ? shellNamed(program) : {
		program,
		template: ownTemplate
	};
	if (!shell.template.includes("{0}")) {
		const names = Object.keys(builtIn).join(", ");
		throw new NotStarted(`shell "${text}" is not one of ${names}, nor a template with {0} where the script file goes, as in "perl {0}"`);
	}
	return [shell];
}
function shellNamed(program) {
	return {
		program,
		template: lookUp(builtIn, program) ?? ""
	};
}
/** How a script file's name ends under this shell. */
function scriptExtension(shell) {
	return lookUp(extensions, shell.program) ?? "";
}
/** The script as the runner writes it into the file that the shell is handed. */
function scriptText(shell, script, platform) {
	const text = wrap(shell, script, platform === "win32" ? "\r\n" : "\n");
	return platform === "win32" ? text.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n") : text;
}
function wrap(shell, script, newline) {
	switch (shell.program) {
		case "cmd": return `@echo off${newline}${script}`;
		case "pwsh":
		case "powershell": return [
			"$ErrorActionPreference = 'stop'",
			script,
			"if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }"
		].join(newline);
		default: return script;
	}
}
/**
* The arguments that make a shell run a script file. Unlike the runner, the template is split before the path goes in,
* so that a temporary folder with a space in its name works.
*/
function shellArguments(shell, scriptFile) {
	const name = shell.program.toLowerCase();
	if (name === "cmd") return {
		list: [fill(shell.template, scriptFile)],
		verbatim: true
	};
	const path = (name === "pwsh" || name === "powershell") && shell.template === builtIn[name] ? scriptFile.replaceAll("'", "''") : scriptFile;
	return {
		list: splitArguments(shell.template).map((argument) => fill(argument, path)),
		verbatim: false
	};
}
/** `{0}`, and `{{` and `}}` for a brace, as .NET's String.Format has them. */
function fill(template, path) {
	return template.replaceAll(/\{0\}|\{\{|\}\}/g, (found) => found === "{0}" ? path : found.charAt(0));
}
/** The runner looks its tables up without regard to case. */
function lookUp(table, name) {
	const key = name.toLowerCase();
	return Object.hasOwn(table, key) ? table[key] : void 0;
}

// src/policy/deadline.ts
/** Five days in milliseconds: the longest a job may run anywhere (https://docs.github.com/actions/reference/limits). */
const JOB_LIFETIME = 432e6;
/** Whether something that starts `delay` from now still starts before a deadline counted from the same start as `elapsed`. */
function startsInTime(elapsed, delay, deadline) {
	return elapsed + delay < (deadline ?? 432e6);
}

// src/policy/duration.ts
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MILLISECONDS = {
	ms: 1,
	s: SECOND,
	m: MINUTE,
	h: HOUR,
	d: DAY
};
const PART = /(\d{1,15}(?:\.\d{1,6})?)(ms|[smhd])/g;
/** Milliseconds of `30s`, `10m`, `2h`, `1d`, `500ms` or `1m30s`. Throws a {@link UserError} that says what to write. */
function parseDuration(text) {
	const parts = [...text.matchAll(PART)];
	if (parts.length > 0 && parts.map(([part]) => part).join("") === text) {
		const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * MILLISECONDS[unit], 0);
		return Math.round(sum);
	}
	if (/^\d+(\.\d+)?$/.test(text)) throw new UserError(`a duration needs its unit; write ${text}s for seconds or ${text}m for minutes`);
	throw new UserError("not a duration; write a number with its unit (ms, s, m, h or d), such as 30s, 10m or 1m30s");
}
/** Milliseconds in words for people, rounded to what matters at that size: `250ms`, `1.5s`, `1m30s`, `2h5m`. */
function formatDuration(ms) {
	if (ms < 999.5) return `${Math.round(ms)}ms`;
	if (ms < 59950) return `${Math.round(ms / 100) / 10}s`;
	if (ms < HOUR - SECOND / 2) return inTwoUnits(ms, "m", "s");
	if (ms < DAY - MINUTE / 2) return inTwoUnits(ms, "h", "m");
	return inTwoUnits(ms, "d", "h");
}
function inTwoUnits(ms, large, small) {
	const perLarge = MILLISECONDS[large] / MILLISECONDS[small];
	const total = Math.round(ms / MILLISECONDS[small]);
	const rest = total % perLarge;
	return `${Math.floor(total / perLarge)}${large}${rest > 0 ? `${rest}${small}` : ""}`;
}

// src/actions/inputs/input.ts
const anyText = string();
/**
* The schema of one input: text to a value. `parse` throws a {@link UserError} saying what is wrong and what to write.
*/
function input(parse) {
	return pipe(anyText, transform((text, context) => {
		try {
			return parse(text);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			context.issues.push({
				code: "custom",
				message: error.message,
				input: text
			});
			return NEVER;
		}
	}));
}
/** An input that may be left out, with the text it then has: the same text as the default in `action.yml`. */
function withDefault(schema, text) {
	return prefault(schema, text);
}
/** The texts that inputs have when they are not given, by name; undefined where one has no default. */
function defaultsOf(schema) {
	return Object.fromEntries(Object.entries(schema.shape).map(([name, piece]) => [name, piece instanceof ZodMiniPrefault ? String(piece.def.defaultValue) : void 0]));
}

// src/actions/inputs/kinds.ts
/** The kinds of value that inputs have, each with its own words for what is wrong. */
/** A duration in milliseconds, no longer than a job may run: a limit of more could never be reached. */
function duration({ zero }) {
	return input((text) => {
		const ms = parseDuration(text);
		if (ms === 0 && !zero) throw new UserError("no time at all; write a duration such as 30s, or leave it out");
		if (ms > 432e6) {
			const limit = formatDuration(JOB_LIFETIME);
			throw new UserError(`longer than ${limit}, the longest a job may run; write ${limit} or less`);
		}
		return ms;
	});
}
/** A whole number within bounds. */
function wholeNumber(from, to) {
	return input((text) => {
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= from && value <= to) return value;
		throw new UserError(`not within bounds; write a whole number from ${from} to ${to}`);
	});
}
/** A number within bounds, fractions allowed. */
function decimal(from, to) {
	return input((text) => {
		const value = Number(text);
		if (/^\d+(\.\d+)?$/.test(text) && value >= from && value <= to) return value;
		throw new UserError(`not within bounds; write a number from ${from} to ${to}, such as ${from} or ${from + .5}`);
	});
}
/** One of a few words. */
function oneOf(...words) {
	return input((text) => {
		if (words.includes(text)) return text;
		throw new UserError(`not known; write ${inWords(words)}`);
	});
}
/** `true` or `false`, as YAML 1.2 writes them. */
const yesOrNo = input((text) => {
	if (/^(true|True|TRUE)$/.test(text)) return true;
	if (/^(false|False|FALSE)$/.test(text)) return false;
	throw new UserError("neither true nor false; write true or false");
});
/** Text on one line, without control characters, of a bounded length. */
function line(limit) {
	return input((text) => {
		if (/[\u0000-\u001f\u007f]/.test(text)) throw new UserError("it holds a line break or control character; write it on one line");
		if (text.length > limit) throw new UserError(`it has ${text.length} characters; write at most ${limit}`);
		return text;
	});
}
/** A shell of GitHub's `run:`, or a template that holds `{0}`. */
const shell = pipe(line(1e3), input((text) => {
	try {
		shellsFor(text, "linux");
		return text;
	} catch (error) {
		throw error instanceof NotStarted ? new UserError(error.message, { cause: error }) : error;
	}
}));
/** Patterns of the files to keep, one a line. */
function keptPaths(limit) {
	return input((text) => {
		const patterns = entriesOf$1(text, limit);
		if (patterns.length > 0 && patterns.every((pattern) => /^[!#]/.test(pattern))) throw new UserError("it names nothing to keep; write a line that does not begin with ! or # before those that do");
		return patterns;
	});
}
/** Names of environment variables, one a line. */
function variableNames(limit) {
	return input((text) => {
		const names = entriesOf$1(text, limit);
		const wrong = names.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
		if (wrong === void 0) return names;
		const shown = wrong.length > 60 ? `${wrong.slice(0, 60)}…` : wrong;
		throw new UserError(`${JSON.stringify(shown)} is no name of a variable; write one name a line`);
	});
}
/** A list with one entry a line; empty lines are skipped. */
function entriesOf$1(text, limit) {
	const entries = text.split(/\r?\n/).map((entry) => entry.trim()).filter((entry) => entry !== "");
	if (entries.length > limit) throw new UserError(`it has ${entries.length} lines; write at most ${limit}`);
	return entries;
}
/** Any text: a script, a template. A null byte can be in no argument or environment. */
const text$1 = input((value) => {
	if (value.includes("\0")) throw new UserError("it holds a null byte; remove it");
	return value;
});
function inWords(words) {
	return words.length === 1 ? words[0] : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

// src/policy/catalogue.ts
/**
* What tools print when the trouble is likely to pass; the first match names it.
*
* It holds no permanent faults: what it does not know is retried too, so a wrong entry could only take a retry away.
* Patterns have no `*` or `+`, so that matching stays linear in the text, and a test says so.
*/
const CATALOGUE = [
	{
		rule: "rate limited (HTTP 429)",
		pattern: /\b(?:http(?:\/[\d.]{1,3})?|status|error|code|response)[ :=(_"']{0,3}(?:status|code|error)?[ :=(_"']{0,3}429\b|\b429 too many requests|\btoo ?many ?requests|rate limit (?:was )?exceeded|secondary rate limit|pull rate limit/i,
		example: "curl: (22) The requested URL returned error: 429"
	},
	{
		rule: "gateway trouble (HTTP 502, 503, 504)",
		pattern: /\b(?:http(?:\/[\d.]{1,3})?|status|error|code|response)[ :=(_"']{0,3}(?:status|code|error)?[ :=(_"']{0,3}50[234]\b|\b502 bad gateway|\b503 service (?:temporarily )?unavailable|\b504 gateway time-?out|upstream connect error/i,
		example: "curl: (22) The requested URL returned error: 503"
	},
	{
		rule: "name resolution (DNS)",
		pattern: /\b(?:ENOTFOUND|EAI_AGAIN)\b|could not resolve (?:host|proxy)|temporary failure (?:in name resolution|resolving)|name or service not known|nodename nor servname provided|: no such host\b|NameResolutionError/i,
		example: "curl: (6) Could not resolve host: registry.example.org"
	},
	{
		rule: "TLS handshake",
		pattern: /TLS handshake timeout|(?:ssl|tls)[^\n]{0,30}handshake[^\n]{0,20}(?:fail|time|error)|gnutls_handshake\(\) failed|GnuTLS recv error|SSL_ERROR_SYSCALL|unable to establish SSL connection|unexpected eof while reading/i,
		example: "net/http: TLS handshake timeout"
	},
	{
		rule: "connection reset or refused",
		pattern: /\b(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|UND_ERR_SOCKET)\b|connection (?:was )?(?:reset|refused|aborted)|connection (?:was )?closed by (?:peer|remote)|forcibly closed by the remote host|remote end closed connection|socket hang up|empty reply from server|network is unreachable|no route to host|failed to connect to|recv failure/i,
		example: "Error: read ECONNRESET"
	},
	{
		rule: "network timeout",
		pattern: /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)\b|connection timed ?out|operation timed out|read timed out|connect timeout|i\/o timeout|timeout awaiting response headers|client\.timeout exceeded/i,
		example: "dial tcp 140.82.121.4:443: i/o timeout"
	},
	{
		rule: "apt mirror or lock",
		pattern: /hash sum mismatch|could not get lock \/var\/lib\/(?:dpkg|apt)|unable to acquire the dpkg frontend lock|unable to fetch some archives|some index files failed to download|file has unexpected size|mirror sync in progress/i,
		example: "E: Failed to fetch http://azure.archive.ubuntu.com/ubuntu/dists/noble/InRelease  Hash Sum mismatch"
	},
	{
		rule: "npm, yarn or pnpm registry",
		pattern: /npm (?:ERR!|error) network|ERR_PNPM_(?:META_)?FETCH_(?:FAIL|5\d\d)|trouble with your network connection|npm (?:ERR!|error) code (?:E50\d|ERR_STREAM_PREMATURE_CLOSE)|network request to [^\n]{1,200} failed/i,
		example: "npm error network This is a problem related to network connectivity."
	},
	{
		rule: "pip or Python package index",
		pattern: /\b(?:ReadTimeoutError|ConnectTimeoutError|NewConnectionError|IncompleteRead|RemoteDisconnected)\b|max retries exceeded with url|connection broken:/i,
		example: "urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443)"
	},
	{
		rule: "container registry",
		pattern: /error response from daemon:[^\n]{0,200}(?:request canceled|unexpected EOF|server misbehaving|context deadline exceeded)|received unexpected http status: 5\d\d|unexpected status (?:code|from)[^\n]{0,200}\b5\d\d\b|failed to do request: (?:head|get|put|post)|blob upload unknown/i,
		example: "received unexpected HTTP status: 500 Internal Server Error"
	},
	{
		rule: "git transport",
		pattern: /the remote end hung up unexpectedly|fetch-pack: unexpected disconnect|\bearly EOF\b|RPC failed; (?:curl|http)|the requested url returned error: 5\d\d|kex_exchange_identification/i,
		example: "fatal: the remote end hung up unexpectedly"
	},
	{
		rule: "package registry",
		pattern: /spurious network error|could not transfer artifact|could not (?:get|head) 'https?:|Gem::RemoteFetcher::FetchError|\bNU1301\b|keyserver receive failed|failed to download from [^\n]{1,200} timed out/i,
		example: "warning: spurious network error (2 tries remaining): [28] Timeout was reached"
	}
];

// src/policy/signals.ts
/**
* Signals by name, with their number where Linux and macOS agree on one.
*
* A shell reports a command that a signal ended as exit code 128 + number (POSIX, "2.8.2 Exit Status for Commands").
*/
const NUMBERS = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGQUIT: 3,
	SIGILL: 4,
	SIGTRAP: 5,
	SIGABRT: 6,
	SIGBUS: void 0,
	SIGFPE: 8,
	SIGKILL: 9,
	SIGUSR1: void 0,
	SIGSEGV: 11,
	SIGUSR2: void 0,
	SIGPIPE: 13,
	SIGALRM: 14,
	SIGTERM: 15,
	SIGXCPU: 24,
	SIGXFSZ: 25,
	SIGSYS: void 0
};
const NAMES = new Map(Object.entries(NUMBERS).map(([name, number]) => [number, name]));
function isSignalName(text) {
	return Object.hasOwn(NUMBERS, text);
}
/** The signal that a shell's exit code stands for, or undefined. */
function signalOfExitCode(code) {
	return code > 128 ? NAMES.get(code - 128) : void 0;
}

// src/policy/failure.ts
/** A failure in a few words for people, to stand after "attempt 2 failed: ". */
function describeFailure(failure) {
	switch (failure.kind) {
		case "exit": {
			const signal = signalOfExitCode(failure.code);
			return `exit code ${failure.code}${signal === void 0 ? "" : ` (${signal})`}`;
		}
		case "signal": return `ended by ${failure.signal}`;
		case "timeout": return `timed out after ${formatDuration(failure.limit)}`;
		case "idle-timeout": return `no output for ${formatDuration(failure.limit)}`;
		case "deadline": return `the deadline of ${formatDuration(failure.limit)} passed`;
		case "not-started": return `could not be started: ${failure.message}`;
		case "interrupted": return "it was interrupted: nobody knows whether its effect happened";
		default: return `${failure.name}: ${failure.message}`;
	}
}
/** The signal that ended it, seen directly or in a shell's exit code of 128 + number. */
function signalOf(failure) {
	if (failure.kind === "signal") return failure.signal;
	return failure.kind === "exit" ? signalOfExitCode(failure.code) : void 0;
}

// src/policy/classification.ts
/** Characters of output, from its end, that rules look at. */
const OUTPUT_LOOKED_AT = 65536;
/**
* Exit codes that mean the same everywhere: `sysexits.h` (https://man.freebsd.org/cgi/man.cgi?sysexits), the shell's
* 126 and 127 (POSIX, "2.8.2 Exit Status for Commands") and 124 of coreutils' `timeout`.
*/
const EXIT_CODES = {
	64: permanent("wrong usage, EX_USAGE"),
	65: permanent("wrong input data, EX_DATAERR"),
	66: permanent("missing input, EX_NOINPUT"),
	75: transient("temporary failure, EX_TEMPFAIL"),
	77: permanent("permission denied, EX_NOPERM"),
	78: permanent("wrong configuration, EX_CONFIG"),
	124: transient("a timeout of its own"),
	126: permanent("command not executable"),
	127: permanent("command not found")
};
/** Signals that come from outside the program, or from a program this machine can never run. */
const SIGNALS = {
	SIGHUP: transient("ended from outside"),
	SIGTERM: transient("ended from outside"),
	SIGKILL: transient("killed from outside, perhaps out of memory"),
	SIGILL: permanent("an instruction this machine lacks"),
	SIGSYS: permanent("a system call this machine refuses")
};
/** Causes of a process that could not be started which pass when others end. */
const SCARCITY = /* @__PURE__ */ new Set([
	"EAGAIN",
	"EMFILE",
	"ENFILE",
	"ENOMEM",
	"ETXTBSY"
]);
/** Says whether a failure is likely to pass. Exit codes and signals speak before the output does. */
function classify(failure) {
	switch (failure.kind) {
		case "timeout": return transient("timeout");
		case "idle-timeout": return transient("idle timeout");
		case "deadline": return permanent("deadline");
		case "interrupted": return permanent("interrupted");
		case "not-started": return SCARCITY.has(failure.code ?? "") ? transient("no room to start") : permanent("could not be started");
		case "signal":
		case "exit": return bySignal(failure) ?? byExitCode(failure) ?? byText(failure.output ?? "");
		default: return byText(`${failure.code ?? ""} ${failure.name}: ${failure.message}\n${failure.output ?? ""}`);
	}
}
function bySignal(failure) {
	return SIGNALS[signalOf(failure) ?? ""];
}
function byExitCode(failure) {
	return failure.kind === "exit" ? EXIT_CODES[failure.code] : void 0;
}
function byText(text) {
	const end = text.slice(-65536);
	const entry = CATALOGUE.find(({ pattern }) => pattern.test(end));
	return entry === void 0 ? {
		kind: "unknown",
		rule: "unknown cause"
	} : transient(entry.rule);
}
function transient(rule) {
	return {
		kind: "transient",
		rule
	};
}
function permanent(rule) {
	return {
		kind: "permanent",
		rule
	};
}

// src/policy/failure-list.ts
const CLASSES = {
	any: () => true,
	/** Everything but running out of time. */
	error: (failure) => !isTimeout(failure),
	timeout: (failure) => failure.kind === "timeout",
	"idle-timeout": (failure) => failure.kind === "idle-timeout",
	signal: (failure) => signalOf(failure) !== void 0,
	/** An at-most-once step that started, and nothing tells how it ended. */
	interrupted: (failure) => failure.kind === "interrupted",
	/** Nothing was tried, because what would be called is known to be down. */
	"circuit-open": (failure) => failure.kind === "error" && failure.name === "CircuitOpen",
	transient: (_, classification) => classification.kind === "transient",
	permanent: (_, classification) => classification.kind === "permanent",
	unknown: (_, classification) => classification.kind === "unknown"
};
const ENTRY = /\s*(\/(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+\/\w*|[^,\n]*)[^\S\n]*(?:[,\n]|$)/y;
const HIGHEST_EXIT_CODE = 4294967295;
/**
* Reads exit codes and ranges (`75`, `100-110`), classes (`timeout`, `transient`, …), signals (`SIGKILL`) and patterns on
* the last lines (`/quota/i`), separated by commas or line breaks. Throws a {@link UserError} naming every wrong entry.
*/
function parseFailureList(text) {
	const faults = [];
	const entries = entriesOf(text).flatMap((entry) => {
		const matches = matcherOf(entry);
		if (typeof matches !== "string") return [{
			text: entry,
			matches
		}];
		faults.push(`"${entry}" ${matches}`);
		return [];
	});
	if (faults.length > 0) throw new UserError(faults.join("; "));
	if (entries.length === 0) throw new UserError("an empty list; leave the input out, or write such as 75, timeout");
	return entries;
}
/** The first entry that matches, or undefined. */
function findInList(list, failure, classification) {
	return list.find((entry) => entry.matches(failure, classification));
}
function entriesOf(text) {
	const found = [];
	ENTRY.lastIndex = 0;
	while (ENTRY.lastIndex < text.length) {
		const entry = ENTRY.exec(text)[1].trim();
		if (entry !== "") found.push(entry);
	}
	return found;
}
/** A matcher, or what is wrong with the entry. */
function matcherOf(entry) {
	if (entry.startsWith("/")) return patternMatcher(entry);
	if (/^-?\d/.test(entry)) return exitCodeMatcher(entry);
	if (isSignalName(entry)) return (failure) => signalOf(failure) === entry;
	if (Object.hasOwn(CLASSES, entry)) return CLASSES[entry];
	if (isSignalName(`SIG${entry.toUpperCase()}`)) return `is no signal; write SIG${entry.toUpperCase()}`;
	if (isSignalName(entry.toUpperCase())) return `is no signal; write ${entry.toUpperCase()}`;
	return `is not known; write an exit code (75), a range (100-110), a signal (SIGKILL), a pattern (/quota/i) or one of ${Object.keys(CLASSES).join(", ")}`;
}
function exitCodeMatcher(entry) {
	const range = /^(\d{1,10})(?:\s*-\s*(\d{1,10}))?$/.exec(entry);
	if (range === null) return "is no exit code; write one (75) or a range (100-110)";
	const from = Number(range[1]);
	const to = Number(range[2] ?? range[1]);
	if (from === 0) return "holds 0, which is success; write exit codes from 1";
	if (to > HIGHEST_EXIT_CODE) return `goes past the highest exit code, ${HIGHEST_EXIT_CODE}`;
	if (to < from) return `runs backwards; write ${to}-${from}`;
	return (failure) => failure.kind === "exit" && failure.code >= from && failure.code <= to;
}
function patternMatcher(entry) {
	const parts = /^\/(.+)\/(\w*)$/.exec(entry);
	if (parts === null) return "is no whole pattern; write it between slashes, such as /quota exceeded/i";
	const [, source, flags] = parts;
	if (/[^imsuv]/.test(flags)) return `has flags other than i, m, s, u, v; write /${source}/i`;
	try {
		const pattern = new RegExp(source, flags);
		return ({ output = "" }) => pattern.test(output.slice(-OUTPUT_LOOKED_AT));
	} catch (error) {
		return `is no regular expression (${String(error)}); mend it or escape its special characters with \\`;
	}
}
function isTimeout(failure) {
	return failure.kind === "timeout" || failure.kind === "idle-timeout" || failure.kind === "deadline";
}

// src/actions/inputs/vocabulary.ts
/**
* Every input that actions share, by the name it has in `action.yml`: one name means one thing everywhere.
*
* An action composes its schema of these, adding `z.optional` or `withDefault` where the input may be left out.
*/
const vocabulary = {
	/** The script. */
	run: text$1,
	shell,
	"working-directory": line(4e3),
	/** What identifies a run across re-runs. */
	key: line(200),
	/** The part of a run that one job writes. */
	lane: line(200),
	/** The name of a step. */
	step: line(200),
	/** What else changes a step's definition. */
	fingerprint: text$1,
	"on-change": oneOf("fail", "rerun", "replay"),
	/** A command; its success means that the step is already done. */
	unless: text$1,
	semantics: oneOf("at-least-once", "at-most-once"),
	/** Files and folders that a replay brings back, one a line. */
	paths: keptPaths(1e3),
	"max-attempts": wholeNumber(1, 1e3),
	/** Milliseconds before the second attempt. */
	"initial-delay": duration({ zero: true }),
	/** What each delay is multiplied by to give the next. */
	backoff: decimal(1, 100),
	/** Milliseconds that no delay exceeds. */
	"max-delay": duration({ zero: true }),
	jitter: oneOf("full", "none"),
	/** Milliseconds for one attempt. */
	timeout: duration({ zero: false }),
	/** Milliseconds for all attempts and the waits between them. */
	deadline: duration({ zero: false }),
	/** Milliseconds without output after which an attempt counts as hung. */
	"idle-timeout": duration({ zero: false }),
	/** The whole of what is retried. */
	"retry-on": input(parseFailureList),
	/** What is never retried; wins over `retry-on`. */
	"give-up-on": input(parseFailureList),
	/** A dependency whose health steps, jobs and runs share. */
	circuit: line(200),
	"on-failure": oneOf("fail", "continue"),
	token: line(4e3)
};

// src/durable/command/keep-files.ts
/** Puts the files that `paths` name into the lane, to go with the record of a step. */
async function keepFiles(world, lane, from, guard) {
	if (from.paths.length === 0) return {
		kind: "kept",
		missing: []
	};
	const { packFiles } = await import("./pack-files.js");
	const to = join(lane.files, `${world.random.uuid()}.incoming`);
	const packed = await packFiles(world, {
		root: from.workspace,
		patterns: from.paths,
		to,
		guard
	});
	if (packed.kind !== "packed") {
		const why = packed.kind === "secret" ? "holds a secret" : packed.reason;
		return {
			kind: "withheld",
			reason: `${guard.redact(packed.path)}, which its paths keep, ${why}`
		};
	}
	const { digest, bytes, missing } = packed;
	await world.files.publish(to, join(lane.files, digest));
	return {
		kind: "kept",
		archive: {
			digest,
			bytes
		},
		missing
	};
}

// src/github/markdown.ts
/** Every sign of ASCII as an entity: CommonMark never reads structure from one. */
function encode(foreign) {
	return foreign.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "").replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function oneLine(foreign) {
	return foreign.replace(/\s*[\r\n]+\s*/g, " ");
}
/** Foreign text on one line: in a sentence, a heading or a table cell. */
function text(foreign) {
	return encode(oneLine(foreign)).replace(/&#(?:64|35);(?=\S)/g, "$&&#8203;");
}
/** Foreign text in fixed width on one line; GitHub looks for no mentions there. */
function code(foreign) {
	return `<code>${encode(oneLine(foreign))}</code>`;
}
/** Foreign lines in fixed width. */
function codeBlock(foreign) {
	return `\n<pre><code>${encode(foreign.replace(/\r\n?/g, "\n"))}</code></pre>\n`;
}
/** A link, or only its words where the address is not one of the web. */
function link(words, address) {
	const url = URL.canParse(address) ? new URL(address) : void 0;
	if (url?.protocol !== "https:" && url?.protocol !== "http:") return text(words);
	return `<a href="${url.href.replace(/[&"'<>|`]/g, (sign) => `&#${sign.charCodeAt(0)};`)}">${text(words)}</a>`;
}
function table(head, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return `\n${[
		line(head),
		line(head.map(() => "---")),
		...rows.map(line)
	].join("\n")}\n`;
}
/** A part that is closed until it is clicked. */
function details(title, body) {
	return `\n<details><summary>${title}</summary>\n\n${body}\n\n</details>\n`;
}

// src/policy/circuit-state.ts
/** Outcomes a circuit remembers at most; the oldest go first. */
const OUTCOMES_KEPT = 1e3;
const time = number().check(_nonnegative());
const count = int().check(_nonnegative());
/** What runs share of a dependency's health, as it is stored. Times are milliseconds since the epoch. */
const circuitState = strictObject$1({
	version: literal(1),
	mode: discriminatedUnion("kind", [
		strictObject$1({ kind: literal("closed") }),
		strictObject$1({
			kind: literal("open"),
			until: time,
			reason: string().check(_maxLength(500))
		}),
		strictObject$1({
			kind: literal("half-open"),
			permit: count,
			expires: time
		}),
		strictObject$1({
			kind: literal("isolated"),
			reason: string().check(_maxLength(500))
		})
	]),
	outcomes: array(strictObject$1({
		at: time,
		ok: boolean()
	})).check(_maxLength(OUTCOMES_KEPT)),
	/** Times it opened since it was last closed: what its open duration backs off by. */
	opened: count,
	/** The fencing token given out last; it only grows. */
	token: count
});
/** A circuit nobody has used yet. */
const newCircuit = {
	version: 1,
	mode: { kind: "closed" },
	outcomes: [],
	opened: 0,
	token: 0
};

// src/journal/event.ts
/** What a journal can say. Every event is checked against this schema when it is read back. */
const stepEvent = discriminatedUnion("type", [
	strictObject({
		...envelope,
		type: literal("opened"),
		key: name$1,
		writer: writerSchema
	}),
	strictObject({
		...envelope,
		type: literal("claimed"),
		writer: writerSchema
	}),
	strictObject({
		...envelope,
		type: literal("released"),
		writer: name$1
	}),
	strictObject({
		...envelope,
		type: literal("started"),
		step: name$1,
		fingerprint: name$1,
		semantics: _enum(["at-least-once", "at-most-once"]),
		/** The attempt that starts, counted from 1, where attempts are counted across jobs. */
		number: optional(int().check(_gte(1)))
	}),
	strictObject({
		...envelope,
		type: literal("attempt-failed"),
		step: name$1,
		/** Counted from 1. */
		number: int().check(_gte(1)),
		failure: failureSchema,
		/** When the next attempt is due, in milliseconds since the epoch; absent where there is none. */
		next: optional(number())
	}),
	strictObject({
		...envelope,
		type: literal("done"),
		step: name$1,
		fingerprint: name$1,
		attempts: count$1,
		duration: milliseconds,
		...payload,
		files: optional(array(attachmentSchema)),
		/** Why this record cannot be replayed; the step runs again instead. */
		withheld: optional(string())
	}),
	strictObject({
		...envelope,
		type: literal("failed"),
		step: name$1,
		attempts: count$1,
		duration: milliseconds,
		failure: failureSchema
	}),
	strictObject({
		...envelope,
		type: literal("circuit"),
		state: circuitState
	})
]);
/** Made when the first is read: a step outside a run meets none, and they are 2 ms of its start. */
let runEvent;
/** Reads an unsealed line as an event; undefined where it is none. `many` tells that thousands are to be read. */
function asEvent(value, { many }) {
	const schema = isStepEvent(value) ? stepEvent : runEvent ??= discriminatedUnion("type", runEvents());
	const parsed = safeParse(schema, value, { jitless: !many });
	return parsed.success ? parsed.data : void 0;
}
/** By what the union itself chooses by. */
function isStepEvent(value) {
	if (typeof value !== "object" || value === null || !("type" in value)) return false;
	return typeof value.type === "string" && (stepEvent._zod.propValues["type"]?.has(value.type) ?? false);
}

// src/journal/limits.ts
/** Bounds on what is read back: checked on raw bytes, before anything is parsed. */
const limits = {
	/** Bytes of a whole journal. */
	journal: 268435456,
	/** Bytes of one event: outputs may have 1 MiB and a summary another, escaping can double both. */
	line: 8388608,
	events: 1e6,
	/** Nesting of brackets within one event. */
	depth: 32
};

// src/journal/sealed-line.ts
/**
* A sealed line is a JSON object on one line whose last member is the hash of all that stands before it. Where the
* object also names the hash of the line before, lines form a chain: nothing in the middle can be changed, left out
* or put in without breaking every seal after it.
*/
const sealHead = ",\"hash\":\"";
const sealLength = 54;
/** Writes an object as a sealed line, with its line end. Throws a TypeError on what JSON cannot say. */
function seal(value) {
	const body = JSON.stringify(value).slice(0, -1);
	const digest = hash("sha256", body, "base64url");
	return {
		line: `${body}${sealHead}${digest}"}\n`,
		hash: digest
	};
}
/** Opens one sealed line given without its line end. Throws {@link Refused} where it is not exactly what was sealed. */
function unseal(line) {
	requireLength(line.length);
	const text = decode$1(line);
	const end = text.length - sealLength;
	const digest = text.slice(end + 9, -2);
	if (end < 1 || !text.startsWith(sealHead, end) || !text.endsWith("\"}")) throw new Refused("a line has no seal");
	if (hash("sha256", line.subarray(0, line.length - sealLength), "base64url") !== digest) throw new Refused("a line was altered");
	return {
		value: parseBounded(text),
		hash: digest
	};
}
const utf8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function decode$1(bytes) {
	try {
		return utf8.decode(bytes);
	} catch (error) {
		throw new Refused("a line is not UTF-8", { cause: error });
	}
}
/** What a line of our own sealing says to its reader. Throws {@link Refused} where a reader would refuse it. */
function requireReadable(line) {
	requireLength(Buffer.byteLength(line) - 1);
	return parseBounded(line);
}
function requireLength(bytes) {
	if (bytes > limits.line) throw new Refused(`a line has ${bytes} bytes, more than ${limits.line}`);
}
/** Parses a JSON object from an untrusted source, as {@link parseJson} does. */
function parseBounded(text) {
	const value = parseJson(text);
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refused("a line is no object");
	return value;
}
/** Parses JSON from an untrusted source: bounded depth, no `__proto__`. Throws {@link Refused}. */
function parseJson(text) {
	if (isDeeperThan(text, limits.depth)) throw new Refused(`a line is nested deeper than ${limits.depth}`);
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new Refused("a line is not JSON", { cause: error });
	}
	if ((text.includes("__proto__") || text.includes("\\u")) && namesPrototype(value)) throw new Refused("a line names __proto__");
	return value;
}
/** Counts brackets outside strings; a text with few brackets in all is not walked. */
function isDeeperThan(text, limit) {
	if (!hasMoreThan(text, limit)) return false;
	let depth = 0;
	let inString = false;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (inString) {
			if (code === 92) index++;
			else if (code === 34) inString = false;
		} else if (code === 34) inString = true;
		else if (code === 123 || code === 91) {
			if (++depth > limit) return true;
		} else if (code === 125 || code === 93) depth--;
	}
	return false;
}
function hasMoreThan(text, limit) {
	let count = 0;
	for (const bracket of ["{", "["]) for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) if (++count > limit) return true;
	return false;
}
function namesPrototype(value) {
	if (typeof value !== "object" || value === null) return false;
	return Object.entries(value).some(([key, member]) => key === "__proto__" || namesPrototype(member));
}

// src/journal/fold.ts
/**
* Takes in events one by one. The map of steps grows in place, so that the cost of an event does not grow with the
* history. Throws {@link Refused} on an event that does not follow from those before it.
*/
function folder() {
	const steps = /* @__PURE__ */ new Map();
	const run = runFold(steps);
	let lane = { holder: void 0 };
	let length = 0;
	let head = "";
	return {
		get state() {
			return {
				...lane,
				steps,
				run: run.state,
				length,
				head
			};
		},
		get length() {
			return length;
		},
		get head() {
			return head;
		},
		take(event) {
			if (event.seq !== length) throw new Refused(`event ${event.seq} stands where ${length} belongs`);
			if (event.prev !== head) throw new Refused(`event ${event.seq} does not follow the one before it`);
			if (event.seq === 0 !== (event.type === "opened")) throw new Refused("a journal begins with one opened event");
			if (lane.opened && event.lane !== lane.opened.lane) throw new Refused("an event belongs to another lane");
			if ("step" in event) {
				steps.set(event.step, stepChange(steps.get(event.step), event));
				if (event.type === "started") run.stepStarted(event.step, event.seq);
				if (event.type === "failed") run.stepFailed(event.step);
			} else if (isRunEvent(event)) run.take(event);
			else lane = {
				...lane,
				...laneChange(event)
			};
			length += 1;
			head = event.hash;
		}
	};
}
function isRunEvent(event) {
	return "path" in event || event.type.startsWith("run-") || event.type === "cancel-requested";
}
function laneChange(event) {
	switch (event.type) {
		case "opened": return {
			opened: {
				key: event.key,
				lane: event.lane
			},
			holder: event.writer
		};
		case "claimed": return { holder: event.writer };
		case "released": return { holder: void 0 };
		case "circuit": return { circuit: event.state };
	}
}
function stepChange(before, event) {
	const { attempt } = event;
	if (event.type === "started") {
		const { fingerprint } = event;
		const semantics = event.semantics === "at-most-once" ? "at-most-once" : "at-least-once";
		const { next: _, isGivenUp: __, ...rest } = before ?? {
			timesDone: 0,
			failedAttempts: 0,
			firstStartedAt: event.at
		};
		const firstStartedAt = rest.failedAttempts > 0 || before?.status === "started" ? rest.firstStartedAt : event.at;
		return {
			...rest,
			status: "started",
			fingerprint,
			semantics,
			attempt,
			firstStartedAt
		};
	}
	if (!before) throw new Refused(`${event.type} of step ${event.step} comes before it started`);
	switch (event.type) {
		case "attempt-failed": {
			const next = event.next === void 0 ? { isGivenUp: true } : { next: event.next };
			return {
				...before,
				failure: event.failure,
				attempt,
				failedAttempts: event.number,
				...next
			};
		}
		case "failed": {
			const { next: _, isGivenUp: __, ...rest } = before;
			const { failure, attempts, duration } = event;
			return {
				...rest,
				status: "failed",
				failure,
				attempt,
				failedAttempts: attempts,
				duration
			};
		}
		case "done": return {
			status: "done",
			fingerprint: event.fingerprint,
			semantics: before.semantics,
			attempt,
			...before.failure && { failure: before.failure },
			done: doneOf(event),
			timesDone: before.timesDone + 1,
			failedAttempts: 0,
			firstStartedAt: before.firstStartedAt
		};
	}
}
function doneOf(event) {
	const { seq, at, attempt, fingerprint, attempts, duration, result, spilled, files, withheld } = event;
	return {
		seq,
		at,
		attempt,
		fingerprint,
		attempts,
		duration,
		result,
		...spilled && { spilled },
		...files && { files },
		...withheld !== void 0 && { withheld }
	};
}

// src/journal/journal-file.ts
/** Bytes that are read at once: a journal is not held in memory beside what it amounts to. */
const usualPart = 1048576;
/** So many events at once are worth the compiling of checks. */
const many = 1e3;
function journalFile(files, path, identity) {
	let fold = folder();
	let bytes = 0;
	/** Since the file was opened: a process that adds many gets compiled checks after a while. */
	let added = 0;
	const end = () => ({
		bytes,
		length: fold.length,
		head: fold.head
	});
	async function catchUp() {
		const size = (await files.status(path))?.size ?? 0;
		if (size === bytes) return;
		if (size < bytes) throw new Refused("the journal is shorter than it was");
		requireSize(size);
		const isCompiled = size - bytes > 512 * many;
		for (let part = usualPart; bytes < size;) {
			const read = await files.readRange(path, bytes, Math.min(part, size - bytes));
			const whole = read.lastIndexOf(10) + 1;
			if (whole === 0 && bytes + read.length >= size) break;
			if (whole === 0 && part > limits.line) throw new Refused(`a line has more than ${limits.line} bytes`);
			takeLines(read.subarray(0, whole), fold, isCompiled);
			bytes += whole;
			part = whole === 0 ? limits.line + 1 : usualPart;
		}
		requireLane(fold.state, identity);
		if (bytes < size) await files.truncate(path, bytes);
	}
	return {
		get state() {
			return fold.state;
		},
		get end() {
			return end();
		},
		catchUp,
		async readAnew() {
			fold = folder();
			bytes = 0;
			await catchUp();
		},
		take(events, at) {
			added += events.length;
			const { text, checked } = sealed(fold, events, {
				...identity,
				at
			}, added > many);
			const size = Buffer.byteLength(text);
			requireSize(bytes + size);
			for (const event of checked) fold.take(event);
			bytes += size;
			return {
				text,
				end: end()
			};
		}
	};
}
/**
* Reads a whole journal that came from elsewhere, and shows each event that was taken in. Throws {@link Refused}, also where
* its last line is cut short.
*/
function readJournal(bytes, show) {
	requireSize(bytes.length);
	if (bytes.length > 0 && bytes.at(-1) !== 10) throw new Refused("the journal's last line is cut short");
	const fold = folder();
	takeLines(bytes, fold, bytes.length > 512 * many, show);
	return fold.state;
}
/** The lines that continue a journal with these events, and the events as they would be read back. */
function sealed({ length, head }, events, { at, lane, attempt }, isCompiled) {
	if (length + events.length > limits.events) refuseLength();
	let prev = head;
	let text = "";
	const checked = events.map((event, index) => {
		const { line, hash } = seal({
			v: 1,
			seq: length + index,
			at,
			lane,
			attempt,
			...event,
			prev
		});
		prev = hash;
		text += line;
		return eventOf(requireReadable(line), isCompiled);
	});
	return {
		text,
		checked
	};
}
function takeLines(bytes, fold, isCompiled, show) {
	for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
		end = bytes.indexOf(10, start);
		if (fold.length >= limits.events) refuseLength();
		const event = eventOf(unseal(bytes.subarray(start, end)).value, isCompiled);
		fold.take(event);
		show?.(event);
	}
}
function eventOf(value, isCompiled) {
	const event = asEvent(value, { many: isCompiled });
	if (!event) throw new Refused("a line is no event of this version of the journal");
	return event;
}
function refuseLength() {
	throw new JournalFull(`the journal has more than ${limits.events} events`);
}
function requireSize(bytes) {
	if (bytes > limits.journal) throw new JournalFull(`the journal has ${bytes} bytes, more than ${limits.journal}`);
}
function requireLane({ opened }, { lane }) {
	if (opened && opened.lane !== lane) throw new Refused(`the journal is of lane "${opened.lane}", not of "${lane}"`);
}

// src/journal/journal.ts
/**
* Opens the journal at `path`, which need not exist, for one of several processes that append to it. Throws
* {@link Refused} where what it holds is not sound. Where the disk fails an append, the state is again what the disk has.
*/
async function openJournal(world, path, identity) {
	const { clock, files } = world;
	const file = journalFile(files, path, identity);
	async function append(events, durable) {
		await file.catchUp();
		try {
			await files.append(path, file.take(events, clock.now()).text, { durable });
		} catch (error) {
			await file.readAnew();
			throw error;
		}
	}
	const locked = (act) => withLock(world, `${path}.lock`, act);
	if (await files.status(path) !== void 0) await locked(() => file.catchUp());
	return {
		get state() {
			return file.state;
		},
		get written() {
			return file.end;
		},
		refresh: () => locked(() => file.catchUp()),
		append: (...events) => locked(() => append(events, true)),
		note: (...events) => locked(() => append(events, false))
	};
}

// src/journal/sealed-file.ts
/** Small files that hold one sealed line. */
/**
* Makes a file hold this value, sealed. It survives the process and not a power cut, which takes the job with it: such
* files lie in folders that last as long as a job, or are copied from there by a store.
*/
async function writeSealed(files, path, value) {
	await files.replace(path, seal(value).line, { durable: false });
}
/**
* Reads what a file holds; undefined where there is none. Throws {@link Refused} where it has more than `limit` bytes
* or is not exactly what was written, or not what the schema says.
*/
async function readSealed(files, path, schema, limit) {
	const status = await files.status(path);
	if (!status) return void 0;
	const name = basename(path);
	if (status.kind !== "file") throw new Refused(`${name} is no file`);
	if (status.size > limit) throw new Refused(`${name} has ${status.size} bytes, more than ${limit}`);
	const bytes = await files.read(path, limit);
	if (!bytes) return void 0;
	if (bytes.at(-1) !== 10) throw new Refused(`${name} is cut short`);
	const { hash: _, ...value } = unseal(bytes.subarray(0, -1)).value;
	const parsed = safeParse(schema, value);
	if (!parsed.success) throw new Refused(`${name} is not one of this version`);
	return parsed.data;
}

// src/store/file-digest.ts
/** Bytes that are read at once, again and again into the same memory. */
const chunk$1 = 1048576;
/** SHA-256 of a file of `size` bytes, in hexadecimal. */
async function digestOf(files, path, size) {
	const sum = createHash("sha256");
	const memory = Buffer.allocUnsafe(chunk$1);
	for (let at = 0; at < size; at += chunk$1) sum.update(await files.readRange(path, at, chunk$1, memory));
	return sum.digest("hex");
}

// src/store/checkpoint.ts
/**
* A checkpoint is a folder: the journal, the files it names, and a manifest that says which generation of which lane
* this is. All stores carry the same folder, and none of them is believed: it is verified whole when it comes back.
*/
const manifestSchema = strictObject$1({
	v: literal(1),
	repository: string(),
	key: string(),
	lane: string(),
	/** Counted from 1; each generation holds all of the one before. */
	generation: int().check(_gte(1)),
	/** Who saved it: one job of one attempt, or one process. */
	writer: string(),
	/** The workflow run and attempt that saved it; 0 where there is none. */
	runId: int(),
	attempt: int(),
	link: optional(string()),
	/** Milliseconds since the epoch. */
	at: number(),
	/** The job had ended: its writer saves nothing after this. */
	closed: boolean(),
	/** Events in the journal, and the hash of the last. */
	length: int(),
	head: string(),
	files: array(attachmentSchema)
});
const checkpointFiles = {
	manifest: "manifest.json",
	journal: "journal.jsonl",
	files: "files"
};
const manifestLimit = 4194304;
/** Writes the checkpoint of a lane's folder into `to`, which must not exist, for a store to take it from there. */
async function writeCheckpoint(files, identity, from, to, start) {
	const attachments = attachmentsOf(from.state);
	await files.makeFolder(attachments.length > 0 ? join(to, checkpointFiles.files) : to);
	await copyBeginning(files, join(from.folder, checkpointFiles.journal), join(to, checkpointFiles.journal), from.written.bytes);
	for (const { digest } of attachments) await files.copy(join(from.folder, checkpointFiles.files, digest), join(to, checkpointFiles.files, digest));
	const { length, head } = from.written;
	const { repository, key, lane } = identity;
	const manifest = {
		v: 1,
		repository,
		key,
		lane,
		...start,
		length,
		head,
		files: attachments
	};
	await writeSealed(files, join(to, checkpointFiles.manifest), manifest);
	return manifest;
}
/** Bytes that are copied at once. */
const chunk = 1048576;
/** Copies just so much: somebody may be appending meanwhile. */
async function copyBeginning(files, from, to, bytes) {
	const memory = Buffer.allocUnsafe(Math.min(chunk, bytes));
	for (let at = 0; at < bytes || at === 0; at += chunk) {
		const part = await files.readRange(from, at, Math.min(chunk, bytes - at), memory);
		await files.append(to, part, { durable: false });
	}
}
/** Reads only the manifest. Throws {@link Refused} where it is not sound or belongs to another lane. */
async function readManifest(files, folder, identity) {
	const manifest = await readSealed(files, join(folder, checkpointFiles.manifest), manifestSchema, manifestLimit);
	if (!manifest) throw new Refused(`it has no ${checkpointFiles.manifest}`);
	if (manifest.repository.toLowerCase() !== identity.repository.toLowerCase()) throw new Refused("it belongs to another repository");
	for (const field of ["key", "lane"]) if (manifest[field] !== identity[field]) throw new Refused(`it belongs to another ${field}`);
	return manifest;
}
/** Verifies a checkpoint whole. Throws {@link Refused}, naming what is wrong. */
async function readCheckpoint(files, folder, identity) {
	const manifest = await readManifest(files, folder, identity);
	const state = readJournal(await readWithin(files, join(folder, checkpointFiles.journal), limits.journal));
	if (state.length !== manifest.length || state.head !== manifest.head) throw new Refused("journal and manifest differ");
	if (state.opened?.key !== identity.key || state.opened.lane !== identity.lane) throw new Refused("the journal belongs to another lane");
	const named = new Set(manifest.files.map(({ digest }) => digest));
	if (!attachmentsOf(state).every(({ digest }) => named.has(digest))) throw new Refused("a file is missing");
	for (const attachment of manifest.files) await verifyFile(files, join(folder, checkpointFiles.files), attachment);
	return manifest;
}
/** The files the newest records need, each once. */
function attachmentsOf({ steps, run }) {
	const found = /* @__PURE__ */ new Map();
	const add = (attachment) => attachment && found.set(attachment.digest, attachment);
	for (const { done } of steps.values()) {
		done?.files?.forEach(add);
		add(done?.spilled);
	}
	add(run.started?.spilled);
	add(run.ended?.spilled);
	for (const context of run.contexts.values()) if (context.status === "done") add(context.payload.spilled);
	for (const { answer } of run.callbacks.values()) if (answer?.kind === "done") add(answer.payload.spilled);
	for (const condition of run.conditions.values()) if (condition.type === "condition-checked") add(condition.spilled);
	for (const { spilled } of run.deadLetters.values()) add(spilled);
	return [...found.values()];
}
async function verifyFile(files, folder, { digest, bytes }) {
	const path = join(folder, digest);
	const status = await files.status(path);
	if (status?.kind !== "file" || status.size !== bytes) throw new Refused(`file ${digest} is missing or cut short`);
	if (await digestOf(files, path, bytes) !== digest) throw new Refused(`file ${digest} was altered`);
}
async function readWithin(files, path, limit) {
	const status = await files.status(path);
	if (status?.kind !== "file") throw new Refused(`it has no ${basename(path)}`);
	if (status.size > limit) throw new Refused(`it has ${status.size} bytes, more than ${limit}`);
	const bytes = await files.read(path, limit);
	if (!bytes) throw new Refused("it vanished while it was read");
	return bytes;
}

// src/durable/lane/claim.ts
/** Loads what the store has into `folder`, which must not exist. Throws {@link StateUnknown} where that cannot be told. */
async function load({ store, identity }, folder) {
	const loaded = await store.load(identity, folder);
	switch (loaded.kind) {
		case "found": return loaded.manifest;
		case "none": return;
		case "refused": throw new StateUnknown(`the newest checkpoint of lane "${identity.lane}" is not sound and is not used (${loaded.reason}). Delete it to fall back to an older one, or use another key to begin anew.`);
		case "denied":
		case "unavailable": throw new StateUnknown(`what lane "${identity.lane}" of run "${identity.key}" has done already cannot be told (${loaded.reason}), and nothing is run twice unasked. ` + (loaded.kind === "denied" ? "Grant what is missing, or keep to another store." : "Re-run the job later."));
	}
}
/** Records who works on the lane from here on. Throws {@link LaneHeld} where another writer that may be at work has it. */
async function enter(options, journal, writer) {
	const { identity, isShared, stateOf } = options;
	const { opened, holder } = journal.state;
	if (!opened) {
		options.beforeFirst?.();
		return journal.append({
			type: "opened",
			key: identity.key,
			writer
		});
	}
	if (!isShared || holder?.id === writer.id) return;
	const state = holder ? await stateOf(holder) : void 0;
	if (holder && state?.kind === "running") throw new LaneHeld(identity, holder, "which is still running");
	if (holder && state?.kind === "unknown") throw new LaneHeld(identity, holder, `and ${state.reason}`);
	await journal.append({
		type: "claimed",
		writer
	});
}
/** Lets the store decide which of several writers has the lane. Throws {@link StateUnknown} where it cannot. */
async function claim(lane) {
	const claimed = await lane.checkpoint();
	if (claimed.kind === "saved") return;
	throw new StateUnknown(`lane "${lane.identity.lane}" of run "${lane.identity.key}" could not be claimed (${claimed.reason}), so another run under this key might do the same at the same time. Re-run the job later.`);
}

// src/store/store.ts
/** Where checkpoints are kept. A store adds generations and gives back the newest; it changes none. */
/**
* The waits, in milliseconds, for a save that another writer may have under way: until it ends, the service only says
* that the name is taken.
*/
const settling = [
	250,
	750,
	2e3,
	4e3
];
/** Verifies what a service brought into `staged` and moves it to `into`. */
async function accept(files, lane, staged, into, where) {
	try {
		const manifest = await readCheckpoint(files, staged, lane);
		await files.publish(staged, into);
		return {
			kind: "found",
			manifest,
			where
		};
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return {
			kind: "refused",
			reason: `${where}: ${error.message}`
		};
	}
}
/** Runs `use` with the name of a folder that does not exist yet, beside `path`, and removes it after. */
async function withStage(world, path, use) {
	const stage = `${path}.${world.random.uuid()}`;
	try {
		return await use(stage);
	} finally {
		await world.files.remove(stage);
	}
}

// src/durable/lane/position.ts
const positionSchema = strictObject$1({
	v: literal(1),
	/** This job's id as a writer of the lane. */
	writer: string(),
	/** False while the first process of the job is still loading and claiming. */
	entered: boolean(),
	/** The newest generation we know of in the store, and how many events it holds; 0 where there is none. */
	generation: int(),
	length: int(),
	/** Who was first, once the store has refused us. */
	refused: optional(string())
});
/** Undefined where this job has not begun with the lane. Throws a {@link LaneError} where the file is not sound. */
async function readPosition(files, folder) {
	try {
		return await readSealed(files, pathIn(folder), positionSchema, 65536);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new LaneError(`what this job noted of its lane in ${folder} is not sound (${error.message}). Re-run the job.`, { cause: error });
	}
}
async function writePosition(files, folder, position) {
	await files.makeFolder(folder);
	await writeSealed(files, pathIn(folder), position);
}
function pathIn(folder) {
	return join(folder, "position.json");
}

// src/durable/lane/save.ts
/** What is done with a lane that a process has: saving it, and setting it free. */
/** Loading, claiming and saving can take minutes on a bad day, and the other processes of a job wait for it. */
const patience$1 = 9e5;
/** A lane whose journal is open and whose folder says how far it is saved. Throws as {@link Lane} says. */
function laneOf(world, options, journal, isOpener) {
	const { files, clock, random } = world;
	const { identity, folder, store, attempt } = options;
	/** Saves the next generation and notes it. `closing` also makes the durable copy where the store keeps one. */
	async function save(closing) {
		await journal.refresh();
		const position = await readPosition(files, folder) ?? raise("the lane's folder was removed during the job");
		if (position.refused !== void 0) throw new LateWriter(identity, position.refused);
		const keep = closing && store.close ? store.close.bind(store) : void 0;
		const isDirty = journal.written.length > position.length;
		if (!isDirty && !keep) return alreadySaved;
		const generation = Math.max(1, position.generation + (isDirty ? 1 : 0));
		const start = {
			generation,
			writer: position.writer,
			runId: options.writer.runId ?? 0,
			attempt,
			at: clock.now(),
			closed: closing,
			...options.writer.link === void 0 ? {} : { link: options.writer.link }
		};
		const { written } = journal;
		const saved = await withStage({
			files,
			random
		}, `${folder}.stage`, async (stage) => {
			const from = {
				folder,
				state: journal.state,
				written
			};
			const manifest = await writeCheckpoint(files, identity, from, stage, start);
			return keep ? keep(identity, stage, manifest) : store.save(identity, stage, manifest);
		});
		if (saved.kind === "saved") await writePosition(files, folder, {
			...position,
			generation,
			length: written.length
		});
		if (saved.kind !== "conflict") return saved;
		const { winner } = saved;
		if (winner?.writer === position.writer) {
			await writePosition(files, folder, {
				...position,
				generation: winner.generation,
				length: winner.length
			});
			return winner.length >= written.length ? alreadySaved : save(closing);
		}
		const who = winner?.link ?? (winner ? `writer ${winner.writer}` : "another writer");
		await writePosition(files, folder, {
			...position,
			refused: who
		});
		throw new LateWriter(identity, who);
	}
	const locked = (act) => withLock(world, join(folder, "checkpoint.lock"), act, patience$1);
	const attachments = join(folder, checkpointFiles.files);
	const checkpoint = () => locked(() => save(false));
	return {
		identity,
		journal,
		files: attachments,
		isOpener,
		async attach(content) {
			const digest = hash("sha256", content, "hex");
			await files.create(join(attachments, digest), content);
			return {
				digest,
				bytes: content.length
			};
		},
		async attached({ digest, bytes }) {
			const content = await files.read(join(attachments, digest));
			if (content?.length !== bytes || hash("sha256", content, "hex") !== digest) throw new Refused(`file ${digest} of lane "${identity.lane}" is missing or was altered`);
			return content;
		},
		checkpoint,
		settle: checkpoint,
		close: () => locked(async () => {
			const { holder } = journal.state;
			const position = await readPosition(files, folder);
			if (options.isShared && holder?.id === position?.writer && position?.refused === void 0 && holder) await journal.append({
				type: "released",
				writer: holder.id
			});
			const saved = await save(false);
			if (saved.kind !== "saved") return saved;
			const copied = await save(true);
			return copied.kind === "saved" ? copied : {
				kind: "not-copied",
				reason: copied.reason
			};
		})
	};
}
/** The store has it all, or the disk has what the store is not due to have. */
const alreadySaved = {
	kind: "saved",
	where: "local"
};
function raise(message) {
	throw new Error(message);
}

// src/durable/lane/lane.ts
/** A lane as one job has it open: a local journal that the job's steps share, and the store it is checkpointed to. */
/**
* Opens a lane: the first process of a job loads what the store has and claims the lane where it is shared, every
* later one joins. Throws {@link StateUnknown} where it cannot be told what is recorded, {@link LaneHeld} where another
* writer has the lane, {@link LateWriter} where the store has refused this job before.
*/
function openLane(world, options) {
	const { files } = world;
	const { folder, identity, attempt } = options;
	const openLocal = () => openJournal(world, join(folder, checkpointFiles.journal), {
		lane: identity.lane,
		attempt
	});
	return withLock(world, `${folder}.lock`, async () => {
		const position = await readPosition(files, folder);
		if (position?.entered) {
			if (position.refused !== void 0) throw new LateWriter(identity, position.refused);
			return laneOf(world, options, await openLocal(), false);
		}
		await files.remove(folder);
		const manifest = options.isFirst ? void 0 : await load(options, folder);
		await files.makeFolder(join(folder, checkpointFiles.files));
		const { generation = 0, length = 0 } = manifest ?? {};
		const id = position?.writer ?? world.random.uuid();
		const begun = {
			v: 1,
			writer: id,
			entered: false,
			generation,
			length
		};
		await writePosition(files, folder, begun);
		const journal = await openLocal();
		const lane = laneOf(world, options, journal, true);
		await enter(options, journal, {
			id,
			...options.writer
		});
		if (options.isShared) await claim(lane);
		await writePosition(files, folder, {
			...await readPosition(files, folder) ?? begun,
			entered: true
		});
		return lane;
	}, patience$1);
}

// src/store/lane-id.ts
/** 32 hexadecimal digits that no other lane has; all lower case, since some servers fold the case of keys. */
function laneId({ repository, key, lane }) {
	return hash("sha256", JSON.stringify([
		repository.toLowerCase(),
		key,
		lane
	]), "hex").slice(0, 32);
}
/** What a person sees of the lane in a list of artifacts: letters, digits and hyphens, at most 40. */
function laneSlug(lane) {
	return lane.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "") || "lane";
}

// src/actions/lane/inputs.ts
/** The inputs of every action that works on a lane. */
const laneInputs = {
	key: optional(vocabulary.key),
	lane: optional(vocabulary.lane),
	step: optional(vocabulary.step),
	fingerprint: optional(vocabulary.fingerprint),
	"on-change": withDefault(vocabulary["on-change"], "fail"),
	paths: optional(vocabulary.paths),
	store: withDefault(oneOf("auto", "cache", "artifact", "directory"), "auto"),
	/** Names of environment variables whose values are kept out of everything that is stored. */
	"secret-variables": optional(variableNames(1e3)),
	token: optional(vocabulary.token),
	/** The matrix of the job as JSON: an expression in `action.yml` gives it. */
	matrix: optional(text$1)
};

// src/actions/lane/identity.ts
/** Which run, lane and step an action means: what the author gave, else what the runner says. */
/** The run key and lane. Throws a ContextError outside of a job. */
function laneIdentity(inputs, context) {
	const { repository, runId, job } = requireContext(context, "repository", "runId", "job");
	return {
		repository: `${repository.owner}/${repository.name}`,
		key: inputs.key ?? String(runId),
		lane: inputs.lane ?? boundedLane(job + legOf(inputs.matrix))
	};
}
/** The step's name: given, else its id. An id the runner made up changes with the steps around it, and is refused. */
function stepName(inputs, context) {
	const id = inputs.step ?? context.actionId ?? "";
	if (inputs.step === void 0 && (id === "" || /^(__|\d+$)/.test(id))) throw new UserError("this step has no name to be recorded under: give it an id, or the input step");
	return id;
}
/** ` (node=20, os=linux)` for a leg of a matrix: the same whatever order the values come in, and another for any other. */
function legOf(matrix) {
	if (matrix === void 0 || matrix === "null") return "";
	const legs = Object.entries(parseMatrix(matrix)).map(([name, value]) => `${plain(name)}=${plain(value)}`);
	return legs.length === 0 ? "" : ` (${legs.sort().join(", ")})`;
}
function parseMatrix(matrix) {
	try {
		return parseBounded(matrix);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new UserError(`input matrix is ${JSON.stringify(matrix.slice(0, 60))}: leave it out, its default is right`);
	}
}
/** A word as it is; anything that could be taken for something else as JSON. */
function plain(value) {
	return typeof value === "string" && /^[\w./@+-][\w ./@:+-]*$/.test(value) && !/^(true|false|null|-?\d[\d.]*(e[+-]?\d+)?)$/i.test(value) ? value : canonical(value);
}
/** JSON with the members of objects in one order. */
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value).replace(/\p{Cc}/gu, escaped);
	return `{${Object.entries(value).map(([name, member]) => `${canonical(name)}:${canonical(member)}`).sort().join(",")}}`;
}
/** JSON lets some control characters stand as they are. */
function escaped(character) {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
/** No longer than a lane may be that is given; a longer name ends in a hash of the whole instead. */
function boundedLane(name) {
	if (name.length <= laneLength) return name;
	const end = `… ${hash("sha256", name, "hex").slice(0, 16)}`;
	return name.slice(0, laneLength - end.length).toWellFormed() + end;
}
const laneLength = 200;

// src/store/artifact.ts
/**
* Checkpoints as artifacts `holdfast-LANE-ID`, then `….2`, `….3`: a name can be used once a run, and without gaps the
* newest of any run is found by asking for exact names, which is all the service can do across runs.
*/
function artifactStore(world, service, scratch, reach) {
	const { clock, files } = world;
	/** Ids of artifacts known to hold older generations than the next one. */
	const older = /* @__PURE__ */ new Set();
	/** Newest first. */
	async function candidates(lane) {
		if (reach === "this-run") return ofThisRun(service, lane);
		const found = [];
		for (let number = 1;; number++) {
			const listed = await service.listOfAllRuns(artifactName(lane, number));
			if (listed.kind !== "listed") return listed;
			if (listed.entries.length === 0) break;
			found.push(...listed.entries);
		}
		return {
			kind: "listed",
			entries: found.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
		};
	}
	async function bring(lane, entry, into) {
		return withStage(world, into, async (stage) => {
			await files.makeFolder(stage);
			const answer = await service.download(entry, stage);
			if (answer.kind !== "downloaded") return answer;
			return accept(files, lane, stage, into, `artifact ${entry.name} of run ${entry.runId}`);
		});
	}
	/** What an artifact that stands says to adding a checkpoint; undefined where it is older, gone or not sound. */
	async function against(lane, manifest, standing) {
		if (older.has(standing.id)) return void 0;
		const loaded = await withStage(world, scratch, (stage) => bring(lane, standing, stage));
		if (loaded.kind === "unavailable") return loaded;
		if (loaded.kind === "found" && loaded.manifest.generation >= manifest.generation) return loaded.manifest.head === manifest.head ? saved$1 : {
			kind: "conflict",
			winner: loaded.manifest
		};
		older.add(standing.id);
	}
	/** What the other runs' artifacts say to it. */
	async function againstOtherRuns(lane, manifest) {
		if (reach === "this-run") return void 0;
		const listing = await candidates(lane);
		if (listing.kind !== "listed") return {
			kind: "unavailable",
			reason: listing.reason
		};
		const newest = listing.entries.find(({ runId }) => runId !== manifest.runId);
		return newest && against(lane, manifest, newest);
	}
	async function add(lane, folder, manifest) {
		const waits = [...settling];
		for (let tried = 0; tried < mostNames;) {
			const listing = await ofThisRun(service, lane);
			if (listing.kind !== "listed") return {
				kind: "unavailable",
				reason: listing.reason
			};
			const [newest] = listing.entries;
			const fault = newest && await against(lane, manifest, newest);
			if (fault) return fault;
			const last = newest ? numberOf(lane, newest.name) : 0;
			const wait = tried > last ? waits.shift() : void 0;
			if (wait !== void 0) {
				await clock.sleep(wait);
				continue;
			}
			tried = Math.max(tried, last) + 1;
			const answer = await service.upload(artifactName(lane, tried), folder);
			if (answer.kind === "uploaded") return saved$1;
			if (answer.kind === "unavailable") return answer;
		}
		return {
			kind: "unavailable",
			reason: `this run has ${mostNames} artifacts of the lane, as many as a job may have`
		};
	}
	return {
		async load(lane, into) {
			const listing = await candidates(lane);
			if (listing.kind !== "listed") return listing;
			for (const entry of listing.entries) {
				const loaded = await bring(lane, entry, into);
				if (loaded.kind !== "none") return loaded;
			}
			return { kind: "none" };
		},
		copy: add,
		async save(lane, folder, manifest) {
			const fault = await againstOtherRuns(lane, manifest);
			if (fault) return fault;
			const added = await add(lane, folder, manifest);
			if (added.kind !== "saved") return added;
			return await againstOtherRuns(lane, manifest) ?? added;
		}
	};
}
/** The service takes 500 artifacts a job. */
const mostNames = 500;
const saved$1 = {
	kind: "saved",
	where: "artifact"
};
/** The lane's artifacts of this run, newest first. */
async function ofThisRun(service, lane) {
	const listed = await service.listOfThisRun(artifactName(lane, 1));
	if (listed.kind !== "listed") return listed;
	return {
		kind: "listed",
		entries: listed.entries.filter(({ name }) => numberOf(lane, name) > 0).sort((a, b) => numberOf(lane, b.name) - numberOf(lane, a.name))
	};
}
function artifactName(lane, number) {
	const name = `holdfast-${laneSlug(lane.lane)}-${laneId(lane).slice(0, 16)}`;
	return number === 1 ? name : `${name}.${number}`;
}
/** 1 for the plain name, 0 for a name that is not of this lane. */
function numberOf(lane, name) {
	const first = artifactName(lane, 1);
	if (name === first) return 1;
	const number = name.startsWith(`${first}.`) ? name.slice(first.length + 1) : "";
	return /^[1-9]\d{0,3}$/.test(number) ? Number(number) : 0;
}

// src/store/cache.ts
/**
* Checkpoints as cache entries `holdfast-1-LANE-GENERATION`. Entries are immutable and a key is given once, so adding
* a generation is a compare-and-swap: of two writers that both follow generation N, one gets N+1.
*
* A look-up by prefix gives the entry made last. act's server knows that only to the second, so that of two generations
* saved within one it gives either: where `isNewestCertain` is false, the next generation is asked for until there is none.
*/
function cacheStore(world, service, scratch, isNewestCertain = true) {
	const { clock, files } = world;
	/** The service's answer to a save can be lost, or stand for another's entry: what is there now decides. */
	async function settle(lane, manifest, reason) {
		for (const wait of [0, ...settling]) {
			await clock.sleep(wait);
			const standing = await look(lane, manifest.generation);
			if (standing.kind === "found") return standing.winner.head === manifest.head ? saved : {
				kind: "conflict",
				winner: standing.winner
			};
			if (standing.kind !== "none") return {
				kind: "unavailable",
				reason: standing.reason
			};
		}
		return {
			kind: "unavailable",
			reason
		};
	}
	async function look(lane, generation) {
		return withStage(world, scratch, async (stage) => {
			await files.makeFolder(stage);
			const restored = await service.restore(entryKey(lane, generation), stage);
			if (restored.kind !== "found") return restored;
			try {
				return {
					kind: "found",
					winner: await readManifest(files, stage, lane)
				};
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				return {
					kind: "unavailable",
					reason: `cache entry ${restored.key}: ${error.message}`
				};
			}
		});
	}
	/** Brings the newest entry whose key starts with `prefix`. */
	async function bring(lane, prefix, into) {
		return withStage(world, into, async (stage) => {
			await files.makeFolder(stage);
			const restored = await service.restore(prefix, stage);
			if (restored.kind !== "found") return restored;
			const generation = Number(restored.key.slice(keyPrefix(lane).length));
			const loaded = await accept(files, lane, stage, into, `cache entry ${restored.key}`);
			if (loaded.kind === "refused") return {
				...loaded,
				generation
			};
			if (loaded.manifest.generation === generation) return loaded;
			await files.remove(into);
			return {
				kind: "refused",
				generation,
				reason: `cache entry ${restored.key} holds another generation`
			};
		});
	}
	return {
		async load(lane, into) {
			let newest = await bring(lane, keyPrefix(lane), into);
			if (isNewestCertain) return newest;
			while (newest.kind === "found") {
				const later = `${into}.later`;
				const next = await bring(lane, entryKey(lane, newest.manifest.generation + 1), later);
				if (next.kind === "none") return newest;
				await files.remove(into);
				if (next.kind === "found") await files.publish(later, into);
				newest = next;
			}
			return newest;
		},
		async save(lane, folder, manifest) {
			const answer = await service.save(entryKey(lane, manifest.generation), folder);
			if (answer.kind === "saved") return saved;
			return answer.kind === "denied" ? {
				kind: "unavailable",
				reason: answer.reason
			} : settle(lane, manifest, answer.reason);
		}
	};
}
const saved = {
	kind: "saved",
	where: "cache"
};
function keyPrefix(lane) {
	return `holdfast-1-${laneId(lane)}-`;
}
/** Of one length for all generations: a look-up by prefix of one must not find another. */
function entryKey(lane, generation) {
	return keyPrefix(lane) + String(generation).padStart(8, "0");
}

// src/store/disk-error.ts
/** Whether the system refused a call on the disk: it is full, read-only or not ours. Any other error is a mistake of ours. */
function isDiskError(error) {
	return error instanceof Error && "syscall" in error;
}

// src/store/directory.ts
/** Old generations that keep their content, for a reader that is just looking at one. */
const kept = 2;
/**
* Checkpoints in a folder of one machine: `ROOT/LANE/GENERATION/`. Safe between processes: a generation appears whole
* or not at all, and only one writer can make it. An old one loses its content but keeps its manifest, so that its
* number is never given twice.
*/
function directoryStore(world, root) {
	const { files } = world;
	async function newest(folder) {
		return (await files.list(folder)).filter((name) => /^\d{8}$/.test(name)).reduce((most, name) => Math.max(most, Number(name)), 0);
	}
	async function load(lane, into) {
		const folder = join(root, laneId(lane));
		const generation = await newest(folder);
		if (generation === 0) return { kind: "none" };
		const loaded = await unlessDiskFails(() => withStage(world, into, async (stage) => {
			await files.copy(join(folder, nameOf(generation)), stage);
			return accept(files, lane, stage, into, `folder ${folder}`);
		}));
		if (loaded.kind === "found") return loaded;
		if (await newest(folder) > generation) return load(lane, into);
		return loaded.kind === "refused" ? {
			...loaded,
			generation
		} : loaded;
	}
	async function save(lane, from, { generation }) {
		const folder = join(root, laneId(lane));
		await files.makeFolder(folder);
		return withStage(world, join(folder, "incoming"), async (stage) => {
			await files.copy(from, stage);
			if (await newest(folder) >= generation || !await files.publish(stage, join(folder, nameOf(generation)))) return {
				kind: "conflict",
				...await winnerIn(folder, lane)
			};
			await empty(join(folder, nameOf(generation - kept)));
			return {
				kind: "saved",
				where: "directory"
			};
		});
	}
	async function winnerIn(folder, lane) {
		try {
			return { winner: await readManifest(files, join(folder, nameOf(await newest(folder))), lane) };
		} catch (error) {
			if (error instanceof Refused) return {};
			throw error;
		}
	}
	async function empty(generation) {
		await files.remove(join(generation, checkpointFiles.files));
		await files.remove(join(generation, checkpointFiles.journal));
	}
	return {
		load: (lane, into) => unlessDiskFails(() => load(lane, into)),
		save: (lane, from, manifest) => unlessDiskFails(() => save(lane, from, manifest))
	};
}
/** A disk that refuses is a store that cannot be reached. */
async function unlessDiskFails(act) {
	try {
		return await act();
	} catch (error) {
		if (!isDiskError(error)) throw error;
		return {
			kind: "unavailable",
			reason: error.message
		};
	}
}
function nameOf(generation) {
	return String(generation).padStart(8, "0");
}

// src/store/layered.ts
/**
* The cache for speed and the artifact for keeps: the cache entry after every step, the artifact once when the job
* ends, or at once where the cache cannot be written. Reads the newest that verifies, so that the loss of either is
* survived. It would rather say that it does not know than hand back a record that may not be the newest: while one
* layer gives no answer, the other's checkpoint counts only where `isLast` knows that nothing came after it.
*/
function layeredStore(world, cache, artifact, isLast) {
	const { files } = world;
	return {
		load: (lane, into) => withStage(world, into, (first) => withStage(world, into, async (second) => {
			const fast = await cache.load(lane, first);
			const chosen = choose(fast, await artifact.load(lane, second), isLast);
			if (chosen.kind === "found") await files.publish(chosen === fast ? first : second, into);
			return chosen;
		})),
		async save(lane, folder, manifest) {
			const fast = await cache.save(lane, folder, manifest);
			if (fast.kind !== "unavailable") return fast;
			return both(fast, await artifact.save(lane, folder, manifest));
		},
		close: (lane, folder, manifest) => artifact.copy(lane, folder, manifest)
	};
}
/** Exported for its table test: what two layers' answers amount to. */
function choose(fast, durable, isLast) {
	if (fast.kind === "found" && durable.kind === "found") return durable.manifest.generation > fast.manifest.generation ? durable : fast;
	const [found, other] = fast.kind === "found" ? [fast, durable] : [durable, fast];
	if (found.kind === "found") {
		if (other.kind === "none" || other.kind === "denied") return found;
		if (other.kind === "refused" && other.generation !== void 0) return other.generation <= found.manifest.generation ? found : other;
		return isLast(found.manifest) ? found : other;
	}
	return worst(fast, durable);
}
/** Of two answers without a checkpoint, the one that leaves more open: both have to say that there is none. */
function worst(one, other) {
	const order = [
		"refused",
		"unavailable",
		"denied",
		"none"
	];
	return order.indexOf(one.kind) <= order.indexOf(other.kind) ? one : other;
}
function both(fast, durable) {
	if (durable.kind !== "unavailable") return durable;
	return {
		kind: "unavailable",
		reason: `cache: ${fast.reason}; artifact: ${durable.reason}`
	};
}

// src/store/state-folder.ts
/**
* Where the directory store lives: `HOLDFAST_DIR`, else the user's folder for state, as each system has it
* (`$XDG_STATE_HOME` or `~/.local/state`, `~/Library/Application Support`, `%LOCALAPPDATA%`). One rule for GitHub, act
* and the command line. Throws a {@link UserError} where `HOLDFAST_DIR` is relative, or nothing names a folder.
*/
function stateFolder(environment, platform) {
	const path = platform === "win32" ? win32 : posix;
	const given = environment["HOLDFAST_DIR"];
	if (given) {
		if (path.isAbsolute(given)) return given;
		throw new UserError(`HOLDFAST_DIR is ${JSON.stringify(given)}: write an absolute path, the same in every step`);
	}
	/** An empty or relative path counts as none, as the XDG specification has it. */
	const folder = (...names) => names.map((name) => environment[name]).find((value) => value && path.isAbsolute(value));
	const inHome = (...names) => {
		const home = folder("HOME", "USERPROFILE");
		if (home === void 0) throw new UserError("nothing names a folder to keep state in: set HOLDFAST_DIR");
		return path.join(home, ...names);
	};
	switch (platform) {
		case "win32": return path.join(folder("LOCALAPPDATA") ?? inHome("AppData", "Local"), "holdfast");
		case "darwin": return inHome("Library", "Application Support", "holdfast");
		default: return path.join(folder("XDG_STATE_HOME") ?? inHome(".local", "state"), "holdfast");
	}
}

// src/actions/lane/store.ts
/** Opens the store of an action. Throws a {@link UserError} where a store was asked for that this job does not have. */
function openStore(world, context, options) {
	const services = servicesOf(world.environment, context);
	switch (options.name) {
		case "directory": return openDirectory(world);
		case "cache": return services.cache ? openCache(world, context, options) : missing("cache", "ACTIONS_CACHE_URL");
		case "artifact": return services.artifact ? openArtifact(world, context, options) : missing("artifact", "ACTIONS_RESULTS_URL");
		case "auto":
			if (!services.cache) return services.artifact ? openArtifact(world, context, options) : openDirectory(world);
			if (!services.artifact || options.isExpendable) return openCache(world, context, options);
			return layeredStore(world, openCache(world, context, options), openArtifact(world, context, options), ({ closed, runId, attempt }) => closed && runId === context.runId && attempt === (context.attempt ?? 1) - 1);
	}
}
/**
* What the runner offers. Enterprise servers and act have the first cache protocol, act without a token, and no
* artifacts that the official client can read.
*/
function servicesOf(environment, { enterpriseServer }) {
	const has = (name) => Boolean(environment[name]);
	const results = has("ACTIONS_RESULTS_URL") && has("ACTIONS_RUNTIME_TOKEN") && !enterpriseServer;
	const isSecondProtocol = results && has("ACTIONS_CACHE_SERVICE_V2");
	return {
		cache: isSecondProtocol || has("ACTIONS_CACHE_URL"),
		isSecondProtocol,
		artifact: results
	};
}
function missing(store, variable) {
	throw new UserError(`input store is "${store}": this runner has no ${store} service (${variable}); write auto or directory`);
}
function openDirectory(world) {
	return directoryStore(world, stateFolder(world.environment, world.processes.platform));
}
function openCache(world, context, { scratch }) {
	const load = once(async () => (await import("./cache.js")).cacheService(world));
	return cacheStore(world, {
		restore: async (...call) => (await load()).restore(...call),
		save: async (...call) => (await load()).save(...call)
	}, scratch, servicesOf(world.environment, context).isSecondProtocol);
}
function openArtifact(world, context, { token, scratch, reach }) {
	const load = once(async () => (await import("./artifact.js")).artifactService(world, context, token));
	return artifactStore(world, {
		listOfThisRun: async (...call) => (await load()).listOfThisRun(...call),
		listOfAllRuns: async (...call) => (await load()).listOfAllRuns(...call),
		download: async (...call) => (await load()).download(...call),
		upload: async (...call) => (await load()).upload(...call)
	}, scratch, reach);
}
function once(make) {
	let made;
	return () => made ??= make();
}

// src/actions/lane/open.ts
/** Opens the lane an action works on. */
/**
* Notes for the post step which lane to close, in the process that opened it. The runner evaluates inputs anew for the
* post step, and what they say may have changed by then.
*/
function rememberLane(runner, { isOpener, identity }, { key, store }) {
	if (isOpener) runner.saveState("lane", JSON.stringify({
		key,
		lane: identity.lane,
		store
	}));
}
/** What {@link rememberLane} noted, with the token that is never noted; undefined where another process closes. */
function recallLane(runner, environment) {
	const noted = runner.getState("lane");
	if (noted === "") return void 0;
	return {
		...notedSchema.parse(JSON.parse(noted)),
		token: environment["INPUT_TOKEN"] || void 0
	};
}
/** The lane is no input any more: made of a matrix it may be long, and hold line breaks. */
const notedSchema = strictObject$1({
	key: laneInputs.key,
	lane: string(),
	store: laneInputs.store
});
/** The folder of ours that lasts as long as the job. */
function jobFolder(context) {
	return join(requireContext(context, "temporaryFolder").temporaryFolder, "holdfast");
}
/**
* Opens the lane that the inputs and the runner name; `beforeFirst` is called where nothing is recorded under them yet.
* Throws as `openLane` does, and on inputs that make no sense.
*/
async function openActionLane(world, context, inputs, beforeFirst) {
	const options = laneOptions(world, context, inputs, laneIdentity(inputs, context), inputs.key !== void 0);
	await world.files.makeFolder(jobFolder(context));
	return openLane(world, {
		...options,
		beforeFirst
	});
}
/** How a job opens a lane of this identity, which runs of other workflows have as well where it is shared. */
function laneOptions(world, context, inputs, identity, isShared) {
	const { runId, attempt } = requireContext(context, "runId", "attempt");
	const folder = join(jobFolder(context), laneId(identity));
	const link = runAttemptUrl(context);
	return {
		identity,
		writer: {
			runId,
			attempt,
			...link === void 0 ? {} : { link }
		},
		attempt,
		folder,
		store: openStore(world, context, {
			name: inputs.store,
			token: inputs.token,
			scratch: `${folder}.scratch`,
			reach: isShared ? "all-runs" : "this-run"
		}),
		isFirst: attempt === 1 && !isShared,
		isShared,
		stateOf: (writer) => stateOf(world, context, inputs.token, writer)
	};
}
/** Whether the job that claimed a lane can still write. An earlier attempt of this run has ended, or this would not run. */
async function stateOf(world, context, token, writer) {
	const { repository, runId, attempt } = requireContext(context, "repository", "runId", "attempt");
	if (writer.runId === void 0 || writer.attempt === void 0) return {
		kind: "unknown",
		reason: "nothing tells whether it has ended"
	};
	if (writer.runId === runId && writer.attempt < attempt) return { kind: "ended" };
	if (writer.runId === runId && context.act) return {
		kind: "unknown",
		reason: "act gives every run the same id: run it by `holdfast act`, or pass another `--env GITHUB_RUN_ID=…`"
	};
	if (writer.runId === runId) return { kind: "running" };
	if (token === void 0) return {
		kind: "unknown",
		reason: "without the input token nobody can ask whether it has ended"
	};
	const { createOctokit } = await import("./octokit.js");
	const { runState } = await import("./runs.js");
	return runState(await createOctokit(world, context, { token }), {
		repository,
		runId: writer.runId,
		attempt: writer.attempt
	});
}

// src/actions/lane/unsaved.ts
/** Says in red that a checkpoint could not be saved; nothing where it could. */
function sayUnsaved(runner, step, saved) {
	if (saved.kind === "saved") return;
	runner.error(`What step "${step}" did could not be checkpointed (${saved.reason}). The next step of this job tries again; if none can save it, a re-run does it again.`, { title: "Checkpoint not saved" });
}

// src/durable/step/recorded-step.ts
/** The record to replay, or undefined where the step is to run. Throws {@link DefinitionChanged}. */
function replayOf(record, { name, fingerprint, onChange }) {
	const { done } = record;
	if (record.status !== "done" || !done || done.withheld !== void 0) return void 0;
	if (!isSameDefinition(done.fingerprint, fingerprint)) {
		if (onChange === "rerun") return void 0;
		if (onChange === "fail") throw new DefinitionChanged(name, done.fingerprint, fingerprint);
	}
	return done;
}
/** An at-most-once step that is done and was not kept can neither be replayed nor run again. */
function refuseUnkept(name, { status, done }) {
	if (status !== "done" || done?.withheld === void 0) return;
	throw new LaneError(`step "${name}" is done and nothing of it was kept, for ${done.withheld}: it cannot be replayed, and at-most-once does not run it again. Take out of it what cannot be kept, and start a new run.`);
}

// src/store/path-patterns.ts
/**
* Reads patterns, one a line; empty lines and `#` comments are skipped.
* Throws a UserError for one that leads out of `root`.
*/
function pathPatterns(lines, root) {
	const patterns = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")).map((line) => parse$2(line, root));
	const lastMatch = (path) => patterns.findLastIndex((pattern) => pattern.matches(path));
	return {
		included: patterns.filter((pattern) => !pattern.excludes),
		keeps: (path) => patterns[lastMatch(path)]?.excludes === false,
		mayKeepBelow(folder) {
			const last = lastMatch(folder);
			if (patterns[last]?.excludes === false) return true;
			return patterns.slice(last + 1).some((pattern) => !pattern.excludes && pattern.mayMatchBelow(folder));
		}
	};
}
function parse$2(text, root) {
	const excludes = text.startsWith("!");
	const names = namesOf(excludes ? text.slice(1).trim() : text, text, root);
	if (names.at(-1) === "**") names.push("*");
	const parts = names.map((name) => name === "**" ? anyDepth : new RegExp(`^${globExpression(name)}$`, "s"));
	return {
		text,
		excludes,
		matches: (path) => follow(parts, path) === "matches",
		mayMatchBelow: (folder) => follow(parts, folder) !== "cannot match"
	};
}
/** `**`: any number of names, none included. */
const anyDepth = Symbol("any depth");
/**
* Follows a path name by name, keeping all places of the pattern it may have come to: one expression for the whole
* would try each division of the path among several `**`.
*/
function follow(parts, path) {
	let places = reach(parts, [0]);
	for (const name of path.split("/")) {
		if (places.has(parts.length)) return "matches";
		places = reach(parts, Array.from(places, (place) => {
			const part = parts[place];
			return part === anyDepth ? place : part?.test(name) ? place + 1 : -1;
		}).filter((place) => place >= 0));
	}
	if (places.has(parts.length)) return "matches";
	return places.size > 0 ? "may match below" : "cannot match";
}
/** These places and those behind each `**`, which may stand for nothing. */
function reach(parts, places) {
	const reached = new Set(places);
	for (const place of reached) if (parts[place] === anyDepth) reached.add(place + 1);
	return reached;
}
function namesOf(pattern, text, root) {
	const outside = (why) => new UserError(`paths: "${text}" ${why}; only paths below the workspace are kept, so write it relative to ${root}`);
	if (pattern.startsWith("~")) throw outside("is in the home folder");
	if (pattern.split(/[\\/]/).includes("..")) throw outside("has \"..\"");
	const local = isAbsolute(pattern) ? relative(root, pattern) : pattern;
	if (isAbsolute(local) || /^[A-Za-z]:/.test(local)) throw outside("is on another drive");
	if (local.split(/[\\/]/).includes("..")) throw outside("is outside the workspace");
	return local.split(/[\\/]/).filter((name) => name !== "" && name !== ".");
}
/** A regular expression for one name. */
function globExpression(name) {
	return name.replaceAll(/\*+|\?|\[(!?)([^\]/]+)\]|[\\^$.+()|{}[\]]/g, (found, not, characters) => {
		if (found.startsWith("*")) return ".*";
		if (found === "?") return ".";
		if (characters === void 0) return `\\${found}`;
		return `[${not ? "^" : ""}${characters.replaceAll(/[\\^[]/g, "\\$&")}]`;
	});
}

// src/durable/command/bring-back.ts
/** Kept files, out of a lane and back into the workspace. The archive's code is loaded when it is needed. */
/** Brings kept files back over what the workspace has. Throws a {@link LaneError} where the archive is not sound. */
async function bringBack(world, { digest }, from) {
	const { unpackFiles } = await import("./unpack-files.js");
	const unpacked = await unpackFiles(world, {
		archive: join(from.files, digest),
		digest,
		root: from.workspace
	});
	if (unpacked.kind === "refused") throw new LaneError(`the kept files cannot be brought back: ${unpacked.reason}`);
}

// src/actions/lane/step-name.ts
/**
* Notes that a step of this name runs in this job. A second one, such as one in a composite action that is used twice,
* is handed what the first recorded: a warning says so, since nothing tells it from the same step started again.
*/
async function noteStepName({ files }, runner, lane, step) {
	const names = join(dirname(lane.files), "names");
	await files.makeFolder(names);
	if (await files.create(join(names, hash("sha256", step, "hex")), "", { durable: false })) return;
	runner.warning(`A step named "${step}" has run in this job before. If it was another one, give each a name of its own in the input step: what one has recorded is replayed for the other.`, { title: "Two steps of one name" });
}

// src/actions/lane/close.ts
/**
* The post step of every action with a lane: the one that opened the lane closes it, which makes the durable copy.
* Best effort: what goes wrong is a warning, and the job's result stays what it is.
*/
async function closeLane(world) {
	const runner = runnerCommands(world);
	try {
		const inputs = recallLane(runner, world.environment);
		if (!inputs) return;
		const lane = await openActionLane(world, readContext(world.environment), inputs);
		const closed = await lane.close();
		if (closed.kind !== "not-copied") return sayUnsaved(runner, lane.identity.lane, closed);
		runner.warning(`What the lane recorded is in the cache alone: its artifact could not be made (${closed.reason}).`);
	} catch (error) {
		const why = withoutSecrets(world.environment, error instanceof Error ? error.message : String(error));
		runner.warning(`The lane was not closed, so what it recorded may be in the cache alone: ${why}`);
	}
}

// src/policy/backoff.ts
/**
* Milliseconds to wait after the failed attempt `attempt` (from 1), with `unit` in [0, 1) as the draw.
*
* Full jitter: `random(0, min(maxDelay, initialDelay · factor^(attempt - 1)))`, which spreads competing clients best;
* see "Exponential Backoff and Jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
*/
function backoffDelay(backoff, attempt, unit) {
	if (backoff.initialDelay === 0) return 0;
	const ceiling = Math.min(backoff.maxDelay, backoff.initialDelay * backoff.factor ** (attempt - 1));
	return Math.round(backoff.jitter === "full" ? unit * ceiling : ceiling);
}
/** The draw of one attempt of one step, in [0, 1): the same wherever and whenever it is asked for again. */
function seededUnit(runKey, lane, step, attempt) {
	return unitOf(createHash("sha256").update(JSON.stringify([
		runKey,
		lane,
		step,
		attempt
	])).digest());
}
/** The first six bytes as a number in [0, 1). */
function unitOf(bytes) {
	return bytes.readUIntBE(0, 6) / 2 ** 48;
}

// node_modules/is-network-error/index.js
const objectToString = Object.prototype.toString;
const isError = (value) => objectToString.call(value) === "[object Error]";
const errorMessages = /* @__PURE__ */ new Set([
	"network error",
	"NetworkError when attempting to fetch resource.",
	"The Internet connection appears to be offline.",
	"Network request failed",
	"fetch failed",
	"terminated",
	" A network error occurred.",
	"Network connection lost"
]);
function isNetworkError(error) {
	if (!(error && isError(error) && error.name === "TypeError" && typeof error.message === "string")) return false;
	const { message, stack } = error;
	if (message === "Load failed" || message.startsWith("Load failed (") && message.endsWith(")")) return stack === void 0 || "__sentry_captured__" in error;
	if (message.startsWith("error sending request for url")) return true;
	if (message === "Failed to fetch" || message.startsWith("Failed to fetch (") && message.endsWith(")")) return true;
	return errorMessages.has(message);
}

// node_modules/p-retry/index.js
function validateRetries(retries) {
	if (typeof retries === "number") {
		if (retries < 0) throw new TypeError("Expected `retries` to be a non-negative number.");
		if (Number.isNaN(retries)) throw new TypeError("Expected `retries` to be a valid number or Infinity, got NaN.");
	} else if (retries !== void 0) throw new TypeError("Expected `retries` to be a number or Infinity.");
}
function validateNumberOption(name, value, { min = 0, allowInfinity = false } = {}) {
	if (value === void 0) return;
	if (typeof value !== "number" || Number.isNaN(value)) throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? " or Infinity" : ""}.`);
	if (!allowInfinity && !Number.isFinite(value)) throw new TypeError(`Expected \`${name}\` to be a finite number.`);
	if (value < min) throw new TypeError(`Expected \`${name}\` to be \u2265 ${min}.`);
}
var AbortError = class extends Error {
	constructor(message) {
		super();
		if (message instanceof Error) {
			this.originalError = message;
			({message} = message);
		} else {
			this.originalError = new Error(message);
			this.originalError.stack = this.stack;
		}
		this.name = "AbortError";
		this.message = message;
	}
};
function calculateDelay(retriesConsumed, options) {
	const attempt = Math.max(1, retriesConsumed + 1);
	const random = options.randomize ? Math.random() + 1 : 1;
	let timeout = Math.round(random * options.minTimeout * options.factor ** (attempt - 1));
	timeout = Math.min(timeout, options.maxTimeout);
	return timeout;
}
function calculateRemainingTime(start, max) {
	if (!Number.isFinite(max)) return max;
	return max - (performance.now() - start);
}
async function onAttemptFailure({ error, attemptNumber, retriesConsumed, startTime, options }) {
	const normalizedError = error instanceof Error ? error : /* @__PURE__ */ new TypeError(`Non-error was thrown: "${error}". You should only throw errors.`);
	if (normalizedError instanceof AbortError) throw normalizedError.originalError;
	const retriesLeft = Number.isFinite(options.retries) ? Math.max(0, options.retries - retriesConsumed) : options.retries;
	const maxRetryTime = options.maxRetryTime ?? Number.POSITIVE_INFINITY;
	const context = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed
	});
	await options.onFailedAttempt(context);
	if (calculateRemainingTime(startTime, maxRetryTime) <= 0) throw normalizedError;
	const consumeRetry = await options.shouldConsumeRetry(context);
	const remainingTime = calculateRemainingTime(startTime, maxRetryTime);
	if (remainingTime <= 0 || retriesLeft <= 0) throw normalizedError;
	if (normalizedError instanceof TypeError && !isNetworkError(normalizedError)) {
		if (consumeRetry) throw normalizedError;
		options.signal?.throwIfAborted();
		return false;
	}
	if (!await options.shouldRetry(context)) throw normalizedError;
	if (!consumeRetry) {
		options.signal?.throwIfAborted();
		return false;
	}
	const delayTime = calculateDelay(retriesConsumed, options);
	const finalDelay = Math.min(delayTime, remainingTime);
	options.signal?.throwIfAborted();
	if (finalDelay > 0) await new Promise((resolve, reject) => {
		const onAbort = () => {
			clearTimeout(timeoutToken);
			options.signal?.removeEventListener("abort", onAbort);
			reject(options.signal.reason);
		};
		const timeoutToken = setTimeout(() => {
			options.signal?.removeEventListener("abort", onAbort);
			resolve();
		}, finalDelay);
		if (options.unref) timeoutToken.unref?.();
		options.signal?.addEventListener("abort", onAbort, { once: true });
	});
	options.signal?.throwIfAborted();
	return true;
}
async function pRetry(input, options = {}) {
	options = { ...options };
	validateRetries(options.retries);
	if (Object.hasOwn(options, "forever")) throw new Error("The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.");
	options.retries ??= 10;
	options.factor ??= 2;
	options.minTimeout ??= 1e3;
	options.maxTimeout ??= Number.POSITIVE_INFINITY;
	options.maxRetryTime ??= Number.POSITIVE_INFINITY;
	options.randomize ??= false;
	options.onFailedAttempt ??= () => {};
	options.shouldRetry ??= () => true;
	options.shouldConsumeRetry ??= () => true;
	validateNumberOption("factor", options.factor, {
		min: 0,
		allowInfinity: false
	});
	validateNumberOption("minTimeout", options.minTimeout, {
		min: 0,
		allowInfinity: false
	});
	validateNumberOption("maxTimeout", options.maxTimeout, {
		min: 0,
		allowInfinity: true
	});
	validateNumberOption("maxRetryTime", options.maxRetryTime, {
		min: 0,
		allowInfinity: true
	});
	if (!(options.factor > 0)) options.factor = 1;
	options.signal?.throwIfAborted();
	let attemptNumber = 0;
	let retriesConsumed = 0;
	const startTime = performance.now();
	while (Number.isFinite(options.retries) ? retriesConsumed <= options.retries : true) {
		attemptNumber++;
		try {
			options.signal?.throwIfAborted();
			const result = await input(attemptNumber);
			options.signal?.throwIfAborted();
			return result;
		} catch (error) {
			if (await onAttemptFailure({
				error,
				attemptNumber,
				retriesConsumed,
				startTime,
				options
			})) retriesConsumed++;
		}
	}
	throw new Error("Retry attempts exhausted without throwing an error.");
}

// src/policy/retry.ts
/**
* Whether and when to try again.
*
* A `Retry-After` is a lower bound on the delay that `maxDelay` does not cap; the deadline does. A next attempt that
* could not start before the deadline is not waited for.
*/
function decide(policy, { attempt, failure, elapsed, unit }) {
	const classification = classify(failure);
	const what = describe$1(failure, classification);
	if (failure.kind === "deadline") return giveUp("deadline", what);
	if (attempt >= policy.maxAttempts) return giveUp("exhausted", `${what}; ${attemptsUsed(policy.maxAttempts)}`);
	const refusal = refusalOf(policy, failure, classification);
	if (refusal !== void 0) return giveUp(refusal.cause, `${what}, ${refusal.why}`);
	const asked = failure.retryAfter ?? 0;
	const delay = Math.max(asked, backoffDelay(policy.backoff, attempt, unit));
	const because = asked > 0 && asked === delay ? `${what}; Retry-After asks for ${formatDuration(asked)}` : what;
	if (startsInTime(elapsed, delay, policy.deadline)) return {
		kind: "retry",
		delay,
		reason: because
	};
	const room = `${policy.deadline === void 0 ? "the longest a job may run," : "the deadline of"} ${formatDuration(policy.deadline ?? 432e6)}`;
	return giveUp("deadline", `${because}; a wait of ${formatDuration(delay)} would pass ${room}`);
}
function refusalOf(policy, failure, classification) {
	const listed = policy.giveUpOn && findInList(policy.giveUpOn, failure, classification);
	if (listed !== void 0) return {
		cause: "give-up-on",
		why: `which give-up-on lists as ${listed.text}`
	};
	if (policy.retryOn !== void 0) {
		if (findInList(policy.retryOn, failure, classification) !== void 0) return void 0;
		return {
			cause: "retry-on",
			why: `which retry-on (${policy.retryOn.map(({ text }) => text).join(", ")}) does not list`
		};
	}
	if (classification.kind === "permanent") return {
		cause: "permanent",
		why: "which another attempt would not change"
	};
}
function describe$1(failure, { kind, rule }) {
	const said = describeFailure(failure);
	const tells = failure.kind === "exit" || failure.kind === "signal" || failure.kind === "error";
	return kind === "unknown" || !tells ? said : `${said}: ${rule}`;
}
function attemptsUsed(count) {
	return count === 1 ? "it had one attempt" : `all ${count} attempts are used`;
}
function giveUp(cause, reason) {
	return {
		kind: "give-up",
		cause,
		reason
	};
}

// src/durable/step/attempts.ts
/** The one loop of attempts: policies decide whether and when, `p-retry` drives, and everything here waits its turn. */
/**
* Runs `body` until it succeeds or the policy gives up. Attempts never overlap: `body` must not settle before what it
* started has ended. Its signal aborts when the caller's does and when the deadline of the policy passes.
*
* A failure is returned. What `body` or an observer throws is no failure of an attempt: it ends the loop and is thrown on.
*/
async function runAttempts(world, body, options) {
	const { policy, signal: cancelled } = options;
	if (cancelled?.aborted) return {
		kind: "cancelled",
		attempts: 0
	};
	const { used = {
		attempts: 0,
		elapsed: 0
	}, wait = (delay, aborted) => world.clock.sleep(delay, aborted) } = options;
	const started = world.clock.monotonic() - used.elapsed;
	const deadline = new AbortController();
	const stopTimer = policy.deadline === void 0 ? void 0 : world.clock.after(Math.max(0, policy.deadline - used.elapsed), () => deadline.abort());
	const signal = cancelled !== void 0 && policy.deadline === void 0 ? cancelled : AbortSignal.any([deadline.signal, ...cancelled ? [cancelled] : []]);
	let attempts = used.attempts;
	let last;
	let ended;
	async function attempt(called) {
		const number = used.attempts + called;
		await options.onAttemptStart?.(number);
		attempts = number;
		const attempted = await settle(body(number, signal), signal);
		if (attempted.kind === "success") return attempted.value;
		last = attempted;
		throw new Failed();
	}
	async function waitOrEnd({ failure: own, value }) {
		const left = value === void 0 ? {} : { value };
		if (cancelled?.aborted) return end({
			kind: "cancelled",
			attempts,
			...left
		});
		const failure = deadline.signal.aborted ? passed(own) : own;
		const elapsed = world.clock.monotonic() - started;
		const decision = decide(policy, {
			attempt: attempts,
			failure,
			elapsed,
			unit: options.unit(attempts)
		});
		await options.onAttemptFailed?.(attempts, {
			kind: "failure",
			failure,
			...left
		}, decision);
		if (decision.kind === "give-up") return end({
			kind: "failure",
			attempts,
			failure,
			decision,
			...left
		});
		if (decision.delay > 0) await untilAborted(wait(decision.delay, signal), signal);
		if (!signal.aborted) await options.onRetry?.(attempts + 1, signal);
		if (cancelled?.aborted) return end({
			kind: "cancelled",
			attempts,
			...left
		});
		if (!deadline.signal.aborted) return;
		const late = {
			kind: "give-up",
			cause: "deadline",
			reason: describeFailure(passed(own))
		};
		end({
			kind: "failure",
			attempts,
			failure,
			decision: late,
			...left
		});
	}
	function end(result) {
		ended = result;
	}
	function passed(failure) {
		const output = failure.output === void 0 ? {} : { output: failure.output };
		return {
			kind: "deadline",
			limit: policy.deadline ?? 0,
			...output
		};
	}
	try {
		const value = await pRetry(attempt, {
			retries: Infinity,
			minTimeout: 0,
			factor: 1,
			async onFailedAttempt({ error }) {
				if (!(error instanceof Failed) || last === void 0) throw error;
				await waitOrEnd(last);
			},
			shouldRetry: () => ended === void 0
		});
		return {
			kind: "success",
			attempts,
			value
		};
	} catch (error) {
		if (ended !== void 0) return ended;
		throw error;
	} finally {
		stopTimer?.();
	}
}
/** Tells p-retry, which knows only what is thrown, that an attempt failed. */
var Failed = class extends Error {};
/** A body that ends by throwing the reason of its own signal was aborted, which is a failure and no fault of the loop. */
async function settle(running, signal) {
	try {
		return await running;
	} catch (error) {
		if (!signal.aborted || error !== signal.reason) throw error;
		return {
			kind: "failure",
			failure: {
				kind: "error",
				name: "AbortError",
				message: "aborted"
			}
		};
	}
}
async function untilAborted(waiting, signal) {
	try {
		await waiting;
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}

// src/durable/run-errors.ts
/** An operation failed. `path` names it, `causes` the operations whose failure it was. */
var OperationFailed = class extends Error {
	name = "OperationFailed";
	path;
	/** What is recorded of it: a kind, a message and a code. */
	failure;
	causes;
	constructor(path, failure, causes, message) {
		super(message);
		this.path = path;
		this.failure = failure;
		this.causes = causes;
	}
};
/** The attempts of a step are used up. */
var StepFailed = class extends OperationFailed {
	name = "StepFailed";
	attempts;
	constructor(path, failure, attempts) {
		super(path, failure, [path], `step "${path}" failed: ${describe(failure)}`);
		this.attempts = attempts;
	}
};
/** A child context, an item or a branch failed. */
var ContextFailed = class extends OperationFailed {
	name = "ContextFailed";
	constructor(path, failure, causes) {
		super(path, failure, causes, `"${path}" failed: ${describe(failure)}`);
	}
};
/** The answer to a callback was a failure. */
var CallbackFailed = class extends OperationFailed {
	name = "CallbackFailed";
	constructor(path, failure) {
		super(path, failure, [path], `"${path}" was answered with a failure: ${failure.message}`);
	}
};
/** Nobody answered a callback in time, or gave a heartbeat. */
var CallbackTimedOut = class extends CallbackFailed {
	name = "CallbackTimedOut";
};
/** The error of a callback whose recorded failure this is. */
function callbackError(path, failure) {
	return failure.kind === "timeout" || failure.kind === "idle-timeout" ? new CallbackTimedOut(path, failure) : new CallbackFailed(path, failure);
}
/** A condition did not come to hold in the attempts or the time it had, or its check threw. */
var ConditionFailed = class extends OperationFailed {
	name = "ConditionFailed";
	constructor(path, failure) {
		super(path, failure, [path], `condition "${path}" failed: ${describe(failure)}`);
	}
};
/** The run was cancelled: no operation starts any more. */
var RunCancelled = class extends Error {
	name = "RunCancelled";
	constructor() {
		super("the run was cancelled");
	}
};
/** With the name of an error, unless it says nothing. */
function describe({ name = "Error", message }) {
	return name === "Error" ? message : `${name}: ${message}`;
}

// src/durable/step/recorded-failure.ts
/** Where a record says that something failed and not how. */
const unknownFailure = {
	kind: "error",
	message: "unknown"
};
/** What a thrown value says as the failure of an attempt. */
function failureOf$1(thrown) {
	const { name, message, code } = partsOf(thrown);
	const retryAfter = retryAfterOf(thrown);
	return {
		kind: "error",
		name,
		message,
		...code !== void 0 && { code: String(code) },
		...retryAfter !== void 0 && { retryAfter }
	};
}
/** What is recorded of a value that ended a context: the failure of the operation that threw it, or its own. */
function recordedFailure(thrown, guard) {
	if (thrown instanceof OperationFailed) return thrown.failure;
	const { name, message, code } = partsOf(thrown);
	return redacted({
		kind: "error",
		name,
		message,
		...code !== void 0 && { code }
	}, guard);
}
/** What is recorded of how an attempt failed. */
function recordOf$1(failure) {
	const code = codeOf(failure);
	const { name, message } = {
		name: void 0,
		...failure.kind === "error" ? failure : { message: describeFailure(failure) }
	};
	return {
		kind: failure.kind,
		...name !== void 0 && { name },
		message,
		...code !== void 0 && { code }
	};
}
function codeOf(failure) {
	if (failure.kind === "signal") return failure.signal;
	return "code" in failure ? failure.code : void 0;
}
/** Without what must not be recorded. */
function redacted(failure, guard) {
	if (!guard) return failure;
	const { kind, name, message, code, by, teams } = failure;
	return {
		kind,
		...name !== void 0 && { name: guard.redact(name) },
		message: guard.redact(message),
		...code !== void 0 && { code: typeof code === "string" ? guard.redact(code) : code },
		...by !== void 0 && { by: guard.redact(by) },
		...teams !== void 0 && { teams: teams.map((team) => guard.redact(team)) }
	};
}
/** The operations whose failure a thrown value tells of, itself or as its cause. */
function causesOf(thrown) {
	const seen = /* @__PURE__ */ new Set();
	for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
		if (error instanceof OperationFailed) return error.causes;
		seen.add(error);
	}
	return [];
}
function partsOf(thrown) {
	if (!(thrown instanceof Error)) return {
		name: "Error",
		message: typeof thrown === "string" ? thrown : show(thrown)
	};
	const { name, message } = thrown;
	const code = "code" in thrown ? thrown.code : void 0;
	return {
		name: name || "Error",
		message,
		...(typeof code === "string" || typeof code === "number" && Number.isSafeInteger(code)) && { code }
	};
}
function show(thrown) {
	try {
		return JSON.stringify(thrown) ?? String(thrown);
	} catch {
		return Object.prototype.toString.call(thrown);
	}
}
/** Milliseconds that an HTTP client's error says to wait: `retryAfter` in seconds, or the header of its response. */
function retryAfterOf(thrown) {
	if (typeof thrown !== "object" || thrown === null) return void 0;
	const own = "retryAfter" in thrown ? thrown.retryAfter : headerOf(thrown);
	const seconds = typeof own === "number" || typeof own === "string" && /^\d{1,9}$/.test(own) ? Number(own) : NaN;
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1e3 : void 0;
}
function headerOf(thrown) {
	const response = "response" in thrown ? thrown.response : thrown;
	if (typeof response !== "object" || response === null || !("headers" in response)) return void 0;
	const { headers } = response;
	if (headers instanceof Headers) return headers.get("retry-after");
	if (typeof headers !== "object" || headers === null || !("retry-after" in headers)) return void 0;
	return headers["retry-after"];
}

// src/actions/inputs/rules.ts
/** At most one of these may be given, since they say the same thing. */
function onlyOneOf(...names) {
	return (given) => {
		const both = names.filter((name) => name in given);
		return both.length > 1 ? [`inputs ${both.join(" and ")} say the same thing: write one of them`] : [];
	};
}
/** At least one of these has to be given. */
function needOneOf(...names) {
	return (given) => names.some((name) => name in given) ? [] : [`input ${names.join(" or ")} is missing: give it a value`];
}
/**
* One duration may not be above another that bounds it: it would be cut, or never be reached. `defaults` are the texts
* of inputs that are not given; the runner hands them over as if they were, so a value that is its default is let be.
* `unit` is that of a bare number.
*/
function noLongerThan(name, bound, defaults, unit = "") {
	return (given) => {
		const [value, limit] = [given[name], given[bound] ?? defaults[bound]];
		if (value === void 0 || limit === void 0 || value === defaults[name]) return [];
		if (!(lengthOf(value + unit) > lengthOf(limit))) return [];
		return [`input ${name} is "${value}", above ${bound}, which is "${limit}": lower the one or raise the other`];
	};
}
/** Milliseconds; NaN, which is above nothing, for what is no duration: its own schema says so. */
function lengthOf(text) {
	try {
		return parseDuration(text);
	} catch (error) {
		if (error instanceof UserError) return NaN;
		throw error;
	}
}

// src/actions/inputs/retry-inputs.ts
/** The policy that these inputs ask for. */
function retryPolicy(inputs) {
	return {
		maxAttempts: inputs["max-attempts"],
		backoff: {
			initialDelay: inputs["initial-delay"],
			factor: inputs.backoff,
			maxDelay: inputs["max-delay"],
			jitter: inputs.jitter
		},
		...inputs.deadline !== void 0 && { deadline: inputs.deadline },
		...inputs["retry-on"] && { retryOn: inputs["retry-on"] },
		...inputs["give-up-on"] && { giveUpOn: inputs["give-up-on"] }
	};
}
/** Rules across the inputs that say when a step is retried, with the defaults of a schema. */
function retryRules(schema) {
	const defaults = defaultsOf(schema);
	return [
		noLongerThan("initial-delay", "max-delay", defaults),
		noLongerThan("timeout", "deadline", defaults),
		noLongerThan("idle-timeout", "deadline", defaults)
	];
}

// src/durable/step/still-running.ts
const name = "StillRunning";
/** How an attempt failed of which something did not end when it was to. */
function stillRunningFailure(message) {
	return {
		kind: "error",
		name,
		message
	};
}
/** Processes or code that outlived an attempt: a further one would run beside them, so there is none. */
const stillRunning = {
	text: "what still runs and could not be ended",
	matches: (failure) => failure.kind === "error" && failure.name === name
};

// src/durable/command/attempt.ts
/** What a command's end means for the loop of attempts: only exit code 0 with well-formed command files is success. */
function attempted(result, value, limits) {
	const failure = failureOf(result, limits);
	if (!failure) return {
		kind: "success",
		value
	};
	const { retryAfter } = result;
	const output = result.lastLines.join("\n");
	return {
		kind: "failure",
		failure: {
			...failure,
			output,
			...retryAfter === void 0 ? {} : { retryAfter }
		},
		value
	};
}
const malformed = "CommandFileError";
/** It succeeded, and what it says it did cannot be read. */
const malformedFiles = {
	text: "files of a command that cannot be read",
	matches: (failure) => failure.kind === "error" && failure.name === malformed
};
/** Ends that do not tell whether the effect happened: it has, or something of it still runs. */
const untoldByCommands = [stillRunning, malformedFiles];
function failureOf({ end, files, survivors }, limits) {
	if (survivors.length > 0) return stillRunningFailure(`processes ${survivors.join(", ")} could not be ended`);
	switch (end.kind) {
		case "exited":
			if (end.code !== 0) return {
				kind: "exit",
				code: end.code
			};
			return files.problems.length === 0 ? void 0 : {
				kind: "error",
				name: malformed,
				message: files.problems.join("; ")
			};
		case "signalled": return {
			kind: "signal",
			signal: end.signal
		};
		case "timed-out": return {
			kind: "timeout",
			limit: limits.timeout ?? end.after
		};
		case "idle": return {
			kind: "idle-timeout",
			limit: limits.idleTimeout ?? end.after
		};
		case "cancelled": return {
			kind: "error",
			name: "AbortError",
			message: "cancelled"
		};
		case "not-started": return {
			kind: "not-started",
			message: end.message
		};
	}
}

// src/actions/hand-on.ts
/**
* Hands on to the job what a command wrote, as the runner does after a `run:` step, but for variables. Outputs that the action has under
* the same names, `own`, win, and that is said.
*/
async function handOn(runner, written, own) {
	for (const [name, value] of written.outputs) if (own.includes(name)) runner.warning(`Output ${name} of the script is hidden by this action's own: rename it.`);
	else runner.setOutput(name, value);
	for (const entry of written.path) runner.addPath(entry);
	if (written.summary !== "") await runner.appendSummary(written.summary);
}
/**
* Sets variables for the steps that follow. The last thing an action does: they are set for itself as well, and a
* command may have written `GITHUB_OUTPUT` or `HOME`.
*/
function exportVariables(runner, { environment }) {
	for (const [name, value] of environment) runner.exportVariable(name, value);
}

// src/command/file-commands.ts
/** A name that can be handed on without being taken for something else. */
function isEntryName(name) {
	return /^[A-Za-z_][\w-]*$/.test(name) && name !== "__proto__";
}
/** `name=value` and `name<<DELIMITER` … `DELIMITER`; a later entry of one name replaces the earlier. Never throws. */
function parseEntries(bytes) {
	const reader = lineReader(decode(bytes));
	const values = /* @__PURE__ */ new Map();
	const problems = [];
	for (let line = reader.next(); line !== void 0; line = reader.next()) {
		if (line.text === "") continue;
		const { index, 0: sign } = /=|<</.exec(line.text) ?? {
			index: -1,
			0: ""
		};
		if (index === -1) return {
			values,
			problems: [...problems, at(line, "is neither name=value nor name<<DELIMITER")]
		};
		const name = line.text.slice(0, index);
		const rest = line.text.slice(index + sign.length);
		const value = sign === "=" ? rest : rest === "" ? void 0 : reader.until(rest);
		if (value === void 0) {
			const fault = rest === "" ? "has no delimiter after <<" : "begins a value whose closing delimiter is missing";
			return {
				values,
				problems: [...problems, at(line, fault)]
			};
		}
		if (isEntryName(name)) values.set(name, value);
		else problems.push(at(line, "has a name that is not letters, digits, _ and - beginning with a letter or _"));
	}
	return {
		values,
		problems
	};
}
/** One folder a line. A folder named again moves to the end, which is the front of PATH. Never throws. */
function parsePaths(bytes) {
	const folders = /* @__PURE__ */ new Set();
	for (const folder of decode(bytes).split(/\r\n|\r|\n/)) {
		if (folder === "") continue;
		folders.delete(folder);
		folders.add(folder);
	}
	return [...folders];
}
/** UTF-8, unless a byte order mark says otherwise, as Windows PowerShell's `>>` writes one. The mark is dropped. */
function decode(bytes) {
	const [first, second] = bytes;
	return new TextDecoder(first === 255 && second === 254 ? "utf-16le" : first === 254 && second === 255 ? "utf-16be" : "utf-8").decode(bytes);
}
function at(line, fault) {
	return `line ${line.number} ${fault}`;
}
/**
* Lines end in LF, and in CRLF too where the first one does. The runner knows CRLF on Windows only; elsewhere it leaves a
* carriage return at the end of every value. Judging by the first line keeps one that is part of a value written with LF.
*/
function lineReader(text) {
	const newline = /^[^\n]*\r\n/.test(text) ? /\r?\n/g : /\n/g;
	let position = 0;
	let number = 0;
	function next() {
		if (position >= text.length) return void 0;
		const start = position;
		newline.lastIndex = start;
		const found = newline.exec(text);
		position = found === null ? text.length : newline.lastIndex;
		number++;
		const end = found?.index ?? text.length;
		return {
			number,
			text: text.slice(start, end),
			end
		};
	}
	/** The raw text up to the line that is `delimiter`, without the last new line; undefined where there is none. */
	function until(delimiter) {
		const start = position;
		let end = position;
		for (let line = next(); line !== void 0; line = next()) {
			if (line.text === delimiter) return text.slice(start, end);
			end = line.end;
		}
	}
	return {
		next,
		until
	};
}

// src/command/command-files.ts
const noCommandFiles = {
	outputs: /* @__PURE__ */ new Map(),
	environment: /* @__PURE__ */ new Map(),
	path: [],
	state: /* @__PURE__ */ new Map(),
	summary: "",
	problems: [],
	refusals: []
};
/** Bytes. GitHub keeps 1 MB of outputs a job; what is larger is a mistake, not a value. */
const largestFile = 4194304;
/** Bytes; GitHub drops a larger summary. */
const largestSummary = 1048576;
/** Makes the files of one attempt, empty: a script may read before it writes. Gives the variables that name them. */
async function createCommandFiles({ files }, folder) {
	const named = {
		GITHUB_OUTPUT: fileOf(folder, "GITHUB_OUTPUT"),
		GITHUB_ENV: fileOf(folder, "GITHUB_ENV"),
		GITHUB_PATH: fileOf(folder, "GITHUB_PATH"),
		GITHUB_STATE: fileOf(folder, "GITHUB_STATE"),
		GITHUB_STEP_SUMMARY: fileOf(folder, "GITHUB_STEP_SUMMARY")
	};
	for (const path of Object.values(named)) await files.scratch(path, "");
	return named;
}
/** Reads what the attempt wrote. Never throws over the content. */
async function readCommandFiles({ files }, folder) {
	const problems = [];
	const refusals = [];
	async function read(variable, limit, complaints = problems) {
		const path = fileOf(folder, variable);
		const status = await files.status(path);
		if (status === void 0) return /* @__PURE__ */ new Uint8Array();
		if (status.kind !== "file") complaints.push(`${variable} is no longer a plain file`);
		else if (status.size > limit) complaints.push(`${variable} has ${status.size} bytes; at most ${limit} are taken`);
		else return files.readRange(path, 0, status.size);
		return /* @__PURE__ */ new Uint8Array();
	}
	async function entries(variable) {
		const parsed = parseEntries(await read(variable, largestFile));
		problems.push(...parsed.problems.map((problem) => `${variable} ${problem}`));
		return new Map(parsed.values);
	}
	const outputs = await entries("GITHUB_OUTPUT");
	const environment = await entries("GITHUB_ENV");
	for (const name of environment.keys()) {
		if (name.toUpperCase() !== "NODE_OPTIONS") continue;
		environment.delete(name);
		refusals.push(`GITHUB_ENV may not set ${name}, which would change how every later action runs; it was left out`);
	}
	return {
		outputs,
		environment,
		path: parsePaths(await read("GITHUB_PATH", largestFile)),
		state: await entries("GITHUB_STATE"),
		summary: decode(await read("GITHUB_STEP_SUMMARY", largestSummary, refusals)),
		problems,
		refusals
	};
}
function fileOf(folder, variable) {
	return join(folder, variable.toLowerCase());
}

// src/command/limits.ts
/** Node fires a timer at once that is longer than this (some 24 days, more than a job may take). */
const longestTimer = 2 ** 31 - 1;
function watchLimits(clock, { timeout, idleTimeout, signal }) {
	const { promise, resolve } = Promise.withResolvers();
	const stops = [];
	let touched = clock.monotonic();
	function after(ms, act) {
		stops.push(clock.after(Math.min(ms, longestTimer), act));
	}
	if (timeout !== void 0) after(timeout, () => resolve({
		kind: "timed-out",
		after: timeout
	}));
	if (idleTimeout !== void 0) {
		const check = () => {
			const left = touched + idleTimeout - clock.monotonic();
			if (left > 0) after(Math.ceil(left), check);
			else resolve({
				kind: "idle",
				after: idleTimeout
			});
		};
		after(idleTimeout, check);
	}
	if (signal !== void 0) {
		const cancel = () => resolve({
			kind: "cancelled",
			reason: signal.reason
		});
		if (signal.aborted) cancel();
		else signal.addEventListener("abort", cancel, { once: true });
		stops.push(() => signal.removeEventListener("abort", cancel));
	}
	return {
		reached: promise,
		touch: () => void (touched = clock.monotonic()),
		dispose: () => stops.forEach((stop) => stop())
	};
}

// src/command/line-splitter.ts
/** Characters kept of one line; the rest of it is dropped, so that output without a new line stays in bounded memory. */
const longestLine = 65536;
/**
* Cuts a stream of bytes into lines, wherever its chunks are cut. CR, LF and CRLF end a line, as they do for the runner:
* a progress bar is many lines, and a workflow command may follow a bare CR.
*/
function lineSplitter(take) {
	const decoder = new TextDecoder();
	let line = "";
	let pending = false;
	let afterCarriageReturn = false;
	function add(text) {
		pending = true;
		if (line.length < 65536) line += text.slice(0, longestLine - line.length);
	}
	function finish() {
		const whole = line;
		line = "";
		pending = false;
		take(whole);
	}
	function feed(text) {
		if (text === "") return;
		let start = afterCarriageReturn && text.startsWith("\n") ? 1 : 0;
		for (const found of text.matchAll(/\r\n?|\n/g)) {
			if (found.index < start) continue;
			if (found.index > start) add(text.slice(start, found.index));
			finish();
			start = found.index + found[0].length;
		}
		if (start < text.length) add(text.slice(start));
		afterCarriageReturn = text.endsWith("\r");
	}
	return {
		write: (chunk) => feed(decoder.decode(chunk, { stream: true })),
		end() {
			feed(decoder.decode());
			if (pending) finish();
		}
	};
}

// src/command/output-stream.ts
/**
* Hands a child's output on as it comes, byte for byte and each stream in its order, and cuts it into lines beside. The
* child waits when the reader of ours does, so that memory stays bounded.
*/
function streamOutput(child, { output, take, touch }) {
	const ends = [forward(child.stdout, (chunk) => output.write(chunk)), forward(child.stderr, (chunk) => output.writeError(chunk))];
	function forward(stream, write) {
		const lines = lineSplitter(take);
		let endsInLine = false;
		let isOpen = true;
		stream?.on("data", (chunk) => {
			if (!isOpen) return;
			touch();
			write(chunk);
			lines.write(chunk);
			endsInLine = chunk.at(-1) !== 10;
			stream.pause();
			output.flushed().then(() => stream.resume());
		});
		return () => {
			isOpen = false;
			lines.end();
			if (endsInLine) write("\n");
			if (stream !== null && "unref" in stream && typeof stream.unref === "function") stream.unref();
		};
	}
	return { end: () => ends.forEach((end) => end()) };
}

// src/command/process-tree.ts
/** Milliseconds between SIGTERM and SIGKILL. With {@link patience} it stays below the 7.5 s that the runner allows. */
const grace = 5e3;
/** Milliseconds in which SIGKILL has to show. Windows takes long to list its processes, but has no grace. */
const patience = {
	posix: 1e3,
	windows: 6e3
};
/**
* Ends all processes of a tree: SIGTERM, {@link grace}, then SIGKILL until none is left alive. Windows has no SIGTERM.
*
* @returns the ids of those that could not be ended, such as one stuck in the kernel.
*/
async function endTree(machine, tree) {
	const isWindows = machine.processes.platform === "win32";
	try {
		if (!isWindows && (await signalUntilNoneLives(machine, tree, "SIGTERM", grace)).length === 0) return [];
		return await signalUntilNoneLives(machine, tree, "SIGKILL", isWindows ? patience.windows : patience.posix);
	} catch (error) {
		machine.processes.signal(isWindows ? tree.root : -tree.root, "SIGKILL");
		throw error;
	}
}
async function signalUntilNoneLives(machine, tree, signal, ms) {
	const { clock } = machine;
	const end = clock.monotonic() + ms;
	const told = /* @__PURE__ */ new Set();
	for (let emptyLooks = 0, pause = 5;; pause = Math.min(pause * 2, 100)) {
		const found = await livingMembers(machine, tree);
		emptyLooks = found.length === 0 ? emptyLooks + 1 : 0;
		const due = signal === "SIGKILL" ? found : found.filter((member) => isNews(member, told));
		const isFirstLook = told.size === 0;
		for (const { pid } of due) told.add(pid);
		if (due.length > 0) await signalAll(machine, tree, due, signal, isFirstLook || signal === "SIGKILL");
		if (emptyLooks === 2 || clock.monotonic() >= end) return found.map(({ pid }) => pid);
		await clock.sleep(found.length === 0 ? 5 : pause);
	}
}
/** Not yet told to end, nor started by one that was told and may need it to clean up. */
function isNews({ pid, parent }, told) {
	return !told.has(pid) && !told.has(parent);
}
async function signalAll({ processes }, { root }, members, signal, asGroup) {
	const inGroup = asGroup ? members.filter(({ group }) => group === root) : [];
	if (inGroup.length > 0) processes.signal(-root, signal);
	for (const member of members) if (!inGroup.includes(member)) processes.signal(member.pid, signal);
	const foreign = members.filter((member) => member.foreign).map(({ pid }) => String(pid));
	if (foreign.length > 0) await signalAsRoot(processes, foreign, signal);
}
/** What a script started by `sudo` can be ended by sudo alone, which asks for no password on GitHub's runners. */
function signalAsRoot(processes, ids, signal) {
	const child = processes.spawn("sudo", [
		"-n",
		"kill",
		"-s",
		signal.slice(3),
		...ids
	], { stdio: "ignore" });
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.once("error", () => resolve());
	});
}
/**
* Who belongs to a tree: its process group, whoever carries its marker (that finds daemons, which left group and parent
* behind), and the children of both. A process escapes only by leaving the group, losing its parent and clearing its
* environment as well.
*/
function membersOf(tree, all) {
	const candidates = all.filter(({ startedAt }) => startedAt === void 0 || startedAt >= tree.startedAt);
	const isRoot = ({ pid, group }) => (group === void 0 ? pid : group) === tree.root;
	const members = new Set(candidates.filter((status) => status.marked || isRoot(status)));
	const ids = /* @__PURE__ */ new Set([tree.root, ...[...members].map(({ pid }) => pid)]);
	for (let size = -1; size !== ids.size;) {
		size = ids.size;
		for (const status of candidates) {
			if (!ids.has(status.parent)) continue;
			members.add(status);
			ids.add(status.pid);
		}
	}
	return [...members];
}
async function livingMembers({ processes }, tree) {
	return membersOf(tree, await processes.list(tree.marker)).filter(({ pid }) => pid !== processes.pid);
}

// src/command/execute.ts
/** Milliseconds to wait for output that a background process may still write; the runner's figure. */
const drainAfterSuccess = 5e3;
/** Milliseconds in which the rest of the output must come once nobody is left to write any. */
const drainAfterEnd = 250;
/**
* Runs a program until it and, unless it succeeded, all that came from it have ended.
*
* @throws NotStarted where the system refuses to start it.
*/
async function execute(world, execution) {
	const { clock, output } = world;
	const { record, signal } = execution;
	const startedAt = clock.now();
	const child = spawn(world, execution);
	const exit = exitOf(child);
	const closed = new Promise((resolve) => void child.once("close", resolve));
	const limits = watchLimits(clock, execution);
	const stream = streamOutput(child, {
		output,
		take: (line) => record.take(line),
		touch: () => limits.touch()
	});
	const end = await Promise.race([exit, limits.reached]);
	limits.dispose();
	let survivors = [];
	if (end.kind === "exited" && end.code === 0) await settled(clock, closed, drainAfterSuccess, signal);
	else if (child.pid !== void 0) {
		survivors = await endTree(world, {
			root: child.pid,
			marker: execution.marker,
			startedAt
		});
		await settled(clock, closed, drainAfterEnd);
	}
	stream.end();
	child.unref();
	if (end.kind === "not-started") throw new NotStarted(end.message);
	return {
		end,
		survivors
	};
}
function spawn({ processes }, execution) {
	const { program, workingDirectory, environment, marker } = execution;
	try {
		return processes.spawn(program, execution.arguments.list, {
			cwd: workingDirectory,
			env: {
				...environment,
				[markerVariable]: [environment[markerVariable], marker].filter(Boolean).join(":")
			},
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			detached: processes.platform !== "win32",
			windowsHide: true,
			windowsVerbatimArguments: execution.arguments.verbatim
		});
	} catch (error) {
		throw new NotStarted(refusal(program, error), { cause: error });
	}
}
/** Holds the markers of all attempts that a process is part of, the innermost last: commands may nest. */
const markerVariable = "HOLDFAST_PROCESS";
function exitOf(child) {
	return new Promise((resolve) => {
		child.once("exit", (code, signal) => resolve(signal === null ? {
			kind: "exited",
			code: code ?? 1
		} : {
			kind: "signalled",
			signal
		}));
		child.once("error", (error) => resolve({
			kind: "not-started",
			message: refusal(child.spawnfile, error)
		}));
	});
}
function refusal(program, error) {
	return `${program} could not be started: ${error instanceof Error ? error.message : String(error)}`;
}
/** Waits for `promise`, but no longer than `ms` milliseconds and not after `signal`. */
async function settled(clock, promise, ms, signal) {
	const over = new AbortController();
	const pause = clock.sleep(ms, AbortSignal.any([over.signal, ...signal ? [signal] : []]));
	await Promise.race([promise, pause.catch(() => void 0)]);
	over.abort();
}

// src/command/retry-after.ts
const pattern = /\bretry-after["']?\s*[:=]\s*["']?(?:(\d{1,9})\b|([A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT))/i;
/**
* How long a line of output says to wait, in milliseconds from `now`: `Retry-After: 30`, as a header that a program shows
* or a field of JSON, or with the date of RFC 9110 §10.2.3. Undefined where it says nothing.
*/
function retryAfter(line, now) {
	const [, seconds, date] = pattern.exec(line) ?? [];
	if (seconds !== void 0) return Number(seconds) * 1e3;
	const time = date === void 0 ? NaN : Date.parse(date);
	return Number.isNaN(time) ? void 0 : Math.max(0, time - now);
}

// src/command/workflow-commands.ts
/** What the runner registers (ActionCommandManager.cs in actions/runner). Other names are ordinary text. */
const known = /* @__PURE__ */ new Set([
	"add-mask",
	"add-matcher",
	"add-path",
	"debug",
	"echo",
	"endgroup",
	"error",
	"group",
	"internal-set-repo-path",
	"notice",
	"remove-matcher",
	"save-state",
	"set-env",
	"set-output",
	"stop-commands",
	"warning"
]);
/** Reads the lines of one step in order, following `stop-commands` as the runner does. */
function commandReader() {
	let stopToken;
	return {
		get stopToken() {
			return stopToken;
		},
		read(line) {
			const command = parse$1(line, (name) => known.has(name) || name === stopToken?.toLowerCase());
			if (command === void 0) return void 0;
			if (stopToken !== void 0) {
				if (command.name !== stopToken.toLowerCase()) return void 0;
				stopToken = void 0;
			} else if (command.name === "stop-commands" && isStopToken(command.data)) stopToken = command.data;
			return command;
		}
	};
}
/** The runner refuses a token that would be mistaken for a command. */
function isStopToken(token) {
	return token !== "" && token.toLowerCase() !== "pause-logging" && !known.has(token.toLowerCase());
}
function parse$1(line, isKnown) {
	if (!line.includes("::") && !line.includes("##[")) return void 0;
	return parseColons(line.trimStart(), isKnown) ?? parseBrackets(line, isKnown);
}
function parseColons(line, isKnown) {
	const end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
	return end < 0 ? void 0 : assemble(colons, line.slice(2, end), line.slice(end + 2), isKnown);
}
function parseBrackets(line, isKnown) {
	const start = line.indexOf("##[");
	const end = start < 0 ? -1 : line.indexOf("]", start);
	return end < 0 ? void 0 : assemble(brackets, line.slice(start + 3, end), line.slice(end + 1), isKnown);
}
const lineEnds = [["%0D", "\r"], ["%0A", "\n"]];
/** Comes last: `%250A` is the text `%0A`. */
const percent = [["%25", "%"]];
const colons = {
	separator: ",",
	propertyEscapes: [
		...lineEnds,
		["%3A", ":"],
		["%2C", ","],
		...percent
	],
	dataEscapes: [...lineEnds, ...percent]
};
const bracketEscapes = [
	["%3B", ";"],
	...lineEnds,
	["%5D", "]"],
	...percent
];
const brackets = {
	separator: ";",
	propertyEscapes: bracketEscapes,
	dataEscapes: bracketEscapes
};
function assemble(notation, head, data, isKnown) {
	const [first = ""] = head.split(" ", 1);
	const name = first.toLowerCase();
	if (!isKnown(name)) return void 0;
	const properties = /* @__PURE__ */ new Map();
	for (const property of head.slice(first.length).trim().split(notation.separator)) {
		const [, key, value] = /^([^=]+)=(.+)$/s.exec(property) ?? [];
		if (key === void 0 || value === void 0) continue;
		properties.set(key.toLowerCase(), unescape(value, notation.propertyEscapes));
	}
	return {
		name,
		properties,
		data: unescape(data, notation.dataEscapes)
	};
}
function unescape(text, escapes) {
	return escapes.reduce((current, [escaped, character]) => current.replaceAll(escaped, character), text);
}

// src/command/output-record.ts
/** Characters kept of one of the last lines. */
const longestKeptLine = 4096;
/** Masks and outputs remembered; a program that sets more is not a program anybody wrote. */
const mostValues = 1e4;
function outputRecord(clock, keep) {
	const commands = commandReader();
	const lines = [];
	const masked = /* @__PURE__ */ new Set();
	const outputs = /* @__PURE__ */ new Map();
	let waitFor;
	function mask(value) {
		for (const part of [value, ...value.split(/[\r\n]+/).map((line) => line.trim())]) if (part.trim() !== "" && masked.size < mostValues) masked.add(ownCopy(part));
	}
	return {
		masked,
		outputs,
		get retryAfter() {
			return waitFor;
		},
		get stopToken() {
			return commands.stopToken;
		},
		lastLines: () => lines.map(plainText),
		take(line) {
			waitFor = retryAfter(line, clock.now()) ?? waitFor;
			const command = commands.read(line);
			const output = command?.properties.get("name") ?? "";
			if (command?.name === "add-mask") mask(command.data);
			if (command?.name === "set-output" && isEntryName(output) && outputs.size < mostValues) outputs.set(output, ownCopy(command.data));
			if (command !== void 0 && !isProse.has(command.name)) return;
			if (keep > 0) lines.push(line);
			if (lines.length > keep) lines.shift();
		}
	};
}
/** Commands whose text is meant for people. */
const isProse = /* @__PURE__ */ new Set([
	"debug",
	"notice",
	"warning",
	"error",
	"group"
]);
/** A slice of a string keeps the whole of it in memory, here a chunk of output for each value. */
function ownCopy(text) {
	return Buffer.from(text, "utf16le").toString("utf16le");
}
function plainText(line) {
	const text = stripVTControlCharacters(line).replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");
	return (text.length > longestKeptLine ? `${text.slice(0, longestKeptLine)}…` : text).toWellFormed();
}

// src/command/program.ts
/**
* Where a program is: on the PATH that the child will have, or, for a name with a slash, from its working directory.
* Undefined where there is none.
*/
async function findProgram(world, name, environment, workingDirectory) {
	const path = world.processes.platform === "win32" ? win32 : posix;
	const folders = path.isAbsolute(name) || name.includes("/") || world.processes.platform === "win32" && name.includes("\\") ? [""] : (variable(world, environment, "PATH") ?? "").split(path.delimiter).filter(Boolean);
	for (const folder of folders) for (const ending of endings(world, environment, name)) {
		const candidate = path.resolve(workingDirectory, path.join(folder, name + ending));
		if (await isProgram(world, candidate)) return candidate;
	}
}
function endings(world, environment, name) {
	if (world.processes.platform !== "win32") return [""];
	const known = (variable(world, environment, "PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").split(";").filter(Boolean);
	return known.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase())) ? [""] : known;
}
async function isProgram({ files, processes }, path) {
	const status = await files.status(path).catch((error) => {
		if (isCode(error, "EACCES", "EPERM")) return void 0;
		throw error;
	});
	if (status === void 0 || status.kind === "folder") return false;
	return processes.platform === "win32" || (status.mode & 73) !== 0;
}
/** Windows does not tell PATH from Path. */
function variable({ processes }, environment, name) {
	if (processes.platform !== "win32") return environment[name];
	return Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1];
}

// src/command/command.ts
/**
* Runs a script as GitHub's `run:` does: the shell, its flags, the environment and the command files are the same, and
* output comes out as it is written. What differs is meant to: see {@link shellsFor} for the default shell, and a script
* that fails or is interrupted leaves no process behind. (If we are killed ourselves with SIGKILL, nobody ends the script.)
*
* Rejects only where the machine fails us, as when the disk is full; whatever the script does is a result.
*/
async function runCommand(world, definition) {
	const { clock, files, output } = world;
	const started = clock.monotonic();
	const record = outputRecord(clock, definition.lastLines ?? 20);
	const marker = world.random.uuid();
	const folder = join(definition.temporaryFolder, `command-${marker}`);
	function result(end, survivors, written) {
		const { retryAfter, masked } = record;
		return {
			end,
			duration: clock.monotonic() - started,
			lastLines: record.lastLines(),
			...retryAfter !== void 0 && { retryAfter },
			files: written,
			masked: [...masked],
			survivors
		};
	}
	if (definition.signal?.aborted) return result({
		kind: "cancelled",
		reason: definition.signal.reason
	}, [], noCommandFiles);
	try {
		await requireFolder(world, definition.workingDirectory);
		const { shell, program } = await findShell(world, definition);
		await files.makeFolder(folder);
		const script = join(folder, `script${scriptExtension(shell)}`);
		await files.scratch(script, scriptText(shell, definition.script, world.processes.platform));
		const commandFiles = await createCommandFiles(world, folder);
		const { end, survivors } = await execute(world, {
			...definition,
			program,
			arguments: shellArguments(shell, script),
			environment: {
				...definition.environment,
				...commandFiles
			},
			marker,
			record
		});
		if (record.stopToken !== void 0) output.write(`::${record.stopToken}::\n`);
		const written = await readCommandFiles(world, folder);
		return result(end, survivors, {
			...written,
			outputs: new Map([...record.outputs, ...written.outputs])
		});
	} catch (error) {
		if (!(error instanceof NotStarted)) throw error;
		return result({
			kind: "not-started",
			message: error.message
		}, [], noCommandFiles);
	} finally {
		await removeQuietly(world, folder);
	}
}
async function findShell(world, { shell: option, environment, workingDirectory }) {
	const shells = shellsFor(option, world.processes.platform);
	for (const shell of shells) {
		const program = await findProgram(world, shell.program, environment, workingDirectory);
		if (program !== void 0) return {
			shell,
			program
		};
	}
	const names = shells.map((shell) => `"${shell.program}"`).join(" or ");
	throw new NotStarted(`there is no shell ${names} on the PATH`);
}
async function requireFolder({ files }, path) {
	if ((await files.status(`${path}/.`))?.kind !== "folder") throw new NotStarted(`the working directory ${path} is not a folder`);
}
/** On Windows a background process that lives on may hold the folder; it is in a temporary place. */
async function removeQuietly({ files }, folder) {
	try {
		await files.remove(folder);
	} catch {}
}

// src/command/environment.ts
/**
* The variables of this process that a command may see: what a `run:` step in our place would have.
*
* | variable | given on | why |
* |---|---|---|
* | `ACTIONS_ID_TOKEN_REQUEST_URL`, `…_TOKEN` | yes | a `run:` step has them where the job was granted `id-token: write` |
* | `ACTIONS_ORCHESTRATION_ID` | yes | a `run:` step has it |
* | `ACTIONS_RUNNER_…`, `ACTIONS_STEP_DEBUG`, `ACTIONS_ALLOW_…` | yes | settings of the machine or the workflow's author, no secrets |
* | any other `ACTIONS_…` | no | `ACTIONS_RUNTIME_TOKEN` and the service URLs let any program write caches and artifacts; the runner gives them to actions only |
* | `INPUT_…` | no | our inputs, the token among them |
* | `STATE_…` | no | our saved state |
* | `GITHUB_OUTPUT`, `…_ENV`, `…_PATH`, `…_STATE`, `…_STEP_SUMMARY` | no | ours; each attempt is given files of its own |
* | `GITHUB_ACTION_REPOSITORY`, `GITHUB_ACTION_REF` | no | they name us; a `run:` step has none |
* | everything else | yes | |
*/
function childEnvironment(environment) {
	const kept = {};
	for (const [name, value] of Object.entries(environment)) if (value !== void 0 && (!isOurs(name) || isHarmless(name))) kept[name] = value;
	return kept;
}
function isOurs(name) {
	return /^(ACTIONS|INPUT|STATE)_|^GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|ACTION_REPOSITORY|ACTION_REF)$/.test(name);
}
function isHarmless(name) {
	return /^ACTIONS_(ID_TOKEN_REQUEST_(URL|TOKEN)$|ORCHESTRATION_ID$|RUNNER_|STEP_DEBUG$|ALLOW_)/.test(name);
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

// src/durable/circuit/circuit.ts
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
		await world.files.makeFolder(dirname(scratch));
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
				written: journal.written
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

// src/durable/step/idempotency-key.ts
/** Grows only when a recorded step is done anew, so that all attempts at one effect share it. */
function idempotencyKeyOf({ identity }, step, timesDone) {
	const { repository, key, lane } = identity;
	return hash("sha256", JSON.stringify([
		repository,
		key,
		lane,
		step,
		timesDone
	]), "hex").slice(0, 32);
}

// src/durable/step/step-recorder.ts
function stepRecorder(lane, { name: step, fingerprint, semantics, waitUntil }) {
	const { journal } = lane;
	async function done(value, attempts, duration) {
		const { result, spilled, files, withheld } = value;
		await journal.append({
			type: "done",
			step,
			fingerprint,
			attempts,
			duration,
			...withheld === void 0 && (spilled ? { spilled } : { result }),
			...files && withheld === void 0 ? { files: [...files] } : {},
			...withheld === void 0 ? {} : { withheld }
		});
	}
	async function saveIntent() {
		const saved = await lane.checkpoint();
		if (saved.kind === "saved") return;
		throw new LaneError(`step "${step}" was not started: at-most-once needs its intent saved first, and ${saved.reason}`);
	}
	return {
		async found(value) {
			await journal.append({
				type: "started",
				step,
				fingerprint,
				semantics
			});
			await done(value, 0, 0);
		},
		async intent(number) {
			const started = {
				type: "started",
				step,
				fingerprint,
				semantics,
				...waitUntil && { number }
			};
			if (semantics === "at-least-once") return journal.note(started);
			await journal.append(started);
			await saveIntent();
		},
		attemptFailed: (number, failure, next) => journal.append({
			type: "attempt-failed",
			step,
			number,
			failure,
			...next !== void 0 && { next }
		}),
		done,
		failed: (failure, attempts, duration) => journal.append({
			type: "failed",
			step,
			attempts,
			duration,
			failure
		})
	};
}

// src/durable/step/unknown-effect.ts
/** How an attempt can end without telling whether it had its effect; a shell tells a signal by an exit code. */
const timeOrSignal = {
	text: "an end that leaves the effect of an at-most-once step unknown",
	matches: (failure) => timeLimits.has(failure.kind) || signalOf(failure) !== void 0
};
const timeLimits = /* @__PURE__ */ new Set([
	"timeout",
	"idle-timeout",
	"deadline"
]);

// src/durable/step/step.ts
/**
* Runs a step under the promises of its lane. Throws {@link DefinitionChanged} where the recorded step is another one,
* and {@link LaneError} where the lane has another writer or an intent could not be saved.
*/
async function runStep(world, lane, definition, body, signal) {
	const { name, semantics, policy, waitUntil } = definition;
	const { journal } = lane;
	const record = journal.state.steps.get(name);
	const replayed = record && replayOf(record, definition);
	if (replayed) return {
		kind: "replayed",
		done: replayed,
		saved: await lane.settle()
	};
	if (record && semantics === "at-most-once") refuseUnkept(name, record);
	const fingerprint = redactFingerprint(definition.fingerprint, body);
	const recorder = stepRecorder(lane, {
		...definition,
		fingerprint
	});
	const found = await body.unless?.(signal);
	if (signal.aborted) return {
		kind: "cancelled",
		attempts: 0
	};
	if (found) {
		await recorder.found(found);
		return {
			kind: "skipped",
			value: found,
			attempts: 0,
			saved: await lane.settle()
		};
	}
	const goesOn = waitUntil !== void 0 && record?.status === "started";
	if (goesOn && record.isGivenUp && record.failure) return endGivenUp(record.failedAttempts, record.failure);
	/** An attempt was under way. Where the author has a way of telling, it has just told that the effect is not there. */
	const wasInterrupted = record?.status === "started" && !(goesOn && record.next !== void 0) && !body.unless;
	/** Whether an attempt is under way, of whose effect nothing is known until it ends and tells. */
	let isUnknown = false;
	const used = {
		attempts: goesOn ? record.failedAttempts : 0,
		elapsed: elapsed()
	};
	const { key, lane: laneName } = lane.identity;
	const unit = (number) => seededUnit(key, laneName, name, number);
	let due = goesOn ? record.next : void 0;
	if (wasInterrupted && semantics === "at-most-once") {
		const next = await dueAfterInterruption();
		if (next === void 0) return {
			kind: "interrupted",
			record,
			attempts: used.attempts
		};
		used.attempts += 1;
		due = next;
	}
	if (due !== void 0) await waitUntil?.(due, signal);
	if (signal.aborted) return {
		kind: "cancelled",
		attempts: used.attempts
	};
	used.elapsed = elapsed();
	const { deadline = Number.POSITIVE_INFINITY } = policy;
	if (goesOn && used.elapsed >= deadline) return conclude(lateBy(deadline, used.attempts), 0);
	await recorder.intent(used.attempts + 1);
	const idempotencyKey = idempotencyKeyOf(lane, name, record?.timesDone ?? 0);
	const started = world.clock.monotonic();
	const untold = [timeOrSignal, ...definition.untold ?? []];
	return conclude(await runAttempts(world, (number, aborted) => body.attempt(number, idempotencyKey, aborted), {
		...body,
		policy: semantics === "at-most-once" ? {
			...policy,
			giveUpOn: [...policy.giveUpOn ?? [], ...untold]
		} : policy,
		unit,
		signal,
		used,
		...waitUntil && { wait: (delay, aborted) => waitUntil(world.clock.now() + delay, aborted) },
		async onAttemptStart(number) {
			if (waitUntil && number > used.attempts + 1) await recorder.intent(number);
			isUnknown = true;
			await body.onAttemptStart?.(number);
		},
		async onAttemptFailed(number, failed, decision) {
			isUnknown = findInList(untold, failed.failure, classify(failed.failure)) !== void 0;
			const next = decision.kind === "retry" ? world.clock.now() + decision.delay : void 0;
			await recorder.attemptFailed(number, redacted$1(failed.failure), next);
			await body.onAttemptFailed?.(number, failed, decision);
		}
	}), world.clock.monotonic() - started);
	/** The process died between the last attempt and the end of the step. */
	async function endGivenUp(attempts, failure) {
		const { name: kind = "Error", message } = failure;
		await recorder.failed(failure, attempts, 0);
		return {
			kind: "failed",
			attempts,
			decision: {
				kind: "give-up",
				cause: "exhausted",
				reason: message
			},
			failure: {
				kind: "error",
				name: kind,
				message
			},
			saved: await lane.settle()
		};
	}
	/** Milliseconds since the first attempt of those that are counted. */
	function elapsed() {
		return goesOn && record ? Math.max(0, world.clock.now() - record.firstStartedAt) : 0;
	}
	/** When to try again after an interruption, which only a `retryOn` that names it allows. */
	async function dueAfterInterruption() {
		if (!goesOn || policy.retryOn === void 0) return void 0;
		const failure = { kind: "interrupted" };
		const number = used.attempts + 1;
		const decision = decide(policy, {
			attempt: number,
			failure,
			elapsed: used.elapsed,
			unit: unit(number)
		});
		if (decision.kind === "give-up") return void 0;
		const next = world.clock.now() + decision.delay;
		await recorder.attemptFailed(number, redacted$1(failure), next);
		return next;
	}
	function redacted$1(failure) {
		const { redact } = body;
		return redacted(recordOf$1(failure), redact && { redact });
	}
	async function conclude(result, duration) {
		const { attempts } = result;
		if (result.kind === "success") {
			const { value } = result;
			await recorder.done(value, attempts, duration);
			return {
				kind: "done",
				value,
				attempts,
				saved: await lane.settle()
			};
		}
		if (semantics === "at-most-once" && isUnknown) {
			const now = journal.state.steps.get(name);
			if (now) return {
				kind: "interrupted",
				record: now,
				attempts
			};
		}
		if (result.kind === "cancelled" && waitUntil) return {
			kind: "cancelled",
			attempts
		};
		const failure = result.kind === "failure" ? redacted$1(result.failure) : {
			kind: "cancelled",
			message: "cancelled"
		};
		await recorder.failed(failure, attempts, duration);
		if (result.kind === "cancelled") return {
			kind: "cancelled",
			attempts
		};
		return {
			...result,
			kind: "failed",
			saved: await lane.settle()
		};
	}
}
/** Nobody came back to the step before its deadline. */
function lateBy(limit, attempts) {
	const failure = {
		kind: "deadline",
		limit
	};
	return {
		kind: "failure",
		attempts,
		failure,
		decision: {
			kind: "give-up",
			cause: "deadline",
			reason: describeFailure(failure)
		}
	};
}

// src/durable/command/record.ts
/** What is recorded of a command that succeeded, and what of it may be handed back without having run. */
const pairs = array(tuple([string().check(_minLength(1)), string()]));
const commandRecordSchema = strictObject$1({
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
/** Bytes of a record: with the rest of its event it must stay below what a journal reads back. */
const largest = limits.line - 65536;
/** Why a record is not kept that a journal would not read back; undefined where it would. */
function tooLarge(record) {
	const size = Buffer.byteLength(JSON.stringify(record));
	return size > largest ? `what it gave is larger than a record may be (${size} bytes)` : void 0;
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

// src/durable/command/step.ts
/** A durable step over a command: runs it, and decides what of it can be kept. */
/** Runs a command as a durable step. Throws as {@link runStep} does, and a UserError on `paths` that leave the workspace. */
async function runCommandStep(world, lane, step, observer, signal) {
	const { definition, unless } = step;
	pathPatterns(step.paths, step.workspace);
	const policy = {
		...definition.policy,
		giveUpOn: [stillRunning, ...definition.policy.giveUpOn ?? []]
	};
	/** A value stays secret for the attempts after the one that had it masked. */
	const masked = /* @__PURE__ */ new Set();
	const guard = () => step.guard([...masked]);
	async function run(script, variables, limits) {
		const { key, lane: laneName } = lane.identity;
		const own = {
			HOLDFAST_RUN_KEY: key,
			HOLDFAST_LANE: laneName,
			HOLDFAST_STEP: definition.name,
			...variables
		};
		const environment = {
			...step.environment,
			...own
		};
		const command = await runCommand(world, {
			...step,
			...limits,
			script,
			environment
		});
		for (const value of command.masked) masked.add(value);
		return command;
	}
	/** Only a plain exit code says that the effect is not there; a check that cannot tell must not lead to running it. */
	async function isThere(check, aborted) {
		const timeout = Math.min(step.timeout ?? Number.POSITIVE_INFINITY, policy.deadline ?? Number.POSITIVE_INFINITY);
		const limits = {
			...step,
			timeout: Number.isFinite(timeout) ? timeout : void 0
		};
		const command = await run(check, {}, {
			...limits,
			signal: aborted
		});
		const ended = attempted(command, void 0, limits);
		if (ended.kind === "success") return keep(world, lane, step, command, guard());
		const { failure } = ended;
		if (failure.kind === "exit" && failure.code < 126 || aborted.aborted) return void 0;
		throw new LaneError(`the command in unless could not tell whether step "${definition.name}" is done: ${describeFailure(failure)}. Nothing was run. Success means that it is done, an exit code from 1 to 125 that it is not.`);
	}
	return runStep(world, lane, {
		...definition,
		policy,
		untold: untoldByCommands
	}, {
		...observer,
		...unless !== void 0 && { unless: (aborted) => isThere(unless, aborted) },
		redact: (text) => guard().redact(text),
		async attempt(number, idempotencyKey, aborted) {
			const admission = await step.circuit?.admit();
			if (admission?.kind === "refused") return {
				kind: "failure",
				failure: circuitOpen(admission, world.clock.now())
			};
			const variables = {
				HOLDFAST_ATTEMPT: String(number),
				HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey
			};
			const command = await run(step.script, variables, {
				...step,
				signal: aborted
			});
			const ended = attempted(command, {
				result: recordOf(command),
				command,
				missing: [],
				guard: guard()
			}, step);
			if (!aborted.aborted && (admission?.kind === "probe" || speaksOfDependency(ended))) await step.circuit?.record(ended.kind === "success");
			if (ended.kind === "failure") return ended;
			return {
				kind: "success",
				value: await keep(world, lane, step, command, guard())
			};
		}
	}, signal);
}
/** A wrong call says nothing of the health of what was called. */
function speaksOfDependency(ended) {
	return ended.kind === "success" || classify(ended.failure).kind !== "permanent";
}
/** A failure like any other: with attempts left, the next one waits until the circuit may be tried. */
function circuitOpen({ reason, retryAt }, now) {
	return {
		kind: "error",
		name: "CircuitOpen",
		message: `the circuit is open, so nothing was run: ${reason}`,
		...retryAt === void 0 ? {} : { retryAfter: Math.max(0, retryAt - now) }
	};
}
/** Packs the kept files and withholds what holds a secret or cannot be kept: the step is done in any case. */
async function keep(world, lane, step, command, guard) {
	const value = {
		result: recordOf(command),
		command,
		missing: [],
		guard
	};
	const leak = findLeak(value.result, guard);
	if (leak !== void 0) return {
		...value,
		withheld: `${leak} holds a secret`
	};
	const large = tooLarge(value.result);
	if (large !== void 0) return {
		...value,
		withheld: large
	};
	const kept = await keepFiles(world, lane, step, guard).catch((error) => {
		const why = error instanceof Error ? error.message : String(error);
		return {
			kind: "withheld",
			reason: `its paths could not be kept (${guard.redact(why)})`
		};
	});
	if (kept.kind === "withheld") return {
		...value,
		withheld: kept.reason
	};
	const { archive, missing } = kept;
	if (!archive) return {
		...value,
		missing
	};
	return {
		...value,
		result: {
			...value.result,
			archive
		},
		files: [archive],
		missing
	};
}
function recordOf({ end, files }) {
	return {
		exitCode: end.kind === "exited" ? end.code : -1,
		outputs: [...files.outputs],
		environment: [...files.environment],
		path: [...files.path],
		summary: files.summary
	};
}
/** Which part of a record holds a secret, in words that hold none. */
function findLeak(record, guard) {
	for (const [kind, pairs] of [["output", record.outputs], ["variable", record.environment]]) for (const [name, value] of pairs) if (guard.holds(`${name}\n${value}`)) return `${kind} ${guard.redact(name)}`;
	if (record.path.some((entry) => guard.holds(entry))) return "a PATH entry";
	return guard.holds(record.summary) ? "the summary" : void 0;
}

// src/store/walk.ts
/**
* Everything below a folder, each folder before what is in it and names in order, so that two walks agree.
* Links are not followed; `.git` is left out at any depth, and so is what is below a folder that is not entered.
*/
async function* walk(files, root, enters, onUnreadable) {
	const waiting = await namesIn("");
	for (let path = waiting.pop(); path !== void 0; path = waiting.pop()) {
		const status = await readable(path, void 0, () => files.status(`${root}/${path}`));
		if (status === void 0) continue;
		yield {
			path,
			status
		};
		if (status.kind === "folder" && enters(path)) waiting.push(...await namesIn(`${path}/`));
	}
	/** Last name first: the next is taken from the end. */
	async function namesIn(prefix) {
		return (await readable(prefix.replace(/\/$/, "") || ".", [], () => files.list(`${root}/${prefix}`))).filter((name) => name.toLowerCase() !== ".git").map((name) => prefix + name).toReversed();
	}
	async function readable(path, otherwise, act) {
		try {
			return await act();
		} catch (error) {
			if (!isUnreadable(error)) throw error;
			onUnreadable(path, error);
			return otherwise;
		}
	}
}
/** Whether an error says that this user may not look at a file or folder. */
function isUnreadable(error) {
	return isCode(error, "EACCES", "EPERM");
}

export { openActionLane as $, partial as $n, laneNames as $t, recordedFailure as A, AutomationChanged as An, codeBlock as At, callbackError as B, _enum as Bn, duration as Bt, retryRules as C, DefinitionChanged as Cn, readJournal as Ct, causesOf as D, redactFingerprint as Dn, limits as Dt, onlyOneOf as E, isSameDefinition as En, unseal as Et, ConditionFailed as F, undoSuffix as Fn, keepFiles as Ft, closeLane as G, int as Gn, wholeNumber as Gt, backoffDelay as H, boolean as Hn, line as Ht, ContextFailed as I, attachmentSchema as In, vocabulary as It, pathPatterns as J, nullable as Jn, withDefault as Jt, noteStepName as K, literal as Kn, yesOrNo as Kt, OperationFailed as L, failureSchema as Ln, parseFailureList as Lt, unknownFailure as M, pathOf as Mn, link as Mt, CallbackFailed as N, contextOf as Nn, table as Nt, failureOf$1 as O, LaneError as On, newCircuit as Ot, CallbackTimedOut as P, isInterrupted as Pn, text as Pt, laneOptions as Q, optional as Qn, guardFor as Qt, RunCancelled as R, name$1 as Rn, classify as Rt, retryPolicy as S, runUrl as Sn, journalFile as St, noLongerThan as T, extendFingerprint as Tn, seal as Tt, seededUnit as U, discriminatedUnion as Un, oneOf as Ut, runAttempts as V, array as Vn, entriesOf$1 as Vt, unitOf as W, extend as Wn, text$1 as Wt, sayUnsaved as X, number as Xn, parseDuration as Xt, replayOf as Y, nullish as Yn, formatDuration as Yt, jobFolder as Z, object as Zn, runAction as Zt, exportVariables as _, setSecret as _n, isCode as _r, load as _t, isReplayablePath as a, Locked as an, tuple as ar, laneIdentity as at, stillRunning as b, requireContext as bn, readSealed as bt, runStep as c, runnerCommands as cn, _gte as cr, laneId as ct, admit as d, neutralise as dn, parse$3 as dr, laneOf as dt, refuseSecretNames as en, pick as er, rememberLane as et, record as f, neutraliseLine as fn, safeParse as fr, readPosition as ft, lineSplitter as g, isDebug as gn, systemWorld as gr, enter as gt, commandReader as h, info as hn, UserError as hr, claim as ht, asCommandRecord as i, readInputs as in, string as ir, boundedLane as it, redacted as j, namesOf$1 as jn, details as jt, recordOf$1 as k, StateUnknown as kn, code as kt, defaultCircuit as l, SUMMARY_LIMIT as ln, _maxLength as lr, laneSlug as lt, runCommand as m, error as mn, Refused as mr, withStage as mt, walk as n, secretGuard as nn, record$1 as nr, stateFolder as nt, isReplayableVariable as o, takeLock as on, union as or, stepName as ot, childEnvironment as p, debug as pn, $ZodError as pr, writePosition as pt, bringBack as q, looseObject as qn, input as qt, runCommandStep as r, parseInputs as rn, strictObject$1 as rr, isDiskError as rt, tooLarge as s, withLock as sn, unknown as sr, laneInputs as st, isUnreadable as t, withoutSecrets as tn, readonly as tr, openStore as tt, openCircuit as u, summaryWriter as un, _minLength as ur, alreadySaved as ut, handOn as v, warning as vn, checkpointFiles as vt, needOneOf as w, commandFingerprint as wn, parseJson as wt, stillRunningFailure as x, runAttemptUrl as xn, writeSealed as xt, attempted as y, readContext as yn, digestOf as yt, StepFailed as z, _default as zn, describeFailure as zt };