import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { appAddress } from "./addresses.ts";

/** What main decides about requests. */
export interface SiteRules {
  /** Whether main lets a request go out at all. */
  lets(request: { readonly url: string; readonly method: string }): Promise<boolean>;
  /** Main's answer to an address of the app's own; null when main handles no such scheme. */
  answer(request: Request): Promise<Response> | null;
}

/**
 * The proxy of the pages: every request of Chromium's comes here, and none goes further. Addresses of the app's own are
 * answered by main's handler, with main's headers.
 * @returns its port on the loopback
 */
export async function startSite(rules: SiteRules): Promise<number> {
  const server = createServer((request, response) => {
    answer(request, response, rules).catch(() => response.destroy());
  });
  // Anything encrypted is foreign. Main is asked nevertheless: its rule is what keeps Electron's pages in.
  server.on("connect", (request, socket) => {
    void rules
      .lets({ url: `https://${request.url ?? ""}/`, method: "CONNECT" })
      .finally(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  server.unref();
  return (server.address() as AddressInfo).port;
}

async function answer(request: IncomingMessage, response: ServerResponse, rules: SiteRules): Promise<void> {
  const url = appAddress(request.url ?? "");
  const method = request.method ?? "GET";
  const isLet = await rules.lets({ url, method });
  const mains = isLet && url.startsWith("app:") ? await rules.answer(new Request(url, { method })) : null;
  // An error of the network, as Chromium calls it, has no answer at all.
  if (mains === null || mains.type === "error") return void response.destroy();
  response.writeHead(mains.status, Object.fromEntries(mains.headers));
  response.end(Buffer.from(await mains.arrayBuffer()));
}
