import type { IpcMain, MessageChannelMain, MessagePortMain, WebContents, WebFrameMain } from "electron";
import type { Channel } from "../decks/store/channel.ts";
import { STORE_ORIGIN, UI_ORIGIN } from "./windows.ts";

/** Which page may ask for which port. */
const ASKS = { store: UI_ORIGIN, journal: STORE_ORIGIN } as const;

export interface PortBroker {
  /** The page that serves the store, when there is one; windows that asked before it came are answered then. */
  storeIs(contents: Pick<WebContents, "mainFrame" | "isDestroyed"> | null): void;
  /** A way to the store for main itself. Calls wait until the page serves; it closes when the page goes away. */
  connectStore(): Channel;
}

/**
 * Hands out ports on request, and then steps aside: a window's port leads straight to the store page. Only the main
 * frame of a page of ours is answered, and only for the role that is its own.
 */
export function brokerPorts(input: {
  readonly ipcMain: Pick<IpcMain, "on">;
  readonly newChannel: () => MessageChannelMain;
  readonly serveJournal: (channel: Channel) => void;
}): PortBroker {
  // A port that nobody holds can be collected, which closes its far end.
  const held = new Set<MessagePortMain>();
  const waiting: MessagePortMain[] = [];
  let store: Pick<WebContents, "mainFrame" | "isDestroyed"> | null = null;
  // A message to a page that is still loading can be lost with the frame that it replaces. The page's own wish for
  // its journal is the sign that it listens.
  let listening = false;
  let journal: MessagePortMain | null = null;

  const toStore = (port: MessagePortMain) => {
    if (store === null || store.isDestroyed() || !listening) waiting.push(port);
    else store.mainFrame.postMessage("port", { role: "store" }, [port]);
  };

  const newPair = () => {
    const { port1, port2 } = input.newChannel();
    for (const port of [port1, port2]) {
      held.add(port);
      port.on("close", () => held.delete(port));
    }
    return { port1, port2 };
  };

  input.ipcMain.on("want-port", (event, ...words: unknown[]) => {
    const frame: WebFrameMain | null = event.senderFrame;
    const role = roleIn(words);
    if (frame === null || frame.parent !== null || role === null || frame.origin !== ASKS[role]) return;
    const { port1, port2 } = newPair();
    if (role === "journal") {
      input.serveJournal(mainChannel(port2));
      journal = port2;
      // A page that lets go of its journal is reloading or gone; one whose place was taken says so late.
      port2.on("close", () => {
        if (journal === port2) listening = false;
      });
      listening = true;
      for (const port of waiting.splice(0)) toStore(port);
    } else {
      toStore(port2);
    }
    frame.postMessage("port", { role }, [port1]);
  });

  return {
    storeIs(contents) {
      store = contents;
      listening = false;
    },
    connectStore() {
      const { port1, port2 } = newPair();
      toStore(port2);
      return mainChannel(port1);
    },
  };
}

/** The role that a message names; null unless that is all it says. */
function roleIn(words: readonly unknown[]): keyof typeof ASKS | null {
  const [role] = words;
  return words.length === 1 && (role === "store" || role === "journal") ? role : null;
}

/** A port of main's as a channel. To main go plain data and copied bytes only. */
export function mainChannel(port: MessagePortMain): Channel {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.on("message", (event) => onMessage(event.data));
      port.on("close", onClose);
      port.start();
    },
  };
}
