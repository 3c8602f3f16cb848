import type { PackId, SituationId } from "../../ids.ts";
import type { RuleId } from "../types.ts";
import type { Difficulty } from "./generate.ts";

/** What a generated situation is made from. */
export interface Generated {
  readonly packId: PackId;
  readonly decision: string;
  readonly rule: RuleId;
  readonly seed: number;
  readonly difficulty: Difficulty;
  /** The near miss of the situation of that seed. */
  readonly twin: boolean;
}

const PREFIX = "made";

/** An id from which the situation can be made again. */
export function situationId({ packId, decision, rule, seed, difficulty, twin }: Generated): SituationId {
  const parts = [PREFIX, packId, decision, rule.replace("/", "."), difficulty, String(seed)];
  return (twin ? [...parts, "twin"] : parts).join(":") as SituationId;
}

/** Null for the id of a situation that was not generated. */
export function readSituationId(id: string): Generated | null {
  const match =
    /^made:([a-z0-9-]+):([a-z0-9-]+):([a-z0-9-]+)\.([a-z0-9-]+):(easy|medium|hard):(\d{1,9})(:twin)?$/.exec(
      id,
    );
  if (!match) return null;
  const [, packId = "", decision = "", option = "", rule = "", difficulty = "", seed = "", twin] = match;
  return {
    packId: packId as PackId,
    decision,
    rule: `${option}/${rule}`,
    difficulty: difficulty as Difficulty,
    seed: Number(seed),
    twin: twin !== undefined,
  };
}
