import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NoteId, NoteTypeId } from "../ids.ts";
import { cardFace } from "./card-face.ts";
import { contrastOf } from "./contrast.ts";
import { rightChoices } from "./right-choices.ts";
import { siblings } from "./siblings.ts";
import type { Note, NoteType, Template } from "./types.ts";

const note = (kind: Note["kind"], fields: Note["fields"]): Note => ({
  ...{ id: "n" as NoteId, kind, fields, tags: [], source: null },
});
const face = (kind: Note["kind"], fields: Note["fields"], template: string) =>
  cardFace(note(kind, fields), template as Template);

describe("what may be typed", () => {
  test("is a short answer on one line, without its marks", () => {
    const typed = (back: string) => face("basic", { front: "What?", back }, "forward").typed;
    expect(typed("**Delta**")).toEqual({ expected: "Delta", atOnce: false });
    expect(typed("Two\nlines")).toBeNull();
    expect(typed("word ".repeat(20))).toBeNull();
  });

  test("is no option, no list and no cell of a table", () => {
    const fields = { question: "Which?", answer: "Delta", choices: ["Delta", "Gorge"] };
    expect(face("question", fields, "choice").typed).toBeNull();
    expect(face("question", { question: "Name two.", answer: "Delta, gorge" }, "list").typed).toBeNull();
  });

  test("is what the gaps of a cloze hide, all of one number together", () => {
    const text = "{{c1::Silt}} makes a {{c2::delta::land}}, and {{c1::waves::what}} take it away";
    const first = face("cloze", { text }, "cloze:1");
    expect(first.typed).toEqual({ expected: "Silt, waves", atOnce: false });
    expect(first.cue).toBe("Fill the gaps.");
    expect(first.prompt).toBe("**[…]** makes a delta, and **[what]** take it away");
    expect(first.answer).toBe("**Silt** makes a delta, and **waves** take it away");
    expect(face("cloze", { text }, "cloze:2").prompt).toBe("Silt makes a **[land]**, and waves take it away");
  });
});

describe("a template with a field to type in", () => {
  const asked = (kind: NoteType["kind"], front: string, values: readonly string[], template: string) => {
    const type: NoteType = {
      ...{ id: "t" as NoteTypeId, name: "Typing", kind, fields: ["Front", "Back"], css: "" },
      templates: [{ name: "Card 1", front, back: "{{FrontSide}}{{Back}}" }],
    };
    const one = { ...note("typed", { values }), typeId: type.id };
    return cardFace(one, template as Template, "", { type, deckPath: [], flag: 0 }).typed;
  };

  test("asks for it at once, as plain words", () => {
    const typed = asked("normal", "{{Front}}<br>{{type:Back}}", ["Where?", "<b>At&nbsp;sea</b>"], "card:0");
    expect(typed).toEqual({ expected: "At sea", atOnce: true });
    expect(asked("normal", "{{Front}}", ["Where?", "At sea"], "card:0")).toBeNull();
  });

  test("asks only where its section is shown", () => {
    const front = "{{Front}}{{#Back}}{{type:Back}}{{/Back}}";
    expect(asked("normal", front, ["Where?", ""], "card:0")).toBeNull();
    expect(asked("normal", front, ["Where?", "Here"], "card:0")?.expected).toBe("Here");
  });

  test("asks for what a gap hides", () => {
    const values = ["{{c1::Silt::mud}} and {{c2::sand}} and {{c1::clay}}", ""];
    expect(asked("cloze", "{{cloze:Front}}{{type:cloze:Front}}", values, "cloze:1")?.expected).toBe(
      "Silt, clay",
    );
  });
});

describe("the right options", () => {
  const OPTIONS = ["Delta", "Delta plain", "Gorge", "Salt; dry", "All of the above"];

  test.each([
    ["Delta", ["Delta"]],
    ["Delta plain. It is flat.", ["Delta plain"]],
    ["Delta; Gorge", ["Delta", "Gorge"]],
    ["Gorge; Salt; dry. Both are narrow.", ["Gorge", "Salt; dry"]],
    ["gorge and delta", ["Delta", "Gorge"]],
    ["All of the above", ["All of the above"]],
    ["Deltas are flat", []],
    ["", []],
  ])("of “%s”", (answer, right) => {
    expect(rightChoices(OPTIONS, answer)).toEqual(right);
  });

  test("are all that an answer lists, and no others", () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{2,8}$/), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(words, fc.nat(), (choices, pick) => {
        const right = choices.filter((_, at) => ((pick >> at) & 1) === 1);
        expect(rightChoices(choices, right.join("; "))).toEqual(right);
      }),
    );
  });

  test("say how many are asked for", () => {
    const fields = { question: "Which two?", answer: "Delta; Gorge. So.", choices: OPTIONS };
    expect(face("question", fields, "choice")).toMatchObject({ cue: "Which 2?", right: ["Delta", "Gorge"] });
  });
});

describe("lures", () => {
  const TERMS = ["River mouth", "River source", "Gorge", "River bend", "Delta", "Silt"];

  test("are the terms nearby that sound most alike, and never the term itself", () => {
    expect(siblings(TERMS, 0)).toEqual(["River source", "River bend", "Gorge"]);
    for (const index of TERMS.keys()) expect(siblings(TERMS, index)).not.toContain(TERMS[index]);
  });

  test("are not made up where there are too few", () => {
    expect(siblings(["Gorge", "Delta", "Silt"], 0)).toEqual([]);
  });
});

describe("two things told apart", () => {
  test.each([
    [
      "Accuracy vs. precision",
      "Accuracy is closeness to the truth, whereas precision is closeness to each other.",
      "Accuracy is closeness to the truth",
      "Precision is closeness to each other.",
    ],
    ["TCP vs UDP", "- **TCP**: keeps the order\n- **UDP**: does not", "Keeps the order", "Does not"],
    [
      "Canary versus linear",
      "Canary sends one share first. Linear sends equal shares. Canary then waits.",
      "- Canary sends one share first.\n- Canary then waits.",
      "Linear sends equal shares.",
    ],
    [
      "Deployment vs Deployment group",
      "A deployment is one act; a deployment group is a set of machines.",
      "A deployment is one act",
      "A deployment group is a set of machines.",
    ],
  ])("%s", (title, text, left, right) => {
    const contrast = contrastOf(title, text);
    expect([contrast?.left.text, contrast?.right.text]).toEqual([left, right]);
  });

  test.each([
    ["TCP vs UDP", "TCP keeps the order. It is slower. UDP is not."],
    ["TCP vs UDP", "TCP keeps the order."],
    ["TCP or UDP", "TCP keeps the order. UDP does not."],
    ["TCP vs UDP vs SCTP", "TCP keeps the order. UDP does not."],
    ["Rate limits", "Rates differ."],
  ])("but not by guessing: %s, %s", (title, text) => {
    expect(contrastOf(title, text)).toBeNull();
  });
});
