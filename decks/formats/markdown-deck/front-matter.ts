import { parse } from "yaml";
import { deckPathIn, tagsIn } from "../text-table/tags.ts";

export interface FrontMatter {
  readonly title: string | null;
  readonly deckPath: readonly string[];
  readonly tags: readonly string[];
  /** How many lines it takes, its marks among them; 0 when there is none. */
  readonly lineCount: number;
  /** Whether it is there and is no YAML. */
  readonly isBroken: boolean;
}

const NONE: FrontMatter = { title: null, deckPath: [], tags: [], lineCount: 0, isBroken: false };
const MOST_LINES = 200;
const MOST_CHARACTERS = 20_000;

/** What YAML between two lines of "---" at the top says: `title`, `deck` and `tags`; other keys are nothing to a deck. */
export function frontMatter(lines: readonly string[]): FrontMatter {
  // A rule has a blank line below it, or a card.
  if (
    lines[0]?.trimEnd() !== "---" ||
    !/^(?!(?:[QA]|[Qq]uestion|[Aa]nswer)[ \t]*:)[\w-]+[ \t]*:/.test(lines[1] ?? "")
  )
    return NONE;
  const end = lines
    .slice(0, MOST_LINES)
    .findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end === -1) return NONE;
  const text = lines.slice(1, end).join("\n");
  const lineCount = end + 1;
  const said = text.length > MOST_CHARACTERS ? null : yamlOf(text);
  if (said === null) return { ...NONE, lineCount, isBroken: true };
  return {
    title: textOf(said["title"]),
    deckPath: deckPathIn(textOf(said["deck"]) ?? "") ?? [],
    tags: tagList(said["tags"]),
    lineCount,
    isBroken: false,
  };
}

function yamlOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const said: unknown = parse(text, { maxAliasCount: 10, logLevel: "error" });
    return typeof said === "object" && said !== null ? (said as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text === "" ? null : text.slice(0, 500);
}

/** Tags as a list, or as words between blanks or commas; a "#" before them is not theirs. */
function tagList(value: unknown): readonly string[] {
  const words = Array.isArray(value)
    ? value.map((one) => textOf(one) ?? "")
    : (textOf(value) ?? "").split(",");
  return tagsIn(words.map((word) => word.trim().replace(/^#/, "")).join(" "));
}
