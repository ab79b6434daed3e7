// src/cli/progress/width.ts
/** How wide text is on a terminal: what is East Asian or an emoji takes two cells, what combines takes none. */
const segments = new Intl.Segmenter();
const wide = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const simple = /^[ -~]*$/;
function widthOf(text) {
	if (simple.test(text)) return text.length;
	let width = 0;
	for (const { segment } of segments.segment(text)) width += cellsOf(segment);
	return width;
}
/** Text of at most `width` cells; what is too long ends in `…`. */
function fit(text, width) {
	if (text.length <= width / 2 || widthOf(text) <= width) return text;
	let kept = "";
	let used = 0;
	for (const { segment } of segments.segment(text)) {
		used += cellsOf(segment);
		if (used > width - 1) break;
		kept += segment;
	}
	return width > 0 ? `${kept}…` : "";
}
/** The same, filled up with spaces. */
function column(text, width) {
	const fitted = fit(text, width);
	return fitted + " ".repeat(Math.max(0, width - widthOf(fitted)));
}
/** Lines of at most `width` cells, broken between words; a longer word has a line to itself. */
function wrap(text, width, indent = "") {
	const lines = [];
	let line = "";
	for (const word of text.split(" ")) {
		const longer = line === "" ? indent + word : `${line} ${word}`;
		if (line !== "" && widthOf(longer) > width) {
			lines.push(line);
			line = indent + word;
		} else line = longer;
	}
	return [...lines, line];
}
function cellsOf(segment) {
	if (/^[\p{M}\p{Cf}]+$/u.test(segment)) return 0;
	return wide.test(segment) ? 2 : 1;
}

export { wrap as i, fit as n, widthOf as r, column as t };