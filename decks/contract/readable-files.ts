/** Endings of the files that Cardinal opens; `electron-builder.yml` tells the system the same. */
export const READABLE_ENDINGS: readonly string[] = [
  ...[".cardinal", ".apkg", ".colpkg", ".csv", ".tsv", ".md", ".markdown", ".txt", ".html", ".htm", ".docx"],
];

/** Whether a file of this name is one that Cardinal opens. */
export function isReadable(name: string): boolean {
  const lower = name.toLowerCase();
  return READABLE_ENDINGS.some((ending) => lower.endsWith(ending) && lower.length > ending.length);
}
