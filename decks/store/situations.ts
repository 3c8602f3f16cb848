import { StoreError } from "../contract.ts";
import type {
  FactChip,
  SaveSituation,
  ScenarioVerbs,
  SituationSummary,
  SituationView,
} from "../contract/scenarios.ts";
import { textOf } from "../core/cards/field-values.ts";
import type { Note } from "../core/cards/types.ts";
import type { NoteId, SituationId } from "../core/ids.ts";
import { withAssumptions } from "../core/scenario/assumptions.ts";
import { factText } from "../core/scenario/fact-text.ts";
import { fits } from "../core/scenario/fact-values.ts";
import { madeSituation } from "../core/scenario/generate/made-situation.ts";
import { decisionOf, type PackDecision, type RulePack } from "../core/scenario/pack.ts";
import { situationFromText } from "../core/scenario/recognise/situation-from-text.ts";
import { decisionRules } from "../core/scenario/standing.ts";
import type { Facts, RuleId, Situation } from "../core/scenario/types.ts";
import type { Collection } from "./collection.ts";
import type { PackShelf } from "./packs.ts";

/** A situation with what it is decided by. */
export interface FoundSituation {
  readonly pack: RulePack;
  readonly decision: PackDecision;
  readonly situation: Situation;
  /** The rule that it was made for; null where it was not made. */
  readonly rule: RuleId | null;
}

/** Worked examples are named by their note, so that one whose facts were confirmed replaces itself. */
const NOTE_PREFIX = "note:";

/** The verbs of situations with a name. */
export function situationVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<ScenarioVerbs, "situations" | "situation" | "saveSituation" | "removeSituation"> {
  return {
    situations: () => summaries(collection, shelf),
    situation: async ({ situationId }) => situationView(await findSituation(collection, shelf, situationId)),
    saveSituation: (input) => save(collection, shelf, input),
    async removeSituation({ situationId }) {
      if (!(await collection.database.situations.get(situationId))) throw new StoreError("not-found");
      await collection.change(async () => ({ kind: "situation", situationId, situation: null }));
    },
  };
}

/** @throws StoreError `not-found` */
export async function findSituation(
  collection: Collection,
  shelf: PackShelf,
  situationId: SituationId,
): Promise<FoundSituation> {
  const { database } = collection;
  const packs = await shelf.all();
  const saved = await database.situations.get(situationId);
  const situation = saved ?? packs.flatMap((pack) => pack.situations).find((one) => one.id === situationId);
  const pack = situation && packs.find((one) => one.id === situation.packId);
  const decision = pack?.decisions.find((one) => one.id === situation?.decision);
  if (situation && pack && decision) return { pack, decision, situation, rule: null };

  const made = madeSituation(packs, situationId);
  if (made) {
    const { situation: told, rule } = made.scenario;
    return { pack: made.pack, decision: decisionOf(made.pack, told.decision), situation: told, rule };
  }
  const note = situationId.startsWith(NOTE_PREFIX)
    ? await database.notes.get(situationId.slice(NOTE_PREFIX.length) as NoteId)
    : undefined;
  const example = note && exampleSituation(packs, note);
  if (!example) throw new StoreError("not-found");
  return example;
}

/** A worked example of a guide as a situation; null when no pack knows what it is about. */
function exampleSituation(
  packs: readonly RulePack[],
  note: Note,
): (FoundSituation & { readonly sure: boolean }) | null {
  if (note.kind !== "worked-example") return null;
  const id = `${NOTE_PREFIX}${note.id}` as SituationId;
  const told = { id, title: textOf(note.fields["title"]), text: textOf(note.fields["problem"]) };
  for (const pack of packs) {
    const read = situationFromText(pack, told);
    if (read) return { pack, decision: decisionOf(pack, read.situation.decision), ...read, rule: null };
  }
  return null;
}

async function summaries(collection: Collection, shelf: PackShelf): Promise<SituationSummary[]> {
  const { database } = collection;
  const packs = await shelf.all();
  const saved = await database.situations.toArray();
  const savedIds = new Set<string>(saved.map((situation) => situation.id));
  const notes = await database.notes.filter((note) => note.kind === "worked-example").toArray();
  const examples = notes.flatMap((note) => {
    const example = exampleSituation(packs, note);
    return example && !savedIds.has(example.situation.id) ? [example] : [];
  });
  const of = (situation: Situation, from: SituationSummary["from"], unsure = false) => ({
    situation,
    from,
    unsure,
  });
  const all = [
    ...examples.map(({ situation, sure }) => of(situation, "guide", !sure)),
    ...saved.map((situation) => of(situation, situation.id.startsWith(NOTE_PREFIX) ? "guide" : "learner")),
    ...packs.flatMap((pack) => pack.situations.map((situation) => of(situation, "pack"))),
  ];
  return Promise.all(
    all.map(async ({ situation, from, unsure }) => {
      const pack = packs.find((one) => one.id === situation.packId);
      const answers = await database.scenarioAnswers.where("situationId").equals(situation.id).sortBy("id");
      return {
        situationId: situation.id,
        title: situation.title,
        decisionLabel: pack?.decisions.find((one) => one.id === situation.decision)?.label ?? "",
        packTitle: pack?.title ?? "",
        from,
        unsure,
        answers: answers.length,
        lastScore: answers.at(-1)?.score ?? null,
      };
    }),
  );
}

/** What the learner sees before deciding. */
export function situationView({ pack, decision, situation }: FoundSituation): SituationView {
  const { assumed } = withAssumptions(pack, situation.facts);
  const looksAt = decisionRules(pack, decision.id).values;
  const relevant = Object.entries(assumed).filter(([id]) => looksAt.has(id));
  return {
    situation,
    question: decision.question,
    packTitle: pack.title,
    decisionLabel: decision.label,
    options: decision.options.map(({ id, label, summary }) => ({ id, label, summary })),
    facts: chips(pack, situation.facts),
    assumed: chips(pack, Object.fromEntries(relevant)),
  };
}

function chips(pack: RulePack, facts: Facts): FactChip[] {
  return Object.entries(facts).map(([id, value]) => {
    const label = pack.facts.find((fact) => fact.id === id)?.label ?? id;
    return { id, label, value, text: factText(pack, id, value) };
  });
}

async function save(
  collection: Collection,
  shelf: PackShelf,
  { situationId, packId, decision, title, text, facts }: SaveSituation,
): Promise<{ situationId: SituationId }> {
  const pack = await shelf.pack(packId);
  if (!pack.decisions.some((one) => one.id === decision)) throw new StoreError("not-found");
  if (title.trim() === "") throw new StoreError("invalid-input", "A situation needs a title.");
  if (Object.keys(facts).length === 0)
    throw new StoreError("invalid-input", "A situation needs at least one fact.");
  for (const [id, value] of Object.entries(facts)) {
    const fact = pack.facts.find((one) => one.id === id);
    if (!fact || !fits(fact, value))
      throw new StoreError("invalid-input", `${String(value)} is no value of ${fact?.label ?? id}.`);
  }
  const id = situationId ?? (`own:${collection.device}:${(await collection.meta()).events}` as SituationId);
  const read = situationFromText(pack, { id, title: title.trim(), text }, decision);
  const prose = read?.situation.prose.map((piece) =>
    piece.fact !== undefined && facts[piece.fact] === undefined ? { text: piece.text } : piece,
  ) ?? [{ text }];
  const situation = { id, packId, decision, title: title.trim(), prose, facts };
  await collection.change(async () => ({ kind: "situation", situationId: id, situation }));
  return { situationId: id };
}
