import { searchAhead } from "./search-ahead.ts";

/** A template as it was read: what stands there, what is filled in, and what depends on a field. */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly name: string; readonly filters: readonly string[] }
  | {
      readonly kind: "section";
      readonly name: string;
      /** Shown where the field is empty, rather than where it is filled. */
      readonly isInverted: boolean;
      readonly nodes: readonly TemplateNode[];
    };

/** Deeper sections are no template that a person wrote; the rest is then text. */
const DEEPEST = 200;

/**
 * Reads a template of Anki's kind: `{{Field}}`, `{{filter:Field}}`, `{{#Field}}…{{/Field}}`, `{{^Field}}…{{/Field}}`,
 * `{{!comment}}`. HTML comments stay as they are: a field named within one is not filled in. What is not well-formed is
 * told as text within the card, as Anki does, and never thrown.
 * Source: https://docs.ankiweb.net/templates/intro.html
 */
export function readTemplate(template: string): readonly TemplateNode[] {
  const root: TemplateNode[] = [];
  const open: { readonly name: string; readonly isInverted: boolean; readonly nodes: TemplateNode[] }[] = [];
  const into = () => open.at(-1)?.nodes ?? root;
  const close = () => {
    const section = open.pop();
    if (section) into().push({ kind: "section", ...section });
  };
  const commentEnd = searchAhead(template, /-->/g);
  const fieldEnd = searchAhead(template, /\}\}/g);
  let from = 0;
  for (const { index, 0: opening } of template.matchAll(/<!--|\{\{/g)) {
    if (index < from) continue;
    const end = (opening === "{{" ? fieldEnd : commentEnd)(index + opening.length);
    if (!end || opening === "<!--") {
      // Text as it stands, so that braces within a comment are passed over.
      if (end) into().push(textNode(template.slice(from, (from = end.index + end[0].length))));
      continue;
    }
    const braced = template.slice(index + 2, end.index);
    const inner = braced.replace(/^\{+/, "").trim();
    if (inner === "") continue;
    if (index > from) into().push(textNode(template.slice(from, index)));
    from = end.index + 2;
    // "{{{Field}}}" is an old spelling of the same.
    if (braced.startsWith("{") && template[from] === "}") from++;
    const name = inner.slice(1).trim();
    switch (inner[0]) {
      case "!":
        break;
      case "#":
      case "^":
        if (open.length >= DEEPEST) into().push(textNode(template.slice(index, from)));
        else open.push({ name, isInverted: inner[0] === "^", nodes: [] });
        break;
      case "/":
        if (open.at(-1)?.name === name) close();
        else into().push(textNode(` {{/${shownName(name)}}: there is no such section open} `));
        break;
      default:
        into().push(fieldNode(inner));
    }
  }
  if (from < template.length) into().push(textNode(template.slice(from)));
  while (open.length > 0) {
    into().push(textNode(` {{#${shownName(open.at(-1)?.name ?? "")}}: the section is not closed} `));
    close();
  }
  return root;
}

function textNode(text: string): TemplateNode {
  return { kind: "text", text };
}

/** "hint:text:Back" has the field last; filters are applied from the field outwards. */
function fieldNode(inner: string): TemplateNode {
  const parts = inner.split(":").map((part) => part.trim());
  return { kind: "field", name: parts.at(-1) ?? "", filters: parts.slice(0, -1).reverse() };
}

/** A name within a message is words, whatever it holds. */
function shownName(name: string): string {
  return name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").slice(0, 100);
}
