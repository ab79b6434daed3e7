/**
 * What tells one definition of a step from another. Of a function it is a text of its author's. Of a command it is a
 * digest, by which it is compared, and behind that what a person is told where it is another:
 * `DIGEST script=12:3f2a9c81d0e4 shell=bash folder=src fingerprint=77aa01b2c3d4`. Older journals have the digest alone.
 */
import { hash } from "node:crypto";

/** What makes a command the one it is. */
export interface CommandParts {
  readonly script?: string | undefined;
  readonly shell?: string | undefined;
  readonly folder?: string | undefined;
  /** What its author adds. */
  readonly fingerprint?: string | undefined;
}

type Part = keyof CommandParts;

/** Of a part that is another: what was recorded and what it is, in words. */
export interface ChangedPart {
  readonly part: Part | "definition";
  readonly recorded: string;
  readonly current: string;
}

/** What a step has whose author gives it no fingerprint: all steps of its name are the same. */
export const unversioned = "-";

/** The digest is of the parts that are named, also where they are undefined: an entry has the same ones for each command. */
export function commandFingerprint(parts: CommandParts): string {
  const { script, shell, folder, fingerprint } = parts;
  const named = order.filter((part) => part in parts);
  const digest = sha256(JSON.stringify(named.map((part) => normalised(parts[part]))));
  const clear = [...inClear("shell", shell), ...inClear("folder", folder)];
  return [digest, ...scriptPart(script), ...clear, ...ownPart(fingerprint)].join(" ");
}

/** A command's fingerprint with what its author adds. */
export function extendFingerprint(command: string, own: string): string {
  const [digest, ...parts] = command.split(" ");
  return [sha256(JSON.stringify([digest, normalised(own)])), ...parts, ...ownPart(own)].join(" ");
}

/** Takes secrets out of the parts that stand in the clear. */
export function redactFingerprint(fingerprint: string, guard: { redact?(text: string): string }): string {
  if (!commandPattern.test(fingerprint)) return fingerprint;
  return fingerprint.replace(/(?<= (?:shell|folder)=)\S+/g, (text) => guard.redact?.(text) ?? text);
}

export function isSameDefinition(recorded: string, current: string): boolean {
  if (recorded === current) return true;
  const digest = commandPattern.exec(recorded)?.groups?.["digest"];
  return digest !== undefined && digest === commandPattern.exec(current)?.groups?.["digest"];
}

/** How two fingerprints differ that are not of the same definition: in one part at least. */
export function changedParts(recorded: string, current: string): readonly ChangedPart[] {
  const before = partsOf(recorded);
  const now = partsOf(current);
  const changed = order.flatMap((part): ChangedPart[] => {
    const [was = "none", is = "none"] = [before?.[part], now?.[part]];
    return was === is ? [] : [{ part, recorded: was, current: is }];
  });
  if (before && now && changed.length > 0) return changed;
  return [{ part: "definition", recorded: definitionText(recorded), current: definitionText(current) }];
}

/** Such as `script 12 lines (3f2a9c81d0e4), folder src`. */
export function definitionText(fingerprint: string): string {
  const parts = partsOf(fingerprint);
  if (!parts) return fingerprint.slice(0, shortDigest);
  return order.flatMap((part) => (parts[part] === undefined ? [] : [`${part} ${parts[part]}`])).join(", ") || "none";
}

const order = ["script", "shell", "folder", "fingerprint"] as const;

const commandPattern =
  /^(?<digest>[0-9a-f]{64})(?: script=(?<lines>\d+):(?<script>[0-9a-f]{12}))?(?: shell=(?<shell>[!-~]+))?(?: folder=(?<folder>[!-~]+))?(?: fingerprint=(?<own>[0-9a-f]{12}))?$/;

/** Hexadecimal digits. */
const shortDigest = 12;

/** Characters of what is kept or shown as it is. */
const longest = 60;

/** In words; undefined where no more is known than a digest. */
function partsOf(fingerprint: string): Partial<Record<Part, string>> | undefined {
  const groups = commandPattern.exec(fingerprint)?.groups;
  if (!groups) return fingerprint === unversioned ? {} : { fingerprint: quoted(fingerprint) };
  const { digest, lines, script, shell, folder, own } = groups;
  if (fingerprint === digest) return undefined;
  return {
    ...(script !== undefined && { script: `${lines} ${lines === "1" ? "line" : "lines"} (${script})` }),
    ...(shell !== undefined && { shell }),
    ...(folder !== undefined && { folder }),
    ...(own !== undefined && { fingerprint: own }),
  };
}

function scriptPart(text: string | undefined): string[] {
  if (!text) return [];
  const lines = normalised(text).replace(/\n$/, "").split("\n");
  return [`script=${lines.length}:${short(text)}`];
}

/** With no blanks and in ASCII, as in a URL. */
function inClear(part: "shell" | "folder", text: string | undefined): string[] {
  if (!text) return [];
  const encoded = encodeURI(normalised(text).toWellFormed());
  return [`${part}=${encoded.length > longest ? `sha256:${short(text)}` : encoded}`];
}

function ownPart(text: string | undefined): string[] {
  return text ? [`fingerprint=${short(text)}`] : [];
}

function short(text: string): string {
  return sha256(normalised(text)).slice(0, shortDigest);
}

/** A file that Windows checked out says the same. */
function normalised(text: string | undefined): string {
  return (text ?? "").replaceAll("\r\n", "\n");
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

function quoted(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
