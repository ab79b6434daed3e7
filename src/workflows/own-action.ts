/** Which of Holdfast's actions a `uses:` names, whoever's copy it is: `step`, `run`, `checkpoint`, `checkpoint/save`, … */
export function ownAction(uses: string | undefined): string | undefined {
  const found = /^[\w.-]+\/holdfast(?:\/actions\/([\w/-]+))?@/.exec(uses ?? "");
  return found ? (found[1] ?? "step") : undefined;
}
