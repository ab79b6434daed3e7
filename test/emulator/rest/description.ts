/** GitHub's OpenAPI description of what is served, and answers held to it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Octokit } from "@octokit/rest";
import { Ajv } from "ajv";
import formats from "ajv-formats";

interface Slice {
  /** By operation and status: the schema of the body, or null where there is none. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const slice: Slice = JSON.parse(readFileSync(join(import.meta.dirname, "openapi.json"), "utf8"));

const ajv = new Ajv({ strict: false, allErrors: true, schemas: { github: slice } });
formats.default(ajv);

/** The operations described, as `GET /repos/{owner}/{repo}`. */
export const described = Object.keys(slice.operations);

/** What is wrong with an answer; undefined where it is as described. */
export function faultOf(operation: string, status: number, body: unknown): string | undefined {
  const responses = slice.operations[operation];
  if (responses === undefined) return `${operation} is not described`;
  const schema = responses[status];
  // Whatever is asked for, GitHub may answer 401 and 403, and does not say so of every operation.
  if (schema === undefined) return status < 400 ? `${operation} is not described to answer ${status}` : undefined;
  if (schema === null) return isEmpty(body) ? undefined : `${operation} answers ${status} with a body`;
  const pointer = operation.replaceAll("~", "~0").replaceAll("/", "~1");
  const name = `github#/operations/${encodeURIComponent(pointer)}/${status}`;
  const validate = ajv.getSchema(name);
  if (validate === undefined) throw new Error(`there is no schema ${name}`);
  return validate(body) === true ? undefined : `${operation} answers ${status}: ${ajv.errorsText(validate.errors)}`;
}

export interface Observed {
  /** Operations that succeeded, and as described. */
  readonly succeeded: Set<string>;
  readonly faults: string[];
}

/** Holds every answer that the client gets from now on to the description. */
export function observe(octokit: Octokit, observed: Observed): void {
  const learn = (operation: string, status: number, body: unknown) => {
    const fault = faultOf(operation, status, body);
    if (fault !== undefined) observed.faults.push(fault);
    else if (status < 400) observed.succeeded.add(operation);
  };
  octokit.hook.after("request", (response, { method, url }) => {
    learn(operationOf(method, url), response.status, response.data);
  });
  octokit.hook.error("request", (error, { method, url }) => {
    if ("response" in error) learn(operationOf(method, url), error.status, error.response?.data);
    throw error;
  });
}

function operationOf(method: string, template: string): string {
  return `${method} ${template.replace(/\{\?.*\}$/, "")}`;
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === "" || (body instanceof ArrayBuffer && body.byteLength === 0);
}
