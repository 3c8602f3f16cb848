import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { type Buckets, openableDatabases } from "./openable-databases.ts";

/** A factory whose files cannot be opened, the first `times` times that it is asked. */
function broken(times = Number.POSITIVE_INFINITY): IDBFactory {
  const factory = new IDBFactory();
  const databases = factory.databases.bind(factory);
  let left = times;
  factory.databases = () =>
    left-- > 0
      ? Promise.reject(new DOMException("Internal error opening backing store", "UnknownError"))
      : databases();
  return factory;
}

function bucketsOf(first: IDBFactory) {
  const made = [first];
  const buckets: Buckets = {
    open: async () => ({ indexedDB: made.at(-1) ?? first }),
    delete: async () => void made.push(new IDBFactory()),
  };
  return { buckets, made };
}

test("databases that can be opened are the ones, at the second try too", async () => {
  const { buckets } = bucketsOf(new IDBFactory());
  for (const own of [new IDBFactory(), broken(1)])
    expect(await openableDatabases(own, buckets)).toEqual({ factory: own, isSpare: false });
});

test("where they cannot be opened, others take their place, and the same at the next start", async () => {
  const { buckets, made } = bucketsOf(new IDBFactory());
  for (let start = 0; start < 2; start++)
    expect(await openableDatabases(broken(), buckets)).toEqual({ factory: made[0], isSpare: true });
});

test("others that are broken likewise are made anew", async () => {
  const { buckets, made } = bucketsOf(broken());
  const { factory } = await openableDatabases(broken(), buckets);
  expect(made).toHaveLength(2);
  expect(factory).toBe(made[1]);
});

test("a platform without buckets keeps its own", async () => {
  const own = broken();
  expect(await openableDatabases(own, null)).toEqual({ factory: own, isSpare: false });
});
