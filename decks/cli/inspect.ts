import path from "node:path";
import { deckPaths } from "../formats/contents.ts";
import { fileAndOptions } from "./input.ts";
import { readDeckOf } from "./read-deck.ts";

const usage = "inspect FILE [--json]";

/** Tells what a deck of cards holds, without importing it. */
export const inspectCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const { file, values } = fileAndOptions(args, { json: { type: "boolean" } }, usage);
    const { contents, formatName, generation, warnings, issues } = await readDeckOf(file);
    const { past, events } = contents.history;
    const cardsIn = new Map<string, number>();
    for (const { deckId } of contents.cards) cardsIn.set(deckId, (cardsIn.get(deckId) ?? 0) + 1);
    const found = {
      format: path.extname(file).slice(1).toLowerCase(),
      generation,
      decks: [...deckPaths(contents.decks)]
        .map(([id, names]) => ({ name: names.join("::"), cards: cardsIn.get(id) ?? 0 }))
        .filter(({ cards }) => cards > 0),
      noteTypes: contents.noteTypes.map(({ name, fields, templates }) => ({
        name,
        fields,
        templates: templates.map((template) => template.name),
      })),
      notes: contents.notes.length,
      cards: contents.cards.length,
      // A due date set by hand is a row of the log, and no review.
      reviews:
        past.grade.reduce((sum, grade) => sum + (grade > 0 ? 1 : 0), 0) +
        events.filter(({ kind }) => kind === "review").length,
      logRows: past.card.length,
      media: contents.media.length,
      warnings,
      issues: issues.map(({ line, reason }) => ({ line, reason })),
    };
    if (values["json"] === true) return console.log(JSON.stringify(found, null, 2));
    console.log(
      `${formatName}: ${found.notes} notes, ${found.cards} cards, ${found.reviews} reviews, ${found.media} files.`,
    );
    for (const { name, cards } of found.decks) console.log(`  ${name}: ${cards} cards`);
    for (const { text } of warnings) console.log(`  Note: ${text}`);
    for (const { line, reason } of found.issues) console.log(`  Line ${line}: ${reason}`);
  },
};
