/** A process that appends to a journal: a number of events one by one, or none while it holds the lock for ever. */
import { openJournal } from "../../src/journal/journal.ts";
import { withLock } from "../../src/journal/lock.ts";
import { systemWorld } from "../../src/world/system.ts";

const [path = "", name = "", count = "0"] = process.argv.slice(2);
const world = systemWorld();
if (count === "hold") {
  await withLock(world, `${path}.lock`, async () => {
    world.output.write("held\n");
    await world.clock.sleep(60_000);
  });
} else {
  const journal = await openJournal(world, path, { lane: "build", attempt: 1 });
  for (let index = 0; index < Number(count); index++) {
    await journal.append({ type: "started", step: `${name}/${index}`, fingerprint: "f", semantics: "at-least-once" });
  }
}
