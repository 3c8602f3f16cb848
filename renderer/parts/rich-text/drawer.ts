import { createContext } from "svelte";

/** Turns the diagrams in sanitised-to-be HTML into drawings. */
export type DrawDiagrams = (html: string) => string;

/** How card text gets its drawings; loaded with the first diagram, for few cards have one. */
export const [diagramDrawer, setDiagramDrawer] = createContext<() => Promise<DrawDiagrams>>();
