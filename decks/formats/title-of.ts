/** What a deck is called that has no name but its file's. */
export function titleOf(fileName: string): string {
  const stem = fileName
    .replace(/^.*[\\/]/, "")
    .replace(/\.\w{1,8}$/, "")
    .trim();
  return stem === "" ? "Imported" : stem.slice(0, 200);
}
