import type { StudyStore } from "../decks/contract.ts";
import type { MediaAddress } from "./parts/card-html/media.ts";

/** Browsers tell most files by their beginning; these they do not. */
const TYPES: Readonly<Record<string, string>> = { svg: "image/svg+xml", mp3: "audio/mpeg", m4a: "audio/mp4" };

/** Addresses for the pictures and sounds of cards; each file is asked for once. */
export function mediaAddresses(store: Pick<StudyStore, "media">): MediaAddress {
  const known = new Map<string, Promise<string | null>>();
  const addressOf = async (name: string) => {
    const bytes = await store.media({ name });
    if (bytes === null) return null;
    const type = TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "";
    return URL.createObjectURL(new Blob([bytes.slice()], { type }));
  };
  return async (name) => {
    let found = known.get(name);
    if (!found) known.set(name, (found = addressOf(name)));
    const address = await found.catch(() => null);
    // An import may bring it later.
    if (address === null) known.delete(name);
    return address;
  };
}
