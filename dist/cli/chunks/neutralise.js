const { stripVTControlCharacters } = process.getBuiltinModule("node:util");

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

export { neutraliseLine as n, neutralise as t };