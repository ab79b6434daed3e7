import { Yn as nullish, Zn as object, dr as parse, ir as string } from "./action.js";
import { t as failureOf } from "./notify-recover-resume-signal-watchdog.js";

// src/github/runs.ts
const Answer = object({
	status: string(),
	conclusion: nullish(string())
});
/** Whether an attempt of a workflow run can still write. Needs `actions: read`. Throws nothing. */
async function runState(octokit, run) {
	const { repository, runId, attempt } = run;
	try {
		const response = await octokit.rest.actions.getWorkflowRunAttempt({
			owner: repository.owner,
			repo: repository.name,
			run_id: runId,
			attempt_number: attempt
		});
		const { status, conclusion } = parse(Answer, response.data);
		if (status !== "completed") return {
			kind: "running",
			status
		};
		return {
			kind: "ended",
			conclusion: conclusion ?? "unknown"
		};
	} catch (error) {
		return {
			kind: "unknown",
			reason: failureOf(error, `the state of run ${runId}`)
		};
	}
}

export { runState };