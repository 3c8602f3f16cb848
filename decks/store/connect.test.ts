import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Channel } from "./channel.ts";
import { connect } from "./connect.ts";

interface Echo {
  echo(input: { readonly text: string }): Promise<string>;
}

/** A far end that answers just as the test says. */
function farEnd(reply: (message: Record<string, unknown>) => unknown) {
  let tell: (message: unknown) => void = () => {};
  const channel: Channel = {
    post(message) {
      const answer = reply(message as Record<string, unknown>);
      if (answer !== undefined) queueMicrotask(() => tell(answer));
    },
    listen: (onMessage) => void (tell = onMessage),
  };
  return { channel, tell: (message: unknown) => tell(message) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a watched connection", () => {
  test("gives up a far end that is silent, and rejects what waited for it", async () => {
    const { channel } = farEnd(() => undefined);
    const connection = connect<Echo>(channel, { echo: true }, { watch: true });
    const closed = vi.fn();
    connection.onClose(closed);
    const call = connection.remote.echo({ text: "?" });
    const settled = expect(call).rejects.toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await settled;
    expect(closed).toHaveBeenCalledOnce();
  });

  test("waits as long as it takes for a far end that is busy but lives", async () => {
    const { channel, tell } = farEnd((message) => ("ping" in message ? { pong: true } : undefined));
    const { remote } = connect<Echo>(channel, { echo: true }, { watch: true });
    const call = remote.echo({ text: "late" });
    await vi.advanceTimersByTimeAsync(120_000);
    tell({ answer: 1, value: "late" });
    expect(await call).toBe("late");
  });

  test("asks twice: the time of the first question may have passed while this end was asleep", async () => {
    let pings = 0;
    const { channel, tell } = farEnd((message) =>
      "ping" in message && ++pings > 1 ? { pong: true } : undefined,
    );
    const { remote } = connect<Echo>(channel, { echo: true }, { watch: true });
    const call = remote.echo({ text: "late" });
    await vi.advanceTimersByTimeAsync(30_000);
    tell({ answer: 1, value: "late" });
    expect(await call).toBe("late");
  });

  test("asks nothing while nothing is waited for", async () => {
    const posted: unknown[] = [];
    const { channel } = farEnd((message) => {
      posted.push(message);
      return "call" in message ? { answer: message["call"], value: "ok" } : undefined;
    });
    const { remote } = connect<Echo>(channel, { echo: true }, { watch: true });
    expect(await remote.echo({ text: "ok" })).toBe("ok");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posted).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
