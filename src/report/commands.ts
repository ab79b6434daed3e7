/** Commands of `holdfast` as people type them. */
import type { Expected } from "../journal/fold-run.ts";
import { word } from "./shell-word.ts";

/** `again` are steps that run again only where they are named. */
export function resumeCommand(key: string, again: readonly string[] = []): string {
  const steps = again.length === 0 ? [] : ["--again", ...again.map(word)];
  return ["holdfast resume", word(key), ...steps].join(" ");
}

export function redriveCommand(key: string): string {
  return `holdfast redrive ${word(key)}`;
}

/** The first of the ways to answer what waits. */
export function answerCommand(key: string, step: string, expects?: Expected): string {
  const command = `holdfast ${expects === "event" ? "signal" : "approve"} ${word(key)} ${word(step)}`;
  return expects === "event" ? `${command} --json VALUE` : command;
}

/** The other commands that answer it, as an aside. */
export function otherAnswers(expects?: Expected): string {
  if (expects === "event") return "";
  return expects === "approval" ? "   (or reject)" : "   (or reject, signal)";
}
