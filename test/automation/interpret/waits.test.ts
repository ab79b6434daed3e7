import { describe, expect, it } from "vitest";
import type { RunOptions } from "../../../src/durable/run/run.ts";
import type { Body } from "../../durable/run-scene.ts";
import { secretGuard } from "../../../src/journal/secrets/guard.ts";
import { yamlScene, type YamlScene } from "./scene.ts";

function automation(steps: object, outputs: object = {}): string {
  return JSON.stringify({ automation: "waits", outputs, steps });
}

const approve = (by?: string) => ({
  ok: true as const,
  value: { approved: true, ...(by !== undefined && { by }), comment: "fine" },
});

/** An approval, and how the run stands after each answer. */
async function answered(
  step: object,
  answers: readonly (string | undefined)[],
  options: Partial<RunOptions> = {},
): Promise<{ outcomes: unknown[]; scene: YamlScene["scene"] }> {
  const { scene, runYaml } = await yamlScene();
  const text = automation(
    { go: { "wait-for": "approval", ...step } },
    { by: "${{ steps.go.outputs.by }}", comment: "${{ steps.go.outputs.comment }}" },
  );
  const outcomes: unknown[] = [await runYaml(text, options)];
  for (const by of answers) {
    const [callback] = (outcomes.at(-1) as { waiting: string[] }).waiting;
    await scene.say({ kind: "answer", callback: callback ?? "", answer: approve(by) });
    outcomes.push(await runYaml(text, options));
  }
  return { outcomes, scene };
}

/** As callbacks were once recorded: without what they expect. */
const askPlainly: Body = async (context) => {
  await context.waitForCallback("go", () => {});
  await context.waitForCallback("parcel", () => {});
};

const ready = (step: object) => automation({ ready: { "wait-for": "condition", interval: "5m", ...step } });

