import { UserError } from "../policy/user-error.ts";

/**
 * Throws a {@link UserError} on a Node too old for the command: 22.18 is the first that runs automations in TypeScript, by
 * leaving out their types and with hooks for what they import.
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return;
  throw new UserError(
    `this is Node ${version}, and Node 24 (or 22.18 at the least) is needed. In a clone of Holdfast, npx brings its own: npx holdfast`,
  );
}
