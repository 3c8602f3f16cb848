import { sha1 } from "@noble/hashes/legacy.js";

/**
 * A field as Anki compares and sorts it: without tags, but with the names of the media it shows, which may be all that
 * is in it. Takes time in proportion to the length, whatever is open and never closed.
 */
export function plainField(html: string): string {
  return html
    .replace(/<!--.*?(?:-->|$)/gs, "")
    .replace(/<(style|script)\b.*?(?:<\/\1\s*>|$)/gis, "")
    .replace(/<[^<>]*>/g, mediaName)
    .replace(ENTITY, (entity, decimal, hex, name) =>
      name === undefined
        ? character(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal), entity)
        : (NAMED[String(name).toLowerCase()] ?? entity),
    );
}

/** Anki's checksum of a first field: the first 32 bits of its SHA-1; equal ones may be duplicates. */
export function fieldChecksum(plain: string): number {
  const digest = sha1(new TextEncoder().encode(plain));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** What stands in place of a tag: the file's name for a picture or sound, nothing for others. */
function mediaName(tag: string): string {
  if (!/^<(?:img|object|audio|video)\b/i.test(tag)) return "";
  const [, double, single, bare] = /\b(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag) ?? [];
  return ` ${double ?? single ?? bare ?? ""} `;
}

function character(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : otherwise;
}
