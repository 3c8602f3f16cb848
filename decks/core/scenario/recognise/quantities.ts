import type { Token } from "./tokens.ts";

/** What a figure measures; plain numbers are counts. */
export type Dimension = "data" | "time" | "percent" | "count";

/** A figure in a text: "500 MB", "a minute and a half", "three quarters of a gigabyte", "sub-second". */
export interface Quantity {
  readonly dimension: Dimension;
  /** In MB (1 GB is 1,024 MB), seconds, percent, or as it is. */
  readonly value: number;
  /** Indices of its first token and of the one after its last. */
  readonly from: number;
  readonly to: number;
  /** Said in words that leave the figure open: "hundreds of megabytes". */
  readonly vague: boolean;
}

interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
}

const unitsOf = (dimension: Dimension, table: Readonly<Record<string, number>>) =>
  Object.entries(table).flatMap(([names, factor]) =>
    names.split(" ").map((name) => [name, { dimension, factor }] as const),
  );

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...unitsOf("data", {
    "b byte bytes": 1 / 1_048_576,
    "kb kib kilobyte kilobytes": 1 / 1_024,
    "mb mib meg megs megabyte megabytes": 1,
    "gb gib gig gigs gigabyte gigabytes": 1_024,
    "tb tib terabyte terabytes": 1_048_576,
  }),
  ...unitsOf("time", {
    "ms msec msecs millisecond milliseconds": 0.001,
    "s sec secs second seconds": 1,
    "min mins minute minutes": 60,
    "h hr hrs hour hours": 3_600,
    "day days": 86_400,
    "week weeks": 604_800,
    "month months": 2_628_000,
    "year years yr yrs": 31_536_000,
  }),
  ...unitsOf("percent", { "% percent pct": 1 }),
]);

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...ONES.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, 20 + 10 * index] as const),
  ["dozen", 12],
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1_000],
  ["million", 1_000_000],
  ["k", 1_000],
]);
/** Words that leave the figure open, and a usual figure for them. */
const VAGUE: ReadonlyMap<string, number> = new Map([
  ["couple", 2],
  ["few", 3],
  ["several", 5],
  ["handful", 5],
  ["dozens", 30],
  ["tens", 30],
  ["hundreds", 300],
  ["thousands", 3_000],
  ["millions", 3_000_000],
]);

/** Words after which "a minute" is a length of time. */
const INTRODUCES = new Set(
  "within in under than about around for takes take took of over after nearly almost roughly least most is to until half up".split(
    " ",
  ),
);

interface Figure {
  readonly value: number;
  /** The token after it. */
  readonly to: number;
  readonly vague: boolean;
}

/** Every figure of a text, in order. Of a range ("20 to 30 seconds") both ends are given. */
export function quantities(tokens: readonly Token[]): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length;) {
    const read = rangeAt(tokens, at) ?? measuredAt(tokens, at) ?? countAt(tokens, at);
    if (read === null) at++;
    else {
      found.push(...read);
      at = read.at(-1)?.to ?? at + 1;
    }
  }
  return found;
}

/** "20 to 30 seconds", "between 2 and 5 MB", "5-10 min": the first figure shares the unit of the second. */
function rangeAt(tokens: readonly Token[], at: number): Quantity[] | null {
  const low = numberAt(tokens, at);
  if (low === null || unitAt(tokens, low.to)) return null;
  const joined = ["to", "and", "or"].includes(word(tokens, low.to)) ? low.to + 1 : low.to;
  const high = numberAt(tokens, joined);
  if (high === null || sentenceOf(tokens, at) !== sentenceOf(tokens, joined)) return null;
  const unit = unitAt(tokens, high.to);
  if (!unit || high.value <= low.value) return null;
  const make = ({ value, vague }: Figure, from: number, to: number): Quantity => ({
    dimension: unit.dimension,
    value: value * unit.factor,
    from,
    to,
    vague,
  });
  return [make(low, at, joined), make(high, joined, high.to + 1)];
}

/** A figure with a unit, in the many ways of saying it. */
function measuredAt(tokens: readonly Token[], at: number): Quantity[] | null {
  const made = (figure: Figure, unit: Unit, to: number, extra = 0): Quantity[] => [
    {
      dimension: unit.dimension,
      value: (figure.value + extra) * unit.factor,
      from: at,
      to,
      vague: figure.vague,
    },
  ];
  const figure = fractionAt(tokens, at) ?? numberAt(tokens, at) ?? articleAt(tokens, at);
  if (figure !== null) {
    const unit = unitAt(tokens, figure.to);
    if (!unit) return null;
    const half = phraseAt(tokens, figure.to + 1, "and a half");
    return made(figure, unit, figure.to + 1 + (half ? 3 : 0), half ? 0.5 : 0);
  }
  // "sub-second", "in milliseconds": no figure, and yet one is meant.
  const unit = unitAt(tokens, at);
  if (unit?.dimension !== "time" && unit?.dimension !== "data") return null;
  const before = word(tokens, at - 1);
  if (before === "sub") return made({ value: 1, to: at, vague: true }, unit, at + 1);
  const plural = word(tokens, at).endsWith("s") && word(tokens, at).length > 4;
  if (plural && ["in", "within", "of", "takes", "take", "single", "digit"].includes(before)) {
    const value = before === "digit" ? 9 : unit.factor < 1 ? 100 : 5;
    return made({ value, to: at, vague: true }, unit, at + 1);
  }
  return null;
}

