/** A place in a text that moves forward as it is read. */
export interface TextReader {
  readonly text: string;
  at: number;
}

/**
 * Moves the reader behind what `pattern` finds at its place.
 * @param pattern with the sticky flag.
 * @returns the match, or null with the reader where it was.
 */
export function take(reader: TextReader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (match) reader.at = pattern.lastIndex;
  return match;
}
