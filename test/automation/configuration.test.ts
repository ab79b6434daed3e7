import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readConfiguration } from "../../src/automation/configuration.ts";
import { isOn } from "../../src/automation/flags.ts";
import { readDefinition } from "../../src/automation/read-definition.ts";
import { defaultCircuit } from "../../src/durable/circuit/circuit.ts";
import { faultsOf, withSteps } from "./faults.ts";

const file = ".github/holdfast.yml";

test("without a file there is the policy that is built in", () => {
  const { retryPolicies, ...others } = readConfiguration(undefined, file, {});
  expect(Object.fromEntries(retryPolicies)).toEqual({
    standard: { maxAttempts: 5, backoff: { initialDelay: 1_000, factor: 2, maxDelay: 60_000, jitter: "full" } },
  });
  expect(others).toEqual({ circuits: new Map(), channels: new Map(), flags: new Map(), owners: [] });
});

test("a circuit of which nothing is said is as circuits are", () => {
  expect(readConfiguration("circuits: { api: {} }", file, {}).circuits.get("api")).toEqual(defaultCircuit);
});

test("everything in it is read", () => {
  const text = [
    "retry-policies: { patient: { max-attempts: 9, jitter: none } }",
    "circuits: { api: { failure-rate: 20, open-duration: 5m } }",
    "channels: { people: { type: slack, webhook: SLACK_WEBHOOK }, tickets: { type: issue, labels: [broken] } }",
    "flags: { new-import: true, slow: { percentage: 20 } }",
    "owners: [octocat, acme/operations]",
  ].join("\n");
  const read = readConfiguration(text, file, {});
  expect(read.retryPolicies.get("patient")).toMatchObject({ maxAttempts: 9, backoff: { jitter: "none" } });
  expect(read.circuits.get("api")).toMatchObject({ failureRate: 0.2, openDuration: { initialDelay: 300_000 } });
  expect(read.channels.get("tickets")).toEqual({ type: "issue", labels: ["broken"] });
  expect(read.flags).toEqual(
    new Map<string, unknown>([
      ["new-import", true],
      ["slow", { percentage: 20 }],
    ]),
  );
  expect(read.owners).toEqual(["octocat", "acme/operations"]);
});

test("variables override it without a commit", () => {
  const text = "flags: { new_import: false }\nretry-policies: { patient: { max-attempts: 9 } }";
  const read = readConfiguration(text, file, {
    HOLDFAST_FLAGS_NEW_IMPORT: "{ percentage: 50 }",
    HOLDFAST_FLAGS_DRY_RUN: "true",
    HOLDFAST_RETRY_POLICIES_PATIENT_MAX_ATTEMPTS: "3",
    HOLDFAST_RETRY_POLICIES_STANDARD_INITIAL_DELAY: "2s",
    HOLDFAST_CIRCUITS_API_MAX_OPEN_DURATION: "20m",
    HOLDFAST_OWNERS: "[octocat]",
    HOLDFAST_DIR: "/elsewhere",
    HOLDFAST_FLAGS_EMPTY: "",
  });
  expect(read.flags).toEqual(
    new Map<string, unknown>([
      ["new_import", { percentage: 50 }],
      ["dry-run", true],
    ]),
  );
  expect(read.retryPolicies.get("patient")?.maxAttempts).toBe(3);
  expect(read.retryPolicies.get("standard")?.backoff.initialDelay).toBe(2_000);
  expect(read.circuits.get("api")?.openDuration.maxDelay).toBe(1_200_000);
  expect(read.owners).toEqual(["octocat"]);
});

test("all faults of the file and the variables are told at once", () => {
  const text = [
    "retry-polices: {}",
    "flags: { a: yes }",
    "channels: { people: { type: slack, webhook: 'https://hooks.example.com/T0/secret' }, b: { type: carrier-pigeon } }",
    "circuits: { api: { window: 5 } }",
  ].join("\n");
  const variables = {
    HOLDFAST_FLAGS_B: "{ percentage: 200 }",
    HOLDFAST_FLAGS_C: "{",
    HOLDFAST_CIRCUITS_API_WINDOW: "",
  };
  expect(() => readConfiguration(text, file, variables)).toThrow(
    [
      `${file}:1:1: retry-polices is no key of the configuration; did you mean "retry-policies"?`,
      `${file}:2:13: flags.a is "yes"; write true, false or {percentage: 20}`,
      `${file}:3:45: channels.people.webhook is no name of an environment variable; write its name, never the secret itself`,
      `${file}:3:97: channels.b.type has no known type; write type: issue, slack, teams or webhook`,
      `${file}:4:28: circuits.api.window is 5: a duration needs its unit; write 5s for seconds or 5m for minutes`,
      "HOLDFAST_FLAGS_C: cannot be read as YAML; write a value as the file would have it",
      "HOLDFAST_FLAGS_B: flags.b.percentage is 200; write a number from 0 to 100",
    ].join("\n"),
  );
});

test("automations are checked against it", () => {
  const configuration = readConfiguration("flags: { new-import: true }\nretry-policies: { patient: {} }", file, {});
  const text = withSteps("a: { run: x, retry: patient, if: flags.new-imprt }", "b: { run: x, retry: pateint }");
  expect(faultsOf(`${text}\nnotify: { on: [failed], channels: people }`, configuration)).toEqual([
    '3:36: ${{ flags.new-imprt }}: there is no flag "new-imprt"; did you mean "new-import"?',
    '4:23: steps.b.retry: there is no retry policy "pateint"; did you mean "patient"?',
    '5:35: notify.channels: there is no channel "people" in the configuration',
  ]);
});

test("the policies of an automation stand over those of the configuration", () => {
  const configuration = readConfiguration("retry-policies: { standard: { max-attempts: 7 } }", file, {});
  const attempts = (head: string) => {
    const { definition } = readDefinition(
      `${head}${withSteps("a: { run: x, retry: standard }")}`,
      "file",
      configuration,
    );
    const [step] = definition.steps;
    return step?.kind === "run" ? step.retry?.maxAttempts : undefined;
  };
  expect(attempts("")).toBe(7);
  expect(attempts("retry-policies: { standard: { max-attempts: 2 } }\n")).toBe(2);
});

test("a flag for a share of run keys is on for that share, and stays on when the share grows", () => {
  const keys = Array.from({ length: 5_000 }, (_, index) => `orders-${index}`);
  const on = keys.filter((key) => isOn({ percentage: 20 }, "new-import", key));
  expect(on.length / keys.length).toBeGreaterThan(0.18);
  expect(on.length / keys.length).toBeLessThan(0.22);
  expect(on.every((key) => isOn({ percentage: 40 }, "new-import", key))).toBe(true);
  expect(keys.some((key) => isOn({ percentage: 0 }, "new-import", key))).toBe(false);
  expect(keys.every((key) => isOn({ percentage: 100 }, "new-import", key))).toBe(true);
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (name, key) => isOn({ percentage: 50 }, name, key) === isOn({ percentage: 50 }, name, key),
    ),
  );
});
