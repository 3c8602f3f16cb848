import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

/** The one drawing, and what is made from it by `icons.ts`. */
export const ICON_SOURCE = "build/icon.svg";
export const ICON_RECORD = "build/icons.json";

/** What is committed of the icons: the hash of the drawing that they were made from, and their own. */
export interface IconRecord {
  readonly source: string;
  readonly files: Readonly<Record<string, string>>;
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Sees that every icon is the one that was drawn from the drawing as it is now. */
export function checkIcons(root: string, check: (fact: string, holds: boolean) => void): void {
  const hashOf = (file: string) => sha256(readFileSync(path.join(root, file)));
  const record = JSON.parse(readFileSync(path.join(root, ICON_RECORD), "utf8")) as IconRecord;
  check(
    `the icons were drawn from ${ICON_SOURCE} as it is (else: npx tsx build/scripts/icons.ts)`,
    record.source === hashOf(ICON_SOURCE),
  );
  for (const [file, hash] of Object.entries(record.files))
    check(`${file} is as it was drawn`, hashOf(file) === hash);
}

interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
}

/** Windows' icon: a directory of pictures, each a whole PNG. */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** macOS's names for the sizes; those with two dots a point come again under a name of their own. */
const ICNS_NAMES: readonly (readonly [name: string, size: number])[] = [
  ["ic11", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic13", 256],
  ["ic08", 256],
  ["ic14", 512],
  ["ic09", 512],
  ["ic10", 1024],
];

/** macOS's icon: named blocks, each a whole PNG. @throws Error when a size is not among the pictures */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const block = (name: string, bytes: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32BE(8 + bytes.length, 4);
    return Buffer.concat([head, bytes]);
  };
  const blocks = ICNS_NAMES.map(([name, size]) => {
    const picture = pictures.find((one) => one.size === size);
    if (!picture) throw new Error(`no picture of ${size}`);
    return block(name, picture.png);
  });
  return block("icns", Buffer.concat(blocks));
}
