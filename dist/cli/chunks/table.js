import { n as fit, r as widthOf, t as column } from "./width.js";

// src/cli/show/table.ts
/** Rows of text under headings, each column as wide as it needs; the widest are cut where the line has no room for all. */
function table(headings, rows, width, paint) {
	const widths = fitted(headings.map((heading, index) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[index]?.text ?? "")))), width);
	const line = (cells) => {
		return cells.map(({ text, tone }, index) => {
			const shown = index === cells.length - 1 ? fit(text, widths[index]) : column(text, widths[index]);
			return tone === void 0 ? shown : paint(tone, shown);
		}).join(gap).trimEnd();
	};
	return [line(headings.map((text) => ({
		text,
		tone: "faint"
	}))), ...rows.map(line)];
}
const gap = "  ";
/** A column is not cut to less: nobody could tell what it holds. */
const narrowest = 8;
function fitted(natural, width) {
	const widths = [...natural];
	const room = width - 2 * (widths.length - 1);
	for (let over = widths.reduce((sum, each) => sum + each, 0) - room; over > 0; over--) {
		const weights = widths.map((each, index) => index === 0 ? each / 2 : each);
		const widest = weights.indexOf(Math.max(...weights));
		if (widths[widest] <= narrowest) break;
		widths[widest] -= 1;
	}
	return widths;
}

export { table as t };