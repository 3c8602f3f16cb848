import { StoreError, type StoreErrorCode, STORE_ERROR_CODES } from "../contract.ts";
import type { Channel } from "./channel.ts";

/** How calls look on a channel. Everything is plain data; errors travel as their code and detail. */
export type CallMessage = { readonly call: number; readonly method: string; readonly input: unknown };
export type AnswerMessage =
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly error: { readonly code: StoreErrorCode; readonly detail: string } };
export type ChangeMessage = { readonly change: unknown };
/** Sent once, when the far end begins to serve: a port can be lost on its way to a page that is just loading. */
export type ServingMessage = { readonly serving: true };

/** Asked when answers stay out, and answered at once, whatever else the far end is doing for us. */
export type PingMessage = { readonly ping: true };
export type PongMessage = { readonly pong: true };

/** An interface whose every method takes at most one object and answers with a promise. */
export type Remote = object;
export type MethodTable<T extends Remote> = Record<keyof T, true>;

export interface Connection<T extends Remote, Change> {
  readonly remote: T;
  onChange(listener: (change: Change) => void): void;
  /** Called when the far end is known to serve. Calls made before wait for it. */
  onServing(listener: () => void): void;
  /** Called once, when the far end is gone; calls in flight and later ones reject as `unavailable`. */
  onClose(listener: () => void): void;
  close(): void;
}

/** How long answers may stay out before the far end is asked whether it lives, and how long it has to say so, ms. */
const QUIET_MS = 2_000;
const PATIENCE_MS = 4_000;
/** After a sleep, or long work at this end, the time of a question is over before an answer can be heard. */
const QUESTIONS = 2;

/**
 * The far end of a channel as the interface that is served there. Every call settles: an argument that cannot be
 * cloned rejects as `invalid-input`, a closed channel rejects as `unavailable`.
 */
export function connect<T extends Remote, Change = never>(
  channel: Channel,
  methods: MethodTable<T>,
  options: {
    /**
     * Ask a far end that stays silent whether it lives, and give it up when it says nothing. For ports, whose `close`
     * event not every platform sends when the page at the far end goes away.
     */
    readonly watch?: boolean;
  } = {},
): Connection<T, Change> {
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: StoreError) => void }
  >();
  const changeListeners: ((change: Change) => void)[] = [];
  const servingListeners: (() => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let nextCall = 1;
  let open = true;
  let heard = false;
  let watching: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    if (!open) return;
    open = false;
    clearTimeout(watching);
    for (const { reject } of waiting.values()) reject(new StoreError("unavailable"));
    waiting.clear();
    for (const listener of closeListeners) listener();
  };

  function watch(): void {
    if (options.watch !== true || watching !== undefined) return;
    watching = setTimeout(() => ask(QUESTIONS), QUIET_MS);
  }

  function ask(questions: number): void {
    heard = false;
    channel.post({ ping: true } satisfies PingMessage);
    watching = setTimeout(() => {
      watching = undefined;
      if (waiting.size === 0) return;
      if (heard) watch();
      else if (questions > 1) ask(questions - 1);
      else close();
    }, PATIENCE_MS);
  }

  channel.listen((message) => {
    heard = true;
    if (isAnswer(message)) {
      const caller = waiting.get(message.answer);
      waiting.delete(message.answer);
      if (waiting.size === 0) {
        clearTimeout(watching);
        watching = undefined;
      }
      if ("error" in message) caller?.reject(toStoreError(message.error));
      else caller?.resolve(message.value);
    } else if (isChange(message)) {
      for (const listener of changeListeners) listener(message.change as Change);
    } else if (isServing(message)) {
      for (const listener of servingListeners) listener();
    }
  }, close);

  const call = (method: string, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (!open) return reject(new StoreError("unavailable"));
      const id = nextCall++;
      waiting.set(id, { resolve, reject });
      try {
        channel.post({ call: id, method, input } satisfies CallMessage);
        watch();
      } catch {
        waiting.delete(id);
        reject(new StoreError("invalid-input", "The argument cannot be sent."));
      }
    });

  const remote = Object.fromEntries(
    Object.keys(methods).map((method) => [method, (input: unknown) => call(method, input)]),
  ) as unknown as T;
  return {
    remote,
    onChange: (listener) => void changeListeners.push(listener),
    onServing: (listener) => void servingListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close,
  };
}

function isAnswer(message: unknown): message is AnswerMessage {
  return typeof message === "object" && message !== null && "answer" in message;
}

function isChange(message: unknown): message is ChangeMessage {
  return typeof message === "object" && message !== null && "change" in message;
}

function isServing(message: unknown): message is ServingMessage {
  return typeof message === "object" && message !== null && "serving" in message;
}

function toStoreError(error: { readonly code: string; readonly detail: string }): StoreError {
  const code = STORE_ERROR_CODES.find((known) => known === error.code) ?? "internal";
  return new StoreError(code, error.detail);
}
