import type { Markdown } from "../../github/markdown.ts";

/** Characters of what the commands of steps wrote to their summaries, all together: it is kept until the end. */
const mostWritten = 512 * 1024;

/** What steps wrote to `$GITHUB_STEP_SUMMARY`, run or replayed. */
export interface StepSummaries {
  add(step: string, markdown: Markdown): void;
  all(): Iterable<Markdown>;
}

export function stepSummaries(): StepSummaries {
  const kept = new Map<string, Markdown>();
  let room = mostWritten;
  return {
    add(step, markdown) {
      // A step that is visited again says the newest.
      room += kept.get(step)?.length ?? 0;
      kept.delete(step);
      if (markdown === "" || markdown.length > room) return;
      room -= markdown.length;
      kept.set(step, markdown);
    },
    all: () => kept.values(),
  };
}
