/** Five days in milliseconds: the longest a job may run anywhere (https://docs.github.com/actions/reference/limits). */
export const JOB_LIFETIME = 5 * 24 * 60 * 60 * 1000;

/** Whether something that starts `delay` from now still starts before a deadline counted from the same start as `elapsed`. */
export function startsInTime(elapsed: number, delay: number, deadline: number | undefined): boolean {
  return elapsed + delay < (deadline ?? JOB_LIFETIME);
}
