/** What this repository asks of its workflows beyond their being valid. */
import { isMap, isScalar, parseDocument, visit, type Node, type YAMLMap } from "yaml";

/** A reference to somebody else's action: `owner/repo@ref`, or with a folder between. */
const FOREIGN = /^[\w.-]+\/[\w./-]+@(?<ref>.+)$/;

/** Breaches as `path:line message`. */
export function breachesOf(path: string, text: string): string[] {
  const document = parseDocument(text);
  const breaches: { at: number; message: string }[] = [];
  const breach = (node: Node, message: string) => breaches.push({ at: node.range?.[0] ?? 0, message });
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const restOfLine = (offset: number) => text.slice(offset).split("\n", 1)[0] ?? "";

  const root = document.contents;
  if (!isMap(root)) return [`${path}:1 is no workflow`];

  const permissions = root.get("permissions", true);
  if (!isMap(permissions) || permissions.items.length > 0) breach(root, "starts without `permissions: {}`");

  for (const { value: job } of jobsOf(root)) {
    if (!job.has("timeout-minutes") && !job.has("uses")) breach(job, "a job without timeout-minutes");
    const granted = job.get("permissions", true);
    if (!isMap(granted)) breach(job, "a job that does not say which permissions it needs");
    else {
      for (const grant of granted.items) {
        const key = grant.key;
        if (isScalar(key) && !restOfLine(key.range![0]).includes(" # "))
          breach(key, `${String(key.value)} is granted without a reason`);
      }
    }
  }

  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== "uses" || !isScalar(value) || typeof value.value !== "string") return;
      const reference = FOREIGN.exec(value.value);
      if (reference === null) return;
      if (!/^[0-9a-f]{40}$/.test(reference.groups?.["ref"] ?? ""))
        breach(value, `${value.value} is not pinned to a commit`);
      if (!/ # v\d+\.\d+\.\d+/.test(restOfLine(value.range![0])))
        breach(value, `${value.value} does not say its version`);
    },
    Map(_, step) {
      const uses = step.get("uses");
      if (typeof uses !== "string" || !uses.startsWith("actions/checkout@")) return;
      if (step.getIn(["with", "persist-credentials"]) !== false) breach(step, "a checkout that keeps its credentials");
    },
  });
  return breaches.map(({ at, message }) => `${path}:${lineAt(at)} ${message}`);
}

function jobsOf(root: YAMLMap): { value: YAMLMap }[] {
  const jobs = root.get("jobs", true);
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ value }) => (isMap(value) ? [{ value }] : []));
}
