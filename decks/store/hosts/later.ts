import type { Later } from "../safety/keeper.ts";

/** The platform's timer. */
export const later: Later = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
