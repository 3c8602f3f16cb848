import type { Element, ElementContent, Root } from "hast";

/** What each way to set text apart says; the same said twice says no more. */
const EMPHASIS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    strong: ["b", "strong"],
    emphasis: ["em", "i", "mark", "u"],
    struck: ["del", "s", "strike"],
  }).flatMap(([kind, tags]) => tags.map((tag) => [tag, kind] as const)),
);

const BLOCKS = new Set(
  "address article aside blockquote center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/**
 * Leaves no emphasis within emphasis of its kind, and none around whole blocks, where a mark that was never closed or a
 * clipboard's wrapping puts it. Writing emphasis as Markdown takes the fourth power of how deep it is nested: an
 * unclosed mark repeated through a page would be read for minutes.
 * @returns whether a block stands in `parent`
 */
export function plainEmphasis(parent: Element | Root): boolean {
  let hasBlock = false;
  const kept: ElementContent[] = [];
  for (const child of parent.children as ElementContent[]) {
    const kind = child.type === "element" ? EMPHASIS.get(child.tagName) : undefined;
    const holdsBlock = child.type === "element" && plainEmphasis(child);
    hasBlock ||= holdsBlock || (child.type === "element" && BLOCKS.has(child.tagName));
    if (child.type !== "element" || kind === undefined) kept.push(child);
    else if (holdsBlock) for (const inner of child.children) kept.push(inner);
    else kept.push({ ...child, children: without(kind, child.children) });
  }
  parent.children = kept as never;
  return hasBlock;
}

/** Nodes with every emphasis of a kind replaced by what is in it. */
function without(kind: string, nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== "element") return [node];
    const children = without(kind, node.children);
    return EMPHASIS.get(node.tagName) === kind ? children : [{ ...node, children }];
  });
}
