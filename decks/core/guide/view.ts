import { mend } from "./mend.ts";
import { sectionKindOf } from "./section-kinds.ts";
import { type Block, blocksOf } from "./tree.ts";

/** A guide to be read: its headings, and what stands below each as Markdown. */
export interface ViewSection {
  readonly heading: string;
  /** 1 to 6; 0 for what stands above the first heading. */
  readonly depth: number;
  readonly line: number;
  readonly isBigIdea: boolean;
  readonly blocks: readonly { readonly line: number; readonly markdown: string }[];
}

/** The whole of a guide, mended but unshortened, section by section; what became no card is there too. */
export function guideView(text: string): ViewSection[] {
  const blocks = blocksOf(text);
  const lines = mend(text).split("\n");
  const sections: {
    heading: string;
    depth: number;
    line: number;
    blocks: ViewSection["blocks"][number][];
  }[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.type === "heading") {
      sections.push({ heading: block.text, depth: block.depth, line: block.line, blocks: [] });
      continue;
    }
    if (sections.length === 0) sections.push({ heading: "", depth: 0, line: 1, blocks: [] });
    let next = index + 1;
    while (next < blocks.length && (blocks[next]?.line ?? 0) <= block.line) next++;
    const end = blocks[next]?.line ?? lines.length + 1;
    sections.at(-1)?.blocks.push(...viewBlocks(block, lines, end));
  }
  return sections.map((section) => ({
    ...section,
    isBigIdea: sectionKindOf(section.heading) === "big-idea",
  }));
}

/** A block as Markdown, a list item by item, so that each can be pointed at. */
function viewBlocks(
  block: Exclude<Block, { type: "heading" }>,
  lines: readonly string[],
  end: number,
): ViewSection["blocks"][number][] {
  const slice = (from: number, to: number) =>
    lines
      .slice(from - 1, to - 1)
      .join("\n")
      .replaceAll("\u0001", " ")
      .trim();
  switch (block.type) {
    case "table":
      return [{ line: block.line, markdown: tableMarkdown(block) }];
    case "code":
      return [{ line: block.line, markdown: fenced(block) }];
    case "list":
      return block.items.map(({ line }, index) => ({
        line,
        markdown: slice(line, block.items[index + 1]?.line ?? end),
      }));
    case "paragraph":
      return [{ line: block.line, markdown: withShortLines(slice(block.line, end)) }];
  }
}

/** Lines that were not broken for want of room end where they end. */
function withShortLines(text: string): string {
  const FULL = 60;
  return text
    .split("\n")
    .map((line, index, all) => (line.length < FULL && index < all.length - 1 ? `${line.trimEnd()}  ` : line))
    .join("\n");
}

function tableMarkdown({ columns, rows }: Extract<Block, { type: "table" }>): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(columns), row(columns.map(() => "---")), ...rows.map(row)].join("\n");
}

function fenced({ language, source }: Extract<Block, { type: "code" }>): string {
  const runs = (source.match(/`+/g) ?? []).map((run) => run.length + 1);
  const fence = "`".repeat(Math.max(3, ...runs));
  return `${fence}${language}\n${source}\n${fence}`;
}
