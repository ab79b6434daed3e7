/** The emulator's own controls over HTTP, for tests in another process. */
import { Hono } from "hono";
import * as z from "zod";
import { FaultOrder } from "./fault-order.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";
import { evict, usage } from "./results/cache-eviction.ts";
import type { Services } from "./services.ts";

/** The path under which the controls are. */
export const CONTROLS_PATH = "/_emulator";

const Eviction = z.union([
  z.strictObject({ key: z.string() }),
  z.strictObject({ oldest: z.int().positive() }),
  z.strictObject({ all: z.literal(true) }),
]);

/** To be mounted at {@link CONTROLS_PATH}. */
export function controls(services: Services, faults: Faults, requests: RequestLog): Hono {
  const app = new Hono();
  app.post("/faults", async (context) => {
    const order = FaultOrder.safeParse(await context.req.json().catch(() => undefined));
    if (!order.success) return context.json({ message: z.prettifyError(order.error) }, 400);
    faults.order(order.data);
    return context.json({}, 201);
  });
  app.delete("/faults", (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.get("/requests", (context) => context.json({ requests: requests.all() }));
  app.delete("/requests", (context) => {
    requests.clear();
    return context.body(null, 204);
  });
  app.post("/evictions", async (context) => {
    const which = Eviction.safeParse(await context.req.json().catch(() => undefined));
    if (!which.success) return context.json({ message: z.prettifyError(which.error) }, 400);
    return context.json({ evicted: await evict(services, which.data) });
  });
  app.get("/usage", (context) => context.json({ caches: usage(services) }));
  return app;
}
