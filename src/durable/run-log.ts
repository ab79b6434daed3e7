import type { Log } from "./context.ts";
import type { Engine } from "./engine.ts";

/** A log whose lines are told to the onlooker, unless `isSilent` says that they were told before. */
export function logOf({ observe, guard }: Engine, path: string, isSilent: () => boolean = () => false): Log {
  const at =
    (level: "debug" | "info" | "warn" | "error") =>
    (message: string, details?: Readonly<Record<string, unknown>>): void => {
      if (isSilent()) return;
      const text = guard?.redact(message) ?? message;
      observe({ type: "log", path, level, message: text, ...(details && { details }) });
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
