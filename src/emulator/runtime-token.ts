/** The token a job's actions talk to the cache and artifact services with: a JWT shaped as GitHub's is. */
import * as z from "zod";
import type { SigningKey } from "./signing-key.ts";

/** What a job may do with the caches of one ref. */
export interface CacheScope {
  /** A full ref, such as `refs/heads/main`. */
  readonly scope: string;
  readonly read: boolean;
  readonly write: boolean;
}

/** Who calls: a job of an attempt of a run. */
export interface Caller {
  readonly runId: number;
  /** From 1. */
  readonly attempt: number;
  readonly job: string;
  /** In the order in which they are searched. */
  readonly scopes: readonly CacheScope[];
}

const PERMISSIONS = { read: 1, write: 2 };

const Header = z.object({ alg: z.literal("HS256") });

const Claims = z.object({
  scp: z.string(),
  /** JSON within JSON, as in GitHub's own. */
  ac: z.string(),
  exp: z.number(),
});

const AccessControl = z.array(z.object({ Scope: z.string(), Permission: z.number() }));

/** A token good until `expiresAt`, in milliseconds since the epoch. */
export function writeToken(key: SigningKey, caller: Caller, expiresAt: number): string {
  const head = encode({ alg: "HS256", typ: "JWT" });
  const body = encode({
    scp: `Actions.Results:${runBackendId(caller.runId, caller.attempt)}:${jobBackendId(caller.job)}`,
    ac: JSON.stringify(
      caller.scopes.map(({ scope, read, write }) => ({ Scope: scope, Permission: bits(read, write) })),
    ),
    exp: Math.floor(expiresAt / 1000),
  });
  return `${head}.${body}.${key.sign(`${head}.${body}`).toString("base64url")}`;
}

/** Who a token speaks for; undefined where it is not one of ours or `now` is past its end. */
export function readToken(key: SigningKey, token: string, now: number): Caller | undefined {
  const [head, body, signature, ...rest] = token.split(".");
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return undefined;
  if (!key.verify(`${head}.${body}`, Buffer.from(signature, "base64url"))) return undefined;
  if (!Header.safeParse(decode(head)).success) return undefined;
  const claims = Claims.safeParse(decode(body)).data;
  if (claims === undefined || claims.exp * 1000 <= now) return undefined;
  const ids = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)/.exec(claims.scp);
  const run = parseRunBackendId(ids?.[1] ?? "");
  if (run === undefined) return undefined;
  return {
    ...run,
    job: decodeURIComponent(ids?.[2] ?? ""),
    scopes: AccessControl.parse(JSON.parse(claims.ac)).map(({ Scope, Permission }) => ({
      scope: Scope,
      read: (Permission & PERMISSIONS.read) !== 0,
      write: (Permission & PERMISSIONS.write) !== 0,
    })),
  };
}

/** The name the artifact service has for an attempt of a run. */
export function runBackendId(runId: number, attempt: number): string {
  return `${runId}-${attempt}`;
}

/** The attempt of a run that such a name means; undefined where it means none. */
export function parseRunBackendId(id: string): { runId: number; attempt: number } | undefined {
  const [, runId, attempt] = /^(\d+)-(\d+)$/.exec(id) ?? [];
  return runId === undefined ? undefined : { runId: Number(runId), attempt: Number(attempt) };
}

/** The name the artifact service has for a job: free of the blanks and colons that a scope is split at. */
export function jobBackendId(job: string): string {
  return encodeURIComponent(job);
}

function bits(read: boolean, write: boolean): number {
  return (read ? PERMISSIONS.read : 0) | (write ? PERMISSIONS.write : 0);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
