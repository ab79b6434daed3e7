/** Other durable engines, which are installed when they are asked for: `npm ci` of the project stays without them. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startContestant, type Contestant } from "./contestant.ts";
import { startPostgres } from "./postgres.ts";

export interface Peers extends AsyncDisposable {
  readonly started: readonly Contestant[];
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

export const withoutPeers: Peers = {
  started: [],
  missing: ["OpenWorkflow", "DBOS"].map((name) => ({ name, reason: "not asked for (`--peers`)" })),
  [Symbol.asyncDispose]: async () => undefined,
};

const home = join(import.meta.dirname, "peers");

/** Installs and starts them, with their data in `folder`. */
export async function startPeers(folder: string): Promise<Peers> {
  await promisify(execFile)("npm", ["ci", "--prefix", home]);
  await using starting = new AsyncDisposableStack();
  const openworkflow = await startContestant(join(home, "openworkflow.js"), join(folder, "openworkflow.db"));
  starting.use(openworkflow);
  const postgres = starting.use(await startPostgres());
  const dbos =
    postgres && starting.use(await startContestant(join(home, "dbos.js"), postgres.urlOf("dbos"), postgres.about));
  const started = starting.move();
  return {
    started: dbos ? [openworkflow, dbos] : [openworkflow],
    missing: dbos ? [] : [{ name: "DBOS", reason: "PostgreSQL is not installed" }],
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
