import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGuide } from "../guide/read-guide.ts";
import { guideIdOf } from "../guide/guide-id.ts";
import type { NoteId } from "../ids.ts";
import { answerList } from "./answer-list.ts";
import { cardFace } from "./card-face.ts";
import { inShortPieces } from "./long-text.ts";
import { makeNotes, withOffers } from "./make-notes.ts";
import type { Offer } from "./offers.ts";
import { movedNotes } from "./three-way.ts";

function made(text: string, offers: readonly Offer[] = []) {
  const guide = readGuide(`# Rivers\n\n${text}`);
  const { notes, cards, refused } = withOffers(makeNotes(guide, guideIdOf("Rivers")), new Set(offers));
  const faces = cards.map(({ noteId, template }) => {
    const note = notes.find(({ id }) => id === noteId);
    if (!note) throw new Error("a card without its note");
    return { template, ...cardFace(note, template) };
  });
  return { notes, cards, refused, faces };
}

describe("answers that name things", () => {
  test.each([
    [
      "Name two services.",
      "EC2, EKS (managed, Kubernetes), ECS, or Lambda.",
      2,
      ["EC2", "EKS (managed, Kubernetes)", "ECS", "Lambda"],
    ],
    ["List three colours.", "red; green; blue", 3, ["red", "green", "blue"]],
    ["Name any 2 of them.", "- left\n- right\n- middle", 2, ["left", "right", "middle"]],
    ["Name the parts.", "salt and water", 2, ["salt", "water"]],
  ])("%s", (question, answer, wanted, items) => {
    expect(answerList(question, answer)).toEqual({ wanted, items });
  });

  test("one thing is no list", () => {
    expect(answerList("Name two.", "Only this.")).toBeNull();
  });
});

describe("a long answer", () => {
  test("becomes a list of its own sentences, word for word", () => {
    const sentence =
      "A river takes the steepest way that it can find between the stones of its bed, e.g. a gully.";
    const text = [sentence, sentence, sentence, sentence].join(" ");
    expect(inShortPieces(text).split("\n")).toEqual(Array(4).fill(`- ${sentence}`));
  });

  test("keeps every word, whatever it is", () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 200, maxLength: 900 }), (text) => {
        expect(letters(inShortPieces(text))).toBe(letters(text));
      }),
    );
  });
});

describe("rules of quality", () => {
  test("a definition never shows its term, and a card whose question is its answer is refused and listed", () => {
    const { faces, refused } = made(
      "## Glossary\n\n- **Delta**: a delta, deltas\n- **CPU (central unit)**: central unit\n",
    );
    for (const face of faces) expect(face.prompt.toLowerCase()).not.toContain(face.answer.toLowerCase());
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [5, expect.stringContaining("taken out of it")],
      [6, expect.stringContaining("gives its answer away")],
      [6, expect.stringContaining("taken out of it")],
    ]);
  });

  test("a term that is defined twice is one card with both meanings", () => {
    const { faces } = made(
      "## Glossary\n\n- Bank: the side of a river\n- Bank: a place that keeps money\n- Bank: the side of a river\n",
    );
    expect(faces.map(({ answer }) => answer)).toEqual([
      "- the side of a river\n- a place that keeps money",
      "Bank",
    ]);
  });

  test("the same question twice is asked once", () => {
    const { faces, refused } = made("## Quiz\n\n1. Why?\n2. Why?\n\n## Answers\n\n1. So.\n2. Thus.\n");
    expect(faces).toHaveLength(1);
    expect(refused).toMatchObject([{ reason: "The same question is asked before." }]);
  });

  test("a question that leans on its section is shown with it", () => {
    const { faces } = made(
      "## Quiz\n\n1. Why is it faster?\n2. What is a meander?\n\n## Answers\n\n1. Less friction.\n2. A bend.\n",
    );
    expect(faces.map(({ cue }) => cue)).toEqual(["Checkpoint questions", ""]);
  });

  test("cells that say nothing are not asked", () => {
    const { faces } = made(
      "## Compared\n\n| | Upper | Lower |\n|---|---|---|\n| Slope | steep | gentle |\n| Load | n/a | – |\n",
    );
    expect(faces.map(({ prompt }) => prompt)).toEqual(["*Slope*: Upper?", "*Slope*: Lower?"]);
  });
});

describe("what is on offer", () => {
  const GUIDE = `## Outline

- Upper course
  - Spring
  - Gorge
- Lower course
  - Delta
  - Estuary

## Glossary

- Spring: where water leaves the ground
- Gorge: a narrow valley
- Delta: land at a mouth
- Estuary: a mouth that the tide widens

## Compared

| | Upper | Lower |
|---|---|---|
| Slope | steep | gentle |
`;

  test("is not made by default", () => {
    const { cards, notes } = made(GUIDE);
    expect(new Set(cards.map(({ offer }) => offer))).toEqual(new Set([null]));
    expect(notes.every(({ fields }) => !("choices" in fields))).toBe(true);
  });

  test("the outline asks what belongs where, both ways", () => {
    const { faces } = made(GUIDE, ["outline"]);
    const own = faces.filter(({ label }) => label === "Outline");
    expect(own.map(({ template, prompt, answer }) => [template, prompt, answer])).toEqual([
      ["members", "Upper course", "- Spring\n- Gorge"],
      ["group", "Spring", "Upper course"],
      ["group", "Gorge", "Upper course"],
      ["members", "Lower course", "- Delta\n- Estuary"],
      ["group", "Delta", "Lower course"],
      ["group", "Estuary", "Lower course"],
    ]);
  });

  test("a table asks for a value's column and for a whole row", () => {
    const { faces } = made(GUIDE, ["table-column", "table-row"]);
    expect(faces.find(({ template }) => template === "column")).toMatchObject({
      prompt: "*Slope*: steep",
      answer: "Upper",
    });
    expect(faces.find(({ template }) => template === "row")).toMatchObject({
      prompt: "Slope",
      answer: "- **Upper**: steep\n- **Lower**: gentle",
    });
  });

  test("a term is chosen among its siblings, in another order at every showing", () => {
    const { notes, cards } = made(GUIDE, ["choice"]);
    const card = cards.find(({ template }) => template === "choice");
    const note = notes.find(({ id }) => id === card?.noteId);
    if (!card || !note) throw new Error("no choice was made");
    const orders = new Set(
      Array.from({ length: 20 }, (_, seed) => cardFace(note, card.template, String(seed)).choices?.join()),
    );
    expect(orders.size).toBeGreaterThan(5);
    expect(cardFace(note, card.template, "a")).toEqual(cardFace(note, card.template, "a"));
    expect([...(cardFace(note, card.template).choices ?? [])].sort()).toEqual([
      "Delta",
      "Estuary",
      "Gorge",
      "Spring",
    ]);
  });
});

describe("notes that moved", () => {
  test("are the fewest that, taken out, leave the rest in order", () => {
    const order = [4, 1, 2, 3].map((before) => ({ noteId: `n${before}` as NoteId, before }));
    expect([...movedNotes(order)]).toEqual(["n4"]);
  });

  test("are none when nothing moved, and leave an order when they are taken out", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 500 })), (lines) => {
        const order = lines.map((before) => ({ noteId: `n${before}` as NoteId, before }));
        const moved = movedNotes(order);
        const rest = order.filter(({ noteId }) => !moved.has(noteId)).map(({ before }) => before);
        expect(rest).toEqual([...rest].sort((a, b) => a - b));
        const sorted = [...order].sort((a, b) => a.before - b.before);
        expect(movedNotes(sorted).size).toBe(0);
      }),
    );
  });
});
