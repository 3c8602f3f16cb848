import { EventEmitter } from "node:events";
import type { BrowserWindow, IpcMain, MessageChannelMain, MessagePortMain, WebFrameMain } from "electron";

/** A stand-in for the few parts of Electron that main uses, behaving as its documentation says. For tests alone. */

export class FakePort extends EventEmitter {
  peer: FakePort | null = null;
  #started = false;
  #closed = false;
  readonly #queue: unknown[] = [];

  /** Delivery is asynchronous, waits for `start`, and to a closed port is silent. */
  postMessage(message: unknown): void {
    const copy = structuredClone(message);
    setImmediate(() => this.peer?.receive(copy));
  }

  start(): void {
    this.#started = true;
    for (const message of this.#queue.splice(0)) this.emit("message", { data: message, ports: [] });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    setImmediate(() => this.emit("close"));
    this.peer?.close();
  }

  receive(message: unknown): void {
    if (this.#closed) return;
    if (this.#started) this.emit("message", { data: message, ports: [] });
    else this.#queue.push(message);
  }
}

export function fakeChannel(): MessageChannelMain {
  const port1 = new FakePort();
  const port2 = new FakePort();
  port1.peer = port2;
  port2.peer = port1;
  return { port1, port2 } as unknown as MessageChannelMain;
}

export interface FakeFrame {
  readonly origin: string;
  readonly parent: FakeFrame | null;
  readonly received: {
    readonly channel: string;
    readonly message: unknown;
    readonly ports: readonly FakePort[];
  }[];
  disposed: boolean;
  postMessage(channel: string, message: unknown, ports?: readonly FakePort[]): void;
}

/** A frame whose page is gone throws, as a disposed frame does. */
export function fakeFrame(origin: string, parent: FakeFrame | null = null): FakeFrame {
  const frame: FakeFrame = {
    origin,
    parent,
    received: [],
    disposed: false,
    postMessage(channel, message, ports = []) {
      if (frame.disposed) throw new Error("Render frame was disposed before WebFrameMain could be accessed");
      frame.received.push({ channel, message, ports });
    },
  };
  return frame;
}

/** @param channel on which `ask` sends */
export function fakeIpcMain(channel = "want-port"): Pick<IpcMain, "on"> & {
  ask(frame: FakeFrame | null, ...words: unknown[]): void;
} {
  const events = new EventEmitter();
  return {
    on(name, listener) {
      events.on(name, listener);
      return this as unknown as IpcMain;
    },
    ask: (frame, ...words) =>
      void events.emit(channel, { senderFrame: frame as unknown as WebFrameMain | null }, ...words),
  };
}

export class FakeWindow extends EventEmitter {
  readonly webContents: EventEmitter & { mainFrame: FakeFrame; isDestroyed(): boolean };
  #destroyed = false;
  /** Set while a handler of the page's death runs: destroying or loading then crashes the app. */
  inHandler = false;

  constructor(origin: string) {
    super();
    const frame = fakeFrame(origin);
    this.webContents = Object.assign(new EventEmitter(), {
      mainFrame: frame,
      isDestroyed: () => this.#destroyed,
    });
  }

  destroy(): void {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
    if (this.inHandler) throw new Error("destroyed inside render-process-gone (electron#19887)");
    this.#destroyed = true;
    this.webContents.mainFrame.disposed = true;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  die(): void {
    this.inHandler = true;
    this.webContents.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
    this.inHandler = false;
  }

  asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }
}

export function portOf(frame: FakeFrame, index = 0): MessagePortMain {
  const port = frame.received[index]?.ports[0];
  if (!port) throw new Error("no port was handed over");
  return port as unknown as MessagePortMain;
}
