import { t as UserError } from "./user-error.js";

// src/automation/fault.ts
/** More than a person reads; `faults` holds them all. */
const mostTold = 200;
/** Every fault of a file (and of the variables that override it) at once. */
var FaultyFile = class extends UserError {
	/** In the order of the file. */
	faults;
	constructor(faults) {
		const sorted = inOrder(faults);
		const more = sorted.length > mostTold ? [`… and ${sorted.length - mostTold} more`] : [];
		super([...sorted.slice(0, mostTold).map(describeFault), ...more].join("\n"));
		this.faults = sorted;
	}
};
/** `file:line:column: message`, as compilers write it and editors read it. */
function describeFault({ at, message }) {
	return "variable" in at ? `${at.variable}: ${message}` : `${at.file}:${at.line}:${at.column}: ${message}`;
}
/** From the top of the file to its end, variables last. */
function inOrder(faults) {
	return [...faults].sort(({ at: a }, { at: b }) => {
		if ("variable" in a || "variable" in b) return Number("variable" in a) - Number("variable" in b);
		return a.line - b.line || a.column - b.column;
	});
}

export { describeFault as n, inOrder as r, FaultyFile as t };