import os from "node:os";
import path from "node:path";
import { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, MessageChannelMain } from "electron";
import { Notification, powerMonitor, protocol, screen, session, shell } from "electron";
import { serve } from "../decks/store/serve.ts";
import { COLLECTION_FILE_METHODS } from "../decks/store/snapshot-files.ts";
import { systemClock } from "./clock.ts";
import { diskFiles } from "./collection-files.ts";
import { desktopActions } from "./desktop-actions.ts";
import { errorLog } from "./error-log.ts";
import { keptFile } from "./kept-file.ts";
import { linkOpener } from "./links.ts";
import { menuTemplate } from "./menu.ts";
import { notifier } from "./notify.ts";
import { openFiles } from "./open-files.ts";
import { brokerPorts } from "./ports.ts";
import { mayOpenProfile } from "./profile-version.ts";
import { SCHEME, serveBuiltFiles } from "./protocol.ts";
import { quitAfterSnapshot } from "./quitting.ts";
import { remind } from "./reminder.ts";
import { errorReport, thisMachine } from "./report.ts";
import { hearRequests } from "./requests.ts";
import { hardenContents, hardenSession } from "./security.ts";
import { superviseStore } from "./store-supervisor.ts";
import { type UiWindow, uiWindow } from "./ui-window.ts";
import { watchCrashes } from "./watch-crashes.ts";
import { openKeptUiWindow } from "./window-state.ts";
import { openStoreWindow } from "./windows.ts";
import * as words from "./words.ts";

/** Composition only: what each part does stands in its own file. */
const inUserData = (name: string) => path.join(app.getPath("userData"), name);
const kept = (name: string) => keptFile(inUserData(`${name}.json`));
const newWindow = (options: Electron.BrowserWindowConstructorOptions) => new BrowserWindow(options);
const isMac = process.platform === "darwin";
// Before the app is ready, a box would be a line on a console that nobody sees.
const box = (title: string, sentence: string) =>
  void app.whenReady().then(() => dialog.showErrorBox(title, sentence));
let ui: UiWindow | null = null;

protocol.registerSchemesAsPrivileged([SCHEME]);
app.enableSandbox();
if (process.platform === "win32") app.setAppUserModelId(words.APP_ID);
app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
hardenContents(app);
const log = errorLog({ folder: inUserData("logs"), home: os.homedir(), now: () => new Date() });
watchCrashes({ app, process, log, tell: () => box(...words.MAIN_FAILED) });

// Two processes on one profile would break the database (electron#10792). The second one's files come to the first.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.exit(0);

const files = openFiles({
  app,
  argv: process.argv,
  workingDirectory: process.cwd(),
  wanted: () => ui?.show(),
  refuse: (sentence) => box(words.UNOPENED_FILE, sentence),
});

function start(): void {
  if (!mayOpenProfile(kept("chromium"), process.versions.chrome)) {
    dialog.showErrorBox(...words.NEWER_PROFILE);
    return app.exit(1);
  }
  hardenSession(session.defaultSession, process.platform);
  serveBuiltFiles(protocol, path.join(__dirname, ".."));
  const collectionFiles = diskFiles(inUserData("collection"));
  const broker = brokerPorts({
    ipcMain,
    newChannel: () => new MessageChannelMain(),
    serveJournal: (channel) => void serve(collectionFiles, COLLECTION_FILE_METHODS, channel),
  });
  const store = superviseStore({
    open: () => openStoreWindow(newWindow, __dirname),
    broker,
    now: systemClock.now,
    onGivenUp() {
      dialog.showErrorBox(...words.STORE_GIVEN_UP);
      app.quit();
    },
  });
  const window = uiWindow({
    open: () => openKeptUiWindow({ newWindow, folder: __dirname, screen, file: kept("window") }),
    now: systemClock.now,
    onLoaded: () => files.windowReady((file) => window.send({ kind: "open-file", ...file })),
    onUnloaded: files.windowGone,
    onClosed: () => isMac || app.quit(),
  });
  ui = window;
  const actions = desktopActions({
    shell,
    clipboard,
    dataFolder: app.getPath("userData"),
    report: () => errorReport({ version: app.getVersion(), log }, thisMachine()),
    say: (text) => window.send({ kind: "say", text }),
  });
  hearRequests({ ipcMain, log, ...actions, openLink: linkOpener({ dialog, shell }) });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(isMac, { ...window, ...actions })));
  const reminder = remind({
    connectStore: broker.connectStore,
    clock: systemClock,
    file: kept("reminder"),
    show: notifier({ Notification, onClick: () => window.command("today") }),
  });
  powerMonitor.on("resume", reminder.check);
  app.on("activate", window.show);
  quitAfterSnapshot({
    app,
    connectStore: broker.connectStore,
    hideWindow: window.hide,
    log: (problem) => log.write(`last snapshot: ${String(problem)}`),
  });
  app.on("will-quit", () => {
    reminder.stop();
    store.stop();
  });
  store.start();
  window.show();
}
