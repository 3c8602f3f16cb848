import type { Option } from "./tikz-options.ts";
import { readPath, type TikzNode, type TikzPaths } from "./tikz-path.ts";
import { tikzPlaces } from "./tikz-place.ts";
import { tikzPicture } from "./tikz-source.ts";
import { type Diagram, type Direction, MOST_EDGES, MOST_NODES, type NodeShape } from "./types.ts";

/**
 * A TikZ picture of nodes and the lines between them. Frames around groups (`fit`), free text and decoration are left
 * out; where the author placed all nodes, they have positions. Every part of a chain has the arrow of its path.
 * @returns null for fewer than two nodes, for pictures most of whose lines join no nodes, for plots and loops, and
 *   beyond the limits of `types.ts`.
 */
export function readTikz(source: string): Diagram | null {
  const picture = tikzPicture(source);
  if (!picture) return null;
  const paths: TikzPaths = { nodes: new Map(), edges: [], missed: 0 };
  for (const command of picture.commands) {
    readPath(command, picture, paths);
    if (paths.nodes.size > 2 * MOST_NODES || paths.edges.length > MOST_EDGES) return null;
  }
  const all = [...paths.nodes.values()].map((node) => ({ ...node, shape: shapeOf(node.options) }));
  const nodes = all.filter((node) => !node.isPoint);
  const ids = new Set(nodes.map((node) => node.id));
  const edges = paths.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  const missed = paths.missed + paths.edges.length - edges.length;
  if (nodes.length < 2 || nodes.length > MOST_NODES || missed > edges.length) return null;
  const places = tikzPlaces(all, picture.options);
  return {
    nodes: nodes.map(({ id, label, shape, named }) => ({
      id,
      label: label === "" && named ? id : label,
      shape,
      position: places?.get(id) ?? null,
    })),
    edges,
    direction: directionOf(nodes),
  };
}

function shapeOf(options: readonly Option[]): NodeShape {
  const words = options
    .flatMap(({ key, value }) =>
      key === "shape" ? [value ?? ""] : value === null || key === "rounded corners" ? [key] : [],
    )
    .join("|");
  if (/diamond/.test(words)) return "diamond";
  if (/cylinder|database/.test(words)) return "cylinder";
  if (/\bcircle|\bstate\b/.test(words)) return "circle";
  return /ellipse|round/.test(words) ? "round" : "box";
}

/** Where the picture goes, should its nodes have to be placed anew. */
function directionOf(nodes: readonly TikzNode[]): Direction {
  const keys = nodes.flatMap((node) => node.options.map(({ key }) => key));
  const sideways = keys.filter((key) => /^(?:left|right)/.test(key)).length;
  const upright = keys.filter((key) => /^(?:above|below)/.test(key)).length;
  return sideways > upright ? "right" : "down";
}
