import path from "node:path";
import { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, protocol, session } from "electron";
import { COLLECTION_FILE_METHODS } from "../decks/store/snapshot-files.ts";
import { serve } from "../decks/store/serve.ts";
import { diskFiles } from "./collection-files.ts";
import { menuTemplate } from "./menu.ts";
import { openFiles } from "./open-files.ts";
import { brokerPorts } from "./ports.ts";
import { SCHEME, serveBuiltFiles } from "./protocol.ts";
import { hardenContents, hardenSession } from "./security.ts";
import { superviseStore } from "./store-supervisor.ts";
import { openStoreWindow, openUiWindow } from "./windows.ts";

/** Composition only: what each part does stands in its own file. */
const FOLDER = __dirname;
const DIST = path.join(FOLDER, "..");
const newWindow = (options: Electron.BrowserWindowConstructorOptions) => new BrowserWindow(options);

protocol.registerSchemesAsPrivileged([SCHEME]);
app.enableSandbox();
app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
hardenContents(app);

// Two processes on one profile would break the database (electron#10792). The second one's files come to the first.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.exit(0);

const files = openFiles({
  app,
  argv: process.argv,
  workingDirectory: process.cwd(),
  refuse: (sentence) => dialog.showErrorBox("Cardinal cannot open this file", sentence),
});

function start(): void {
  hardenSession(session.defaultSession);
  serveBuiltFiles(protocol, DIST);
  const collectionFiles = diskFiles(path.join(app.getPath("userData"), "collection"));
  const broker = brokerPorts({
    ipcMain,
    newChannel: () => new MessageChannelMain(),
    serveJournal: (channel) => void serve(collectionFiles, COLLECTION_FILE_METHODS, channel),
  });
  const store = superviseStore({
    open: () => openStoreWindow(newWindow, FOLDER),
    broker,
    now: () => Date.now(),
    onGivenUp() {
      dialog.showErrorBox(
        "Cardinal cannot open your collection",
        "Nothing is lost: every answer is in the journal. Close Cardinal and open it again.",
      );
      app.quit();
    },
  });

  let ui: BrowserWindow | null = null;
  function openUi(): void {
    const opened = openUiWindow(newWindow, FOLDER);
    ui = opened;
    opened.webContents.on("did-finish-load", () =>
      files.windowReady((file) => opened.webContents.send("host", { kind: "open-file", ...file })),
    );
    // The hidden page keeps `window-all-closed` from firing, so closing the last visible window is what quits.
    opened.on("closed", () => {
      ui = null;
      files.windowGone();
      if (process.platform !== "darwin") app.quit();
    });
  }
  const command = (id: string) => ui?.webContents.send("host", { kind: "command", id });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform === "darwin", command)));

  app.on("second-instance", () => {
    if (ui === null) return openUi();
    if (ui.isMinimized()) ui.restore();
    ui.focus();
  });
  app.on("activate", () => {
    if (ui === null) openUi();
  });
  // Every confirmed change is on disk already, so quitting has nothing to wait for; the store goes last.
  app.on("will-quit", () => store.stop());
  store.start();
  openUi();
}
