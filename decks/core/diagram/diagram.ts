import { drawDiagram } from "./draw.ts";
import { readMermaid } from "./read-mermaid.ts";
import { readTikz } from "./read-tikz.ts";
import { type Diagram, MOST_EDGES, MOST_NODES } from "./types.ts";

/** In characters; a picture that fits the other limits does not come near it. */
const LONGEST_SOURCE = 30_000;

/**
 * A diagram from a guide as SVG markup, safe to put into a page.
 * @param language as at a fence: `mermaid`, `tikz`, or `latex` and `tex` around a `tikzpicture`; case does not matter.
 * @param title in plain words; it is escaped here.
 * @returns null for whatever is not understood or has more than 200 nodes or 400 edges; it throws for no text.
 */
export function diagramSvg(language: string, source: string, title: string): string | null {
  if (source.length > LONGEST_SOURCE) return null;
  try {
    const diagram = read(language.trim().toLowerCase(), source);
    const fits = diagram && diagram.nodes.length <= MOST_NODES && diagram.edges.length <= MOST_EDGES;
    return fits ? drawDiagram(diagram, title) : null;
  } catch {
    // The text is a stranger's, and dagre promises nothing about graphs it has never seen. The source stays readable.
    return null;
  }
}

function read(language: string, source: string): Diagram | null {
  switch (language) {
    case "mermaid":
      return readMermaid(source);
    case "tikz":
      return readTikz(source);
    case "latex":
    case "tex":
      return source.includes("tikzpicture") ? readTikz(source) : null;
    default:
      return null;
  }
}
