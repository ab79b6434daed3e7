import { It as vocabulary, Qn as optional, Wt as text, Zn as object, Zt as runAction, gr as systemWorld } from "../../chunks/action.js";
import { n as saveCheckpoint } from "../../chunks/checkpoint-checkpoint-save.js";

// src/actions/checkpoint-save/inputs.ts
/** The inputs of `actions/checkpoint/save`, as its `action.yml` declares them. */
const schema = object({
	step: vocabulary.step,
	/** What a replay gives as the output `outputs` of the checkpoint. */
	outputs: optional(text),
	token: optional(vocabulary.token)
});

// src/actions/checkpoint-save/run.ts
/** Saves a checkpoint where its author says so, and tells whether it was really saved. */
async function run(world, runner, context, inputs) {
	runner.setOutput("checkpointed", "false");
	const saved = await saveCheckpoint(world, runner, context, inputs.step, inputs.outputs ?? "");
	runner.setOutput("checkpointed", String(saved.kind === "saved"));
}

// src/actions/checkpoint-save/main.ts
await runAction(systemWorld(), schema, run);

export {  };