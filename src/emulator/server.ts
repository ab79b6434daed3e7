/**
 * A local GitHub: the services that the official clients of caches and artifacts talk to, and the REST API, on one
 * port, with faults to order and a log of what was asked.
 */
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { World } from "../world.ts";
import { CONTROLS_PATH, controls } from "./controls.ts";
import { inject } from "./fault-injection.ts";
import type { Connection } from "./fault-injection.ts";
import { faults as noFaults } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { operationOf } from "./operation.ts";
import { requestLog } from "./request-log.ts";
import type { RequestLog } from "./request-log.ts";
import { recordRepository, restApp } from "./rest/index.ts";
import { artifactService } from "./results/artifact-service.ts";
import { blobEndpoint } from "./results/blob-endpoint.ts";
import { evict } from "./results/cache-eviction.ts";
import type { Eviction } from "./results/cache-eviction.ts";
import { cacheV1 } from "./results/cache-v1.ts";
import { cacheV2 } from "./results/cache-v2.ts";
import type { CacheRow } from "./rows.ts";
import { runEnvironment } from "./run-environment.ts";
import type { Job } from "./run-environment.ts";
import type { Services } from "./services.ts";
import { BLOB_PATH, signedUrls } from "./signed-url.ts";
import { signingKey } from "./signing-key.ts";
import type { State } from "./state.ts";

export interface EmulatorOptions {
  readonly state: State;
  /** `127.0.0.1` unless given. */
  readonly host?: string;
  /** A free one unless given. */
  readonly port?: number;
  /** `owner/name` of the repository whose caches and artifacts these are; `octocat/hello-world` unless given. */
  readonly repository?: string;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly state: State;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Removes cache entries, as GitHub may at any time, and gives them. */
  evict(which: Eviction): Promise<CacheRow[]>;
  /** The variables under which the official clients work as this job; set them before the clients are imported. */
  environment(job: Job): Record<string, string>;
  /** Ends every connection; what was answered for is saved. Closing again is no error. */
  close(): Promise<void>;
}

/** Listens until it is closed. Throws where `repository` is not `owner/name` and where the port is taken. */
export async function startEmulator(
  world: Pick<World, "clock" | "random" | "http">,
  options: EmulatorOptions,
): Promise<Emulator> {
  const { clock } = world;
  const { state, host = "127.0.0.1", port = 0, repository = "octocat/hello-world" } = options;
  const key = signingKey(state, world.random);
  const services: Services = { state, clock, key, urls: signedUrls(key, clock) };
  const faults = noFaults();
  const requests = requestLog();
  const app = routes(services, faults, requests);
  const [, owner, name] = /^([^/]+)\/([^/]+)$/.exec(repository) ?? [];
  if (owner === undefined || name === undefined) throw new Error(`repository "${repository}" is not owner/name`);
  await recordRepository(services, { owner, name });

  const answer = async (request: Request, connection: Connection): Promise<Response> => {
    const { method } = request;
    const url = new URL(request.url);
    const work = async () => app.fetch(request);
    if (url.pathname.startsWith(`${CONTROLS_PATH}/`)) return work();
    const fault = faults.meet(method, url);
    const learn = requests.add({ method, path: url.pathname, operation: operationOf(method, url) });
    if (fault !== undefined) learn({ fault: fault.kind });
    const response = await (fault === undefined ? work() : inject(fault, connection, clock, work));
    if (!response.headers.has("x-hono-already-sent")) learn({ status: response.status });
    return response;
  };

  const server = await world.http.serve(
    // Node awaits no listener: this one answers every error itself. The globals are left as the process has them.
    (incoming, outgoing) =>
      void getRequestListener((request) => answer(request, { incoming, outgoing }), { overrideGlobalObjects: false })(
        incoming,
        outgoing,
      ),
    { host, port },
  );
  let closed: Promise<void> | undefined;
  return {
    url: server.url,
    state,
    faults,
    requests,
    evict: async (which) => {
      const evicted = await evict(services, which);
      await state.saved();
      return evicted;
    },
    environment: (job) => runEnvironment(key, { url: server.url, repository }, clock.now(), job),
    close: () => (closed ??= server.close().then(() => state.saved())),
  };
}

function routes(services: Services, faults: Faults, requests: RequestLog): Hono {
  const app = new Hono();
  app.use(async (_context, next) => {
    await next();
    // Nothing is answered for that a restart would forget.
    await services.state.saved();
  });
  app.route("/twirp/github.actions.results.api.v1.CacheService", cacheV2(services));
  app.route("/twirp/github.actions.results.api.v1.ArtifactService", artifactService(services));
  app.route("/_apis/artifactcache", cacheV1(services));
  app.route(BLOB_PATH, blobEndpoint(services));
  app.route(CONTROLS_PATH, controls(services, faults, requests));
  app.route("/", restApp(services));
  app.notFound((context) => context.json({ code: "bad_route", msg: "no such route", message: "Not Found" }, 404));
  app.onError((error, context) => context.json({ code: "internal", msg: error.message, message: error.message }, 500));
  return app;
}
