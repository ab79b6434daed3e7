import { t as UserError } from "./user-error.js";
const { posix, win32 } = process.getBuiltinModule("node:path");

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

export { stateFolder as t };