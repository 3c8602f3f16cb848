/**
 * Finds a pattern in a text for a place that only moves forward, and looks at no character twice: texts of decks come
 * from anywhere, and one that opens a tag a hundred thousand times and closes none would else be searched as often.
 * @param pattern with the flag `g`
 * @returns the first match at `from` or behind it, where `from` is never less than it was; null when there is none
 */
export function searchAhead(text: string, pattern: RegExp): (from: number) => RegExpExecArray | null {
  const search = new RegExp(pattern);
  let found: RegExpExecArray | null | undefined;
  return (from) => {
    if (found === null || (found !== undefined && found.index >= from)) return found;
    search.lastIndex = from;
    found = search.exec(text);
    return found;
  };
}
