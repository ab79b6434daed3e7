/**
 * URLs that carry their own permission to one blob until a moment, as the shared access signatures of Azure do,
 * with Azure's names for the parameters. The signature is hex: the Azure client loses the `=` of base64.
 */
import type { Clock } from "../world.ts";
import type { SigningKey } from "./signing-key.ts";

/** The path under which blobs are served: an account and a container, as the Azure client expects of a bare host. */
export const BLOB_PATH = "/blobs/actions";

export interface Grant {
  readonly access: "read" | "write";
  /** Content type of the answer to a read. */
  readonly contentType?: string;
  /** Name that the answer to a read suggests for a file. */
  readonly fileName?: string;
}

export interface SignedUrls {
  /** A URL at this origin, good for an hour. */
  sign(origin: string, blob: string, grant: Grant): string;
  /** What a request's URL was granted for a blob; undefined where its signature does not hold or has ended. */
  read(url: URL, blob: string): Grant | undefined;
}

const LIFETIME_MS = 60 * 60 * 1000;

const SIGNED = ["sp", "se", "rsct", "rscd"];

export function signedUrls(key: SigningKey, clock: Clock): SignedUrls {
  return {
    sign(origin, blob, grant) {
      const url = new URL(`${BLOB_PATH}/${blob}`, origin);
      url.searchParams.set("sp", grant.access === "read" ? "r" : "cw");
      url.searchParams.set("se", new Date(clock.now() + LIFETIME_MS).toISOString());
      if (grant.contentType !== undefined) url.searchParams.set("rsct", grant.contentType);
      if (grant.fileName !== undefined) url.searchParams.set("rscd", grant.fileName);
      url.searchParams.set("sig", key.sign(signedText(url, blob)).toString("hex"));
      return url.href;
    },
    read(url, blob) {
      const given = Buffer.from(url.searchParams.get("sig") ?? "", "hex");
      if (!key.verify(signedText(url, blob), given)) return undefined;
      if (Date.parse(url.searchParams.get("se") ?? "") <= clock.now()) return undefined;
      const contentType = url.searchParams.get("rsct");
      const fileName = url.searchParams.get("rscd");
      return {
        access: url.searchParams.get("sp") === "r" ? "read" : "write",
        ...(contentType !== null && { contentType }),
        ...(fileName !== null && { fileName }),
      };
    },
  };
}

function signedText(url: URL, blob: string): string {
  return [blob, ...SIGNED.map((name) => url.searchParams.get(name))].join("\n");
}
