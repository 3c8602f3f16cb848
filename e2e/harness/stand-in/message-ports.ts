import { EventEmitter } from "node:events";
import type { MessageChannelMain, MessagePortMain } from "electron";
import { type Letter, PipeEnd } from "./pipes.ts";
import { strict } from "./strict.ts";
import { mainWire } from "./wire.ts";

/** A port in main. Messages wait for `start`; a port that was handed over is no longer main's. */
export class StandInPort
  extends EventEmitter
  implements Pick<MessagePortMain, "postMessage" | "start" | "close">
{
  #end: PipeEnd | null;
  #isStarted = false;
  readonly #queue: Letter[] = [];

  constructor(end: PipeEnd) {
    super();
    this.#end = end;
    end.read({
      letter: (letter) => (this.#isStarted ? this.#tell(letter) : void this.#queue.push(letter)),
      closed: () => this.emit("close"),
    });
    return strict("MessagePortMain", this);
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const data = mainWire.encode(message);
    const ends = endsOf(transfer);
    this.#end?.post({ data, gaveAway: false, ends });
  }

  start(): void {
    this.#isStarted = true;
    for (const letter of this.#queue.splice(0)) this.#tell(letter);
  }

  close(): void {
    this.#end?.close();
  }

  /** Gives the end away, with what nobody has read. @throws TypeError when it is away already */
  handOver(): PipeEnd {
    const end = this.#end;
    if (end === null) throw new TypeError("Port at index 0 is already neutered");
    this.#end = null;
    end.leave(this.#queue.splice(0));
    return end;
  }

  #tell({ data, gaveAway, ends }: Letter): void {
    const ports = ends.map((end) => new StandInPort(end));
    this.emit("message", { data: gaveAway ? null : mainWire.decode(data), ports });
  }
}

/** Ports alone can be handed over by main. */
export function endsOf(transfer: readonly unknown[]): readonly PipeEnd[] {
  return transfer.map((port, index) => {
    if (!(port instanceof StandInPort)) throw new TypeError(`Port at index ${index} is not a valid port`);
    return port.handOver();
  });
}

export class StandInChannel implements Pick<MessageChannelMain, "port1" | "port2"> {
  port1: MessagePortMain;
  port2: MessagePortMain;

  constructor() {
    const [one, other] = PipeEnd.pair();
    this.port1 = new StandInPort(one) as unknown as MessagePortMain;
    this.port2 = new StandInPort(other) as unknown as MessagePortMain;
  }
}
