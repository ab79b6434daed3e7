/** A process that races others for every generation up to the last, and prints those that it won. */
import { join } from "node:path";
import { openJournal } from "../../src/journal/journal.ts";
import { writeCheckpoint } from "../../src/store/checkpoint.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { systemWorld } from "../../src/world/system.ts";

const [root = "", own = "", name = "", last = "0"] = process.argv.slice(2);
const lane = { repository: "kelp/forest", key: "41", lane: "build" };
const world = systemWorld();
const store = directoryStore(world, root);
await world.files.makeFolder(own);
const journal = await openJournal(world, join(own, "journal.jsonl"), { lane: "build", attempt: 1 });
await journal.append({ type: "opened", key: "41", writer: { id: name } });
for (let generation = 1; generation <= Number(last); generation++) {
  const stage = join(own, `stage-${generation}`);
  const start = { generation, writer: name, runId: 0, attempt: 1, at: 0, closed: false };
  const from = { folder: own, state: journal.state, written: journal.written };
  const manifest = await writeCheckpoint(world.files, lane, from, stage, start);
  const saved = await store.save(lane, stage, manifest);
  if (saved.kind === "saved") world.output.write(`${generation}\n`);
  else if (saved.kind !== "conflict") throw new Error(saved.reason);
}
