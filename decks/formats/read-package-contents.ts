import { fromAnki } from "./anki/from-anki.ts";
import { PACKAGE_LIMITS, readAnkiArchive } from "./anki/read-package.ts";
import { isBundle, readBundle } from "./bundle/read-bundle.ts";
import type { Contents, ReadOptions } from "./read-contents.ts";
import { dangersOf } from "./report-dangers.ts";
import type { Refusal } from "./read-warning.ts";
import { openZip } from "./zip.ts";

/**
 * The deck in a zip archive: a bundle of Cardinal's, or a package of Anki's. Null for an archive that is something
 * else, such as a Word document.
 * @param isPackage the name says that it must be a deck
 */
export async function readPackage(
  { bytes }: { readonly bytes: Uint8Array },
  { standing }: ReadOptions,
  isPackage: boolean,
): Promise<Contents | Refusal | null> {
  const zip = await openZip(bytes, PACKAGE_LIMITS);
  if (!zip.ok) return isPackage ? zip : null;
  if (isBundle(zip.entries)) {
    const bundle = await readBundle(zip.entries);
    if (!bundle.ok) return bundle;
    const warnings = [...bundle.warnings, ...dangersOf(bundle.contents)];
    return {
      ...bundle,
      ...{ format: "bundle", formatName: "Bundle exported by Cardinal", generation: null, table: null },
      warnings,
      dropped: droppedBy(bundle.warnings),
    };
  }
  const isAnki = zip.entries.some(({ name }) => /^collection\.anki2\w*$/.test(name));
  if (!isAnki && !isPackage) return null;
  const read = await readAnkiArchive(zip.entries);
  if (!read.ok) return read;
  const contents = fromAnki(read.collection, read.media, standing);
  return {
    ok: true,
    format: "anki",
    formatName: "Anki package",
    generation: read.generation,
    contents,
    warnings: [...read.warnings, ...dangersOf(contents)],
    issues: [],
    dropped: droppedBy(read.warnings),
    table: null,
  };
}

/** Notes and other records that reading left out; what was only mended is not among them. */
function droppedBy(warnings: Contents["warnings"]): number {
  return warnings
    .filter(({ code }) => /(?:left-out|unreadable)$/.test(code))
    .reduce((sum, { count }) => sum + count, 0);
}
