import { StoreError } from "../contract.ts";
import type { Channel } from "./channel.ts";
import type {
  AnswerMessage,
  CallMessage,
  ChangeMessage,
  MethodTable,
  PongMessage,
  Remote,
  ServingMessage,
} from "./connect.ts";

/**
 * Answers the calls that arrive on a channel. Errors other than `StoreError` become `internal`: their text is for
 * the log of the far side's developer, never for a person.
 * @returns a function that sends a change to the far end
 */
export function serve<T extends Remote, Change = never>(
  target: T,
  methods: MethodTable<T>,
  channel: Channel,
  onClose: () => void = () => {},
): (change: Change) => void {
  const post = (message: AnswerMessage | ChangeMessage | PongMessage | ServingMessage) => {
    try {
      channel.post(message);
    } catch (error) {
      if ("answer" in message) {
        channel.post({
          answer: message.answer,
          error: { code: "internal", detail: String(error) },
        } satisfies AnswerMessage);
      }
    }
  };
  channel.listen((message) => {
    if (isCall(message)) void answer(target, methods, message).then(post);
    else if (isPing(message)) post({ pong: true });
  }, onClose);
  post({ serving: true });
  return (change) => post({ change });
}

async function answer<T extends Remote>(
  target: T,
  methods: MethodTable<T>,
  { call, method, input }: CallMessage,
): Promise<AnswerMessage> {
  try {
    if (!Object.hasOwn(methods, method)) throw new StoreError("invalid-input", `There is no call ${method}.`);
    const run = target[method as keyof T] as (input: unknown) => Promise<unknown>;
    return { answer: call, value: await run.call(target, input) };
  } catch (error) {
    if (error instanceof StoreError)
      return { answer: call, error: { code: error.code, detail: error.detail } };
    return { answer: call, error: { code: "internal", detail: String(error) } };
  }
}

function isCall(message: unknown): message is CallMessage {
  return typeof message === "object" && message !== null && "call" in message && "method" in message;
}

function isPing(message: unknown): boolean {
  return typeof message === "object" && message !== null && "ping" in message;
}
