import { n as Refused } from "./refused.js";
import { i as readCheckpoint } from "./path.js";

// src/store/store.ts
/** Where checkpoints are kept. A store adds generations and gives back the newest; it changes none. */
/** Verifies what a service brought into `staged` and moves it to `into`. */
async function accept(files, lane, staged, into, where) {
	try {
		const manifest = await readCheckpoint(files, staged, lane);
		await files.publish(staged, into);
		return {
			kind: "found",
			manifest,
			where
		};
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return {
			kind: "refused",
			reason: `${where}: ${error.message}`
		};
	}
}
/** Runs `use` with the name of a folder that does not exist yet, beside `path`, and removes it after. */
async function withStage(world, path, use) {
	const stage = `${path}.${world.random.uuid()}`;
	try {
		return await use(stage);
	} finally {
		await world.files.remove(stage);
	}
}

export { withStage as n, accept as t };