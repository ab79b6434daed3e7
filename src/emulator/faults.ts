/** Faults that a test orders, and which request meets which. */
import { operationOf } from "./operation.ts";
import type { FaultAction, FaultOrder } from "./fault-order.ts";

export interface OrderedFault {
  /** How many requests have met it. */
  readonly hits: number;
  cancel(): void;
}

export interface Faults {
  /** Requests that several orders fit meet the one ordered first. */
  order(order: FaultOrder): OrderedFault;
  /** Cancels every order. */
  clear(): void;
  /** What is to happen to a request, if anything; counts as meeting it. */
  meet(method: string, url: URL): FaultAction | undefined;
}

export function faults(): Faults {
  const standing = new Set<{ order: FaultOrder; seen: number; hits: number }>();
  return {
    order(order) {
      const entry = { order, seen: 0, hits: 0 };
      standing.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        cancel: () => void standing.delete(entry),
      };
    },
    clear: () => standing.clear(),
    meet(method, url) {
      for (const entry of standing) {
        if (!fits(entry.order, method, url)) continue;
        entry.seen += 1;
        if (entry.seen <= (entry.order.after ?? 0)) continue;
        entry.hits += 1;
        if (entry.hits === (entry.order.times ?? 1)) standing.delete(entry);
        return entry.order.action;
      }
      return undefined;
    },
  };
}

function fits({ method, path, operation }: FaultOrder, actualMethod: string, url: URL): boolean {
  if (method !== undefined && method.toUpperCase() !== actualMethod) return false;
  if (operation !== undefined && operation !== operationOf(actualMethod, url)) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? url.pathname.includes(path) : url.pathname.search(path) >= 0;
}
