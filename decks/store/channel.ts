/**
 * What a Worker, a MessagePort and a MessagePortMain have in common. `post` throws when the message cannot be
 * cloned or the channel is closed where the platform tells.
 */
export interface Channel {
  post(message: unknown): void;
  /** Calls `onMessage` for every message and `onClose` once, when the far end is known to be gone. */
  listen(onMessage: (message: unknown) => void, onClose: () => void): void;
}

/** The parts of a MessagePort that a channel needs; `close` events exist in Chromium since 122. */
interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: () => void): void;
  start(): void;
}

interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

export function portChannel(port: PortLike): Channel {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.addEventListener("message", (event) => onMessage(event.data));
      port.addEventListener("close", onClose);
      port.start();
    },
  };
}

/** A dedicated worker, or from inside one its own scope. A worker that dies says nothing: its owner ends it. */
export function workerChannel(worker: WorkerLike): Channel {
  return {
    post: (message) => worker.postMessage(message),
    listen: (onMessage) => worker.addEventListener("message", (event) => onMessage(event.data)),
  };
}
