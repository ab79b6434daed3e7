/** Lists in pages, with the Link header that clients follow. */
import type { Context } from "hono";

/** The page that `page` and `per_page` ask for (30 unless told, at most 100); sets the Link header. */
export function pageOf<T>(c: Context, items: readonly T[]): T[] {
  const size = Math.min(positive(c.req.query("per_page"), 30), 100);
  const page = positive(c.req.query("page"), 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const at = (number: number, relation: string) => {
    const url = new URL(c.req.url);
    url.searchParams.set("page", String(number));
    return `<${url.href}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [at(Math.min(page - 1, last), "prev")] : []),
    ...(page < last ? [at(page + 1, "next"), at(last, "last")] : []),
    ...(page > 1 ? [at(1, "first")] : []),
  ];
  if (links.length > 0) c.header("Link", links.join(", "));
  return items.slice((page - 1) * size, page * size);
}

function positive(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}
