import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { CDPSession } from "@playwright/test";

/** One end of Chromium's debugging protocol: the browser's own, or a page's. Typed as Playwright types it. */
export type DevToolsSession = Pick<CDPSession, "send" | "addListener">;

export interface DevTools {
  readonly browser: DevToolsSession;
  session(id: string): DevToolsSession;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Speaks the protocol over the two pipes of `--remote-debugging-pipe`: messages of JSON, each ended by a zero. */
export function openDevTools(out: Writable, input: Readable): DevTools {
  const waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void; method: string }
  >();
  const emitters = new Map<string, EventEmitter>();
  let nextId = 1;
  let isOpen = true;

  const send = (sessionId: string | undefined, method: string, params: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (!isOpen) return reject(new Error(`Chromium is gone: ${method}`));
      const id = nextId++;
      waiting.set(id, { resolve, reject, method });
      out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const session = (id: string | undefined): DevToolsSession => {
    const known = emitters.get(id ?? "") ?? new EventEmitter();
    emitters.set(id ?? "", known);
    return Object.assign(known, {
      send: (method: string, params: unknown) => send(id, method, params),
    }) as unknown as DevToolsSession;
  };

  let rest: Buffer = Buffer.alloc(0);
  const parts: Buffer[] = [];
  input.on("data", (chunk: Buffer) => {
    rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      parts.push(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      receive(JSON.parse(Buffer.concat(parts.splice(0)).toString("utf8")) as Message);
    }
    if (rest.length > 0) parts.push(rest);
  });
  const end = () => {
    isOpen = false;
    for (const { reject, method } of waiting.values()) reject(new Error(`Chromium is gone: ${method}`));
    waiting.clear();
  };
  input.on("close", end);
  out.on("error", end);

  function receive(message: Message): void {
    if (message.id === undefined) {
      if (message.method !== undefined)
        emitters.get(message.sessionId ?? "")?.emit(message.method, message.params);
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) caller?.reject(new Error(`${caller.method}: ${message.error.message}`));
    else caller?.resolve(message.result);
  }
  return { browser: session(undefined), session };
}
