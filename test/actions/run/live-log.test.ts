import { expect, it } from "vitest";
import { liveLog } from "../../../src/actions/run/live-log.ts";
import type { Output } from "../../../src/world.ts";

const asItIs = (text: string) => text;

function newLog(redact = asItIs) {
  let written = "";
  const output: Output = {
    write: (text) => void (written += String(text)),
    writeError: (text) => void (written += String(text)),
    flushed: () => Promise.resolve(),
    capture: () => Promise.reject(new Error("nothing is captured here")),
  };
  const clock = { now: () => 0, monotonic: () => 0 };
  const log = liveLog(
    { clock: { ...clock, after: () => () => {}, turn: () => Promise.resolve() } as never, output },
    redact,
  );
  return { log, lines: () => written.split("\n").slice(0, -1) };
}

it("what was replayed in a row is one line, however much it was", () => {
  const { log, lines } = newLog();
  for (let number = 0; number < 10_000; number++)
    log.observe({ type: "replayed", path: `step-${number}`, kind: "step" });
  log.observe({ type: "started", path: "next", kind: "step" });
  log.observe({ type: "done", path: "next", kind: "step", duration: 1200 });
  log.observe({ type: "replayed", path: "last", kind: "step" });
  log.close();
  expect(lines()).toEqual([
    "replayed    step-0, step-1, step-2, step-3, step-4 and 9995 more",
    "started     next",
    "done        next  1.2s",
    "replayed    last",
  ]);
  expect([...log.ran]).toEqual(["next"]);
});

it("a step of the root prints as in a workflow, but for what would be set for the action", () => {
  const { log, lines } = newLog();
  const output = log.outputAt("build");
  output.write("\u001b[32mgreen\u001b[0m\n::group::more\n::add-mask::s3cr3t\n::set-output name=status::stolen\n");
  output.write("::save-state name=run::stolen\n::endgroup::\n##[set-env name=A]b\nno ");
  output.write("newline");
  log.observe({ type: "done", path: "build", kind: "step" });
  expect(lines()).toEqual([
    "\u001b[32mgreen\u001b[0m",
    "::group::more",
    "::add-mask::s3cr3t",
    "::endgroup::",
    "no newline",
    "done        build",
  ]);
});

it("steps beside each other print behind their names, and only masks and annotations are commands", () => {
  const { log, lines } = newLog();
  const [left, right] = [log.outputAt("both/left/lint"), log.outputAt("both/right/test")];
  left.write("::group::files\none\n");
  right.write("::warning::look\n\u001b[31mred\u001b[0m\n");
  left.write("::endgroup::\n::add-mask::s3cr3t\n");
  expect(lines()).toEqual([
    "both/left/lint | files",
    "both/left/lint | one",
    "::warning::look",
    "both/right/test | red",
    "::add-mask::s3cr3t",
  ]);
});

it("a step that stops commands stops its own alone", () => {
  const { log, lines } = newLog();
  log.outputAt("talks").write("::stop-commands::token\n::error::quoted\n::token::\n::error::meant\n");
  log.outputAt("other").write("::add-mask::s3cr3t\n");
  expect(lines()).toEqual([": :error::quoted", "::error::meant", "::add-mask::s3cr3t"]);
});

it("an item of a large map is told of where it fails, with what it printed", () => {
  const { log, lines } = newLog();
  log.observe({ type: "items", path: "many", count: 1000 });
  for (const item of ["many/1", "many/2"]) {
    const output = log.outputAt(`${item}/run`);
    output.write("at work\n::add-mask::s3cr3t\n");
    if (item === "many/1") log.observe({ type: "done", path: `${item}/run`, kind: "step" });
    else
      log.observe({ type: "failed", path: `${item}/run`, kind: "step", failure: { kind: "error", message: "gone" } });
  }
  expect(lines()).toEqual([
    "::add-mask::s3cr3t",
    "::add-mask::s3cr3t",
    "many/2/run | at work",
    "failed      many/2/run  gone",
  ]);
});

it("of a large map no more failures are told than a person reads, nor what they printed", () => {
  const { log, lines } = newLog();
  const failure = { kind: "error", message: "gone" } as const;
  log.observe({ type: "items", path: "many", count: 1000 });
  for (let item = 0; item < 1000; item++) {
    const path = `many/${item}/run`;
    log.outputAt(path).write("at work\n");
    log.observe({ type: "attempt-failed", path, attempt: 1, failure });
    log.observe({ type: "failed", path, kind: "step", failure });
  }
  expect(lines().filter((line) => line.endsWith("| at work"))).toHaveLength(20);
});

it("no secret is repeated in what is said of a run", () => {
  const { log, lines } = newLog((text) => text.replaceAll("s3cr3t", "***"));
  log.observe({ type: "log", path: "", level: "warn", message: "it is s3cr3t" });
  expect(lines()).toEqual([`${" ".repeat(12)}warn: it is ***`]);
});
