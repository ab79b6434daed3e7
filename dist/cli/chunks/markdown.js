// src/github/markdown.ts
/** Every sign of ASCII as an entity: CommonMark never reads structure from one. */
function encode(foreign) {
	return foreign.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "").replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function oneLine(foreign) {
	return foreign.replace(/\s*[\r\n]+\s*/g, " ");
}
/** Foreign text on one line: in a sentence, a heading or a table cell. */
function text(foreign) {
	return encode(oneLine(foreign)).replace(/&#(?:64|35);(?=\S)/g, "$&&#8203;");
}
/** Foreign text in fixed width on one line; GitHub looks for no mentions there. */
function code(foreign) {
	return `<code>${encode(oneLine(foreign))}</code>`;
}
/** A link, or only its words where the address is not one of the web. */
function link(words, address) {
	const url = URL.canParse(address) ? new URL(address) : void 0;
	if (url?.protocol !== "https:" && url?.protocol !== "http:") return text(words);
	return `<a href="${url.href.replace(/[&"'<>|`]/g, (sign) => `&#${sign.charCodeAt(0)};`)}">${text(words)}</a>`;
}
function table(head, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return `\n${[
		line(head),
		line(head.map(() => "---")),
		...rows.map(line)
	].join("\n")}\n`;
}

export { text as i, link as n, table as r, code as t };