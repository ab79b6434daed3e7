import { G as closeLane, Qn as optional, Wt as text, Zn as object, cn as runnerCommands, gr as systemWorld, in as readInputs, rn as parseInputs, tn as withoutSecrets, yn as readContext } from "../../chunks/action.js";
import { n as saveCheckpoint, t as noteUnsaved } from "../../chunks/checkpoint-checkpoint-save.js";

// src/actions/checkpoint/finish.ts
/** The post step of a checkpoint: saves what was not saved where the job so far succeeded, then closes the lane. */
const schema = object({ "job-status": optional(text) });
/** Best effort: what goes wrong is said and does not change the job's result. */
async function finish(world) {
	const runner = runnerCommands(world);
	const step = runner.getState("checkpoint");
	try {
		if (step !== "") {
			const context = readContext(world.environment);
			const status = parseInputs(schema, readInputs(world.environment, schema))["job-status"] ?? "unknown";
			if (status === "success") await saveCheckpoint(world, runner, context, step, "");
			else await noteUnsaved(world, context, step, status);
		}
	} catch (error) {
		const why = withoutSecrets(world.environment, error instanceof Error ? error.message : String(error));
		runner.warning(`Checkpoint "${step}" was not saved: ${why}`);
	}
	await closeLane(world);
}

// src/actions/checkpoint/post.ts
await finish(systemWorld());

export {  };