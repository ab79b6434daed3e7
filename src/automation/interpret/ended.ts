import type { OperationFailed } from "../../durable/run-errors.ts";

/** How a step ended that ran: what it gave, and why it failed, where it did. */
export interface Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly failure?: OperationFailed | undefined;
}
