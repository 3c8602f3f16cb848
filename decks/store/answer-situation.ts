import { StoreError } from "../contract.ts";
import type {
  NearMiss,
  PackSourceView,
  ReviewedSkill,
  ScenarioVerbs,
  SituationResult,
} from "../contract/scenarios.ts";
import { cardFace } from "../core/cards/card-face.ts";
import type { Note } from "../core/cards/types.ts";
import type { CardId } from "../core/ids.ts";
import { decide } from "../core/scenario/decide.ts";
import { decidingRules } from "../core/scenario/deciding-rules.ts";
import { explainDecision } from "../core/scenario/explain.ts";
import { valueText } from "../core/scenario/fact-text.ts";
import { madeSituation } from "../core/scenario/generate/made-situation.ts";
import { readSituationId, situationId as idOf } from "../core/scenario/generate/situation-id.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { findRule, ruleText } from "../core/scenario/rule-text.ts";
import { scoreAnswer } from "../core/scenario/score.ts";
import { DECISIONS_DECK, type Skill, skillCardId, skillNote } from "../core/scenario/skills.ts";
import type { Decision, RuleId, ScenarioAnswer, Score, Situation } from "../core/scenario/types.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import { answerDay } from "../core/schedule/scheduler.ts";
import type { StudyDay } from "../core/time.ts";
import { dayView } from "./scope.ts";
import type { Collection, NewEvent } from "./collection.ts";
import type { PackShelf } from "./packs.ts";
import { findSituation, type FoundSituation, situationView } from "./situations.ts";

/** The most rules that one answer reviews. */
const MOST_SKILLS = 4;
const MOST_FACT_CARDS = 6;

/** The verbs of answering a situation, and of what follows from it. */
export function answerVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<ScenarioVerbs, "answerSituation" | "bringForward"> {
  return {
    answerSituation: ({ situationId, choice, marked, sureness }) =>
      answer(collection, shelf, situationId, { choice, marked: [...marked], sureness }),
    bringForward: ({ cardIds }) => bringForward(collection, cardIds),
  };
}

async function answer(
  collection: Collection,
  shelf: PackShelf,
  situationId: Situation["id"],
  given: ScenarioAnswer,
): Promise<SituationResult> {
  const one = await findSituation(collection, shelf, situationId);
  const { pack, decision, situation } = one;
  if (!decision.options.some((option) => option.id === given.choice))
    throw new StoreError("invalid-input", "There is no such option.");
  if (!(given.sureness >= 0 && given.sureness <= 1))
    throw new StoreError("invalid-input", "Sureness goes from 0 to 1.");
  const decided = decide(pack, decision.id, situation.facts);
  const score = scoreAnswer(decided, given, decision.options.length, situation.facts);
  const rules = rulesAbout(one, decided, given, score);
  const skills = rules.map((rule): Skill => ({ packId: pack.id, decision: decision.id, rule }));
  const reviewed = await record(collection, one, given, score, skills);
  return {
    view: situationView(one),
    decision: decided,
    score,
    answer: given,
    ...explainDecision(pack, decision.id, decided),
    nearMisses: nearMisses(pack, situation, decided),
    sources: pack.sources.map((source) => sourceView(pack, source)),
    skills: reviewed,
    twin: twinOf(pack, situation),
    factCards: score.verdict === "infeasible" ? await factCards(collection, one, decided, given) : [],
  };
}

/**
 * The rules that an answer was about. The best choice speaks for every rule that decided; any other for the rule that
 * was asked, and for the limits that the choice breaks: nothing is known of what else the learner had in mind.
 */
function rulesAbout(
  { pack, decision, situation, rule }: FoundSituation,
  decided: Decision,
  { choice }: ScenarioAnswer,
  { verdict }: Score,
): RuleId[] {
  const deciding = decidingRules(pack, decision.id, situation.facts);
  const asked = rule ?? deciding[0];
  const broken = decided.ranking.find((option) => option.option === choice)?.violations ?? [];
  const rules = verdict === "best" ? deciding : broken.map((violation) => violation.rule);
  return [...new Set([...(asked === undefined ? [] : [asked]), ...rules])].slice(0, MOST_SKILLS);
}

/** Writes the answer, the cards of rules that are new, and a review of each rule. */
async function record(
  collection: Collection,
  { pack, decision, situation, rule }: FoundSituation,
  given: ScenarioAnswer,
  score: Score,
  skills: readonly Skill[],
): Promise<ReviewedSkill[]> {
  const { database, clock } = collection;
  let reviewed: ReviewedSkill[] = [];
  await collection.change(async () => {
    const view = await dayView(collection);
    const preset = view.presetOf(DECISIONS_DECK.id);
    const { scheduler, parameters } = collection.scheduler(view.settings, preset);
    const answeredAt = clock.now();
    const today = view.day;
    const isKnown = (await database.parameterSets.get(parameters.id)) !== undefined;
    const rows = await database.cards.bulkGet(skills.map(skillCardId));
    const notes = skills.flatMap((skill, index): Note[] => {
      const note = rows[index] ? null : skillNote(pack, skill);
      return note ? [note] : [];
    });
    const reviews = skills.map((skill, index): NewEvent => {
      const cardId = skillCardId(skill);
      const before = rows[index]?.schedule ?? NEW_SCHEDULE;
      return {
        kind: "review",
        cardId,
        grade: score.grade,
        answeredAt,
        durationMs: 0,
        parameterSetId: parameters.id,
        after: scheduler.reschedule(cardId, before, score.grade, answeredAt, view.placing(DECISIONS_DECK.id)),
        ...(isKnown || index > 0 ? {} : { parameters }),
      };
    });
    reviewed = skills.map((skill, index) => {
      const review = reviews[index];
      const dueDay = review?.kind === "review" ? review.after.dueDay : today;
      return reviewedSkill(pack, skill, score, dueDay, today);
    });
    const scenario: NewEvent = {
      kind: "scenario",
      packId: pack.id,
      situationId: situation.id,
      answeredAt,
      ...given,
      score: Math.round(score.total),
      decision: decision.id,
      ...(rule === null ? {} : { rule }),
      ...(notes.length === 0 ? {} : { skills: notes }),
    };
    return [scenario, ...reviews];
  });
  return reviewed;
}

