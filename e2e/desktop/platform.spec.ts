import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { type Desktop, test } from "../harness/desktop.ts";

/** What main relies on of the platform below it, which a stand-in could get wrong: the same on Electron. */

interface Heard {
  heard: string[];
  close(): void;
}

test("a port of main's waits for its start, copies what it carries, and closes at both ends", async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const told = await desktop.evaluate(async ({ MessageChannelMain }, turnMs) => {
    const told: string[] = [];
    const turn = () => new Promise((resolve) => setTimeout(resolve, turnMs));
    const { port1, port2 } = new MessageChannelMain();
    port2.on("message", ({ data }) =>
      told.push(`${data.map.get("a")} ${data.at.getTime()} ${data.bytes.join()}`),
    );
    port1.on("close", () => told.push("closed"));
    port2.on("close", () => told.push("closed"));
    const bytes = new Uint8Array([1, 2]);
    port1.postMessage({ map: new Map([["a", 1]]), at: new Date(5), bytes });
    bytes[0] = 9;
    await turn();
    told.push("start");
    port2.start();
    await turn();
    told.push("close");
    port1.close();
    await turn();
    port1.postMessage("into nothing");
    port2.postMessage("into nothing");
    return told;
  }, 100);
  expect(told).toEqual(["start", "1 5 1,2", "close", "closed", "closed"]);
});

test("main reads copied bytes, null for bytes that were given away, and hears a reload close the port", async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  await portToMain(desktop, page);
  await page.evaluate(() => {
    const { port } = window as unknown as { readonly port: MessagePort };
    port.postMessage({ bytes: new Uint8Array([1, 2]), at: new Date(7) });
    const given = new Uint8Array([3]).buffer;
    port.postMessage({ given }, [given]);
    port.postMessage({ bytes: new Uint8Array([4]), at: new Date(8) });
  });
  const heard = () =>
    desktop.evaluate(() => (globalThis as unknown as { readonly spec: Heard }).spec.heard, null);
  await expect.poll(heard).toEqual(["1,2 at 7", "null", "4 at 8"]);
  await page.reload();
  await expect.poll(heard).toEqual(["1,2 at 7", "null", "4 at 8", "closed"]);
});

test("a page hears that main closed its port", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  await portToMain(desktop, page);
  await page.evaluate(() => {
    const { port } = window as unknown as { readonly port: MessagePort };
    port.addEventListener("close", () => Object.assign(window, { portClosed: true }));
  });
  await desktop.evaluate(() => (globalThis as unknown as { readonly spec: Heard }).spec.close(), null);
  await page.waitForFunction(() => "portClosed" in window);
});

test("a destroyed window answers that it is, and throws at all else", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const said = await desktop.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const { webContents } = window;
    window.destroy();
    const tries = [() => window.getBounds(), () => webContents.send("x"), () => window.isDestroyed()];
    return tries.map((run) => {
      try {
        return String(run());
      } catch (error) {
        return String(error);
      }
    });
  }, null);
  expect(said).toEqual([
    "TypeError: Object has been destroyed",
    "TypeError: Object has been destroyed",
    "true",
  ]);
});

test("quitting can be refused once; then windows close before main hears that it will quit, and that it does", async ({
  launchDesktop,
  userData,
}) => {
  const desktop = await launchDesktop();
  await (await desktop.window()).getByRole("navigation").waitFor();
  const file = path.join(userData, "order.json");
  const refused = await desktop.evaluate(({ app, BrowserWindow }, name) => {
    const order: string[] = [];
    let isRefused = false;
    app.on("before-quit", (event) => {
      order.push("before-quit");
      if (!isRefused) event.preventDefault();
      isRefused = true;
    });
    for (const window of BrowserWindow.getAllWindows()) {
      window.on("close", () => order.push("close"));
      window.on("closed", () => order.push("closed"));
    }
    app.on("will-quit", () => order.push("will-quit"));
    app.on("quit", () => {
      const { writeFileSync } = process.getBuiltinModule("node:fs");
      writeFileSync(name, JSON.stringify([...order, "quit"]));
    });
    app.quit();
    return order;
  }, file);
  expect(refused).toEqual(["before-quit"]);
  await desktop.quit();
  const order = JSON.parse(await readFile(file, "utf8")) as string[];
  expect(order.filter((event) => event === "closed")).toHaveLength(2);
  expect([...new Set(order)]).toEqual(["before-quit", "close", "closed", "will-quit", "quit"]);
});

/** Joins the window to main by a port of the spec's own, on the way that the preload has for all. */
async function portToMain(desktop: Desktop, page: Page): Promise<void> {
  await desktop.evaluate(({ ipcMain, MessageChannelMain }) => {
    ipcMain.on("want-port", (event, role: unknown) => {
      if (role !== "spec") return;
      const { port1, port2 } = new MessageChannelMain();
      const spec: Heard = { heard: [], close: () => port2.close() };
      Object.assign(globalThis, { spec });
      port2.on("message", ({ data }) =>
        spec.heard.push(data === null ? "null" : `${data.bytes.join()} at ${data.at.getTime()}`),
      );
      port2.on("close", () => spec.heard.push("closed"));
      port2.start();
      event.senderFrame?.postMessage("port", { role }, [port1]);
    });
  }, null);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.addEventListener("message", ({ data, ports: [port] }) => {
          if (data?.cardinal !== "port" || data.role !== "spec" || !port) return;
          Object.assign(window, { port });
          resolve();
        });
        window.postMessage({ cardinal: "want-port", role: "spec" }, location.origin);
      }),
  );
}
