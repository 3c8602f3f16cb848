import type { App } from "electron";
import { STORE_METHODS, type StudyStore } from "../decks/contract.ts";
import type { Channel } from "../decks/store/channel.ts";
import { connect } from "../decks/store/connect.ts";

/** A quit waits so long for the last snapshot. Without it nothing is lost: every confirmed change is in the journal. */
const PATIENCE_MS = 8_000;

/**
 * Holds every quit until the store has taken a snapshot of what changed since the last one, then lets it go on.
 * Windows' own shutdown asks nobody and waits for nothing, which is why no answer ever waits for this.
 */
export function quitAfterSnapshot(input: {
  readonly app: Pick<App, "on" | "quit">;
  /** A new way to the store. */
  readonly connectStore: () => Channel;
  /** The learner sees nothing of the wait. */
  readonly hideWindow: () => void;
  /** What went wrong, for the log. */
  readonly log: (problem: unknown) => void;
}): void {
  const { app } = input;
  let phase: "running" | "saving" | "done" = "running";

  async function lastSnapshot(): Promise<void> {
    const { remote, close } = connect<StudyStore>(input.connectStore(), STORE_METHODS);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error("the last snapshot took too long")), PATIENCE_MS);
    });
    try {
      await Promise.race([remote.takeSnapshot({ reason: "quit" }), late]);
    } finally {
      clearTimeout(timer);
      close();
    }
  }

  app.on("before-quit", (event) => {
    if (phase === "done") return;
    // Only what is said before the handler returns holds the quit.
    event.preventDefault();
    if (phase === "saving") return;
    phase = "saving";
    input.hideWindow();
    void lastSnapshot()
      .catch(input.log)
      .finally(() => {
        phase = "done";
        // Not from within a quit that was just refused.
        setImmediate(() => app.quit());
      });
  });
}
