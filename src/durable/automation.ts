import type { Context, RetryOptions } from "./context.ts";

export interface AutomationOptions {
  /** For people: it is recorded with each run. */
  readonly version?: number;
  /** Retry policies that steps name. `standard` is there already. */
  readonly retryPolicies?: Readonly<Record<string, RetryOptions>>;
}

/** What is to be done, under a name. */
export interface Automation<Input = unknown, Output = unknown> extends AutomationOptions {
  readonly name: string;
  run(context: Context, input: Input): Output | Promise<Output>;
}

/**
 * Defines an automation. `body` is run from its start whenever the run goes on: what is recorded is handed back to it, so
 * everything it does to the world belongs into steps, and what it decides on must come from them.
 */
export function automation<Input = unknown, Output = unknown>(
  name: string,
  body: (context: Context, input: Input) => Output | Promise<Output>,
  options: AutomationOptions = {},
): Automation<Input, Output> {
  return { ...options, name, run: body };
}
