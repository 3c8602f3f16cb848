import { createContext } from "svelte";

/** HTML in which code of the languages that it knows has its words told apart by classes; the rest is left alone. */
export type Highlighter = (html: string) => string;

/** How code is coloured; loaded with the first block that names a language. */
export const [highlighterOf, setHighlighter] = createContext<() => Promise<Highlighter>>();
