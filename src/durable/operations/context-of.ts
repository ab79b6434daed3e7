/** The context that an automation is handed: each of its operations, with or without a name before the rest. */
import { batchOperation } from "./batch/batch.ts";
import { createCallbackOperation, waitForCallbackOperation } from "./callback.ts";
import { childOperation } from "./child.ts";
import { conditionOperation } from "./condition.ts";
import type {
  BatchOptions,
  Branches,
  CallbackOptions,
  CallbackSubmit,
  CodecOption,
  ConditionCheck,
  ConditionOptions,
  Context,
  ContextBody,
  MapBody,
  MapOptions,
  RunInfo,
  StepBody,
  StepOptions,
  WaitForCallbackOptions,
} from "../context.ts";
import { operate, type Engine } from "../engine/engine.ts";
import { logOf } from "../engine/log.ts";
import type { Scope } from "../engine/scope.ts";
import { requireDate, requireDurationText, requireOptions } from "./options.ts";
import { stepOperation } from "./step.ts";
import { valuesOf } from "./values.ts";
import { waitOperation } from "./wait.ts";

/** What stands behind a context, for operations that authors are not handed. */
export interface Internals {
  readonly engine: Engine;
  readonly scope: Scope;
}

const internals = new WeakMap<Context, Internals>();

/** Throws a TypeError on what is no context of this engine. */
export function internalsOf(context: Context): Internals {
  const found = internals.get(context);
  if (!found) throw new TypeError("this is no context that an automation was handed");
  return found;
}

export function contextOfScope(engine: Engine, scope: Scope, run: RunInfo): Context {
  /** Runs an operation where what its author wrote for it is right; else it fails without being come to. */
  function checked<T>(check: () => void, act: () => Promise<T>): Promise<T> {
    try {
      check();
    } catch (error) {
      return operate<T>(engine, scope, () => Promise.reject(error));
    }
    return act();
  }

  const context: Context = {
    run,
    signal: engine.invocation.signal,
    log: logOf(engine, scope.path, () => scope.isReplaying),
    ...valuesOf(engine, scope),

    step<T>(...given: Given<StepBody<T>, StepOptions<T>>): Promise<T> {
      const [name, body, options] = named<StepBody<T>, StepOptions<T>>(given);
      return checked(
        () => requireOptions("step", name, options),
        () => stepOperation(engine, scope, name, body, options),
      );
    },

    map<I, T>(
      first: string | Items<I>,
      second: Items<I> | MapBody<I, T>,
      third?: MapBody<I, T> | MapOptions<I, T>,
      fourth?: MapOptions<I, T>,
    ) {
      // A list can be a string, so the first argument alone does not tell.
      const given = typeof second === "function" ? [undefined, first, second, third] : [first, second, third, fourth];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the overloads of Context say what follows what
      const [name, items, body, options] = given as [
        string | undefined,
        Items<I>,
        MapBody<I, T>,
        MapOptions<I, T> | undefined,
      ];
      const { key: keyOf = defaultKey, ...rest } = options ?? {};
      return checked(
        () => requireOptions("map", name, options),
        () => batchOperation(engine, scope, { ...rest, kind: "map", name, items, keyOf, body }),
      );
    },

    parallel<T>(...given: Given<Branches<T>, BatchOptions<T>>) {
      const [name, branches, options] = named<Branches<T>, BatchOptions<T>>(given);
      return checked(
        () => requireOptions("parallel", name, options),
        () =>
          batchOperation(engine, scope, {
            ...options,
            kind: "parallel",
            name,
            items: Object.entries<ContextBody<T>>(branches),
            keyOf: ([key]) => key,
            body: (own, [, branch]) => branch(own),
          }),
      );
    },

    runInChildContext<T>(...given: Given<ContextBody<T>, CodecOption<T>>): Promise<T> {
      const [name, body, options] = named<ContextBody<T>, CodecOption<T>>(given);
      return checked(
        () => requireOptions("runInChildContext", name, options),
        () => childOperation(engine, scope, { kind: "child", name, ...options }, (own) => body(own)),
      );
    },

    wait(first: string, second?: string) {
      const [name, duration] = second === undefined ? [undefined, first] : [first, second];
      return checked(
        () => requireDurationText(name, duration),
        () => waitOperation(engine, scope, name, { duration }),
      );
    },

    waitUntil(...given: Given<Date, undefined>) {
      const [name, at] = named<Date, undefined>(given);
      return checked(
        () => requireDate(name, at),
        () => waitOperation(engine, scope, name, { at }),
      );
    },

    waitForCondition<S>(...given: Given<ConditionCheck<S>, ConditionOptions<S>>): Promise<S> {
      const [name, check, options] = named<ConditionCheck<S>, ConditionOptions<S>>(given);
      return checked(
        () => requireOptions("waitForCondition", name, options),
        () => conditionOperation(engine, scope, name, check, options),
      );
    },

    createCallback<T>(name?: string, options?: CallbackOptions<T>) {
      return checked(
        () => requireOptions("createCallback", name, options),
        () => createCallbackOperation(engine, scope, name, options),
      );
    },

    waitForCallback<T>(...given: Given<CallbackSubmit, WaitForCallbackOptions<T>>): Promise<T> {
      const [name, submit, options] = named<CallbackSubmit, WaitForCallbackOptions<T>>(given);
      return checked(
        () => requireOptions("waitForCallback", name, options),
        () => waitForCallbackOperation(engine, scope, name, submit, options),
      );
    },
  };
  internals.set(context, { engine, scope });
  return context;
}

type Items<I> = Iterable<I> | AsyncIterable<I>;

/** Arguments whose first, the name, may be left out. */
type Given<Body, Options> = [first: string | Body, second?: Body | Options, third?: Options];

function named<Body, Options>([first, second, third]: Given<Body, Options>): [string | undefined, Body, Options] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the overloads of Context say what follows what
  return (typeof first === "string" ? [first, second, third] : [undefined, first, second]) as never;
}

function defaultKey(item: unknown, index: number): string {
  return typeof item === "string" || typeof item === "number" ? String(item) : String(index);
}
