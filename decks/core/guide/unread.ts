import { type GuideDraft, leaveUnread } from "./section.ts";
import type { Block } from "./tree.ts";

/** "After this unit you can:" leads to what follows and says nothing by itself. */
export function isLeadIn(block: Block): boolean {
  return block.type === "paragraph" && /:\s*[*_]*$/.test(block.text) && block.text.length <= 160;
}

/** Lists a block that became nothing, with the reason that fits its shape. */
export function leaveRest(block: Block, guide: GuideDraft): void {
  switch (block.type) {
    case "list":
      for (const item of block.items) {
        const text = [item.text, item.rest, ...item.children.map((child) => child.text)];
        const whole = { line: item.line, text: text.filter((part) => part !== "").join("; ") };
        leaveUnread(guide, whole, "A list that names no terms and asks nothing.");
      }
      return;
    case "code":
      return leaveUnread(
        guide,
        { line: block.line, text: block.source },
        "Code is kept in the guide, not made into cards.",
      );
    case "table":
      return leaveUnread(
        guide,
        { line: block.line, text: block.columns.join(" | ") },
        "A table that is no study material.",
      );
    case "heading":
    case "paragraph": {
      const reason = /^!\[[^\]]{0,200}\]\([^)]{0,500}\)$/.test(block.text)
        ? "A picture: only drawings in TikZ or Mermaid come along."
        : "Running text is kept in the guide, not made into cards.";
      return leaveUnread(guide, block, reason);
    }
  }
}
