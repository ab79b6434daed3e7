/** What automations are written with: `import { automation } from "holdfast"`. */
export { automation } from "./durable/automation.ts";
export type { Automation, AutomationOptions } from "./durable/automation.ts";
export type { BatchItem, BatchResult, CompletionReason, ItemWith } from "./durable/batch.ts";
export type {
  BatchOptions,
  Branches,
  Callback,
  CallbackOptions,
  CallbackSubmit,
  Codec,
  CodecOption,
  Completion,
  ConditionCheck,
  ConditionOptions,
  Context,
  ContextBody,
  DeadLetter,
  Duration,
  FailureTest,
  Log,
  MapBody,
  MapOptions,
  RetryOptions,
  RunInfo,
  StepBody,
  StepContext,
  StepOptions,
  WaitForCallbackOptions,
} from "./durable/context.ts";
export {
  CallbackFailed,
  CallbackTimedOut,
  ConditionFailed,
  ContextFailed,
  OperationFailed,
  RunCancelled,
  StepFailed,
} from "./durable/run-errors.ts";
export type { OnChange, Semantics } from "./durable/step/step.ts";
export type { RecordedFailure } from "./journal/event-parts.ts";
export type { ApprovalRequest } from "./journal/run-events.ts";
