import { StoreError } from "../contract.ts";
import type { PracticeOverview, ScenarioVerbs } from "../contract/scenarios.ts";
import type { SituationId } from "../core/ids.ts";
import { hash } from "../core/scenario/generate/draw.ts";
import { generate } from "../core/scenario/generate/generate.ts";
import { readSituationId } from "../core/scenario/generate/situation-id.ts";
import { findRule } from "../core/scenario/rule-text.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { DECISIONS_DECK, type Skill, skillCardId } from "../core/scenario/skills.ts";
import { decisionRules } from "../core/scenario/standing.ts";
import type { Situation } from "../core/scenario/types.ts";
import type { Collection } from "./collection.ts";
import { type CardRow, QUEUE } from "./database.ts";
import type { PackShelf } from "./packs.ts";
import { type DayView, dayView } from "./scope.ts";
import { situationView } from "./situations.ts";

/** The verbs of choosing what to practise. */
export function practiceVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<ScenarioVerbs, "practiceOverview" | "nextSituation"> {
  return {
    practiceOverview: () => overview(collection, shelf),
    nextSituation: (scope) => next(collection, shelf, scope),
  };
}

/** A rule, its card where it was met, and what the learner knows of it. */
interface KnownSkill extends Skill {
  readonly pack: RulePack;
  readonly card: CardRow | null;
  readonly isDue: boolean;
}

async function skillsOf(
  { database }: Collection,
  view: DayView,
  packs: readonly RulePack[],
): Promise<KnownSkill[]> {
  const rows = await database.cards
    .where("[deckId+queue+due]")
    .between([DECISIONS_DECK.id, -1], [DECISIONS_DECK.id, 9])
    .toArray();
  const cards = new Map(rows.map((row) => [row.id, row]));
  return packs.flatMap((pack) =>
    pack.decisions.flatMap((decision) =>
      decisionRules(pack, decision.id).rules.map((rule) => {
        const skill = { packId: pack.id, decision: decision.id, rule: rule.id };
        const card = cards.get(skillCardId(skill)) ?? null;
        return { ...skill, pack, card, isDue: card !== null && isDue(view, card) };
      }),
    ),
  );
}

/** A step of learning has its minute, and comes no earlier: another rule is asked meanwhile. */
function isDue({ day, now }: DayView, { queue, due }: CardRow): boolean {
  return (queue === QUEUE.review && due <= day) || (queue === QUEUE.learning && due <= now);
}

async function overview(collection: Collection, shelf: PackShelf): Promise<PracticeOverview> {
  const packs = await shelf.all();
  const { database } = collection;
  return database.transaction("r", database.tables, async () => {
    const skills = await skillsOf(collection, await dayView(collection), packs);
    const answers = await database.scenarioAnswers.toArray();
    const decisions = packs.flatMap((pack) =>
      pack.decisions.map((decision) => {
        const here = skills.filter((one) => one.packId === pack.id && one.decision === decision.id);
        const given = answers.filter(
          (one) =>
            one.packId === pack.id &&
            (one.decision ?? pack.situations.find(({ id }) => id === one.situationId)?.decision) ===
              decision.id,
        );
        return {
          packId: pack.id,
          packTitle: pack.title,
          decision: decision.id,
          label: decision.label,
          answers: given.length,
          meanScore:
            given.length === 0
              ? null
              : Math.round(given.reduce((sum, one) => sum + one.score, 0) / given.length),
          rules: here.length,
          met: here.filter((one) => one.card !== null).length,
          due: here.filter((one) => one.isDue).length,
        };
      }),
    );
    return { due: skills.filter((one) => one.isDue).length, decisions };
  });
}

type Scope = Parameters<ScenarioVerbs["nextSituation"]>[0];

async function next(collection: Collection, shelf: PackShelf, scope: Scope) {
  const { packId, decision, after } = scope;
  const packs = packId === null ? await shelf.all() : [await shelf.pack(packId)];
  const { database } = collection;
  const seed = (await collection.meta()).events;
  const skills = await database.transaction("r", database.tables, async () =>
    skillsOf(collection, await dayView(collection), packs),
  );
  const wanted = skills.filter((skill) => decision === null || skill.decision === decision);
  let missed = 0;
  for (const skill of inOrder(wanted, after, seed)) {
    const isNew = skill.card === null;
    // Some rules decide nothing that can be told: they are looked for now and then, and not one after another.
    if (isNew && (missed >= MOST_MISSES || untold(skill.pack).has(`${skill.decision}/${skill.rule}`)))
      continue;
    const situation = freshSituation(skill.pack, skill, seed, isNew);
    if (!situation) {
      missed++;
      untold(skill.pack).add(`${skill.decision}/${skill.rule}`);
    } else {
      const found = skill.pack.decisions.find((one) => one.id === skill.decision);
      if (found) return situationView({ pack: skill.pack, decision: found, situation, rule: skill.rule });
    }
  }
  throw new StoreError("not-found", "No pack has the words to tell a situation about this.");
}

/** A situation that turns on a rule, another one for every seed; null when the pack can tell none. */
export function freshSituation(
  pack: RulePack,
  { decision, rule }: Skill,
  seed: number,
  hurried = false,
): Situation | null {
  if (!findRule(pack, decision, rule)) return null;
  return generate(pack, seed, { decision, rule, hurried })?.situation ?? null;
}

const MOST_MISSES = 3;
const untoldOf = new WeakMap<RulePack, Set<string>>();

/** Rules of a pack for which no situation was found since the store was opened. */
function untold(pack: RulePack): Set<string> {
  const known = untoldOf.get(pack) ?? new Set();
  untoldOf.set(pack, known);
  return known;
}

/** What is due, then what is new, then what is weakest. */
function inOrder(skills: readonly KnownSkill[], after: SituationId | null, seed: number): KnownSkill[] {
  const last = after === null ? null : readSituationId(after);
  const isLast = (skill: KnownSkill) =>
    last !== null && skill.packId === last.packId && skill.decision === last.decision;
  const sameOption = (skill: KnownSkill) =>
    isLast(skill) && skill.rule.split("/")[0] === last?.rule.split("/")[0];
  const rank = (skill: KnownSkill) => (skill.isDue ? 0 : skill.card === null ? 1 : 2);
  // What was just asked comes again only when nothing else does; options take turns.
  const apart = (skill: KnownSkill) =>
    skill.rule === last?.rule && isLast(skill) ? 2 : sameOption(skill) ? 1 : 0;
  const strength = (skill: KnownSkill) => skill.card?.schedule.stability ?? 0;
  const mixed = (skill: KnownSkill) => hash(`${seed}/${skill.packId}/${skill.decision}/${skill.rule}`);
  return skills.toSorted(
    (a, b) => rank(a) - rank(b) || apart(a) - apart(b) || strength(a) - strength(b) || mixed(a) - mixed(b),
  );
}
