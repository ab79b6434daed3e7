import { beforeEach, describe, expect, it } from "vitest";
import { recordWorkflow } from "../../src/emulator/rest/index.ts";
import { workflowRuns } from "../../src/emulator/rest/actions/rows.ts";
import { hasteWrites } from "../github/haste.ts";
import { place, question, scene } from "../approval/scene.ts";
import { newShell } from "./command.ts";

const on = ["--repository", "octocat/hello-world"];

/** A repository in whose issue 1 an approval is asked for, and the command as Mona types it. */
async function asked() {
  const github = await scene();
  const { approvals, emulator, octokit, person } = github;
  person("mona", "write");
  await approvals.ask(question);
  const shell = await newShell();
  return {
    ...github,
    call: (args: readonly string[], environment: Readonly<Record<string, string>> = { GH_TOKEN: "ghp_mona" }) =>
      shell.call([...args, ...on], { GITHUB_API_URL: emulator.url, ...environment }),
    said: async (issue = 1) =>
      (await octokit.rest.issues.listComments({ ...place, issue_number: issue })).data.map(
        ({ user, body }) => `${user?.login}: ${body}`,
      ),
  };
}

const refused = (why: string) => ({ code: 2, output: "", errors: expect.stringContaining(why) as string });

beforeEach(() => hasteWrites());

describe("holdfast approve and reject with --repository", () => {
  it.each([
    [["approve", "release-1.4.0"], "mona: /approve"],
    [["approve", "release-1.4.0", "approve", "--comment", "checked on staging"], "mona: /approve checked on staging"],
    [["reject", "release-1.4.0", "--reason", "the banner is missing"], "mona: /reject the banner is missing"],
  ])("comment as oneself: %j", async (args, comment) => {
    const { approvals, call, said } = await asked();
    expect(await call(args)).toEqual({
      code: 0,
      output:
        "approve of release-1.4.0 is answered as mona: https://github.com/octocat/hello-world/issues/1\n" +
        "It was asked: Publish 1.4.0?\n",
      errors: "",
    });
    expect(await said()).toEqual([comment]);
    expect(await approvals.votes({ issue: 1 })).toMatchObject([{ by: "mona", answer: args[0], isBot: false }]);
  });

  it("take the token of a job's environment, too", async () => {
    const { call, said } = await asked();
    expect((await call(["approve", "release-1.4.0"], { GH_TOKEN: "", GITHUB_TOKEN: "ghp_mona" })).code).toBe(0);
    expect(await said()).toEqual(["mona: /approve"]);
  });

  it("find the step where a run asks for several", async () => {
    const { approvals, call, said } = await asked();
    await approvals.ask({
      ...question,
      callback: "production/sign off/callback",
      id: "2",
      step: "production/sign off",
    });
    await approvals.ask({ ...question, key: "release-1.5.0", lane: "f".repeat(32) });
    expect(await call(["approve", "release-1.4.0"])).toEqual(
      refused("several issues ask for an approval: approve (#1), production/sign off (#2); name the step"),
    );
    expect(await call(["approve", "release-1.4.0", "deploy"])).toEqual(
      refused(`no issue asks for an approval at "deploy"`),
    );
    expect((await call(["approve", "release-1.4.0", "sign off"])).code).toBe(0);
    expect((await call(["approve", "release-1.5.0"])).code).toBe(0);
    expect([await said(1), await said(2), await said(3)]).toEqual([[], ["mona: /approve"], ["mona: /approve"]]);
  });

  it("leave to the issue what the command cannot tell apart", async () => {
    const { approvals, call } = await asked();
    await approvals.ask({ ...question, lane: "f".repeat(32) });
    expect(await call(["approve", "release-1.4.0", "approve"])).toEqual(
      refused("approve (#1), approve (#2); answer in the one that you mean"),
    );
  });

  it.each([
    [["approve", "relaese-1.4.0"], {}, `did you mean "release-1.4.0"?`],
    [["approve", "order"], {}, "no open issue of octocat/hello-world asks for an approval"],
    [["approve", "release-1.4.0", "--by", "hubot"], {}, "--by is for runs of this machine"],
    [["reject", "release-1.4.0", "--reason", " "], {}, "--reason is empty"],
    [["approve", "release-1.4.0"], { GH_TOKEN: "" }, "GH_TOKEN is not set"],
    [["approve", "release-1.4.0"], { GH_TOKEN: "ghs_emulator" }, "the token is an app's"],
  ])("refuse, and say what to do: %j %j", async (args, environment, why) => {
    const { call, said } = await asked();
    expect(await call(args, { GH_TOKEN: "ghp_mona", GITHUB_TOKEN: "", ...environment })).toEqual(refused(why));
    expect(await said()).toEqual([]);
  });

  it.each([["approve"], ["reject", "--reason", "no"]])("take the whole key: %j", async (...args) => {
    const { approvals, call, said } = await asked();
    await approvals.ask({ ...question, key: "release-1.4.10", lane: "f".repeat(32) });
    expect(await call([...args, "release-1.4.1"])).toEqual(
      refused(`run "release-1.4.1"; did you mean "release-1.4.10"?`),
    );
    expect(await call([...args, "release"])).toEqual(refused(`run "release"; there are release-1.4.0, release-1.4.10`));
    expect([await said(1), await said(2)]).toEqual([[], []]);
  });

  it("say what GitHub says", async () => {
    const { call, emulator } = await asked();
    const action = { kind: "status", status: 403, body: { message: "Must have write access" } } as const;
    emulator.faults.order({ method: "POST", times: "always", action });
    expect(await call(["approve", "release-1.4.0"])).toEqual(
      refused("the answer could not be given: Must have write access"),
    );
    emulator.faults.order({ path: "/user", times: "always", action: { ...action, status: 401 } });
    expect(await call(["approve", "release-1.4.0"])).toEqual(refused("the token was refused"));
  });
});

describe("holdfast signal with --repository", () => {
  it("sends the event to the workflows of the repository", async () => {
    const { call, dates, emulator, home } = await asked();
    const workflow = { path: ".github/workflows/resume.yml", on: ["repository_dispatch"] };
    recordWorkflow({ state: emulator.state, clock: dates }, home, workflow);
    const { code, output } = await call(["signal", "orders-1", "shipped", "--json", `{"parcel": 17}`]);
    expect([code, output]).toEqual([
      0,
      "shipped for orders-1 is sent to octocat/hello-world: a workflow there on repository_dispatch hands it on.\n",
    ]);
    const payload = { key: "orders-1", event: "shipped", value: { parcel: 17 } };
    expect(workflowRuns(emulator.state).all()).toMatchObject([
      { displayTitle: "holdfast-signal", actor: "mona", payload },
    ]);
  });

  it("says what GitHub says", async () => {
    const { call, emulator } = await asked();
    const body = { message: "Resource not accessible by personal access token" };
    emulator.faults.order({ path: "/dispatches", times: "always", action: { kind: "status", status: 403, body } });
    expect(await call(["signal", "orders-1", "shipped"])).toEqual(refused("grant `contents: write`"));
    expect(await call(["signal", "orders-1", "shipped", "--json", "{"])).toEqual(refused("write JSON"));
  });
});
