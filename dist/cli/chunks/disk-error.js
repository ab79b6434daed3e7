// src/store/disk-error.ts
/** Whether the system refused a call on the disk: it is full, read-only or not ours. Any other error is a mistake of ours. */
function isDiskError(error) {
	return error instanceof Error && "syscall" in error;
}

export { isDiskError as t };