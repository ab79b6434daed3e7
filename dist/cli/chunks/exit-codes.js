// src/cli/exit-codes.ts
/** What the `holdfast` command ends with. */
const exitCodes = {
	/** Completed; or suspended, unless that was to be told apart. */
	ok: 0,
	/** The automation failed, or was cancelled. */
	failed: 1,
	/** Wrong usage, or something that is needed is missing: nothing was started. */
	notStarted: 2,
	/** A person has to look at it before it goes on. */
	paused: 3,
	/** Suspended, where `--exit-code` asks: `EX_TEMPFAIL` of sysexits, try again later. */
	suspended: 75,
	/** Stopped by Ctrl-C, as shells have it: 128 and the signal's number. */
	interrupted: 130,
	/** Stopped by SIGTERM. */
	terminated: 143
};

export { exitCodes as t };