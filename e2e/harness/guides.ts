import type { Page } from "@playwright/test";

/** A guide in the learner's hands, and the same after it was edited. */
export const RIVERS = `Rivers, a study guide
Learning Objectives
- Tell a source from a mouth.
Key Terms & Glossary
- Source: The place where a river begins.
- Mouth: The place where a river meets the sea.
- Meander: A bend that a river cuts into soft ground.
Visual Anchors
The way of the water
\\begin{tikzpicture}
% nodes \\node (A) {Source}; \\node (B) [below of=A] {Mouth}; \\draw[->] (A) -- node[left] {90% of it} (B);
\\end{tikzpicture}
Checkpoint Questions
- Which bank of a bend is worn?
- Name two shapes of a mouth.
Click for Answers
- The outer bank.
- A delta, an estuary, a lagoon.
Comparison Tables
Two courses
| Aspect | Upper course | Lower course |
|---|---|---|
| Slope | steep | gentle |
| Load | stones | silt |
`;

export const RIVERS_EDITED = RIVERS.replace("- Source: The place", "- Spring or source: The place")
  .replace("A bend that a river cuts", "A bend which a river cuts")
  .replace("- Mouth: The place where a river meets the sea.\n", "- Oxbow: A lake that a bend left behind.\n");

/** Hands a file to the import screen, as the picker would. */
export async function chooseFile(page: Page, name: string, bytes: Buffer | string): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}
