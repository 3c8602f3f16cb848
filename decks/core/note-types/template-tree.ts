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
 * `{{!comment}}`. What is not well-formed is told as text within the card, as Anki does, and never thrown.
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
  let from = 0;
  for (const match of template.matchAll(/\{\{([^{}][^}]*|\{[^}]*)\}\}/g)) {
    if (match.index > from) into().push(textNode(template.slice(from, match.index)));
    from = match.index + match[0].length;
    const inner = (match[1] ?? "").replace(/^\{+/, "").trim();
    const name = inner.slice(1).trim();
    switch (inner[0]) {
      case "!":
        break;
      case "#":
      case "^":
        if (open.length >= DEEPEST) into().push(textNode(match[0]));
        else open.push({ name, isInverted: inner[0] === "^", nodes: [] });
        break;
      case "/":
        if (open.at(-1)?.name === name) close();
        else into().push(textNode(` {{/${name}}: there is no such section open} `));
        break;
      default:
        into().push(fieldNode(inner));
    }
  }
  if (from < template.length) into().push(textNode(template.slice(from)));
  while (open.length > 0) {
    into().push(textNode(` {{#${open.at(-1)?.name}}: the section is not closed} `));
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
