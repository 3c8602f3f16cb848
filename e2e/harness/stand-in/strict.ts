import { EventEmitter } from "node:events";

/** Told of every use of what the stand-in lacks, so that none passes where main catches its own errors. */
export const faults = new EventEmitter();

export function missing(what: string): Error {
  const error = new Error(`the stand-in has no ${what}`);
  faults.emit("missing", error);
  return error;
}

/** What the language and its tools ask of any object; it is no use of an API. */
const ASKED_OF_ANYTHING = new Set([
  "then",
  "toJSON",
  "asymmetricMatch",
  "nodeType",
  "$$typeof",
  "constructor",
]);

/** What still answers when the thing that it stands for is gone; listeners are the emitter's own. */
const OUTLIVES = new Set(["isDestroyed", ...Object.getOwnPropertyNames(EventEmitter.prototype)]);

/**
 * A part of Electron as main sees it: what the stand-in lacks throws its name, so that main never runs on less than it
 * uses, and what is destroyed says so.
 */
export function strict<T extends object>(name: string, part: T, isGone: () => boolean = () => false): T {
  const bound = new Map<string | symbol, object>();
  const proxy: T = new Proxy(part, {
    get(target, key) {
      if (!(key in target)) {
        if (typeof key === "symbol" || ASKED_OF_ANYTHING.has(key)) return undefined;
        throw missing(`${name}.${key}`);
      }
      if (typeof key === "string" && isGone() && !OUTLIVES.has(key))
        throw new TypeError("Object has been destroyed");
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || key === "constructor" || isClass(value)) return value;
      const known = bound.get(key);
      if (known && sources.get(known) === value) return known;
      // The thing itself is called, since a stand-in for it has no private fields; chains go on with the stand-in.
      const call = (...input: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, input);
        return result === target ? proxy : result;
      };
      sources.set(call, value);
      bound.set(key, call);
      return call;
    },
    set(target, key, value) {
      if (!(key in target)) throw missing(`${name}.${String(key)}`);
      return Reflect.set(target, key, value, target);
    },
  });
  return proxy;
}

/** Which function a bound one calls: a test may have put another in its place. */
const sources = new WeakMap<object, unknown>();

function isClass(value: object): boolean {
  return Object.getOwnPropertyDescriptor(value, "prototype")?.writable === false;
}

/** An emitter that refuses listeners to what it never says, which would otherwise pass in silence. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string>;

  constructor(name: string, events: readonly string[]) {
    super();
    this.#name = name;
    this.#events = new Set(events);
  }

  override on(event: string, listener: (...input: never[]) => void): this {
    this.#check(event);
    return super.on(event, listener as (...input: unknown[]) => void);
  }

  override once(event: string, listener: (...input: never[]) => void): this {
    this.#check(event);
    return super.once(event, listener as (...input: unknown[]) => void);
  }

  override addListener(event: string, listener: (...input: never[]) => void): this {
    return this.on(event, listener);
  }

  #check(event: string): void {
    if (!this.#events.has(event)) throw missing(`event "${event}" of ${this.#name}`);
  }
}

/** An event of Electron's that can be refused; emits it and says whether it was. */
export function emitRefusable(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...rest: unknown[]
): boolean {
  const event = refusable(details);
  emitter.emit(name, event, ...rest);
  return event.defaultPrevented;
}

export function refusable<T extends object>(
  details: T,
): T & { preventDefault(): void; readonly defaultPrevented: boolean } {
  let prevented = false;
  return Object.defineProperties(Object.assign({}, details) as T, {
    preventDefault: { value: () => (prevented = true) },
    defaultPrevented: { get: () => prevented },
  }) as T & { preventDefault(): void; readonly defaultPrevented: boolean };
}
