import type { ImportedNote } from "../core/cards/identify.ts";
import { noteDrafts } from "../core/cards/note-drafts.ts";
import { noteKey } from "../core/cards/note-key.ts";
import type { NoteKind } from "../core/cards/types.ts";
import type { Guide } from "../core/guide/types.ts";
import type { DeckId, GuideId } from "../core/ids.ts";
import { normalisedKey } from "../core/normalised-key.ts";

/** From here on a guide is taken for another edition of one that is there. */
const SURE = 0.5;
/** Below, it is another guide; between the two, the learner is asked. */
const UNLIKELY = 0.2;

export interface GuideCandidate {
  readonly guideId: GuideId;
  readonly deckId: DeckId;
  /** The deck's name. */
  readonly name: string;
  readonly imported: readonly ImportedNote[];
}

export interface GuideMatch {
  readonly guideId: GuideId;
  readonly deckId: DeckId;
  readonly name: string;
  /** How much of the smaller of the two guides is in both, 0 to 1. */
  readonly shared: number;
}

/**
 * Which guide of the collection a text is an edition of, by the terms and questions that both have: a title or a file
 * name may change. The one with the same title needs less in common.
 * @returns the guide it surely is, or those that the learner must be asked about, the likeliest first
 */
export function matchGuide(
  guide: Guide,
  titleId: GuideId,
  candidates: readonly GuideCandidate[],
): { readonly sure: GuideMatch | null; readonly unsure: readonly GuideMatch[] } {
  const keys = keysOf(noteDrafts(guide));
  const matches = candidates
    .map(({ imported, guideId, deckId, name }): GuideMatch => {
      const theirs = keysOf(imported.map(({ note }) => ({ kind: note.kind, key: noteKey(note) })));
      const smaller = Math.min(keys.size, theirs.size);
      const common = [...keys].filter((key) => theirs.has(key)).length;
      // Of two guides one of which has nothing to compare, the title alone can tell.
      const shared = smaller === 0 ? Number(guideId === titleId) : common / smaller;
      return { guideId, deckId, name, shared };
    })
    .sort((a, b) => b.shared - a.shared);
  const named = matches.find((match) => match.guideId === titleId);
  if (named && named.shared >= UNLIKELY) return { sure: named, unsure: [] };
  const [best] = matches;
  if (best && best.shared >= SURE) return { sure: best, unsure: [] };
  return {
    sure: null,
    unsure: matches.filter(({ guideId, shared }) => shared >= UNLIKELY || guideId === titleId),
  };
}

function keysOf(notes: readonly { readonly kind: NoteKind; readonly key: string }[]): Set<string> {
  return new Set(notes.map(({ kind, key }) => `${kind}/${normalisedKey(key)}`));
}
