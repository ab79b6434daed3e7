const { dirname, join } = process.getBuiltinModule("node:path");

// src/cli/nearest-above.ts
/** The nearest file or folder of that name in a folder or one above it; undefined where there is none. */
async function nearestAbove(files, folder, name) {
	const path = join(folder, name);
	if (await files.status(path) !== void 0) return path;
	return dirname(folder) === folder ? void 0 : nearestAbove(files, dirname(folder), name);
}

export { nearestAbove as t };