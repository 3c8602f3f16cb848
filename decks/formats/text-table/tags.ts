/** Tags of a cell: words between blanks, each once. */
export function tagsIn(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/).filter((tag) => tag !== ""))];
}

/** A deck's name as its path: "Languages::Spanish" is ["Languages", "Spanish"]; null when nothing is left. */
export function deckPathIn(name: string): readonly string[] | null {
  const path = name
    .split("::")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return path.length === 0 ? null : path;
}
