/** What an interpreter of automations reaches of the run behind a context, beside the operations that authors are handed. */
import type { LaneState } from "../../journal/fold.ts";
import type { UserError } from "../../policy/user-error.ts";
import type { Context } from "../context.ts";
import { beginNew, endNew, work } from "../engine/engine.ts";
import { pathOf } from "../engine/path.ts";
import { Scope } from "../engine/scope.ts";
import type { Lane } from "../lane/lane.ts";
import { ContextFailed, type OperationFailed } from "../run-errors.ts";
import { recordedFailure } from "../step/recorded-failure.ts";
import type { OnChange } from "../step/step.ts";
import { internalsOf } from "./context-of.ts";
import { revisit } from "./revisit.ts";
import { noteValue } from "./values.ts";

interface RunAccess {
  /** Where the run is recorded: under which names, and where the files lie that go with its journal. */
  readonly lane: Pick<Lane, "identity" | "files">;
  /** What is recorded by now. */
  readonly state: LaneState;
  /** What becomes of a step that is recorded with another definition, where the step itself does not say. */
  readonly onChange: OnChange;
  /** What is not recorded really runs, is stood in for by fakes, or is not run: where a history is replayed to compare it. */
  readonly effects: "real" | "faked" | "none";

  /** The path of what is called `name` in the context. */
  pathOf(name: string): string;
  /** Whether an earlier pass has recorded something of what is called so, or below it. */
  hasRecorded(name: string): boolean;
  /** Records a value that later passes find in the state: without waiting, and before any effect that follows. */
  note(path: string, value: string | true): void;

  /** Does something that is no operation, and keeps the pass from ending meanwhile. An error that fails no step ends it. */
  work<T>(act: () => Promise<T>): Promise<T>;
  /** Ends the pass: the run cannot go on, for a reason that fails no step. Never resolves. */
  halt(error: Error): Promise<never>;

  /**
   * Records, in place of an operation that cannot be begun, why not: a replay goes the way the run went, whatever has become
   * of what was wrong.
   */
  refuse(name: string, error: UserError): Promise<OperationFailed>;
  /** Why an operation was refused before, which is thereby come to; undefined where it was not. */
  refusedBefore(name: string): OperationFailed | undefined;
  /** Goes again through a context that has ended, at this path: what is recorded in it is replayed, and nothing is begun. */
  comeAgain(path: string, body: (own: Context) => unknown): Promise<void>;
}

/** An interpreter has no operations of this kind, so what it finds recorded as the failure of one is a refusal. */
const kind = "child";

/** What of its run is reached from a context. Throws a TypeError on what is no context of this engine. */
export function accessTo(context: Context): RunAccess {
  const { engine, scope } = internalsOf(context);
  const { lane, journal, onChange, observe } = engine;
  const pathIn = (name: string): string => pathOf(scope.path, name);
  return {
    lane,
    get state() {
      return journal.state;
    },
    onChange,
    effects: engine.refuse ? "none" : engine.fakes ? "faked" : "real",
    pathOf: pathIn,
    hasRecorded: (name) => scope.recorded.has(pathIn(name)),
    note: (path, value) => noteValue(engine, path, value),
    work: (act) => work(engine, scope, act),
    halt: (error) =>
      work(engine, scope, async () => {
        throw error;
      }),

    refuse(name, error) {
      const path = pathIn(name);
      return work(engine, scope, async () => {
        await beginNew(engine, scope, path);
        const failure = recordedFailure(error, engine.guard);
        await journal.append({ type: "context-failed", path, kind, failure, causes: [path] });
        observe({ type: "failed", path, kind, failure });
        await endNew(engine, path);
        return new ContextFailed(path, failure, [path]);
      });
    },

    refusedBefore(name) {
      const path = pathIn(name);
      const record = journal.state.run.contexts.get(path);
      if (record?.status !== "failed" || record.kind !== kind) return undefined;
      scope.claim("step", name);
      observe({ type: "replayed", path, kind });
      return new ContextFailed(path, record.failure, record.causes);
    },

    async comeAgain(path, body) {
      const own = new Scope(path, engine.recorded.get(path), true, scope);
      await revisit(engine, own, () => body(engine.contextIn(own)));
    },
  };
}
