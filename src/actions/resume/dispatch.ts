/** Starts the workflow of a run anew that GitHub re-runs no more: under the same key it goes on where it stopped. */
import { posix } from "node:path";
import type { Repository } from "../../github/context.ts";
import { failureOf, isDenial, statusOf } from "../../github/failure.ts";
import type { Octokit } from "../../github/octokit.ts";
import { LostAnswer, writeOnce } from "../../github/write-once.ts";
import type { WaitingNote } from "../../waiting/waiting-note.ts";
import type { World } from "../../world.ts";

export interface Dispatching {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly signal: AbortSignal;
}

export type Dispatched =
  | { readonly kind: "dispatched"; readonly workflow: string }
  | { readonly kind: "left"; readonly why: string }
  /** The token may not; `why` says what to grant. */
  | { readonly kind: "denied"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

/** Dispatches it once, with the inputs `key` and `automation`; undefined where nothing tells what to start, or the key is the run's own. */
export async function dispatch(
  { clock }: Pick<World, "clock">,
  { octokit, repository, signal }: Dispatching,
  note: WaitingNote | undefined,
): Promise<Dispatched | undefined> {
  if (note?.workflow === undefined || note.ref === undefined || !note.isShared) return undefined;
  const { actions } = octokit.rest;
  const workflow = posix.basename(note.workflow);
  const of = { owner: repository.owner, repo: repository.name, workflow_id: workflow };
  const ref = note.ref.replace(/^refs\/(heads|tags)\//, "");
  let before: ReadonlySet<number> | undefined;

  /** A run that was not there before: that a dispatch brought it about says nothing else. */
  async function find(): Promise<true | undefined> {
    const { data } = await actions.listWorkflowRuns({ ...of, event: "workflow_dispatch", per_page: 20 });
    const ids = data.workflow_runs.map(({ id }) => id);
    if (before !== undefined && ids.some((id) => !before?.has(id))) return true;
    before ??= new Set(ids);
    return undefined;
  }

  async function write(): Promise<true> {
    await actions.createWorkflowDispatch({ ...of, ref, inputs: { key: note!.key, automation: note!.file } });
    return true;
  }

  try {
    await writeOnce(clock, write, find, signal);
    return { kind: "dispatched", workflow };
  } catch (error) {
    const why = failureOf(error, `${workflow} was not started on ${ref}`, "actions: write");
    if (error instanceof LostAnswer) return { kind: "left", why };
    const status = statusOf(error);
    if (status === undefined) throw error;
    // GitHub says 404 and 422 of a workflow that is gone or takes other inputs, and 403 to who asks too often, too.
    if (status === 404 || status === 422) return { kind: "refused", why };
    return { kind: isDenial(error) ? "denied" : "left", why };
  }
}
