/** OpenWorkflow as its guide sets it up: one worker that polls, and SQLite as it opens it. Takes the database's path. */
import { OpenWorkflow } from "openworkflow";
import { BackendSqlite } from "openworkflow/sqlite";
import { compete } from "../contestant.ts";
import peers from "./package.json" with { type: "json" };

const backend = BackendSqlite.connect(process.argv[2]);
const pragma = (name) => backend.db.prepare(`PRAGMA ${name}`).get()[name];
const mode = pragma("journal_mode");
const synchronous = ["off", "normal", "full", "extra"][pragma("synchronous")];
const openworkflow = new OpenWorkflow({ backend });

/** It reads all that is recorded before it calls the workflow: a replay begins here. */
let loading = 0;
const list = backend.listStepAttempts.bind(backend);
backend.listStepAttempts = (query) => {
  loading = performance.now();
  return list(query);
};

/** Milliseconds of the first execution, by run. */
const fresh = new Map();

const sequence = openworkflow.defineWorkflow(
  { name: "sequence", retryPolicy: { maximumAttempts: 2, initialInterval: "1ms" } },
  async ({ input: { steps }, step, run }) => {
    const isReplay = fresh.has(run.id);
    const start = isReplay ? loading : performance.now();
    for (let index = 0; index < steps; index++) await step.run({ name: `step-${index}` }, () => index);
    const took = (performance.now() - start) / steps;
    if (isReplay) return { fresh: fresh.get(run.id), replayed: took };
    fresh.set(run.id, took);
    throw new Error("this execution fails, so that the next one replays it");
  },
);

const worker = openworkflow.newWorker();
await worker.start();
compete(
  `OpenWorkflow ${peers.dependencies.openworkflow}, node:sqlite (${mode}, synchronous=${synchronous})`,
  async (steps) => (await sequence.run({ steps })).result(),
  () => worker.stop(),
);
