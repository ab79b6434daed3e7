import { t as UserError } from "./user-error.js";
import { t as nearestAbove } from "./nearest-above.js";
const { dirname, join, relative, sep } = process.getBuiltinModule("node:path");
const { fileURLToPath } = process.getBuiltinModule("node:url");

// src/cli/types.ts
/** `holdfast types`: what editors know of "holdfast" in a repository that has not installed it. */
const header = "// Written by `holdfast types`; run it again after an upgrade, and edit nothing here.\n";
/**
* Writes `holdfast.d.ts` into a folder, and a `tsconfig.json` beside it where none reaches it, and says so. What is up to
* date is left alone, and so is all where the package is installed. `source` is the package's own declaration file.
* Throws a {@link UserError} where the folder is missing or holds another file of that name.
*/
async function writeTypes(world, folder, source) {
	const { files, output } = world;
	const say = (line) => output.write(`${line}\n`);
	if ((await files.status(folder))?.kind !== "folder") throw new UserError(`${shown(folder)} is no folder`);
	const installed = await nearestAbove(files, folder, "node_modules/holdfast/package.json");
	if (installed !== void 0) {
		say(`Nothing to write: ${shown(dirname(installed))} is installed and brings its own declarations.`);
		return;
	}
	const path = join(folder, "holdfast.d.ts");
	const before = await files.read(path);
	if (before !== void 0 && !String(before).startsWith(header)) throw new UserError(`${shown(path)} is there and not from this command: move it away first`);
	const declared = header + asAmbientModule(await packageDeclarations(files, source));
	if (String(before) === declared) say(`${shown(path)} is up to date.`);
	else {
		await files.replace(path, declared);
		say(`Wrote ${shown(path)}: commit it, and run this again after an upgrade.`);
	}
	await writeProject(world, folder, path);
}
async function writeProject({ files, output }, folder, declared) {
	const say = (line) => output.write(`${line}\n`);
	const own = join(folder, "tsconfig.json");
	const hasNodeTypes = await nearestAbove(files, folder, "node_modules/@types/node/package.json") !== void 0;
	const text = projectText(hasNodeTypes);
	const project = await projectOf(files, folder);
	if (project === void 0) {
		await files.replace(own, text);
		say(`Wrote ${shown(own)}: commit it; editors and tsc check the folder as Node will run it.`);
	} else if (project === own && String(await files.read(own)) === text) say(`${shown(own)} is up to date.`);
	else {
		say(`${shown(project)} is used as it is: its "include" must reach ${shown(declared)}.`);
		return;
	}
	if (!hasNodeTypes) say(`For "node:fs" and the like: npm install -D @types/node, and "types": ["node"] in that file.`);
}
function asAmbientModule(declarations) {
	return `declare module "holdfast" {\n${declarations.replace(/^export declare /gm, "export ").replace(/^(?=.)/gm, "    ")}}\n`;
}
async function packageDeclarations(files, source) {
	const manifest = await nearestAbove(files, dirname(fileURLToPath(import.meta.url)), "package.json");
	const path = source ?? join(dirname(manifest ?? ""), "dist/index.d.ts");
	const text = await files.read(path);
	if (text === void 0) throw new Error(`${path} is missing: \`npm run build\` makes it`);
	return String(text);
}
/** The project that an editor takes a folder's files to be part of, unless the folder is one that projects leave out. */
async function projectOf(files, folder) {
	const project = await nearestAbove(files, folder, "tsconfig.json");
	if (project === void 0) return void 0;
	return relative(dirname(project), folder).split(sep).some((name) => name.startsWith(".")) ? void 0 : project;
}
/** A repository without a `package.json` says nowhere that its files are ES modules: `nodenext` would take them for none. */
function projectText(hasNodeTypes) {
	const compilerOptions = {
		target: "es2024",
		module: "esnext",
		moduleResolution: "bundler",
		...hasNodeTypes && { types: ["node"] },
		noEmit: true,
		strict: true,
		erasableSyntaxOnly: true,
		verbatimModuleSyntax: true,
		allowImportingTsExtensions: true,
		skipLibCheck: true
	};
	return `${JSON.stringify({ compilerOptions }, void 0, 2)}\n`;
}
function shown(path) {
	return relative("", path) || ".";
}

export { writeTypes };