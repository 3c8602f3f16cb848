import { type MermaidShape, readMermaidShape } from "./mermaid-shape.ts";
import { mermaidText } from "./mermaid-text.ts";
import { take, type TextReader } from "./text-reader.ts";
import {
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
  type Direction,
  MOST_EDGES,
  MOST_NODES,
} from "./types.ts";

interface Draft {
  readonly nodes: Map<string, MermaidShape | null>;
  readonly edges: DiagramEdge[];
  readonly subgraphs: Map<string, string>;
}

type Link = Pick<DiagramEdge, "label" | "dashed" | "arrow" | "backArrow"> & { readonly drawn: boolean };

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ["LR", "right"],
  ["RL", "left"],
  ["BT", "up"],
]);

const HEADER = /^\s*(?:graph|flowchart(?:-elk)?)(?:[ \t]+(TD|TB|LR|RL|BT))?(?=[\s;]|$)/i;
const GAP = /[\s;]+/y;
const IGNORED =
  /direction[ \t]+(?:TB|TD|LR|RL|BT)\b|acc(?:Title|Descr)[ \t]*(?::[^\n]*|\{[^}]*\})|(?:style|classDef|class|linkStyle|click)[ \t]+(?![-=<~&])[^\n;]*/y;
const SUBGRAPH = /subgraph(?![\w-])[ \t]*(?:"([^"\n]*)"|([\p{L}\p{N}_-]+)[ \t]*\[([^\]\n]*)\]|([^\n;]*))/uy;
const END = /end(?![\w-])(?!\s*(?:[[({&]|--|==|-\.))/y;
const ID = /\s*([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[-.:/](?=[\p{L}\p{N}_]))*)/uy;
const AND = /\s*&/y;
const CLASS = /:::[\w-]+/y;

// What may stand before a line: a head at its start, of which `x` and `o` must be on the same text line, because there
// the next statement could begin with such a name.
const START = String.raw`(?:[ \t]+\w+@)?([ \t]*[xo]|\s*<?)`;
const SOLID = "-{2,}[>xo]|-{3,}";
const THICK = "={2,}[>xo]|={3,}";
const DOTTED = String.raw`-\.+-[>xo]?`;
const BARE_LINK = new RegExp(`${START}(${SOLID}|${THICK}|${DOTTED}|~{3,})`, "y");
const WORDED_LINKS = [
  new RegExp(String.raw`${START}--(?!-)[ \t]*("[^"]*"|(?:(?!--)[^\n;])+?)[ \t]*(${SOLID})`, "y"),
  new RegExp(String.raw`${START}==(?!=)[ \t]*("[^"]*"|(?:(?!==)[^\n;])+?)[ \t]*(${THICK})`, "y"),
  new RegExp(String.raw`${START}-\.(?![-.])[ \t]*("[^"]*"|(?:(?!\.-)[^\n;])+?)[ \t]*(\.+-[>xo]?)`, "y"),
];
const PIPED = /\s*\|\s*("[^"]*"|[^|]*?)\s*\|/y;

/**
 * A Mermaid flowchart (`graph` or `flowchart`): nodes with their shapes, chains, `&`, labels on edges. Subgraphs are
 * read without their frames; styles, classes and clicks are passed over. Statements may share a line.
 * @returns null for other kinds of Mermaid, for text that is not Mermaid, and beyond the limits of `types.ts`.
 */
export function readMermaid(source: string): Diagram | null {
  const text = withoutAsides(source);
  const header = HEADER.exec(text);
  if (!header) return null;
  const reader: TextReader = { text, at: header[0].length };
  const draft: Draft = { nodes: new Map(), edges: [], subgraphs: new Map() };
  for (take(reader, GAP); reader.at < text.length; take(reader, GAP)) {
    if (!readStatement(reader, draft) || draft.nodes.size > MOST_NODES) return null;
  }
  if (draft.nodes.size === 0) return null;
  const nodes = [...draft.nodes].map(([id, shape]): DiagramNode => ({
    id,
    label: shape?.label ?? draft.subgraphs.get(id) ?? id,
    shape: shape?.shape ?? "box",
    position: null,
  }));
  return { nodes, edges: draft.edges, direction: DIRECTIONS.get(header[1]?.toUpperCase() ?? "") ?? "down" };
}

/** Without front matter, directives and comments, and with arrows mended that copying turned into dashes or entities. */
function withoutAsides(source: string): string {
  const text = source
    .replace(/\r\n?/g, "\n")
    .replace(/^\s*---\n[\s\S]*?\n---[ \t]*\n/, "")
    .replace(/%%\{[\s\S]*?\}%%/g, "")
    .replace(/(^|\s)%%.*$/gm, "$1")
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/(?<![–—])[–—]+>/g, "-->");
  return /[-=.]&gt;/.test(text)
    ? text.replace(/&gt;/g, ">").replace(/&lt;/g, "<").replace(/&amp;/g, "&")
    : text;
}

function readStatement(reader: TextReader, draft: Draft): boolean {
  if (take(reader, IGNORED) || take(reader, END)) return true;
  const subgraph = take(reader, SUBGRAPH);
  if (!subgraph) return readChain(reader, draft);
  const [, quoted, id = quoted ?? subgraph[4]?.trim() ?? "", title = id] = subgraph;
  draft.subgraphs.set(id, mermaidText(title));
  return true;
}

function readChain(reader: TextReader, draft: Draft): boolean {
  let from = readGroup(reader, draft);
  while (from.length > 0) {
    const link = readLink(reader);
    if (!link) return true;
    const to = readGroup(reader, draft);
    if (draft.edges.length + from.length * to.length > MOST_EDGES) return false;
    const { drawn, ...edge } = link;
    if (drawn) {
      draft.edges.push(...from.flatMap((start) => to.map((end) => ({ from: start, to: end, ...edge }))));
    }
    from = to;
  }
  return false;
}

/** The ids of `A & B[label] & C`; empty where something else stands. */
function readGroup(reader: TextReader, draft: Draft): readonly string[] {
  const ids: string[] = [];
  do {
    const id = take(reader, ID)?.[1];
    if (id === undefined) return [];
    const shape = readMermaidShape(reader);
    take(reader, CLASS);
    if (shape || !draft.nodes.has(id)) draft.nodes.set(id, shape);
    ids.push(id);
  } while (take(reader, AND));
  return ids;
}

function readLink(reader: TextReader): Link | null {
  const bare = take(reader, BARE_LINK);
  if (bare) return link(bare[1], bare[2], take(reader, PIPED)?.[1]);
  for (const pattern of WORDED_LINKS) {
    const worded = take(reader, pattern);
    if (worded) return link(worded[1], worded[3], worded[2]);
  }
  return null;
}

function link(start = "", line = "", label = ""): Link {
  return {
    label: mermaidText(label),
    dashed: line.includes("."),
    arrow: /[>xo]$/.test(line),
    backArrow: start.trim() !== "",
    drawn: !line.startsWith("~"),
  };
}
