import type { MediaAddress } from "./media.ts";

/** The pictures that the styles of a card name. Styles are read at once, and files come later. */
export interface NamedPictures {
  /** The address of a picture once it was found; null until then, and when there is none. */
  readonly address: (name: string) => string | null;
  /** Looks for those that were asked for so far. @returns whether one was found */
  readonly find: () => Promise<boolean>;
}

export function namedPictures(mediaAddress: MediaAddress): NamedPictures {
  const named = new Map<string, string | null>();
  return {
    address: (name) => {
      const known = named.get(name) ?? null;
      named.set(name, known);
      return known;
    },
    find: async () => {
      const found = await Promise.all(
        [...named.keys()].map(async (name) => [name, await mediaAddress(name)] as const),
      );
      for (const [name, address] of found) named.set(name, address);
      return found.some(([, address]) => address !== null);
    },
  };
}
