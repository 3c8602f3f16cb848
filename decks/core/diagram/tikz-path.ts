import { take, type TextReader } from "./text-reader.ts";
import { flattened, groupEnd, type Option, optionsOf, strokeOf, withoutBraces } from "./tikz-options.ts";
import { tikzText } from "./tikz-label.ts";
import type { TikzCommand, TikzPicture } from "./tikz-source.ts";
import type { DiagramEdge } from "./types.ts";

/** A node, or a named point, as its author wrote it. */
export interface TikzNode {
  readonly id: string;
  /** Whether the author gave it a name, by which edges can call it. */
  readonly named: boolean;
  readonly label: string;
  /** With styles replaced by what they stand for, the picture's own first. */
  readonly options: readonly Option[];
  /** The coordinate behind `at`, without its brackets. */
  readonly at: string | null;
  readonly isPoint: boolean;
}

/** What the paths of a picture hold; edges may name nodes that do not exist. */
export interface TikzPaths {
  readonly nodes: Map<string, TikzNode>;
  readonly edges: DiagramEdge[];
  /** Lines that join no two nodes. */
  missed: number;
}

/** Where a path is: what its next line starts from, and what the line under way has gathered. */
interface Pen {
  origin: string | null;
  spot: string | null;
  /** The operation since the last coordinate. */
  link: { readonly options: readonly Option[]; readonly isEdge: boolean } | null;
  /** A line has left its origin and reached no node. */
  open: boolean;
  labels: string[];
  /** This path has drawn an edge since it last moved. */
  hasDrawn: boolean;
}

const LIFTED: Pen = { origin: null, spot: null, link: null, open: false, labels: [], hasDrawn: false };