function reviewedSkill(
  pack: RulePack,
  { decision, rule }: Skill,
  { grade }: Score,
  dueDay: StudyDay,
  today: StudyDay,
): ReviewedSkill {
  const found = findRule(pack, decision, rule);
  return { rule, text: found ? ruleText(pack, found) : rule, grade, dueInDays: Math.max(0, dueDay - today) };
}

function nearMisses(pack: RulePack, { facts }: Situation, { deciding }: Decision): NearMiss[] {
  // What was told comes first; a change of what was only assumed is no near miss of the story.
  return deciding
    .filter(({ changes }) => changes.every(({ fact }) => facts[fact] !== undefined))
    .map(({ to, changes }) => ({
      to,
      changes: changes.map(({ fact, flipsAt }) => ({
        label: pack.facts.find((candidate) => candidate.id === fact)?.label ?? fact,
        from: valueText(pack, fact, facts[fact] ?? ""),
        to: valueText(pack, fact, flipsAt),
      })),
    }));
}

/** A source as screens show it. */
export function sourceView(pack: RulePack, source: RulePack["sources"][number]): PackSourceView {
  const { id, title, asOf, url, verified, disagrees } = source;
  return { id, packId: pack.id, title, asOf, url: url ?? null, verified, disagrees: disagrees ?? [] };
}

/** The near miss of a situation that was made, and of which none was answered yet; null for all others. */
function twinOf(pack: RulePack, { id }: Situation): Situation["id"] | null {
  const made = readSituationId(id);
  if (made === null || made.twin) return null;
  const twin = idOf({ ...made, twin: true });
  return madeSituation([pack], twin) ? twin : null;
}

/** Cards that the learner has met on the limits that the choice breaks: they name the option, and the figure or the fact. */
async function factCards(
  { database }: Collection,
  { pack, decision }: FoundSituation,
  decided: Decision,
  { choice }: ScenarioAnswer,
): Promise<SituationResult["factCards"]> {
  const option = decision.options.find((one) => one.id === choice);
  const violations = decided.ranking.find((one) => one.option === choice)?.violations ?? [];
  const [name = ""] = (option?.label ?? "").toLowerCase().split(" ");
  const figures = violations.flatMap(({ fact, limit }) => [
    valueText(pack, fact, limit).toLowerCase(),
    pack.facts.find((known) => known.id === fact)?.label.toLowerCase() ?? fact,
  ]);
  if (name === "" || figures.length === 0) return [];
  const about = await database.notes
    .filter((note) => {
      if (note.kind === "skill") return false;
      const text = JSON.stringify(Object.values(note.fields)).toLowerCase();
      return (
        text.includes(name) &&
        figures.some((figure) => text.includes(figure) || text.includes(figure.replace(" ", "")))
      );
    })
    .limit(4 * MOST_FACT_CARDS)
    .toArray();
  const notes = new Map(about.map((note) => [note.id, note]));
  const rows = await database.cards
    .where("noteId")
    .anyOf([...notes.keys()])
    .toArray();
  return rows
    .filter((row) => row.schedule.state === "review" && !row.suspended && row.deckId !== DECISIONS_DECK.id)
    .slice(0, MOST_FACT_CARDS)
    .flatMap((row) => {
      const note = notes.get(row.noteId);
      return note ? [{ cardId: row.id, prompt: cardFace(note, row.template).prompt }] : [];
    });
}

/** Cards in review become due today; their memory state and the day of their last answer stay. */
async function bringForward(
  collection: Collection,
  cardIds: readonly CardId[],
): Promise<{ readonly cards: number }> {
  const { database, clock } = collection;
  let moved = 0;
  await collection.change(async () => {
    const view = await dayView(collection);
    const today = view.day;
    const rows = (await database.cards.bulkGet([...new Set(cardIds)])).flatMap((row) => row ?? []);
    if (rows.length === 0) throw new StoreError("not-found");
    const early = rows.filter((row) => row.schedule.state === "review" && row.schedule.dueDay > today);
    moved = early.length;
    return early.map((row): NewEvent => {
      const intervalDays = Math.max(0, today - answerDay(row.schedule));
      const after = { ...row.schedule, due: clock.now(), dueDay: today, intervalDays };
      const { parameters } = collection.scheduler(view.settings, view.presetOf(row.deckId));
      return {
        kind: "reschedule",
        cardId: row.id,
        parameterSetId: parameters.id,
        after,
        reason: "forward",
      };
    });
  });
  return { cards: moved };
}
