/** How often an option was picked in the answers so far. */
export interface OptionPicks {
  readonly option: string;
  readonly picks: number;
  /** Of the answers in which anything was picked, 0 to 1. */
  readonly share: number;
  readonly isRight: boolean;
}

/** What the options of a card did so far. */
export interface ChoiceRecord {
  /** Answers in which anything was picked. */
  readonly answers: number;
  /** The options of today, in their order; what was picked from an older wording is counted among the answers alone. */
  readonly options: readonly OptionPicks[];
  /** The wrong option that caught most, the first of those that caught alike; null when none ever did. */
  readonly lure: OptionPicks | null;
}

/**
 * Which options of a multiple choice catch, from what was picked in its history.
 * @param picked one list an answer; null and empty ones are answers without a pick, which say nothing
 * @param right empty where it is not known, and then nothing is called a lure
 */
export function choiceRecord(
  picked: readonly (readonly string[] | null)[],
  choices: readonly string[],
  right: readonly string[],
): ChoiceRecord {
  const answers = picked.filter((one): one is readonly string[] => one !== null && one.length > 0);
  const options = choices.map((option): OptionPicks => {
    const picks = answers.filter((one) => one.includes(option)).length;
    return {
      option,
      picks,
      share: answers.length === 0 ? 0 : picks / answers.length,
      isRight: right.includes(option),
    };
  });
  const lures = right.length === 0 ? [] : options.filter(({ isRight, picks }) => !isRight && picks > 0);
  const lure = lures.reduce<OptionPicks | null>(
    (most, one) => (most === null || one.picks > most.picks ? one : most),
    null,
  );
  return { answers: answers.length, options, lure };
}
