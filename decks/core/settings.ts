/** What the learner may set. Ranges are checked by the store. */
export interface Settings {
  /** 0.7 to 0.97 */
  readonly desiredRetention: number;
  /** 0 to 9999 */
  readonly newCardsPerDay: number;
  /** 0 to 9999 */
  readonly reviewsPerDay: number;
  /** 0 to 23 */
  readonly rolloverHour: number;
  readonly theme: "system" | "light" | "dark" | "contrast";
}

export const DEFAULT_SETTINGS: Settings = {
  desiredRetention: 0.9,
  newCardsPerDay: 20,
  reviewsPerDay: 200,
  rolloverHour: 4,
  theme: "system",
};
