import type { TableOptions } from "./text-table/options.ts";

/** How a table was read, for the learner to adjust. */
export interface TableReading {
  readonly options: TableOptions;
  /** Names of the columns, by their header or number. */
  readonly columns: readonly string[];
  /** Field names of the note type that the columns go to. */
  readonly fields: readonly string[];
  /** Types that can be chosen. */
  readonly noteTypes: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly total: number;
}
