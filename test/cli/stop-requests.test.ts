import { describe, expect, it } from "vitest";
import { whenAskedToStop } from "../../src/cli/runs/stop-requests.ts";
import { systemWorld } from "../../src/world/system.ts";

function scene() {
  const said: string[] = [];
  let heard: ((signal: NodeJS.Signals) => void) | undefined;
  let exited: number | undefined;
  const { processes } = systemWorld();
  const requests = whenAskedToStop(
    {
      processes: {
        ...processes,
        exit: (code) => void (exited = code),
        onStopRequest: (act) => ((heard = act), () => (heard = undefined)),
      },
    },
    { note: (text) => void said.push(text), close: () => void said.push("closed") },
  );
  const state = () => [requests.draining.aborted, requests.signal.aborted, exited];
  return { requests, said, state, ask: (signal: NodeJS.Signals) => heard?.(signal) };
}

describe("being asked to stop", () => {
  it("lets steps end first, then ends them, and then itself", () => {
    const { ask, state, said } = scene();
    expect(state()).toEqual([false, false, undefined]);
    ask("SIGINT");
    expect(state()).toEqual([true, false, undefined]);
    ask("SIGINT");
    expect(state()).toEqual([true, true, undefined]);
    ask("SIGINT");
    expect(state()).toEqual([true, true, 130]);
    // The terminal is given back before the process ends.
    expect(said.at(-1)).toBe("closed");
  });

  it("ends steps at once where a SIGTERM says that there is no time", () => {
    const { ask, state } = scene();
    ask("SIGTERM");
    expect(state()).toEqual([false, true, undefined]);
    ask("SIGTERM");
    expect(state()).toEqual([false, true, 143]);
  });

  it("is not heard any more once the run is over", () => {
    const { ask, state, requests } = scene();
    requests.dispose();
    ask("SIGINT");
    expect(state()).toEqual([false, false, undefined]);
  });
});
