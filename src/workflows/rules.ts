/** Every rule of `holdfast doctor`. */
import type { Rule } from "./finding.ts";
import { cacheMode } from "./rules/cache-mode.ts";
import { crowdedSchedule } from "./rules/crowded-schedule.ts";
import { deployConcurrency } from "./rules/deploy-concurrency.ts";
import { earlyDependent } from "./rules/early-dependent.ts";
import { holdfastPermissions } from "./rules/holdfast-permissions.ts";
import { ignoredFailure } from "./rules/ignored-failure.ts";
import { jobTimeout } from "./rules/job-timeout.ts";
import { networkRetry } from "./rules/network-retry.ts";
import { notificationCannotFail } from "./rules/notification-cannot-fail.ts";
import { notificationNeverSent } from "./rules/notification-never-sent.ts";
import { broadPermissions, missingPermissions } from "./rules/permissions.ts";
import { pipeFailure } from "./rules/pipe-failure.ts";
import { recordedSecret } from "./rules/recorded-secret.ts";
import { swallowedError } from "./rules/swallowed-error.ts";
import { unfilledTemplate } from "./rules/unfilled-template.ts";
import { unpinnedUses } from "./rules/unpinned-uses.ts";
import { unsafeRerun } from "./rules/unsafe-rerun.ts";
import { unwatchedSchedule } from "./rules/unwatched-schedule.ts";

export const rules: readonly Rule[] = [
  jobTimeout,
  networkRetry,
  swallowedError,
  pipeFailure,
  ignoredFailure,
  unwatchedSchedule,
  crowdedSchedule,
  notificationCannotFail,
  notificationNeverSent,
  unpinnedUses,
  unfilledTemplate,
  missingPermissions,
  broadPermissions,
  deployConcurrency,
  unsafeRerun,
  cacheMode,
  earlyDependent,
  holdfastPermissions,
  recordedSecret,
];
