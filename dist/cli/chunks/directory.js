import { n as Refused } from "./refused.js";
import { a as readManifest, r as checkpointFiles } from "./path.js";
import { t as isDiskError } from "./disk-error.js";
import { d as laneId } from "./recorded-run.js";
import { n as withStage, t as accept } from "./store.js";
const { join } = process.getBuiltinModule("node:path");

// src/store/directory.ts
/** Old generations that keep their content, for a reader that is just looking at one. */
const kept = 2;
/**
* Checkpoints in a folder of one machine: `ROOT/LANE/GENERATION/`. Safe between processes: a generation appears whole
* or not at all, and only one writer can make it. An old one loses its content but keeps its manifest, so that its
* number is never given twice.
*/
function directoryStore(world, root) {
	const { files } = world;
	async function newest(folder) {
		return (await files.list(folder)).filter((name) => /^\d{8}$/.test(name)).reduce((most, name) => Math.max(most, Number(name)), 0);
	}
	async function load(lane, into) {
		const folder = join(root, laneId(lane));
		const generation = await newest(folder);
		if (generation === 0) return { kind: "none" };
		const loaded = await unlessDiskFails(() => withStage(world, into, async (stage) => {
			await files.copy(join(folder, nameOf(generation)), stage);
			return accept(files, lane, stage, into, `folder ${folder}`);
		}));
		if (loaded.kind === "found") return loaded;
		if (await newest(folder) > generation) return load(lane, into);
		return loaded.kind === "refused" ? {
			...loaded,
			generation
		} : loaded;
	}
	async function save(lane, from, { generation }) {
		const folder = join(root, laneId(lane));
		await files.makeFolder(folder);
		return withStage(world, join(folder, "incoming"), async (stage) => {
			await files.copy(from, stage);
			if (await newest(folder) >= generation || !await files.publish(stage, join(folder, nameOf(generation)))) return {
				kind: "conflict",
				...await winnerIn(folder, lane)
			};
			await empty(join(folder, nameOf(generation - kept)));
			return {
				kind: "saved",
				where: "directory"
			};
		});
	}
	async function winnerIn(folder, lane) {
		try {
			return { winner: await readManifest(files, join(folder, nameOf(await newest(folder))), lane) };
		} catch (error) {
			if (error instanceof Refused) return {};
			throw error;
		}
	}
	async function empty(generation) {
		await files.remove(join(generation, checkpointFiles.files));
		await files.remove(join(generation, checkpointFiles.journal));
	}
	return {
		load: (lane, into) => unlessDiskFails(() => load(lane, into)),
		save: (lane, from, manifest) => unlessDiskFails(() => save(lane, from, manifest))
	};
}
/** A disk that refuses is a store that cannot be reached. */
async function unlessDiskFails(act) {
	try {
		return await act();
	} catch (error) {
		if (!isDiskError(error)) throw error;
		return {
			kind: "unavailable",
			reason: error.message
		};
	}
}
function nameOf(generation) {
	return String(generation).padStart(8, "0");
}

export { directoryStore as t };