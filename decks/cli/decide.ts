import { readFileSync } from "node:fs";
import { decideAll } from "../core/scenario/decide.ts";
import { explainDecision } from "../core/scenario/explain.ts";
import { fits } from "../core/scenario/fact-values.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { recognise } from "../core/scenario/recognise/recognise.ts";
import type { Decision, Facts, FactValue } from "../core/scenario/types.ts";
import { BadInput, fileProblem, optionsOf } from "./input.ts";
import { packNamed } from "./packs.ts";

const usage = 'decide --pack PACK (--text "..." | --facts FILE.json) [--json]';

/** Decides a situation, told in words or given as facts. */
export const decideCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const options = {
      pack: { type: "string" },
      text: { type: "string" },
      facts: { type: "string" },
      json: { type: "boolean" },
    } as const;
    const { pack: name, text, facts: file, json } = optionsOf(args, options, usage);
    if (typeof name !== "string" || (typeof text === "string") === (typeof file === "string"))
      throw new BadInput(`A pack is wanted, and a text or a file with facts. Usage: cardinal ${usage}`);
    const pack = await packNamed(name);
    const stated = typeof text === "string" ? recognise(pack, text).facts : factsOfFile(pack, String(file));
    const decided = decideAll(pack, stated);
    if (json !== true) {
      console.log(decided.decisions.map((decision) => sentence(pack, decision)).join("\n"));
      return;
    }
    const { assumed, unknown } = decided;
    const decisions = Object.fromEntries(decided.decisions.map((one) => [one.decision, published(one)]));
    console.log(JSON.stringify({ facts: stated, assumed, unknown, decisions }, null, 2));
  },
};

/** The shape that is promised to callers. */
function published({ status, best, applies, dependsOn, ranking, margin, deciding }: Decision) {
  return {
    status,
    best,
    applies,
    dependsOn,
    margin,
    ranking: ranking.map(({ option, feasible, score, violations, reasons }) => ({
      option,
      feasible,
      score,
      violations,
      reasons,
    })),
    deciding,
  };
}

function sentence(pack: RulePack, decision: Decision): string {
  const label = pack.decisions.find((one) => one.id === decision.decision)?.label ?? decision.decision;
  return `${label}: ${explainDecision(pack, decision.decision, decision).explanation}`;
}

/** @throws BadInput naming the fact, what was given and what is wanted */
function factsOfFile(pack: RulePack, file: string): Facts {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadInput(`${file}: it is not valid JSON.`);
    throw fileProblem(file, error);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new BadInput(`${file}: an object of facts is wanted, such as {"payload-mb": 500}.`);
  for (const [id, value] of Object.entries(json)) {
    const fact = pack.facts.find((one) => one.id === id);
    if (!fact) throw new BadInput(`${file}: there is no fact ${id} in the pack ${pack.id}.`);
    if (!fits(fact, value as FactValue))
      throw new BadInput(`${file}: ${JSON.stringify(value)} is no value of ${id}, which is ${wanted(fact)}.`);
  }
  return json as Facts;
}

function wanted(fact: RulePack["facts"][number]): string {
  if (fact.kind === "yes-no") return "true or false";
  if (fact.kind === "choice") return `one of ${Object.keys(fact.choices).join(", ")}`;
  return `a number from ${fact.range[0]} to ${fact.range[1]} (${fact.unit})`;
}
