/** Named arrays of numbers beside a piece of JSON, as bytes: long histories are too dear as text. */
export interface Columns {
  readonly head: unknown;
  readonly arrays: Readonly<Record<string, NumberArray>>;
}

export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const TYPES = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;

/** Little-endian, each array at a multiple of eight; JSON that says what is where comes first, behind its length. */
export function packColumns({ head, arrays }: Columns): Uint8Array {
  const entries = Object.entries(arrays).map(([name, array]) => ({
    name,
    array,
    type: array[Symbol.toStringTag],
    length: array.length,
  }));
  const json = new TextEncoder().encode(
    JSON.stringify({ head, columns: entries.map(({ name, type, length }) => ({ name, type, length })) }),
  );
  let size = rounded(4 + json.length);
  for (const { array } of entries) size += rounded(array.byteLength);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  let at = rounded(4 + json.length);
  for (const { array } of entries) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += rounded(array.byteLength);
  }
  return bytes;
}

/** What `packColumns` packed; null when the bytes are not that, or are cut. */
export function unpackColumns(packed: Uint8Array): Columns | null {
  // The arrays are views, and views begin at multiples of their element.
  const bytes = packed.byteOffset % 8 === 0 ? packed : packed.slice();
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (4 + length > bytes.length) return null;
  let json: { readonly head: unknown; readonly columns: readonly Described[] };
  try {
    json = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as typeof json;
  } catch {
    return null;
  }
  if (!Array.isArray(json.columns)) return null;
  const arrays: Record<string, NumberArray> = {};
  let at = rounded(4 + length);
  for (const { name, type, length: count } of json.columns as readonly Described[]) {
    const array = TYPES[type];
    if (array === undefined || !Number.isSafeInteger(count) || count < 0) return null;
    if (at + count * array.BYTES_PER_ELEMENT > bytes.length) return null;
    arrays[name] = new array(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, count);
    at += rounded(count * array.BYTES_PER_ELEMENT);
  }
  return { head: json.head, arrays };
}

interface Described {
  readonly name: string;
  readonly type: keyof typeof TYPES;
  readonly length: number;
}

function rounded(size: number): number {
  return Math.ceil(size / 8) * 8;
}
