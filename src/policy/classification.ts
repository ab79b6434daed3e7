import { CATALOGUE } from "./catalogue.ts";
import { type Failure, signalOf } from "./failure.ts";

/** Whether trying again is likely to help, and the rule that says so, named for people. */
export interface Classification {
  readonly kind: "transient" | "permanent" | "unknown";
  readonly rule: string;
}

/** Characters of output, from its end, that rules look at. */
export const OUTPUT_LOOKED_AT = 64 * 1024;

/**
 * Exit codes that mean the same everywhere: `sysexits.h` (https://man.freebsd.org/cgi/man.cgi?sysexits), the shell's
 * 126 and 127 (POSIX, "2.8.2 Exit Status for Commands") and 124 of coreutils' `timeout`.
 */
const EXIT_CODES: Readonly<Record<number, Classification>> = {
  64: permanent("wrong usage, EX_USAGE"),
  65: permanent("wrong input data, EX_DATAERR"),
  66: permanent("missing input, EX_NOINPUT"),
  75: transient("temporary failure, EX_TEMPFAIL"),
  77: permanent("permission denied, EX_NOPERM"),
  78: permanent("wrong configuration, EX_CONFIG"),
  124: transient("a timeout of its own"),
  126: permanent("command not executable"),
  127: permanent("command not found"),
};

/** Signals that come from outside the program, or from a program this machine can never run. */
const SIGNALS: Readonly<Record<string, Classification>> = {
  SIGHUP: transient("ended from outside"),
  SIGTERM: transient("ended from outside"),
  SIGKILL: transient("killed from outside, perhaps out of memory"),
  SIGILL: permanent("an instruction this machine lacks"),
  SIGSYS: permanent("a system call this machine refuses"),
};

/** Causes of a process that could not be started which pass when others end. */
const SCARCITY = new Set(["EAGAIN", "EMFILE", "ENFILE", "ENOMEM", "ETXTBSY"]);

/** Says whether a failure is likely to pass. Exit codes and signals speak before the output does. */
export function classify(failure: Failure): Classification {
  switch (failure.kind) {
    case "timeout":
      return transient("timeout");
    case "idle-timeout":
      return transient("idle timeout");
    case "deadline":
      return permanent("deadline");
    case "interrupted":
      return permanent("interrupted");
    case "not-started":
      return SCARCITY.has(failure.code ?? "") ? transient("no room to start") : permanent("could not be started");
    case "signal":
    case "exit":
      return bySignal(failure) ?? byExitCode(failure) ?? byText(failure.output ?? "");
    default:
      return byText(`${failure.code ?? ""} ${failure.name}: ${failure.message}\n${failure.output ?? ""}`);
  }
}

function bySignal(failure: Failure): Classification | undefined {
  return SIGNALS[signalOf(failure) ?? ""];
}

function byExitCode(failure: Failure): Classification | undefined {
  return failure.kind === "exit" ? EXIT_CODES[failure.code] : undefined;
}

function byText(text: string): Classification {
  const end = text.slice(-OUTPUT_LOOKED_AT);
  const entry = CATALOGUE.find(({ pattern }) => pattern.test(end));
  return entry === undefined ? { kind: "unknown", rule: "unknown cause" } : transient(entry.rule);
}

function transient(rule: string): Classification {
  return { kind: "transient", rule };
}

function permanent(rule: string): Classification {
  return { kind: "permanent", rule };
}
