import { i as __toESM } from "./rolldown-runtime.js";
import { Qn as optional, Vn as array, Zn as object, ir as string, or as union, rr as strictObject } from "./action.js";
import { t as failureOf } from "./notify-recover-resume-signal-watchdog.js";
import { a as readRun, c as hasFailed, l as listRuns } from "./recover-resume-watchdog.js";
import { a as readFile, o as readWorkflow } from "./watchdog.js";

// src/recovery/expected.ts
/** Whether a workflow will look after a run when it ends. */
const listening = object({ on: object({ workflow_run: strictObject({
	workflows: union([string(), array(string())]),
	types: optional(union([string(), array(string())]))
}) }) });
/**
* Why nobody can count on the workflow in `file` to recover run `runId` of the workflow called `workflow`; undefined where it
* is on, listens to it on every branch, and did not fail itself when it ran last. Needs `actions: read` and `contents: read`,
* without which nobody can count on it either. Throws nothing.
*/
async function whyNotExpected(octokit, repository, file, { runId, workflow }) {
	try {
		const { id, state, path } = await readWorkflow(octokit, repository, file);
		if (state !== "active") return `${file} is not on (${state})`;
		if (!await listensTo(await readFile(octokit, repository, path), workflow)) return `${file} does not run whenever a run of "${workflow}" is completed`;
		const last = (await listRuns(octokit, repository, { workflowId: id }, 1)).find(({ status }) => status === "completed");
		if (last !== void 0 && hasFailed(last)) return `${file} failed when it ran last`;
		const { fork } = await readRun(octokit, repository, runId);
		return fork === void 0 ? void 0 : `runs of a fork are left alone by ${file}`;
	} catch (error) {
		return failureOf(error, file, "actions: read` and `contents: read");
	}
}
/** A filter by branches may leave the run out. */
async function listensTo(text, workflow) {
	const { parse } = await import("./yaml.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const read = listening.safeParse(parse(text));
	if (!read.success) return false;
	const { workflows, types = "completed" } = read.data.on.workflow_run;
	return [workflows].flat().includes(workflow) && [types].flat().includes("completed");
}

export { whyNotExpected };