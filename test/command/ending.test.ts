import { systemWorld } from "../../src/world/system.ts";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { livingWith, onLinux, onPosix, openScene } from "./scene.ts";

/** A daemon that left its parent, its group and its session, and that `living` finds by its tag. */
const daemonise = `
import os, sys, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
null = os.open(os.devnull, os.O_RDWR)
for stream in (0, 1, 2): os.dup2(null, stream)
time.sleep(60)
`;
const startDaemon = `python3 -c '${daemonise}'`;

/** Environment in which all processes of a test carry a tag of its own. */
function tagged() {
  const tag = `tag-${randomUUID()}`;
  const environment = { PATH: process.env["PATH"], TAG: tag };
  return { environment, living: () => livingWith(tag) };
}

describe.runIf(onPosix).concurrent("death by a signal is a failure", () => {
  test.for<[string, string, string]>([
    ["SIGKILL", "kill -9 $$", "SIGKILL"],
    ["SIGTERM from itself", "kill -TERM $$; sleep 60", "SIGTERM"],
    ["SIGINT", "kill -INT $$", "SIGINT"],
    ["a crash", "kill -SEGV $$", "SIGSEGV"],
  ])("%s, at once", async ([, script, signal], context) => {
    const { end, duration } = await openScene(context).run(script);
    expect(end).toEqual({ kind: "signalled", signal });
    expect(duration).toBeLessThan(4000);
  });

  test("a child of the shell that is killed is the shell's exit code 137", async (context) => {
    const { end } = await openScene(context).run("bash -c 'kill -9 $$'\necho not reached");
    expect(end).toEqual({ kind: "exited", code: 137 });
  });
});

describe.runIf(onLinux).concurrent("a timeout", () => {
  test("ends the command and all that came from it", async (context) => {
    const { environment, living } = tagged();
    const script = `sleep 60 & setsid sleep 60 & ${startDaemon}; (bash -c 'sleep 60; true'); sleep 60`;
    const running = openScene(context).run(script, { environment, timeout: 1500 });
    await expect.poll(living, { timeout: 1400, interval: 50 }).toHaveLength(6);
    const { end, survivors } = await running;
    expect(end).toEqual({ kind: "timed-out", after: 1500 });
    expect(survivors).toEqual([]);
    expect(await living()).toEqual([]);
  });

  test("lets the command clean up", async (context) => {
    const scene = openScene(context);
    const script = `trap 'echo cleaning; sleep 0.3; echo clean; exit 0' TERM; echo ready; while :; do sleep 0.05; done`;
    const { end, duration } = await scene.run(script, { timeout: 500 });
    expect(end).toEqual({ kind: "timed-out", after: 500 });
    expect(scene.stdout()).toMatch(/^ready\ncleaning\nclean\n$/);
    expect(duration).toBeLessThan(3000);
  });

  test("ends what is deaf to SIGTERM after five seconds", async (context) => {
    const { environment, living } = tagged();
    const script = `trap '' TERM; setsid bash -c "trap '' TERM; while :; do sleep 0.1; done" & while :; do sleep 0.1; done`;
    const { end, duration, survivors } = await openScene(context).run(script, { environment, timeout: 300 });
    expect(end).toEqual({ kind: "timed-out", after: 300 });
    expect(duration).toBeGreaterThan(5200);
    expect(duration).toBeLessThan(7000);
    expect(survivors).toEqual([]);
    expect(await living()).toEqual([]);
  });

  test("finds a child without environment by its parent", async (context) => {
    const { environment, living } = tagged();
    const script = `env -i TAG=$TAG setsid sleep 60 & sleep 60`;
    await openScene(context).run(script, { environment, timeout: 500 });
    expect(await living()).toEqual([]);
  });

  test("longer than a timer can be does not fire at once", async (context) => {
    const { end } = await openScene(context).run("sleep 0.2", { timeout: 2 ** 40, idleTimeout: 2 ** 40 });
    expect(end).toEqual({ kind: "exited", code: 0 });
  });
});

