import { t as asCommandRecord } from "./record.js";
import { n as neutraliseLine } from "./neutralise.js";
import { t as formatDuration } from "./duration.js";
import { t as failureText } from "./failure-text.js";
import { n as readable } from "./path-text.js";
import { n as fit, t as column } from "./width.js";
import { t as painter } from "./terminal.js";
import { t as findRun } from "./find-run.js";
import { t as historyOf } from "./recorded-run.js";

// src/cli/show/history.ts
/** `holdfast history`: the journal, one event a line. */
/** Throws a UserError where there is no such run, or its journal is not sound. */
async function showHistory(world, invocation, key, { json }) {
	const { bytes, events } = await historyOf(world, await findRun(world, key, invocation.folder));
	if (json) return world.output.write(bytes);
	const paint = painter(world, invocation.terminal);
	const width = invocation.terminal?.size().columns ?? Number.POSITIVE_INFINITY;
	const widest = Math.max(...events.map(({ type }) => type.length));
	for (const event of events) {
		world.output.write(`${humanLine(event)}\n`);
		await world.output.flushed();
	}
	function humanLine(event) {
		const about = "step" in event ? event.step : "path" in event ? event.path : "";
		const said = [readable(about), detailsOf(event)].filter(Boolean).join("  ");
		const head = `${String(event.seq).padStart(5)}  ${timeOf(event, width < narrow)}  `;
		const room = width - head.length - widest - 2;
		return `${paint("faint", head)}${column(event.type, widest)}  ${fit(said, Math.max(20, room))}`;
	}
}
/** Columns; where there are fewer, a time is without year and milliseconds. */
const narrow = 120;
function timeOf({ at }, isShort) {
	const time = new Date(at).toISOString().replace("T", " ").replace("Z", "");
	return isShort ? time.slice(5, -4) : time;
}
const shownValue = 200;
function detailsOf(event) {
	switch (event.type) {
		case "opened": return `run ${neutraliseLine(event.key)}, writer ${event.writer.link ?? event.writer.id}`;
		case "claimed": return event.writer.link ?? event.writer.id;
		case "released": return event.writer;
		case "started": return event.number === void 0 ? event.semantics : `attempt ${event.number}, ${event.semantics}`;
		case "attempt-failed": return `attempt ${event.number}: ${failureText(event.failure)}${dueText(event.next)}`;
		case "done": return [`${event.attempts} ${event.attempts === 1 ? "attempt" : "attempts"}, ${formatDuration(event.duration)}`, valueOf(event)].filter(Boolean).join("  ");
		case "failed": return `${event.attempts} ${event.attempts === 1 ? "attempt" : "attempts"}: ${failureText(event.failure)}`;
		case "run-started": return [
			event.name,
			event.version === void 0 ? "" : `version ${event.version}`,
			valueOf(event)
		].filter(Boolean).join("  ");
		case "run-resumed": return event.reopened.length === 0 ? "" : `anew: ${event.reopened.map(readable).join(", ")}`;
		case "run-suspended": return `waits at ${event.waiting.map(readable).join(", ")}${dueText(event.until)}`;
		case "run-ending": return [event.status, event.failure ? failureText(event.failure) : ""].filter(Boolean).join("  ");
		case "run-ended": return [event.status, event.failure ? failureText(event.failure) : valueOf(event)].filter(Boolean).join("  ");
		case "cancel-requested": return event.compensate ? "and undo what is done" : "";
		case "value": return JSON.stringify(event.value);
		case "wait-started": return dueText(event.until).trim();
		case "callback-created": return `id ${neutraliseLine(event.id)}${dueText(event.until)}`;
		case "condition-checked": return event.next === void 0 ? `look ${event.number}: it holds` : `look ${event.number}${dueText(event.next)}`;
		case "context-failed":
		case "callback-failed":
		case "dead-letter":
		case "condition-failed": return failureText(event.failure);
		case "context-done": return [event.kind, valueOf(event)].filter(Boolean).join("  ");
		case "callback-done": return valueOf(event);
		default: return "";
	}
}
function dueText(at) {
	return at === void 0 ? "" : `  due ${new Date(at).toISOString()}`;
}
function valueOf({ result, spilled }) {
	if (spilled) return `gave ${spilled.bytes} bytes`;
	if (result === void 0) return "";
	const command = asCommandRecord(result);
	if (command) return command.outputs.map(([name, value]) => `${neutraliseLine(name)}=${shortened(value)}`).join(" ");
	return shortened(JSON.stringify(result) ?? "");
}
function shortened(foreign) {
	const text = neutraliseLine(foreign);
	return text.length > shownValue ? `${text.slice(0, shownValue)}…` : text;
}

export { showHistory };