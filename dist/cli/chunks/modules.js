const { registerHooks } = process.getBuiltinModule("node:module");
const { readFileSync } = process.getBuiltinModule("node:fs");
const { fileURLToPath, pathToFileURL } = process.getBuiltinModule("node:url");
const { spawnSync } = process.getBuiltinModule("node:child_process");

// src/world/modules.ts
/** Imports files that the user names, by Node itself: it runs TypeScript by leaving the types out. */
/** Of the URLs of packages that are part of this process. */
const scheme = "holdfast-package:";
/** Where the source of such a package finds its exports: a module that is imported shares only globals with this one. */
const registry = "holdfast.packages";
const packages = /* @__PURE__ */ new Map();
/** URLs of the files that were named: they are ES modules, whatever the `package.json` above them says. */
const named = /* @__PURE__ */ new Set();
let lastRead;
let areHooked = false;
/** See {@link Modules}. */
const importFile = async (path, provided) => {
	for (const [name, exports] of Object.entries(provided)) packages.set(name, exports);
	hookOnce();
	const url = pathToFileURL(path).href;
	named.add(url);
	try {
		return await import(url);
	} catch (error) {
		if (error instanceof SyntaxError && lastRead !== void 0 && !isLocated(error)) locate(error, lastRead);
		throw error;
	}
};
/** For good: a file that was imported may import more while it runs. */
function hookOnce() {
	if (areHooked) return;
	areHooked = true;
	Reflect.set(globalThis, Symbol.for(registry), packages);
	registerHooks({
		resolve,
		load
	});
}
function resolve(...[specifier, context, next]) {
	if (packages.has(specifier)) return {
		url: scheme + specifier,
		format: "module",
		shortCircuit: true
	};
	const resolved = next(specifier, context);
	return named.has(resolved.url) || resolved.format === null && resolved.url.endsWith(".ts") ? {
		...resolved,
		format: moduleFormat(resolved.url)
	} : resolved;
}
function load(...[url, context, next]) {
	if (url.startsWith(scheme)) return {
		source: sourceOf(url.slice(17)),
		format: "module",
		shortCircuit: true
	};
	if (url.startsWith("file:")) lastRead = fileURLToPath(url);
	return next(url, context);
}
function moduleFormat(url) {
	return /\.m?ts$/.test(url) ? "module-typescript" : "module";
}
/** A module of the exports there are: the same functions and classes, so that `instanceof` holds on both sides. */
function sourceOf(name) {
	return `export const { ${Object.keys(packages.get(name) ?? {}).join(", ")} } = globalThis[Symbol.for(${JSON.stringify(registry)})].get(${JSON.stringify(name)});`;
}
/** Whether the stack begins with `file:line` and the line itself, as Node writes it for people. */
function isLocated(error) {
	return /^.+:\d+\n/.test(error.stack ?? "");
}
/** Where an ES module's syntax is broken V8 tells nobody but Node's last handler, so another Node is asked to check it. */
function locate(error, path) {
	const { stderr } = spawnSync(process.execPath, ["--input-type=module", "--check"], {
		input: readFileSync(path),
		encoding: "utf8"
	});
	const excerpt = /^\[stdin\](:\d+\n[^]*?\^\n)/.exec(stderr)?.[1];
	if (excerpt !== void 0) error.stack = `${path}${excerpt}\n${error.stack}`;
}

export { importFile };