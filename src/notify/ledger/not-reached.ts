import { unlessRefused } from "../../github/not-reached.ts";
import type { Ledger } from "./ledger.ts";

/** A ledger on GitHub whose calls say so where they are refused or not answered, with the `permission` they need. */
export function reachable(ledger: Ledger, permission: "contents" | "issues"): Ledger {
  return {
    read: (key) => unlessRefused("incidents could not be read", `${permission}: read`, () => ledger.read(key)),
    known: (keys) => unlessRefused("incidents could not be listed", `${permission}: read`, () => ledger.known(keys)),
    write: (entry, revision) =>
      unlessRefused("incidents could not be written", `${permission}: write`, () => ledger.write(entry, revision)),
  };
}
