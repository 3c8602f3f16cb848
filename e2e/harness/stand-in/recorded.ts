/** What a person would have seen or had outside the pages, in the order in which it came. */
export interface Recorded {
  readonly dialogs: { readonly title: string; readonly text: string; readonly buttons: readonly string[] }[];
  /** Addresses and files that were handed to other programs. */
  readonly opened: string[];
  readonly copied: string[];
  readonly notifications: { readonly title: string; readonly body: string }[];
  readonly downloads: { readonly address: string; readonly name: string; readonly refused: boolean }[];
}

export function nothingRecorded(): Recorded {
  return { dialogs: [], opened: [], copied: [], notifications: [], downloads: [] };
}
