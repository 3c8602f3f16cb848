/**
 * Predicted recall so many days after an answer, 0 to 1: FSRS-6's power curve, which passes 90 % at the stability.
 * R(t) = (1 + f·t/S)^(−d) with f = 0.9^(−1/d) − 1. Source: open-spaced-repetition, "The Algorithm", FSRS-6.
 * @param days 0 and more
 * @param stability days, above 0
 * @param decay the 21st weight, 0.1 to 0.8
 */
export function retrievabilityAfter(days: number, stability: number, decay: number): number {
  const factor = 0.9 ** (-1 / decay) - 1;
  return (1 + (factor * days) / stability) ** -decay;
}
