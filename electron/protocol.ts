import { readFile } from "node:fs/promises";
import path from "node:path";
import type { CustomScheme, Protocol } from "electron";
import { CONTENT_TYPES, HEADERS, STORE_POLICY, UI_POLICY } from "./policy.ts";

/** Must be registered once, before the app is ready. */
export const SCHEME: CustomScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

/** Serves the built files: `app://ui/…` and `app://store/…`, each from its own folder under its own policy. */
export function serveBuiltFiles(protocol: Pick<Protocol, "handle">, dist: string): void {
  protocol.handle("app", (request) => answer(request, dist));
}

async function answer(request: Request, dist: string): Promise<Response> {
  const notFound = new Response(null, { status: 404 });
  if (request.method !== "GET" && request.method !== "HEAD") return notFound;
  const url = new URL(request.url);
  const policy = url.host === "ui" ? UI_POLICY : url.host === "store" ? STORE_POLICY : null;
  const asked = decoded(url.pathname);
  if (policy === null || asked === null) return notFound;
  const root = path.join(dist, url.host);
  const file = path.join(root, asked.endsWith("/") ? `${asked}index.html` : asked);
  const relative = path.relative(root, file);
  const type = CONTENT_TYPES[path.extname(file)];
  if (type === undefined || relative.startsWith("..") || path.isAbsolute(relative)) return notFound;
  const body = await readFile(file).catch(() => null);
  if (body === null) return notFound;
  // Without a type Chromium would take anything for HTML.
  return new Response(new Uint8Array(body), {
    headers: { ...HEADERS, "content-type": type, "content-security-policy": policy },
  });
}

function decoded(pathname: string): string | null {
  try {
    const asked = decodeURIComponent(pathname);
    return asked.includes("\0") ? null : asked;
  } catch {
    return null;
  }
}
