import type { Clipboard, Shell } from "electron";

/** What menu and window ask for by the same two deeds; how it went is said in a sentence. */
export function desktopActions(input: {
  readonly shell: Pick<Shell, "openPath">;
  readonly clipboard: Pick<Clipboard, "writeText">;
  readonly dataFolder: string;
  readonly report: () => string;
  readonly say: (sentence: string) => void;
}): { openDataFolder(): Promise<void>; copyReport(): Promise<void> } {
  const { shell, clipboard, dataFolder, say } = input;
  return {
    async openDataFolder() {
      // It says what went wrong, and nothing when all went well.
      const problem = await shell.openPath(dataFolder);
      if (problem !== "") say(`The folder could not be opened. It is ${dataFolder}.`);
    },
    async copyReport() {
      try {
        await clipboard.writeText(input.report());
        say("The error report is copied. Paste it where you want to send it.");
      } catch {
        say("The error report could not be copied.");
      }
    },
  };
}
