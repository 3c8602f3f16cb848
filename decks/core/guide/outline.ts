import type { OutlineItem } from "./types.ts";
import type { Item } from "./tree.ts";

/**
 * The outline as a tree. Notes often write all levels as one flat list; then items with roman or section numbers are
 * the groups of what follows them.
 *
 *     - I. Compute
 *     - Containers: ECS, EKS
 *     ^^^^ belongs to I
 */
export function outlineFrom(items: readonly Item[]): OutlineItem[] {
  const flat = items.every((item) => item.children.length === 0);
  const style = styleOf(items[0]?.text ?? "");
  if (!flat || style === null || items.every((item) => styleOf(item.text) === style))
    return items.map(nested);
  const groups: { text: string; children: OutlineItem[]; line: number }[] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (styleOf(item.text) === style || !group)
      groups.push({ text: plain(item.text), children: [], line: item.line });
    else group.children.push(nested(item));
  }
  return groups;
}

function nested(item: Item): OutlineItem {
  return { text: plain(item.text), children: item.children.map(nested), line: item.line };
}

/** How an item is numbered; those numbered as the first one are the groups. */
function styleOf(text: string): "roman" | "letter" | "number" | null {
  if (/^[*_]{0,2}[IVX]+[.)]\s/.test(text)) return "roman";
  if (/^[*_]{0,2}[A-Z][.)]\s/.test(text)) return "letter";
  return /^[*_]{0,2}\d+[.)]\s/.test(text) ? "number" : null;
}

/** A heading that is set in bold is none the less the same words. */
function plain(text: string): string {
  return text.replace(/^\*\*([^*]+)\*\*$/, "$1");
}
