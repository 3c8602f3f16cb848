import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { startServer } from "../build/server/server.ts";
import { serveBuiltFiles } from "./protocol.ts";

/** What a page of Cardinal may do; whoever changes it says so here as well. */
const SHARED = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
};
const UI = {
  ...SHARED,
  "style-src": "'self'",
  "style-src-attr": "'unsafe-inline'",
  "img-src": "'self' blob: data:",
  "media-src": "blob:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "trusted-types": "svelte-trusted-html dompurify cardinal-cards cardinal-scripts cardinal-optimiser",
};
/** The worker that fits weights is all that the store page starts. */
const STORE = { ...SHARED, "worker-src": "'self'", "trusted-types": "cardinal-optimiser" };

let dist = "";
beforeAll(async () => {
  dist = await mkdtemp(path.join(tmpdir(), "cardinal-policy-"));
  for (const folder of ["ui/assets", "store/assets"]) {
    await mkdir(path.join(dist, folder), { recursive: true });
    await writeFile(path.join(dist, folder, "worker.js"), "");
    await writeFile(path.join(dist, folder, "../index.html"), "");
  }
});

function directives(headers: Headers): Record<string, string> {
  const policy = headers.get("content-security-policy") ?? "";
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );
}

async function fromDesktop(url: string): Promise<Headers> {
  let answer: Promise<Response> | Response | null = null;
  serveBuiltFiles(
    { handle: (_scheme, handler) => void (answer = handler(new Request(url) as never) as never) },
    dist,
  );
  const response = await (answer as unknown as Promise<Response>);
  expect(response.status).toBe(200);
  return response.headers;
}

async function fromServer(asked: string): Promise<Headers> {
  const server = await startServer({ root: path.join(dist, "ui"), port: 0 });
  try {
    const response = await fetch(`${server.address}${asked}`);
    expect(response.status).toBe(200);
    return response.headers;
  } finally {
    await server.close();
  }
}

describe("each directive of the policy comes by header", () => {
  test.each(["index.html", "assets/worker.js"])("with %s of the browser edition", async (asked) => {
    expect(directives(await fromServer(asked))).toEqual(UI);
  });

  test.each(["index.html", "assets/worker.js"])("with %s of the desktop's window", async (asked) => {
    expect(directives(await fromDesktop(`app://ui/${asked}`))).toEqual(UI);
  });

  test.each(["index.html", "assets/worker.js"])("with %s of the desktop's store", async (asked) => {
    expect(directives(await fromDesktop(`app://store/${asked}`))).toEqual(STORE);
  });
});
