/** Whether a plan's work fits the minutes a day, work of a full day being done on later ones. */
export interface Workload {
  /** Whether all of it is done by the day before the exam. */
  readonly feasible: boolean;
  /** Whole minutes a day with which it would be. */
  readonly minutesNeeded: number;
  /** Days that ask for more than the minutes. */
  readonly daysOver: number;
  /** Minutes that those days ask for beyond, together. */
  readonly minutesOver: number;
  /** Minutes of work that no later day can take. */
  readonly minutesLacking: number;
}

/** @param minutes what each day asks for, to the day before the exam */
export function workload(minutes: readonly number[], minutesPerDay: number): Workload {
  const minutesNeeded = minutesThatDo(minutes);
  const over = minutes.map((asked) => Math.max(0, asked - minutesPerDay)).filter((beyond) => beyond > 0);
  return {
    feasible: minutesPerDay >= minutesNeeded,
    minutesNeeded,
    daysOver: over.length,
    minutesOver: over.reduce((sum, beyond) => sum + beyond, 0),
    minutesLacking: minutes.reduce((waiting, asked) => Math.max(0, waiting + asked - minutesPerDay), 0),
  };
}

/** All gets done just when no stretch of days up to the last asks for more than its days have. */
function minutesThatDo(minutes: readonly number[]): number {
  let asked = 0;
  let most = 0;
  for (let days = 1; days <= minutes.length; days++) {
    asked += minutes[minutes.length - days] ?? 0;
    most = Math.max(most, asked / days);
  }
  return Math.ceil(most - 1e-9);
}
