/** What counts as a licence: an expression of SPDX's form. https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/ */

/** SPDX's and npm's words for "there is none". */
const NONE = new Set(["UNLICENSED", "NONE", "NOASSERTION"]);

const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9.-]*(?::[A-Za-z0-9.-]+)?\+?$/;

/** Whether `licence` grants anything that can be told from its form. `SEE LICENSE IN …` has to be read by a person. */
export function isLicensed(licence: string | undefined): boolean {
  if (licence === undefined) return false;
  const words = licence.replaceAll(/[()]/g, " ").trim().split(/\s+/);
  // Identifiers stand at even places, AND, OR and WITH between them.
  return (
    words.length % 2 === 1 &&
    words.every((word, place) =>
      place % 2 === 1 ? ["AND", "OR", "WITH"].includes(word.toUpperCase()) : IDENTIFIER.test(word) && !NONE.has(word),
    )
  );
}
