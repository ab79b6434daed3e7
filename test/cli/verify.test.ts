import { describe, expect, it } from "vitest";
import { put, writeAutomation } from "./automations.ts";
import { newShell } from "./command.ts";

const body = `
  const items = await ctx.step("list", () => note("list"));
  await ctx.map("import", items, (c, item) => c.step("one", () => note(item)));
  await ctx.step("charge", () => note("charge"), { semantics: "at-most-once" });
`;

describe("holdfast verify", () => {
  it("kills an automation everywhere with fakes for its steps, and tells of each effect", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "pay.ts", "pay", body);
    await put(shell, "fakes.json", JSON.stringify({ list: ["a", "b"] }));
    const { code, output } = await shell.call(["verify", "pay.ts", "--fakes", "fakes.json"]);
    expect(code).toBe(0);
    expect(output).toMatch(/^pay was killed at (\d+) of \1 points\. Without a crash it ends as completed\.$/m);
    expect(output).toMatch(/^repeated +import\/\*\/one \(2\) +at-least-once +.* with the same idempotency key$/m);
    expect(output).toMatch(/^unknown +charge +at-most-once/m);
    const strict = ["verify", "pay.ts", "--fakes", "fakes.json", "--strict", "--json", "--max-points", "20"];
    const json = await shell.call(strict);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.output)).toMatchObject({ type: "verify", automation: "pay", points: { tried: 20 } });
    // Nothing of it was done.
    expect(await shell.call(["status"])).toMatchObject({ output: /no runs yet/ });
  });

  it("fails where a crash changes how it ends", async () => {
    const shell = await newShell();
    const fragile = `
      globalThis.verified = (globalThis.verified ?? 0) + 1;
      await ctx.step("a" + (globalThis.verified % 2), () => 1);
      await ctx.step("b", () => 1);
    `;
    await writeAutomation(shell, "fragile.ts", "fragile", fragile);
    const { code, output } = await shell.call(["verify", "fragile.ts"]);
    expect(code).toBe(1);
    expect(output).toMatch(/another end +killed .*: ends as broken \(the automation is not the one/);
  });

  it("says that it has proved nothing where no step has an effect, and how fakes are given", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "pay.ts", "pay", body);
    await put(shell, "fakes.ts", `export default { list: () => { throw new Error("no list"); } };`);
    const { code, output } = await shell.call(["verify", "pay.ts", "--fakes", "fakes.ts"]);
    expect(code).toBe(2);
    expect(output).toContain("Nothing was proved: no step of it had an effect that a crash could harm.");
    await writeAutomation(shell, "nap.ts", "nap", `await ctx.wait("nap", "1h");`);
    const nap = await shell.call(["verify", "nap.ts"]);
    expect(nap).toMatchObject({ code: 2, output: /Nothing was proved: no step of it was come to\./ });
    const bare = await shell.call(["verify", "pay.ts"]);
    expect(bare).toMatchObject({ code: 2, output: /such as \{"list":\{"id":"1"\}\}, and name it with --fakes/ });
    expect(bare.output).toContain("What comes after where it ended was not tried.");
  });

  it("takes fakes that are code, and refuses what is no object of them", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "pay.ts", "pay", body);
    await put(
      shell,
      "fakes.ts",
      `export default { list: () => ["a"], charge: () => { throw new Error("no funds"); } };`,
    );
    expect((await shell.call(["verify", "pay.ts", "--fakes", "fakes.ts"])).output).toContain(
      "Without a crash it ends as failed (no funds)",
    );
    await put(shell, "list.json", "[]");
    for (const fakes of ["list.json", "none.json"]) {
      const refused = await shell.call(["verify", "pay.ts", "--fakes", fakes]);
      expect(refused).toMatchObject({ code: 2, errors: expect.stringContaining(fakes) });
    }
  });
});
