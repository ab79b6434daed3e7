const { styleText } = process.getBuiltinModule("node:util");

// src/cli/terminal.ts
/** What standard output is, where it is a terminal that a cursor can be moved on. */
function systemTerminal(stream, term) {
	if (!stream.isTTY || term === "dumb") return void 0;
	return {
		size: () => ({
			columns: stream.columns || 80,
			rows: stream.rows || 24
		}),
		onResize(act) {
			stream.on("resize", act);
			return () => stream.off("resize", act);
		}
	};
}
const formats = {
	good: "green",
	bad: "red",
	warn: "yellow",
	faint: "dim",
	strong: "bold",
	busy: "cyan"
};
const plain = (_, text) => text;
/** Colours on a terminal unless `NO_COLOR` is set, and elsewhere where `FORCE_COLOR` is (https://no-color.org). */
function painter({ environment }, terminal) {
	const { NO_COLOR: refused, FORCE_COLOR: forced } = environment;
	if (refused || forced === "0" || !(terminal || forced)) return plain;
	return (tone, text) => styleText(formats[tone], text, { validateStream: false });
}

export { systemTerminal as n, painter as t };