import type { Notification, NotificationConstructorOptions } from "electron";

type Shown = Pick<Notification, "on" | "show" | "close">;

/**
 * Shows one notification at a time; a click on it is told. It is held on to while it is there: one that nobody holds
 * can be collected, and a click on it then does nothing.
 */
export function notifier(input: {
  readonly Notification: { new (options: NotificationConstructorOptions): Shown; isSupported(): boolean };
  readonly onClick: () => void;
}): (body: string) => void {
  let shown: Shown | null = null;
  return (body) => {
    if (!input.Notification.isSupported()) return;
    shown?.close();
    const notification = new input.Notification({ title: "Cardinal", body, silent: true });
    shown = notification;
    notification.on("click", () => {
      if (shown === notification) shown = null;
      input.onClick();
    });
    notification.show();
  };
}
