/** How much is tried: a part where a person waits for `npm test`, all of it in the proofs. */
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether everything is tried, however long it takes. */
    thorough: boolean;
  }
}

/** How many generated cases a test tries; `npm run test:proofs` tries all of them. */
export function casesOf(all: number): number {
  return inject("thorough") ? all : Math.ceil(all / 20);
}
