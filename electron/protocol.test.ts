import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { serveBuiltFiles } from "./protocol.ts";

let ask: (url: string, init?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  const dist = await mkdtemp(path.join(tmpdir(), "cardinal-dist-"));
  await mkdir(path.join(dist, "ui/assets"), { recursive: true });
  await mkdir(path.join(dist, "store"));
  await writeFile(path.join(dist, "secret.txt"), "secret");
  await writeFile(path.join(dist, "ui/index.html"), "<p>ui");
  await writeFile(path.join(dist, "ui/assets/a.js"), "1");
  await writeFile(path.join(dist, "ui/unknown.bin"), "x");
  await writeFile(path.join(dist, "store/window.html"), "<p>store");
  serveBuiltFiles(
    {
      handle(_scheme, handler) {
        ask = async (url, init) => handler(new Request(url, init) as never);
      },
    },
    dist,
  );
});

describe("app://", () => {
  test("each host serves its own folder under its own policy, with a type on every answer", async () => {
    const ui = await ask("app://ui/");
    expect(await ui.text()).toBe("<p>ui");
    expect(ui.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(ui.headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
    const script = await ask("app://ui/assets/a.js");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(script.headers.get("content-security-policy")).not.toBeNull();
    const store = await ask("app://store/window.html");
    expect(store.headers.get("content-security-policy")).not.toContain("connect-src");
  });

  test.each([
    "app://ui/../secret.txt",
    "app://ui/%2e%2e/secret.txt",
    "app://ui/..%2fsecret.txt",
    "app://ui/..%5csecret.txt",
    "app://ui/%00",
    "app://ui/%E0%A4%A",
    "app://ui/unknown.bin",
    "app://ui/missing.js",
    "app://other/index.html",
    "app://store/index.html",
  ])("%s is not found", async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("secret");
  });

  test("nothing but reading is answered", async () => {
    expect((await ask("app://ui/", { method: "POST", body: "x" })).status).toBe(404);
  });
});
