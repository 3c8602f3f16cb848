import type { BrowserWindow, MenuItemConstructorOptions } from "electron";
import { missing, strict } from "./strict.ts";

/** What roles do, of those that do something here; the others are the system's own. */
export interface RoleActions {
  readonly quit: () => void;
  readonly focused: () => BrowserWindow | null;
}

type Role = NonNullable<MenuItemConstructorOptions["role"]>;

/** One entry of a menu, as main reads it back and as a person clicks it. */
export class StandInMenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: Role | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: StandInMenu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly #chosen: MenuItemConstructorOptions["click"];
  readonly #actions: RoleActions;

  constructor(options: MenuItemConstructorOptions, actions: RoleActions) {
    const {
      id = "",
      label,
      role,
      type,
      accelerator,
      submenu,
      enabled = true,
      visible = true,
      checked,
    } = options;
    this.id = id;
    this.label = label ?? role ?? "";
    this.role = role;
    this.type = type ?? (submenu ? "submenu" : "normal");
    this.accelerator = accelerator;
    this.submenu = Array.isArray(submenu) ? new StandInMenu(submenu, actions) : undefined;
    this.enabled = enabled;
    this.visible = visible;
    this.checked = checked ?? false;
    this.#chosen = options.click;
    this.#actions = actions;
  }

  click(): void {
    if (!this.enabled) return;
    const window = this.#actions.focused();
    if (this.type === "checkbox") this.checked = !this.checked;
    if (this.role) this.#act(this.role, window);
    else this.#chosen?.(this as never, window ?? undefined, {});
  }

  #act(role: Role, window: BrowserWindow | null): void {
    const contents = window?.webContents;
    if (role === "quit") this.#actions.quit();
    else if (role === "close") window?.close();
    else if (role === "minimize") window?.minimize();
    else if (role === "reload") contents?.reload();
    else if (role === "togglefullscreen") window?.setFullScreen(!window.isFullScreen());
    else if (role === "resetZoom") contents?.setZoomLevel(0);
    else if (role === "zoomIn") contents?.setZoomLevel(contents.getZoomLevel() + 0.5);
    else if (role === "zoomOut") contents?.setZoomLevel(contents.getZoomLevel() - 0.5);
    else throw missing(`deed for the role ${role}`);
  }
}

export class StandInMenu {
  readonly items: StandInMenuItem[];

  constructor(template: readonly MenuItemConstructorOptions[] = [], actions: RoleActions) {
    this.items = template.map((options) => strict("MenuItem", new StandInMenuItem(options, actions)));
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found) return found;
    }
    return null;
  }

  /** Nothing is shown: a test clicks its entries. */
  popup(): void {}
}

/** `Menu` as main calls it. */
export function menuModule(actions: RoleActions) {
  let shown: StandInMenu | null = null;
  return strict("Menu", {
    buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) =>
      strict("Menu", new StandInMenu(template, actions)),
    setApplicationMenu: (menu: StandInMenu | null) => void (shown = menu),
    getApplicationMenu: () => shown,
  } satisfies Partial<Record<keyof typeof Electron.Menu, unknown>>);
}
