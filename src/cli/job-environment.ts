/** The variables under which a job of a run works against the emulator. */
import type { WorkflowRunRow } from "../emulator/rest/actions/rows.ts";
import type { Emulator } from "../emulator/server.ts";
import type { Refs } from "../emulator/results/cache-scopes.ts";
import type { World } from "../world.ts";

/**
 * `advertise` is the name under which jobs reach this machine, where it is not the address listened on (Docker Desktop
 * calls it `host.docker.internal`).
 */
export function jobEnvironment(
  emulator: Emulator,
  inherited: World["environment"],
  job: { readonly run: WorkflowRunRow; readonly refs: Refs; readonly advertise?: string | undefined },
): Readonly<Record<string, string>> {
  const { run, refs, advertise } = job;
  const { hostname } = new URL(emulator.url);
  const variables = emulator.environment({ runId: run.id, attempt: run.attempt, job: "act", ...refs });
  const reached = (value: string) => (advertise ? value.replace(`//${hostname}:`, `//${advertise}:`) : value);
  return {
    ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, reached(value)])),
    GITHUB_RUN_NUMBER: String(run.number),
    ...unproxied(variables["NO_PROXY"] ?? "", inherited, advertise),
  };
}

/** What goes past the machine's proxy: all that did before, and the emulator. */
function unproxied(own: string, inherited: World["environment"], advertise: string | undefined) {
  const before = inherited["no_proxy"] ?? inherited["NO_PROXY"];
  const hosts = [before, own, advertise].filter(Boolean).join(",");
  return { NO_PROXY: hosts, no_proxy: hosts };
}