describe("an approval", () => {
  it("counts nobody twice", async () => {
    const { outcomes, scene } = await answered({ approvals: 3 }, ["ada", "Ada ", "bob", "eve"]);
    expect(outcomes).toEqual([
      { status: "suspended", waiting: ["go/callback"] },
      { status: "suspended", waiting: ["go (2 of 3)/callback"] },
      { status: "suspended", waiting: ["go (3 of 4)/callback"] },
      { status: "suspended", waiting: ["go (4 of 4)/callback"] },
      { status: "completed", output: { by: "ada, bob, eve", comment: "fine, fine, fine" } },
    ]);
    expect(scene.progress).toContainEqual(
      expect.objectContaining({ type: "log", message: "Ada  has approved go before and does not count twice" }),
    );
  });

  it("is for those who may approve", async () => {
    const { outcomes } = await answered({ approvers: ["ada"] }, ["eve", undefined, "ADA"]);
    expect(outcomes.map((each) => (each as { status: string }).status)).toEqual([
      "suspended",
      "suspended",
      "suspended",
      "completed",
    ]);
  });

  it("of several counts nobody who does not say who they are", async () => {
    const { outcomes } = await answered({ approvals: 2 }, [undefined, "ada", undefined, "bob"]);
    expect(outcomes.map((each) => (each as { status: string }).status)).toEqual([
      ...Array<string>(4).fill("suspended"),
      "completed",
    ]);
  });

  it("is answered by a yes or a no, and by no signal", async () => {
    const { scene, runYaml } = await yamlScene();
    const text = automation({ go: { "wait-for": "approval" } });
    await runYaml(text);
    await scene.say({ kind: "answer", callback: "go/callback", answer: { ok: true, value: { parcel: 4711 } } });
    expect(await runYaml(text)).toEqual({ status: "suspended", waiting: ["go (2 of 2)/callback"] });
    expect(scene.progress).toContainEqual(
      expect.objectContaining({ level: "warn", message: expect.stringContaining("holdfast approve") }),
    );
    await scene.say({ kind: "answer", callback: "go (2 of 2)/callback", answer: approve("ada") });
    expect(await runYaml(text)).toMatchObject({ status: "completed" });
  });

  it("that an older version of Holdfast counted from a signal counts still", async () => {
    const { scene, runYaml } = await yamlScene();
    const older = { automation: { name: "waits", run: askPlainly }, input: {} };
    await scene.run(askPlainly, older);
    await scene.say({ kind: "answer", callback: "go/callback", answer: { ok: true, value: { parcel: 4711 } } });
    await scene.run(askPlainly, older);
    const text = automation({ go: { "wait-for": "approval" }, parcel: { "wait-for": "event" } });
    expect(await runYaml(text)).toEqual({ status: "suspended", waiting: ["parcel/callback"] });
  });

  it("can have the votes of several in one answer, each once and with the teams they are in", async () => {
    const { scene, runYaml } = await yamlScene();
    const text = automation(
      { go: { "wait-for": "approval", approvers: ["ada", "acme/ops"], approvals: 2 } },
      { by: "${{ steps.go.outputs.by }}" },
    );
    await runYaml(text);
    const votes = [
      { by: "eve", teams: ["acme/sales"] },
      { by: "ada", comment: "fine" },
      { by: "Ada" },
      { by: "bob", teams: ["Acme/ops"] },
    ];
    await scene.say({
      kind: "answer",
      callback: "go/callback",
      answer: { ok: true, value: { approved: true, votes } },
    });
    expect(await runYaml(text)).toEqual({ status: "completed", output: { by: "ada, bob" } });
  });

  it("can be rejected by somebody of a team that may approve", async () => {
    const { scene, runYaml } = await yamlScene();
    const text = automation({ go: { "wait-for": "approval", approvers: ["acme/ops"] } });
    await runYaml(text);
    const failure = {
      kind: "error",
      code: "REJECTED",
      message: "bob said no",
      by: "bob",
      teams: ["acme/ops"],
    } as const;
    await scene.say({ kind: "answer", callback: "go/callback", answer: { ok: false, failure } });
    expect(await runYaml(text)).toMatchObject({ status: "failed", failure: { message: "bob said no" } });
  });

  it("is recorded with what is asked, without secrets, and who may answer", async () => {
    const { scene, runYaml } = await yamlScene();
    const step = { message: "Deploy hunter2?", approvers: ["ada"], approvals: 2, "prevent-self-review": true };
    await runYaml(automation({ go: { "wait-for": "approval", ...step } }), { guard: secretGuard(["hunter2"]) });
    expect(scene.state.run.callbacks.get("go/callback")).toMatchObject({
      expects: "approval",
      approval: { question: "Deploy ***?", approvers: ["ada"], approvals: 2, preventSelfReview: true },
    });
  });

  it("asks without what an earlier step has masked", async () => {
    const { scene, runYaml } = await yamlScene();
    const get = { run: `echo "::add-mask::correct-horse"; echo "token=correct-horse" >> "$GITHUB_OUTPUT"` };
    await runYaml(automation({ get, go: { "wait-for": "approval", message: "Use ${{ steps.get.outputs.token }}?" } }));
    expect(scene.state.run.callbacks.get("go/callback")?.approval?.question).toBe("Use ***?");
  });

  it("asks as much as a journal takes", async () => {
    const { scene, runYaml } = await yamlScene();
    const get = { run: `printf "long=%070000d\\n" 7 >> "$GITHUB_OUTPUT"` };
    await runYaml(automation({ get, go: { "wait-for": "approval", message: "${{ steps.get.outputs.long }}" } }));
    expect(scene.state.run.callbacks.get("go/callback")?.approval?.question).toHaveLength(65_536);
  });

  it("is not rejected by somebody who may not approve", async () => {
    const { scene, runYaml } = await yamlScene();
    const text = automation({ go: { "wait-for": "approval", approvers: ["ada"] } });
    const reject = (callback: string, by: string) => {
      const failure = { kind: "error", code: "REJECTED", message: `${by} said no`, by } as const;
      return scene.say({ kind: "answer", callback, answer: { ok: false, failure } });
    };
    await runYaml(text);
    await reject("go/callback", "eve");
    expect(await runYaml(text)).toEqual({ status: "suspended", waiting: ["go (2 of 2)/callback"] });
    await reject("go (2 of 2)/callback", "Ada");
    expect(await runYaml(text)).toMatchObject({ status: "failed", failure: { message: "Ada said no" } });
  });

  it("has its time once, whoever answers that may not", async () => {
    const { scene, runYaml } = await yamlScene();
    const started = scene.clock.now();
    const text = automation({ go: { "wait-for": "approval", approvers: ["ada"], timeout: "2h" } });
    let said: Promise<void> | undefined;
    const outcome = await runYaml(text, {
      observe(progress) {
        if (said || progress.type !== "waiting" || progress.path !== "go/callback") return;
        scene.clock.jump(90 * 60_000);
        said = scene.say({ kind: "answer", callback: "go/callback", answer: approve("eve") });
      },
    });
    await said;
    expect(outcome).toMatchObject({ status: "failed", causes: ["go (2 of 2)/callback"] });
    expect(scene.clock.now() - started).toBeLessThan(2.1 * 3_600_000);
  });

  it("has the time of its step for all answers together", async () => {
    const { scene, runYaml } = await yamlScene();
    const started = scene.clock.now();
    const text = automation({ go: { "wait-for": "approval", approvals: 2, timeout: "2h" } });
    let said: Promise<void> | undefined;
    const outcome = await runYaml(text, {
      observe(progress) {
        if (progress.type !== "waiting" || progress.path !== "go/callback") return;
        said ??= scene.say({ kind: "answer", callback: "go/callback", answer: approve("ada") });
      },
    });
    await said;
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "timeout" },
      causes: ["go (2 of 2)/callback"],
    });
    expect(scene.clock.now() - started).toBeLessThan(2.1 * 3_600_000);
  });

  it("that is rejected fails the step, and may be gone past", async () => {
    const { scene, runYaml, log } = await yamlScene();
    const text = automation({
      go: { "wait-for": "approval", "on-failure": { goto: "told" } },
      publish: { run: 'echo published >> "$LOG"', end: "succeeded" },
      told: { run: 'echo "told $OUTCOME" >> "$LOG"', env: { OUTCOME: "${{ steps.go.outcome }}" } },
    });
    await runYaml(text);
    const failure = { kind: "error", code: "REJECTED", message: "eve said no" } as const;
    await scene.say({ kind: "answer", callback: "go/callback", answer: { ok: false, failure } });
    expect((await runYaml(text)).status).toBe("completed");
    expect(await log()).toEqual(["told failure"]);
  });
});

