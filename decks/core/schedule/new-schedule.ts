import type { EpochMs, StudyDay } from "../time.ts";
import type { Schedule } from "./types.ts";

/** A card that was never answered. */
export const NEW_SCHEDULE: Schedule = {
  state: "new",
  step: 0,
  stability: 0,
  difficulty: 0,
  due: 0 as EpochMs,
  dueDay: 0 as StudyDay,
  intervalDays: 0,
  reps: 0,
  lapses: 0,
  lastReviewedAt: null,
};
