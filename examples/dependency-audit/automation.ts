/** The audit of automation.yml, written against the TypeScript API: the same modules, without a process for each package. */
import { readFileSync } from "node:fs";
import { automation, type BatchItem, type RetryOptions } from "holdfast";
import { auditOf, keyOf, outputsOf, type LookUp } from "./audit/audit.ts";
import { readLockfile } from "./audit/lockfile.ts";
import { readSettings, registryFor } from "./audit/npmrc.ts";
import { lookUp, type Absent, type RegistryFacts } from "./audit/registry.ts";
import { writeReport } from "./audit/write-report.ts";

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
      { key: keyOf, maxConcurrency: 16, onExhausted: "dead-letter" },
    );

    const audit = auditOf(locked, batch.all.map(lookUpOf));
    // Where more was looked up since, by a redrive, the report is written anew.
    await ctx.step("report", () => void writeReport(".holdfast/audit", audit), {
      fingerprint: `${batch.successCount} looked up`,
      onChange: "rerun",
    });
    return outputsOf(audit);
  },
  { version: 1, retryPolicies: { registry } },
);

function lookUpOf(item: BatchItem<RegistryFacts | Absent>): LookUp {
  if (item.status === "succeeded") return { key: item.key, ...item.result };
  return { key: item.key, error: item.status === "failed" ? item.error.message : "was not looked up" };
}
