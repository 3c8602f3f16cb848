import type { StudyStore } from "../../contract.ts";
import type { CollectionFiles } from "../snapshot-files.ts";
import { needRoom } from "./snapshots.ts";

/** A change of so many cards at once gets a snapshot first. */
const MANY_CARDS = 20;
/** What an import writes, measured by its file: the file, what was made of it, how to take it back, and the rows. */
const IMPORT_FACTOR = 6;

/**
 * A snapshot before what changes much, and a look at the free space before what writes much. Both refuse the change
 * when the disk is full, and nothing has been written then.
 */
export function withSnapshotsBefore(
  store: StudyStore,
  files: CollectionFiles,
  take: (reason: "import" | "bulk") => Promise<unknown>,
): StudyStore {
  return {
    ...store,
    async applyImport(request) {
      const { source } = request;
      if (source.kind === "file") await needRoom(files, IMPORT_FACTOR * source.file.bytes.length);
      await take("import");
      return store.applyImport(request);
    },
    async importPack(request) {
      await needRoom(files, IMPORT_FACTOR * request.file.bytes.length);
      await take("import");
      return store.importPack(request);
    },
    async deleteCards(request) {
      if (request.cardIds.length >= MANY_CARDS) await take("bulk");
      return store.deleteCards(request);
    },
    async changeCards(request) {
      if (request.cardIds.length >= MANY_CARDS) await take("bulk");
      return store.changeCards(request);
    },
    async applyParameters(request) {
      if (request.reschedule) await take("bulk");
      return store.applyParameters(request);
    },
    async bringForward(request) {
      if (request.cardIds.length >= MANY_CARDS) await take("bulk");
      return store.bringForward(request);
    },
  };
}
