import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { artifactService } from "../../src/github/artifact.ts";
import { readContext } from "../../src/github/context.ts";
import { receiveSignals } from "../../src/signal/receive.ts";
import { sendSignal } from "../../src/signal/send.ts";
import { signalArtifact, type Signal } from "../../src/signal/signal.ts";
import { seal } from "../../src/journal/sealed-line.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { emulatorForTest, folderForTest, worldOf } from "../github/scene.ts";

const parcel: Signal = { v: 1, key: "orders-21", event: "parcel", value: { number: 4711 }, at: 1, by: "ada" };

async function scene() {
  const emulator = await emulatorForTest();
  const jobOf = async (runId: number, token = "ghs_t") => {
    const world = await worldOf(emulator, { runId });
    const folder = await folderForTest();
    await mkdir(folder, { recursive: true });
    const service = artifactService(world, readContext(world.environment), token);
    const scratch = join(folder, "signal");
    return {
      send: (signal: Signal) => sendSignal(world, service, signal, scratch),
      receive: (key: string, event: string, { taken = [], most = 9 }: { taken?: string[]; most?: number } = {}) =>
        receiveSignals(world, service, { key, event, taken: new Set(taken), most }, scratch),
      upload: (name: string, from: string) => service.upload(name, from),
    };
  };
  return { jobOf };
}

it("what one run was sent another receives, in the order in which it came, each once", async () => {
  const { jobOf } = await scene();
  expect(await (await jobOf(1)).send(parcel)).toMatchObject({ kind: "uploaded" });
  expect(await (await jobOf(2)).send({ ...parcel, value: null, at: 2 })).toMatchObject({ kind: "uploaded" });
  const received = await (await jobOf(3)).receive("orders-21", "parcel");
  const [first, second] = [
    { ...parcel, from: "artifact 1" },
    { ...parcel, value: null, at: 2, from: "artifact 2" },
  ];
  expect(received).toEqual({ kind: "received", signals: [first, second] });
  const next = await (await jobOf(3)).receive("orders-21", "parcel", { taken: ["artifact 1"] });
  expect(next).toEqual({ kind: "received", signals: [second] });
  const one = await (await jobOf(3)).receive("orders-21", "parcel", { most: 1 });
  expect(one).toEqual({ kind: "received", signals: [first] });
});

it("a run that sends it again has sent it", async () => {
  const { jobOf } = await scene();
  const job = await jobOf(1);
  await job.send(parcel);
  expect(await job.send(parcel)).toEqual({ kind: "taken" });
});

it("another run's and another event's signals are not received", async () => {
  const { jobOf } = await scene();
  await (await jobOf(1)).send(parcel);
  const other = await jobOf(2);
  expect(await other.receive("orders-22", "parcel")).toEqual({ kind: "received", signals: [] });
  expect(await other.receive("orders-21", "letter")).toEqual({ kind: "received", signals: [] });
});

it("what is not sound, or says another name than it has, is passed over", async () => {
  const { jobOf } = await scene();
  const name = signalArtifact(parcel);
  await (await jobOf(1)).upload(name, await folderForTest({ "signal.json": "{}\n" }));
  await (await jobOf(2)).upload(name, await folderForTest({ "other.json": "{}\n" }));
  const job = await jobOf(3);
  expect(await job.receive(parcel.key, parcel.event)).toEqual({ kind: "received", signals: [] });
});

/** Nested so deep. */
const deep = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

const untaken: [string, unknown][] = [
  ["too large", "x".repeat(1024 * 1024)],
  ["too large with what the run is told beside it", "x".repeat(1024 * 1024 - 1000)],
  ["nested too deep", deep(2000)],
  ["nested too deep within what the run is told", deep(31)],
  ["of a name that no object may have", JSON.parse('{"__proto__":1}')],
];

it.each(untaken)("what no run takes is refused before it is kept: %s", async (_, value) => {
  const { jobOf } = await scene();
  const job = await jobOf(1);
  await expect(job.send({ ...parcel, value })).rejects.toThrow(UserError);
  expect(await job.receive(parcel.key, parcel.event)).toEqual({ kind: "received", signals: [] });
});

it.each(untaken)("what no run takes is passed over though it was kept: %s", async (_, value) => {
  const { jobOf } = await scene();
  const { line } = seal({ ...parcel, value });
  await (await jobOf(1)).upload(signalArtifact(parcel), await folderForTest({ "signal.json": line }));
  expect(await (await jobOf(2)).receive(parcel.key, parcel.event)).toEqual({ kind: "received", signals: [] });
});
