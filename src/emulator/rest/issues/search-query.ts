/**
 * The language of issue search, as far as it is served: `repo:`, `is:`, `state:`, `type:`, `label:`, `author:`,
 * `assignee:`, `in:`, `created:`, `updated:`, `closed:`, each also with `-` before it, and words.
 */
import { unprocessable } from "../errors.ts";
import { dateRange } from "../date-range.ts";
import type { IssueRow } from "./rows.ts";
import { sameName } from "./label-names.ts";

export interface Candidate {
  readonly issue: IssueRow;
  /** `owner/name`. */
  readonly repository: string;
  readonly labels: readonly string[];
}

export type Condition = (candidate: Candidate) => boolean;

/** Parses a query. Throws 422 for what is not served, rather than find too much. */
export function searchCondition(text: string): Condition {
  const terms = [...text.matchAll(/(-?)(?:(\w+):)?(?:"([^"]*)"|(\S+))/g)].map(([, minus, name, quoted, bare]) => ({
    negated: minus === "-",
    name,
    value: quoted ?? bare ?? "",
  }));
  if (terms.length === 0) throw unprocessable("Validation Failed: the query is empty");
  const places = terms.filter((term) => term.name === "in").flatMap((term) => term.value.split(","));
  const conditions = terms
    .filter((term) => term.name !== "in")
    .map(({ negated, name, value }): Condition => {
      const condition = name === undefined ? contains(value, places) : qualifier(name, value);
      return negated ? (candidate) => !condition(candidate) : condition;
    });
  return (candidate) => conditions.every((condition) => condition(candidate));
}

function qualifier(name: string, value: string): Condition {
  switch (name) {
    case "repo":
      return ({ repository }) => sameName(repository, value);
    case "is":
    case "state":
    case "type":
      return kind(value);
    case "label": {
      const wanted = value.split(",");
      return ({ labels }) => wanted.some((one) => labels.some((label) => sameName(label, one)));
    }
    case "author":
      return ({ issue }) => sameName(issue.author, value);
    case "assignee":
      return ({ issue }) => issue.assignees.some((login) => sameName(login, value));
    case "created":
      return within(value, (issue) => issue.createdAt);
    case "updated":
      return within(value, (issue) => issue.updatedAt);
    case "closed":
      return within(value, (issue) => issue.closedAt);
    default:
      throw unprocessable(`the emulator does not serve the qualifier "${name}:"`);
  }
}

function kind(value: string): Condition {
  switch (value) {
    case "open":
    case "closed":
      return ({ issue }) => issue.state === value;
    case "locked":
      return ({ issue }) => issue.locked;
    case "issue":
      return () => true;
    case "pr":
    case "merged":
      return () => false;
    default:
      throw unprocessable(`the emulator does not serve "is:${value}"`);
  }
}

function contains(word: string, places: readonly string[]): Condition {
  const everywhere = places.length === 0;
  const has = (text: string | null) => (text ?? "").toLowerCase().includes(word.toLowerCase());
  return ({ issue }) =>
    ((everywhere || places.includes("title")) && has(issue.title)) ||
    ((everywhere || places.includes("body")) && has(issue.body));
}

function within(value: string, time: (issue: IssueRow) => number | null): Condition {
  const contained = dateRange(value);
  return ({ issue }) => {
    const at = time(issue);
    return at !== null && contained(at);
  };
}
