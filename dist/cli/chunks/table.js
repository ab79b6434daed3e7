import { n as fit, r as widthOf, t as column } from "./width.js";

// src/cli/runs/table.ts
/** Rows of text under headings, each column as wide as it needs, the last one cut where the line is. */
function table(headings, rows, width, paint) {
	const widest = Math.max(12, Math.floor(width / 2));
	const widths = headings.map((heading, index) => Math.min(widest, Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[index]?.text ?? "")))));
	const line = (cells) => {
		let left = width;
		return cells.map(({ text, tone }, index) => {
			const shown = index === cells.length - 1 ? fit(text, Math.max(0, left)) : column(text, Math.min(widths[index], Math.max(0, left)));
			left -= widthOf(shown) + 2;
			return tone === void 0 ? shown : paint(tone, shown);
		}).join("  ").trimEnd();
	};
	return [line(headings.map((text) => ({
		text,
		tone: "faint"
	}))), ...rows.map(line)];
}

export { table as t };