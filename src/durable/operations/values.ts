/** What an automation may ask for that is not the same twice: recorded, so that a replay gives it again. */
import { unitOf } from "../../policy/backoff.ts";
import type { Context } from "../context.ts";
import type { Engine } from "../engine/engine.ts";
import { pathOf } from "../engine/path.ts";
import type { Scope } from "../engine/scope.ts";

/** Records a value without waiting: it stands before what is recorded of any effect that depends on it. */
export function noteValue({ journal, invocation }: Engine, path: string, value: number | string | boolean): void {
  journal.note({ type: "value", path, value }).catch((error: unknown) => invocation.fail(error));
}

export function valuesOf(engine: Engine, scope: Scope): Pick<Context, "now" | "random" | "uuid" | "patched"> {
  const { journal, world } = engine;

  function recorded<T extends number | string | boolean>(
    path: string,
    isOne: (value: unknown) => value is T,
    make: () => T,
  ): T {
    const before = journal.state.run.values.get(path);
    if (isOne(before)) return before;
    const value = make();
    noteValue(engine, path, value);
    return value;
  }

  return {
    now: () => recorded(scope.claimValue("now"), isNumber, () => world.clock.now()),
    random: () => recorded(scope.claimValue("random"), isNumber, () => unitOf(world.random.bytes(6))),
    uuid: () => recorded(scope.claimValue("uuid"), isString, () => world.random.uuid()),
    // What was replayed up to here, or had ended, went on without the patch, unless it is not come to for the first time.
    patched: (name) =>
      recorded(pathOf(scope.path, `patched ${name}`), isBoolean, () => !scope.isReplaying && !journal.state.run.ended),
  };
}

const isNumber = (value: unknown): value is number => typeof value === "number";
const isString = (value: unknown): value is string => typeof value === "string";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
