/** How values travel between Node and a page: as text that holds what a structured clone holds. */
export interface Wire {
  /** @throws DataCloneError for what cannot be cloned */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

export interface Base64 {
  to(bytes: Uint8Array): string;
  from(text: string): Uint8Array<ArrayBuffer>;
}

/**
 * Written out whole, since its source runs in the pages as well.
 * @param foreign what becomes of a value that is not plain data: a Blob, a DOMException
 */
export function makeWire(base64: Base64, foreign: (kind: string) => unknown): Wire {
  type Tree = null | boolean | number | string | readonly [kind: string, ...rest: unknown[]];
  type Views = Record<string, new (buffer: ArrayBuffer) => unknown>;

  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);
  const plant = (value: unknown, seen: Map<object, number>): Tree => {
    if (value === null || typeof value === "boolean" || typeof value === "string") return value as Tree;
    if (typeof value === "number")
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ["n", Object.is(value, -0) ? "-0" : `${value}`];
    if (value === undefined) return ["u"];
    if (typeof value === "bigint") return ["i", `${value}`];
    if (typeof value !== "object")
      throw new DOMException(`${String(value)} could not be cloned.`, "DataCloneError");
    const before = seen.get(value);
    if (before !== undefined) return ["#", before];
    seen.set(value, seen.size);
    const tree = (item: unknown) => plant(item, seen);
    if (Array.isArray(value)) return ["a", value.map(tree)];
    const kind = kindOf(value);
    if (ArrayBuffer.isView(value))
      return ["b", kind, base64.to(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    if (value instanceof ArrayBuffer || kind === "ArrayBuffer")
      return ["b", "ArrayBuffer", base64.to(new Uint8Array(value as ArrayBuffer))];
    if (value instanceof Map) return ["m", [...value].map((pair) => pair.map(tree))];
    if (value instanceof Set) return ["s", [...value].map(tree)];
    if (value instanceof Date) return ["d", value.getTime()];
    if (value instanceof RegExp) return ["r", value.source, value.flags];
    if (kind === "Error") return ["e", (value as Error).name, (value as Error).message];
    if (kind !== "Object") return ["x", kind];
    return ["o", Object.entries(value).map(([key, item]) => [key, tree(item)])];
  };

  const grow = (tree: Tree, seen: unknown[]): unknown => {
    if (!Array.isArray(tree)) return tree;
    const [kind, first, second] = tree as [string, never, never];
    const keep = <T>(value: T) => (seen.push(value), value);
    switch (kind) {
      case "n":
        return Number(first);
      case "u":
        return undefined;
      case "i":
        return BigInt(first);
      case "#":
        return seen[first];
      case "a": {
        const list: unknown[] = keep([]);
        for (const item of first as Tree[]) list.push(grow(item, seen));
        return list;
      }
      case "b": {
        const bytes = base64.from(second);
        const View = (globalThis as unknown as Views)[first];
        return keep(first === "ArrayBuffer" || !View ? bytes.buffer : new View(bytes.buffer));
      }
      case "m": {
        const map = keep(new Map<unknown, unknown>());
        for (const [key, item] of first as [Tree, Tree][]) map.set(grow(key, seen), grow(item, seen));
        return map;
      }
      case "s": {
        const set = keep(new Set());
        for (const item of first as Tree[]) set.add(grow(item, seen));
        return set;
      }
      case "d":
        return keep(new Date(first));
      case "r":
        return keep(new RegExp(first, second));
      case "e":
        return keep(Object.assign(new Error(second), { name: first }));
      case "x":
        return keep(foreign(first));
      default: {
        const record: Record<string, unknown> = keep({});
        for (const [key, item] of first as [string, Tree][])
          Object.defineProperty(record, key, {
            value: grow(item, seen),
            enumerable: true,
            writable: true,
            configurable: true,
          });
        return record;
      }
    }
  };
  return {
    encode: (value) => JSON.stringify(plant(value, new Map())),
    decode: (text) => grow(JSON.parse(text) as Tree, []),
  };
}

/** Main reads what is not plain data as null. */
export const mainWire: Wire = makeWire(
  {
    to: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64"),
    from: (text) => Uint8Array.from(Buffer.from(text, "base64")),
  },
  () => null,
);
