import type { Element, ElementContent, Nodes, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { defaultHandlers, type Handle, type State, toMdast } from "hast-util-to-mdast";
import { toString } from "mdast-util-to-string";
import type {
  Delete,
  ListItem,
  Nodes as MarkdownNodes,
  Paragraph,
  RootContent as MarkdownContent,
} from "mdast";
import { defaultHandlers as writers, toMarkdown } from "mdast-util-to-markdown";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { sectionKindOf } from "../core/guide/section-kinds.ts";
import { plainEmphasis } from "./plain-emphasis.ts";

/** A page as Markdown. `lineOf[n]` is the 1-based line of the page that line n of the Markdown comes from. */
export interface PageText {
  readonly text: string;
  readonly lineOf: readonly number[];
}

/** What a page has besides its text. */
const CLUTTER = new Set(
  "script style template noscript nav footer svg iframe form button select input canvas video audio object head map dialog".split(
    " ",
  ),
);

/**
 * The text of a saved page as Markdown, for the one reader of guides. Menus, scripts, styles and pictures are left
 * out; `<dl>`, `<details>`, captions and bold spans become what the same notes would be in Markdown. Never throws.
 */
export function htmlToMarkdown(html: string): PageText {
  const page = fromHtml(html.replace(/[\uE000\uE001]/g, ""));
  const title = find(page, "title");
  const main = find(page, "main") ?? find(page, "body") ?? page;
  pruned(main, boldClassesIn(page));
  plainEmphasis(main);
  const tree = toMdast({ type: "root", children: main.children as RootContent[] }, { handlers: HANDLERS });
  const content = tree.type === "root" ? tree.children : [tree as MarkdownContent];
  if (title && !content.some((node) => node.type === "heading" && node.depth === 1)) {
    content.unshift({
      type: "heading",
      depth: 1,
      children: [
        { type: "text", value: toString(title).trim(), ...(title.position && { position: title.position }) },
      ],
    });
  }
  const firsts = new Set<MarkdownNodes>();
  firstTexts({ type: "root", children: content }, firsts);
  const mark = (node: MarkdownNodes) =>
    firsts.has(node) && node.position ? `\uE000${node.position.start.line}\uE001` : "";
  const marked = toMarkdown(
    { type: "root", children: content },
    {
      bullet: "-",
      emphasis: "*",
      fences: true,
      rule: "-",
      listItemIndent: "one",
      extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
      handlers: {
        text: (node: MarkdownNodes) =>
          "value" in node ? mark(node) + node.value.replace(/<(?=[a-z/!?])/gi, "\\<") : "",
        break: () => "\n",
        // Struck words are no part of Markdown itself, but cards show them as GitHub writes them.
        delete: (node: Delete, _parent, state, info) =>
          `~~${state.containerPhrasing(node, { ...info, before: "~", after: "~" })}~~`,
        inlineCode: (node, parent, state) =>
          mark(node) + writers.inlineCode(node as never, parent as never, state),
        code: (node, parent, state, info) =>
          mark(node) + writers.code(node as never, parent as never, state, info),
      },
    },
  );
  return unmarked(marked);
}

/**
 * The first text of every block carries its line through the conversion, between two characters that no text has.
 * Others would come between a word and its emphasis, which the writer then escapes.
 */
function firstTexts(node: MarkdownNodes, found: Set<MarkdownNodes>): boolean {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "code") {
    found.add(node);
    return true;
  }
  if (!("children" in node)) return false;
  const isBlock = ["root", "list", "listItem", "blockquote", "table", "tableRow"].includes(node.type);
  let any = false;
  for (const child of node.children) {
    const has = firstTexts(child, found);
    if (has && !isBlock) return true;
    any ||= has;
    // Each line of a broken paragraph counts as one.
    if (child.type === "break") any = false;
  }
  return any;
}

function unmarked(marked: string): PageText {
  const lineOf: number[] = [0];
  const lines = marked.split("\n").map((line) => {
    lineOf.push(Number(/\uE000(\d+)\uE001/.exec(line)?.[1] ?? lineOf.at(-1)));
    return line.replace(/\uE000\d+\uE001/g, "").trimEnd();
  });
  return { text: lines.join("\n"), lineOf };
}

/** Takes out what is no text, and lets every text begin where its first letter stands. */
function pruned(node: Element | Root, bold: ReadonlySet<string>): void {
  const kept: ElementContent[] = [];
  for (const child of node.children as ElementContent[]) {
    if (child.type === "comment") continue;
    if (child.type === "text") {
      const blank = /^\s*/.exec(child.value)?.[0] ?? "";
      if (child.position) child.position.start.line += blank.split("\n").length - 1;
    }
    if (child.type === "element") {
      if (CLUTTER.has(child.tagName) || child.properties["hidden"] === true) continue;
      pruned(child, bold);
      // Editors write bold as a style, or as a class that has it.
      if (child.tagName === "span" && isBold(child, bold)) child.tagName = "strong";
    }
    const before = kept.at(-1);
    // A word may be cut into pieces that are each set in bold.
    if (isStrong(child) && before && isStrong(before)) before.children.push(...child.children);
    else kept.push(child);
  }
  node.children = kept as never;
}

