import type { Guide, OutlineItem } from "../core/guide/types.ts";
import { fileAndOptions, readGuideFile } from "./input.ts";

const usage = "guide FILE [--json]";

/** Prints what is read from a guide. */
export const guideCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const { file, values } = fileAndOptions(args, { json: { type: "boolean" } }, usage);
    const guide = await readGuideFile(file);
    console.log(values["json"] === true ? JSON.stringify(published(guide), null, 2) : summary(guide));
  },
};

/** The shape that is promised to callers, without what is for the app alone. */
function published(guide: Guide) {
  return {
    ...guide,
    outline: guide.outline.map(publishedItem),
    unread: guide.unread.map(({ line, text, reason }) => ({ line, text, reason })),
  };
}

function publishedItem({ text, children }: OutlineItem): Pick<OutlineItem, "text"> & { children: unknown[] } {
  return { text, children: children.map(publishedItem) };
}

function summary(guide: Guide): string {
  const lines = [
    `${guide.objectives.length} objectives`,
    `${guide.glossary.length} glossary terms`,
    `${guide.pairs.length} definition-example pairs`,
    ...guide.tables.map(
      (table) => `table "${table.title}": ${table.rows.length} rows of ${table.columns.length} columns`,
    ),
    `${guide.outline.length} outline sections`,
    `${guide.workedExamples.length} worked examples`,
    `${guide.questions.length} questions, ${guide.questions.filter((one) => one.answer !== null).length} with an answer`,
    `${guide.muddyPoints.length} muddy points`,
    `${guide.diagrams.length} diagrams`,
  ];
  const unread = guide.unread.map(
    (issue) => `  line ${issue.line}: ${issue.reason} ${issue.text.slice(0, 80)}`,
  );
  return [guide.title, ...lines.map((line) => `  ${line}`), `Not read: ${unread.length}`, ...unread].join(
    "\n",
  );
}
