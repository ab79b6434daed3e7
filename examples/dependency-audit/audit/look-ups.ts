/** The look-ups as the run recorded them: JSON lines of `key`, `status`, `outputs` and `error`. */
import type { LookUp } from "./audit.ts";
import { isObject, text } from "./json.ts";
import type { Absent, RegistryFacts } from "./registry.ts";

/** Lines that are no look-up are passed over: what is missing shows in the report as not looked up. */
export function readLookUps(content: string): LookUp[] {
  return content.split("\n").flatMap((line): LookUp[] => {
    if (line.trim() === "") return [];
    const result: unknown = JSON.parse(line);
    const key = isObject(result) ? text(result["key"]) : undefined;
    if (!isObject(result) || key === undefined) return [];
    const answer = isObject(result["outputs"]) ? text(result["outputs"]["answer"]) : undefined;
    return [{ key, ...(answer === undefined ? { error: errorOf(result["error"]) } : readAnswer(answer)) }];
  });
}

function errorOf(error: unknown): string {
  return text(isObject(error) ? error["message"] : error) ?? "was not looked up";
}

function readAnswer(json: string): RegistryFacts | Absent {
  const answer: unknown = JSON.parse(json);
  const { latest, licence, deprecated, absent, installScript } = isObject(answer) ? answer : {};
  const [latestText, licenceText, deprecatedText, absentText] = [latest, licence, deprecated, absent].map(text);
  if (absentText !== undefined) return { absent: absentText };
  if (latestText === undefined) throw new Error(`${json} is no answer of a look-up: it has no latest version`);
  return {
    latest: latestText,
    ...(licenceText !== undefined && { licence: licenceText }),
    ...(deprecatedText !== undefined && { deprecated: deprecatedText }),
    installScript: installScript === true,
  };
}
