import type { Issue } from "../core/issue.ts";
import { type PackReading, readPack } from "../core/scenario/pack.ts";
import { decodeText } from "./decode-text.ts";

/** Larger than any pack; a file above it is something else. */
const LARGEST_PACK = 4 * 1_048_576;

/**
 * Reads a rule pack from the bytes of a JSON or YAML file. Never fails: what is wrong with a file is among the issues,
 * with the line where the file is no JSON or YAML at all, and with the path where it is no pack.
 */
export async function readPackFile(bytes: Uint8Array): Promise<PackReading> {
  if (bytes.length > LARGEST_PACK)
    return wrong(0, "the file is larger than 4 MB; a pack is a text of some kilobytes.");
  const decoded = decodeText(bytes);
  if (!decoded.ok) return wrong(0, decoded.reason);
  const text = decoded.text;
  if (text.trim() === "") return wrong(0, "the file is empty.");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return /^\s*\{/.test(text)
      ? wrong(lineOfError(text, error), "the file is not valid JSON here.")
      : fromYaml(text);
  }
  return checked(json);
}

/** What is nested beyond all measure would end in the middle of the check. */
function checked(json: unknown): PackReading {
  try {
    return readPack(json);
  } catch (error) {
    if (error instanceof RangeError) return wrong(0, "the file is nested too deeply to be a pack.");
    throw error;
  }
}

async function fromYaml(text: string): Promise<PackReading> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  // Aliases are refused: a few of them can stand for gigabytes.
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 0 } as Parameters<
    typeof parseDocument
  >[1]);
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    return wrong(
      line,
      `the file is not valid YAML here: ${error.message.split("\n")[0]?.replace(/ at line .*$/, "")}.`,
    );
  }
  let json: unknown;
  try {
    json = document.toJS({ maxAliasCount: 0 });
  } catch {
    return wrong(0, "the file refers to parts of itself; write them out.");
  }
  return checked(json);
}

/** JSON's own message names the position in some engines, and the line in others. */
function lineOfError(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : "";
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined ? 1 : text.slice(0, Number(position)).split("\n").length;
}

function wrong(line: number, reason: string): { ok: false; issues: readonly Issue[] } {
  const text = line > 0 ? `line ${line}: ${reason}` : reason;
  return { ok: false, issues: [{ code: "pack", line, text: "", reason: text }] };
}
