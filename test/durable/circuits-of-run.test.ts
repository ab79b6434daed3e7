import { expect, it } from "vitest";
import { defaultCircuit } from "../../src/durable/circuit/circuit.ts";
import { circuitsOfRun } from "../../src/durable/circuit/of-run.ts";

it("circuits of one name share what calls came to; one call tries it again when it is time", async () => {
  let now = 0;
  const sleep = async (ms: number) => void (now += ms);
  const circuits = circuitsOfRun({ now: () => now, sleep });
  const call = (name = "orders") => circuits(name, defaultCircuit);
  for (let failures = 0; failures < defaultCircuit.consecutiveFailures; failures++) {
    const each = call();
    expect((await each.admit()).kind).toBe("allowed");
    await each.record(false);
  }
  expect((await call().admit()).kind).toBe("refused");
  expect((await call("another").admit()).kind).toBe("allowed");

  now += 61_000;
  const probe = call();
  expect((await probe.admit()).kind).toBe("probe");
  // Whoever comes meanwhile waits for what it finds out, though not for ever.
  const asked = now;
  expect((await call().admit()).kind).toBe("refused");
  expect(now - asked).toBe(10_000);
  const waiting = call().admit();
  await probe.record(true);
  expect((await waiting).kind).toBe("allowed");
});
