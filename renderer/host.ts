import { STORE_METHODS, StoreError, type StoreChange, type StudyStore } from "../decks/contract.ts";
import type { HostMessage, HostRequest } from "../decks/contract/host.ts";
import { type Channel, portChannel, workerChannel } from "../decks/store/channel.ts";
import { connect, type Connection } from "../decks/store/connect.ts";
import { trustedScriptUrl, WORKER_URL } from "./trusted-scripts.ts";

/** The store, wherever it lives, and what the platform sends. */
export interface Host {
  readonly edition: "desktop" | "browser";
  readonly store: StudyStore;
  /** @returns what ends it */
  onChange(listener: (change: StoreChange) => void): () => void;
  onMessage(listener: (message: HostMessage) => void): void;
  /** Asks the platform for something; null where there is none, in the browser edition. */
  readonly ask: ((request: HostRequest) => void) | null;
}

/** How long a call waits for a store that is being restarted before it rejects as `unavailable`. */
const RECONNECT_MS = 15_000;
/** How long a wish for a port is given before it is said again: a port can be lost with the page that it went to. */
const ASK_AGAIN_MS = 1_500;

declare global {
  interface Window {
    /** Put there by the desktop edition's preload. */
    readonly cardinalHost?: { readonly edition: "desktop" };
  }
}

export function openHost(): Host {
  return window.cardinalHost ? desktopHost() : browserHost();
}

function browserHost(): Host {
  const changes = new Listeners<StoreChange>();
  const worker = new Worker(trustedScriptUrl(WORKER_URL), { type: "module" });
  const connection = open(workerChannel(worker), changes, false);
  worker.addEventListener("error", () => connection.close());
  const { remote: store } = connection;
  return { edition: "browser", store, onChange: changes.add, onMessage: () => {}, ask: null };
}

function desktopHost(): Host {
  const changes = new Listeners<StoreChange>();
  const messages = new Listeners<HostMessage>();
  let current = nextConnection();

  window.addEventListener("message", (event) => {
    if (event.source !== window) return;
    const data: unknown = event.data;
    if (isFromHost(data)) messages.tell(data.message);
    const [port] = event.ports;
    if (!isPort(data) || !port) return;
    const connection = open(portChannel(port), changes, true);
    connection.onServing(() => {
      clearInterval(asking);
      current.settle(connection);
      // What is on screen may come from before the store went away.
      changes.tell({ kind: "decks" });
      connection.onClose(() => {
        current = nextConnection();
        asking = askForPort();
      });
    });
  });
  let asking = askForPort();

  const call = async (method: keyof StudyStore, input: unknown) => {
    const { remote } = await current.connection;
    return (remote[method] as (input: unknown) => Promise<unknown>)(input);
  };
  const store = Object.fromEntries(
    Object.keys(STORE_METHODS).map((method) => [
      method,
      (input: unknown) => call(method as keyof StudyStore, input),
    ]),
  ) as unknown as StudyStore;
  return { edition: "desktop", store, onChange: changes.add, onMessage: messages.add, ask: askPlatform };
}

/** The preload carries it to main, which checks who asks and what. */
export function askPlatform(request: HostRequest): void {
  window.postMessage({ cardinal: "request", request }, location.origin);
}

/** Asks until it is told to stop. */
function askForPort(): ReturnType<typeof setInterval> {
  const ask = () => window.postMessage({ cardinal: "want-port", role: "store" }, location.origin);
  ask();
  return setInterval(ask, ASK_AGAIN_MS);
}

function open(
  channel: Channel,
  changes: Listeners<StoreChange>,
  watch: boolean,
): Connection<StudyStore, StoreChange> {
  const connection = connect<StudyStore, StoreChange>(channel, STORE_METHODS, { watch });
  connection.onChange(changes.tell);
  return connection;
}

interface Awaited {
  readonly connection: Promise<Connection<StudyStore, StoreChange>>;
  settle(connection: Connection<StudyStore, StoreChange>): void;
}

/** A connection that is on its way; it rejects when it does not come in time, so that every call settles. */
function nextConnection(): Awaited {
  const { promise, resolve, reject } = Promise.withResolvers<Connection<StudyStore, StoreChange>>();
  const late = setTimeout(() => reject(new StoreError("unavailable")), RECONNECT_MS);
  promise.catch(() => {});
  return {
    connection: promise,
    settle(connection) {
      clearTimeout(late);
      resolve(connection);
    },
  };
}

function isPort(data: unknown): boolean {
  return typeof data === "object" && data !== null && "cardinal" in data && data.cardinal === "port";
}

function isFromHost(data: unknown): data is { readonly message: HostMessage } {
  return typeof data === "object" && data !== null && "cardinal" in data && data.cardinal === "host";
}

class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly add = (listener: (value: T) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly tell = (value: T): void => {
    for (const listener of this.#listeners) listener(value);
  };
}
