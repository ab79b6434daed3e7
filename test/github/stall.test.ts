import { get } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { endWhereStalled } from "../../src/github/stall.ts";
import type { Clock } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";
import type { RequestListener } from "node:http";

/** A clock that stands still until it is moved. */
function standingClock() {
  let now = 0;
  let due: { at: number; act: () => void }[] = [];
  const clock: Clock = {
    ...systemWorld().clock,
    monotonic: () => now,
    after(ms, act) {
      const timer = { at: now + ms, act };
      due.push(timer);
      return () => (due = due.filter((one) => one !== timer));
    },
  };
  /** Moves on by steps of a second, and lets connections do their work in between. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { act } of ready) act();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { clock, pass, timers: () => due.length };
}

async function scene(listener: RequestListener) {
  const world = systemWorld();
  const server = await world.http.serve(listener);
  onTestFinished(() => server.close());
  const time = standingClock();
  return { ...time, url: server.url, world: { clock: time.clock, http: world.http } };
}

/** As the official clients ask: without a listener for an answer that breaks off. */
function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => resolve(body));
    }).on("error", reject);
  });
}

/** Until what a test waits for has happened on a real connection. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 1));
}

test("a call that ends is left alone, and no timer remains", async () => {
  const { world, url, timers } = await scene((_, response) => response.end("done"));
  expect(await endWhereStalled(world, () => ask(url))).toEqual({ result: "done", stalled: false });
  expect(timers()).toBe(0);
});

test("a call that fails fails", async () => {
  const { world, timers } = await scene(() => undefined);
  await expect(endWhereStalled(world, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(timers()).toBe(0);
});

test("a request on which no byte moves for two minutes is ended", async () => {
  let asked = false;
  const { world, url, pass, timers } = await scene(() => (asked = true));
  const call = endWhereStalled(world, () => ask(url).catch((error: Error) => error.message));
  await until(() => asked);
  // Once for the clock to see what the request has sent.
  await pass(5);
  await pass(119);
  expect(timers()).toBe(1);
  await pass(6);
  expect(await call).toEqual({ result: "no byte moved for 120 s", stalled: true });
});

test("as long as bytes come it may take hours", async () => {
  let send: (() => boolean) | undefined;
  const { world, url, pass } = await scene((_, response) => {
    response.writeHead(200);
    send = () => response.write("x");
    onTestFinished(() => void response.end());
  });
  let received = 0;
  const call = endWhereStalled(world, () => {
    return new Promise<string>((resolve, reject) => {
      const request = get(url, (response) => {
        response.on("data", (chunk) => (received += String(chunk).length)).on("end", () => resolve("done"));
      });
      request.on("error", reject);
    });
  });
  await until(() => send !== undefined);
  for (let minute = 1; minute <= 90; minute++) {
    send?.();
    await until(() => received === minute);
    await pass(60);
  }
  const message = call.catch((error: Error) => error.message);
  await pass(130);
  expect(await message).toContain("no byte moved");
});

test("work without requests may take hours", async () => {
  const { world, pass } = await scene(() => undefined);
  const work = Promise.withResolvers<string>();
  const call = endWhereStalled(world, () => work.promise);
  await pass(7200);
  work.resolve("packed");
  expect(await call).toEqual({ result: "packed", stalled: false });
});

test("a client that waits for the rest of an answer that broke off is left behind", async () => {
  let ended = false;
  const { world, url, pass, timers } = await scene((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write("the beginning", () => {
      response.destroy();
      ended = true;
    });
  });
  const call = endWhereStalled(world, () => ask(url));
  await until(() => ended);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await pass(190);
  expect(await call).toEqual({ result: undefined, stalled: true });
  expect(timers()).toBe(0);
});

test("after the end of a call's patience each new request of it is ended at once", async () => {
  let asked = 0;
  const { world, url, pass } = await scene(() => (asked += 1));
  const call = endWhereStalled(world, async () => {
    const reasons: string[] = [];
    for (let attempt = 0; attempt < 3; attempt++) await ask(url).catch((error: Error) => reasons.push(error.message));
    return reasons;
  });
  await until(() => asked === 1);
  await pass(130);
  expect(await call).toEqual({
    result: ["no byte moved for 120 s", "the call was given up", "the call was given up"],
    stalled: true,
  });
});

test("requests of others are left alone", async () => {
  let asked = 0;
  let answer: (() => void) | undefined;
  const { world, url, pass } = await scene((_, response) => {
    asked += 1;
    answer = () => void response.end("mine");
  });
  const mine = ask(url);
  await until(() => asked === 1);
  const work = Promise.withResolvers<string>();
  const call = endWhereStalled(world, () => work.promise);
  await pass(200);
  answer?.();
  expect(await mine).toBe("mine");
  work.resolve("done");
  expect(await call).toEqual({ result: "done", stalled: false });
});
