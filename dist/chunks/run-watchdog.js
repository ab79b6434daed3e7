// src/store/heartbeat-name.ts
/** The cache entries by which a job that works on a run for long shows that it lives. */
const heartbeatPrefix = "holdfast-heartbeat.";
/** A cache key: lower case, and unlike any other. */
function heartbeatName({ runId, attempt, lane, at, isLast }) {
	return `${heartbeatPrefix}${runId}.${attempt}.${lane}.${Math.floor(at / 1e3)}${isLast ? ".last" : ""}`;
}
/** Undefined where a key is not one that {@link heartbeatName} gives. */
function readHeartbeatName(key) {
	if (!key.startsWith("holdfast-heartbeat.")) return void 0;
	const [, runId, attempt, lane, at, last] = pattern.exec(key.slice(19)) ?? [];
	if (lane === void 0) return void 0;
	return {
		runId: Number(runId),
		attempt: Number(attempt),
		lane,
		at: Number(at) * 1e3,
		isLast: last !== void 0
	};
}
const pattern = /^([1-9]\d{0,15})\.([1-9]\d{0,4})\.([0-9a-f]{32})\.(\d{1,11})(\.last)?$/;

export { heartbeatPrefix as n, readHeartbeatName as r, heartbeatName as t };