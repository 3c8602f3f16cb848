import path from "node:path";
import { NO_CONTENTS } from "../formats/contents.ts";
import { type ExportFormat, writeContents } from "../formats/write-contents.ts";
import { BadInput, filesAndOptions, writeNewFile } from "./input.ts";
import { commandLineRules, readDeckOf } from "./read-deck.ts";

const usage = "convert IN OUT [--without-scheduling] [--force]";

const FORMATS: Readonly<Record<string, ExportFormat>> = {
  ".cardinal": "bundle",
  ".apkg": "anki",
  ".csv": "csv",
  ".tsv": "tsv",
  ".txt": "tsv",
  ".md": "markdown",
};

/** Writes a deck of any format, or the deck made from a study guide, in the format of another file's ending. */
export const convertCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const options = { "without-scheduling": { type: "boolean" }, force: { type: "boolean" } } as const;
    const { files, values } = filesAndOptions(args, options, 2, usage);
    const [from = "", to = ""] = files;
    const format = FORMATS[path.extname(to).toLowerCase()];
    if (!format) throw new BadInput(`${to}: a deck is written as ${Object.keys(FORMATS).join(", ")}.`);
    const { contents, warnings, issues } = await readDeckOf(from);
    const { rule, parameters, now } = commandLineRules();
    const written = await writeContents(
      values["without-scheduling"] === true ? { ...contents, history: NO_CONTENTS.history } : contents,
      format,
      {
        name: path.basename(to),
        rule,
        now,
        desiredRetention: parameters.desiredRetention,
        steps: {
          learning: parameters.learningStepsMinutes.length,
          relearning: parameters.relearningStepsMinutes.length,
        },
      },
    );
    writeNewFile(to, written.bytes, values["force"] === true);
    for (const { text } of warnings) console.error(`Note: ${text}`);
    for (const { line, reason } of issues) console.error(`Line ${line}: ${reason}`);
    console.log(`${to}: ${contents.notes.length} notes, ${contents.cards.length} cards.`);
  },
};
