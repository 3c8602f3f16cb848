import { isReadable, READABLE_ENDINGS } from "../decks/contract/readable-files.ts";
import { counted } from "./words.ts";

/** What was let go over the window. */
export interface Dropped {
  /** Files that may become a deck, in the order in which they came. */
  readonly files: readonly File[];
  /** What is said about the rest; null when there is none. */
  readonly sentence: string | null;
}

const READS = `Cardinal reads ${READABLE_ENDINGS.slice(0, -1).join(", ")} and ${READABLE_ENDINGS.at(-1)} files.`;

/** Tells files that may become a deck from what is dropped besides: folders, other files, words, pictures of a page. */
export function droppedFiles(data: Pick<DataTransfer, "items" | "files"> | null): Dropped {
  const all = [...(data?.files ?? [])];
  const folders = new Set(
    [...(data?.items ?? [])].flatMap((item) => {
      const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
      return entry?.isDirectory === true ? [entry.name] : [];
    }),
  );
  const files = all.filter(({ name }) => !folders.has(name) && mayBeRead(name));
  const [odd, ...others] = all.filter((file) => !files.includes(file));
  if (all.length === 0) return { files, sentence: `That is no file. ${READS}` };
  if (!odd) return { files, sentence: null };
  const more = others.length === 0 ? "" : ` and ${counted(others.length, "other")}`;
  if (folders.has(odd.name))
    return { files, sentence: `${odd.name}${more}: a folder cannot be opened. Drop the files in it.` };
  const are = others.length === 0 ? "is not a guide or deck" : "are not guides or decks";
  return { files, sentence: `${odd.name}${more} ${are}. ${READS}` };
}

/** A deck that Cardinal wrote as JSON, and a text whose name has no ending, are read as well. */
function mayBeRead(name: string): boolean {
  return isReadable(name) || /\.json$/i.test(name) || !/.\.\w{1,10}$/.test(name);
}
