import { expect, it } from "vitest";
import { defaultCircuit } from "../../src/durable/circuit.ts";
import { circuitsOfRun } from "../../src/durable/circuits-of-run.ts";

it("circuits of one name share what calls came to; one call tries it again when it is time", async () => {
  let now = 0;
  const circuits = circuitsOfRun({ now: () => now });
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
  expect((await call().admit()).kind).toBe("refused");
  await probe.record(true);
  expect((await call().admit()).kind).toBe("allowed");
});
