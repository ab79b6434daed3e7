/** Recorded state that cannot be trusted: truncated, altered, foreign, or beyond the bounds. It is never half-read. */
export class Refused extends Error {
  override readonly name = "Refused";
}
