import { diagramSvg } from "../decks/core/diagram/diagram.ts";

const FENCED = /<pre><code class="language-(mermaid|tikz|latex|tex)">([\s\S]*?)<\/code><\/pre>/g;

/** HTML in which the diagrams that can be drawn are drawings; the others stay as their source. */
export function drawDiagrams(html: string): string {
  return html.replace(FENCED, (source, language: string, escaped: string) => {
    const svg = diagramSvg(language, unescaped(escaped), "Diagram");
    return svg ?? source;
  });
}

function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
