import { fn as neutraliseLine } from "./action.js";

// src/report/label.ts
const characterBounds = new Intl.Segmenter("en", { granularity: "grapheme" });
/**
* A foreign name on one line, at most `length` characters of it: the middle goes, since names of a kind often begin
* alike.
*/
function shorten(foreign, length) {
	const line = neutraliseLine(withoutMiddle(foreign, length * 8));
	const characters = Array.from(characterBounds.segment(line), ({ segment }) => segment);
	if (characters.length === 0) return "(unprintable)";
	if (characters.length <= length) return characters.join("");
	const head = Math.ceil((length - 1) * .6);
	return `${characters.slice(0, head).join("")}…${characters.slice(head + 1 - length).join("")}`;
}
/** Bounds the work on a name of any length; what it joins is cut out after. */
function withoutMiddle(text, most) {
	return text.length <= most ? text : `${text.slice(0, most / 2)}${text.slice(-most / 2)}`.toWellFormed();
}

export { shorten as t };