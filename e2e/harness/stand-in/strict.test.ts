import { expect, test } from "vitest";
import { faults, strict, StrictEmitter } from "./strict.ts";

class Thing extends StrictEmitter {
  readonly #secret = "kept";
  isGone = false;
  label = "thing";

  constructor() {
    super("thing", ["moved"]);
  }

  secret(): string {
    return this.#secret;
  }

  isDestroyed(): boolean {
    return this.isGone;
  }
}

function seen(thing = new Thing()): Thing & { readonly fly: () => void } {
  return strict("thing", thing, () => thing.isGone) as Thing & { readonly fly: () => void };
}

test("what the stand-in lacks throws its name and is told of, even where the error is caught", () => {
  const told: string[] = [];
  faults.on("missing", (error: Error) => told.push(error.message));
  expect(() => seen().fly()).toThrow("the stand-in has no thing.fly");
  expect(() => seen().on("flown", () => {})).toThrow('the stand-in has no event "flown" of thing');
  expect(() => Object.assign(seen(), { wings: 2 })).toThrow("the stand-in has no thing.wings");
  expect(told).toHaveLength(3);
});

test("what there is works as the thing itself, and a promise of it resolves to it", async () => {
  const thing = seen();
  const heard: string[] = [];
  expect(thing.on("moved", () => heard.push("moved"))).toBe(thing);
  thing.emit("moved");
  thing.label = "other";
  expect([thing.secret(), thing.label, ...heard]).toEqual(["kept", "other", "moved"]);
  expect(await Promise.resolve(thing)).toBe(thing);
});

test("a function that a test puts in another's place is the one that is called", () => {
  const thing = seen();
  expect(thing.secret()).toBe("kept");
  Object.assign(thing, { secret: () => "told" });
  expect(thing.secret()).toBe("told");
});

test("what is destroyed says so to all but the question whether it is", () => {
  const thing = new Thing();
  thing.isGone = true;
  expect(seen(thing).isDestroyed()).toBe(true);
  expect(() => seen(thing).secret()).toThrow("Object has been destroyed");
  expect(() => seen(thing).on("moved", () => {})).not.toThrow();
});
