/**
 * Signals by name, with their number where Linux and macOS agree on one.
 *
 * A shell reports a command that a signal ended as exit code 128 + number (POSIX, "2.8.2 Exit Status for Commands").
 */
const NUMBERS: Readonly<Record<string, number | undefined>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: undefined,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: undefined,
  SIGSEGV: 11,
  SIGUSR2: undefined,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: undefined,
};

const NAMES = new Map(Object.entries(NUMBERS).map(([name, number]) => [number, name]));

export function isSignalName(text: string): boolean {
  return Object.hasOwn(NUMBERS, text);
}

/** The signal that a shell's exit code stands for, or undefined. */
export function signalOfExitCode(code: number): string | undefined {
  return code > 128 ? NAMES.get(code - 128) : undefined;
}
