import { UserError } from "../../policy/user-error.ts";

/** Where a channel posts to. It is a secret: who has it can post. */
export interface SafeAddress {
  readonly url: URL;
  /** Whether it may stand for an address outside the public internet. */
  readonly mayBePrivate: boolean;
}

/**
 * Reads an address of a channel. What its name stands for is checked where it is connected to. `privateHosts` are those,
 * as `host` or `host:port`, that may be private and may do without TLS: a GitHub Enterprise Server's neighbours, a test's.
 * Throws a {@link UserError} that does not show the address.
 */
export function readAddress(written: string, what: string, privateHosts: readonly string[] = []): SafeAddress {
  const url = URL.canParse(written.trim()) ? new URL(written.trim()) : undefined;
  if (url === undefined) throw new UserError(`the address of ${what} is no URL; write https://…`);
  const mayBePrivate = privateHosts.some((host) => [url.host, url.hostname].includes(host.toLowerCase()));
  if (url.protocol !== "https:" && !(mayBePrivate && url.protocol === "http:")) {
    throw new UserError(`the address of ${what} does not begin with https://; write one that does`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new UserError(`the address of ${what} holds a user or a password before @; write it without`);
  }
  return { url, mayBePrivate };
}
