import type { FailureReport } from "../../notify/failure-report.ts";

/** The report without secrets; names in a diagram held none when they were recorded. */
export function redacted(failure: FailureReport, redact: (text: string) => string): FailureReport {
  const { step, output } = failure;
  return {
    ...failure,
    reason: redact(failure.reason),
    ...(step !== undefined && { step: redact(step) }),
    ...(output !== undefined && { output: redact(output) }),
    undone: failure.undone.map(redact),
    waysOn: failure.waysOn.map(redact),
  };
}
