import { parseDuration } from "../../policy/duration.ts";
import { UserError } from "../../policy/user-error.ts";
import type { InputRule } from "./parse.ts";

/** At most one of these may be given, since they say the same thing. */
export function onlyOneOf(...names: readonly string[]): InputRule {
  return (given) => {
    const both = names.filter((name) => name in given);
    return both.length > 1 ? [`inputs ${both.join(" and ")} say the same thing: write one of them`] : [];
  };
}

/** At least one of these has to be given. */
export function needOneOf(...names: readonly string[]): InputRule {
  return (given) =>
    names.some((name) => name in given) ? [] : [`input ${names.join(" or ")} is missing: give it a value`];
}

/**
 * One duration may not be above another that bounds it: it would be cut, or never be reached. `defaults` are the texts
 * of inputs that are not given; the runner hands them over as if they were, so a value that is its default is let be.
 * `unit` is that of a bare number.
 */
export function noLongerThan(
  name: string,
  bound: string,
  defaults: Readonly<Record<string, string | undefined>>,
  unit = "",
): InputRule {
  return (given) => {
    const [value, limit] = [given[name], given[bound] ?? defaults[bound]];
    if (value === undefined || limit === undefined || value === defaults[name]) return [];
    if (!(lengthOf(value + unit) > lengthOf(limit))) return [];
    return [`input ${name} is "${value}", above ${bound}, which is "${limit}": lower the one or raise the other`];
  };
}

/** Milliseconds; NaN, which is above nothing, for what is no duration: its own schema says so. */
function lengthOf(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof UserError) return Number.NaN;
    throw error;
  }
}
