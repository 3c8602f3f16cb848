import type { MessagePortMain, WebFrameMain } from "electron";
import { appAddress } from "./addresses.ts";
import type { NodeMessage, PageMessage } from "./in-page.ts";
import { endsOf } from "./message-ports.ts";
import type { Page } from "./page.ts";
import { NAMES } from "./page-scripts.ts";
import { type Letter, PipeEnd } from "./pipes.ts";
import { mainWire } from "./wire.ts";

type Frame = Pick<
  WebFrameMain,
  "origin" | "url" | "parent" | "top" | "detached" | "postMessage" | "send" | "isDestroyed"
>;

/** The document that a page shows, and the far ends of the ports that it holds. Another document is another frame. */
export class StandInFrame implements Frame {
  readonly origin: string;
  readonly parent = null;
  detached = false;
  readonly #page: Promise<Page>;
  readonly #url: () => string;
  readonly #context: string;
  readonly #held = new Map<string, PipeEnd>();
  #nextPort = 1;

  constructor(input: {
    readonly page: Promise<Page>;
    readonly context: string;
    readonly origin: string;
    readonly url: () => string;
  }) {
    this.#page = input.page;
    this.#context = input.context;
    this.#url = input.url;
    this.origin = appAddress(input.origin);
  }

  get url(): string {
    return this.#url();
  }

  get top(): WebFrameMain {
    return this as unknown as WebFrameMain;
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...values: unknown[]): void {
    this.#deliver(channel, values, []);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#deliver(channel, [message], endsOf(transfer));
  }

  /** What the page said about a port of its own. @returns the ends that a message brought along, by their ids */
  take(ids: readonly string[]): readonly PipeEnd[] {
    return ids.map((id) => {
      const [near, far] = PipeEnd.pair();
      this.#hold(id, near);
      return far;
    });
  }

  heard(message: PageMessage): void {
    if (message.kind === "letter") {
      const { data, gaveAway, ports } = message;
      this.#held.get(message.port)?.post({ data, gaveAway, ends: this.take(ports) });
    } else if (message.kind === "close") {
      this.#held.get(message.port)?.close();
      this.#held.delete(message.port);
    }
  }

  answer(call: number, result: { readonly value: string } | { readonly error: string }): void {
    this.#tell({ kind: "result", call, ...result });
  }

  /** The document is gone, and with it every port that it held. */
  dispose(): void {
    this.detached = true;
    for (const end of this.#held.values()) end.close();
    this.#held.clear();
  }

  #deliver(channel: string, values: readonly unknown[], ends: readonly PipeEnd[]): void {
    if (this.detached) throw new Error("Render frame was disposed before WebFrameMain could be accessed");
    const encoded = mainWire.encode(values);
    this.#tell({ kind: "deliver", channel, values: encoded, ports: ends.map((end) => this.#give(end)) });
  }

  #give(end: PipeEnd): string {
    const id = `main-${this.#nextPort++}`;
    // The page makes its port when it hears of it, so nothing may be read before.
    setImmediate(() => this.#hold(id, end));
    return id;
  }

  #hold(id: string, end: PipeEnd): void {
    if (this.detached) return end.close();
    this.#held.set(id, end);
    end.read({
      letter: ({ data, ends }: Letter) =>
        this.#tell({ kind: "letter", port: id, data, ports: ends.map((further) => this.#give(further)) }),
      closed: () => {
        if (this.#held.delete(id)) this.#tell({ kind: "close", port: id });
      },
    });
  }

  /** A message to a document that is just going is lost, as it is in Electron; one that fails there is a fault. */
  #tell(message: NodeMessage): void {
    const expression = `${NAMES.fromNode}(${JSON.stringify(JSON.stringify(message))})`;
    void this.#page
      .then(({ session }) => session.send("Runtime.evaluate", { expression, uniqueContextId: this.#context }))
      .then(
        ({ exceptionDetails }) => {
          if (exceptionDetails)
            throw new Error(
              `a preload failed: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
            );
        },
        () => {},
      );
  }
}
