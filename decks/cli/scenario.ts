import { generate, type Scenario } from "../core/scenario/generate/generate.ts";
import { BadInput, optionsOf } from "./input.ts";
import { packNamed } from "./packs.ts";

const usage = "scenario --pack PACK [--seed N] [--count K] [--decision ID] [--json]";
const MOST = 100_000;

/** Prints the situations of some seeds in a row, with their answers. */
export const scenarioCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const options = {
      pack: { type: "string" },
      seed: { type: "string" },
      count: { type: "string" },
      decision: { type: "string" },
      json: { type: "boolean" },
    } as const;
    const given = optionsOf(args, options, usage);
    if (typeof given["pack"] !== "string") throw new BadInput(`A pack is wanted. Usage: cardinal ${usage}`);
    const pack = await packNamed(given["pack"]);
    const seed = whole("--seed", given["seed"] ?? "0", 0, 999_999_999);
    const count = whole("--count", given["count"] ?? "1", 1, MOST);
    const decision = given["decision"];
    if (typeof decision === "string" && !pack.decisions.some((one) => one.id === decision))
      throw new BadInput(
        `There is no decision ${decision}; there are ${pack.decisions.map((one) => one.id).join(", ")}.`,
      );
    const wishes = typeof decision === "string" ? { decision } : {};
    const scenarios = Array.from({ length: count }, (_, index) => index + seed).flatMap((at) => {
      const scenario = generate(pack, at, wishes);
      return scenario ? [published(at, scenario)] : [];
    });
    if (scenarios.length === 0) throw new BadInput("The pack has no words to tell a situation with.");
    console.log(
      given["json"] === true
        ? JSON.stringify(scenarios, null, 2)
        : scenarios
            .map(({ text, decision: id, answer }) => `${text}\n\n${id}: ${answer}`)
            .join("\n\n---\n\n"),
    );
  },
};

function published(seed: number, { situation, answer, rule, margin }: Scenario) {
  const { title, prose, facts, decision } = situation;
  return {
    seed,
    title,
    text: prose.map((piece) => piece.text).join(""),
    facts,
    decision,
    answer,
    rule,
    margin,
  };
}

/** @throws BadInput naming the option and its range */
function whole(name: string, given: unknown, least: number, most: number): number {
  const number = Number(given);
  if (!/^\d+$/.test(String(given)) || number < least || number > most)
    throw new BadInput(`${name} is a whole number from ${least} to ${most}, not ${String(given)}.`);
  return number;
}
