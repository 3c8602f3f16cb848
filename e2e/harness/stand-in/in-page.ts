import type { Base64, Wire } from "./wire.ts";

/**
 * What runs in the pages. The functions are sent as their source, so each stands for itself: all that it needs comes in
 * as an argument.
 */

/** From a page to Node. `letter`s carry the ids of ports that came along. */
export type PageMessage =
  | {
      readonly kind: "send";
      readonly channel: string;
      readonly values: string;
      readonly ports: readonly string[];
    }
  | { readonly kind: "invoke"; readonly call: number; readonly channel: string; readonly values: string }
  | {
      readonly kind: "letter";
      readonly port: string;
      readonly data: string;
      readonly gaveAway: boolean;
      readonly ports: readonly string[];
    }
  | { readonly kind: "close"; readonly port: string }
  | { readonly kind: "open"; readonly url: string };

/** From Node to a page. */
export type NodeMessage =
  | {
      readonly kind: "deliver";
      readonly channel: string;
      readonly values: string;
      readonly ports: readonly string[];
    }
  | { readonly kind: "result"; readonly call: number; readonly value?: string; readonly error?: string }
  | {
      readonly kind: "letter";
      readonly port: string;
      readonly data: string;
      readonly ports: readonly string[];
    }
  | { readonly kind: "close"; readonly port: string };

export interface PageNames {
  /** The binding that leads to Node, in the preload's world alone. */
  readonly toNode: string;
  /** The function that Node calls, in the preload's world alone. */
  readonly fromNode: string;
  /** The event by which the preload's world shows values to the page's. */
  readonly expose: string;
  /** The event by which the page's world says that it would open a window. */
  readonly open: string;
  /** Marks a message whose sender gave bytes away. */
  readonly gaveAway: string;
}

/**
 * The page's own world: takes what the preload shows it, notes when a port that main gave gives bytes away, and has main
 * asked where the page would open a window, of which none ever comes.
 */
export function actAsPage(names: PageNames, wire: Wire): void {
  document.addEventListener(names.expose, (event) => {
    const [key, value] = wire.decode((event as CustomEvent<string>).detail) as [string, unknown];
    Object.defineProperty(window, key, { value, enumerable: true });
  });
  const open = (url: string) =>
    void document.dispatchEvent(new CustomEvent(names.open, { detail: new URL(url, location.href).href }));
  window.open = (url = "about:blank") => {
    open(String(url));
    return null;
  };
  window.addEventListener("click", (event) => {
    const link = (event.composedPath()[0] as Element | undefined)?.closest?.("a[href][target]");
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || link.target === "_self") return;
    event.preventDefault();
    open(link.href);
  });
  const given = new WeakSet<MessagePort>();
  window.addEventListener(
    "message",
    (event) => {
      if (event.source === window) for (const port of event.ports) given.add(port);
    },
    true,
  );
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, options?: unknown) {
    const list = Array.isArray(options)
      ? (options as Transferable[])
      : ((options as StructuredSerializeOptions | undefined)?.transfer ?? []);
    const gives = given.has(this) && list.some((item) => item instanceof ArrayBuffer);
    post.call(this, gives ? { [names.gaveAway]: message } : message, { transfer: list });
  };
}

/** The preload's world: `ipcRenderer`, `contextBridge`, and the near ends of the ports that the page holds. */
export function actAsPreload(
  names: PageNames,
  wire: Wire,
  system: { readonly platform: string; readonly versions: Readonly<Record<string, string>> },
  preload: (
    require: (name: string) => unknown,
    module: { exports: unknown },
    exports: unknown,
    process: unknown,
  ) => void,
): void {
  if (window !== window.top) return;
  type Listener = (event: unknown, ...values: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const toNode = world[names.toNode];
  const tell = (message: PageMessage) => toNode?.(JSON.stringify(message));
  // Held here, or they would be collected, which closes their far ends.
  const ports = new Map<string, MessagePort>();
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener[]>();
  let next = 1;

  const hold = (id: string, port: MessagePort) => {
    ports.set(id, port);
    port.addEventListener("message", (event: MessageEvent<unknown>) => {
      const gave = typeof event.data === "object" && event.data !== null && names.gaveAway in event.data;
      const data = gave ? (event.data as Record<string, unknown>)[names.gaveAway] : event.data;
      tell({
        kind: "letter",
        port: id,
        data: wire.encode(data),
        gaveAway: gave,
        ports: event.ports.map(adopt),
      });
    });
    port.addEventListener("close", () => {
      if (ports.delete(id)) tell({ kind: "close", port: id });
    });
    port.start();
  };
  const adopt = (port: MessagePort) => {
    const id = `page-${next++}`;
    hold(id, port);
    return id;
  };
  const take = (id: string) => {
    const { port1, port2 } = new MessageChannel();
    hold(id, port1);
    return port2;
  };

  world[names.fromNode] = (text) => {
    const message = JSON.parse(text) as NodeMessage;
    if (message.kind === "deliver") {
      const values = wire.decode(message.values) as unknown[];
      const event = { sender: ipcRenderer, ports: message.ports.map(take) };
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener(event, ...values);
    } else if (message.kind === "letter") {
      const far = message.ports.map(take);
      ports.get(message.port)?.postMessage(wire.decode(message.data), far);
    } else if (message.kind === "close") {
      const port = ports.get(message.port);
      ports.delete(message.port);
      port?.close();
    } else {
      const call = calls.get(message.call);
      calls.delete(message.call);
      if (message.error === undefined) call?.resolve(wire.decode(message.value ?? "null"));
      else call?.reject(new Error(message.error));
    }
  };

  document.addEventListener(names.open, (event) =>
    tell({ kind: "open", url: (event as CustomEvent<string>).detail }),
  );
  const only = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get(target, key) {
        if (typeof key === "symbol" || key in target) return Reflect.get(target, key) as unknown;
        throw new Error(`the stand-in has no ${name}.${key} in a preload`);
      },
    });
  const ipcRenderer = only("ipcRenderer", {
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const heard: Listener = (event, ...values) => {
        ipcRenderer.removeListener(channel, heard);
        listener(event, ...values);
      };
      return ipcRenderer.on(channel, heard);
    },
    removeListener(channel: string, listener: Listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
      return ipcRenderer;
    },
    send: (channel: string, ...values: unknown[]) =>
      tell({ kind: "send", channel, values: wire.encode(values), ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) =>
      tell({ kind: "send", channel, values: wire.encode([message]), ports: transfer.map(adopt) }),
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const call = next++;
        calls.set(call, { resolve, reject });
        tell({ kind: "invoke", call, channel, values: wire.encode(values) });
      }),
  });
  const contextBridge = only("contextBridge", {
    exposeInMainWorld: (key: string, value: unknown) =>
      void document.dispatchEvent(new CustomEvent(names.expose, { detail: wire.encode([key, value]) })),
  });
  const electron = only("electron", { ipcRenderer, contextBridge });
  const module = { exports: {} };
  preload(
    (name) => {
      if (name === "electron") return electron;
      throw new Error(`the stand-in has no module ${name} in a preload`);
    },
    module,
    module.exports,
    only("process", { ...system, sandboxed: true, type: "renderer", contextIsolated: true }),
  );
}

/** Base64 as a page has it. */
export function pageBase64(): Base64 {
  const CHUNK = 32_768;
  return {
    to(bytes) {
      const parts: string[] = [];
      for (let at = 0; at < bytes.length; at += CHUNK)
        parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
      return btoa(parts.join(""));
    },
    from: (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
  };
}
