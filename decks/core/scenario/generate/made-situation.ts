import type { RulePack } from "../pack.ts";
import { generate, type Scenario } from "./generate.ts";
import { nearMiss } from "./near-miss.ts";
import { readSituationId } from "./situation-id.ts";

/** The generated situation that an id names, made again; null for any other id, or when its pack is gone. */
export function madeSituation(
  packs: readonly RulePack[],
  id: string,
): { readonly pack: RulePack; readonly scenario: Scenario } | null {
  const made = readSituationId(id);
  const pack = made && packs.find((one) => one.id === made.packId);
  if (!made || !pack?.decisions.some((one) => one.id === made.decision)) return null;
  const { decision, rule, difficulty, seed } = made;
  const scenario = generate(pack, seed, { decision, rule, difficulty });
  const told = scenario && made.twin ? nearMiss(pack, scenario) : scenario;
  return told && { pack, scenario: told };
}
