// src/waiting/waiting-index.ts
/** Where it is kept: `branches` where a server takes no refs but its own, `auto` in refs where the job may. */
const indexKinds = [
	"auto",
	"refs",
	"branches",
	"cache"
];

export { indexKinds as t };