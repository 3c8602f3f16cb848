import { type LaidEdge, type LaidLabel, type LaidNode, laidOut } from "./layout.ts";
import { LINE_HEIGHT } from "./measure.ts";
import type { Diagram, Point } from "./types.ts";

const ARROW_LENGTH = 9;
const ARROW_HALF_WIDTH = 4.2;
const CORNER = 10;
const FONT_SIZE = 13;
/** From the middle of a line of text to its baseline. */
const BASELINE = 4.5;

/**
 * The diagram as SVG markup. Everything in it is either a rounded number or escaped text; it has no ids, links,
 * styles or colours: the classes `diagram-node`, `diagram-edge`, `diagram-arrow`, `diagram-label` (behind the words on
 * an edge) and `diagram-text` are for the stylesheet. Lines come first, so that boxes cover them.
 * @param title says what is drawn to those who do not see it.
 */
export function drawDiagram(diagram: Diagram, title: string): string {
  const layout = laidOut(diagram);
  const [width, height] = [rounded(Math.ceil(layout.width)), rounded(Math.ceil(layout.height))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" class="diagram" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="${FONT_SIZE}" text-anchor="middle">`,
    `<title>${escaped(title)}</title>`,
    ...layout.edges.map(edgeMarkup),
    ...layout.nodes.map(nodeMarkup),
    ...layout.edges.map(({ label }) => (label ? labelMarkup(label) : "")),
    "</svg>",
  ].join("");
}

function nodeMarkup(node: LaidNode): string {
  return shapeMarkup(node) + textMarkup(node.lines, node.x, node.y + (node.shape === "cylinder" ? 6 : 0));
}

function shapeMarkup({ shape, x, y, width, height }: LaidNode): string {
  const [left, top, right, bottom] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  switch (shape) {
    case "circle":
      return `<circle class="diagram-node" cx="${rounded(x)}" cy="${rounded(y)}" r="${rounded(width / 2)}"/>`;
    case "diamond":
      return `<polygon class="diagram-node" points="${list([
        { x, y: top },
        { x: right, y },
        { x, y: bottom },
        { x: left, y },
      ])}"/>`;
    case "cylinder": {
      const [l, r, high, low] = [left, right, top + 7, bottom - 7].map(rounded);
      const arc = `A${rounded(width / 2)} 7 0 0`;
      return `<path class="diagram-node" d="M${l} ${high}${arc} 1 ${r} ${high}V${low}${arc} 1 ${l} ${low}ZM${l} ${high}${arc} 0 ${r} ${high}"/>`;
    }
    default: {
      const radius = shape === "round" ? Math.min(height / 2, 16) : 3;
      return `<rect class="diagram-node" x="${rounded(left)}" y="${rounded(top)}" width="${rounded(width)}" height="${rounded(height)}" rx="${rounded(radius)}"/>`;
    }
  }
}

function edgeMarkup({ points, dashed, arrow, backArrow }: LaidEdge): string {
  const tip = points.at(-1);
  const tail = points[0];
  if (!tip || !tail) return "";
  const dashes = dashed ? ' stroke-dasharray="5 4"' : "";
  const line = `<path class="diagram-edge" fill="none"${dashes} d="${pathOf(points)}"/>`;
  return (
    line +
    (arrow ? arrowMarkup(points.at(-2) ?? tail, tip) : "") +
    (backArrow ? arrowMarkup(points[1] ?? tip, tail) : "")
  );
}

function arrowMarkup(from: Point, tip: Point): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y);
  if (length === 0) return "";
  const [x, y] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const base = { x: tip.x - x * ARROW_LENGTH, y: tip.y - y * ARROW_LENGTH };
  const [wide, high] = [-y * ARROW_HALF_WIDTH, x * ARROW_HALF_WIDTH];
  const corners = [tip, { x: base.x + wide, y: base.y + high }, { x: base.x - wide, y: base.y - high }];
  return `<polygon class="diagram-arrow" points="${list(corners)}"/>`;
}

/** A line with its corners rounded off. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${pair(point)}`;
      if (!after) return `L${pair(point)}`;
      return `L${pair(towards(point, before))}Q${pair(point)} ${pair(towards(point, after))}`;
    })
    .join("");
}

function towards(corner: Point, target: Point): Point {
  const length = Math.hypot(target.x - corner.x, target.y - corner.y);
  const share = length === 0 ? 0 : Math.min(CORNER / length, 0.5);
  return { x: corner.x + (target.x - corner.x) * share, y: corner.y + (target.y - corner.y) * share };
}

function labelMarkup({ x, y, width, height, lines }: LaidLabel): string {
  const [left, top] = [rounded(x - width / 2), rounded(y - height / 2)];
  const ground = `<rect class="diagram-label" x="${left}" y="${top}" width="${rounded(width)}" height="${rounded(height)}" rx="3"/>`;
  return ground + textMarkup(lines, x, y);
}

function textMarkup(lines: readonly string[], x: number, y: number): string {
  const first = y - ((lines.length - 1) * LINE_HEIGHT) / 2 + BASELINE;
  const spans = lines.map((line, index) => {
    return `<tspan x="${rounded(x)}" y="${rounded(first + index * LINE_HEIGHT)}">${escaped(line)}</tspan>`;
  });
  return `<text class="diagram-text">${spans.join("")}</text>`;
}

function list(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${rounded(x)},${rounded(y)}`).join(" ");
}

function pair({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

/** @throws RangeError for a number that no picture can have. */
function rounded(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`A diagram has a place that is ${value}`);
  return Math.round(value * 10) / 10 || 0;
}

/** Text for XML: its own signs as entities, and without the characters that XML has no place for. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;")
  );
}
