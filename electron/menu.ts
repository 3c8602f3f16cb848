import type { MenuItemConstructorOptions } from "electron";

/** The menu: what a platform expects, and the few commands that the window carries out itself. */
export function menuTemplate(isMac: boolean, command: (id: string) => void): MenuItemConstructorOptions[] {
  const file: MenuItemConstructorOptions = {
    label: "File",
    submenu: [
      { label: "Import…", accelerator: "CmdOrCtrl+O", click: () => command("import") },
      { label: "Settings", accelerator: "CmdOrCtrl+,", click: () => command("settings") },
      { type: "separator" },
      isMac ? { role: "close" } : { role: "quit" },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: "View",
    submenu: [
      { role: "resetZoom" },
      { role: "zoomIn" },
      { role: "zoomOut" },
      { type: "separator" },
      { role: "togglefullscreen" },
    ],
  };
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    file,
    { role: "editMenu" },
    view,
    { role: "windowMenu" },
  ];
}
