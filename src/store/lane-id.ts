import { hash } from "node:crypto";

/** Which journal is meant: one writer's part of one run. */
export interface LaneIdentity {
  /** `owner/name`: a folder of the user's holds the lanes of many repositories. */
  readonly repository: string;
  /** The run key. */
  readonly key: string;
  readonly lane: string;
}

/** 32 hexadecimal digits that no other lane has; all lower case, since some servers fold the case of keys. */
export function laneId({ repository, key, lane }: LaneIdentity): string {
  return hash("sha256", JSON.stringify([repository.toLowerCase(), key, lane]), "hex").slice(0, 32);
}

/** What a person sees of the lane in a list of artifacts: letters, digits and hyphens, at most 40. */
export function laneSlug(lane: string): string {
  const slug = lane.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return slug.slice(0, 40).replace(/^-+|-+$/g, "") || "lane";
}
