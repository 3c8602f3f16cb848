import { convertCommand } from "./convert.ts";
import { decideCommand } from "./decide.ts";
import { deckCommand } from "./deck.ts";
import { guideCommand } from "./guide.ts";
import { BadInput } from "./input.ts";
import { inspectCommand } from "./inspect.ts";
import { packCommand } from "./pack.ts";
import { scenarioCommand } from "./scenario.ts";

/** One command a file; each prints its result and returns nothing, or throws `BadInput` with one sentence. */
const COMMANDS: Readonly<
  Record<string, { readonly usage: string; readonly run: (args: readonly string[]) => Promise<void> }>
> = {
  guide: guideCommand,
  deck: deckCommand,
  decide: decideCommand,
  scenario: scenarioCommand,
  pack: packCommand,
  convert: convertCommand,
  inspect: inspectCommand,
};

async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help") {
    console.log(
      ["Usage:", ...Object.values(COMMANDS).map((command) => `  cardinal ${command.usage}`)].join("\n"),
    );
    return;
  }
  const command = COMMANDS[name];
  if (!command) throw new BadInput(`There is no command ${name}; try: cardinal help.`);
  await command.run(rest);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
