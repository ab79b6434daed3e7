/** What kills the process of an invocation, for the cases in which one dies. */

/** The environment variable that tells an invocation's process its number, counted from 1. */
export const invocationVariable = "CONFORMANCE_INVOCATION";

/** Cases whose invocations are processes of their own. */
export const casesInProcesses: ReadonlySet<string> = new Set(["1-18", "3-12"]);

/** Kills this process without a word, where it is the first; the work before had time to begin. */
export async function killedInFirstInvocation(): Promise<void> {
  if (process.env[invocationVariable] !== "1") return;
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.kill(process.pid, "SIGKILL");
}