function countAt(tokens: readonly Token[], at: number): Quantity[] | null {
  const figure = numberAt(tokens, at);
  if (figure === null) return null;
  return [{ dimension: "count", value: figure.value, from: at, to: figure.to, vague: figure.vague }];
}

/** "half a", "a quarter of a", "three quarters of a", "one and a half", "a fraction of a". */
function fractionAt(tokens: readonly Token[], at: number): Figure | null {
  const PHRASES: readonly (readonly [string, number])[] = [
    ["half a", 0.5],
    ["half an", 0.5],
    ["a quarter of a", 0.25],
    ["a quarter of an", 0.25],
    ["three quarters of a", 0.75],
    ["three quarters of an", 0.75],
    ["a third of a", 1 / 3],
    ["a tenth of a", 0.1],
    ["a fifth of a", 0.2],
    ["a fraction of a", 0.3],
  ];
  for (const [phrase, value] of PHRASES) {
    if (phraseAt(tokens, at, phrase))
      return { value, to: at + phrase.split(" ").length, vague: phrase.includes("fraction") };
  }
  const whole = numberAt(tokens, at);
  if (whole && phraseAt(tokens, whole.to, "and a half"))
    return { ...whole, value: whole.value + 0.5, to: whole.to + 3 };
  return null;
}

/** "a minute", "an hour"; "a second" only where no thing follows that could be the second one. */
function articleAt(tokens: readonly Token[], at: number): Figure | null {
  if (!["a", "an", "one", "single"].includes(word(tokens, at))) return null;
  const unit = word(tokens, at + 1);
  if (
    unit === "second" &&
    !["", "and", "or", "to", "at", "per", "for", "in", "of", "is", "each"].includes(word(tokens, at + 2))
  )
    return sentenceOf(tokens, at + 2) === sentenceOf(tokens, at + 1)
      ? null
      : { value: 1, to: at + 1, vague: false };
  // "3 a day" is a rate, and "a day" no length of time of its own.
  if (word(tokens, at).startsWith("a") && !INTRODUCES.has(word(tokens, at - 1))) return null;
  return { value: 1, to: at + 1, vague: false };
}

/** Digits, number words ("twenty five", "two hundred") and vague ones ("a couple of", "hundreds of"). */
function numberAt(tokens: readonly Token[], at: number): Figure | null {
  const first = word(tokens, at);
  const start = first === "a" || first === "an" ? at + 1 : at;
  const vague = VAGUE.get(word(tokens, start));
  if (vague !== undefined) {
    let to = start + 1;
    let value = vague;
    for (; ["of", "hundred", "thousand", "thousands", "million", "dozen"].includes(word(tokens, to)); to++) {
      value *= SCALES.get(word(tokens, to).replace(/s$/, "")) ?? (word(tokens, to) === "dozen" ? 12 : 1);
    }
    return { value, to, vague: true };
  }
  let value = /^\d|^\./.test(first) ? Number(first) : NUMBERS.get(word(tokens, start));
  let to = start + 1;
  if (value === undefined) {
    const scale = start > at ? SCALES.get(word(tokens, start)) : undefined;
    return scale === undefined ? null : { value: scale, to, vague: false };
  }
  if (!Number.isFinite(value)) return null;
  if (value >= 20 && TENS.includes(first)) {
    const one = ONES.indexOf(word(tokens, to));
    if (one > 0 && one < 10) {
      value += one;
      to++;
    }
  }
  for (let scale = SCALES.get(word(tokens, to)); scale !== undefined; scale = SCALES.get(word(tokens, to))) {
    value *= scale;
    to++;
  }
  return { value, to, vague: false };
}

/** None where the sentence has ended before the unit: "the first is 8; second, …". */
function unitAt(tokens: readonly Token[], at: number): Unit | undefined {
  const ended = at > 0 && sentenceOf(tokens, at) !== sentenceOf(tokens, at - 1);
  return ended ? undefined : UNITS.get(word(tokens, at));
}

function phraseAt(tokens: readonly Token[], at: number, phrase: string): boolean {
  return phrase.split(" ").every((one, index) => word(tokens, at + index) === one);
}

function word(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? "";
}

function sentenceOf(tokens: readonly Token[], at: number): number {
  return tokens[at]?.sentence ?? -1;
}

/** The dimension in which a fact of that unit is measured, and how much of the base unit one of its units is. */
export function unitOf(name: string): Unit {
  return UNITS.get(name.toLowerCase()) ?? { dimension: "count", factor: 1 };
}
