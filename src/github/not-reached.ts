/** What a call to GitHub gives where GitHub refuses it, or does not answer. */
import { failureOf, isDenial, statusOf } from "./failure.ts";

export type NotReached =
  /** This job may not, and will not if it asks again. */
  | { readonly kind: "denied"; readonly reason: string }
  /** A write may have happened. */
  | { readonly kind: "unavailable"; readonly reason: string };

/** What `act` gives, or why `wanted` could not be had, with the `permission` it needs. Throws what is no answer of GitHub's. */
export async function unlessRefused<T>(
  wanted: string,
  permission: string,
  act: () => Promise<T>,
): Promise<T | NotReached> {
  try {
    return await act();
  } catch (error) {
    // An error without a status is a mistake of ours: Octokit gives one to lost connections, too.
    if (statusOf(error) === undefined) throw error;
    return { kind: isDenial(error) ? "denied" : "unavailable", reason: failureOf(error, wanted, permission) };
  }
}
