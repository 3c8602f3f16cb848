import { mermaidText } from "./mermaid-text.ts";
import { take, type TextReader } from "./text-reader.ts";
import type { NodeShape } from "./types.ts";

export interface MermaidShape {
  readonly label: string;
  readonly shape: NodeShape;
}

const SHAPES: readonly (readonly [open: string, close: string, shape: NodeShape])[] = [
  ["(((", ")))", "circle"],
  ["((", "))", "circle"],
  ["([", "])", "round"],
  ["[[", "]]", "box"],
  ["[(", ")]", "cylinder"],
  ["{{", "}}", "round"],
  ["[/", "/]", "box"],
  ["[/", "\\]", "box"],
  ["[\\", "\\]", "box"],
  ["[\\", "/]", "box"],
  [">", "]", "box"],
  ["[", "]", "box"],
  ["(", ")", "round"],
  ["{", "}", "diamond"],
];

const NAMED_SHAPES: readonly (readonly [RegExp, NodeShape])[] = [
  [/^(?:diam|diamond|decision|question)$/, "diamond"],
  [/^(?:cyl|cylinder|db|database)$/, "cylinder"],
  [/circ|circle|start|stop/, "circle"],
  [/^(?:rounded|event|stadium|pill|terminal|hex|hexagon|prepare)$/, "round"],
];

const OPENING = /[ \t]*(?=[[({])|(?=>)/y;
const QUOTED = /[[({>/\\]+\s*"[^"]*"/y;
const ATTRIBUTES = /@\{([^}]*)\}/y;

/**
 * The shape and label behind a node's id: `[..]`, `(..)`, `{..}`, `((..))`, `([..])`, `[(..)]`, `{{..}}` and their kin,
 * or `@{ shape: .., label: ".." }`.
 * @returns null, with the reader where it was, when no shape stands there or it is not closed.
 */
export function readMermaidShape(reader: TextReader): MermaidShape | null {
  const attributes = take(reader, ATTRIBUTES)?.[1];
  if (attributes !== undefined) return shapeFromAttributes(attributes);
  const before = reader.at;
  if (!take(reader, OPENING)) return null;
  const end = closingIndex(reader.text, reader.at);
  if (end < 0) {
    reader.at = before;
    return null;
  }
  const whole = reader.text.slice(reader.at, end + 1);
  reader.at = end + 1;
  for (const [open, close, shape] of SHAPES) {
    if (whole.length >= open.length + close.length && whole.startsWith(open) && whole.endsWith(close))
      return { label: mermaidText(whole.slice(open.length, -close.length)), shape };
  }
  return null;
}

/** Where the bracket at `at` is closed; brackets within a quoted label do not count. */
function closingIndex(text: string, at: number): number {
  const open = text[at] ?? "";
  const close = open === "(" ? ")" : open === "{" ? "}" : "]";
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text)?.[0];
  const skipFrom = quoted === undefined ? -1 : at + quoted.indexOf('"');
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    if (index === skipFrom) index = at + (quoted?.length ?? 0);
    if (text[index] === open) depth++;
    else if (text[index] === close && --depth === 0) return index;
  }
  return -1;
}

function shapeFromAttributes(attributes: string): MermaidShape | null {
  const label = /\blabel\s*:\s*("[^"]*"|[^,}]*)/.exec(attributes)?.[1];
  const name = /\bshape\s*:\s*"?([\w-]+)/.exec(attributes)?.[1] ?? "";
  if (label === undefined) return null;
  return { label: mermaidText(label), shape: NAMED_SHAPES.find(([names]) => names.test(name))?.[1] ?? "box" };
}
