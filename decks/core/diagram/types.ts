export type NodeShape = "box" | "round" | "diamond" | "circle" | "cylinder";
export type Direction = "down" | "right" | "up" | "left";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DiagramNode {
  readonly id: string;
  /** Plain text; `\n` where its author broke the line. */
  readonly label: string;
  readonly shape: NodeShape;
  /** The centre in centimetres, y downwards; null where the layout is free to choose. */
  readonly position: Point | null;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly dashed: boolean;
  /** A head at `to`. */
  readonly arrow: boolean;
  /** A head at `from`, as in `<-->`. */
  readonly backArrow: boolean;
}

/** Boxes and the arrows between them. Every edge names two nodes of `nodes`; ids are unique. */
export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly direction: Direction;
}

/** What is drawn at most; larger pictures stay text. */
export const MOST_NODES = 200;
export const MOST_EDGES = 400;
