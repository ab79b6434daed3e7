/** What an answer, or none, says of what was posted. */
import { neutraliseLine } from "../../github/neutralise.ts";
import { secretGuard } from "../../journal/secrets/guard.ts";
import type { Posted } from "../../world.ts";
import type { Delivered } from "./channel.ts";
import type { SafeAddress } from "./safe-address.ts";

export function isTaken(posted: Posted): boolean {
  return posted.kind === "answered" && posted.status >= 200 && posted.status < 300;
}

/** A server that failed, but for one that says it did not begin. */
export function mayBeTaken(posted: Posted): boolean {
  return posted.kind === "answered" ? posted.status >= 500 && posted.status !== 503 : posted.kind === "unanswered";
}

/** Why it was not taken, in words that hold no secret. */
export function reasonOf(posted: Posted): string {
  return posted.kind === "answered" ? `HTTP ${posted.status}` : (reasons[posted.reason] ?? posted.reason);
}

const reasons: Readonly<Record<string, string>> = {
  EPRIVATE: "its address is not one of the public internet",
  ERR_INVALID_CHAR: "its token holds a character that no header may hold",
  ENOTFOUND: "its name stands for no address (ENOTFOUND)",
  ECONNREFUSED: "it refused the connection (ECONNREFUSED)",
  ECONNRESET: "the connection was lost (ECONNRESET)",
  ABORT_ERR: "it was stopped",
};

/**
 * What became of a delivery, in words that hold no secret: an answer may repeat the address it was sent to. `secrets` are
 * those besides the address.
 */
export function outcomeOf(posted: Posted, { url }: SafeAddress, secrets: readonly string[] = []): Delivered {
  if (isTaken(posted)) return { kind: "delivered" };
  if (posted.kind !== "answered") {
    return { kind: posted.kind === "unsent" ? "failed" : "unknown", reason: reasonOf(posted) };
  }
  const parts = [
    url.href,
    url.host,
    url.pathname,
    ...url.pathname.split("/"),
    url.search,
    ...url.searchParams.values(),
  ];
  // Shorter parts are words of everybody's.
  const guard = secretGuard([...parts, ...secrets].filter(({ length }) => length > 5));
  const said = neutraliseLine(guard.redact(posted.body)).slice(0, 200).toWellFormed();
  return { kind: "failed", reason: said === "" ? reasonOf(posted) : `${reasonOf(posted)}: ${said}` };
}
