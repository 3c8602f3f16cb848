export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: string }
  | { readonly ok: false; readonly reason: string };

/** What files that are no text begin with, and what to do about each. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly reason: string }[] = [
  {
    bytes: [0x50, 0x4b, 3, 4],
    reason: "It is a zip archive or an office document, not text. Save it as text, Markdown or .docx first.",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], reason: "It is a PDF, not text. Copy its text into a .txt file first." },
  { bytes: [0x89, 0x50, 0x4e, 0x47], reason: "It is a picture, not text." },
  { bytes: [0xff, 0xd8, 0xff], reason: "It is a picture, not text." },
  { bytes: [0x1f, 0x8b], reason: "It is a compressed archive, not text. Unpack it first." },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    reason: "It is an old office document, not text. Save it as text or Markdown first.",
  },
];

/**
 * The text of a file: UTF-8, UTF-16 with or without a mark, else Windows-1252, in which every byte is a character.
 * A file that is no text is refused with a sentence that says what it looks like and what to do.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) return { ok: false, reason: "The file is empty." };
  const signature = SIGNATURES.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (signature) return { ok: false, reason: signature.reason };
  const encoding = encodingOf(bytes);
  if (encoding === null)
    return { ok: false, reason: "It is not a text file. Choose a text or Markdown file." };
  const decoded = new TextDecoder(encoding).decode(bytes);
  const text = encoding === "windows-1252" ? withoutControls(decoded) : decoded;
  return text.trim() === ""
    ? { ok: false, reason: "The file holds nothing but blank space." }
    : { ok: true, text, encoding };
}

/** What Windows-1252 has at 0x80 to 0x9F; "" where it has nothing. */
const HIGH_CHARACTERS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Some decoders take Windows-1252 for Latin-1 and give control characters for its quotes and dashes. */
function withoutControls(text: string): string {
  return text.replace(
    /[\u0080-\u009F]/g,
    (character) => HIGH_CHARACTERS[character.charCodeAt(0) - 0x80] ?? "",
  );
}

function encodingOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 4_096);
  const zeros = (offset: number) => sample.filter((byte, index) => byte === 0 && index % 2 === offset).length;
  // Western text in UTF-16 has a zero in every other byte; anything else with zeros is no text.
  const half = sample.length / 2;
  if (zeros(1) > half * 0.4 && zeros(0) === 0) return "utf-16le";
  if (zeros(0) > half * 0.4 && zeros(1) === 0) return "utf-16be";
  if (sample.includes(0)) return null;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
