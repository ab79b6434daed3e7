/** How far one version is behind another: https://semver.org, without the order among pre-releases. */
export type Distance = "major" | "minor" | "patch";

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** Undefined where `version` is not behind, or one of the two is no version. */
export function behind(version: string, latest: string): Distance | undefined {
  const from = VERSION.exec(version);
  const to = VERSION.exec(latest);
  if (from === null || to === null) return undefined;
  for (const [index, distance] of (["major", "minor", "patch"] as const).entries()) {
    const difference = Number(to[index + 1]) - Number(from[index + 1]);
    if (difference !== 0) return difference > 0 ? distance : undefined;
  }
  const wasPreRelease = from[4] !== undefined && to[4] === undefined;
  return wasPreRelease ? "patch" : undefined;
}
