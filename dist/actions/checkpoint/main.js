import { $ as openActionLane, In as attachmentSchema, J as pathPatterns, K as noteStepName, On as LaneError, Qn as optional, Qt as guardFor, Wt as text, Y as replayOf, Yt as formatDuration, Zn as object, Zt as runAction, bn as requireContext, en as refuseSecretNames, et as rememberLane, fr as safeParse, gr as systemWorld, ir as string, kt as code, ot as stepName, q as bringBack, rr as strictObject, st as laneInputs, wn as commandFingerprint } from "../../chunks/action.js";
import { r as writePending } from "../../chunks/checkpoint-checkpoint-save.js";

// src/actions/checkpoint/inputs.ts
/** The inputs of `actions/checkpoint`, as its `action.yml` declares them. */
const schema = object({
	...laneInputs,
	/** How the job stands: an expression in `action.yml` gives it, and gives it anew to the post step. */
	"job-status": optional(text)
});

// src/actions/checkpoint/record.ts
const recordSchema = strictObject({
	/** Text of the author's, usually JSON. */
	outputs: string(),
	archive: optional(attachmentSchema)
});
/** Reads what a journal holds for a checkpoint; undefined where it is something else. */
function asCheckpointRecord(value) {
	const parsed = safeParse(recordSchema, value);
	return parsed.success ? parsed.data : void 0;
}

// src/actions/checkpoint/run.ts
/** Guards steps that are not ours to run: tells whether to skip them, and brings back what they left. */
/** Begins a checkpoint, or finds it done. Throws on wrong inputs and on a lane that cannot be worked on. */
async function run(world, runner, context, inputs) {
	refuseSecretNames(inputs, guardFor(world.environment, inputs)([]));
	const { workspace } = requireContext(context, "workspace");
	const step = stepName(inputs, context);
	const paths = inputs.paths ?? [];
	pathPatterns(paths, workspace);
	const fingerprint = commandFingerprint({ fingerprint: inputs.fingerprint });
	const lane = await openActionLane(world, context, inputs);
	rememberLane(runner, lane, inputs);
	await noteStepName(world, runner, lane, step);
	const pending = {
		step,
		lane: {
			...inputs.key !== void 0 && { key: inputs.key },
			lane: lane.identity.lane,
			store: inputs.store
		},
		secretVariables: [...inputs["secret-variables"] ?? []],
		fingerprint,
		paths: [...paths],
		begunAt: world.clock.now()
	};
	const record = lane.journal.state.steps.get(step);
	const done = record && replayOf(record, {
		name: step,
		fingerprint,
		onChange: inputs["on-change"]
	});
	if (done) {
		const recorded = asCheckpointRecord(done.result);
		if (!recorded) throw new LaneError(`what is recorded as "${step}" is no checkpoint: give this one a name of its own`);
		if (recorded.archive) await bringBack(world, recorded.archive, {
			files: lane.files,
			workspace
		});
		await writePending(world.files, context, {
			...pending,
			isSaved: true
		});
		runner.setOutput("done", "true");
		runner.setOutput("outputs", recorded.outputs);
		const saved = formatDuration(Math.round(done.duration));
		runner.info(`Checkpoint "${step}" was saved by attempt ${done.attempt}: skip the steps it guards, ${saved} saved.`);
		return runner.appendSummary(`⏩ **replayed** ${code(step)} — saved by attempt ${done.attempt}, ${saved} saved\n\n`);
	}
	if (record?.status === "started") runner.warning(`Checkpoint "${step}" was begun by attempt ${record.attempt} and never saved: how far its steps came is not known.`, { title: "Interrupted before" });
	if (record?.done?.withheld !== void 0) runner.info(`Checkpoint "${step}" was reached before, but ${record.done.withheld}: its steps run again.`);
	await lane.journal.append({
		type: "started",
		step,
		fingerprint,
		semantics: "at-least-once"
	});
	await writePending(world.files, context, {
		...pending,
		isSaved: false
	});
	runner.saveState("checkpoint", step);
	runner.setOutput("done", "false");
	runner.setOutput("outputs", "");
	runner.info(`Checkpoint "${step}" is not saved yet: the steps it guards are to run.`);
}

// src/actions/checkpoint/main.ts
await runAction(systemWorld(), schema, run);

export {  };