import type { NamedFile } from "../../decks/contract/named-file.ts";
import { HOUR_MS } from "../../decks/core/time.ts";
import { answerNext, importAll, newMachine, START, wholeDeck } from "../../decks/store/test-collection.ts";
import { ankiPackage } from "../bench/anki-package.ts";

/** Files to import, no two with a note in common. */

export function guideFile(number: number): NamedFile {
  const terms = Array.from(
    { length: 6 },
    (_, term) => `- **Term ${number}.${term}**: What term ${term} of guide ${number} means, in a sentence.`,
  );
  const text = `# Guide ${number}\n\n## Glossary\n\n${terms.join("\n")}\n\n## Review questions\n\n1. What is asked first in guide ${number}?\n2. What is asked second in guide ${number}?\n\n## Answers\n\n1. The first answer of guide ${number}.\n2. The second answer of guide ${number}.\n`;
  return { name: `guide-${number}.md`, bytes: new TextEncoder().encode(text) };
}

/** A bundle that another collection exported, reviews and all. */
export async function bundleFile(number: number): Promise<NamedFile> {
  const machine = newMachine();
  // Another hour for each: the ids of events are made of the time.
  machine.now = START - (number + 1) * HOUR_MS;
  const open = await machine.open();
  const file = guideFile(number);
  const { deckId } = await importAll(open.store, { source: { kind: "file", file }, into: "new" });
  for (let count = 0; count < 3; count++) await answerNext(open, machine);
  const bundle = await open.store.exportDecks(wholeDeck(deckId));
  open.close();
  return bundle;
}

export async function ankiFile(number: number): Promise<NamedFile> {
  return { name: `bench-${number}.apkg`, bytes: await ankiPackage(40, 160, number) };
}
