import { createHash } from "node:crypto";
import type { Message } from "./message.ts";

/** An incident's name of 32 hexadecimal digits, which gives away nothing of its key. */
export function incidentId({ repository, incident }: Pick<Message, "repository" | "incident">): string {
  return digest([repository, incident.key, incident.number]);
}

/** A message's: the same however often and by whomever it is delivered. */
export function messageId(message: Message): string {
  return digest([incidentId(message), message.change, distinctionOf(message)]);
}

/** What tells it from the incident's other messages of its change. */
function distinctionOf({ change, incident }: Message): number {
  if (change === "updated") return incident.count;
  return change === "reminded" ? incident.notifiedAt : 0;
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
