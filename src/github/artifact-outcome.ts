import type { ArtifactUploaded } from "../store/services.ts";
import { reasonIn } from "./client-words.ts";
import type { ClientAnswer } from "./official-client.ts";

/** What a call of `uploadArtifact` came to. */
export function uploadOutcome(answer: ClientAnswer<number | undefined>): ArtifactUploaded {
  if (answer.kind === "returned") {
    const id = answer.value ?? 0;
    return id > 0 ? { kind: "uploaded", id } : { kind: "unavailable", reason: "the service gave the artifact no id" };
  }
  const reason = failureReason(answer);
  if (!/^Failed to CreateArtifact: .*\(409\)/.test(reason)) return { kind: "unavailable", reason };
  // Where an earlier try of the same call got no answer, it was that try which took the name: with nothing under it.
  const wasRetried = answer.words.some(({ text }) => /^Attempt \d+ of \d+ failed/.test(text));
  if (!wasRetried) return { kind: "taken" };
  return { kind: "unavailable", reason: `an answer was lost, and now the name is taken: ${reason}` };
}

/** Why a call that did not return failed. */
export function failureReason(answer: Extract<ClientAnswer<unknown>, { kind: "threw" }>): string {
  const reason = reasonIn(answer.words, answer.error);
  // The client says how often it tried; why it failed, it says in a debug line only.
  const retried = answer.words.findLast(({ text }) => text.startsWith("Failed to download artifact after "));
  const cause = /due to (.*)\. Retrying/s.exec(retried?.text ?? "")?.[1];
  return cause === undefined ? reason : `${reason} (${cause})`;
}
