import { t as exitCodes } from "./exit-codes.js";

// src/cli/runs/run-summary.ts
/** `suspended` has an exit code of its own where that is asked for. */
function exitCodeOf({ status }, { tellsSuspended }) {
	switch (status) {
		case "completed": return exitCodes.ok;
		case "suspended": return tellsSuspended ? exitCodes.suspended : exitCodes.ok;
		case "failed":
		case "cancelled": return exitCodes.failed;
		case "paused": return exitCodes.paused;
		case "interrupted": return exitCodes.interrupted;
	}
}

export { exitCodeOf };