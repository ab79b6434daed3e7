import type { World } from "../world.ts";

/** Bytes of summary GitHub takes from one step; one more and it takes none of it. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** The runner reads it as soon as this process has ended. */
const notSynced = { durable: false } as const;

const CUT = "\n\n> The rest is cut: GitHub keeps 1 MiB of summary a step.\n";

/** A function that adds Markdown to this step's summary as long as there is room, and says where it cut. */
export function summaryWriter(world: Pick<World, "environment" | "files">): (markdown: string) => Promise<void> {
  return async (markdown) => {
    const path = world.environment["GITHUB_STEP_SUMMARY"];
    if (path === undefined || path === "") return;
    const used = (await world.files.status(path))?.size ?? 0;
    const bytes = Buffer.from(markdown);
    const room = SUMMARY_LIMIT - used - CUT.length;
    // Once cut there is no room left, so the note is written once.
    if (bytes.length <= room) await world.files.append(path, bytes, notSynced);
    else if (room > 0) await world.files.append(path, wholeLines(bytes.subarray(0, room)) + CUT, notSynced);
  };
}

/** The text up to its last line break, or as far as it is whole characters. */
function wholeLines(bytes: Buffer): string {
  const end = bytes.lastIndexOf("\n");
  if (end > 0) return bytes.subarray(0, end).toString("utf8");
  return bytes.toString("utf8").replace(/\ufffd+$/, "");
}
