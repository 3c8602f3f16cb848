import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import type { HostCommand } from "../decks/contract/host.ts";
import { hostCommands } from "../renderer/host-commands.ts";
import { keysOf } from "../renderer/keys/actions.ts";
import { menuTemplate } from "./menu.ts";

type Item = MenuItemConstructorOptions;

function itemsOf(template: readonly Item[]): Item[] {
  return template.flatMap((item) => [item, ...itemsOf((item.submenu ?? []) as Item[])]);
}

function opened(isMac: boolean) {
  const commands: HostCommand[] = [];
  const done: string[] = [];
  const items = itemsOf(
    menuTemplate(isMac, {
      command: (id) => void commands.push(id),
      openDataFolder: () => void done.push("folder"),
      copyReport: () => void done.push("report"),
    }),
  );
  const press = (item: Item) => (item.click as (() => void) | undefined)?.();
  return { items, commands, done, press };
}

describe.each([
  { system: "macOS", isMac: true },
  { system: "Windows and Linux", isMac: false },
])("the menu on $system", ({ isMac }) => {
  test("asks for nothing that the window has no handler for, and offers all that it has", () => {
    const { items, commands, press } = opened(isMac);
    items.forEach(press);
    const nothing = () => {};
    const handlers = hostCommands({ go: nothing, step: nothing, showKeys: nothing, showAbout: nothing });
    expect([...new Set(commands)].toSorted()).toEqual(Object.keys(handlers).toSorted());
  });

  test("has a role or a deed for every item, and no two of one key", () => {
    const { items } = opened(isMac);
    for (const item of items)
      expect(Boolean(item.role ?? item.type ?? item.click ?? item.submenu), item.label).toBe(true);
    const keys = items.flatMap(({ accelerator }) => (accelerator ? [String(accelerator)] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("leaves to the window the keys that it handles itself", () => {
    const { items } = opened(isMac);
    const usual = { letters: true, bindings: {} };
    const own = (["undo", "redo", "settings", "import"] as const).flatMap((id) => keysOf(id, usual));
    const taken = items.flatMap(({ accelerator, registerAccelerator }) =>
      accelerator && registerAccelerator !== false
        ? [String(accelerator).replace(/^(?:CmdOrCtrl|Cmd)/, "Ctrl")]
        : [],
    );
    expect(taken.length).toBeGreaterThan(5);
    const same = (key: string) => key.toLowerCase();
    expect(taken.filter((key) => own.map(same).includes(same(key)))).toEqual([]);
  });

  test("opens the data folder and copies the report by itself", () => {
    const { items, done, press } = opened(isMac);
    for (const label of ["Show data folder", "Copy error report"])
      items.filter((item) => item.label === label).forEach(press);
    expect(done).toEqual(["folder", "report"]);
  });
});
