import type { PresetId } from "../../ids.ts";
import type { Preset } from "../preset.ts";
import { answerDay } from "../scheduler.ts";
import { type MemoryModel, memoryModel } from "./memory.ts";
import type { ExamInput } from "./types.ts";

/** A preset as a simulation reads it. */
export interface Rules {
  readonly preset: Preset;
  readonly model: MemoryModel;
}

/** The cards of an exam as columns, one entry a card; days are counted from today. */
export interface Cohort {
  readonly size: number;
  readonly rules: readonly Rules[];
  /** Index into `rules`. */
  readonly ruleOf: Uint16Array;
  /** Days; 0 for a card never started. */
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** Day of the last answer, 0 or less. */
  readonly answered: Int32Array;
  /** Day of the next review; what is overdue, or in its learning steps, is due today. */
  readonly due: Int32Array;
  /** Cards that are in their (re)learning steps. */
  readonly learning: Uint8Array;
}

export function cohortOf({ cards, today, presetOf }: ExamInput): Cohort {
  const rules: Rules[] = [];
  const indexes = new Map<PresetId, number>();
  const ruleOf = new Uint16Array(cards.length);
  const stability = new Float64Array(cards.length);
  const difficulty = new Float64Array(cards.length);
  const answered = new Int32Array(cards.length);
  const due = new Int32Array(cards.length);
  const learning = new Uint8Array(cards.length);
  for (const [card, { deckId, schedule }] of cards.entries()) {
    const preset = presetOf(deckId);
    let index = indexes.get(preset.id);
    if (index === undefined) {
      index = rules.push({ preset, model: memoryModel(preset) }) - 1;
      indexes.set(preset.id, index);
    }
    ruleOf[card] = index;
    if (schedule.state === "new" || schedule.stability <= 0) continue;
    stability[card] = schedule.stability;
    difficulty[card] = schedule.difficulty;
    answered[card] = Math.min(0, answerDay(schedule) - today);
    due[card] = Math.max(0, schedule.dueDay - today);
    learning[card] = schedule.state === "review" ? 0 : 1;
  }
  return { size: cards.length, rules, ruleOf, stability, difficulty, answered, due, learning };
}
