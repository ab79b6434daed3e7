/** `.github/holdfast.yml`, overridden by `HOLDFAST_…` variables. */
import type { CircuitPolicy } from "../policy/circuit.ts";
import type { RetryPolicy } from "../policy/retry.ts";
import { override } from "./configuration-variables.ts";
import { FaultyFile } from "./fault.ts";
import type { Flag } from "./flags.ts";
import { byName } from "./plain-key.ts";
import { readBySchema } from "./schema-faults.ts";
import { configurationSchema, type WrittenConfiguration } from "./schema/configuration.ts";
import { retryPolicyOf, standardRetryPolicy } from "./schema/retry-policy.ts";
import { readYaml } from "./yaml-source.ts";

/** Where a repository keeps it. */
export const configurationPath = ".github/holdfast.yml";

export interface Configuration {
  /** With `standard`, which is built in. */
  readonly retryPolicies: ReadonlyMap<string, RetryPolicy>;
  readonly circuits: ReadonlyMap<string, CircuitPolicy>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly flags: ReadonlyMap<string, Flag>;
  /** Users and `organisation/team`s. */
  readonly owners: readonly string[];
}

/** A way in which people are told; secrets by the names of the environment variables that hold them. */
export type Channel = NonNullable<WrittenConfiguration["channels"]>[string];

/**
 * The configuration of a file (undefined: there is none) and the environment. Throws a {@link FaultyFile} with every fault
 * of both.
 */
export function readConfiguration(
  text: string | undefined,
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const written = readYaml(text ?? "", file);
  // A file of which only comments are left says nothing.
  const { source, faults: unreadable } = override({ ...written, value: written.value ?? {} }, environment);
  const { value, faults } = readBySchema(configurationSchema, source, {});
  const all = [...unreadable, ...faults];
  if (all.length > 0 || value === undefined) throw new FaultyFile(all);
  return configurationOf(value);
}

function configurationOf(written: WrittenConfiguration): Configuration {
  const policies = [...byName(written["retry-policies"])].map(
    ([name, policy]) => [name, retryPolicyOf(policy)] as const,
  );
  const circuits = [...byName(written.circuits)].map(([name, circuit]) => [name, circuitOf(circuit)] as const);
  return {
    retryPolicies: new Map([["standard", standardRetryPolicy], ...policies]),
    circuits: new Map(circuits),
    channels: byName(written.channels),
    flags: byName(written.flags),
    owners: written.owners ?? [],
  };
}

function circuitOf(written: NonNullable<WrittenConfiguration["circuits"]>[string]): CircuitPolicy {
  return {
    window: written.window,
    failureRate: written["failure-rate"] / 100,
    minimumThroughput: written["minimum-throughput"],
    consecutiveFailures: written["consecutive-failures"],
    openDuration: {
      initialDelay: written["open-duration"],
      factor: written.backoff,
      maxDelay: written["max-open-duration"],
      jitter: "none",
    },
    probeLease: written["probe-lease"],
  };
}
