import { setImmediate as turn } from "node:timers/promises";
import type { WebContents } from "electron";
import { describe, expect, test } from "vitest";
import { connect } from "../decks/store/connect.ts";
import { serve } from "../decks/store/serve.ts";
import { brokerPorts, mainChannel } from "./ports.ts";
import { fakeChannel, fakeFrame, fakeIpcMain, FakeWindow, portOf } from "./testing/fake-electron.ts";

interface Echo {
  echo(input: { readonly text: string }): Promise<string>;
}
const ECHO = { echo: true } as const;

function broker() {
  const ipcMain = fakeIpcMain();
  const journals: unknown[] = [];
  const ports = brokerPorts({
    ipcMain,
    newChannel: fakeChannel,
    serveJournal: (channel) => journals.push(channel),
  });
  return { ipcMain, journals, ports };
}

const contentsOf = (window: FakeWindow) => window.webContents as unknown as WebContents;

describe("port hand-over", () => {
  test("a window's port leads to the store page", async () => {
    const { ipcMain, ports } = broker();
    const store = new FakeWindow("app://store");
    const ui = fakeFrame("app://ui");
    ports.storeIs(contentsOf(store));
    ipcMain.ask(store.webContents.mainFrame, "journal");
    ipcMain.ask(ui, "store");
    serve<Echo>(
      { echo: async ({ text }) => text },
      ECHO,
      mainChannel(portOf(store.webContents.mainFrame, 1)),
    );
    const { remote } = connect<Echo>(mainChannel(portOf(ui)), ECHO);
    expect(await remote.echo({ text: "hello" })).toBe("hello");
  });

  test("main is a client like a window, also before the store page listens", async () => {
    const { ipcMain, ports } = broker();
    const { remote } = connect<Echo>(ports.connectStore(), ECHO);
    const asked = remote.echo({ text: "early" });
    const store = new FakeWindow("app://store");
    ports.storeIs(contentsOf(store));
    ipcMain.ask(store.webContents.mainFrame, "journal");
    const [toStore] = store.webContents.mainFrame.received;
    expect(toStore?.message).toEqual({ role: "store" });
    serve<Echo>({ echo: async ({ text }) => text }, ECHO, mainChannel(portOf(store.webContents.mainFrame)));
    expect(await asked).toBe("early");
  });

  test("a window that asks before the store page listens is handed over when it does", () => {
    const { ipcMain, ports } = broker();
    const store = new FakeWindow("app://store");
    const ui = fakeFrame("app://ui");
    ipcMain.ask(ui, "store");
    ports.storeIs(contentsOf(store));
    expect(store.webContents.mainFrame.received).toEqual([]);
    ipcMain.ask(store.webContents.mainFrame, "journal");
    expect(store.webContents.mainFrame.received.map(({ message }) => message)).toEqual([
      { role: "store" },
      { role: "journal" },
    ]);
    expect(ui.received).toHaveLength(1);
  });

  test("a new store page is not handed windows before it listens, whatever the old one did", () => {
    const { ipcMain, ports } = broker();
    const old = new FakeWindow("app://store");
    ports.storeIs(contentsOf(old));
    ipcMain.ask(old.webContents.mainFrame, "journal");
    const fresh = new FakeWindow("app://store");
    ports.storeIs(contentsOf(fresh));
    ipcMain.ask(fakeFrame("app://ui"), "store");
    expect(fresh.webContents.mainFrame.received).toEqual([]);
  });

  test("the end of an old page's journal does not hold windows back from the new page", async () => {
    const { ipcMain, ports } = broker();
    const old = new FakeWindow("app://store");
    ports.storeIs(contentsOf(old));
    ipcMain.ask(old.webContents.mainFrame, "journal");
    const fresh = new FakeWindow("app://store");
    ports.storeIs(contentsOf(fresh));
    ipcMain.ask(fresh.webContents.mainFrame, "journal");
    portOf(old.webContents.mainFrame).close();
    await turn();
    ipcMain.ask(fakeFrame("app://ui"), "store");
    expect(fresh.webContents.mainFrame.received.map(({ message }) => message)).toEqual([
      { role: "journal" },
      { role: "store" },
    ]);
  });

  test.each([
    ["a foreign page", fakeFrame("https://example.com"), "store"],
    ["a window that asks for the journal", fakeFrame("app://ui"), "journal"],
    ["the store page that asks for the store", fakeFrame("app://store"), "store"],
    ["a frame inside a window", fakeFrame("app://ui", fakeFrame("app://ui")), "store"],
    ["an unknown role", fakeFrame("app://ui"), "shell"],
    ["a role that is no text", fakeFrame("app://ui"), { role: "store" }],
  ])("%s gets no port", (_who, frame, role) => {
    const { ipcMain, ports, journals } = broker();
    ports.storeIs(contentsOf(new FakeWindow("app://store")));
    ipcMain.ask(frame, role);
    ipcMain.ask(null, "store");
    expect(frame.received).toEqual([]);
    expect(journals).toEqual([]);
  });

  test("a call in flight rejects as unavailable when the port closes, and so does a later one", async () => {
    const { port1, port2 } = fakeChannel();
    serve<Echo>({ echo: () => new Promise(() => {}) }, ECHO, mainChannel(port2));
    const { remote } = connect<Echo>(mainChannel(port1), ECHO);
    const inFlight = remote.echo({ text: "?" });
    await turn();
    port2.close();
    await expect(inFlight).rejects.toMatchObject({ code: "unavailable" });
    await expect(remote.echo({ text: "?" })).rejects.toMatchObject({ code: "unavailable" });
  });
});
