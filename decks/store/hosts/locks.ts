import type { Lock } from "../collection.ts";

/** One writer at a time over all tabs and workers of the origin. */
export const webLock: Lock = async (run) => {
  // The platform's types lose what the callback resolves to.
  let result: { readonly value: Awaited<ReturnType<typeof run>> } | undefined;
  await navigator.locks.request("cardinal-write", async () => {
    result = { value: await run() };
  });
  if (!result) throw new Error("the lock was taken away");
  return result.value;
};
