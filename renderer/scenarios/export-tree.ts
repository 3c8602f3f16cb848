import { TREE_FONT_SIZE, type TreeBox, type TreeLayout } from "../../decks/core/scenario/tree/tree-layout.ts";
import { baseLines, connectorPath, isLit, paleFirst } from "./tree-drawing.ts";

/** The colours of a drawing as values that hold outside the app: no custom properties. */
export interface TreeColours {
  readonly sheet: string;
  readonly ink: string;
  readonly onInk: string;
  /** Of text off the way. */
  readonly paleInk: string;
  /** Of boxes and connectors off the way. */
  readonly rule: string;
}

/** Narrow ones first: boxes are measured for the font of the app, and some systems' own is a good deal wider. */
const FONT = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', system-ui, sans-serif";
const MARGIN = 16;
const PNG_SCALE = 2;
/** Canvases over 16,384 px a side or 268 million pixels come out empty; a very large tree is drawn smaller. */
const MOST_SIDE = 16_384;
const MOST_PIXELS = 2 ** 28;

/** The same tree as a drawing that stands alone, and as a picture at twice its size. */
export async function exportedTree(
  layout: TreeLayout,
  lit: ReadonlySet<string>,
  label: string,
  colours: TreeColours = treeColours(),
): Promise<{ readonly svg: string; readonly png: Blob }> {
  const svg = treeSvg(layout, lit, label, colours);
  return { svg, png: await treePng(svg, layout) };
}

/** The colours of the theme that is shown now. */
export function treeColours(): TreeColours {
  // A custom property reads as it was written, light-dark() and all; only a real property is resolved.
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    sheet: colour("--sheet"),
    ink: colour("--ink"),
    onInk: colour("--on-ink"),
    paleInk: colour("--ink-3"),
    rule: colour("--rule"),
  };
  probe.remove();
  return colours;
}

/**
 * A tree as the text of an SVG file: no style sheet, no script, nothing from outside, a system sans serif.
 * @param lit ids of the nodes on the way
 * @param label the way in words; becomes the title
 */
export function treeSvg(
  layout: TreeLayout,
  lit: ReadonlySet<string>,
  label: string,
  colours: TreeColours,
): string {
  const { width, height } = withMargin(layout);
  const connectors = paleFirst(layout.connectors, lit).map((connector) => {
    const on = isLit(connector, lit);
    const { x, y } = connector.label;
    const stroke = `stroke="${on ? colours.ink : colours.rule}" stroke-width="${on ? 2.5 : 1.5}"`;
    return (
      `<path d="${connectorPath(connector)}" fill="none" ${stroke}/>` +
      `<text x="${x}" y="${y}" text-anchor="end"${inked(on, colours.ink, colours.paleInk)}>${connector.answer}</text>`
    );
  });
  const boxes = layout.boxes.map((box) => boxSvg(box, lit.has(box.id), colours));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"` +
      ` viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="img"` +
      ` font-family="${FONT}" font-size="${TREE_FONT_SIZE}">`,
    `<title>${xml(label)}</title>`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="${colours.sheet}"/>`,
    ...connectors,
    ...boxes,
    "</svg>",
    "",
  ].join("\n");
}

/**
 * The PNG of such a file, twice as large in each direction, or as large as a canvas can be.
 * @throws Error when the browser cannot draw or encode it
 */
export async function treePng(svg: string, layout: TreeLayout): Promise<Blob> {
  const { width, height } = withMargin(layout);
  const scale = Math.min(
    PNG_SCALE,
    MOST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(width * scale));
    canvas.height = Math.max(1, Math.floor(height * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!png) throw new Error(`a tree of ${width} by ${height} px could not be made a PNG`);
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function withMargin({ width, height }: TreeLayout): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(width) + 2 * MARGIN, height: Math.ceil(height) + 2 * MARGIN };
}

function boxSvg(box: TreeBox, on: boolean, colours: TreeColours): string {
  const filled = on && box.kind === "leaf";
  const heights = baseLines(box);
  const middle = box.x + box.width / 2;
  const texts = box.lines.map(
    (line, index) =>
      `<text x="${middle}" y="${heights[index] ?? 0}" text-anchor="middle"` +
      `${inked(on, filled ? colours.onInk : colours.ink, colours.paleInk)}>${xml(line)}</text>`,
  );
  const cut = box.lines.join(" ") !== box.text;
  return [
    `<g>${cut ? `<title>${xml(box.text)}</title>` : ""}`,
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="3"`,
    ` fill="${filled ? colours.ink : colours.sheet}" stroke="${on ? colours.ink : colours.rule}"`,
    ` stroke-width="${on ? 1.75 : 1.25}"${box.kind === "mixed" ? ' stroke-dasharray="4 3"' : ""}/>`,
    ...texts,
    "</g>",
  ].join("");
}

function inked(on: boolean, lit: string, pale: string): string {
  return on ? ` fill="${lit}" font-weight="600"` : ` fill="${pale}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML can carry it: a single control character would make the whole file unreadable. */
function xml(text: string): string {
  return [...text.toWellFormed()]
    .filter((character) => character >= " " && character !== "\uFFFE" && character !== "\uFFFF")
    .map((character) => ENTITIES[character] ?? character)
    .join("");
}
