/** Lines that stand inside fenced code, fences included. */
export function fencedLines(lines: readonly string[]): Set<number> {
  const inside = new Set<number>();
  let fence: string | null = null;
  for (const [index, line] of lines.entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence !== null && mark !== undefined && mark.startsWith(fence)) {
      inside.add(index);
      fence = null;
      continue;
    }
    if (fence !== null) inside.add(index);
  }
  return inside;
}

/** TikZ pictures and Mermaid flowcharts outside fences, as fenced blocks; `tree.ts` takes their source from the text itself. */
export function drawnLines(lines: readonly string[], fenced: ReadonlySet<number>): Map<number, string> {
  const drawn = new Map<number, string>();
  const ends = lines.flatMap((line, index) => (/\\end\{tikzpicture\}/.test(line) ? [index] : []));
  let next = 0;
  for (let index = 0; index < lines.length; index++) {
    if (fenced.has(index) || !/\\begin\{tikzpicture\}/.test(lines[index] ?? "")) continue;
    while (next < ends.length && (ends[next] ?? 0) < index) next++;
    const end = ends[next];
    if (end === undefined || end === index) {
      drawn.set(index, "<!-- tikz -->");
      continue;
    }
    drawn.set(index, "```tikz");
    for (let inner = index + 1; inner < end; inner++) drawn.set(inner, "%");
    drawn.set(end, "```");
    index = end;
  }
  for (let index = 0; index < lines.length; index++) {
    if (fenced.has(index) || drawn.has(index)) continue;
    if (!/^\s*(?:flowchart|graph)\s+(?:TD|TB|LR|RL|BT)\s*;?\s*$/.test(lines[index] ?? "")) continue;
    let end = index;
    while (/-->|---|-\.->|==>|^\s+\w+\s*[[({]/.test(lines[end + 1] ?? "")) end++;
    if (end === index) continue;
    drawn.set(index, "```mermaid-bare");
    for (let inner = index + 1; inner < end; inner++) drawn.set(inner, "%");
    drawn.set(end, "```");
    index = end;
  }
  return drawn;
}

/** How many lines at the top are the settings of a note (YAML between "---"), which are no text of it. */
export function frontMatterLines(lines: readonly string[]): number {
  // Pandoc's title, author and date.
  if (/^%\s/.test(lines[0] ?? "")) return lines.findIndex((line) => !/^%/.test(line) && !/^\s+\S/.test(line));
  if (lines[0]?.trimEnd() !== "---") return 0;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end < 1) return 0;
  const settings = lines.slice(1, end);
  return settings.every((line) => /^\s*$|^\s+\S|^-\s|^[\w "-]+:|^#/.test(line)) ? end + 1 : 0;
}

/** The title that the settings at the top give, if they do. */
export function frontMatterTitle(text: string): string | null {
  const lines = text.split(/\r\n|\r|\n/);
  const settings = lines.slice(0, frontMatterLines(lines));
  const title = settings
    .map((line) => /^(?:title:|%)\s*(.+)$/i.exec(line)?.[1])
    .find((found) => found !== undefined);
  return title?.replace(/^(["'])(.*)\1\s*$/, "$2").trim() || null;
}
