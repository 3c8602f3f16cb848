import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, type EpochMs, HOUR_MS, type StudyDay } from "../time.ts";
import { calendarDay, isReminderInTime, nextReminder } from "./reminder.ts";

/** A zone of the world as a clock of the machine knows it. */
function zone(name: string) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: name,
    hourCycle: "h23",
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const),
  });
  const shown = (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts["year"]}-${parts["month"]}-${parts["day"]} ${parts["hour"]}:${parts["minute"]}`;
  };
  const offsetMinutesAt = (at: EpochMs) => {
    const whole = Math.floor(at / 60_000) * 60_000;
    return (Date.parse(`${shown(whole).replace(" ", "T")}:00Z`) - whole) / 60_000;
  };
  return { offsetMinutesAt, shown };
}

const BERLIN = zone("Europe/Berlin");
const at = (text: string) => Date.parse(text) as EpochMs;
const daily = (time: string) => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { on: true, minute: 60 * hour + minute };
};

/** The reminders of so many days, as the clock on the wall showed them. */
function reminders(from: string, days: number, time: string, local = BERLIN): string[] {
  const shown: string[] = [];
  let now = at(from);
  for (let day = 0; day < days; day++) {
    const next = nextReminder(daily(time), now, null, local);
    if (next === null) break;
    shown.push(local.shown(next));
    now = next;
  }
  return shown;
}

describe("the next reminder", () => {
  test("is none while it is off", () => {
    expect(nextReminder({ on: false, minute: 600 }, at("2026-05-01T00:00Z"), null, BERLIN)).toBeNull();
  });

  test("comes today when its time is to come, and tomorrow from that time on", () => {
    expect(reminders("2026-05-01T15:59:59Z", 1, "18:00")).toEqual(["2026-05-01 18:00"]);
    expect(reminders("2026-05-01T16:00:00Z", 1, "18:00")).toEqual(["2026-05-02 18:00"]);
  });

  test("stays at its time through both changes of the clocks", () => {
    expect(reminders("2026-03-28T00:00Z", 3, "18:00")).toEqual([
      ...["2026-03-28 18:00", "2026-03-29 18:00", "2026-03-30 18:00"],
    ]);
    expect(reminders("2026-10-24T00:00Z", 3, "18:00")).toEqual([
      ...["2026-10-24 18:00", "2026-10-25 18:00", "2026-10-26 18:00"],
    ]);
  });

  test("comes once a day where the clocks skip its time, and once where they show it twice", () => {
    expect(reminders("2026-03-28T00:00Z", 3, "02:30")).toEqual([
      ...["2026-03-28 02:30", "2026-03-29 03:30", "2026-03-30 02:30"],
    ]);
    expect(reminders("2026-10-24T00:00Z", 3, "02:30")).toEqual([
      ...["2026-10-24 02:30", "2026-10-25 02:30", "2026-10-26 02:30"],
    ]);
  });

  test("is not on a day that had one, whatever time was chosen since", () => {
    const shownAt = at("2026-05-01T16:00Z");
    const day = calendarDay(shownAt, BERLIN);
    const next = nextReminder(daily("20:00"), shownAt, day, BERLIN);
    expect(BERLIN.shown(next ?? 0)).toBe("2026-05-02 20:00");
  });

  test.each(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])(
    "in %s comes after now, within two days, at its time or where the clocks skipped it, and once a day",
    (name) => {
      const local = zone(name);
      const span = fc.integer({ min: at("2024-01-01T00:00Z"), max: at("2028-01-01T00:00Z") });
      fc.assert(
        fc.property(span, fc.integer({ min: 0, max: 1439 }), (now, minute) => {
          const settings = { on: true, minute };
          const first = nextReminder(settings, now as EpochMs, null, local) ?? 0;
          expect(first).toBeGreaterThan(now);
          expect(first - now).toBeLessThanOrEqual(DAY_MS + HOUR_MS);
          const [hour = 0, minutes = 0] = local.shown(first).slice(11).split(":").map(Number);
          const late = (60 * hour + minutes - minute + 1440) % 1440;
          expect(late).toBeLessThanOrEqual(60);
          const day = calendarDay(first as EpochMs, local);
          const second = nextReminder(settings, first as EpochMs, day, local) ?? 0;
          expect(calendarDay(second as EpochMs, local)).toBe((day + 1) as StudyDay);
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe("a reminder whose time has come", () => {
  const due = at("2026-05-01T16:00Z");

  test("is shown later on that day, and not on the next one", () => {
    expect(isReminderInTime(due, at("2026-05-01T21:59Z"), BERLIN)).toBe(true);
    expect(isReminderInTime(due, at("2026-05-01T22:01Z"), BERLIN)).toBe(false);
    expect(isReminderInTime(due, at("2026-05-08T16:00Z"), BERLIN)).toBe(false);
  });

  test("is not shown before, as when the clock was set back", () => {
    expect(isReminderInTime(due, (due - 1) as EpochMs, BERLIN)).toBe(false);
  });
});
