import { readFileSync } from "node:fs";
import { guideIdOf } from "../core/guide/guide-id.ts";
import type { DeckId } from "../core/ids.ts";
import { parameterSet } from "../core/schedule/parameters.ts";
import { scheduler } from "../core/schedule/scheduler.ts";
import { DEFAULT_SETTINGS } from "../core/settings/settings.ts";
import type { DayRule, EpochMs } from "../core/time.ts";
import { NO_CONTENTS } from "../formats/contents.ts";
import { guideContents } from "../formats/guide-contents.ts";
import { guideOf, guideText } from "../formats/guide-text.ts";
import { type Contents, readContents } from "../formats/read-contents.ts";
import { BadInput, fileProblem } from "./input.ts";

/** How days and memories are reckoned at the command line: by this machine's clock and the app's defaults. */
export function commandLineRules() {
  const rule: DayRule = {
    rolloverHour: DEFAULT_SETTINGS.rolloverHour,
    offsetMinutesAt: (at) => -new Date(at).getTimezoneOffset(),
  };
  const parameters = parameterSet();
  return { rule, parameters, scheduler: scheduler(parameters, rule), now: Date.now() as EpochMs };
}

/**
 * The deck of cards in a file of any format; a study guide becomes the deck that is made from it.
 * @throws BadInput with what is wrong
 */
export async function readDeckOf(file: string): Promise<Contents> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw fileProblem(file, error);
  }
  if (bytes.length === 0) throw new BadInput(`${file}: The file is empty.`);
  const read = await readContents(
    { name: file, bytes },
    { standing: commandLineRules(), noteTypes: [], table: null },
  );
  if (read === null) return guideDeck(file, bytes);
  if (!read.ok) throw new BadInput(`${file}: ${read.reason}`);
  return read;
}

async function guideDeck(file: string, bytes: Uint8Array): Promise<Contents> {
  const text = await guideText({ name: file, bytes });
  if (!text.ok) throw new BadInput(`${file}: ${text.reason}`);
  const guide = guideOf(text, file);
  const guideId = guideIdOf(guide.title);
  const { decks, notes, cards } = guideContents({
    guide,
    guideId,
    deckId: guideId as string as DeckId,
    deckName: guide.title,
    last: [],
    leaveOut: [],
    takeIn: [],
    deckOf: () => null,
  });
  if (cards.length === 0) throw new BadInput(`${file}: nothing in it could be turned into cards.`);
  return {
    ok: true,
    format: "deck-file",
    formatName: "Study guide",
    generation: null,
    contents: { ...NO_CONTENTS, decks, notes, cards },
    warnings: [],
    issues: guide.unread,
    dropped: 0,
    table: null,
  };
}
