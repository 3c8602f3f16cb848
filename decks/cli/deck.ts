import path from "node:path";
import { cardFace, faceMarkdown } from "../core/cards/card-face.ts";
import { makeNotes, withOffers } from "../core/cards/make-notes.ts";
import type { Note } from "../core/cards/types.ts";
import { guideIdOf } from "../core/guide/guide-id.ts";
import type { Guide } from "../core/guide/types.ts";
import { BadInput, fileAndOptions, readGuideFile, writeNewFile } from "./input.ts";

const usage = "deck FILE [--out F.json|F.csv|F.md] [--json] [--force]";

interface PublishedDeck {
  readonly deck: string;
  readonly notes: readonly Note[];
  readonly cards: readonly {
    readonly id: string;
    readonly noteId: string;
    readonly template: string;
    readonly front: string;
    readonly back: string;
  }[];
}

/** Makes a deck from a guide, and prints it or writes it as JSON, CSV or Markdown by the file's ending. */
export const deckCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const options = {
      json: { type: "boolean" },
      out: { type: "string" },
      force: { type: "boolean" },
    } as const;
    const { file, values } = fileAndOptions(args, options, usage);
    const out = typeof values["out"] === "string" ? values["out"] : null;
    const write = out === null ? null : writerFor(out);
    const deck = deckOf(await readGuideFile(file));
    if (deck.cards.length === 0) throw new BadInput(`${file}: nothing in it could be turned into cards.`);
    if (out !== null && write) writeNewFile(out, write(deck), values["force"] === true);
    if (values["json"] === true) console.log(JSON.stringify(deck, null, 2));
    else
      console.log(
        `${deck.deck}: ${deck.notes.length} notes, ${deck.cards.length} cards${out === null ? "" : `, written to ${out}`}`,
      );
  },
};

function deckOf(guide: Guide): PublishedDeck {
  const { notes, cards } = withOffers(makeNotes(guide, guideIdOf(guide.title)), new Set());
  const noteById = new Map(notes.map((note) => [note.id, note]));
  return {
    deck: guide.title,
    notes,
    cards: cards.flatMap(({ id, noteId, template }) => {
      const note = noteById.get(noteId);
      return note ? [{ id, noteId, template, ...faceMarkdown(cardFace(note, template)) }] : [];
    }),
  };
}

function writerFor(out: string): (deck: PublishedDeck) => string {
  switch (path.extname(out).toLowerCase()) {
    case ".json":
      return (deck) => `${JSON.stringify(deck, null, 2)}\n`;
    case ".csv":
      return csv;
    case ".md":
      return markdown;
    default:
      throw new BadInput(`${out}: a deck is written as .json, .csv or .md.`);
  }
}

/** RFC 4180: every field quoted, quotes doubled, lines ended by CR LF. */
function csv({ cards }: PublishedDeck): string {
  const row = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return [
    row(["id", "template", "front", "back"]),
    ...cards.map((card) => row([card.id, card.template, card.front, card.back])),
  ]
    .map((line) => `${line}\r\n`)
    .join("");
}

function markdown({ deck, cards }: PublishedDeck): string {
  const parts = cards.map((card) => `## Card\n\n${card.front}\n\n---\n\n${card.back}`);
  return `# ${deck}\n\n${parts.join("\n\n")}\n`;
}
