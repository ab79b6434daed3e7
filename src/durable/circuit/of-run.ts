import { admit, record, type Admission, type CircuitPolicy } from "../../policy/circuit.ts";
import { newCircuit, type CircuitState } from "../../policy/circuit-state.ts";
import type { Clock } from "../../world.ts";
import type { Circuit } from "./circuit.ts";

/** Milliseconds for which a call waits for what another finds out that tries the dependency, and between two looks. */
const patience = 10_000;
const pause = 100;

/**
 * Circuits that the steps of a run share in this process, by name, each call with a view of its own. Thousands of items
 * ask: a store that is asked by each would be slower than what it guards, and GitHub's would refuse. While one tries whether
 * the dependency is back, the others wait a while rather than give up.
 */
export function circuitsOfRun(clock: Pick<Clock, "now" | "sleep">): (name: string, policy: CircuitPolicy) => Circuit {
  const states = new Map<string, CircuitState>();
  return (name, policy) => {
    let permit: number | undefined;
    const state = () => states.get(name) ?? newCircuit;

    function ask(): Admission {
      const admission = admit(state(), clock.now(), policy);
      states.set(name, admission.state);
      permit = admission.kind === "probe" ? admission.permit : undefined;
      return admission;
    }

    return {
      async admit() {
        let admission = ask();
        for (let waited = 0; waited < patience && isTriedByAnother(admission); waited += pause) {
          await clock.sleep(pause);
          admission = ask();
        }
        return admission;
      },
      record(ok) {
        const outcome = permit === undefined ? { ok } : { ok, permit };
        states.set(name, record(state(), outcome, clock.now(), policy, 0));
        return Promise.resolve();
      },
    };
  };
}

function isTriedByAnother({ kind, state }: Admission): boolean {
  return kind === "refused" && state.mode.kind === "half-open";
}
