import type { Issue } from "../issue.ts";
import type { SectionKind } from "./section-kinds.ts";
import type { Block } from "./tree.ts";
import type { Guide } from "./types.ts";

/** A run of blocks under one heading. */
export interface Section {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** A guide while it is read: the same parts, still growing. */
export type GuideDraft = {
  -readonly [Key in keyof Guide]: Guide[Key] extends readonly (infer Part)[] ? Part[] : Guide[Key];
};

export function draftGuide(title: string): GuideDraft {
  return {
    title,
    objectives: [],
    glossary: [],
    bigIdea: null,
    tables: [],
    outline: [],
    pairs: [],
    workedExamples: [],
    questions: [],
    muddyPoints: [],
    diagrams: [],
    unread: [],
  };
}

/** Lists a block that became nothing. */
export function leaveUnread(
  guide: GuideDraft,
  block: { readonly line: number; readonly text?: string },
  reason: string,
): void {
  const issue: Issue = { code: "unread", line: block.line, text: block.text ?? "", reason };
  guide.unread.push(issue);
}
