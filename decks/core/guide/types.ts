import type { Issue } from "../issue.ts";

/** A study guide read into its parts. `line` is 1-based, in the text as given. Texts are Markdown. */
export interface Guide {
  readonly title: string;
  readonly objectives: readonly string[];
  readonly glossary: readonly { readonly term: string; readonly definition: string; readonly line: number }[];
  readonly bigIdea: string | null;
  readonly tables: readonly GuideTable[];
  readonly outline: readonly OutlineItem[];
  readonly pairs: readonly {
    readonly term: string;
    readonly definition: string;
    readonly example: string;
    readonly line: number;
  }[];
  readonly workedExamples: readonly {
    readonly title: string;
    readonly problem: string;
    readonly solution: readonly { readonly label: string; readonly text: string }[];
    readonly line: number;
  }[];
  readonly questions: readonly GuideQuestion[];
  readonly muddyPoints: readonly { readonly title: string; readonly text: string; readonly line: number }[];
  readonly diagrams: readonly {
    readonly title: string;
    readonly language: string;
    readonly source: string;
    readonly line: number;
  }[];
  /** Everything that became none of the above. */
  readonly unread: readonly Issue[];
}

export interface GuideTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly line: number;
}

export interface OutlineItem {
  readonly text: string;
  readonly children: readonly OutlineItem[];
  readonly line: number;
}

export type QuestionKind = "open" | "true-false" | "list" | "multiple-choice";

export interface GuideQuestion {
  readonly question: string;
  readonly answer: string | null;
  readonly kind: QuestionKind;
  readonly choices?: readonly string[];
  readonly line: number;
}
