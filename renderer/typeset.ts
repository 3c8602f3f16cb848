import temml from "temml";
import { diagramSvg } from "../decks/core/diagram/diagram.ts";
import type { Typesetter } from "./parts/rich-text/typesetter.ts";

const FENCED = /<pre><code class="language-(mermaid|tikz|latex|tex)">([\s\S]*?)<\/code><\/pre>/g;

/** Draws diagrams as SVG and sets formulas as MathML, which the browser draws by itself. */
export const typeset: Typesetter = {
  diagrams: (html) =>
    html.replace(FENCED, (source, language: string, escaped: string) => {
      return diagramSvg(language, unescaped(escaped), "Diagram") ?? source;
    }),
  formula: ({ tex, isDisplay }) => {
    try {
      return temml.renderToString(tex, { displayMode: isDisplay, throwOnError: true, trust: false });
    } catch {
      return null;
    }
  },
};

function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
