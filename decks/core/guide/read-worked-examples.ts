import { definitionIn } from "./definition.ts";
import { type GuideDraft, leaveUnread, type Section } from "./section.ts";
import { joined } from "./joined.ts";
import { type Block, type Item, paragraphBlock } from "./tree.ts";

interface Draft {
  title: string;
  problem: string;
  solution: { label: string; text: string }[];
  line: number;
  solving: boolean;
}

const PROBLEM =
  /^(?:[*_]{0,2})(?:(?:(?:Example|Sample)\s+)?Problem|Situation|Given|Task|Question|Prompt)\s*\d*(?:[*_]{0,2})\s*(?:[:.]|[–—-](?=\s))(?:[*_]{0,2})\s*/i;
const SOLUTION =
  /^(?:[*_]{0,2})(?:Solution|Answer|Approach|Steps?|Result)\s*\d*(?:[*_]{0,2})\s*(?:[:.]|[–—-](?=\s))(?:[*_]{0,2})\s*/i;
const NAME =
  /^(?:[*_]{0,2})(?:Scenario|(?:Worked\s+)?Example|Case(?: study)?)\s*\d*(?:[*_]{0,2})\s*[:.–—-]\s*(?:[*_]{0,2})\s*/i;

/**
 * Worked examples: a name, a problem, and a solution in points.
 *
 *     Scenario: The image startup
 *     Problem: …                       Solution:
 *     ^^^^^^^                          - Choice: …
 */
export function readWorkedExamples(blocks: readonly Block[], guide: GuideDraft, section: Section): void {
  let current: Draft | null = null;
  const finish = () => {
    if (current === null) return;
    const { title, problem, solution, line } = current;
    if (problem === "" && solution.length === 0)
      leaveUnread(guide, { line, text: title }, "An example without a problem.");
    else guide.workedExamples.push({ title, problem, solution, line });
    current = null;
  };
  const begin = (title: string, line: number): Draft => ({
    title,
    problem: "",
    solution: [],
    line,
    solving: false,
  });

  for (const block of blocks.flatMap(pieces)) {
    if (
      block.type === "heading" ||
      (block.type === "paragraph" && NAME.test(block.text) && !PROBLEM.test(block.text))
    ) {
      const text = joined(block.text).replace(/[*_`]/g, "");
      if (block.type === "heading" && current !== null && /^(?:solution|answer|problem)$/i.test(text)) {
        (current as Draft).solving = !/^problem$/i.test(text);
        continue;
      }
      finish();
      current = begin(text.replace(NAME, "").trim() || text, block.line);
      continue;
    }
    const solved = (current as Draft | null)?.solution.length ?? 0;
    if (solved > 0 && block.type === "paragraph" && PROBLEM.test(block.text)) finish();
    const draft: Draft = current ?? begin(section.heading, block.line);
    current = draft;
    if (block.type === "paragraph") readText(block.text, draft);
    else if (block.type === "list") readPoints(block.items, draft);
    else if (block.type === "code")
      leaveUnread(guide, { line: block.line, text: block.source }, "Code in a worked example.");
  }
  finish();
}

/**
 * Takes examples out of a section of another kind: a problem, and its solution right below it.
 * @returns the other blocks
 */
export function takeWorkedExamples(section: Section, blocks: readonly Block[], guide: GuideDraft): Block[] {
  const left: Block[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (!block) continue;
    const own =
      block.type === "paragraph" &&
      /(?:^|\s)[*_]{0,2}(?:(?:Example|Sample) )?Problem\s*\d*[*_]{0,2}\s*[:.]/i.test(block.text);
    const end = own ? solutionEnd(blocks, index) : index;
    if (end > index) {
      readWorkedExamples(blocks.slice(index, end), guide, section);
      index = end - 1;
    } else left.push(block);
  }
  return left;
}

/** Where the solution of a problem ends: its own paragraph, with the list below it; the same place for none. */
function solutionEnd(blocks: readonly Block[], index: number): number {
  const solves = (block: Block | undefined) =>
    block?.type === "paragraph" && /(?:^|\s)[*_]{0,2}Solution\s*\d*[*_]{0,2}\s*[:.]/.test(block.text);
  const at = [index, index + 1, index + 2].find((place) => solves(blocks[place]));
  if (at === undefined) return index;
  const ended = blocks[at];
  const goesOn = ended?.type === "paragraph" && /[:.]\s*[*_]*$/.test(ended.text) && ended.text.length < 20;
  return at + (goesOn && blocks[at + 1]?.type === "list" ? 2 : 1);
}

/** A paragraph that holds problem and solution on lines of their own, taken apart. */
function pieces(block: Block): Block[] {
  if (block.type !== "paragraph") return [block];
  const split = block.text.split(/\s+(?=(?:\*\*)?(?:Problem|Solution)(?:\*\*)?:)/);
  return split.map((text) => paragraphBlock(text, block.line));
}

function readText(text: string, draft: Draft): void {
  if (PROBLEM.test(text)) {
    draft.problem = text.replace(PROBLEM, "");
    draft.solving = false;
  } else if (SOLUTION.test(text)) {
    draft.solving = true;
    const rest = text.replace(SOLUTION, "").trim();
    if (rest !== "") draft.solution.push({ label: "Solution", text: rest });
  } else if (draft.solving) {
    const named = definitionIn(text);
    draft.solution.push(named ? { label: named.term, text: named.definition } : { label: "Solution", text });
  } else {
    draft.problem = [draft.problem, text].filter((part) => part !== "").join(" ");
  }
}

function readPoints(items: readonly Item[], draft: Draft): void {
  for (const item of items) {
    const text = joined([item.text, item.rest].filter((part) => part !== "").join(" "));
    if (PROBLEM.test(text)) {
      draft.problem = text.replace(PROBLEM, "");
      continue;
    }
    const named = definitionIn(text);
    if (draft.solving || draft.problem !== "") {
      draft.solution.push(
        named ? { label: named.term, text: named.definition } : { label: "Solution", text },
      );
      draft.solving = true;
    } else {
      draft.problem = text;
    }
  }
}
