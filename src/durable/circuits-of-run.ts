import { admit, record, type CircuitPolicy } from "../policy/circuit.ts";
import { newCircuit, type CircuitState } from "../policy/circuit-state.ts";
import type { Clock } from "../world.ts";
import type { Circuit } from "./circuit.ts";

/**
 * Circuits that the steps of a run share in this process, by name, each call with a view of its own. Thousands of items
 * ask: a store that is asked by each would be slower than what it guards, and GitHub's would refuse.
 */
export function circuitsOfRun(clock: Pick<Clock, "now">): (name: string, policy: CircuitPolicy) => Circuit {
  const states = new Map<string, CircuitState>();
  return (name, policy) => {
    let permit: number | undefined;
    const state = () => states.get(name) ?? newCircuit;
    return {
      admit() {
        const admission = admit(state(), clock.now(), policy);
        states.set(name, admission.state);
        permit = admission.kind === "probe" ? admission.permit : undefined;
        return Promise.resolve(admission);
      },
      record(ok) {
        const outcome = permit === undefined ? { ok } : { ok, permit };
        states.set(name, record(state(), outcome, clock.now(), policy, 0));
        return Promise.resolve();
      },
    };
  };
}
