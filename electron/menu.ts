import type { MenuItemConstructorOptions } from "electron";
import type { HostCommand } from "../decks/contract/host.ts";

export interface MenuActions {
  /** Has the window do something. */
  readonly command: (id: HostCommand) => void;
  readonly openDataFolder: () => void;
  readonly copyReport: () => void;
}

/**
 * The menu. What the window has a key for itself only shows that key (`registerAccelerator`): the window knows whether a
 * field has the focus, and which key the learner gave it. On macOS a menu's key always counts, but the page gets it
 * first and takes it.
 */
export function menuTemplate(isMac: boolean, actions: MenuActions): MenuItemConstructorOptions[] {
  const does = (label: string, id: HostCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => actions.command(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const shows = (label: string, id: HostCommand, accelerator: string): MenuItemConstructorOptions => ({
    ...does(label, id, accelerator),
    registerAccelerator: false,
  });
  const between: MenuItemConstructorOptions = { type: "separator" };
  const about = does("About Cardinal", "about");
  const settings = shows("Settings…", "settings", "CmdOrCtrl+,");

  const app: MenuItemConstructorOptions = {
    role: "appMenu",
    submenu: [
      ...[about, between, settings, between, { role: "services" } as const, between],
      ...([{ role: "hide" }, { role: "hideOthers" }, { role: "unhide" }] as const),
      ...[between, { role: "quit" } as const],
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: "&File",
    submenu: [
      shows("Import…", "import", "CmdOrCtrl+O"),
      does("Export…", "export", "CmdOrCtrl+Shift+E"),
      between,
      ...(isMac ? [{ role: "close" } as const] : [settings, between, { role: "quit" } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: "&Edit",
    submenu: [
      shows("Undo", "undo", "CmdOrCtrl+Z"),
      shows("Redo", "redo", isMac ? "Cmd+Shift+Z" : "Ctrl+Y"),
      between,
      ...([{ role: "cut" }, { role: "copy" }, { role: "paste" }, { role: "selectAll" }] as const),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: "&View",
    submenu: [
      does("Today", "today", "CmdOrCtrl+1"),
      does("Review", "review", "CmdOrCtrl+2"),
      does("Scenarios", "scenarios", "CmdOrCtrl+3"),
      does("What if", "what-if", "CmdOrCtrl+4"),
      does("Exams", "exams", "CmdOrCtrl+5"),
      does("Rule packs", "packs", "CmdOrCtrl+6"),
      between,
      ...([{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }] as const),
      ...[between, { role: "togglefullscreen" } as const],
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: "help",
    label: "&Help",
    submenu: [
      does("Keyboard shortcuts", "keys"),
      between,
      { label: "Show data folder", click: actions.openDataFolder },
      { label: "Copy error report", click: actions.copyReport },
      ...(isMac ? [] : [between, about]),
    ],
  };
  return [...(isMac ? [app] : []), file, edit, view, { role: "windowMenu" }, help];
}
