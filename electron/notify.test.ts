import { EventEmitter } from "node:events";
import type { NotificationConstructorOptions } from "electron";
import { expect, test } from "vitest";
import { notifier } from "./notify.ts";

function shown(isSupported = true) {
  const all: FakeNotification[] = [];
  class FakeNotification extends EventEmitter {
    static isSupported = () => isSupported;
    isShown = false;
    constructor(readonly options: NotificationConstructorOptions) {
      super();
      all.push(this);
    }
    show() {
      this.isShown = true;
    }
    close() {
      this.isShown = false;
    }
  }
  let clicks = 0;
  const show = notifier({ Notification: FakeNotification as never, onClick: () => clicks++ });
  return { show, all, clicks: () => clicks };
}

test("a click on what is shown is told", () => {
  const { show, all, clicks } = shown();
  show("12 cards are due today.");
  expect(all[0]).toMatchObject({ isShown: true, options: { body: "12 cards are due today." } });
  all[0]?.emit("click");
  expect(clicks()).toBe(1);
});

test("a new one takes the place of the one before", () => {
  const { show, all } = shown();
  show("one");
  show("two");
  expect(all.map(({ isShown }) => isShown)).toEqual([false, true]);
});

test("a system without notifications is shown none", () => {
  const { show, all } = shown(false);
  show("one");
  expect(all).toEqual([]);
});
