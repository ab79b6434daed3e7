/** What fakes give, by patterns of paths. */
import type { FakeCall } from "../engine/fakes.ts";
import { contextOf } from "../engine/path.ts";
import { undoSuffix } from "../../journal/run-events.ts";

/**
 * By paths in which `*` stands for one name, as for the items of a map; the first that fits is taken. A function is called
 * with the {@link FakeCall}, and what it throws is a failure.
 */
export type FakeResults = Readonly<Record<string, unknown>>;

export interface Results {
  /** What is given for a call; `otherwise` where nothing says so, which is noted. */
  of(call: FakeCall, otherwise: unknown): Promise<unknown>;
  /** Paths for which nothing said what is given. */
  readonly unknown: ReadonlySet<string>;
}

export function fakeResults(given: FakeResults): Results {
  const patterns = Object.entries(given).map(([pattern, result]) => ({ matches: matcher(pattern), result }));
  const unknown = new Set<string>();
  const find = (path: string) => patterns.find(({ matches }) => matches(path));
  return {
    unknown,
    async of(call, otherwise) {
      // What answers a callback may be given under the name of the wait for it.
      const found = find(call.path) ?? (call.path.endsWith("/callback") ? find(contextOf(call.path)) : undefined);
      if (!found) {
        if (!isOfNoInterest(call.path)) unknown.add(call.path);
        return otherwise;
      }
      const { result } = found;
      if (typeof result !== "function") return result;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a function among the fakes is one to be called so
      return await (result as (call: FakeCall) => unknown)(call);
    },
  };
}

/** Nobody looks at what is given by a step that undoes another, or by one that hands out a callback. */
function isOfNoInterest(path: string): boolean {
  return path.endsWith(undoSuffix) || path.endsWith("/submit");
}

function matcher(pattern: string): (path: string) => boolean {
  const segments = pattern.split("/");
  return (path) => {
    const names = path.split("/");
    return (
      names.length === segments.length && segments.every((segment, at) => segment === "*" || segment === names[at])
    );
  };
}
