import { EventEmitter } from "node:events";
import type { IpcMain, IpcMainInvokeEvent } from "electron";

type Handler = (event: IpcMainInvokeEvent, ...values: never[]) => unknown;

/** What pages say, by channel. */
export class StandInIpcMain
  extends EventEmitter
  implements Pick<IpcMain, "handle" | "handleOnce" | "removeHandler">
{
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...values) => {
      this.removeHandler(channel);
      return handler(event, ...values);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  async invoked(channel: string, event: object, values: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event as IpcMainInvokeEvent, ...(values as never[]));
  }
}
