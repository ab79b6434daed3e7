import { h as undoSuffix } from "./checkpoint.js";
import { t as deadLettersOf } from "./run-summary2.js";

// src/cli/runs/run-view.ts
/** What a journal says of a run, as it is shown: how it stands, its steps, and what it waits for. */
function viewOf({ state, holder }) {
	const { run, steps } = state;
	const status = run.status === "running" && holder === void 0 ? "interrupted" : run.status;
	const isAtWork = holder !== void 0;
	const isOver = status === "completed" || status === "failed" || status === "cancelled";
	const { failure, causes = [] } = run.ended ?? {};
	const until = run.suspended?.until;
	return {
		status: isAtWork && !isOver ? "running" : status,
		cancelling: run.cancelling !== void 0 && !isOver,
		...failure && { failure },
		causes,
		steps: [...steps].map(([path, record]) => stepView(path, record, isAtWork)),
		waits: isOver ? [] : waitsOf(run),
		deadLetters: deadLettersOf(state),
		...status === "suspended" && until !== void 0 && { nextWake: until }
	};
}
function stepView(path, record, isAtWork) {
	const { failure, next, done, failedAttempts } = record;
	const shared = {
		path,
		...failure && record.status !== "done" && { failure }
	};
	switch (record.status) {
		case "done": return {
			...shared,
			outcome: "done",
			attempts: done?.attempts ?? 1,
			...done && { ms: done.duration }
		};
		case "failed": return {
			...shared,
			outcome: "failed",
			attempts: failedAttempts
		};
		case "reopened": return {
			...shared,
			outcome: "to run anew",
			attempts: 0
		};
		case "compensated": return {
			...shared,
			outcome: "undone",
			attempts: done?.attempts ?? 1,
			...done && { ms: done.duration }
		};
		case "started":
			if (next !== void 0) return {
				...shared,
				outcome: "retrying",
				attempts: failedAttempts,
				next
			};
			return {
				...shared,
				outcome: isAtWork ? "running" : "interrupted",
				attempts: failedAttempts + 1
			};
	}
}
/** What the run waits for, the newest last. */
function waitsOf({ waits, callbacks, conditions }) {
	const open = [];
	for (const [path, { until, isDone }] of waits) if (!isDone) open.push({
		path,
		kind: "wait",
		until
	});
	for (const [path, { id, until, answer }] of callbacks) if (!answer) open.push({
		path,
		kind: "callback",
		id,
		...until !== void 0 && { until }
	});
	for (const [path, event] of conditions) if (event.type === "condition-checked" && event.next !== void 0) open.push({
		path,
		kind: "condition",
		until: event.next
	});
	return open;
}
function isUndo({ path }) {
	return path.endsWith(undoSuffix);
}

export { viewOf as n, waitsOf as r, isUndo as t };