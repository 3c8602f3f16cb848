import type { MessageBoxOptions, MessageBoxReturnValue, Shell } from "electron";
import { linkAddress } from "../decks/contract/link-address.ts";

/**
 * Opens a link in the system's browser or mail program once the person has read where it leads. Whatever asked for it,
 * the address is checked here. One question at a time: a card cannot pile them up.
 */
export function linkOpener(input: {
  readonly dialog: {
    showMessageBox(options: MessageBoxOptions): Promise<Pick<MessageBoxReturnValue, "response">>;
  };
  readonly shell: Pick<Shell, "openExternal">;
}): (text: string) => Promise<void> {
  let asking = false;
  return async (text) => {
    const address = linkAddress(text);
    if (asking) return;
    asking = true;
    try {
      if (address === null) {
        await input.dialog.showMessageBox({
          ...BOX,
          message: "Cardinal does not open this link",
          detail: REFUSED,
          buttons: ["OK"],
        });
        return;
      }
      const message = address.startsWith("mailto:")
        ? "Write to this address?"
        : "Open this link in your browser?";
      const buttons = ["Cancel", "Open"];
      const { response } = await input.dialog.showMessageBox({
        ...BOX,
        message,
        detail: address,
        buttons,
        defaultId: 0,
        cancelId: 0,
      });
      if (response === buttons.indexOf("Open")) await input.shell.openExternal(address);
    } catch {
      // Without a browser there is nothing to open it in; the system has said so itself where it can.
    } finally {
      asking = false;
    }
  };
}

const BOX = { type: "question", title: "Cardinal", noLink: true } as const;
const REFUSED = "Only addresses of the web and of mail are opened, and none that hides where it leads.";
