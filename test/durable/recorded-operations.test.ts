import { expect, test } from "vitest";
import { recordedOperations } from "../../src/durable/engine/recorded-operations.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { done, folderForTest, identity, opened, started, worldWith } from "../journal/scene.ts";

/** The operations by the context they stand in, with each step done, and each of `ended` the end of an item. */
async function recordedBy(steps: readonly string[], ended: readonly { path: string; compensable?: true }[]) {
  const journal = await openJournal(worldWith(), `${await folderForTest()}/journal.jsonl`, identity);
  await journal.append(opened, ...steps.flatMap((step) => [started(step), done(step)]));
  for (const item of ended) await journal.append({ type: "context-done", kind: "item", ...item });
  return new Map([...recordedOperations(journal.state)].map(([context, within]) => [context, [...within.keys()]]));
}

test("what stands in an item that is over is not listed, for nothing comes to it again", async () => {
  const recorded = await recordedBy(["map/1/step", "map/2/step"], [{ path: "map/1" }]);
  expect(recorded).toEqual(
    new Map([
      ["", ["map"]],
      ["map", ["map/1", "map/2"]],
      ["map/2", ["map/2/step"]],
    ]),
  );
});

test("what stands in an item that can be undone is", async () => {
  const recorded = await recordedBy(["map/1/step"], [{ path: "map/1", compensable: true }]);
  expect(recorded.get("map/1")).toEqual(["map/1/step"]);
});
