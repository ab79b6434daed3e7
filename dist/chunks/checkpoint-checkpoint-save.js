import { $ as openActionLane, Bn as _enum, Ft as keepFiles, Hn as boolean, On as LaneError, Pt as text, Qn as optional, Qt as guardFor, Vn as array, X as sayUnsaved, Xn as number, Yt as formatDuration, Z as jobFolder, bn as requireContext, bt as readSealed, hr as UserError, ir as string, kt as code, mr as Refused, rr as strictObject, xt as writeSealed } from "./action.js";
const { hash } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");

// src/actions/checkpoint/pending.ts
/** A checkpoint that was begun in this job and waits to be saved: what its save has to know, left for it on the disk. */
const pendingSchema = strictObject({
	step: string(),
	/** The inputs that say which lane it is, with the secret ones left out. */
	lane: strictObject({
		key: optional(string()),
		lane: string(),
		store: _enum([
			"auto",
			"cache",
			"artifact",
			"directory"
		])
	}),
	secretVariables: array(string()),
	fingerprint: string(),
	paths: array(string()),
	/** Milliseconds since the epoch. */
	begunAt: number(),
	isSaved: boolean()
});
async function writePending(files, context, pending) {
	await files.makeFolder(join(jobFolder(context), "checkpoints"));
	await writeSealed(files, pathOf(context, pending.step), pending);
}
/**
* The checkpoint begun under this name. Throws a {@link UserError} where none was, and a {@link LaneError} where what
* was noted of it is not sound.
*/
async function readPending(files, context, step) {
	const pending = await readNoted(files, pathOf(context, step));
	if (pending?.step === step) return pending;
	throw new UserError(`input step is "${step}": no checkpoint of that name was begun in this job. Write the id (or the input step) of the step that uses actions/checkpoint.`);
}
async function readNoted(files, path) {
	try {
		return await readSealed(files, path, pendingSchema, 1048576);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new LaneError(`what this job noted of its checkpoint is not sound (${error.message}). Re-run the job.`, { cause: error });
	}
}
function pathOf(context, step) {
	return join(jobFolder(context), "checkpoints", `${hash("sha256", step, "hex").slice(0, 32)}.json`);
}

// src/actions/checkpoint/save.ts
/** Records the steps that a checkpoint guards as done. */
/**
* Saves the checkpoint begun as `step`; saving it a second time does nothing. Throws a UserError where none was begun,
* and where the lane has another writer.
*/
async function saveCheckpoint(world, runner, context, step, outputs) {
	const pending = await readPending(world.files, context, step);
	const { workspace } = requireContext(context, "workspace");
	const token = world.environment["INPUT_TOKEN"] || void 0;
	const lane = await openActionLane(world, context, {
		...pending.lane,
		token
	});
	if (pending.isSaved) return lane.checkpoint();
	const guard = guardFor(world.environment, {
		token,
		"secret-variables": pending.secretVariables
	})([]);
	const kept = await keepFiles(world, lane, {
		workspace,
		paths: pending.paths
	}, guard);
	const withheld = guard.holds(outputs) ? "its outputs hold a secret" : kept.kind === "withheld" ? kept.reason : void 0;
	const archive = kept.kind === "kept" ? kept.archive : void 0;
	const duration = Math.max(0, world.clock.now() - pending.begunAt);
	await lane.journal.append({
		type: "done",
		step,
		fingerprint: pending.fingerprint,
		attempts: 1,
		duration,
		...withheld === void 0 ? {
			result: {
				outputs,
				...archive && { archive }
			},
			...archive && { files: [archive] }
		} : {
			result: null,
			withheld
		}
	});
	await writePending(world.files, context, {
		...pending,
		isSaved: true
	});
	const saved = await lane.checkpoint();
	sayUnsaved(runner, step, saved);
	if (withheld !== void 0) runner.warning(`Nothing of checkpoint "${step}" is kept for a replay: ${withheld}. Its steps run again.`, { title: "Not replayable" });
	if (kept.kind === "kept" && kept.missing.length > 0) {
		const missing = guard.redact(kept.missing.join(", "));
		runner.warning(`Nothing matches ${missing} of the input paths of checkpoint "${step}".`);
	}
	const taken = formatDuration(Math.round(duration));
	if (saved.kind === "saved") runner.info(`Checkpoint "${step}" is saved (${taken}).`);
	await runner.appendSummary(saved.kind === "saved" ? `✅ **done** ${code(step)} — ${text(taken)}\n\n` : `❌ **not saved** ${code(step)} — ${text(saved.reason)}\n\n`);
	return saved;
}
/** Notes that the job failed before the checkpoint was saved, so that the steps do not count as interrupted. */
async function noteUnsaved(world, context, step, status) {
	const pending = await readPending(world.files, context, step);
	if (pending.isSaved) return;
	const lane = await openActionLane(world, context, pending.lane);
	const failure = {
		kind: "error",
		message: `the job ended as ${status} before it was saved`
	};
	await lane.journal.append({
		type: "failed",
		step,
		attempts: 1,
		duration: 0,
		failure
	});
}

export { saveCheckpoint as n, writePending as r, noteUnsaved as t };