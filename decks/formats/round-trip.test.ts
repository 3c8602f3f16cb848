import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Note } from "../core/cards/types.ts";
import { fold } from "../core/log/fold.ts";
import { parameterSet } from "../core/schedule/parameters.ts";
import { scheduler } from "../core/schedule/scheduler.ts";
import { type DeckContents, deckPaths } from "./contents.ts";
import { readContents } from "./read-contents.ts";
import { collections, NOW } from "./test-contents.ts";
import { type ExportFormat, writeContents } from "./write-contents.ts";

const rule = { rolloverHour: 0, offsetMinutesAt: () => 0 };
const parameters = parameterSet();
const standing = { rule, parameters, scheduler: scheduler(parameters, rule), now: NOW };
const steps = { learning: 2, relearning: 1 };
const RUNS = Number(process.env["CARDINAL_ROUND_TRIPS"] ?? 40);

/** What comes back of contents that were written in a format and read again. */
async function returned(contents: DeckContents, format: ExportFormat) {
  const file = await writeContents(contents, format, {
    name: "Trip",
    rule,
    now: NOW,
    desiredRetention: 0.9,
    steps,
  });
  const read = await readContents(file, { standing, noteTypes: [], table: null });
  if (!read?.ok) throw new Error(read?.reason ?? "taken for something else");
  return read;
}

/** Every card by what it asks, with all that a package of Anki's can say of it. */
function cardsOf({ cards, decks, notes, history }: DeckContents) {
  const paths = deckPaths(decks);
  const noteOf = new Map(notes.map((note) => [note.id, note]));
  return cards
    .map((card) => {
      const { schedule } = fold(history.events.filter(({ cardId }) => cardId === card.id));
      const { stability, difficulty, state, due, dueDay, intervalDays, reps, lapses } = schedule;
      // When a card was answered last is in the log, not on the card.
      const known = {
        ...{ state, intervalDays, reps, lapses, due, dueDay: state === "review" ? dueDay : null },
        ...{ stability: stability.toFixed(6), difficulty: difficulty.toFixed(6) },
      };
      return {
        note: textsOf(noteOf.get(card.noteId)),
        template: card.template,
        path: paths.get(card.deckId),
        suspended: card.suspended,
        flag: card.flag,
        schedule: known,
      };
    })
    .sort((a, b) => (JSON.stringify(a.note) < JSON.stringify(b.note) ? -1 : 1));
}

const textsOf = (note: Note | undefined) =>
  note && { id: note.id, kind: note.kind, fields: note.fields, tags: note.tags, changedAt: note.changedAt };

function logOf({ history: { past } }: DeckContents) {
  return [...past.card.keys()].map((row) => ({
    card: past.cardIds[past.card[row] ?? 0],
    at: past.answeredAt[row],
    grade: past.grade[row],
    kind: past.kind[row],
    interval: past.interval[row],
    lastInterval: past.lastInterval[row],
    factor: past.factor[row],
    durationMs: past.durationMs[row],
  }));
}

describe("any collection comes back", () => {
  test("from a bundle, as it was", async () => {
    await fc.assert(
      fc.asyncProperty(collections, async (contents) => {
        const { contents: back, warnings, issues } = await returned(contents, "bundle");
        expect({ warnings: warnings.filter(({ code }) => !code.startsWith("unsafe")), issues }).toEqual({
          warnings: [],
          issues: [],
        });
        const plain = ({ decksAre: _how, media: _media, sources: _sources, ...rest }: DeckContents) => rest;
        expect(plain(back)).toEqual(plain(contents));
      }),
      { numRuns: RUNS },
    );
  });

  test("from an Anki package, with every text, tag, deck, mark, schedule and row of the log", async () => {
    await fc.assert(
      fc.asyncProperty(collections, async (contents) => {
        const { contents: back } = await returned(contents, "anki");
        expect(cardsOf(back)).toEqual(cardsOf(contents));
        // Two answers at the same millisecond are a millisecond apart over there.
        const times = new Set(contents.history.past.answeredAt);
        if (times.size === contents.history.past.card.length) expect(logOf(back)).toEqual(logOf(contents));
      }),
      { numRuns: RUNS },
    );
  });
});
