import type { AnkiCollection, AnkiDeck, AnkiNoteType } from "./anki-collection.ts";
import { DEFAULT_DECK_ID } from "./read-decks.ts";

/**
 * The JSON in the row of `col`, with every key that some Anki since 2.1.28 reads. Scheduler 2, because newer ones
 * upgrade from it and older ones know it.
 * @param modifiedAt seconds since the epoch, for everything that has a time of its own in Anki and none here
 */
export function collectionJson(
  { noteTypes, decks, cards }: AnkiCollection,
  modifiedAt: number,
): { readonly conf: string; readonly models: string; readonly decks: string; readonly dconf: string } {
  const places = cards.filter(({ type }) => type === 0).map(({ due }) => due);
  return {
    conf: JSON.stringify({
      activeDecks: [DEFAULT_DECK_ID],
      addToCur: true,
      collapseTime: 1200,
      curDeck: DEFAULT_DECK_ID,
      curModel: noteTypes[0]?.id ?? null,
      dayLearnFirst: false,
      dueCounts: true,
      estTimes: true,
      newSpread: 0,
      nextPos: places.reduce((most, place) => Math.max(most, place), 0) + 1,
      schedVer: 2,
      sortBackwards: false,
      sortType: "noteFld",
      timeLim: 0,
    }),
    models: byId(noteTypes.map((type) => modelOf(type, modifiedAt))),
    decks: byId(withDefault(decks).map((deck) => deckOf(deck, modifiedAt))),
    dconf: byId([DECK_OPTIONS]),
  };
}

function byId(objects: readonly { readonly id: number }[]): string {
  return JSON.stringify(Object.fromEntries(objects.map((object) => [String(object.id), object])));
}

function modelOf({ id, name, kind, fields, templates, css }: AnkiNoteType, mod: number) {
  return {
    id,
    name,
    type: kind === "cloze" ? 1 : 0,
    mod,
    usn: -1,
    sortf: 0,
    did: null,
    css,
    latexPre: LATEX_BEGIN,
    latexPost: "\\end{document}",
    latexsvg: false,
    flds: fields.map((field, ord) => ({
      name: field,
      ord,
      sticky: false,
      rtl: false,
      font: "Arial",
      size: 20,
      media: [],
    })),
    tmpls: templates.map((template, ord) => ({
      name: template.name,
      ord,
      qfmt: template.front,
      afmt: template.back,
      bqfmt: "",
      bafmt: "",
      bfont: "",
      bsize: 0,
      did: null,
    })),
    req: kind === "cloze" ? [] : templates.map(({ front }, ord) => requirement(front, ord, fields)),
    tags: [],
    vers: [],
  };
}

const LATEX_BEGIN = `\\documentclass[12pt]{article}
\\special{papersize=3in,5in}
\\usepackage[utf8]{inputenc}
\\usepackage{amssymb,amsmath}
\\pagestyle{empty}
\\setlength{\\parindent}{0in}
\\begin{document}
`;

/** Which fields a front shows: a card is made when any of them is filled. Anki reckons it anew when it saves. */
function requirement(front: string, ordinal: number, fields: readonly string[]) {
  const shown = new Set(
    [...front.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, inner = ""]) => inner.split(":").at(-1)?.trim() ?? ""),
  );
  const places = fields.flatMap((field, place) => (shown.has(field) ? [place] : []));
  return [ordinal, places.length > 0 ? "any" : "none", places];
}

function withDefault(decks: readonly AnkiDeck[]): readonly AnkiDeck[] {
  if (decks.some(({ id }) => id === DEFAULT_DECK_ID)) return decks;
  return [{ id: DEFAULT_DECK_ID, path: ["Default"], isFiltered: false }, ...decks];
}

function deckOf({ id, path, isFiltered }: AnkiDeck, mod: number) {
  const common = {
    id,
    name: path.map(withoutSeparators).join("::"),
    mod,
    usn: -1,
    desc: "",
    collapsed: false,
    browserCollapsed: false,
    newToday: [0, 0],
    revToday: [0, 0],
    lrnToday: [0, 0],
    timeToday: [0, 0],
  };
  if (!isFiltered) return { ...common, dyn: 0, conf: DECK_OPTIONS.id, extendNew: 0, extendRev: 0 };
  return {
    ...common,
    dyn: 1,
    // One search, which finds nothing by itself: what the deck holds are its cards.
    terms: [["deck:none", 100, 0]],
    resched: true,
    return: true,
    separate: true,
    delays: null,
    previewDelay: 10,
  };
}

/** Two colons divide the names in Anki, and three would divide at the wrong place. */
function withoutSeparators(name: string): string {
  return name.replace(/:{2,}/g, ":").replace(/^:|:$/g, "") || "Unnamed";
}

const DECK_OPTIONS = {
  id: 1,
  name: "Default",
  mod: 0,
  usn: 0,
  maxTaken: 60,
  timer: 0,
  autoplay: true,
  replayq: true,
  dyn: false,
  new: {
    bury: false,
    delays: [1, 10],
    initialFactor: 2500,
    ints: [1, 4, 0],
    order: 1,
    perDay: 20,
    separate: true,
  },
  rev: {
    bury: false,
    ease4: 1.3,
    fuzz: 0.05,
    hardFactor: 1.2,
    ivlFct: 1,
    maxIvl: 36_500,
    minSpace: 1,
    perDay: 200,
  },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
} as const;
