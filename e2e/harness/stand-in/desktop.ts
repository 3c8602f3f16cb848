import { type EventEmitter } from "node:events";
import type {
  Clipboard,
  Dialog,
  Display,
  MessageBoxOptions,
  NativeTheme,
  NotificationConstructorOptions,
  OpenDialogReturnValue,
  SaveDialogReturnValue,
  Screen,
  Shell,
} from "electron";
import type { Recorded } from "./recorded.ts";
import { strict, StrictEmitter } from "./strict.ts";

/** The next answers to questions: the number of a button, or the files that are chosen. */
export type DialogAnswer = number | readonly string[];

/** The desktop around the windows. Nothing is shown; what a person would have seen is recorded. */
export function desktop(recorded: Recorded, answers: DialogAnswer[]) {
  const ask = (
    title: string,
    text: string,
    buttons: readonly string[],
    otherwise: DialogAnswer,
  ): DialogAnswer => {
    recorded.dialogs.push({ title, text, buttons });
    return answers.shift() ?? otherwise;
  };
  const chosen = (options: unknown[], title: string): string[] => {
    const files = ask((options.at(-1) as { title?: string } | undefined)?.title ?? title, "", [], []);
    return typeof files === "number" ? [] : [...files];
  };
  const box = (...input: unknown[]): number => {
    const options = input.at(-1) as MessageBoxOptions;
    const { title = "", message, detail, buttons = ["OK"], cancelId, defaultId } = options;
    const text = detail === undefined ? message : `${message}\n${detail}`;
    return Number(ask(title, text, buttons, cancelId ?? defaultId ?? 0));
  };
  const dialog = {
    showErrorBox: (title, text) => void ask(title, text, [], 0),
    showMessageBox: async (...input: unknown[]) => ({ response: box(...input), checkboxChecked: false }),
    showMessageBoxSync: (...input: unknown[]) => box(...input),
    showOpenDialog: async (...input: unknown[]): Promise<OpenDialogReturnValue> => {
      const filePaths = chosen(input, "Open");
      return { canceled: filePaths.length === 0, filePaths };
    },
    showSaveDialog: async (...input: unknown[]): Promise<SaveDialogReturnValue> => {
      const [filePath = ""] = chosen(input, "Save");
      return { canceled: filePath === "", filePath };
    },
  } satisfies Pick<
    Dialog,
    "showErrorBox" | "showMessageBox" | "showMessageBoxSync" | "showOpenDialog" | "showSaveDialog"
  >;
  const shell = {
    openExternal: async (address) => void recorded.opened.push(address),
    async openPath(file) {
      recorded.opened.push(file);
      return "";
    },
    showItemInFolder: (file) => void recorded.opened.push(file),
    beep() {},
  } satisfies Pick<Shell, "openExternal" | "openPath" | "showItemInFolder" | "beep">;
  const clipboard = {
    writeText: async (text) => void recorded.copied.push(text),
    readText: async () => recorded.copied.at(-1) ?? "",
    clear: () => void recorded.copied.push(""),
  } satisfies Pick<Clipboard, "writeText" | "readText" | "clear">;
  return {
    dialog: strict("dialog", dialog),
    shell: strict("shell", shell),
    clipboard: strict("clipboard", clipboard),
    Notification: notificationClass(recorded),
    powerMonitor: strict("powerMonitor", new StandInPower()),
    nativeTheme: strict("nativeTheme", new StandInTheme()),
    screen: strict("screen", new StandInScreen()),
  };
}

function notificationClass(recorded: Recorded) {
  return strict(
    "Notification",
    class extends StrictEmitter {
      readonly title: string;
      readonly body: string;

      constructor({ title = "", body = "" }: NotificationConstructorOptions = {}) {
        super("Notification", ["show", "click", "close", "reply", "action", "failed"]);
        this.title = title;
        this.body = body;
        return strict("Notification", this);
      }

      static isSupported(): boolean {
        return true;
      }

      show(): void {
        recorded.notifications.push({ title: this.title, body: this.body });
        shownNotifications.push(this);
        setImmediate(() => this.emit("show", {}));
      }

      close(): void {
        setImmediate(() => this.emit("close", {}));
      }
    },
  );
}

/** Those that stand on the screen, for a test to click. */
export const shownNotifications: EventEmitter[] = [];

class StandInPower extends StrictEmitter {
  constructor() {
    super("powerMonitor", [
      "suspend",
      "resume",
      "shutdown",
      "lock-screen",
      "unlock-screen",
      "on-battery",
      "on-ac",
    ]);
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}

class StandInTheme extends StrictEmitter implements Pick<NativeTheme, "themeSource" | "shouldUseDarkColors"> {
  themeSource: NativeTheme["themeSource"] = "system";

  constructor() {
    super("nativeTheme", ["updated"]);
  }

  get shouldUseDarkColors(): boolean {
    return this.themeSource === "dark";
  }
}

const AREA = { x: 0, y: 0, width: 1920, height: 1080 };
const DISPLAY = {
  id: 1,
  bounds: AREA,
  workArea: AREA,
  size: AREA,
  workAreaSize: AREA,
  scaleFactor: 1,
  rotation: 0,
};

/** One display. */
class StandInScreen
  extends StrictEmitter
  implements
    Pick<Screen, "getAllDisplays" | "getPrimaryDisplay" | "getDisplayMatching" | "getDisplayNearestPoint">
{
  constructor() {
    super("screen", ["display-added", "display-removed", "display-metrics-changed"]);
  }

  getAllDisplays(): Display[] {
    return [this.getPrimaryDisplay()];
  }

  getPrimaryDisplay(): Display {
    return strict("Display", { ...DISPLAY }) as unknown as Display;
  }

  getDisplayMatching(): Display {
    return this.getPrimaryDisplay();
  }

  getDisplayNearestPoint(): Display {
    return this.getPrimaryDisplay();
  }
}
