import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { App } from "electron";
import { isReadable } from "../decks/contract/readable-files.ts";

/** A window takes the bytes over in one message; more than this is no deck that it could show. */
const LARGEST_BYTES = 2_000_000_000;

export interface OpenedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Brings the files that the desktop opens with Cardinal to the window: named on the command line of this start or of a
 * second one, dropped on its icon, or chosen by "open with". They wait until a window is there to take them.
 */
export function openFiles(input: {
  readonly app: Pick<App, "on">;
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  /** Told of every wish to open something, so that there is a window to open it in. */
  readonly wanted: () => void;
  /** Tells the learner what could not be opened, in a sentence. */
  readonly refuse: (sentence: string) => void;
}): { windowReady(send: (file: OpenedFile) => void): void; windowGone(): void } {
  let send: ((file: OpenedFile) => void) | null = null;
  const waiting: OpenedFile[] = [];

  async function open(file: string): Promise<void> {
    try {
      const found = await stat(file);
      if (found.isDirectory())
        return input.refuse(`${path.basename(file)} is a folder. Open the files in it.`);
      // A device or a pipe might never end.
      if (!found.isFile()) return input.refuse(`${path.basename(file)} is no file that can be read.`);
      const { size } = found;
      if (size > LARGEST_BYTES) return input.refuse(`${path.basename(file)} is larger than 2 GB.`);
      const opened = { name: path.basename(file), bytes: new Uint8Array(await readFile(file)) };
      if (send) send(opened);
      else waiting.push(opened);
    } catch (error) {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      const why = isMissing ? "is not there any more." : "could not be read. May you open it?";
      input.refuse(`${path.basename(file)} ${why}`);
    }
  }
  const openAll = (argv: readonly string[], directory: string) => {
    for (const file of namedFiles(argv, directory)) void open(file);
  };

  openAll(input.argv, input.workingDirectory);
  input.app.on("second-instance", (_event, argv, directory) => {
    input.wanted();
    openAll(argv, directory);
  });
  // macOS, which may say so before the app is ready.
  input.app.on("open-file", (event, file) => {
    event.preventDefault();
    input.wanted();
    void open(file);
  });
  return {
    windowReady(take) {
      send = take;
      for (const file of waiting.splice(0)) take(file);
    },
    windowGone: () => (send = null),
  };
}

/** The files of a command line: not the program, not its switches, and only what Cardinal opens. */
function namedFiles(argv: readonly string[], directory: string): string[] {
  return argv
    .slice(1)
    .filter((word) => !word.startsWith("-"))
    .filter((word) => isReadable(path.basename(word)))
    .map((word) => path.resolve(directory, word));
}
