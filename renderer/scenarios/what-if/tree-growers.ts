import type { RulePack } from "../../../decks/core/scenario/pack.ts";
import type { TreeGrower } from "../../../decks/core/scenario/tree/decision-tree.ts";
import { packTree } from "../../../decks/core/scenario/tree/pack-tree.ts";

const made = new WeakMap<RulePack, Map<string, TreeGrower>>();

/** The tree of a decision, worked out once a pack: it asks the engine up to 200,000 times. Grown trees it keeps itself. */
export function treeGrowerOf(pack: RulePack, decisionId: string): TreeGrower {
  const known = made.get(pack) ?? new Map<string, TreeGrower>();
  made.set(pack, known);
  const grower = known.get(decisionId) ?? packTree(pack, decisionId);
  known.set(decisionId, grower);
  return grower;
}