describe("an event", () => {
  it("has no name that an earlier step has masked", async () => {
    const { runYaml } = await yamlScene();
    const get = { run: `echo "::add-mask::correct-horse"; echo "token=correct-horse" >> "$GITHUB_OUTPUT"` };
    const text = automation({ get, parcel: { "wait-for": "event", event: "of ${{ steps.get.outputs.token }}" } });
    expect(await runYaml(text)).toMatchObject({
      status: "failed",
      failure: { message: expect.stringContaining("holds a secret, and is recorded") as string },
    });
  });

  it("comes under the name it is given, or its step's", async () => {
    const { scene, runYaml } = await yamlScene();
    await runYaml(automation({ parcel: { "wait-for": "event", event: "parcel-${{ 4 }}" } }));
    expect(scene.state.run.callbacks.get("parcel/callback")).toMatchObject({ expects: "event", event: "parcel-4" });
    const other = await yamlScene();
    await other.runYaml(automation({ parcel: { "wait-for": "event" } }));
    expect(other.scene.state.run.callbacks.get("parcel/callback")).toMatchObject({ event: "parcel" });
  });

  it("brings its texts as outputs, and all of it as payload", async () => {
    const { scene, runYaml } = await yamlScene();
    const text = automation(
      { parcel: { "wait-for": "event" } },
      {
        payload: "${{ steps.parcel.outputs.payload }}",
        odd: "${{ steps.parcel.outputs.constructor }}",
        number: "${{ steps.parcel.outputs.number }}",
        inner: "${{ steps.parcel.outputs.inner }}",
      },
    );
    await runYaml(text);
    const value: unknown = JSON.parse('{"constructor":"mine","number":7,"inner":{"a":1},"payload":"not this"}');
    await scene.say({ kind: "answer", callback: "parcel/callback", answer: { ok: true, value } });
    expect(await runYaml(text)).toEqual({
      status: "completed",
      output: { payload: JSON.stringify(value), odd: "mine", number: "7", inner: null },
    });
  });

  it("that does not come in time fails its step", async () => {
    const { runYaml } = await yamlScene();
    const outcome = await runYaml(automation({ parcel: { "wait-for": "event", timeout: "1h" } }));
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "timeout" }, causes: ["parcel/callback"] });
  });
});

