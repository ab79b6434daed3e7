import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { liveArea } from "../../src/cli/progress/live-area.ts";
import { liveReporter } from "../../src/cli/progress/live-reporter.ts";
import { plainReporter } from "../../src/cli/progress/plain-reporter.ts";
import { newScreen } from "../../src/cli/progress/screen.ts";
import { newTally } from "../../src/report/progress/tally.ts";
import { fit, widthOf, wrap } from "../../src/cli/progress/width.ts";
import { table } from "../../src/cli/show/table.ts";
import { painter, plain, type Terminal } from "../../src/cli/terminal.ts";
import type { Progress } from "../../src/durable/engine/progress.ts";
import { systemClock } from "../../src/world/clock.ts";
import { systemWorld } from "../../src/world/system.ts";

const failure = { kind: "error", name: "Error", message: "HTTP 503" } as const;

/** A clock that only goes on when it is told to. */
function stillClock() {
  let now = 0;
  const timers = new Set<{ at: number; act: () => void }>();
  return {
    ...systemClock,
    now: () => now,
    monotonic: () => now,
    after(ms: number, act: () => void) {
      const timer = { at: now + ms, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    timers,
    pass(ms: number) {
      now += ms;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.act();
      }
    },
  };
}

function scene() {
  const clock = stillClock();
  const tally = newTally(clock, (context) => (context === "child" ? 3 : 0));
  let written = "";
  const output = { ...systemWorld().output, write: (text: string | Uint8Array) => void (written += String(text)) };
  const size = { columns: 60, rows: 24 };
  const terminal: Terminal = { size: () => size, onResize: () => () => {} };
  const area = () =>
    liveArea(tally, { now: clock.now(), monotonic: clock.monotonic(), since: 0 }, size, plain).map((line) =>
      line.replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, "*"),
    );
  const world = { clock, output };
  return { clock, tally, world, terminal, size, area, take: (text = written) => ((written = ""), text) };
}

function item(number: number, end: "done" | "failed" = "done"): Progress[] {
  const path = `import/${number}`;
  const step = `${path}/one`;
  const letter: Progress[] = end === "done" ? [] : [{ type: "dead-letter", path, failure }];
  return [
    { type: "started", path: step, kind: "step" },
    end === "done" ? { type: "done", path: step, kind: "step" } : { type: "failed", path: step, kind: "step", failure },
    end === "done" ? { type: "done", path, kind: "item" } : { type: "failed", path, kind: "item", failure },
    ...letter,
  ];
}

describe("the foot of a terminal", () => {
  it("has a line for what runs, is retried and waits, a bar for a map, and the figures last", () => {
    const { tally, clock, area } = scene();
    const events: Progress[] = [
      { type: "done", path: "fetch", kind: "step", attempts: 1, duration: 5 },
      { type: "items", path: "import", count: 10 },
      ...item(1),
      ...item(2),
      ...item(3, "failed"),
      { type: "replayed", path: "import/4", kind: "item" },
      { type: "started", path: "import/5/one", kind: "step" },
      { type: "started", path: "import/a%2Fb/one", kind: "step" },
      { type: "attempt-failed", path: "import/a%2Fb/one", attempt: 1, failure, next: 5000 },
      { type: "waiting", path: "approve/callback", kind: "callback" },
    ];
    events.forEach((each) => tally.take(each));
    tally.print("import/5/one", "copying");
    clock.pass(3000);
    expect(area()).toEqual(
      [
        "  * import    ██████░░░░░░░░░░░  4/10  1 replayed  1 failed",
        "  * import/5/one  3s  copying",
        "  ↻ import/a/b/one  attempt 2 in 2s  HTTP 503",
        "  ⏸ approve  for an answer",
        "  3s · 3 done · 1 failed · 1 retrying · 1 dead letter · 1 running",
      ].map((line) => fit(line, 59)),
    );
  });

  it.each([20, 40, 60, 200])("keeps within %i columns, whatever names and lines hold", (columns) => {
    const { tally, area, size } = scene();
    Object.assign(size, { columns });
    const name = "日本語の名前 😀 and a long one ".repeat(8).trim();
    tally.take({ type: "items", path: name, count: 1e6 });
    tally.take({ type: "started", path: `${name}/1`, kind: "step" });
    tally.take({ type: "waiting", path: `${name}/2`, kind: "wait", until: 9e8 });
    tally.print(`${name}/1`, "x".repeat(500));
    for (const line of area()) expect(widthOf(line)).toBeLessThan(columns);
  });

  it("counts what has no room", () => {
    const { tally, area, size } = scene();
    Object.assign(size, { rows: 8 });
    for (let n = 0; n < 30; n++) tally.take({ type: "started", path: `s${n}`, kind: "step" });
    expect(area()).toHaveLength(6);
    expect(area().at(-2)).toBe("  … and 26 more");
  });

  it("counts the steps of a context that is replayed as a whole", () => {
    const { tally } = scene();
    tally.take({ type: "replayed", path: "child", kind: "child" });
    tally.take({ type: "replayed", path: "one", kind: "step" });
    expect(tally.counts).toEqual({ done: 0, replayed: 4, failed: 0 });
  });
});

