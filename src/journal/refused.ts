/** Recorded state that cannot be trusted: truncated, altered, foreign, or beyond the bounds. It is never half-read. */
export class Refused extends Error {
  override readonly name: string = "Refused";
}

/** A journal that has all it may have: more is refused, and what it holds is sound. */
export class JournalFull extends Refused {
  override readonly name = "JournalFull";
}
