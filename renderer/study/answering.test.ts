import { describe, expect, test } from "vitest";
import type { QueuedCard } from "../../decks/contract/reviewing.ts";
import { PLAIN_FACE } from "../../decks/core/cards/plain-face.ts";
import type { CardFace } from "../../decks/core/cards/types.ts";
import { Answering } from "./answering.svelte.ts";

const SETTINGS = { ignoreCase: true, ignoreAccents: true, forgiveTypos: true };

function answering(face: Partial<CardFace>) {
  const card = {
    face: { ...PLAIN_FACE, cue: "", prompt: "?", answer: "!", label: "Card", ...face },
  } as QueuedCard;
  const asked = { card, showing: 1 };
  const state = new Answering(
    () => asked,
    () => SETTINGS,
  );
  return { state, asked };
}
const typed = (expected: string, atOnce = false) => ({ typed: { expected, atOnce } });
const options = (right: readonly string[]) => ({ choices: ["Delta", "Gorge", "Silt"], right });
const list = { list: { wanted: 2, items: ["Delta", "Estuary", "Gorge"] } };

describe("an answer that is typed", () => {
  test("is asked for when the learner wants it, or at once where the card does", () => {
    const { state } = answering(typed("Delta"));
    expect(state.isTyping).toBe(false);
    state.startTyping();
    expect(state.isTyping).toBe(true);
    const atOnce = answering(typed("Delta", true)).state;
    expect(atOnce.isTyping).toBe(true);
    atOnce.stopTyping();
    expect(atOnce.isTyping).toBe(false);
    const none = answering({}).state;
    none.startTyping();
    expect(none.isTyping).toBe(false);
  });

  test("suggests Good for a slip, Again for another answer, and nothing before anything is typed", () => {
    const { state } = answering(typed("Meander"));
    expect([state.suggested, state.comparison]).toEqual([null, null]);
    state.text = "Meender";
    expect(state.comparison?.verdict).toBe("typo");
    expect(state.suggested).toBe("good");
    state.text = "Gorge";
    expect(state.suggested).toBe("again");
  });
});

describe("options", () => {
  test("are picked one for another where one is right, and let go of again", () => {
    const { state } = answering(options(["Delta"]));
    state.pick(1);
    expect([state.picked, state.suggested]).toEqual([["Gorge"], "again"]);
    state.pick(0);
    expect([state.picked, state.suggested]).toEqual([["Delta"], "good"]);
    expect(state.details()).toEqual({ picked: ["Delta"] });
    state.pick(0);
    state.pick(9);
    expect([state.picked, state.suggested]).toEqual([[], null]);
  });

  test("are picked together where several are right, and only all of them are Good", () => {
    const { state } = answering(options(["Delta", "Silt"]));
    state.pick(2);
    expect(state.suggested).toBe("again");
    state.pick(0);
    expect(state.suggested).toBe("good");
    state.pick(1);
    expect(state.suggested).toBe("again");
  });

  test("suggest nothing where nobody knows which are right", () => {
    const { state } = answering(options([]));
    state.pick(0);
    expect(state.suggested).toBeNull();
    expect(state.details()).toEqual({ picked: ["Delta"] });
  });
});

describe("a list", () => {
  test("ticks what was typed by itself, each item once, and what is ticked by hand goes before", () => {
    const { state } = answering(list);
    expect(state.lines).toEqual(["", ""]);
    expect(state.suggested).toBeNull();
    state.write(0, "estuery");
    expect([state.ticked, state.suggested]).toEqual([[1], "again"]);
    state.write(1, "Estuary");
    expect(state.ticked).toEqual([1]);
    state.write(1, "gorge");
    expect([state.ticked, state.suggested]).toEqual([[1, 2], "good"]);
    state.tick(2, false);
    expect([state.ticked, state.suggested]).toEqual([[1], "again"]);
    state.tick(0, true);
    expect(state.suggested).toBe("good");
  });
});

test("how sure the learner is goes with the answer, and can be taken back", () => {
  const { state } = answering({});
  expect(state.details()).toEqual({});
  state.say("sure");
  state.say("guess");
  expect(state.details()).toEqual({ confidence: "guess" });
  state.say("guess");
  expect(state.details()).toEqual({});
});

test("the next showing begins with nothing, and the one before has its answer when it comes back", () => {
  const { state, asked } = answering(typed("Delta"));
  state.text = "Delta";
  state.say("think");
  asked.showing = 2;
  expect([state.text, state.confidence, state.suggested]).toEqual(["", null, null]);
  asked.showing = 1;
  expect([state.text, state.confidence, state.suggested]).toEqual(["Delta", "think", "good"]);
});
