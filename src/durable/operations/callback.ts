/** `ctx.createCallback` and `ctx.waitForCallback`: something outside answers. */
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { CallbackRecord } from "../../journal/fold-run.ts";
import type { ApprovalRequest } from "../../journal/run-events.ts";
import { formatDuration } from "../../policy/duration.ts";
import { UserError } from "../../policy/user-error.ts";
import { childOperation } from "./child.ts";
import type { Callback, CallbackOptions, CallbackSubmit, Context, WaitForCallbackOptions } from "../context.ts";
import { beginNew, endNew, recall, requireOpen, work, type Engine } from "../engine/engine.ts";
import { givenUpAt } from "../engine/given-up.ts";
import { unknownFailure } from "../step/recorded-failure.ts";
import { readDuration } from "../step/retry-options.ts";
import { callbackError } from "../run-errors.ts";
import type { Scope } from "../engine/scope.ts";

/** In characters: as much as the journal takes. */
const longestQuestion = 65_536;

export async function createCallbackOperation<T>(
  engine: Engine,
  scope: Scope,
  name: string | undefined,
  options: CallbackOptions<T> = {},
): Promise<Callback<T>> {
  const { journal, world } = engine;
  const { path, id } = await work(engine, scope, async () => {
    const claimed = scope.claim("callback", name);
    const before = journal.state.run.callbacks.get(claimed);
    if (before) return { path: claimed, id: before.id };
    await beginNew(engine, scope, claimed);
    const { expects, approval, event, timeout, heartbeatTimeout } = options;
    if (event !== undefined && engine.guard?.holds(event)) {
      throw new UserError(
        `the event that "${engine.guard.redact(claimed)}" waits for holds a secret, and is recorded: name it otherwise`,
      );
    }
    const made = world.random.uuid();
    await journal.append({
      type: "callback-created",
      path: claimed,
      id: made,
      ...(expects !== undefined && { expects }),
      ...(approval !== undefined && { approval: withoutSecrets(engine, approval) }),
      ...(event !== undefined && { event }),
      ...(timeout !== undefined && { until: world.clock.now() + readDuration("timeout", timeout) }),
      ...(heartbeatTimeout !== undefined && { heartbeatTimeout: readDuration("heartbeatTimeout", heartbeatTimeout) }),
    });
    return { path: claimed, id: made };
  });
  const result = work(engine, scope, () => answerOf(engine, scope, path, options));
  result.catch(() => {}); // who created it may never ask
  return { id, result };
}

function withoutSecrets({ guard }: Engine, approval: ApprovalRequest): ApprovalRequest {
  const question = guard?.redact(approval.question) ?? approval.question;
  return { ...approval, question: question.slice(0, longestQuestion).toWellFormed() };
}

async function answerOf<T>(engine: Engine, scope: Scope, path: string, { codec }: CallbackOptions<T>): Promise<T> {
  const { journal, invocation, observe, world } = engine;
  const record = (): CallbackRecord => {
    const found = journal.state.run.callbacks.get(path);
    if (!found) throw new Error(`the journal has no callback "${path}"`);
    return found;
  };
  const wasAnswered = record().answer !== undefined;
  if (!wasAnswered) observe({ type: "waiting", path, kind: "callback", ...untilOf(record()) });
  while (record().answer === undefined) {
    requireOpen(engine, scope);
    const until = givenUpAt(record());
    if (until > world.clock.now()) {
      await invocation.park({ kind: "waiting", path, ...untilOf(record()) });
      continue;
    }
    // What was said in time counts, whenever it is taken in.
    await engine.hear(until);
    requireOpen(engine, scope);
    if (record().answer === undefined && givenUpAt(record()) === until) {
      await journal.append({ type: "callback-failed", path, failure: timedOut(record(), until) });
    }
  }
  const { answer } = record();
  if (wasAnswered) observe({ type: "replayed", path, kind: "callback" });
  else {
    if (answer?.kind === "failed") observe({ type: "failed", path, kind: "callback", failure: answer.failure });
    else observe({ type: "done", path, kind: "callback" });
    await endNew(engine, path);
  }
  if (answer?.kind === "done") return recall(engine, answer.payload, codec);
  throw callbackError(path, answer?.failure ?? unknownFailure);
}

function untilOf(record: CallbackRecord): { until?: number } {
  const until = givenUpAt(record);
  return Number.isFinite(until) ? { until } : {};
}

/** Why it was given up then. */
function timedOut({ until, heartbeatTimeout = 0 }: CallbackRecord, at: number): RecordedFailure {
  if (until === at) return { kind: "timeout", message: "nobody answered in time" };
  return { kind: "idle-timeout", message: `no heartbeat for ${formatDuration(heartbeatTimeout)}` };
}

export function waitForCallbackOperation<T>(
  engine: Engine,
  scope: Scope,
  name: string | undefined,
  submit: CallbackSubmit,
  options: WaitForCallbackOptions<T> = {},
): Promise<T> {
  const { retry, ...asked } = options;
  const { codec } = asked;
  return childOperation(
    engine,
    scope,
    { kind: "callback", name, ...(codec && { codec }) },
    async (context: Context): Promise<T> => {
      const { id, result } = await context.createCallback<T>("callback", asked);
      await context.step("submit", async (step) => void (await submit(id, step)), {
        ...(retry !== undefined && { retry }),
      });
      return result;
    },
  );
}
