/** So many lines of errors are remembered; older ones go. */
const MOST = 50;

/** The latest errors of a page, kept in memory alone: they go with the page. */
export interface ErrorMemory {
  /** @param line see `plainError` */
  note(line: string): void;
  /** What a person may send along, as the desktop edition writes it. */
  report(about: { readonly version: string; readonly browser: string }): string;
}

export function errorMemory(now: () => Date): ErrorMemory {
  let lines: string[] = [];
  return {
    note(line) {
      lines = [...lines.slice(1 - MOST), `${now().toISOString()} ui: ${line}`];
    },
    report: ({ version, browser }) =>
      [
        `Cardinal ${version}, browser edition`,
        browser,
        "",
        ...(lines.length === 0 ? ["No errors were met since this page was opened."] : lines),
        "",
      ].join("\n"),
  };
}
