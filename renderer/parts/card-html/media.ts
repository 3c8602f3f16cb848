import { createContext } from "svelte";

/** The address of a picture or sound that a card names, a `blob:`; null when there is no such file. */
export type MediaAddress = (name: string) => Promise<string | null>;

/** How the cards of a deck get their files. */
export const [mediaOf, setMedia] = createContext<MediaAddress>();
