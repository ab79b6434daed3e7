import { inspect } from "node:util";
import type { Log } from "../context.ts";
import type { Engine } from "./engine.ts";

const whole = { depth: 30, maxArrayLength: null, maxStringLength: null };

/** A log whose lines are told to the onlooker, unless `isSilent` says that they were told before. */
export function logOf({ observe, guard }: Engine, path: string, isSilent: () => boolean = () => false): Log {
  const at =
    (level: "debug" | "info" | "warn" | "error") =>
    (message: string, details?: Readonly<Record<string, unknown>>): void => {
      if (isSilent()) return;
      const text = guard?.redact(message) ?? message;
      const isSecret = details !== undefined && guard?.holds(inspect(details, whole)) === true;
      const shown = isSecret ? { withheld: "they hold a secret" } : details;
      observe({ type: "log", path, level, message: text, ...(shown && { details: shown }) });
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
