import { alongLine, borderPoint, type Box, isNear } from "./geometry.ts";
import { layered } from "./layered.ts";
import { boxSize, labelLines, type Size, textSize } from "./measure.ts";
import { routed, spread } from "./placed.ts";
import type { Diagram, DiagramEdge, DiagramNode, NodeShape, Point } from "./types.ts";

export interface LaidNode extends Box {
  readonly id: string;
  readonly shape: NodeShape;
  readonly lines: readonly string[];
}

export interface LaidLabel extends Box {
  readonly lines: readonly string[];
}

export interface LaidEdge {
  /** From border to border, with the bends between. */
  readonly points: readonly Point[];
  readonly label: LaidLabel | null;
  readonly dashed: boolean;
  readonly arrow: boolean;
  readonly backArrow: boolean;
}

/** A diagram with a place for everything, in pixels from the top left corner; no two nodes overlap. */
export interface Layout extends Size {
  readonly nodes: readonly LaidNode[];
  readonly edges: readonly LaidEdge[];
}

/** An edge that has its size, but no way yet. */
export interface SizedEdge {
  readonly edge: DiagramEdge;
  readonly label: Size | null;
}

/** The bends of each edge, in the order of the edges, and where its label is, if the layout says so. */
export interface Routes {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly bends: readonly (readonly Point[])[];
  readonly labels: readonly (Point | null)[];
}

const MARGIN = 10;
/** Places a diagram: as its author did where all nodes have positions that fit on a page, else in layers. */
export function laidOut(diagram: Diagram): Layout {
  const edges = diagram.edges.map((edge): SizedEdge => ({
    edge,
    label: edge.label === "" ? null : labelSize(edge.label),
  }));
  const spreadBoxes = spread(diagram.nodes, edges);
  const routes = spreadBoxes ? routed(spreadBoxes, edges) : layered(diagram, edges);
  const nodes = diagram.nodes.map((node) => laidNode(node, routes));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const labels: LaidLabel[] = [];
  const laid = edges.map(({ edge, label }, index): LaidEdge => {
    const points = lineOf(byId.get(edge.from), byId.get(edge.to), routes.bends[index] ?? []);
    const place = label && (routes.labels[index] ?? labelPlace(points, label, [...nodes, ...labels]));
    const placed = label && place && { ...place, ...label, lines: labelLines(edge.label) };
    if (placed) labels.push(placed);
    const { dashed, arrow, backArrow } = edge;
    return { points, label: placed, dashed, arrow, backArrow };
  });
  return movedToOrigin(nodes, laid);
}

function labelSize(label: string): Size {
  const { width, height } = textSize(labelLines(label));
  return { width: width + 8, height: height + 4 };
}

function laidNode(node: DiagramNode, routes: Routes): LaidNode {
  const place = routes.boxes.get(node.id) ?? { x: 0, y: 0 };
  const { id, label, shape } = node;
  return { id, shape, lines: labelLines(label, shape), x: place.x, y: place.y, ...boxSize(node) };
}

function lineOf(from: LaidNode | undefined, to: LaidNode | undefined, bends: readonly Point[]): Point[] {
  if (!from || !to) return [];
  return [borderPoint(from, bends[0] ?? to), ...bends, borderPoint(to, bends.at(-1) ?? from)];
}

/** Near the middle of its line, where it covers nothing if that can be had. */
function labelPlace(points: readonly Point[], size: Size, others: readonly Box[]): Point {
  const middle = alongLine(points, 0.5);
  const shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75].map((share) => alongLine(points, share));
  return shares.find((point) => !others.some((other) => isNear({ ...point, ...size }, other))) ?? middle;
}

function movedToOrigin(nodes: readonly LaidNode[], edges: readonly LaidEdge[]): Layout {
  const labels = edges.flatMap(({ label }) => (label ? [label] : []));
  const points = edges.flatMap((edge) => edge.points.map((point) => ({ ...point, width: 4, height: 4 })));
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of [...nodes, ...labels, ...points]) {
    left = Math.min(left, x - width / 2);
    top = Math.min(top, y - height / 2);
    right = Math.max(right, x + width / 2);
    bottom = Math.max(bottom, y + height / 2);
  }
  const moved = <Place extends Point>(place: Place): Place => ({
    ...place,
    x: place.x - left + MARGIN,
    y: place.y - top + MARGIN,
  });
  return {
    nodes: nodes.map(moved),
    edges: edges.map((edge) => ({
      ...edge,
      points: edge.points.map(moved),
      label: edge.label && moved(edge.label),
    })),
    width: right - left + 2 * MARGIN,
    height: bottom - top + 2 * MARGIN,
  };
}
