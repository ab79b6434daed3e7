/** The table of what can go wrong with a request, and how a call of a service is put to it. */
import type { FaultAction } from "../../src/emulator/fault-order.ts";

export interface Fault {
  readonly name: string;
  readonly action: FaultAction;
  readonly times: 1 | "always";
}

const REFUSALS: Record<string, FaultAction> = {
  "409": refusal(409, "already_exists"),
  "403": refusal(403, "permission_denied"),
  "401": refusal(401, "unauthenticated"),
  "429 with Retry-After": { ...refusal(429, "resource_exhausted"), headers: { "retry-after": "30" } },
  hang: { kind: "hang" },
  truncated: { kind: "truncate", bytes: 10 },
  corrupted: { kind: "corrupt" },
};

/** What may pass when it is asked again. */
const PASSING: Record<string, FaultAction> = {
  "500 before the work": refusal(500, "internal"),
  "500 after the work": { kind: "drop-after-commit", status: 500 },
  "lost after the work": { kind: "drop-after-commit" },
  reset: { kind: "reset" },
  empty: { kind: "empty" },
};

export const FAULTS: readonly Fault[] = [
  ...Object.entries({ ...REFUSALS, ...PASSING }).map(([name, action]): Fault => ({ name, action, times: "always" })),
  ...Object.entries(PASSING).map(([name, action]): Fault => ({ name: `${name}, once`, action, times: 1 })),
];

/** How much sooner timeouts come: much where the fault is about waiting, and hardly where a slow machine would meet them. */
export function hasteFor({ action }: Fault): number {
  return action.kind === "hang" || action.kind === "truncate" ? 1000 : 2;
}

function refusal(status: number, code: string) {
  return { kind: "status", status, body: { code, msg: code, message: code } } as const;
}
