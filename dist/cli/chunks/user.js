// src/cli/user.ts
/** What the user calls themselves on this machine: shown to people, and no proof. */
function userOf({ environment }) {
	return environment["USER"] ?? environment["USERNAME"] ?? environment["LOGNAME"] ?? "somebody";
}

export { userOf as t };