import { definitionIn, isAboutTheNotes } from "./definition.ts";
import { entriesOf } from "./entries.ts";
import { titleText } from "./section-kinds.ts";
import { type GuideDraft, leaveUnread } from "./section.ts";
import { isLeadIn, leaveRest } from "./unread.ts";
import { joined } from "./joined.ts";
import type { Block, Item } from "./tree.ts";

/** What is easily mixed up: a name and what to watch for, as items, lines, or headings with text below. */
export function readMuddyPoints(blocks: readonly Block[], guide: GuideDraft): void {
  let titled: { title: string; line: number; texts: string[] } | null = null;
  const finish = () => {
    if (!titled) return;
    const { title, line, texts } = titled;
    if (texts.length > 0) guide.muddyPoints.push({ title, text: texts.join("\n\n"), line });
    else leaveUnread(guide, { line, text: title }, "A heading without anything below it.");
    titled = null;
  };
  for (const block of blocks) {
    if (block.type === "heading") {
      finish();
      titled = { title: titleText(block.text), line: block.line, texts: [] };
    } else if (block.type === "list") {
      if (titled && !block.items.some((item) => isContrast(item.text))) {
        (titled as { texts: string[] }).texts.push(
          block.items.map((item) => `- ${wholeOf(item)}`).join("\n"),
        );
      } else for (const item of block.items) readPoint(wholeOf(item), item.line, guide);
    } else if (block.type === "paragraph") {
      const entries = entriesOf(block.lines);
      if (titled && entries.length < 2) (titled as { texts: string[] }).texts.push(block.text);
      else if (entries.some(({ text }) => definitionIn(text) !== null)) {
        finish();
        for (const { text, line } of entries) readPoint(text, line, guide);
      } else if (!isLeadIn(block)) leaveRest(block, guide);
    } else leaveRest(block, guide);
  }
  finish();
}

/** Whether a text sets two things against each other: "TCP vs. UDP". */
export function isContrast(text: string): boolean {
  return /\b(?:vs\.?|versus)(?:\s|$)/i.test(text);
}

function wholeOf(item: Item): string {
  return [item.text, item.rest, ...item.children.map((child) => child.text)]
    .filter((text) => text !== "")
    .map(joined)
    .join(" ");
}

function readPoint(text: string, line: number, guide: GuideDraft): void {
  const named = definitionIn(text) ?? sentencePoint(text);
  if (named && !isAboutTheNotes(named.term))
    guide.muddyPoints.push({ title: named.term, text: named.definition, line });
  else leaveUnread(guide, { line, text }, "A point without a name: write it as “Name: what to watch for”.");
}

/** "Confusing mass with weight. Mass is …": the first sentence names the point. */
function sentencePoint(text: string): { readonly term: string; readonly definition: string } | null {
  const match = /^(.{3,90}?)[.?!]["”]?\s+(\S.+)$/s.exec(joined(text));
  return match ? { term: (match[1] ?? "").replace(/[*_]/g, ""), definition: match[2] ?? "" } : null;
}
