/** The audit of automation.yml, written against the TypeScript API: the same modules, without a process for each package. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { automation, type BatchItem, type RetryOptions } from "holdfast";
import { auditOf, keyOf, type Answer } from "./audit/audit.ts";
import { htmlOf } from "./audit/html.ts";
import { readLockfile } from "./audit/lockfile.ts";
import { markdownOf } from "./audit/markdown.ts";
import { readSettings, registryFor } from "./audit/npmrc.ts";
import { lookUp, type RegistryFacts } from "./audit/registry.ts";

const report = ".holdfast/audit";

interface Input {
  readonly lockfile?: string;
}

const registry: RetryOptions = {
  maxAttempts: 4,
  initialDelay: "500ms",
  maxDelay: "20s",
  giveUpOn: ({ code }) => code === "PERMANENT",
};

export default automation(
  "dependency-audit",
  async (ctx, { lockfile = "package-lock.json" }: Input) => {
    const locked = await ctx.step("packages", () => readLockfile(readFileSync(lockfile, "utf8")));

    const batch = await ctx.map(
      "look-up",
      locked.packages,
      (item, each) =>
        item.step("ask", () => lookUp(registryFor(each.name, readSettings(".", process.env)), each), {
          retry: "registry",
          timeout: "1m",
        }),
      { key: keyOf, maxConcurrency: 8, onExhausted: "dead-letter" },
    );

    const audit = auditOf(locked, batch.all.map(answerOf));
    await ctx.step("report", () => {
      mkdirSync(report, { recursive: true });
      writeFileSync(join(report, "report.md"), markdownOf(audit));
      writeFileSync(join(report, "report.html"), htmlOf(audit));
    });
    return { ...audit.counts, "not-looked-up": audit.notLookedUp.length };
  },
  { version: 1, retryPolicies: { registry } },
);

function answerOf(item: BatchItem<RegistryFacts>): Answer {
  if (item.status === "succeeded") return { key: item.key, facts: item.result };
  return { key: item.key, error: item.status === "failed" ? item.error.message : "was not looked up" };
}