function find(node: Nodes, tagName: string): Element | null {
  if (node.type === "element" && node.tagName === tagName) return node;
  if (!("children" in node)) return null;
  for (const child of node.children) {
    const found = find(child, tagName);
    if (found) return found;
  }
  return null;
}

const HANDLERS: Record<string, Handle> = {
  a: (state, node) => state.all(node as Element) as never,
  img: () => undefined,
  picture: () => undefined,
  dl: (state, node) => definitionList(state, node as Element),
  details: (state, node) => unfolded(state, node as Element),
  table: (state, node) => captioned(state, node as Element),
};

function isStrong(node: ElementContent): node is Element {
  return node.type === "element" && (node.tagName === "strong" || node.tagName === "b");
}

const BOLD = /font-weight:\s*(?:bold|[6-9]00)/i;

function isBold(span: Element, bold: ReadonlySet<string>): boolean {
  const { style, className } = span.properties;
  const classes = Array.isArray(className) ? className : [];
  if (!BOLD.test(String(style ?? "")) && !classes.some((name) => bold.has(String(name)))) return false;
  return toString(span).trim() !== "";
}

/** The classes that the page's own styles set in bold. */
function boldClassesIn(page: Root): ReadonlySet<string> {
  const styles = find(page, "style");
  const rules = styles ? toString(styles).matchAll(/\.([\w-]+)\s*\{([^}]*)\}/g) : [];
  return new Set([...rules].flatMap(([, name, body]) => (name && BOLD.test(body ?? "") ? [name] : [])));
}

function definitionList(state: State, node: Element) {
  const items: ListItem[] = [];
  let terms: Element[] = [];
  const parts = node.children.flatMap((child) =>
    child.type === "element" && child.tagName === "div" ? child.children : [child],
  );
  for (const part of parts) {
    if (part.type !== "element") continue;
    if (part.tagName === "dt") terms.push(part);
    if (part.tagName !== "dd") continue;
    const [term] = terms;
    const [first, ...rest] = state.toFlow(state.all(part)) as MarkdownContent[];
    terms = [];
    const said = first?.type === "paragraph" ? first.children : [];
    if (!term) {
      items.at(-1)?.children.push(...([first, ...rest].filter(Boolean) as ListItem["children"]));
      continue;
    }
    const name: Paragraph["children"] = [
      { type: "strong", children: state.all(term) as never },
      { type: "text", value: ": " },
    ];
    items.push({
      type: "listItem",
      spread: false,
      children: [{ type: "paragraph", children: [...name, ...said] }, ...(rest as ListItem["children"])],
    });
  }
  return { type: "list" as const, ordered: false, spread: false, children: items };
}

/** A summary is the heading of what it hides; a single hidden answer belongs to the question before it. */
function unfolded(state: State, node: Element) {
  const summary = node.children.find((child) => child.type === "element" && child.tagName === "summary");
  const rest = { ...node, children: node.children.filter((child) => child !== summary) };
  const flow = state.toFlow(state.all(rest)) as MarkdownContent[];
  if (!summary) return flow as never;
  const [only, ...more] = flow;
  if (
    sectionKindOf(toString(summary)) === "answers" &&
    only?.type === "paragraph" &&
    more.every(({ type }) => type === "paragraph")
  ) {
    only.children.unshift({ type: "text", value: "Answer: " });
    return flow as never;
  }
  return [{ type: "heading", depth: 4, children: state.all(summary as Element) }, ...flow] as never;
}

/** The caption stands above its table as a line of its own. */
function captioned(state: State, node: Element) {
  const caption = node.children.find((child) => child.type === "element" && child.tagName === "caption");
  const headed = { ...node, children: node.children.filter((child) => child !== caption) };
  if (!find(headed, "th")) firstRowAsHeader(headed);
  const table = defaultHandlers.table(state, headed);
  if (!caption) return table as never;
  return [{ type: "paragraph", children: state.all(caption as Element) }, table] as never;
}

/** Editors write no `<th>`; the first row of their tables is the header all the same. */
function firstRowAsHeader(table: Element): void {
  const row = find(table, "tr");
  for (const cell of row?.children ?? []) {
    if (cell.type === "element" && cell.tagName === "td") cell.tagName = "th";
  }
}
