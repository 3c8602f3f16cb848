import { decodeText } from "../decode-text.ts";
import type { TextEncoding } from "./options.ts";

/**
 * The text of a table's bytes in an encoding, without its mark and with "\n" for every line break. Bytes that the
 * encoding has no character for become U+FFFD; it never fails.
 */
export function tableText(bytes: Uint8Array, encoding: TextEncoding): string {
  const decoded = decodeText(bytes);
  const text =
    decoded.ok && decoded.encoding === encoding ? decoded.text : new TextDecoder(encoding).decode(bytes);
  return withPlainLineBreaks(text);
}

/** Line breaks of every system as "\n". */
export function withPlainLineBreaks(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