describe.runIf(onPosix).concurrent("an idle timeout", () => {
  test("ends a command that is silent", async (context) => {
    const { end, duration } = await openScene(context).run("echo start; sleep 60", { idleTimeout: 400 });
    expect(end).toEqual({ kind: "idle", after: 400 });
    expect(duration).toBeLessThan(3000);
  });

  test("spares a command that speaks, on either stream, new line or not", async (context) => {
    const script = "for i in 1 2 3 4 5 6; do printf .; sleep 0.2; printf . >&2; sleep 0.2; done";
    const { end } = await openScene(context).run(script, { idleTimeout: 1500 });
    expect(end).toEqual({ kind: "exited", code: 0 });
  });
});

describe.runIf(onLinux).concurrent("cancellation", () => {
  test("ends even a deaf command within seven seconds and hands back the reason", async (context) => {
    const { environment, living } = tagged();
    const cancel = new AbortController();
    const scene = openScene(context);
    const running = scene.run("trap '' TERM INT HUP; echo ready; while :; do sleep 0.1; done", {
      environment,
      signal: cancel.signal,
    });
    await expect.poll(scene.stdout, { timeout: 3000 }).toBe("ready\n");
    const started = performance.now();
    cancel.abort("the job was cancelled");
    expect((await running).end).toEqual({ kind: "cancelled", reason: "the job was cancelled" });
    expect(performance.now() - started).toBeLessThan(7000);
    expect(await living()).toEqual([]);
  });

  test("before the start starts nothing", async (context) => {
    const scene = openScene(context);
    const { end } = await scene.run("echo no", { signal: AbortSignal.abort("late") });
    expect(end).toEqual({ kind: "cancelled", reason: "late" });
    expect(scene.stdout()).toBe("");
  });
});

describe.runIf(onLinux).concurrent("what a script leaves behind", () => {
  test("is ended when it failed, so that attempts never overlap", async (context) => {
    const { environment, living } = tagged();
    const { end, survivors } = await openScene(context).run(`sleep 60 & ${startDaemon}; exit 1`, { environment });
    expect(end).toEqual({ kind: "exited", code: 1 });
    expect(survivors).toEqual([]);
    expect(await living()).toEqual([]);
  });

  test("is found by its group when it has neither parent nor environment", async (context) => {
    const { environment, living } = tagged();
    const { end } = await openScene(context).run("env -i TAG=$TAG sleep 60 & sleep 0.2; exit 1", { environment });
    expect(end).toEqual({ kind: "exited", code: 1 });
    expect(await living()).toEqual([]);
  });

  test("is ended when it was killed", async (context) => {
    const { environment, living } = tagged();
    await openScene(context).run(`sleep 60 & ${startDaemon}; kill -9 $$`, { environment });
    expect(await living()).toEqual([]);
  });

  test("lives on when it succeeded, and writing to nobody does not kill it", async (context) => {
    const { environment, living } = tagged();
    const scene = openScene(context);
    const background = "(trap 'echo sigpipe > died; exit' PIPE; for i in $(seq 300); do echo $i; sleep 0.1; done) &";
    const { end, duration } = await scene.run(`${startDaemon}; ${background}\necho done`, { environment });
    expect(end).toEqual({ kind: "exited", code: 0 });
    expect(duration).toBeGreaterThan(4900);
    expect(duration).toBeLessThan(6500);
    const heard = scene.stdout();
    await sleep(300);
    expect(scene.stdout()).toBe(heard);
    const left = await living();
    expect(left.length).toBeGreaterThanOrEqual(2);
    // One of them may be a short sleep, which is over by now.
    for (const pid of left) systemWorld().processes.signal(pid, "SIGKILL");
  });

  test("does not delay the end when it holds no output", async (context) => {
    const { environment, living } = tagged();
    const { duration } = await openScene(context).run("sleep 60 > /dev/null 2>&1 &", { environment });
    expect(duration).toBeLessThan(3000);
    const left = await living();
    expect(left).toHaveLength(1);
    for (const pid of left) process.kill(pid, "SIGKILL");
  });

  test("of a nested command is found by the outer one", async (context) => {
    const { environment, living } = tagged();
    const outer = `HOLDFAST_PROCESS="$HOLDFAST_PROCESS:${randomUUID()}" ${startDaemon}; exit 1`;
    await openScene(context).run(outer, { environment });
    expect(await living()).toEqual([]);
  });
});
