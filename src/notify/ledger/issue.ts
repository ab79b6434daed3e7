import type { Repository } from "../../github/context.ts";
import { statusOf } from "../../github/failure.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { World } from "../../world.ts";
import type { Entry } from "../incident/entry.ts";
import { bodyOf, isOf, nameIn, textIn } from "./issue-body.ts";
import type { Known, Ledger, Read, Written } from "./ledger.ts";
import { reachable } from "./not-reached.ts";
import { deserialise, keysNamed, nameOf } from "./serialised.ts";

/** Only who may triage can set a label, so that nobody else's issue is taken for one of these. */
const label = "holdfast-ledger";

/** Milliseconds before each look at a list that may lag behind what was just made. */
const looks = [0, 1_000, 2_000, 4_000];

interface Kept {
  readonly number: number;
  readonly body: string;
}

/**
 * Incidents in issues, one for each key, whose body carries the entry where no reader sees it: for jobs that may not write
 * contents. Whoever closes one has its key begin anew. To find a key takes a request for each hundred of them. Needs
 * `issues: write`.
 *
 * Weaker than a compare-and-swap, which GitHub has not for issues. Of several that are made at once the one with the lowest
 * number counts and the others are closed. An entry is looked at before it is changed and after: of two jobs that change it
 * within the same moment both may believe that they did, and people are then told twice. A body has room for so much: of an
 * entry that is too long, see {@link bodyOf}.
 */
export function issueLedger(
  { clock }: Pick<World, "clock">,
  octokit: Octokit,
  { repository }: { readonly repository: Repository },
): Ledger {
  const at = { owner: repository.owner, repo: repository.name };
  const { issues } = octokit.rest;
  /** The issue of each key that was found or made: a list may not have it yet. */
  const numbers = new Map<string, number>();

  async function* oldestFirst(): AsyncGenerator<Kept> {
    const asked = { labels: label, state: "open", sort: "created", direction: "asc", per_page: 100 } as const;
    for await (const { data } of octokit.paginate.iterator(issues.listForRepo, { ...at, ...asked })) {
      for (const { number, body } of data) yield { number, body: body ?? "" };
    }
  }

  /** The one that counts. */
  async function find(key: string): Promise<Kept | undefined> {
    const number = numbers.get(key);
    const kept = (number === undefined ? undefined : await get(number, key)) ?? (await firstListed(key));
    if (kept !== undefined) numbers.set(key, kept.number);
    return kept;
  }

  async function firstListed(key: string): Promise<Kept | undefined> {
    for await (const issue of oldestFirst()) if (isOf(issue.body, key)) return issue;
    return undefined;
  }

  /** Undefined where it is closed, gone, or another's. */
  async function get(number: number, key: string): Promise<Kept | undefined> {
    try {
      const { data } = await issues.get({ ...at, issue_number: number });
      const body = data.body ?? "";
      return data.state === "open" && isOf(body, key) ? { number, body } : undefined;
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
      throw error;
    }
  }

  async function known(keys: readonly string[]): Promise<Known> {
    const names: string[] = [];
    for await (const { body } of oldestFirst()) names.push(nameIn(body));
    return { kind: "known", keys: keysNamed(names, keys) };
  }

  async function read(key: string): Promise<Read> {
    const issue = await find(key);
    if (issue === undefined) return { kind: "none" };
    const { number, body } = issue;
    return deserialise(textIn(body), key, `issue #${number}`, revisionOf(issue));
  }

  async function write(entry: Entry, revision: string | undefined): Promise<Written> {
    return revision === undefined ? create(entry) : update(entry, revision);
  }

  async function create(entry: Entry): Promise<Written> {
    const title = `What Holdfast knows of ${entry.key}`.slice(0, 200);
    const { data: own } = await issues.create({ ...at, title, body: bodyOf(entry), labels: [label] });
    if (await isElected(own.number, entry.key)) {
      numbers.set(entry.key, own.number);
      return { kind: "written" };
    }
    await issues.update({ ...at, issue_number: own.number, state: "closed", state_reason: "not_planned" });
    return { kind: "conflict" };
  }

  /** Only an issue that is listed before it is in its way. */
  async function isElected(number: number, key: string): Promise<boolean> {
    for (const pause of looks) {
      if (pause > 0) await clock.sleep(pause);
      const first = await firstListed(key);
      if (first !== undefined && first.number <= number) return first.number === number;
    }
    return true;
  }

  async function update(entry: Entry, revision: string): Promise<Written> {
    const issue = await find(entry.key);
    if (issue === undefined || revisionOf(issue) !== revision) return { kind: "conflict" };
    const body = bodyOf(entry);
    await issues.update({ ...at, issue_number: issue.number, body });
    return (await find(entry.key))?.body === body ? { kind: "written" } : { kind: "conflict" };
  }

  return reachable({ read, known, write }, "issues");
}

function revisionOf({ number, body }: Kept): string {
  return `${number} ${nameOf(body)}`;
}
