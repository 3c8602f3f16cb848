import { answerDay, type Memory, nextMemory } from "./scheduler.ts";
import type { ParameterSet, Schedule, ScheduleEvent } from "./types.ts";

/**
 * The stability and difficulty that a recorded review must have led to, by which a log is checked: they are recorded to
 * 1e-8 and depend on the parameter set, the grade and the recorded study days alone, not on a clock or a time zone.
 * @param before where the card stood; a new card has no memory
 * @param review its `after` says on which study day it was given
 * @param parameters the set that the review names
 */
export function recomputed(
  before: Schedule,
  review: Pick<Extract<ScheduleEvent, { kind: "review" }>, "grade" | "after">,
  parameters: ParameterSet,
): Memory {
  if (before.state === "new") return nextMemory(parameters, null, 0, review.grade);
  const elapsedDays = Math.max(0, answerDay(review.after) - answerDay(before));
  return nextMemory(parameters, before, elapsedDays, review.grade);
}
