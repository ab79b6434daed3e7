/** A conformance case as its file has it, with its variables filled in. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

const callbackAction = z.object({
  /** `*` means whichever callback waits. */
  CallbackName: z.string(),
  Operation: z.enum(["success", "failure", "heartbeat"]),
  Payload: z.unknown().optional(),
  /** Seconds after the callback was created. */
  Delay: z.number().default(0),
});
export type CallbackAction = z.infer<typeof callbackAction>;

const caseSchema = z.object({
  description: z.string(),
  Variables: z.record(z.string(), z.string()).default({}),
  Input: z.unknown().optional(),
  /** Absent where the case ends before the run does. */
  ExpectedResult: z.object({ ExecutionStatus: z.string(), Result: z.unknown().optional() }).optional(),
  CallbackActions: z.array(callbackAction).default([]),
  ExpectedExecutionHistory: z.array(z.record(z.string(), z.unknown())),
  ExpectedLogs: z.array(z.object({ match: z.object({ message: z.string() }), count: z.int() })).default([]),
});

export type ConformanceCase = z.infer<typeof caseSchema> & {
  /** Of its file, such as `9-10`. */
  readonly id: string;
};

/** Reads a case. Throws where it is not what this runner understands. */
export function readCase(path: string): ConformanceCase {
  const read = caseSchema.parse(parse(readFileSync(path, "utf8"), { maxAliasCount: 0 }));
  const { Variables, ...rest } = read;
  const values = new Map(Object.entries(Variables).map(([name, value]) => [name, generated(value)]));
  return { ...filledIn(rest, values), Variables, id: basename(path, ".yaml") };
}

/** `${GEN_STR:8}` stands for eight characters that are new in each run. */
function generated(value: string): string {
  const [, length] = /^\$\{GEN_STR:(\d{1,4})\}$/.exec(value) ?? [];
  if (length === undefined && value.startsWith("${GEN_")) throw new Error(`nothing here generates ${value}`);
  return length === undefined ? value : randomBytes(Number(length)).toString("hex").slice(0, Number(length));
}

function filledIn<T>(value: T, variables: ReadonlyMap<string, string>): T;
function filledIn(value: unknown, variables: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string")
    return value.replace(/\$\{(\w+)\}/g, (all, name: string) => variables.get(name) ?? all);
  if (Array.isArray(value)) return value.map((member: unknown) => filledIn(member, variables));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filledIn(member, variables)]));
}
