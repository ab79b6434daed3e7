import { Ht as line, It as vocabulary, Jt as withDefault, Qt as guardFor, Tt as seal, Z as jobFolder, Zn as object, Zt as runAction, gr as systemWorld, hr as UserError, mt as withStage, qt as input, st as laneInputs, xt as writeSealed } from "../../chunks/action.js";
import { t as artifactService } from "../../chunks/recover-signal.js";
import { a as signalFile, i as signalArtifact, n as largestSignal, r as requireTaken } from "../../chunks/resume-signal.js";
const { join } = process.getBuiltinModule("node:path");

// src/actions/signal/inputs.ts
/** The inputs of `actions/signal`, as its `action.yml` declares them. */
const schema = object({
	key: vocabulary.key,
	event: line(1e3),
	/** Any JSON. */
	value: withDefault(input(valueOf), "null"),
	"secret-variables": laneInputs["secret-variables"]
});
function valueOf(written) {
	try {
		return JSON.parse(written);
	} catch {
		throw new UserError("no JSON; write a text in quotes, or hand over ${{ toJSON(…) }}");
	}
}

// src/signal/send.ts
/**
* Keeps a signal as an artifact of this workflow run. `taken`: this run has sent one for the event before, as an earlier
* attempt of it does. `scratch` is in a folder that exists. Throws a {@link UserError} on one that no run takes.
*/
async function sendSignal(world, service, signal, scratch) {
	requireTaken(signal);
	const { length } = Buffer.from(seal(signal).line);
	if (length > 1048576) throw new UserError(`the signal has ${length} bytes, more than ${largestSignal}: send a reference to what is large`);
	return withStage(world, scratch, async (stage) => {
		await world.files.makeFolder(stage);
		await writeSealed(world.files, join(stage, signalFile), signal);
		return service.upload(signalArtifact(signal), stage);
	});
}

// src/actions/signal/run.ts
/** Hands a run the value of an event that it waits for, or will wait for: `actions/signal`. */
/** Throws a {@link UserError} where the signal holds a secret, or could not be kept. */
async function run(world, runner, context, inputs) {
	runner.setOutput("sent", "false");
	const { key, event, value } = inputs;
	if (guardFor(world.environment, inputs)([]).holds(JSON.stringify([
		key,
		event,
		value
	]))) throw new UserError("the signal holds a secret, and is kept as an artifact: send a reference to it instead");
	const scratch = jobFolder(context);
	await world.files.makeFolder(scratch);
	const by = world.environment["GITHUB_ACTOR"] || void 0;
	const sent = await sendSignal(world, artifactService(world, context, void 0), {
		v: 1,
		key,
		event,
		value,
		at: world.clock.now(),
		...by !== void 0 && { by }
	}, `${scratch}/signal`);
	if (sent.kind === "unavailable") throw new UserError(`the signal could not be kept: ${sent.reason}`);
	const isNew = sent.kind === "uploaded";
	runner.setOutput("sent", String(isNew));
	const told = `Event "${event}" for run "${key}"`;
	runner.info(isNew ? `${told} is sent: the run takes it when it runs again.` : `${told} was sent by this run before.`);
}

// src/actions/signal/main.ts
await runAction(systemWorld(), schema, run);

export {  };