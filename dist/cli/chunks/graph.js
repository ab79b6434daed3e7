import { t as UserError } from "./user-error.js";
import { o as graphOfRun, s as isOfRun, t as loadDefinition } from "./load.js";
import { n as shorten, t as operationsOf } from "./operations.js";
import { a as signs, o as stateInWords } from "./operation.js";
import { r as shownPath, t as localRepository } from "./repository.js";
import { t as findRun } from "./find-run.js";
import { n as readRun } from "./recorded-run.js";
const { resolve } = process.getBuiltinModule("node:path");

// src/report/mermaid.ts
/** A graph as Mermaid text, which GitHub draws in summaries, issues and files. */
/** GitHub draws no diagram of more than 500 edges or 50,000 characters; a person reads far fewer. */
const mermaidLimits = {
	nodes: 60,
	edges: 150,
	characters: 5e4
};
/**
* The Mermaid text, or undefined where there is more than {@link mermaidLimits} allow: a table has to do then. Colours are GitHub's own but for lines, which show in both of its themes.
*/
function mermaidOf(graph) {
	const { nodes, edges } = graph;
	if (nodes.length > mermaidLimits.nodes || edges.length > mermaidLimits.edges) return void 0;
	const isRun = isOfRun(graph);
	const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
	const states = /* @__PURE__ */ new Map();
	for (const { id, state } of nodes) states.set(state, [...states.get(state) ?? [], ids.get(id) ?? ""]);
	const styled = isRun ? [...states].filter(([state]) => styles[state] !== void 0) : [];
	const text = [
		"flowchart TD",
		...groupLines(graph, void 0, (node) => `${ids.get(node.id)}${shapeOf(node, isRun)}`),
		...edges.map((edge) => `  ${ids.get(edge.from)} ${lineOf(edge, isRun)} ${ids.get(edge.to)}`),
		...styled.flatMap(([state, members]) => [`  classDef ${classOf(state)} ${styles[state]}`, `  class ${members.join(",")} ${classOf(state)}`]),
		""
	].join("\n");
	return text.length > mermaidLimits.characters ? void 0 : text;
}
/** Lines of at least 3:1 on white and on GitHub's dark canvas, and a way to tell them apart without colour. */
const styles = {
	pending: "stroke-dasharray:3 3",
	skipped: "stroke-dasharray:3 3",
	done: "stroke:#2a9d4a,stroke-width:2px",
	replayed: "stroke:#2a9d4a,stroke-width:1px",
	running: "stroke:#388bfd,stroke-width:3px",
	waiting: "stroke:#b08800,stroke-width:3px",
	failed: "stroke:#e5534b,stroke-width:4px",
	interrupted: "stroke:#e5534b,stroke-width:3px,stroke-dasharray:6 3",
	"dead-letters": "stroke:#b08800,stroke-width:4px,stroke-dasharray:6 3",
	compensated: "stroke:#986ee2,stroke-width:2px,stroke-dasharray:6 3"
};
/** `default` and `end` mean something to Mermaid; no state is called so. */
function classOf(state) {
	return state.replaceAll("-", "");
}
function groupLines({ nodes, groups }, within, nodeLine, indent = "  ") {
	return [...nodes.filter(({ group }) => group === within).map((node) => `${indent}${nodeLine(node)}`), ...groups.flatMap((group, index) => group.group === within ? [
		`${indent}subgraph g${index}["${quoted(group.label)}"]`,
		...groupLines({
			nodes,
			groups,
			edges: []
		}, group.id, nodeLine, `${indent}  `),
		`${indent}end`
	] : [])];
}
function shapeOf({ label, notes, kind, state }, isRun) {
	const text = `"${[`${isRun && state !== "pending" ? `${signs[state]} ` : ""}${quoted(label)}`, ...notes.map((note) => `<small>${quoted(note)}</small>`)].join("<br/>")}"`;
	switch (kind) {
		case "end": return `([${text}])`;
		case "map": return `[[${text}]]`;
		case "decision":
		case "wait":
		case "callback":
		case "condition": return `{{${text}}}`;
		default: return `(${text})`;
	}
}
function lineOf({ kind, label, isTaken }, isRun) {
	const line = isTaken ? "==>" : isRun || kind === "failure" ? "-.->" : "-->";
	return label === void 0 ? line : `${line}|"${quoted(label)}"|`;
}
/** Foreign text inside quotes: every character but letters, digits and blanks as Mermaid's own entity. */
function quoted(foreign) {
	return shorten(foreign, 48).replace(/[^\p{L}\p{M}\p{N} ]|[\ufb02\u00df]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

// src/report/svg-style.ts
/** The size of letters and lines in pixels. */
const letters = {
	label: 14,
	note: 12,
	edge: 11
};
/** Text has at least 4.5:1 on canvas, box and group; lines have 3:1. */
const themes = {
	light: {
		canvas: "#ffffff",
		box: "#f6f8fa",
		group: "#fbfcfd",
		text: "#1f2328",
		quiet: "#57606a",
		line: "#818b98",
		way: "#1f2328",
		good: "#1a7f37",
		busy: "#0969da",
		wait: "#8a5d00",
		bad: "#cf222e",
		undone: "#7b4fc9"
	},
	dark: {
		canvas: "#0d1117",
		box: "#161b22",
		group: "#11161d",
		text: "#e6edf3",
		quiet: "#9da7b3",
		line: "#6e7681",
		way: "#e6edf3",
		good: "#3fb950",
		busy: "#58a6ff",
		wait: "#d9a427",
		bad: "#ff7b72",
		undone: "#b794f6"
	}
};
const colorOf = {
	pending: "quiet",
	skipped: "quiet",
	running: "busy",
	waiting: "wait",
	done: "good",
	replayed: "good",
	"dead-letters": "wait",
	compensated: "undone",
	interrupted: "bad",
	failed: "bad"
};
const dashed = [
	"pending",
	"skipped",
	"replayed",
	"interrupted",
	"compensated"
];
/** The style sheet that every drawing carries; nothing of it reaches outside the drawing. */
function styleSheet() {
	const states = Object.entries(colorOf).map(([state, color]) => `.holdfast .${state}{--state:var(--${color})}`);
	return [
		`.holdfast{${variables(themes.light)};font-family:system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}`,
		`@media (prefers-color-scheme:dark){.holdfast{${variables(themes.dark)}}}`,
		".holdfast .canvas{fill:var(--canvas)}",
		...states,
		".holdfast .box{fill:var(--box);stroke:var(--state);stroke-width:1.5}",
		".holdfast .bar{fill:var(--state)}",
		".holdfast .failed .box,.holdfast .dead-letters .box,.holdfast .waiting .box{stroke-width:2.5}",
		`${dashed.map((state) => `.holdfast .${state} .box`).join(",")}{stroke-dasharray:5 3}`,
		".holdfast.plan .box{stroke-dasharray:none}",
		".holdfast .group{fill:var(--group);stroke:var(--line);stroke-width:1}",
		".holdfast .edge{fill:none;stroke:var(--line);stroke-width:1.2}",
		".holdfast .edge.failure{stroke-dasharray:5 4}",
		".holdfast .edge.taken{stroke:var(--way);stroke-width:2.2}",
		".holdfast .head{fill:var(--line)}",
		".holdfast .head.taken{fill:var(--way)}",
		`.holdfast text{fill:var(--text);font-size:${letters.label}px}`,
		`.holdfast .note{font-size:${letters.note}px;fill:var(--quiet)}`,
		".holdfast .state{fill:var(--state)}",
		`.holdfast .way{font-size:${letters.edge}px;fill:var(--quiet);stroke:var(--canvas);stroke-width:4;paint-order:stroke}`,
		".holdfast .name{stroke:var(--group)}"
	].join("\n");
}
function variables(colors) {
	return Object.entries(colors).map(([name, color]) => `--${name}:${color}`).join(";");
}

// src/report/layout.ts
const longest = {
	label: 36,
	note: 44,
	edge: 28,
	group: 40
};
const margin = 20;
/** Lays a graph out from top to bottom. */
async function layOut(graph) {
	const { Graph: DirectedGraph, layout } = await import("./dagrejs-dagre.js");
	const paper = new DirectedGraph({
		directed: true,
		compound: true,
		multigraph: true
	});
	paper.setGraph({
		rankdir: "TB",
		nodesep: 36,
		edgesep: 18,
		ranksep: 44,
		marginx: margin,
		marginy: margin
	});
	const nodes = graph.nodes.map((node) => measured(node));
	graph.groups.forEach((group, index) => {
		paper.setNode(`group ${index}`, {});
		const outer = graph.groups.findIndex(({ id }) => id === group.group);
		if (outer >= 0) paper.setParent(`group ${index}`, `group ${outer}`);
	});
	nodes.forEach(({ node, width, height }, index) => {
		paper.setNode(`node ${index}`, {
			width,
			height
		});
		const group = graph.groups.findIndex(({ id }) => id === node.group);
		if (node.group !== void 0 && group >= 0) paper.setParent(`node ${index}`, `group ${group}`);
	});
	const numberOf = new Map(graph.nodes.map(({ id }, index) => [id, `node ${index}`]));
	const labels = graph.edges.map(({ label }) => label === void 0 ? void 0 : shorten(label, longest.edge));
	graph.edges.forEach(({ from, to }, index) => {
		const text = labels[index];
		const size = text === void 0 ? {} : {
			width: widthOf(text, letters.edge),
			height: 16,
			labelpos: "c"
		};
		paper.setEdge(numberOf.get(from) ?? from, numberOf.get(to) ?? to, size, String(index));
	});
	layout(paper);
	const { width = 0, height = 0 } = paper.graph();
	return {
		width: Math.ceil(width),
		height: Math.ceil(height),
		nodes: nodes.map((node, index) => ({
			...node,
			...boxOf(paper.node(`node ${index}`))
		})),
		groups: graph.groups.map((group, index) => ({
			group,
			...namedBox(group.label, boxOf(paper.node(`group ${index}`)))
		})),
		edges: graph.edges.map((edge, index) => {
			const { from, to } = edge;
			const { points = [], x = 0, y = 0 } = paper.edge(numberOf.get(from) ?? from, numberOf.get(to) ?? to, String(index));
			const text = labels[index];
			return {
				edge,
				points,
				...text !== void 0 && { label: {
					text,
					x,
					y
				} }
			};
		})
	};
}
/** A group is as wide as what stands in it: its name has to do with that. */
function namedBox(name, box) {
	for (let length = longest.group;; length--) {
		const label = shorten(name, length);
		if (length <= 4 || widthOf(label, letters.edge) <= box.width - 20) return {
			...box,
			label
		};
	}
}
function boxOf({ x = 0, y = 0, width, height }) {
	return {
		x,
		y,
		width,
		height
	};
}
function measured(node) {
	const label = shorten(node.label, longest.label);
	const notes = node.notes.map((note) => shorten(note, longest.note));
	const text = Math.max(widthOf(label, letters.label), ...notes.map((note) => widthOf(note, letters.note)));
	return {
		node,
		label,
		notes,
		x: 0,
		y: 0,
		width: Math.max(88, text + 40),
		height: 36 + 17 * notes.length
	};
}
/** About how wide text is in a font nobody knows beforehand: rather too wide than too narrow. */
function widthOf(text, size) {
	let width = 0;
	for (const sign of text) if (/[\p{Emoji_Presentation}\p{Ideographic}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff00-\uffef]/u.test(sign)) width += 1.15;
	else if (/[iljtfr.,:;'|! ()[\]]/.test(sign)) width += .38;
	else if (/[mwMWQ@%…]/.test(sign)) width += .95;
	else width += /\p{M}/u.test(sign) ? 0 : /\p{Lu}/u.test(sign) ? .72 : .6;
	return Math.ceil(width * size);
}

// src/report/svg.ts
/** A graph as an SVG file of its own: no scripts, nothing from outside, light or dark as its reader has it. */
/** More nodes than this are no picture any more. */
const mostNodes$1 = 200;
/** The SVG text, or undefined where the graph has more than 200 nodes. `title` is what the picture is of. */
async function svgOf(graph, title) {
	if (graph.nodes.length > mostNodes$1) return void 0;
	const { width, height, nodes, groups, edges } = await layOut(graph);
	const isRun = isOfRun(graph);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" class="holdfast${isRun ? "" : " plan"}" role="img" aria-labelledby="holdfast-title holdfast-desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
		`<title id="holdfast-title">${encoded(shorten(title, 200))}</title>`,
		`<desc id="holdfast-desc">${encoded(inWords(graph, isRun))}</desc>`,
		`<style>${styleSheet()}</style>`,
		`<rect class="canvas" width="${width}" height="${height}"/>`,
		...groups.map(groupShape),
		...edges.toSorted((a, b) => Number(a.edge.isTaken) - Number(b.edge.isTaken)).map(edgeShape),
		...nodes.map((node) => nodeShape(node, isRun)),
		...groups.map(groupLabel),
		...edges.flatMap(({ label }) => label ? [textAt(label, "way", label.text, "middle")] : []),
		"</svg>",
		""
	].join("\n");
}
function inWords({ nodes }, isRun) {
	const said = nodes.slice(0, 60).map(({ label, state }) => {
		return isRun ? `${shorten(label, 60)}: ${stateInWords(state)}` : shorten(label, 60);
	});
	return [...said, ...nodes.length > said.length ? [`and ${nodes.length - said.length} more`] : []].join("; ");
}
function nodeShape({ node, label, notes, x, y, width, height }, isRun) {
	const left = round(x - width / 2);
	const top = round(y - height / 2);
	const { kind, state } = node;
	const first = top + 23;
	const hasBar = isRun && kind !== "end" && kind !== "decision";
	return [
		`<g class="${state}">`,
		`<title>${encoded(isRun ? `${label}: ${stateInWords(state)}` : label)}</title>`,
		...kind === "map" ? [rect("box", {
			left: left + 5,
			top: top - 5,
			width,
			height,
			radius: 6
		})] : [],
		outline(kind, {
			left,
			top,
			width,
			height
		}),
		...hasBar ? [rect("bar", {
			left: left + 7,
			top: top + 9,
			width: 4,
			height: height - 18,
			radius: 2
		})] : [],
		textAt({
			x: round(x),
			y: first
		}, "label", label, "middle"),
		...notes.map((note, index) => {
			const tellsState = isRun && index === notes.length - 1 && state !== "pending" && kind !== "decision";
			return textAt({
				x: round(x),
				y: first + 17 * (index + 1)
			}, tellsState ? "note state" : "note", note, "middle");
		}),
		"</g>"
	].join("");
}
function outline(kind, box) {
	const { left, top, width, height } = box;
	const right = left + width;
	const middle = top + height / 2;
	switch (kind) {
		case "decision":
		case "wait":
		case "callback":
		case "condition": {
			const slant = kind === "decision" ? 22 : 10;
			return `<polygon class="box" points="${[
				[left - slant / 2, middle],
				[left + slant / 2, top],
				[right - slant / 2, top],
				[right + slant / 2, middle],
				[right - slant / 2, top + height],
				[left + slant / 2, top + height]
			].map((corner) => corner.map(round).join(",")).join(" ")}"/>`;
		}
		case "end": return rect("box", {
			...box,
			radius: height / 2
		});
		default: return rect("box", {
			...box,
			radius: 6
		});
	}
}
function rect(name, { left, top, width, height, radius }) {
	return `<rect class="${name}" x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;
}
function groupShape({ x, y, width, height }) {
	return rect("group", {
		left: x - width / 2,
		top: y - height / 2,
		width,
		height,
		radius: 8
	});
}
/** Stands over the lines that cross it. */
function groupLabel({ label, x, y, width, height }) {
	return textAt({
		x: x - width / 2 + 10,
		y: y - height / 2 + 17
	}, "way name", label, "start");
}
function edgeShape({ edge: { kind, isTaken }, points }) {
	const taken = isTaken ? " taken" : "";
	const [last, before] = points.toReversed();
	if (!last || !before) return "";
	const angle = Math.atan2(last.y - before.y, last.x - before.x) * 180 / Math.PI;
	const head = `<path class="head${taken}" d="M0 0L-9 4.5L-9 -4.5Z" transform="translate(${round(last.x)} ${round(last.y)}) rotate(${round(angle)})"/>`;
	return `<path class="edge ${kind}${taken}" d="${curve(points)}"/>${head}`;
}
/** A smooth line through the middles between the points, as a B-spline of degree two is. */
function curve(points) {
	const [first, ...rest] = points;
	const last = rest.pop();
	if (!first || !last) return "";
	const bends = rest.map((point, index) => {
		const next = rest[index + 1] ?? last;
		const end = index === rest.length - 1 ? last : {
			x: (point.x + next.x) / 2,
			y: (point.y + next.y) / 2
		};
		return `Q${at(point)} ${at(end)}`;
	});
	return `M${at(first)}${bends.length > 0 ? bends.join("") : `L${at(last)}`}`;
}
function at({ x, y }) {
	return `${round(x)} ${round(y)}`;
}
function textAt({ x, y }, name, words, anchor) {
	return `<text class="${name}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${encoded(words)}</text>`;
}
function round(length) {
	return Math.round(length * 10) / 10;
}
/** As text of XML; what XML cannot hold at all is gone with the control characters. */
function encoded(foreign) {
	return foreign.toWellFormed().replace(/[\ufffe\uffff]/g, "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// src/cli/show/graph.ts
/** `holdfast graph`: a picture of a definition, or of the way a run took through it. */
/** So many nodes a diagram of a run has at most: it is drawn coarser for that. */
const mostNodes = 60;
/** Throws a {@link UserError} where there is nothing to draw, or too much. */
async function drawGraph(world, { folder: here }, file, { format, run, output }) {
	const path = resolve(here, file);
	const local = await localRepository(world, here, {});
	const definition = await loadDefinition(world, path, local);
	const recorded = run === void 0 ? void 0 : await readRun(world, await findRun(world, run, here));
	const status = recorded?.state.run.status ?? "running";
	const operations = recorded && operationsOf(recorded.state, { isAtWork: recorded.holder !== void 0 });
	const graph = definition.graph(operations && {
		status,
		operations
	}) ?? (operations ? graphOfRun(operations, status, mostNodes) : refuse(file));
	const text = await drawn(graph, format, recorded ? `${definition.name}: ${recorded.card.key}` : definition.name) ?? tooLarge(shownPath(path, local), format, graph);
	if (output === void 0) return world.output.write(text);
	await world.files.replace(resolve(here, output), text, { durable: false });
	world.output.write(`Wrote ${output}.\n`);
}
async function drawn(graph, format, title) {
	if (format === "svg") return svgOf(graph, title);
	const text = mermaidOf(graph);
	return text === void 0 ? void 0 : `${text.trimEnd()}\n`;
}
function refuse(file) {
	throw new UserError(`${file} is code, which shows its steps only when it is run: name a run with --run KEY`);
}
function tooLarge(file, format, { nodes }) {
	const other = format === "mermaid" ? "try --svg, which has room for more" : "holdfast status has all of them";
	throw new UserError(`${file} has ${nodes.length} steps, too many for a picture: ${other}`);
}

export { drawGraph };