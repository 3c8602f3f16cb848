import { groupEnd, type Option, withoutBraces } from "./tikz-options.ts";
import type { TikzNode } from "./tikz-path.ts";
import { boxSize } from "./measure.ts";
import type { NodeShape, Point } from "./types.ts";

/** How many pixels stand for a centimetre before boxes are moved apart. */
const PX_PER_CM = 38;

const CM: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["cm", 1],
  ["mm", 0.1],
  ["in", 2.54],
  ["pt", 0.0351],
  ["bp", 0.0353],
  ["px", 0.0353],
  ["em", 0.4],
  ["ex", 0.2],
]);

const SIDE = /^(?:base |mid )?(above|below)?\s?(left|right)?( of)?$/;

/**
 * The centres of nodes in centimetres, y downwards, from `at (x,y)`, `right of=a`, `below left=1cm and 2cm of a`,
 * shifts and simple sums of coordinates.
 * @param options those of the picture, for its `node distance`.
 * @returns one entry per node, in order; null when any is unplaced or two share a place, because then the author left
 *   the placing out.
 */
export function tikzPlaces(
  nodes: readonly (TikzNode & { readonly shape: NodeShape })[],
  options: readonly Option[],
): ReadonlyMap<string, Point> | null {
  const places = new Map<string, Point>();
  const sizes = new Map(nodes.map((node) => [node.id, boxSize(node)]));
  const taken = new Set<string>();
  for (const node of nodes) {
    const place = placeOf(node);
    const isPlaced = place !== null && Number.isFinite(place.x + place.y);
    if (isPlaced) places.set(node.id, place);
    if (node.isPoint) continue;
    if (!isPlaced) return null;
    const rounded = `${place.x.toFixed(1)},${place.y.toFixed(1)}`;
    if (taken.has(rounded)) return null;
    taken.add(rounded);
  }
  return places;

  function placeOf(node: TikzNode): Point | null {
    let place: Point | null = node.at === null ? { x: 0, y: 0 } : coordinate(node.at, places);
    const all = [...options, ...node.options];
    const distance = all.findLast(({ key }) => key === "node distance")?.value ?? "1cm";
    const onGrid = all.some(({ key }) => key === "on grid");
    for (const { key, value } of node.options) {
      const side = SIDE.exec(key);
      if (key === "at") place = coordinate(withoutBrackets(value ?? ""), places);
      else if (side && key !== "" && value !== null) {
        const relative = /^(.*?)\bof\b\s*(.+)$/s.exec(value);
        const isOld = side[3] !== undefined;
        if (!isOld && !relative) continue;
        const target = withoutBrackets(isOld ? value : (relative?.[2] ?? "")).replace(/\.[\w -]*$/, "");
        const start = places.get(target.trim());
        const wanted = relative?.[1]?.trim() ? relative[1] : distance;
        const room = isOld || onGrid ? null : roomBetween(target.trim(), node.id);
        place = start ? beside(start, side, withoutBraces(wanted), room) : null;
      }
    }
    return place && shifted(place, node.options);
  }

  function roomBetween(one: string, other: string): Point {
    const [a, b] = [sizes.get(one), sizes.get(other)];
    return {
      x: ((a?.width ?? 0) + (b?.width ?? 0)) / 2 / PX_PER_CM,
      y: ((a?.height ?? 0) + (b?.height ?? 0)) / 2 / PX_PER_CM,
    };
  }
}

/** @param room from centre to centre when borders touch; null where distances are between centres. */
function beside(start: Point, side: RegExpExecArray, wanted: string, room: Point | null): Point | null {
  const parts = wanted.split(/\band\b/);
  const down = length(parts[0] ?? "");
  const across = length(parts[1] ?? parts[0] ?? "");
  if (down === null || across === null) return null;
  const diagonal = side[1] !== undefined && side[2] !== undefined;
  const slant = diagonal && parts.length === 1 && side[3] !== undefined ? Math.SQRT1_2 : 1;
  const horizontal = side[2] === "left" ? -1 : side[2] === "right" ? 1 : 0;
  const vertical = side[1] === "above" ? -1 : side[1] === "below" ? 1 : 0;
  return {
    x: start.x + horizontal * (across * slant + (room?.x ?? 0)),
    y: start.y + vertical * (down * slant + (room?.y ?? 0)),
  };
}

/** A coordinate without its brackets: `1,2`, `30:2cm`, `a.north`, `[xshift=1cm]a`, `$(a)+(1,0)$`, `a |- b`. */
function coordinate(text: string, places: ReadonlyMap<string, Point>): Point | null {
  const bare = text.trim();
  if (bare.startsWith("[")) {
    const end = groupEnd(bare, 0);
    const start = coordinate(bare.slice(end), places);
    return start && shifted(start, shiftsIn(bare.slice(1, end - 1)));
  }
  const sum = /^\$\s*\(([^()]*)\)\s*(?:([+-])\s*\(([^()]*)\)|!\s*([\d.]+)\s*!\s*\(([^()]*)\))\s*\$$/.exec(
    bare,
  );
  if (sum) {
    const [, first = "", sign, step, share] = sum;
    const a = coordinate(first, places);
    const b = coordinate(step ?? sum[5] ?? "", places);
    if (!a || !b) return null;
    const part = sign === "-" ? -1 : sign === "+" ? 1 : Number(share);
    const [x, y] = sign === undefined ? [b.x - a.x, b.y - a.y] : [b.x, b.y];
    return { x: a.x + part * x, y: a.y + part * y };
  }
  const corner = /^(.*?)\s*(\|-|-\|)\s*(.*)$/s.exec(bare);
  if (corner) {
    const a = coordinate(corner[1] ?? "", places);
    const b = coordinate(corner[3] ?? "", places);
    if (!a || !b) return null;
    return corner[2] === "|-" ? { x: a.x, y: b.y } : { x: b.x, y: a.y };
  }
  const pair = /^([^,:]*)([,:])([^,:]*)$/.exec(bare);
  if (!pair) return places.get(bare.replace(/\.[\w -]*$/, "").trim()) ?? null;
  const x = length(pair[1] ?? "");
  const y = length(pair[3] ?? "");
  if (x === null || y === null) return null;
  if (pair[2] === ",") return { x, y: -y };
  const angle = (x * Math.PI) / 180;
  return { x: y * Math.cos(angle), y: -y * Math.sin(angle) };
}

function shifted(place: Point, options: readonly Option[]): Point {
  let { x, y } = place;
  for (const { key, value } of options) {
    const by = value === null ? null : length(withoutBraces(value));
    if (key === "xshift") x += pointsUnlessSaid(value, by);
    else if (key === "yshift") y -= pointsUnlessSaid(value, by);
  }
  return { x, y };
}

/** Shifts without a unit are in points. */
function pointsUnlessSaid(value: string | null, by: number | null): number {
  return by === null ? 0 : /[a-z]/i.test(value ?? "") ? by : by * 0.0351;
}

function shiftsIn(text: string): Option[] {
  return [...text.matchAll(/([xy]shift)\s*=\s*([^,]*)/g)].map(([, key = "", value = ""]) => ({ key, value }));
}

/** A length in centimetres; null when it is not a plain number with a unit. */
function length(text: string): number | null {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z]*)\s*$/.exec(withoutBraces(text));
  const unit = CM.get(match?.[2] ?? "");
  return match && unit !== undefined ? Number(match[1]) * unit : null;
}

function withoutBrackets(text: string): string {
  const inner = withoutBraces(text);
  return inner.startsWith("(") && inner.endsWith(")") ? inner.slice(1, -1).trim() : inner;
}
