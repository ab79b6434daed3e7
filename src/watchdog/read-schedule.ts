import * as z from "zod/mini";
import { FaultyFile } from "../automation/fault.ts";
import { readYaml } from "../automation/yaml-source.ts";
import { UserError } from "../policy/user-error.ts";
import { scheduleOf, type Schedule } from "./schedule.ts";

const scheduled = z.object({
  on: z.object({
    schedule: z.array(z.object({ cron: z.string(), timezone: z.optional(z.string()) })).check(z.minLength(1)),
  }),
});

export type ScheduleRead =
  | { readonly kind: "scheduled"; readonly schedule: Schedule }
  /** It has no schedule. */
  | { readonly kind: "unscheduled" }
  /** Nobody can tell when it should run, GitHub neither. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** When a workflow's file says that it runs. */
export function readSchedule(file: string, text: string): ScheduleRead {
  try {
    const workflow = scheduled.safeParse(readYaml(text, file).value);
    if (!workflow.success) return { kind: "unscheduled" };
    return { kind: "scheduled", schedule: scheduleOf(workflow.data.on.schedule) };
  } catch (error) {
    if (error instanceof FaultyFile || error instanceof UserError) return { kind: "unreadable", reason: error.message };
    throw error;
  }
}
