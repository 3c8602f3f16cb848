import { Decompress } from "fzstd";

export type ZstdResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: "damaged" | "too-large" };

/**
 * What zstd packed, at most `largest` bytes of it. The blocks are walked over first, which unpacks nothing, so that
 * neither a short file that stands for gigabytes nor one of a million empty blocks is begun.
 * The format: https://www.rfc-editor.org/rfc/rfc8878
 */
export function unpackZstd(packed: Uint8Array, largest: number): ZstdResult {
  const frames = framesOf(packed);
  if (frames === null) return DAMAGED;
  let least = 0;
  let most = 0;
  let work = 0;
  for (const frame of frames) {
    if (frame.window > LARGEST_WINDOW) return TOO_LARGE;
    least += frame.declared ?? frame.least;
    most += frame.most;
    work += (frame.blocks + 1) * frame.window;
  }
  if (least > largest || work > MOST_WORK) return TOO_LARGE;
  return unpackedFrames(packed, frames, Math.min(most, largest));
}

/** What zstd itself unpacks unless it is told otherwise: 128 MB. */
const LARGEST_WINDOW = 134_217_728;
/** Bytes moved, for the unpacker moves the window along at each block. A gigabyte packed at a usual level moves 70 GB. */
const MOST_WORK = 128 * 1_073_741_824;
/** A block is 128 kB at most when unpacked. */
const LARGEST_BLOCK = 131_072;

const DAMAGED = { ok: false, why: "damaged" } as const;
const TOO_LARGE = { ok: false, why: "too-large" } as const;

interface Frame {
  readonly start: number;
  readonly end: number;
  readonly window: number;
  readonly blocks: number;
  /** Bytes when unpacked: as the header has it, null where it does not say; and what the blocks come to. */
  readonly declared: number | null;
  readonly least: number;
  readonly most: number;
}

function unpackedFrames(packed: Uint8Array, frames: readonly Frame[], room: number): ZstdResult {
  const whole = new Uint8Array(room);
  let length = 0;
  let isTooLarge = false;
  for (const { start, end, declared } of frames) {
    const before = length;
    const stream = new Decompress((block) => {
      if (length + block.length > room) isTooLarge = true;
      if (isTooLarge) throw new RangeError();
      whole.set(block, length);
      length += block.length;
    });
    try {
      stream.push(packed.subarray(start, end), true);
    } catch {
      return isTooLarge ? TOO_LARGE : DAMAGED;
    }
    if (declared !== null && declared !== length - before) return DAMAGED;
  }
  // A small remainder of a large room would keep the whole of it in memory.
  return { ok: true, bytes: length * 2 < room ? whole.slice(0, length) : whole.subarray(0, length) };
}

function framesOf(packed: Uint8Array): readonly Frame[] | null {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const frames: Frame[] = [];
  let at = 0;
  try {
    while (at < packed.length) {
      const magic = view.getUint32(at, true);
      if (magic >>> 4 === 0x184d2a5) {
        at += 8 + view.getUint32(at + 4, true);
        continue;
      }
      const frame = magic === 0xfd2fb528 ? frameAt(view, at) : null;
      if (frame === null) return null;
      frames.push(frame);
      at = frame.end;
    }
  } catch {
    // The view has ended within a header.
    return null;
  }
  return at === packed.length && frames.length > 0 ? frames : null;
}

function frameAt(view: DataView, start: number): Frame | null {
  const flags = view.getUint8(start + 4);
  const isWhole = (flags & 0x20) !== 0;
  let at = start + 5;
  let window = 0;
  if (!isWhole) {
    const descriptor = view.getUint8(at);
    const base = 2 ** (10 + (descriptor >> 3));
    window = base + (base / 8) * (descriptor & 7);
    at += 1;
  }
  // Packed with a dictionary that nobody has.
  if ((flags & 3) !== 0) return null;
  const sizeKind = flags >> 6;
  let declared: number | null = null;
  if (sizeKind === 0 && isWhole) declared = view.getUint8(at);
  if (sizeKind === 1) declared = view.getUint16(at, true) + 256;
  if (sizeKind === 2) declared = view.getUint32(at, true);
  if (sizeKind === 3) declared = Number(view.getBigUint64(at, true));
  at += sizeKind === 0 ? Number(isWhole) : 2 ** sizeKind;
  if (isWhole) window = declared ?? 0;

  let blocks = 0;
  let least = 0;
  let most = 0;
  let isLast = false;
  while (!isLast) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    isLast = (header & 1) !== 0;
    const type = (header >> 1) & 3;
    const size = header >> 3;
    if (type === 3 || size > LARGEST_BLOCK) return null;
    at += 3 + (type === 1 ? 1 : size);
    least += type === 2 ? 0 : size;
    most += type === 2 ? LARGEST_BLOCK : size;
    blocks += 1;
    if (at > view.byteLength) return null;
  }
  const end = at + ((flags & 4) !== 0 ? 4 : 0);
  return end <= view.byteLength ? { start, end, window, blocks, declared, least, most } : null;
}
