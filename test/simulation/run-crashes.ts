/** Holds the promises of a run against a crash at every point. */
import { isDeepStrictEqual } from "node:util";
import { moments, type Effect } from "../../src/durable/simulation/crashes.ts";
import { live, onceOnly, type Lives, type Plan, type Subject } from "./run-machine.ts";

/** Where a life can end; what has no parts cannot be torn, and between two effects there is nothing. */
function pointsOf(effects: readonly Effect[], isMachineLost: boolean): Plan[] {
  return effects.flatMap(({ hasParts }, effect) =>
    moments
      .filter((moment) => (moment === "before" ? effect === 0 : moment !== "torn" || hasParts))
      // A process that only hears of an error does not lose its machine.
      .filter((moment) => !isMachineLost || moment !== "unacknowledged")
      .map((moment) => ({ effect, moment, isMachineLost })),
  );
}

function undone(names: readonly string[]): string[] {
  return names.filter((name) => name.endsWith("(undo)"));
}

/** What is broken, in words. */
function broken(clean: Lives, { end, sink, order }: Lives, crashes: number): string[] {
  const faults: string[] = [];
  const isUnknown = end.status === "paused" && end.causes.every((path) => onceOnly.has(path));
  if (!isUnknown && !isDeepStrictEqual(end, clean.end)) faults.push(`it ended as ${JSON.stringify(end)}`);
  for (const name of isUnknown ? [] : clean.order) if (!sink.has(name)) faults.push(`${name} never happened`);
  for (const [name, keys] of sink) {
    const times = [...keys.values()].reduce((sum, count) => sum + count, 0);
    if (!clean.sink.has(name)) faults.push(`${name} happened, and should not`);
    if (keys.size > 1) faults.push(`${name} had ${keys.size} keys`);
    if (times > (onceOnly.has(name) ? 1 : crashes + 1)) faults.push(`${name} happened ${times} times`);
  }
  if (!isDeepStrictEqual(undone(order), undone(clean.order))) faults.push(`undone as ${undone(order).join(", ")}`);
  return faults;
}

export interface Enumeration {
  /** Whether only what is in the store survives a crash. */
  readonly isMachineLost: boolean;
  readonly pairs?: boolean;
}

/** Runs a subject through a crash at each of its effects, or at each pair of them, until it has ended. */
export async function enumerateRunCrashes(subject: Subject, { isMachineLost, pairs = false }: Enumeration) {
  const clean = await live(subject, []);
  const faults: string[] = [];
  let count = 0;
  const hold = async (plans: readonly Plan[]): Promise<Lives | undefined> => {
    count += 1;
    try {
      const lives = await live(subject, plans);
      for (const fault of broken(clean, lives, plans.length)) faults.push(`${JSON.stringify(plans)}: ${fault}`);
      return lives;
    } catch (error) {
      faults.push(`${JSON.stringify(plans)}: ${String(error)}`);
      return undefined;
    }
  };
  for (const one of pointsOf(clean.effects[0] ?? [], isMachineLost)) {
    const lives = await hold([one]);
    if (!pairs) continue;
    for (const two of pointsOf(lives?.effects[1] ?? [], isMachineLost)) await hold([one, two]);
  }
  return { clean, count, faults };
}
