import { t as UserError } from "./user-error.js";
const { isAbsolute, relative } = process.getBuiltinModule("node:path");

// src/store/path-patterns.ts
/**
* Reads patterns, one a line; empty lines and `#` comments are skipped.
* Throws a UserError for one that leads out of `root`.
*/
function pathPatterns(lines, root) {
	const patterns = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")).map((line) => parse(line, root));
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
function parse(text, root) {
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

export { pathPatterns as t };