describe("a wait", () => {
  it("until a time that has passed is over at once", async () => {
    const { scene, runYaml } = await yamlScene();
    const before = scene.clock.now();
    const outcome = await runYaml(automation({ a: { wait: { until: "2020-01-01T00:00:00Z" } } }));
    expect(outcome.status).toBe("completed");
    expect(scene.clock.now() - before).toBeLessThan(60_000);
  });

  it.each([
    ["a duration", { wait: "${{ inputs.at }}" }, "soon", /soon/],
    ["a time without a zone", { wait: { until: "${{ inputs.at }}" } }, "2026-11-21 18:00", /no time with its zone/],
  ])("for what is not %s fails its step and says so", async (_, step, at, message) => {
    const { runYaml } = await yamlScene();
    const text = JSON.stringify({ automation: "waits", inputs: { at: { type: "string" } }, steps: { nap: step } });
    const outcome = await runYaml(text, { inputs: { at } });
    expect(outcome).toMatchObject({ status: "failed", causes: ["nap"] });
    expect((outcome as { failure: { message: string } }).failure.message).toMatch(message);
  });
});

describe("a condition", () => {
  it("is given up when its time is over", async () => {
    const { runYaml, log } = await yamlScene();
    const outcome = await runYaml(ready({ run: 'echo look >> "$LOG"; false', timeout: "12m" }));
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "timeout" }, causes: ["ready"] });
    expect((await log()).length).toBeGreaterThan(1);
    expect((await log()).length).toBeLessThan(4);
  });

  it("with until fails where its command does, for it then tells nothing", async () => {
    const { runYaml } = await yamlScene();
    const outcome = await runYaml(ready({ run: "exit 4", until: "steps.ready.outputs.state == 'up'" }));
    expect(outcome).toMatchObject({ status: "failed", causes: ["ready"] });
    expect((outcome as { failure: { message: string } }).failure.message).toContain("exit code 4");
  });

  it("fails where its command is killed", async () => {
    const { runYaml } = await yamlScene();
    const outcome = await runYaml(ready({ run: "kill -KILL $$" }));
    expect(outcome).toMatchObject({ status: "failed", causes: ["ready"] });
    expect((outcome as { failure: { message: string } }).failure.message).toContain("SIGKILL");
  });

  it("looks at what its command gives, also on replay", async () => {
    const { runYaml, log } = await yamlScene();
    const text = JSON.stringify({
      automation: "waits",
      outputs: { state: "${{ steps.ready.outputs.state }}" },
      steps: {
        ready: {
          "wait-for": "condition",
          run: 'echo look >> "$LOG"; echo "state=$(grep -c look "$LOG")" >> "$GITHUB_OUTPUT"',
          until: "steps.ready.outputs.state == '2'",
        },
      },
    });
    expect(await runYaml(text, { alwaysReplay: true })).toEqual({ status: "completed", output: { state: "2" } });
    expect(await log()).toEqual(["look", "look"]);
  });

  it("that something stands in for gives what that gives", async () => {
    const { runYaml } = await yamlScene();
    const steps = { ready: { "wait-for": "condition", run: "false" } };
    const fakes = {
      step: () => Promise.resolve({}),
      look: () => Promise.resolve({ state: "up" }),
      isDone: () => false,
    };
    const outcome = await runYaml(automation(steps, { state: "${{ steps.ready.outputs.state }}" }), { fakes });
    expect(outcome).toEqual({ status: "completed", output: { state: "up" } });
  });

  it("in a branch finds its path, as any command does", async () => {
    const { runYaml, log } = await yamlScene();
    const ready1 = { "wait-for": "condition", run: 'echo "$HOLDFAST_STEP $HOLDFAST_LANE" >> "$LOG"' };
    await runYaml(automation({ both: { parallel: { one: { ready1 } } } }));
    expect(await log()).toEqual(["both/one/ready1 run"]);
  });
});
