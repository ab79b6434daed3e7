/** The look-ups as the run recorded them: JSON lines of `key`, `status`, `outputs` and `error`. */
import type { Answer } from "./audit.ts";
import { isObject, text } from "./json.ts";
import type { RegistryFacts } from "./registry.ts";

/** Lines that are no look-up are passed over: what is missing shows in the report as not looked up. */
export function readAnswers(content: string): Answer[] {
  return content.split("\n").flatMap((line): Answer[] => {
    if (line.trim() === "") return [];
    const result: unknown = JSON.parse(line);
    const key = isObject(result) ? text(result["key"]) : undefined;
    if (!isObject(result) || key === undefined) return [];
    const facts = isObject(result["outputs"]) ? text(result["outputs"]["facts"]) : undefined;
    return facts === undefined ? [{ key, error: errorOf(result["error"]) }] : [{ key, facts: readFacts(facts) }];
  });
}

function errorOf(error: unknown): string {
  return text(isObject(error) ? error["message"] : error) ?? "was not looked up";
}

function readFacts(json: string): RegistryFacts {
  const facts: unknown = JSON.parse(json);
  const { latest, licence, deprecated, installScript } = isObject(facts) ? facts : {};
  const [latestText, licenceText, deprecatedText] = [latest, licence, deprecated].map(text);
  if (latestText === undefined) throw new Error(`${json} is no answer of a look-up: it has no latest version`);
  return {
    latest: latestText,
    ...(licenceText !== undefined && { licence: licenceText }),
    ...(deprecatedText !== undefined && { deprecated: deprecatedText }),
    installScript: installScript === true,
  };
}
