/** A deck's name as every file system takes it, without an ending. */
export function fileNameOf(name: string): string {
  const safe = name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return safe === "" ? "deck" : safe.toLowerCase();
}
