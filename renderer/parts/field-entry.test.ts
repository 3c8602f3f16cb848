import { expect, test } from "vitest";
import { FieldEntry } from "./field-entry.svelte.ts";

const RANGE = "It must be a whole number from 0 to 9.";

/** A field over a number, and what was saved through it. */
function numberField(save?: (value: number) => Promise<string | null>) {
  const saved = [5];
  const entry = new FieldEntry<number>({
    saved: () => String(saved.at(-1)),
    read: (text) => (/^\d$/.test(text.trim()) ? { value: Number(text) } : { wrong: RANGE }),
    save: save ?? (async (value) => (saved.push(value), null)),
  });
  return { entry, saved };
}

test("what is right is saved, and the field then shows it as it is saved", async () => {
  const { entry, saved } = numberField();
  entry.type(" 7 ");
  await entry.settle();
  expect(saved).toEqual([5, 7]);
  expect([entry.typed, entry.shown, entry.problem]).toEqual([null, "7", null]);
});

test("what is wrong is kept with its reason, and nothing is saved", async () => {
  const { entry, saved } = numberField();
  for (const text of ["", "-1", "99999999999999999999", "many"]) {
    entry.type(text);
    await entry.settle();
    await entry.settle();
    expect([entry.shown, entry.problem, saved]).toEqual([text, RANGE, [5]]);
  }
});

test("nothing is called wrong while it is first typed, and what was wrong only as long as it is", async () => {
  const { entry, saved } = numberField();
  entry.type("-");
  expect(entry.problem).toBeNull();
  await entry.settle();
  entry.type("-3");
  expect(entry.problem).toBe(RANGE);
  entry.type("3");
  expect(entry.problem).toBeNull();
  expect(saved).toEqual([5]);
});

test("a value that the store refuses stays in the field with what the store says", async () => {
  const { entry } = numberField(async () => "There is one of this number already.");
  entry.type("8");
  await entry.settle();
  expect([entry.shown, entry.problem]).toEqual(["8", "There is one of this number already."]);
});

test("what is typed while a value is being saved is not thrown away", async () => {
  let finish = () => {};
  const { entry } = numberField(() => new Promise((resolve) => (finish = () => resolve(null))));
  entry.type("1");
  const settled = entry.settle();
  entry.type("12");
  finish();
  await settled;
  expect(entry.shown).toBe("12");
});

test("a field that is left as it is saved saves nothing, and shows what is saved elsewhere", async () => {
  const { entry, saved } = numberField();
  entry.type("6");
  entry.type("5");
  await entry.settle();
  expect(saved).toEqual([5]);
  saved.push(2);
  expect(entry.shown).toBe("2");
});

test("giving up brings back what is saved", async () => {
  const { entry } = numberField();
  entry.type("many");
  await entry.settle();
  entry.giveUp();
  expect([entry.shown, entry.problem]).toEqual(["5", null]);
});
