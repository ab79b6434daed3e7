import { describe, expect, test } from "vitest";
import { patientFetch, type Patience, requestedWait } from "../../src/github/rate-limit.ts";
import type { Clock } from "../../src/world.ts";
import { systemClock } from "../../src/world/clock.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");

describe("the wait a refused request asks for", () => {
  test.each([
    [429, { "retry-after": "30" }, 30_000],
    [403, { "retry-after": "1" }, 1000],
    [503, { "retry-after": "0" }, 0],
    [429, { "retry-after": "Sat, 21 Nov 2026 12:00:10 GMT" }, 10_000],
    [429, { "retry-after": "Sat, 21 Nov 2026 11:00:00 GMT" }, 0],
    [429, { "retry-after": "soon" }, undefined],
    [429, {}, undefined],
    [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 60) }, 61_000],
    [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 - 60) }, 1000],
    [403, { "x-ratelimit-remaining": "7", "x-ratelimit-reset": String(NOW / 1000 + 60) }, undefined],
    [403, { "x-ratelimit-remaining": "0" }, undefined],
    [200, { "retry-after": "30" }, undefined],
    [500, { "retry-after": "30" }, undefined],
  ])("%i %j: %j ms", (status, headers, expected) => {
    expect(requestedWait(status, new Headers(headers), NOW)).toBe(expected);
  });
});

/** A clock that only moves when somebody sleeps, and remembers how long. */
function scene(answers: readonly (Response | Error | "never")[], patience: Partial<Patience> = {}) {
  const slept: number[] = [];
  const timers = new Map<number, { ms: number; act: () => void }>();
  const clock: Clock = {
    now: () => NOW,
    monotonic: () => 0,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
    },
    after(ms, act) {
      const id = timers.size;
      timers.set(id, { ms, act });
      return () => timers.delete(id);
    },
    turn: () => systemClock.turn(),
  };
  let asked = 0;
  const fetch = patientFetch(
    async (_input, init) => {
      const answer = answers[asked++] ?? new Response("late");
      if (answer instanceof Error) throw answer;
      if (answer !== "never") return answer;
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    },
    clock,
    { longestWait: 60_000, attempts: 3, answerWithin: 30_000, ...patience },
  );
  return { fetch, slept, timers, asked: () => asked };
}

const limited = (seconds: number) =>
  new Response("slow down", { status: 429, headers: { "retry-after": `${seconds}` } });

describe("a patient fetch", () => {
  test("waits as long as it is asked to, then asks again", async () => {
    const { fetch, slept, timers } = scene([limited(5), limited(7), new Response("done")]);
    expect(await (await fetch("http://x")).text()).toBe("done");
    expect(slept).toEqual([5000, 7000]);
    expect(timers.size).toBe(0);
  });

  test("hands on a refusal that would take too long, or comes too often", async () => {
    const long = scene([limited(61)]);
    expect((await long.fetch("http://x")).status).toBe(429);
    expect(long.slept).toEqual([]);
    const often = scene([limited(1), limited(1), limited(1), new Response("done")]);
    expect((await often.fetch("http://x")).status).toBe(429);
    expect(often.asked()).toBe(3);
  });

  test("ends where no answer comes in time", async () => {
    const { fetch, timers } = scene(["never"]);
    const answer = fetch("http://x");
    const [timer] = timers.values();
    expect(timer?.ms).toBe(30_000);
    timer?.act();
    await expect(answer).rejects.toThrow("no answer within 30000 ms");
    expect(timers.size).toBe(0);
  });

  test("stops when it is told to, by a name that nobody tries again on", async () => {
    const stop = new AbortController();
    const { fetch } = scene(["never"], { signal: stop.signal });
    const answer = fetch("http://x");
    stop.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    const waiting = scene([limited(5)], { signal: AbortSignal.abort(new Error("cancelled")) });
    await expect(waiting.fetch("http://x")).rejects.toThrow("cancelled");
  });

  test("leaves other failures to the caller", async () => {
    const { fetch } = scene([new TypeError("fetch failed")]);
    await expect(fetch("http://x")).rejects.toThrow("fetch failed");
  });
});
