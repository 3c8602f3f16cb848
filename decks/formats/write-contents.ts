import type { AnkiExportRules } from "./anki/to-anki.ts";
import type { DeckContents } from "./contents.ts";
import { fileNameOf } from "./file-name.ts";

export const EXPORT_FORMATS = ["bundle", "anki", "csv", "tsv", "markdown"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const ENDINGS: Record<ExportFormat, string> = {
  bundle: "cardinal",
  anki: "apkg",
  csv: "csv",
  tsv: "tsv",
  markdown: "md",
};

/** Contents as a file of a format. Writers of packages are loaded when the first is asked for. */
export async function writeContents(
  contents: DeckContents,
  format: ExportFormat,
  rules: AnkiExportRules & { readonly name: string },
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const name = `${fileNameOf(rules.name)}.${ENDINGS[format]}`;
  return { name, bytes: await bytesOf(contents, format, rules) };
}

async function bytesOf(
  contents: DeckContents,
  format: ExportFormat,
  rules: AnkiExportRules,
): Promise<Uint8Array> {
  switch (format) {
    case "bundle": {
      const { writeBundle } = await import("./bundle/write-bundle.ts");
      return writeBundle(contents);
    }
    case "anki": {
      const { toAnki } = await import("./anki/to-anki.ts");
      const { writeAnkiPackage } = await import("./anki/write-package.ts");
      const media = [];
      for (const file of contents.media) media.push({ name: file.name, bytes: await file.read() });
      return writeAnkiPackage(toAnki(contents, rules), media);
    }
    case "csv":
    case "tsv": {
      const { tableText } = await import("./contents-text.ts");
      return new TextEncoder().encode(tableText(contents, format === "csv" ? "," : "\t"));
    }
    case "markdown": {
      const { markdownText } = await import("./contents-text.ts");
      return new TextEncoder().encode(markdownText(contents));
    }
  }
}
