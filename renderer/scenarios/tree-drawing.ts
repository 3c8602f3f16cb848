import {
  TREE_LINE_HEIGHT,
  type TreeBox,
  type TreeConnector,
} from "../../decks/core/scenario/tree/tree-layout.ts";

/** From the middle of a line of text at 12 px down to its base line. */
const TO_BASE_LINE = 4.25;

/** The way of a connector, as the `d` of a path. */
export function connectorPath({ points }: TreeConnector): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;
}

/** The base line of each line of a box, which are centred in it together. */
export function baseLines({ y, height, lines }: TreeBox): number[] {
  const first = y + height / 2 - ((lines.length - 1) * TREE_LINE_HEIGHT) / 2 + TO_BASE_LINE;
  return lines.map((_, index) => first + index * TREE_LINE_HEIGHT);
}

/** A connector is on the way when both of its ends are. */
export function isLit({ from, to }: TreeConnector, lit: ReadonlySet<string>): boolean {
  return lit.has(from) && lit.has(to);
}

/** Connectors in the order of drawing: those on the way last, over the others where they share a stub. */
export function paleFirst(connectors: readonly TreeConnector[], lit: ReadonlySet<string>): TreeConnector[] {
  return connectors.toSorted((a, b) => Number(isLit(a, lit)) - Number(isLit(b, lit)));
}
