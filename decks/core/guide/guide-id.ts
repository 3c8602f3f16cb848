import { shortDigest } from "../digest.ts";
import type { GuideId } from "../ids.ts";
import { normalisedKey } from "../normalised-key.ts";

/** The identity of a guide at its first import, from its title: case, spaces and punctuation do not matter. */
export function guideIdOf(title: string): GuideId {
  return shortDigest(`guide/${normalisedKey(title)}`) as GuideId;
}
