/** Annotated tags over REST: the object alone, a ref to it is made apart. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { nodeId } from "../present.ts";
import { decodeHeaded, encodeHeaded, valueOf } from "./headers.ts";
import { objectsOf } from "./objects.ts";
import { decodePerson, encodePerson, personInput, personOf, presentPerson } from "./person.ts";
import { unverified } from "./present.ts";

const newTag = z.object({
  tag: z.string().min(1),
  message: z.string(),
  object: z.string(),
  type: z.enum(["commit", "tree", "blob"]),
  tagger: personInput.optional(),
});

export function tagRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();

  app.post("/git/tags", async (c) => {
    const { view, login } = c.var;
    const objects = objectsOf(state, view.repository);
    const body = await bodyOf(c, "Tag", newTag);
    if ((await objects.content(body.object, body.type)) === undefined) throw unprocessable("Object does not exist");
    const name = writer(login);
    const tagger = personOf(body.tagger ?? { name, email: `${name}@users.noreply.github.com` }, clock.now());
    const content = encodeHeaded({
      headers: [
        ["object", body.object],
        ["type", body.type],
        ["tag", body.tag],
        ["tagger", encodePerson(tagger)],
      ],
      message: body.message,
    });
    const sha = await objects.write({ type: "tag", content });
    return c.json(present(view, sha, content), 201, { Location: `${view.url}/git/tags/${sha}` });
  });

  app.get("/git/tags/:tag_sha", async (c) => {
    const { view } = c.var;
    const sha = c.req.param("tag_sha");
    return c.json(present(view, sha, found(await objectsOf(state, view.repository).content(sha, "tag"))));
  });

  return app;
}

function present({ url }: View, sha: string, content: Buffer) {
  const tag = decodeHeaded(content);
  const type = valueOf(tag, "type");
  const object = valueOf(tag, "object");
  return {
    sha,
    node_id: nodeId("T", sha),
    url: `${url}/git/tags/${sha}`,
    tag: valueOf(tag, "tag"),
    message: tag.message,
    tagger: presentPerson(decodePerson(valueOf(tag, "tagger"))),
    object: { type, sha: object, url: `${url}/git/${type}s/${object}` },
    verification: unverified,
  };
}
