import type { StoreChange, StudyStore } from "../decks/contract.ts";
import { STORE_METHODS } from "../decks/contract.ts";
import { calendarDay, isReminderInTime, nextReminder } from "../decks/core/settings/reminder.ts";
import type { ReminderSettings } from "../decks/core/settings/settings.ts";
import type { Clock, EpochMs, StudyDay } from "../decks/core/time.ts";
import type { Channel } from "../decks/store/channel.ts";
import { connect } from "../decks/store/connect.ts";
import type { KeptFile } from "./kept-file.ts";

/** The clock may be set and the zone may change meanwhile, so it is looked at this often, ms. */
const LOOK_AGAIN_MS = 15 * 60_000;
/** A store that could not be asked is asked again after this, ms. */
const ASK_AGAIN_MS = 60_000;

export interface Reminder {
  /** Looks at the clock now: after the machine slept, no timer has seen the time go by. */
  check(): void;
  stop(): void;
}

/**
 * Reminds of the daily review at the time that the learner chose, once a day, while Cardinal is open, and only when
 * something is due. The store is asked like any window asks it.
 */
export function remind(input: {
  /** A new way to the store; asked for again whenever the store page went away. */
  readonly connectStore: () => Channel;
  readonly clock: Clock;
  /** Which day was reminded of last, so that a restart does not remind of it again. */
  readonly file: KeptFile;
  readonly show: (text: string) => void;
}): Reminder {
  const { clock, file } = input;
  let store: StudyStore | null = null;
  let settings: ReminderSettings | null = null;
  let next: EpochMs | null = null;
  let lastShownOn = readDay(file.read());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let asking = false;

  function reach(): void {
    if (stopped) return;
    const connection = connect<StudyStore, StoreChange>(input.connectStore(), STORE_METHODS);
    store = connection.remote;
    connection.onChange(({ kind }) => {
      if (kind === "settings") void readSettings(connection.remote);
    });
    connection.onClose(reach);
    void readSettings(connection.remote);
  }

  async function readSettings(from: StudyStore): Promise<void> {
    try {
      const { reminder } = await from.settings();
      if (settings?.on === reminder.on && settings.minute === reminder.minute) return;
      settings = reminder;
      plan();
    } catch {
      // The store page is being replaced; the next one is asked as soon as it is there.
    }
  }

  /** Chooses the next time from now on, and waits for it. */
  function plan(): void {
    next = settings && nextReminder(settings, clock.now(), lastShownOn, clock);
    clearTimeout(timer);
    if (next === null || stopped) return;
    timer = setTimeout(check, Math.min(LOOK_AGAIN_MS, Math.max(0, next - clock.now())));
  }

  function check(): void {
    const due = next;
    if (due === null || asking || stopped) return;
    if (!isReminderInTime(due, clock.now(), clock)) return plan();
    asking = true;
    void say(due).finally(() => (asking = false));
  }

  async function say(due: EpochMs): Promise<void> {
    try {
      const { counts } = (await store?.today()) ?? {};
      if (stopped || next !== due) return;
      const cards = counts ? counts.due + counts.learning + counts.new : 0;
      if (cards > 0) {
        lastShownOn = calendarDay(clock.now(), clock);
        file.write({ version: 1, lastShownOn });
        input.show(
          cards === 1 ? "1 card is due today." : `${cards.toLocaleString("en")} cards are due today.`,
        );
      }
      plan();
    } catch {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(check, ASK_AGAIN_MS);
    }
  }

  reach();
  return {
    check,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function readDay(kept: unknown): StudyDay | null {
  if (typeof kept !== "object" || kept === null || !("version" in kept) || kept.version !== 1) return null;
  return "lastShownOn" in kept && Number.isSafeInteger(kept.lastShownOn)
    ? (kept.lastShownOn as StudyDay)
    : null;
}
