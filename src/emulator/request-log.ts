/** Every request but those to the emulator's own controls, so that a test can count the calls a step makes. */

export interface LoggedRequest {
  readonly method: string;
  /** Path without the query, where signatures are. */
  readonly path: string;
  /** See `operationOf`. */
  readonly operation: string;
  /** Status answered; undefined while it is not, and where the connection ended without an answer. */
  readonly status?: number;
  /** Kind of the fault that was ordered for it. */
  readonly fault?: string;
}

export interface RequestLog {
  /** Oldest first. */
  all(): readonly LoggedRequest[];
  /** How many requests there were of an operation. */
  count(operation: string): number;
  clear(): void;
  /** Takes a request; what is learnt of it later is added by the function returned. */
  add(request: LoggedRequest): (learnt: Pick<LoggedRequest, "status" | "fault">) => void;
}

export function requestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  return {
    all: () => [...requests],
    count: (operation) => requests.filter((request) => request.operation === operation).length,
    clear: () => void requests.splice(0),
    add(request) {
      let entry = request;
      requests.push(entry);
      return (learnt) => {
        const index = requests.indexOf(entry);
        entry = { ...entry, ...learnt };
        if (index >= 0) requests[index] = entry;
      };
    },
  };
}
