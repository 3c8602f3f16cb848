/** Up to so many characters a label stays on one line, and no line is longer than so many. */
const ONE_LINE = 18;
const LONGEST_LINE = 32;

/**
 * A label on one or two lines, broken at the space that leaves the longer line shortest. What does not fit on two lines
 * ends in "…", so the whole text has to be at hand elsewhere.
 */
export function wrapped(text: string): readonly string[] {
  const words = text.trim().split(/\s+/);
  const whole = words.join(" ");
  if (whole.length <= ONE_LINE || words.length === 1) return [cut(whole)];
  const breaks = words
    .slice(1)
    .map((_, index) => [words.slice(0, index + 1).join(" "), words.slice(index + 1).join(" ")]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
  const best = breaks.reduce((one, other) => (longest(other) < longest(one) ? other : one));
  if (longest(best) <= LONGEST_LINE) return best;
  // Too long for two lines whichever way: fill the first, so that as much as possible can be read.
  const filled = breaks.findLast(([first = ""]) => first.length <= LONGEST_LINE) ?? best;
  return filled.map(cut);
}

function cut(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1).trimEnd()}…`;
}