describe("a screen", () => {
  it("goes back over as many rows as its lines take, also when the terminal was made narrower", () => {
    const { world, terminal, size, take } = scene();
    const screen = newScreen(world.output, terminal);
    expect(take()).toBe("\u001b[?25l");
    screen.draw(["a".repeat(50), "b"]);
    expect(take()).toBe(`${"a".repeat(50)}\nb\n`);
    screen.print(["kept"]);
    expect(take()).toBe(`\r\u001b[2A\u001b[Jkept\n${"a".repeat(50)}\nb\n`);
    Object.assign(size, { columns: 20 });
    screen.draw(["c"]);
    expect(take()).toBe("\r\u001b[4A\u001b[Jc\n");
    screen.close();
    expect(take()).toBe("\r\u001b[1A\u001b[J\u001b[?25h");
    screen.close();
    screen.draw(["never"]);
    expect(take()).toBe("");
  });

  it("is given back when the run is over, with no timer left", () => {
    const { world, clock, tally, terminal, take } = scene();
    const reporter = liveReporter(world, tally, terminal, plain);
    reporter.observe({ type: "started", path: "a", kind: "step" });
    clock.pass(100);
    reporter.output("a", "half \u001b[2Jway");
    clock.pass(100);
    expect(stripVTControlCharacters(take())).toContain("a  200ms  half way");
    reporter.observe({ type: "failed", path: "a", kind: "step", failure });
    expect(stripVTControlCharacters(take())).toContain("✗ a  HTTP 503\n    half way\n");
    reporter.close();
    expect(take().endsWith("\u001b[?25h")).toBe(true);
    expect(clock.timers.size).toBe(0);
  });
});

