import type { Files } from "../../world.ts";

/** A simulated disk over a real one: what the simulated one has not is read from the real one, which is never changed. */
export function overlay(simulated: Files, real: Files): Files {
  const within = async (path: string): Promise<Files> => ((await simulated.status(path)) ? simulated : real);
  return {
    ...simulated,
    read: async (path, limit) => (await within(path)).read(path, limit),
    readRange: async (path, offset, length) => (await within(path)).readRange(path, offset, length),
    status: async (path) => (await within(path)).status(path),
    list: async (path) => (await within(path)).list(path),
    readLink: async (path) => (await within(path)).readLink(path),
  };
}
