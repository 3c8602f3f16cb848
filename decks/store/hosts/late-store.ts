import { STORE_METHODS, type StudyStore } from "../../contract.ts";

/**
 * A store that can be served before it is open: calls wait for it, and reject with its error when it cannot be
 * opened, so that a window never waits without an answer.
 */
export function lateStore(opening: Promise<StudyStore>): StudyStore {
  opening.catch(() => {});
  return Object.fromEntries(
    Object.keys(STORE_METHODS).map((method) => [
      method,
      async (input: unknown) => {
        const store = await opening;
        return (store[method as keyof StudyStore] as (input: unknown) => Promise<unknown>)(input);
      },
    ]),
  ) as unknown as StudyStore;
}
