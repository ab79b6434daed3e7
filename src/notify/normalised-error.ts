/** Characters of an error that tell one problem from another; what comes after is detail. */
const looked = 2_000;
const kept = 200;

/** What is gone without a trace: controls and what a reader does not see. */
// oxlint-disable-next-line no-control-regex -- they are what goes
const unseen = /\u001b\[[\d;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}/gu;

/** In this order: an address holds paths, a time holds numbers. A hash may be of digits alone, and is a number. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'`<>]+/gi, "<address>"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?Z| ?[+-]\d\d:?\d\d)?)?/g, "<time>"],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?/g, "<time>"],
  // Absolute, below the home or this folder, or of so many parts that it is no "and/or".
  [/(?<![\w<])(?:[a-z]:[\\/]|\\\\|~?\/|\.{1,2}[\\/])[^\s"'`<>|,;:()[\]]+/gi, "<path>"],
  [/(?<![\w.@-])[\w.@-]+(?:[\\/][\w.@-]+){2,}/g, "<path>"],
  [/(?<![\w.@-])[\w.@-]+[\\/][\w@-]+\.\w+/g, "<path>"],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, "<number>"],
  [/\b(?:0x|sha\d+[:-])?(?=[a-f]*\d)[\da-f]{7,}\b(?:[.,]\d+)*/gi, "<number>"],
  // As keys, tokens and hashes in other alphabets look.
  [/(?<![\w+/=-])(?=[^\s\d]*\d)(?=[\w+/-]*[a-z])[\w+/-]{24,}=*/gi, "<number>"],
  // Codes of exits and of HTTP are no detail.
  [/(?<!\d|\b(?:code|status|http|errno)[ :=(]{0,2})\d+(?:[.,]\d+)*/gi, "<number>"],
];

/**
 * What of an error stays the same when the same problem comes again: its first line that says something, without
 * addresses, times, paths, hashes and numbers, at most 200 characters of it.
 */
export function normalisedError(error: string): string {
  const visible = error.slice(0, looked).replace(unseen, "");
  const line = visible.split(/[\r\n]+/).find((each) => /[\p{L}\p{N}]/u.test(each)) ?? "";
  const same = varying.reduce((text, [pattern, name]) => text.replace(pattern, name), line);
  return same.replace(/\s+/g, " ").trim().slice(0, kept).toWellFormed();
}
