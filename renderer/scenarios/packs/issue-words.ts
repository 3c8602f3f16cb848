import type { Issue } from "../../../decks/core/issue.ts";

export interface IssueWords {
  /** "Line 3", "decisions.0.options", "Whole file" */
  readonly place: string;
  /** Whether the place is a path within the file, to be shown as it is typed. */
  readonly isPath: boolean;
  readonly isWhole: boolean;
  readonly mend: string;
}

/** An issue of a pack's file in two parts. Its reason begins with its place, which is taken off here. */
export function issueWords({ line, text, reason }: Issue): IssueWords {
  const place = line > 0 ? `Line ${line}` : text === "" ? "Whole file" : text;
  const prefix = `${line > 0 ? `line ${line}` : text}: `;
  const mend = reason.startsWith(prefix) ? reason.slice(prefix.length) : reason;
  const isWhole = line === 0 && text === "";
  return { place, isPath: line === 0 && !isWhole, isWhole, mend: sentence(mend) };
}

/** With a capital, unless it begins with an id of the pack, which has none. */
function sentence(text: string): string {
  return /^(?:a|an|at|it|the|there|points|version)\s/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}
