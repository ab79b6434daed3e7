import { bn as requireContext, xn as runAttemptUrl } from "./action.js";

// src/actions/incident/run-reference.ts
/** The attempt of a run that this job is a part of. Throws a ContextError outside of a job. */
function runReference(environment, context) {
	const { runId, attempt } = requireContext(context, "runId", "attempt");
	const url = context.act ? void 0 : runAttemptUrl(context);
	const commit = environment["GITHUB_SHA"];
	const branch = environment["GITHUB_HEAD_REF"] || environment["GITHUB_REF_NAME"];
	const workflow = environment["GITHUB_WORKFLOW"];
	return {
		sequence: [runId, attempt],
		...url !== void 0 && { url },
		...commit && { commit },
		...branch && { branch },
		...workflow && { workflow },
		...context.job !== void 0 && { job: context.job }
	};
}

export { runReference as t };