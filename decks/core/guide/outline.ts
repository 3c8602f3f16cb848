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
  if (!flat || !items.some((item) => isGroup(item.text))) return items.map(nested);
  const groups: { text: string; children: OutlineItem[]; line: number }[] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (isGroup(item.text) || !group) groups.push({ text: item.text, children: [], line: item.line });
    else group.children.push(nested(item));
  }
  return groups;
}

function nested(item: Item): OutlineItem {
  return { text: item.text, children: item.children.map(nested), line: item.line };
}

function isGroup(text: string): boolean {
  return /^(?:[*_]{0,2})(?:[IVX]+|[A-Z]|\d+)[.)]\s/.test(text);
}
