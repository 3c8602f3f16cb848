import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { _electron } from "@playwright/test";
import type { Running, Start } from "./desktop.ts";
import type { Recorded } from "./stand-in/recorded.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Electron's program, where it is; null where it is not. */
export function electronBinary(): string | null {
  const folder = path.dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  const name =
    { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform as string] ??
    "electron";
  const binary = path.join(process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(folder, "dist"), name);
  return existsSync(binary) ? binary : null;
}

/** The built main on Electron itself. What it would show outside its windows is kept from the screen and recorded. */
export async function launchElectron({ userData, argv, workingDirectory }: Start): Promise<Running> {
  const binary = electronBinary();
  if (binary === null) throw new Error("there is no Electron binary");
  const words = [ROOT, `--user-data-dir=${userData}`];
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const app = await _electron.launch({
    executablePath: binary,
    args: [...words, ...argv],
    cwd: workingDirectory,
    env: env as Record<string, string>,
  });
  const child = app.process();
  const ended = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once("exit", (code) => resolve(code));
  });
  await app.evaluate(record);
  return {
    evaluate: (run, input) => app.evaluate(run as never, input) as never,
    pages: async () => app.windows(),
    origins: { ui: "app://ui", store: "app://store" },
    async sendSecondInstance(more) {
      const second = spawn(binary, [...words, ...more], {
        cwd: workingDirectory,
        env: env as NodeJS.ProcessEnv,
        stdio: "ignore",
      });
      await new Promise((resolve) => second.once("exit", resolve));
    },
    recorded: () => app.evaluate(() => (globalThis as unknown as Recording).cardinalRecorded.seen),
    answerDialogs: (...answers) =>
      app.evaluate((_electron, more) => {
        (globalThis as unknown as Recording).cardinalRecorded.answers.push(...more);
      }, answers),
    clickNotification: () =>
      app.evaluate(() => {
        (globalThis as unknown as Recording).cardinalRecorded.shown.at(-1)?.emit("click", {});
      }),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

interface Recording {
  cardinalRecorded: {
    readonly seen: Recorded;
    readonly answers: (number | readonly string[])[];
    readonly shown: { emit(event: string, ...input: unknown[]): unknown }[];
  };
}

/** Runs in main: puts recorders in the place of what leads out of the windows. */
function record({
  dialog,
  shell,
  clipboard,
  session,
  Notification,
}: typeof Electron.CrossProcessExports): void {
  const seen: Recorded = { dialogs: [], opened: [], copied: [], notifications: [], downloads: [] };
  const recording: Recording["cardinalRecorded"] = { seen, answers: [], shown: [] };
  (globalThis as unknown as Recording).cardinalRecorded = recording;
  const box = (...input: unknown[]) => {
    const {
      title = "",
      message,
      detail,
      buttons = ["OK"],
      cancelId,
      defaultId,
    } = input.at(-1) as Electron.MessageBoxOptions;
    seen.dialogs.push({ title, text: detail === undefined ? message : `${message}\n${detail}`, buttons });
    return Number(recording.answers.shift() ?? cancelId ?? defaultId ?? 0);
  };
  Object.assign(dialog, {
    showErrorBox: (title: string, text: string) => void seen.dialogs.push({ title, text, buttons: [] }),
    showMessageBox: async (...input: unknown[]) => ({ response: box(...input), checkboxChecked: false }),
    showMessageBoxSync: box,
  });
  Object.assign(shell, {
    openExternal: async (address: string) => void seen.opened.push(address),
    openPath: async (file: string) => (seen.opened.push(file), ""),
    showItemInFolder: (file: string) => void seen.opened.push(file),
  });
  Object.assign(clipboard, { writeText: async (text: string) => void seen.copied.push(text) });
  Notification.prototype.show = function (this: Electron.Notification) {
    seen.notifications.push({ title: this.title, body: this.body });
    recording.shown.push(this);
  };
  session.defaultSession.on("will-download", (event, item) => {
    const refused = event.defaultPrevented;
    seen.downloads.push({ address: item.getURL(), name: item.getFilename(), refused });
    // Without a place to go, Electron would ask for one.
    if (!refused) event.preventDefault();
  });
}
