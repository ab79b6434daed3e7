/** Which keys of a step go together: what kind of step they make. */
import type { StepDefinition } from "../definition.ts";
import type { WrittenStep } from "./step.ts";

export type StepKey = keyof WrittenStep;

export interface StepKind {
  readonly kind: StepDefinition["kind"];
  /** For people, as in "a key of …". */
  readonly what: string;
  /** The keys that make a step of this kind, with the value where that tells. */
  readonly made: Readonly<Partial<Record<StepKey, string>>>;
  /** What it cannot do without, besides. */
  readonly needs: readonly StepKey[];
  readonly may: readonly StepKey[];
}

const always = ["description", "if", "max-visits"] as const;
const working = [...always, "next", "end", "on-failure"] as const;
const command = ["shell", "working-directory", "env"] as const;
const attempts = ["retry", "timeout", "deadline", "idle-timeout", "circuit"] as const;
const effect = ["unless", "compensate", "paths", "fingerprint", "on-change", "semantics", "on-exhausted"] as const;
const batch = ["max-concurrency", "min-successful", "tolerated-failure-count", "tolerated-failure-percentage"] as const;

/** In the order in which they are tried: the first whose keys are there is the kind that the author meant. */
export const stepKinds: readonly StepKind[] = [
  {
    kind: "for-each",
    what: "a step that runs for each item",
    made: { "for-each": "" },
    needs: ["run", "key"],
    may: [...working, ...command, ...attempts, ...effect, ...batch],
  },
  { kind: "parallel", what: "a step of branches", made: { parallel: "" }, needs: [], may: [...working, ...batch] },
  { kind: "wait", what: "a wait", made: { wait: "" }, needs: [], may: working },
  {
    kind: "approval",
    what: "a wait for approval",
    made: { "wait-for": "approval" },
    needs: [],
    may: [...working, "timeout", "message", "approvers", "approvals", "prevent-self-review"],
  },
  {
    kind: "event",
    what: "a wait for an event",
    made: { "wait-for": "event" },
    needs: [],
    may: [...working, "timeout", "event"],
  },
  {
    kind: "condition",
    what: "a wait for a condition",
    made: { "wait-for": "condition" },
    needs: ["run"],
    may: [...working, ...command, "timeout", "until", "interval"],
  },
  {
    kind: "run",
    what: "a step that runs a script",
    made: { run: "" },
    needs: [],
    may: [...working, ...command, ...attempts, ...effect],
  },
  { kind: "goto", what: "a decision", made: { goto: "" }, needs: [], may: always },
  { kind: "end", what: "an end", made: { end: "" }, needs: [], may: always },
];

/** The kind that a step's keys make; undefined where they make none. */
export function kindOf(step: WrittenStep): StepKind | undefined {
  return stepKinds.find(({ made }) =>
    Object.entries(made).every(([key, value]) => {
      const written: unknown = Object.getOwnPropertyDescriptor(step, key)?.value;
      return written !== undefined && (value === "" || written === value);
    }),
  );
}

/** The keys that a step of this kind may have. */
export function keysOf({ made, needs, may }: StepKind): ReadonlySet<string> {
  return new Set([...Object.keys(made), ...needs, ...may]);
}