describe("a log", () => {
  it("tells of a large map as a whole, and of its failures up to a bound", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    reporter.observe({ type: "items", path: "import", count: 1000 });
    for (let n = 0; n < 1000; n++) {
      reporter.output(`import/${n}/one`, "a line");
      item(n, n % 10 === 9 ? "failed" : "done").forEach((each) => reporter.observe(each));
    }
    reporter.observe({ type: "done", path: "import", kind: "map" });
    const lines = take().trimEnd().split("\n");
    expect(lines.filter((line) => /^failed +import\/\d+\/one  HTTP 503$/.test(line))).toHaveLength(20);
    expect(lines.filter((line) => /^ +import  \d+00 of 1000 items/.test(line))).toHaveLength(9);
    expect(lines.filter((line) => line.includes(" | "))).toHaveLength(20);
    expect(lines.length).toBeLessThan(60);
    expect(lines.at(-1)).toBe("done        import  1000 items: 900 done, 100 failed");
  });

  it("shows what an item of a large map printed in its attempts where it fails", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    const path = "import/1/one";
    reporter.observe({ type: "items", path: "import", count: 1000 });
    for (const attempt of [1, 2]) {
      reporter.output(path, `attempt ${attempt}`);
      reporter.observe({ type: "attempt-failed", path, attempt, failure, ...(attempt === 1 && { next: 1000 }) });
    }
    reporter.observe({ type: "failed", path, kind: "step", failure });
    expect(take()).toBe(`${path} | attempt 1\n${path} | attempt 2\nfailed      ${path}  HTTP 503\n`);
  });

  it("tells of a stream's first items one by one", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    for (let n = 0; n < 500; n++) item(n).forEach((each) => reporter.observe(each));
    const told = [...take().matchAll(/^done +import\/(\d+)\/one$/gm)].map(([, number]) => Number(number));
    expect(told).toEqual(Array.from({ length: 21 }, (_, n) => n));
  });

  it("tells of a failure once, whatever fails beside it and whatever it makes fail", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    const [one, other] = [item(1, "failed"), item(2, "failed")];
    one.forEach((each, index) => [each, other[index]!].forEach((event) => reporter.observe(event)));
    expect(take()).toBe("failed      import/1/one  HTTP 503\nfailed      import/2/one  HTTP 503\n");
  });

  it("calls branches branches", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    reporter.observe({ type: "items", path: "both", count: 2 });
    reporter.observe({ type: "done", path: "both/left", kind: "branch" });
    reporter.observe({ type: "done", path: "both/right", kind: "branch" });
    reporter.observe({ type: "done", path: "both", kind: "parallel" });
    expect(take()).toBe("done        both  2 branches: 2 done\n");
  });

  it("tells of a step that waits for an answer by the name it was given, and of nothing in it", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    const events: Progress[] = [
      { type: "waiting", path: "approve/callback", kind: "callback" },
      { type: "started", path: "approve/submit", kind: "step" },
      { type: "log", path: "approve/submit", level: "info", message: "who agrees?" },
      { type: "done", path: "approve/submit", kind: "step" },
      { type: "done", path: "approve/callback", kind: "callback" },
      { type: "done", path: "approve", kind: "callback" },
    ];
    events.forEach((each) => reporter.observe(each));
    const lines = take().trimEnd().split("\n");
    expect(lines.map((line) => line.replaceAll(/ +/g, " "))).toEqual([
      "waiting approve for an answer",
      " approve who agrees?",
      "done approve",
    ]);
    expect(tally.counts.done).toBe(0);
  });

  it("shows what a step prints up to a bound, and its last lines where it fails", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    reporter.observe({ type: "started", path: "build", kind: "step" });
    for (let n = 1; n <= 300; n++) reporter.output("build", `line ${n}`);
    expect(take().trimEnd().split("\n")).toHaveLength(200);
    reporter.observe({ type: "attempt-failed", path: "build", attempt: 1, failure });
    reporter.observe({ type: "failed", path: "build", kind: "step", failure });
    const lines = take().trimEnd().split("\n");
    expect(lines[0]).toBe("build | … 80 lines are left out");
    expect(lines.slice(1, -1)).toEqual(Array.from({ length: 20 }, (_, n) => `build | line ${n + 281}`));
    expect(lines.at(-1)).toBe("failed      build  HTTP 503");
  });

  it("makes foreign text inert", () => {
    const { world, tally, take } = scene();
    const reporter = plainReporter(world, tally, plain);
    const hostile = "\u001b[2J\u202eevil\r\n::error::x";
    reporter.output(`a${hostile}`, hostile);
    reporter.observe({ type: "failed", path: hostile, kind: "step", failure: { ...failure, message: hostile } });
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(take()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^\s*::/m);
  });
});

describe("a table", () => {
  it.each([60, 80, 120])("has all its columns on a terminal of %i columns", (columns) => {
    const cells = ["orders-2026-11-21-europe-west-1-production", "failed", "import-orders-from-everywhere", "11h ago"];
    const lines = table(["run", "status", "automation", "started"], [cells.map((text) => ({ text }))], columns, plain);
    expect(lines[0]).toMatch(/^run +status +automation +started$/);
    expect(lines[1]).toMatch(/^orders-2026-11-21.* failed +import-orders.* +11h ago$/);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
  });
});

describe("text on a terminal", () => {
  it("is broken between words, and a long word has a line to itself", () => {
    expect(wrap("one two three-and-more four", 8, "  ")).toEqual(["  one", "  two", "  three-and-more", "  four"]);
  });
});

describe("colours", () => {
  const { terminal } = scene();
  it.each([
    ["on a terminal", {}, terminal, true],
    ["not in a log", {}, undefined, false],
    ["not with NO_COLOR", { NO_COLOR: "1" }, terminal, false],
    ["with an empty NO_COLOR, which is none", { NO_COLOR: "" }, terminal, true],
    ["in a log with FORCE_COLOR", { FORCE_COLOR: "1" }, undefined, true],
    ["not with FORCE_COLOR=0", { FORCE_COLOR: "0" }, terminal, false],
  ])("are shown %s: %j", (_, environment, where, expected) => {
    expect(painter({ environment }, where)("good", "x") !== "x").toBe(expected);
  });
});
