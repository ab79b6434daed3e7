/** What the trials of an automation amount to. */
import type { StepVerdict } from "../../durable/verify/verdict.ts";
import type { VerifyReport } from "../../durable/verify/verify-automation.ts";

/** Whether crashes do no harm; where `strict`, also none that is promised to show (twice, or unknown). */
export function isSound({ steps, points }: VerifyReport, { strict }: { strict: boolean }): boolean {
  const isBad = ({ verdict, sameKey }: StepVerdict) =>
    verdict === "lost" || (verdict === "repeated" && (strict || !sameKey)) || (strict && verdict === "unknown");
  return points.different.length === 0 && !steps.some(isBad);
}

/** Whether a crash was tried that could have done harm: one around the effect of a step. */
export function isProof({ points, steps }: VerifyReport): boolean {
  return points.tried > 0 && steps.some(({ verdict }) => verdict !== "none");
}
