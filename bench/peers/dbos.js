/** DBOS in one process with its PostgreSQL. Takes the database's address. */
import { DBOS } from "@dbos-inc/dbos-sdk";
import { compete } from "../contestant.ts";
import peers from "./package.json" with { type: "json" };

/** Milliseconds a step of the first execution, by workflow. */
const fresh = new Map();

const sequence = DBOS.registerWorkflow(
  async (steps) => {
    const id = DBOS.workflowID;
    const start = performance.now();
    for (let index = 0; index < steps; index++) await DBOS.runStep(async () => index, { name: `step-${index}` });
    const took = (performance.now() - start) / steps;
    if (fresh.has(id)) return { fresh: fresh.get(id), replayed: took };
    fresh.set(id, took);
    await DBOS.cancelWorkflow(id); // the next step is refused, and resuming it replays it
    await DBOS.runStep(async () => undefined, { name: "after" });
  },
  { name: "sequence" },
);

DBOS.setConfig({ name: "sequence", systemDatabaseUrl: process.argv[2], logLevel: "error" });
await DBOS.launch();
compete(
  `DBOS ${peers.dependencies["@dbos-inc/dbos-sdk"]}, ${process.argv[3]}`,
  async (steps) => {
    const first = await DBOS.startWorkflow(sequence)(steps);
    await Promise.allSettled([first.getResult()]); // rejects, as it is cancelled
    const second = await DBOS.resumeWorkflow(first.workflowID);
    return second.getResult();
  },
  () => DBOS.shutdown(),
);
