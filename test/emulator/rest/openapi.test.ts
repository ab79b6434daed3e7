import { expect, test } from "vitest";
import { restApp } from "../../../src/emulator/rest/index.ts";
import { operationsOf } from "../../../src/emulator/rest/operations.ts";
import { memoryState } from "../../../src/emulator/state.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { described, faultOf, observe } from "./description.ts";
import { githubForTest } from "./github.ts";
import * as actions from "./scenarios/actions.ts";
import * as deployments from "./scenarios/deployments.ts";
import * as git from "./scenarios/git.ts";
import * as issues from "./scenarios/issues.ts";
import * as people from "./scenarios/people.ts";
import type { Scenario } from "./scenarios/scenario.ts";

const scenarios: Readonly<Record<string, Scenario>> = { ...issues, ...git, ...actions, ...deployments, ...people };

const urls = { sign: () => "", read: () => undefined };
const served = operationsOf(restApp({ state: memoryState(), clock: systemClock, urls }));

test("the description holds what is served, no more and no less", () => {
  expect([...described].sort()).toEqual(served);
});

test("what the client gets from every operation is as GitHub describes it", async () => {
  const observed = { succeeded: new Set<string>(), faults: [] };
  for (const scenario of Object.values(scenarios)) {
    const github = await githubForTest();
    observe(github.octokit, observed);
    await scenario(github);
  }
  const used = served.filter((operation) => observed.succeeded.has(operation));
  console.log(`${used.length} of ${served.length} operations answer as GitHub's OpenAPI description says`);
  expect(observed.faults).toEqual([]);
  expect(used).toEqual(served);
});

test("an answer that is not as described is noticed", () => {
  const operation = "GET /repos/{owner}/{repo}/issues/comments/{comment_id}";
  expect(faultOf(operation, 200, {})).toMatch(/must have required property 'id'/);
  expect(faultOf(operation, 202, {})).toMatch(/not described to answer 202/);
  expect(faultOf("DELETE /repos/{owner}/{repo}/labels/{name}", 204, {})).toMatch(/with a body/);
});
