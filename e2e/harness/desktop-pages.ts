import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { startServer } from "../../build/server/server.ts";
import type { JournalFiles } from "../../decks/store/journal-files.ts";
import { diskFiles } from "../../electron/collection-files.ts";
import { STORE_POLICY } from "../../electron/policy.ts";

const DIST = path.resolve(import.meta.dirname, "../../dist");

/**
 * The desktop edition's two pages in Chromium, on two origins, joined as main joins them: a third page hands real
 * message ports to both, and keeps the journal with the shell's own code on disk. What stands in for Electron is the
 * hand-over alone; window, store page, policies and journal are the built ones.
 */
export async function openDesktopPages(context: BrowserContext, journalFolder: string) {
  const ui = await startServer({ root: path.join(DIST, "ui"), port: 0 });
  const store = await startServer({ root: path.join(DIST, "store"), port: 0, policy: STORE_POLICY });
  // Windows that open each other keep hold of each other only without this header, which the desktop has no use for.
  await context.route("**/*", async (route) => {
    const response = await route.fetch();
    const { "cross-origin-opener-policy": _opener, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await context.addInitScript(PRELOAD);
  const journal = diskFiles(journalFolder);
  const main = await context.newPage();
  await main.exposeFunction("callJournal", async (method: keyof JournalFiles, input: string) =>
    pack(await (journal[method] as (input: unknown) => Promise<unknown>)(unpack(input))),
  );
  await main.goto("about:blank");
  await main.evaluate(MAIN);
  const hidden = await opened(context, main, `${store.address}window.html`);
  const window = await opened(context, main, ui.address);
  return {
    window,
    hidden,
    address: ui.address,
    async close() {
      for (const page of [window, hidden, main]) await page.close();
      await ui.close();
      await store.close();
    },
  };
}

async function opened(context: BrowserContext, main: Page, address: string): Promise<Page> {
  const page = context.waitForEvent("page");
  await main.evaluate((url) => void window.open(url), address);
  return page;
}

/** What crosses between Node and the page is JSON; bytes go as base64. */
function pack(value: unknown): string {
  return JSON.stringify({ value }, (_key, item: unknown) =>
    item instanceof Uint8Array ? { base64: Buffer.from(item).toString("base64") } : item,
  );
}

function unpack(text: string): unknown {
  const read = JSON.parse(text, (_key, item: unknown) =>
    typeof item === "object" && item !== null && "base64" in item && typeof item.base64 === "string"
      ? Uint8Array.from(Buffer.from(item.base64, "base64"))
      : item,
  ) as { readonly value: unknown };
  return read.value;
}

/** What the preloads do: carry the page's wish to main, and the port to the page. */
const PRELOAD = `
  if (window.opener) {
    if (!location.pathname.endsWith("window.html")) window.cardinalHost = { edition: "desktop" };
    window.addEventListener("message", (event) => {
      const { cardinal, role } = event.data ?? {};
      if (event.source === window && cardinal === "want-port") window.opener.postMessage({ want: role }, "*");
      if (event.source === window.opener && cardinal === "port") window.postMessage(event.data, location.origin, event.ports);
    });
  }
`;

/** What main does: makes a channel for every wish, gives one end back and the other to its peer. */
const MAIN = `
  let storePage = null;
  const waiting = [];
  const give = (page, role, port) => page.postMessage({ cardinal: "port", role }, "*", [port]);
  const packed = (value) => JSON.stringify({ value }, (_key, item) =>
    item instanceof Uint8Array ? { base64: btoa(Array.from(item, (byte) => String.fromCharCode(byte)).join("")) } : item);
  const unpacked = (text) => JSON.parse(text, (_key, item) =>
    item && typeof item === "object" && "base64" in item
      ? Uint8Array.from(atob(item.base64), (char) => char.charCodeAt(0)) : item).value;
  window.addEventListener("message", (event) => {
    const { want } = event.data ?? {};
    if (want !== "journal" && want !== "store") return;
    const { port1, port2 } = new MessageChannel();
    if (want === "journal") {
      storePage = event.source;
      port2.onmessage = async ({ data: { call, method, input } }) => {
        try {
          port2.postMessage({ answer: call, value: unpacked(await window.callJournal(method, packed(input))) });
        } catch (error) {
          port2.postMessage({ answer: call, error: { code: "internal", detail: String(error) } });
        }
      };
      for (const port of waiting.splice(0)) give(storePage, "store", port);
    } else if (storePage) give(storePage, "store", port2);
    else waiting.push(port2);
    give(event.source, want, port1);
  });
`;
