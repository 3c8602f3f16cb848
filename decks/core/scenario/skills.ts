import type { Note, Template } from "../cards/types.ts";
import { shortDigest } from "../digest.ts";
import type { CardId, DeckId, NoteId } from "../ids.ts";
import { textOf } from "../cards/field-values.ts";
import type { RulePack } from "./pack.ts";
import { findRule, ruleText } from "./rule-text.ts";
import type { RuleId } from "./types.ts";

/** The deck of all rules that were met in scenarios. */
export const DECISIONS_DECK = { id: "decisions" as DeckId, name: "Decisions" } as const;

/** A rule as a card: scheduled like any other, and asked by a situation that turns on it. */
export interface Skill {
  readonly packId: string;
  readonly decision: string;
  readonly rule: RuleId;
}

export const SKILL_TEMPLATE = "decide" as Template;

/** The same rule of the same pack is the same card on every device. */
export function skillCardId({ packId, decision, rule }: Skill): CardId {
  return `skill-${shortDigest(`${packId}/${decision}/${rule}`)}` as CardId;
}

function skillNoteId(skill: Skill): NoteId {
  return `note-${skillCardId(skill)}` as NoteId;
}

/** The note of a rule, in words that stand alone should the pack be gone. Null when the pack has no such rule. */
export function skillNote(pack: RulePack, skill: Skill): Note | null {
  const found = findRule(pack, skill.decision, skill.rule);
  if (!found) return null;
  const source = pack.sources.find((one) => one.id === found.rule.source);
  const reason = found.kind === "limit" ? found.option.wouldWin : found.rule.reason;
  return {
    id: skillNoteId(skill),
    kind: "skill",
    fields: {
      pack: skill.packId,
      decision: skill.decision,
      rule: skill.rule,
      label: found.decision.label,
      text: ruleText(pack, found),
      reason: source ? `${reason} (${source.title})` : reason,
    },
    tags: [],
    source: null,
  };
}

/** The rule that a note stands for; null for every other kind of note. */
export function skillOf(note: Note): Skill | null {
  if (note.kind !== "skill") return null;
  const field = (name: string) => textOf(note.fields[name]);
  return { packId: field("pack"), decision: field("decision"), rule: field("rule") };
}
