const pattern =
  /\bretry-after["']?\s*[:=]\s*["']?(?:(\d{1,9})\b|([A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT))/i;

/**
 * How long a line of output says to wait, in milliseconds from `now`: `Retry-After: 30`, as a header that a program shows
 * or a field of JSON, or with the date of RFC 9110 §10.2.3. Undefined where it says nothing.
 */
export function retryAfter(line: string, now: number): number | undefined {
  const [, seconds, date] = pattern.exec(line) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
