/** Labels by their names, which are one and the same in upper and lower case. */
import type { State } from "../../state.ts";
import type { Repository } from "../repositories.ts";
import { labels } from "./rows.ts";
import type { LabelRow } from "./rows.ts";

export function labelsIn(state: State, repository: Repository): LabelRow[] {
  return labels(state)
    .all()
    .filter((label) => label.repository === repository.id);
}

export function labelNamed(state: State, repository: Repository, name: string): LabelRow | undefined {
  return labelsIn(state, repository).find((label) => sameName(label.name, name));
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Ids of the labels named, each once; those nobody made yet are made, in grey, as GitHub does. */
export function labelIds(state: State, repository: Repository, names: readonly string[]): number[] {
  const make = (name: string) =>
    labels(state).insert({ repository: repository.id, name, color: "ededed", description: null });
  return [...new Set(names.map((name) => (labelNamed(state, repository, name) ?? make(name)).id))];
}
