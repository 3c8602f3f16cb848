import { withLines } from "../core/guide/lines.ts";
import { readingGuide, UNTITLED } from "../core/guide/read-guide.ts";
import type { Guide } from "../core/guide/types.ts";
import type { PageText } from "./html.ts";
import { decodeText } from "./decode-text.ts";

export type GuideTextResult =
  | {
      readonly ok: true;
      /** Plain text or Markdown, for `readGuide`. */
      readonly text: string;
      /** The line of the file, 1-based, that a line of the text comes from; the same line where the file is the text. */
      readonly lineOf: (line: number) => number;
    }
  | Refusal;

interface Refusal {
  readonly ok: false;
  readonly reason: string;
}

/**
 * The one text that the reader of guides takes, from a file in any format: plain text, Markdown, a saved page or a
 * Word document; the readers of pages and documents are loaded when the first of them comes. A file that is none of these is refused with a sentence that says what to do.
 */
export async function guideText(file: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): Promise<GuideTextResult> {
  if (isZip(file.bytes)) {
    const { docxToHtml } = await import("./docx.ts");
    const converted = await docxToHtml(file.bytes);
    if (!converted.ok) return converted;
    // A Word document has no lines; those of its text as the guide shows it stand for them.
    const page = await pageText(converted.html);
    if (!page.ok) return page;
    const { text } = page;
    if (text.trim() === "") return { ok: false, reason: "The document holds no text." };
    return { ok: true, text, lineOf: (line) => line };
  }
  const decoded = decodeText(file.bytes);
  if (!decoded.ok) return decoded;
  if (isWebArchive(decoded.text)) {
    return { ok: false, reason: "It is a web archive. Save the page again as “Web page, HTML only”." };
  }
  if (!isPage(file.name, decoded.text)) return { ok: true, text: decoded.text, lineOf: (line) => line };
  const page = await pageText(decoded.text);
  if (!page.ok) return page;
  const { text, lineOf } = page;
  if (text.trim() === "") return { ok: false, reason: "The page holds no text." };
  return { ok: true, text, lineOf: (line) => lineOf[line] ?? line };
}

/**
 * A guide as it is read from its text, with the lines of the file.
 * @param name the file's, which is the title of a guide that has none
 */
export function guideOf(text: Extract<GuideTextResult, { ok: true }>, name = ""): Guide {
  const reading = readingGuideOf(text, name);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

/** The same, a piece at a time; yields how much is done, from 0 to 1. */
export function* readingGuideOf(
  { text, lineOf }: Extract<GuideTextResult, { ok: true }>,
  name = "",
): Generator<number, Guide> {
  const guide = withLines(yield* readingGuide(text), lineOf);
  const fileTitle = name
    .replace(/^.*[\\/]/, "")
    .replace(/\.\w{1,8}$/, "")
    .trim();
  return guide.title === UNTITLED && fileTitle !== "" ? { ...guide, title: fileTitle } : guide;
}

async function pageText(html: string): Promise<({ readonly ok: true } & PageText) | Refusal> {
  const { htmlToMarkdown } = await import("./html.ts");
  try {
    return { ok: true, ...htmlToMarkdown(html) };
  } catch (error) {
    // Thousands of elements within each other are no page that a person wrote.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, reason: "The page is nested too deep to be read. Copy its text into a .txt file." };
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function isPage(name: string, text: string): boolean {
  if (/\.(?:md|markdown|txt)$/i.test(name)) return false;
  return /\.x?html?$/i.test(name) || /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b/i.test(text);
}

function isWebArchive(text: string): boolean {
  return /^(?:From|MIME-Version|Snapshot-Content-Location):/i.test(text) && /multipart\/related/i.test(text);
}
