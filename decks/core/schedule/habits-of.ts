import { eventsByCard } from "../log/events-by-card.ts";
import { retractedIn } from "../log/fold.ts";
import { type Habits, USUAL_HABITS } from "./exam/types.ts";
import type { CardState, ScheduleEvent } from "./types.ts";

/** Fewer answers of a kind tell nothing of a learner's ways. */
const FEWEST_ANSWERS = 20;

/**
 * How a learner answers, by the answers given and not taken back; where there are fewer than 20 of a kind, as learners
 * usually do. Forecasts are not shifted: `calibration` is null.
 */
export function habitsOf(events: readonly ScheduleEvent[]): Habits {
  const learning = { answers: 0, ms: 0 };
  const later = { answers: 0, ms: 0 };
  const first = { answers: 0, again: 0 };
  for (const history of eventsByCard(events).values()) {
    const retracted = retractedIn(history);
    let before: CardState = "new";
    for (const event of history.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      if (!("after" in event) || retracted.has(event.id)) continue;
      if (event.kind === "review") {
        const kind = before === "review" ? later : learning;
        kind.answers++;
        kind.ms += event.durationMs;
        if (before === "new") {
          first.answers++;
          if (event.grade === "again") first.again++;
        }
      }
      before = event.after.state;
    }
  }
  const seconds = ({ answers, ms }: typeof later, usual: number) =>
    answers < FEWEST_ANSWERS ? usual : ms / answers / 1000;
  return {
    secondsPerLearningAnswer: seconds(learning, USUAL_HABITS.secondsPerLearningAnswer),
    secondsPerReview: seconds(later, USUAL_HABITS.secondsPerReview),
    firstAgain: first.answers < FEWEST_ANSWERS ? USUAL_HABITS.firstAgain : first.again / first.answers,
    calibration: null,
  };
}
