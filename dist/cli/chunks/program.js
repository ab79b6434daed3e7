import { t as isCode } from "./error-code.js";
const { posix, win32 } = process.getBuiltinModule("node:path");

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

export { findProgram as t };