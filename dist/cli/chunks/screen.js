import { r as widthOf } from "./width.js";
const { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/cli/progress/screen.ts
/** The foot of a terminal, redrawn in place, below lines that stay. */
const hideCursor = "\x1B[?25l";
const showCursor = "\x1B[?25h";
const eraseBelow = "\x1B[J";
function newScreen(output, terminal) {
	let drawn = [];
	let isOpen = true;
	output.write(hideCursor);
	/** Back to where the foot begins. A terminal that was made narrower has broken its lines anew. */
	function erase() {
		const { columns } = terminal.size();
		const rows = drawn.reduce((sum, line) => sum + rowsOf(line, columns), 0);
		return rows === 0 ? "" : `\r\u001b[${rows}A${eraseBelow}`;
	}
	function write(stay, foot) {
		const before = erase();
		drawn = foot;
		output.write(before + [...stay, ...foot].map((line) => `${line}\n`).join(""));
	}
	return {
		print: (lines) => write(lines, drawn),
		draw: (lines) => {
			if (isOpen) write([], lines);
		},
		close() {
			if (!isOpen) return;
			isOpen = false;
			write([], []);
			output.write(showCursor);
		}
	};
}
function rowsOf(line, columns) {
	return Math.max(1, Math.ceil(widthOf(stripVTControlCharacters(line)) / columns));
}

export { newScreen as t };