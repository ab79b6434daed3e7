/** Whether the system refused a call on the disk: it is full, read-only or not ours. Any other error is a mistake of ours. */
export function isDiskError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}
