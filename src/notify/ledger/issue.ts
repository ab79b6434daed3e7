import { code } from "../../github/markdown.ts";
import type { Repository } from "../../github/context.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { Entry } from "../incident/entry.ts";
import type { Known, Ledger, Read, Written } from "./ledger.ts";
import { reachable } from "./not-reached.ts";
import { deserialise, keysNamed, nameOf, serialise } from "./serialised.ts";

/** Only who may triage can set a label, so that nobody else's issue is taken for one of these. */
const label = "holdfast-ledger";

/** Keys of one repository, at 100 a page. */
const mostPages = 10;

/**
 * Incidents in issues, one for each key, whose body carries the entry where no reader sees it: for jobs that may not write
 * contents. Whoever closes one has its key begin anew. Needs `issues: write`.
 *
 * Weaker than a compare-and-swap, which GitHub has not for issues. Of several that are made at once the one with the lowest
 * number counts and the others are closed. An entry is looked at before it is changed and after: of two jobs that change it
 * within the same moment both may believe that they did, and people are then told twice.
 */
export function issueLedger(octokit: Octokit, { repository }: { readonly repository: Repository }): Ledger {
  const at = { owner: repository.owner, repo: repository.name };
  const { issues } = octokit.rest;

  async function* oldestFirst(): AsyncGenerator<{ number: number; body: string }> {
    const asked = { labels: label, state: "open", sort: "created", direction: "asc", per_page: 100 } as const;
    for (let page = 1; page <= mostPages; page++) {
      const { data } = await issues.listForRepo({ ...at, ...asked, page });
      for (const { number, body } of data) yield { number, body: body ?? "" };
      if (data.length < asked.per_page) break;
    }
  }

  /** The one that counts. */
  async function find(key: string): Promise<{ number: number; body: string } | undefined> {
    for await (const issue of oldestFirst()) if (issue.body.startsWith(markOf(key))) return issue;
    return undefined;
  }

  async function known(keys: readonly string[]): Promise<Known> {
    const names: string[] = [];
    for await (const { body } of oldestFirst()) names.push(/^<!-- holdfast:ledger (\w+)\n/.exec(body)?.[1] ?? "");
    return { kind: "known", keys: keysNamed(names, keys) };
  }

  async function read(key: string): Promise<Read> {
    const issue = await find(key);
    if (issue === undefined) return { kind: "none" };
    const { number, body } = issue;
    return deserialise(textIn(body), key, `issue #${number}`, `${number} ${nameOf(body)}`);
  }

  async function write(entry: Entry, revision: string | undefined): Promise<Written> {
    return revision === undefined ? create(entry) : update(entry, revision);
  }

  async function create(entry: Entry): Promise<Written> {
    const title = `What Holdfast knows of ${entry.key}`.slice(0, 200);
    const { data: own } = await issues.create({ ...at, title, body: bodyOf(entry), labels: [label] });
    const elected = await find(entry.key);
    if (elected?.number === own.number) return { kind: "written" };
    await issues.update({ ...at, issue_number: own.number, state: "closed", state_reason: "not_planned" });
    return { kind: "conflict" };
  }

  async function update(entry: Entry, revision: string): Promise<Written> {
    const issue = await find(entry.key);
    if (issue === undefined || `${issue.number} ${nameOf(issue.body)}` !== revision) return { kind: "conflict" };
    const body = bodyOf(entry);
    await issues.update({ ...at, issue_number: issue.number, body });
    return (await find(entry.key))?.body === body ? { kind: "written" } : { kind: "conflict" };
  }

  return reachable({ read, known, write }, "issues");
}

function markOf(key: string): string {
  return `<!-- holdfast:ledger ${nameOf(key)}\n`;
}

/** No text in JSON needs a `>` as it is, and without one nothing ends the comment. */
function bodyOf(entry: Entry): string {
  const told = `Holdfast keeps here what it knows of ${code(entry.key)}. Leave it open and as it is; close it to begin anew.`;
  return `${markOf(entry.key)}${serialise(entry).replaceAll(">", String.raw`\u003e`)}-->\n${told}`;
}

function textIn(body: string): string {
  return body.slice(body.indexOf("\n") + 1, body.indexOf("-->"));
}
