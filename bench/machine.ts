import { availableParallelism, cpus, loadavg, totalmem, type } from "node:os";

/** Where and when figures were taken, and how busy the machine was with other things. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(", ");
  return (
    `${new Date().toISOString().slice(0, 16)}Z, Node ${process.versions.node}, ${type()}, ${model}, ` +
    `${availableParallelism()} cores, ${memory} GB; load average ${load}`
  );
}
