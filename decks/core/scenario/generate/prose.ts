import type { PackFact, RulePack } from "../pack.ts";
import type { FactId, Facts, FactValue, Situation } from "../types.ts";
import { type Draw, draw, turn } from "./draw.ts";
import { ONE_CLAUSE, TWO_CLAUSES } from "./framings.ts";
import { proseValue } from "./prose-value.ts";

type Piece = Situation["prose"][number];

/** A clause in pieces, the words that state a fact marked. */
interface Clause {
  readonly key: string;
  /** How many ways there are of saying it, whatever the value: a near miss has to keep its frame. */
  readonly ways: number;
  readonly said: (way: number) => readonly Piece[];
}

interface Story {
  readonly who: string;
  readonly item: string;
  readonly items: string;
  readonly title: string;
}
const NO_STORY: Story = { who: "a team", item: "item", items: "items", title: "Situation" };

export interface Prose {
  readonly title: string;
  readonly prose: readonly Piece[];
}

/**
 * A situation told in sentences. Wording, order, field and asides depend on the seed alone, so that the same seed with
 * one fact changed tells the same story with one thing changed.
 */
export function writeProse(pack: RulePack, seed: number, decision: string, facts: Facts): Prose {
  const by = draw(seed, "prose", decision);
  const story = pack.stories.length > 0 ? by.pick(pack.stories) : NO_STORY;
  const order = by.shuffled(pack.facts.map((fact) => fact.id)).filter((id) => facts[id] !== undefined);
  const clauses = order.flatMap((id) => {
    const fact = pack.facts.find((one) => one.id === id);
    const value = facts[id];
    return fact && value !== undefined ? clauseOf(fact, value, story, draw(seed, "value", id)) : [];
  });
  const sentences = [...opening(pack, story, by, seed), ...inSentences(clauses, by, seed)];
  if (pack.asides.length > 0 && by.chance(35)) {
    const at = 1 + by.int(sentences.length);
    sentences.splice(at, 0, framed(plain("aside", pack.asides, story), seed));
  }
  const half = Math.ceil(sentences.length / 2);
  const prose = sentences.flatMap((sentence, index): Piece[] => [
    ...(index === 0 ? [] : [{ text: index === half && sentences.length > 3 ? "\n\n" : " " }]),
    ...sentence,
  ]);
  return { title: story.title, prose: joined(prose) };
}

function opening(pack: RulePack, story: Story, by: Draw, seed: number): Piece[][] {
  return pack.openings.length === 0 ? [] : [framed(plain("opening", pack.openings, story), seed)];
}

/** One or two facts a sentence. */
function inSentences(clauses: readonly Clause[], by: Draw, seed: number): (readonly Piece[])[] {
  const sentences: (readonly Piece[])[] = [];
  for (let at = 0; at < clauses.length;) {
    const [first, second] = [clauses[at], clauses[at + 1]];
    if (first && second && by.chance(50)) {
      sentences.push(paired(first, second, seed));
      at += 2;
    } else {
      if (first) sentences.push(framed(first, seed));
      at++;
    }
  }
  return sentences;
}

function framed(clause: Clause, seed: number): Piece[] {
  const [frame = 0, way = 0] = turn(seed, clause.key, [ONE_CLAUSE.length, clause.ways]);
  return sentence(ONE_CLAUSE[frame] ?? "{a}", { a: clause.said(way) });
}

function paired(first: Clause, second: Clause, seed: number): Piece[] {
  const sizes = [TWO_CLAUSES.length, first.ways, second.ways];
  const [frame = 0, way = 0, other = 0] = turn(seed, `${first.key}+${second.key}`, sizes);
  return sentence(TWO_CLAUSES[frame] ?? "{a}; {b}", { a: first.said(way), b: second.said(other) });
}

function sentence(frame: string, parts: Readonly<Record<string, readonly Piece[]>>): Piece[] {
  const pieces = frame.split(/(\{\w\})/).flatMap((text): readonly Piece[] => {
    const name = /^\{(\w)\}$/.exec(text)?.[1];
    return name === undefined ? (text === "" ? [] : [{ text }]) : (parts[name] ?? []);
  });
  const [first, ...others] = pieces;
  if (!first) return [];
  return [
    { ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) },
    ...others,
    { text: "." },
  ];
}

function plain(key: string, texts: readonly string[], story: Story): Clause {
  return { key, ways: texts.length, said: (way) => [{ text: named(texts[way] ?? "", story) }] };
}

/** The clauses of the pack for a fact; none where it has no words for the value. */
function clauseOf(fact: PackFact, value: FactValue, story: Story, by: Draw): Clause[] {
  if (fact.kind === "number") {
    const texts = fact.says ?? [];
    const figure = proseValue(fact.unit, Number(value), by);
    if (texts.length === 0) return [];
    return [
      { key: fact.id, ways: texts.length, said: (way) => stated(fact.id, texts[way] ?? "", figure, story) },
    ];
  }
  const name = fact.kind === "yes-no" ? (value === true ? "yes" : "no") : String(value);
  const texts = fact.says?.[name] ?? [];
  if (texts.length === 0) return [];
  return [
    {
      key: fact.id,
      ways: Math.max(...Object.values(fact.says ?? {}).map((clauses) => clauses.length)),
      said: (way) => [{ text: named(texts[way % texts.length] ?? "", story), fact: fact.id }],
    },
  ];
}

function stated(fact: FactId, text: string, figure: string, story: Story): Piece[] {
  const [before = "", after = ""] = text.split("{value}");
  return [{ text: named(before, story) }, { text: figure, fact }, { text: named(after, story) }].filter(
    (piece) => piece.text !== "",
  );
}

function named(text: string, { who, item, items }: Story): string {
  return text.replaceAll("{who}", who).replaceAll("{items}", items).replaceAll("{item}", item);
}

/** Neighbours that mark nothing become one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last && last.fact === undefined && piece.fact === undefined) {
      result[result.length - 1] = { text: last.text + piece.text };
    } else result.push(piece);
  }
  return result;
}
