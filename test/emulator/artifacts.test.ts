import { expect, test } from "vitest";
import { emulatorForTest, jobOf } from "./clients.ts";

test("an artifact that was uploaded is listed, downloaded and deleted", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("report.txt", "all is well");
  const id = await job.upload("report", ["report.txt"]);
  const [listed] = await job.artifacts();
  expect(listed).toMatchObject({ id, name: "report", digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  const downloaded = await job.download(id, "out", listed?.digest);
  expect(downloaded.digestMismatch).toBe(false);
  expect(await job.read("out/report.txt")).toBe("all is well");
  expect(await job.remove("report")).toBe(id);
  expect(await job.artifacts()).toEqual([]);
});
