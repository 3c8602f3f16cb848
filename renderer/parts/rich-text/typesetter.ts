import { createContext } from "svelte";
import type { Formula } from "./math-spans.ts";

/** What makes more of card text than Markdown does. Its HTML is sanitised like all of a card's. */
export interface Typesetter {
  /** HTML in which the diagrams that can be drawn are drawings; the others stay as their source. */
  readonly diagrams: (html: string) => string;
  /** A formula as MathML; null when it cannot be read. */
  readonly formula: (formula: Formula) => string | null;
}

/** How card text is typeset; loaded with the first diagram or formula, for few cards have one. */
export const [typesetterOf, setTypesetter] = createContext<() => Promise<Typesetter>>();
