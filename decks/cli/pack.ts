import { BadInput, fileAndOptions } from "./input.ts";
import { packOfFile } from "./packs.ts";

const usage = "pack check FILE [--json]";

/** Checks the file of a rule pack. */
export const packCommand = {
  usage,
  async run(args: readonly string[]): Promise<void> {
    const [verb, ...rest] = args;
    if (verb !== "check") throw new BadInput(`What is wanted is to check a file. Usage: cardinal ${usage}`);
    const { file, values } = fileAndOptions(rest, { json: { type: "boolean" } }, usage);
    const pack = await packOfFile(file);
    const limits = pack.decisions.flatMap(({ options }) => options.flatMap((option) => option.limits));
    const counts = {
      id: pack.id,
      title: pack.title,
      facts: pack.facts.length,
      decisions: pack.decisions.length,
      limits: limits.length,
      sources: pack.sources.length,
      unverified: pack.sources.filter((source) => !source.verified).length,
      situations: pack.situations.length,
    };
    console.log(
      values["json"] === true
        ? JSON.stringify(counts, null, 2)
        : `${pack.title}: ${counted(counts.facts, "fact")}, ${counted(counts.decisions, "decision")}, ${counted(counts.limits, "limit")}, ${counted(counts.sources, "source")} (${counts.unverified} unverified). The pack is sound.`,
    );
  },
};

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