const SPACE = /\s+/y;
const LINK = /--|-\||\|-|\.\.(?!\s*controls)|to(?![a-z])|(edge)(?![a-z])/y;
const CONTROLS = /\.\.\s*controls\s*\+*\([^()]*\)(?:\s*and\s*\+*\([^()]*\))?\s*/y;
const NODE = /node(?![a-z])/y;
const COORDINATE = /coordinate(?![a-z])/y;
const AT = /at\s*(?=\()/y;
const SHAPE = /(?:rectangle|grid|parabola)\s*(?=[+(])|(?:circle|ellipse|arc)\s*(?=[([])/y;
const WORD = /[a-z]+/iy;

/**
 * Adds the nodes and edges of one command. A chain `(a) -- (b) -- (c)` is an edge between each two; a way through bare
 * coordinates joins the nodes at its ends.
 */
export function readPath(command: TikzCommand, picture: TikzPicture, paths: TikzPaths): void {
  const reader: TextReader = { text: command.body, at: 0 };
  const pen: Pen = { ...LIFTED };
  const options = [...picture.options.filter((option) => !option.key.includes("/")), ...every("path")];
  const draws = command.name !== "fill" && command.name !== "clip";
  if (command.name === "node" || command.name === "coordinate")
    readNode(reader, command.name, pen, picture, paths);
  for (take(reader, SPACE); reader.at < reader.text.length; take(reader, SPACE)) {
    const character = reader.text[reader.at];
    if (character === "[") options.push(...optionsOf(group(reader)));
    else if (character === "(") moveTo(group(reader).trim(), pen, paths, draws ? drawnBy : () => undefined);
    else if (character === "{") reader.at = groupEnd(reader.text, reader.at);
    else if (take(reader, CONTROLS)) pen.link = { options: [], isEdge: false };
    else if (take(reader, SHAPE)) skipShape(reader, pen);
    else if (take(reader, NODE)) readNode(reader, "node", pen, picture, paths, drawnBy);
    else if (take(reader, COORDINATE)) readNode(reader, "coordinate", pen, picture, paths);
    else readLink(reader, pen);
  }
  if (pen.open && draws) paths.missed++;

  function drawnBy(from: string, to: string): void {
    const { link, labels } = pen;
    const own = [...(link?.isEdge ? every("edge") : []), ...(link?.options ?? [])];
    const given = flattened([...options, ...own], picture.styles);
    const { arrow, backArrow, dashed } = strokeOf(given);
    const label = [...labels, ...quotedIn(own)].filter((words) => words !== "").join("\n");
    const back = backArrow && !arrow;
    paths.edges.push({
      from: back ? to : from,
      to: back ? from : to,
      label,
      dashed,
      arrow: arrow || back,
      backArrow: backArrow && arrow,
    });
    pen.hasDrawn = true;
  }

  function every(kind: string): Option[] {
    return optionsOf(withoutBraces(picture.styles.get(`every ${kind}`) ?? ""));
  }
}

function group(reader: TextReader): string {
  const end = groupEnd(reader.text, reader.at);
  const inner = reader.text.slice(reader.at + 1, end - 1);
  reader.at = end;
  return inner;
}

function readLink(reader: TextReader, pen: Pen): void {
  const link = take(reader, LINK);
  if (!link) {
    if (!take(reader, WORD)) reader.at++;
    return;
  }
  take(reader, SPACE);
  const options = reader.text[reader.at] === "[" ? optionsOf(group(reader)) : [];
  if (link[1] === "edge") pen.labels = [];
  pen.link = { options, isEdge: link[1] === "edge" };
}

/** Rectangles, circles and the like join nothing. */
function skipShape(reader: TextReader, pen: Pen): void {
  while (reader.text[reader.at] === "+") reader.at++;
  group(reader);
  Object.assign(pen, LIFTED);
}

function moveTo(target: string, pen: Pen, paths: TikzPaths, draw: (from: string, to: string) => void): void {
  const id = target === "" ? pen.origin : nodeNamed(target, paths);
  pen.spot = target;
  if (!pen.link) {
    if (pen.open) paths.missed++;
    Object.assign(pen, { origin: id, open: false, labels: [], hasDrawn: false });
    return;
  }
  if (id === null) {
    pen.open = true;
  } else {
    if (pen.origin !== null) draw(pen.origin, id);
    else paths.missed++;
    Object.assign(pen, { open: false, labels: [], origin: pen.link.isEdge ? pen.origin : id });
  }
  pen.link = null;
}

/** The node that `(a)`, `(a.east)` or `([yshift=2pt]a.east)` means; null for a bare or calculated coordinate. */
function nodeNamed(target: string, paths: TikzPaths): string | null {
  const bare = target.startsWith("[") ? target.slice(groupEnd(target, 0)).trim() : target;
  if (bare.startsWith("$") || /[,:]|\|-|-\||^intersection/.test(bare)) return null;
  const id = bare.replace(/\.[\w -]*$/, "").trim();
  return id === "" || paths.nodes.get(id)?.isPoint ? null : id;
}

function readNode(
  reader: TextReader,
  name: "node" | "coordinate",
  pen: Pen,
  picture: TikzPicture,
  paths: TikzPaths,
  draw?: (from: string, to: string) => void,
): void {
  const options: Option[] = [];
  let id: string | null = null;
  let at: string | null = null;
  let label = "";
  for (take(reader, SPACE); reader.at < reader.text.length; take(reader, SPACE)) {
    const character = reader.text[reader.at];
    if (character === "[") options.push(...optionsOf(group(reader)));
    else if (character === "(") id = group(reader).trim();
    else if (take(reader, AT)) at = group(reader).trim();
    else if (character === "{" && name === "node") {
      label = tikzText(withoutBraces(group(reader)));
      break;
    } else break;
  }
  const isOnLine = name === "node" && draw !== undefined && at === null;
  if (isOnLine && (pen.link || (id === null && (pen.open || pen.origin !== null)))) {
    labelLine(label, pen, paths);
    return;
  }
  const every = name === "node" ? optionsOf(withoutBraces(picture.styles.get("every node") ?? "")) : [];
  const given = flattened([...every, ...options], picture.styles);
  const isPoint = name === "coordinate" || given.some(({ key }) => key === "fit" || key === "coordinate");
  if ((id === null && (label === "" || !isOutlined(given))) || (id === "" && label === "")) return;
  const key = id === null || id === "" ? `unnamed ${paths.nodes.size}` : id;
  const node = { id: key, named: id !== null, label, options: given, at: at ?? pen.spot, isPoint };
  paths.nodes.set(key, isPoint || label !== "" || isOutlined(given) ? node : { ...node, isPoint: true });
  if (isPoint || !draw) pen.spot = key;
  if (!draw) {
    pen.origin = isPoint ? null : key;
    return;
  }
  if (pen.origin !== null && pen.open) draw(pen.origin, key);
  Object.assign(pen, { origin: key, open: false, labels: [] });
}

/** A node without a name says what the line under way means, or the one just drawn. */
function labelLine(label: string, pen: Pen, paths: TikzPaths): void {
  const last = paths.edges.at(-1);
  if (pen.link || pen.open) pen.labels.push(label);
  else if (last && last.label === "" && pen.hasDrawn) {
    paths.edges[paths.edges.length - 1] = { ...last, label };
  }
}

function isOutlined(options: readonly Option[]): boolean {
  return options.some(
    ({ key, value }) =>
      value !== "none" &&
      /^(?:draw|fill|shape|rectangle|circle|diamond|ellipse|cylinder|state|rounded corners|minimum .*)$/.test(
        key,
      ),
  );
}

/** The labels of `edge["yes"]`. */
function quotedIn(options: readonly Option[]): string[] {
  return options.flatMap(({ key }) => {
    const quoted = /^"(.*)"/s.exec(key)?.[1];
    return quoted === undefined ? [] : [tikzText(withoutBraces(quoted))];
  });
}
