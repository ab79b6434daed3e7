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
