/** Blobs over REST. */
import { z } from "zod";
import { repositoryRoutes } from "../context.ts";
import type { Rest } from "../context.ts";
import { found } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { nodeId } from "../present.ts";
import { objectsOf } from "./objects.ts";

const newBlob = z.object({ content: z.string(), encoding: z.enum(["utf-8", "base64"]).default("utf-8") });

export function blobRoutes({ state }: Rest) {
  const app = repositoryRoutes();

  app.post("/git/blobs", async (c) => {
    const { view } = c.var;
    const { content, encoding } = await bodyOf(c, "Blob", newBlob);
    const sha = await objectsOf(state, view.repository).write({
      type: "blob",
      content: Buffer.from(content, encoding),
    });
    const url = `${view.url}/git/blobs/${sha}`;
    return c.json({ sha, url }, 201, { Location: url });
  });

  app.get("/git/blobs/:file_sha", async (c) => {
    const { view } = c.var;
    const sha = c.req.param("file_sha");
    const content = found(await objectsOf(state, view.repository).content(sha, "blob"));
    return c.json({
      sha,
      node_id: nodeId("B", sha),
      size: content.length,
      url: `${view.url}/git/blobs/${sha}`,
      content: wrapped(content),
      encoding: "base64",
    });
  });

  return app;
}

/** Base64 as GitHub gives it: a new line after each 60 characters. */
export function wrapped(content: Buffer): string {
  return content.toString("base64").replaceAll(/.{1,60}/g, "$&\n");
}
