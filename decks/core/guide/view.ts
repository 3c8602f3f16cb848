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
    const end = blocks.slice(index + 1).find((next) => next.line > block.line)?.line ?? lines.length + 1;
    sections.at(-1)?.blocks.push({ line: block.line, markdown: markdownOf(block, lines, end) });
  }
  return sections.map((section) => ({
    ...section,
    isBigIdea: sectionKindOf(section.heading) === "big-idea",
  }));
}

/** A block as Markdown; what mending had to hide from the parser is written out again. */
function markdownOf(
  block: Exclude<Block, { type: "heading" }>,
  lines: readonly string[],
  end: number,
): string {
  switch (block.type) {
    case "table": {
      const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
      return [row(block.columns), row(block.columns.map(() => "---")), ...block.rows.map(row)].join("\n");
    }
    case "code": {
      const fence = "`".repeat(
        Math.max(3, ...(block.source.match(/`+/g) ?? []).map((run) => run.length + 1)),
      );
      return `${fence}${block.language}\n${block.source}\n${fence}`;
    }
    default:
      return lines
        .slice(block.line - 1, end - 1)
        .join("\n")
        .replaceAll("\u0001", " ")
        .trim();
  }
}
