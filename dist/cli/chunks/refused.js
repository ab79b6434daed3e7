// src/journal/refused.ts
/** Recorded state that cannot be trusted: truncated, altered, foreign, or beyond the bounds. It is never half-read. */
var Refused = class extends Error {
	name = "Refused";
};
/** A journal that has all it may have: more is refused, and what it holds is sound. */
var JournalFull = class extends Refused {
	name = "JournalFull";
};

export { Refused as n, JournalFull as t };