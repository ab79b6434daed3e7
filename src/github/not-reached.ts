/** What a call to GitHub gives where GitHub refuses it, or does not answer. */
import { failureOf, isDenial, statusOf } from "./failure.ts";
import { LostAnswer } from "./write-once.ts";

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
    if (error instanceof LostAnswer)
      return { kind: "unavailable", reason: failureOf(error, `${wanted}: the answer was lost`) };
    // An error without a status is a mistake of ours: Octokit gives one to lost connections, too.
    const status = statusOf(error);
    if (status === undefined) throw error;
    // Issues can be turned off in a repository: 410.
    const isFinal = isDenial(error) || status === 410;
    return { kind: isFinal ? "denied" : "unavailable", reason: failureOf(error, wanted, permission) };
  }
}
