import temml from "temml";
import { diagramSvg } from "../decks/core/diagram/diagram.ts";
import { withCodeBlocks } from "./parts/rich-text/code-blocks.ts";
import type { Typesetter } from "./parts/rich-text/typesetter.ts";

/** The largest space a formula may take up by a command, in em and in pt: as much as a card has. */
const LARGEST: [number, number] = [40, 400];

/** Draws diagrams as SVG and sets formulas as MathML, which the browser draws by itself. */
export const typeset: Typesetter = {
  diagrams: (html) => withCodeBlocks(html, (language, source) => diagramSvg(language, source, "Diagram")),
  formula: ({ tex, isDisplay }) => {
    try {
      return temml.renderToString(tex, {
        displayMode: isDisplay,
        throwOnError: true,
        trust: false,
        maxSize: LARGEST,
      });
    } catch {
      return null;
    }
  },
};
