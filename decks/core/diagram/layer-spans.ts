import type { Diagram } from "./types.ts";

/**
 * How many layers each edge reaches over, in the order of the edges, when every node is in the layer behind the last
 * that leads to it; edges that close a circle count as turned round. At least 1, but 0 from a node to itself.
 */
export function layerSpans(diagram: Diagram): readonly number[] {
  const targets = new Map<string, string[]>(diagram.nodes.map(({ id }) => [id, []]));
  for (const { from, to } of diagram.edges) targets.get(from)?.push(to);
  const order = topologicalOrder(targets);
  const index = new Map(order.map((id, place) => [id, place]));
  const layers = new Map<string, number>(order.map((id) => [id, 0]));
  const links = diagram.edges.map(({ from, to }): readonly [string, string] =>
    (index.get(from) ?? 0) <= (index.get(to) ?? 0) ? [from, to] : [to, from],
  );
  const leaving = new Map<string, string[]>(order.map((id) => [id, []]));
  for (const [start, end] of links) leaving.get(start)?.push(end);
  for (const id of order) {
    for (const end of leaving.get(id) ?? []) {
      if (end !== id) layers.set(end, Math.max(layers.get(end) ?? 0, (layers.get(id) ?? 0) + 1));
    }
  }
  return links.map(([start, end]) => (layers.get(end) ?? 0) - (layers.get(start) ?? 0));
}

function topologicalOrder(targets: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set<string>();
  const left: string[] = [];
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    targets.get(id)?.forEach(visit);
    left.push(id);
  };
  for (const id of targets.keys()) visit(id);
  return left.reverse();
}
