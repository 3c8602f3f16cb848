import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { CONTENT_TYPES, HEADERS, UI_POLICY } from "../../electron/policy.ts";

/**
 * The port of the browser edition. It is part of the origin and so of where the collection is kept: another port
 * would be an empty collection. It lies outside the ranges that systems hand out by themselves.
 */
export const PORT = 26_437;

/** Where a second start asks who is there. */
export const IDENTITY_PATH = "/.well-known/cardinal";

export interface RunningServer {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a built edition on the loopback.
 * @param input.root folder of the built files
 * @param input.port 0 for any free one
 * @throws the system's error when the port is taken
 */
export async function startServer(input: {
  readonly root: string;
  readonly port: number;
  readonly policy?: string;
  readonly identity?: string;
}): Promise<RunningServer> {
  const { root, policy = UI_POLICY, identity = "cardinal" } = input;
  const server = createServer((request, response) => {
    void answer(request, response, { root, policy, identity }).catch(() => send(response, 500));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(input.port, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Site {
  readonly root: string;
  readonly policy: string;
  readonly identity: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405);
  // A foreign name that resolves to the loopback must not read the collection's pages (DNS rebinding).
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) return send(response, 403);
  const asked = pathOf(request.url ?? "/");
  if (asked === IDENTITY_PATH)
    return send(response, 200, { "content-type": "text/plain" }, Buffer.from(site.identity));
  const file = asked === null ? null : fileFor(site.root, asked);
  const type = file === null ? undefined : CONTENT_TYPES[path.extname(file)];
  if (file === null || type === undefined) return send(response, 404);
  const body = await readFile(file).catch(() => null);
  if (body === null) return send(response, 404);
  // Names with a hash never change; everything else is asked for again, so that an update is seen.
  const cache = asked?.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  send(
    response,
    200,
    { ...HEADERS, "content-type": type, "content-security-policy": site.policy, "cache-control": cache },
    request.method === "HEAD" ? undefined : body,
  );
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
}

/** The file below `root`, or null when the path leads out of it. */
function fileFor(root: string, asked: string): string | null {
  if (asked.includes("\0")) return null;
  const file = path.join(root, asked.endsWith("/") ? `${asked}index.html` : asked);
  const relative = path.relative(root, file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? null : file;
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body?: Buffer,
): void {
  response.writeHead(status, headers);
  response.end(body);
}
