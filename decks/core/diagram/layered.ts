import { Graph, layout } from "@dagrejs/dagre";
import type { Box } from "./geometry.ts";
import { layerSpans } from "./layer-spans.ts";
import { loopBends, loopLabelPlace } from "./loops.ts";
import type { Routes, SizedEdge } from "./layout.ts";
import { boxSize, type Size } from "./measure.ts";
import type { Diagram, Direction, Point } from "./types.ts";

const RANK_DIRECTION = { down: "TB", up: "BT", right: "LR", left: "RL" } as const satisfies Record<
  Direction,
  string
>;

interface Way {
  readonly labelpos?: "c";
  readonly points?: readonly Point[];
  readonly x?: number;
  readonly y?: number;
}

/**
 * What dagre may spend on edges over many layers, in layers; its work grows with their square. About half a second for the
 * worst picture; one that a person can follow does not come near it.
 */
const MOST_LAYERS_CROSSED = 2400;

/** Every node in the layer behind those that lead to it, by the method of Sugiyama as dagre does it; cycles may be. Edges beyond
 * what dagre may spend are straight. */
export function layered(diagram: Diagram, edges: readonly SizedEdge[]): Routes {
  const graph = new Graph<object, Box, Way & Size>({ multigraph: true });
  graph.setGraph({ rankdir: RANK_DIRECTION[diagram.direction], nodesep: 28, edgesep: 14, ranksep: 44 });
  // Names of our own, so that no id of the author's can be a word that JavaScript knows, such as `__proto__`.
  const names = new Map(diagram.nodes.map((node, index) => [node.id, `n${index}`]));
  for (const node of diagram.nodes) graph.setNode(names.get(node.id) ?? "", { x: 0, y: 0, ...boxSize(node) });
  const kept = affordable(layerSpans(diagram));
  const keys = edges.map(({ edge, label }, index) => {
    const loop = edge.from === edge.to ? 30 : 0;
    const size = { width: (label?.width ?? 0) + loop, height: label?.height ?? 0 };
    const key = { v: names.get(edge.from) ?? "", w: names.get(edge.to) ?? "", name: `e${index}` };
    if (kept.has(index)) graph.setEdge(key.v, key.w, { ...size, labelpos: "c" }, key.name);
    return key;
  });
  layout(graph);
  const boxes = new Map(diagram.nodes.map(({ id }) => [id, graph.node(names.get(id) ?? "")]));
  const ways = edges.map(({ edge, label }, index) => {
    const box = edge.from === edge.to ? boxes.get(edge.from) : undefined;
    if (box) return { bends: loopBends(box, "right"), label: label && loopLabelPlace(box, "right", label) };
    const key = keys[index];
    if (!key || !kept.has(index)) return { bends: [], label: null };
    const { points = [], x, y } = graph.edge(key);
    return { bends: points.slice(1, -1), label: x === undefined || y === undefined ? null : { x, y } };
  });
  return { boxes, bends: ways.map((way) => way.bends), labels: ways.map((way) => way.label) };
}

/** The indices of the edges that dagre can afford, the shortest first. */
function affordable(spans: readonly number[]): ReadonlySet<number> {
  const kept = new Set<number>();
  let left = MOST_LAYERS_CROSSED;
  for (const [index, span] of [...spans.entries()].sort(([, one], [, other]) => one - other)) {
    left -= span;
    if (left >= 0) kept.add(index);
  }
  return kept;
}
