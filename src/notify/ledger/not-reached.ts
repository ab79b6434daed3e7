import { failureOf, isDenial, statusOf } from "../../github/failure.ts";
import type { Ledger, NotReached } from "./ledger.ts";

/** A ledger on GitHub whose calls say so where they are refused or not answered, with the `permission` they need. */
export function reachable(ledger: Ledger, permission: "contents" | "issues"): Ledger {
  return {
    read: (key) => unlessRefused("incidents could not be read", `${permission}: read`, () => ledger.read(key)),
    known: (keys) => unlessRefused("incidents could not be listed", `${permission}: read`, () => ledger.known(keys)),
    write: (entry, revision) =>
      unlessRefused("incidents could not be written", `${permission}: write`, () => ledger.write(entry, revision)),
  };
}

async function unlessRefused<T>(wanted: string, permission: string, act: () => Promise<T>): Promise<T | NotReached> {
  try {
    return await act();
  } catch (error) {
    // An error without a status is a mistake of ours: Octokit gives one to lost connections, too.
    if (statusOf(error) === undefined) throw error;
    return { kind: isDenial(error) ? "denied" : "unavailable", reason: failureOf(error, wanted, permission) };
  }
}
