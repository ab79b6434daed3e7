/** Which store an action keeps its checkpoints in, and the clients behind it. Each client is loaded when it is first used. */
import type { RunnerContext } from "../../github/context.ts";
import { UserError } from "../../policy/user-error.ts";
import { artifactStore, type ArtifactReach } from "../../store/artifact.ts";
import { cacheStore } from "../../store/cache.ts";
import { directoryStore } from "../../store/directory.ts";
import { layeredStore } from "../../store/layered.ts";
import { stateFolder } from "../../store/state-folder.ts";
import type { ArtifactService, CacheService } from "../../store/services.ts";
import type { CopyingStore, Store } from "../../store/store.ts";
import type { World } from "../../world.ts";

export type StoreName = "auto" | "cache" | "artifact" | "directory";

export interface StoreOptions {
  readonly name: StoreName;
  readonly token: string | undefined;
  /** A name beside which the stores may make folders that last as long as a call. */
  readonly scratch: string;
  readonly reach: ArtifactReach;
  /** What is kept may be lost: the fast store alone will do. */
  readonly isExpendable?: boolean;
}

/** Opens the store of an action. Throws a {@link UserError} where a store was asked for that this job does not have. */
export function openStore(world: World, context: RunnerContext, options: StoreOptions): Store {
  const services = servicesOf(world.environment, context);
  switch (options.name) {
    case "directory":
      return openDirectory(world);
    case "cache":
      return services.cache ? openCache(world, context, options) : missing("cache", "ACTIONS_CACHE_URL");
    case "artifact":
      return services.artifact ? openArtifact(world, context, options) : missing("artifact", "ACTIONS_RESULTS_URL");
    case "auto":
      if (!services.cache) return services.artifact ? openArtifact(world, context, options) : openDirectory(world);
      if (!services.artifact || options.isExpendable) return openCache(world, context, options);
      return layeredStore(
        world,
        openCache(world, context, options),
        openArtifact(world, context, options),
        // The attempt before this one had ended its job: nothing of this run can be newer.
        ({ closed, runId, attempt }) => closed && runId === context.runId && attempt === (context.attempt ?? 1) - 1,
      );
  }
}

/**
 * What the runner offers. Enterprise servers and act have the first cache protocol, act without a token, and no
 * artifacts that the official client can read.
 */
function servicesOf(environment: World["environment"], { enterpriseServer }: RunnerContext) {
  const has = (name: string) => Boolean(environment[name]);
  const results = has("ACTIONS_RESULTS_URL") && has("ACTIONS_RUNTIME_TOKEN") && !enterpriseServer;
  const isSecondProtocol = results && has("ACTIONS_CACHE_SERVICE_V2");
  return { cache: isSecondProtocol || has("ACTIONS_CACHE_URL"), isSecondProtocol, artifact: results };
}

function missing(store: string, variable: string): never {
  throw new UserError(
    `input store is "${store}": this runner has no ${store} service (${variable}); write auto or directory`,
  );
}

function openDirectory(world: World): Store {
  return directoryStore(world, stateFolder(world.environment, world.processes.platform));
}

function openCache(world: World, context: RunnerContext, { scratch }: StoreOptions): Store {
  const load = once(async () => (await import("../../github/cache.ts")).cacheService(world));
  const service: CacheService = {
    restore: async (...call) => (await load()).restore(...call),
    save: async (...call) => (await load()).save(...call),
  };
  return cacheStore(world, service, scratch, servicesOf(world.environment, context).isSecondProtocol);
}

function openArtifact(world: World, context: RunnerContext, { token, scratch, reach }: StoreOptions): CopyingStore {
  const load = once(async () => (await import("../../github/artifact.ts")).artifactService(world, context, token));
  const service: ArtifactService = {
    listOfThisRun: async (...call) => (await load()).listOfThisRun(...call),
    listOfAllRuns: async (...call) => (await load()).listOfAllRuns(...call),
    download: async (...call) => (await load()).download(...call),
    upload: async (...call) => (await load()).upload(...call),
  };
  return artifactStore(world, service, scratch, reach);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
