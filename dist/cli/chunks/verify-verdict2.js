// src/cli/definitions/verify-verdict.ts
/** Whether crashes do no harm; where `strict`, also none that is promised to show (twice, or unknown). */
function isSound({ steps, points }, { strict }) {
	const isBad = ({ verdict, sameKey }) => verdict === "lost" || verdict === "repeated" && (strict || !sameKey) || strict && verdict === "unknown";
	return points.different.length === 0 && !steps.some(isBad);
}
/** Whether a crash was tried that could have done harm: one around the effect of a step. */
function isProof({ points, steps }) {
	return points.tried > 0 && steps.some(({ verdict }) => verdict !== "none");
}

export { isSound as n, isProof as t };