import type { StudyStore } from "../../decks/contract.ts";
import type { ExportRequest } from "../../decks/contract/importing.ts";
import { saveFile } from "../save-file.ts";

export type ExportFormat = ExportRequest["format"];

/** What a learner can take decks out as, and what each of them keeps. */
export const EXPORT_FORMATS: readonly {
  readonly format: ExportFormat;
  readonly label: string;
  readonly keeps: string;
  /** Whether schedules and reviews can be part of it. */
  readonly hasScheduling: boolean;
}[] = [
  {
    format: "bundle",
    label: "Cardinal bundle",
    keeps: "Everything: cards, history, pictures, guides. For another Cardinal, or to keep.",
    hasScheduling: true,
  },
  {
    format: "anki",
    label: "Anki package",
    keeps: "Cards with their looks, schedules, reviews and pictures, for Anki 2.1.28 and newer.",
    hasScheduling: true,
  },
  {
    format: "csv",
    label: "CSV",
    keeps: "The texts of the notes, for a spreadsheet or Anki’s text import.",
    hasScheduling: false,
  },
  { format: "tsv", label: "TSV", keeps: "The same, with tabs between the columns.", hasScheduling: false },
  {
    format: "markdown",
    label: "Markdown",
    keeps: "Questions and answers to read and to edit by hand.",
    hasScheduling: false,
  },
];

/** Saves decks as a file. @returns its name */
export async function exportDecks(store: StudyStore, request: ExportRequest): Promise<string> {
  const { name, bytes } = await store.exportDecks(request);
  saveFile(name, new Blob([bytes.slice()], { type: "application/octet-stream" }));
  return name;
}
