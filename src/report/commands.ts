/** Commands of `holdfast` as people type them. */
import { word } from "./shell-word.ts";

/** `again` are steps that run again only where they are named. */
export function resumeCommand(key: string, again: readonly string[] = []): string {
  const steps = again.length === 0 ? [] : ["--again", ...again.map(word)];
  return ["holdfast resume", word(key), ...steps].join(" ");
}

export function redriveCommand(key: string): string {
  return `holdfast redrive ${word(key)}`;
}

/** One of the ways to answer what waits; `step` may be left out where only one does. */
export function answerCommand(key: string, step?: string): string {
  return ["holdfast approve", ...[key, ...(step === undefined ? [] : [step])].map(word)].join(" ");
}
