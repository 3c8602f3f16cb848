/** Wrapped lines as one. */
export function joined(text: string): string {
  // Line by line: a pattern with blanks on both sides of the break takes the square of a long run of them.
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}
