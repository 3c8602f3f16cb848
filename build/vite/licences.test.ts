import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { ShippedPackages, wrongAbout } from "./licences.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TEXT = "Permission is hereby granted, free of charge, to any person. ".repeat(5);

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cardinal-licences-"));
});

async function install(name: string, license: string | undefined, files: Readonly<Record<string, string>>) {
  const folder = path.join(root, "node_modules", name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", license }));
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  return path.join(folder, "dist/index.js");
}

describe("the packages of a bundle", () => {
  test("are told by their modules, each once, in order, with the text of its licence", async () => {
    const packages = new ShippedPackages(root);
    packages.add(await install("b", "MIT", { LICENSE: TEXT }));
    packages.add(`\0${await install("@scope/a", "ISC", { "license.md": TEXT })}?commonjs-module`);
    packages.add(path.join(root, "node_modules/b/other.js"));
    packages.add(path.join(root, "renderer/main.ts"));
    expect(packages.packages()).toEqual([
      { name: "@scope/a", version: "1.0.0", licence: "ISC", text: TEXT },
      { name: "b", version: "1.0.0", licence: "MIT", text: TEXT },
    ]);
  });

  test("one within another is told by itself", async () => {
    const packages = new ShippedPackages(root);
    await install("outer", "MIT", { LICENSE: TEXT });
    packages.add(await install("outer/node_modules/inner", "MIT", { LICENSE: TEXT }));
    expect(packages.packages().map(({ name }) => name)).toEqual(["outer/node_modules/inner"]);
  });

  test("what the builder itself adds is told as well", async () => {
    const packages = new ShippedPackages(root);
    await install("vite", "MIT", { "LICENSE.md": TEXT });
    packages.add("\0vite/preload-helper.js");
    expect(packages.packages().map(({ name }) => name)).toEqual(["vite"]);
  });

  test.each([
    ["no text", "MIT", {}, /a ships without the text of its licence/],
    ["a text that is none", "MIT", { LICENSE: "see README" }, /a ships without the text/],
    ["a licence that may not ship", "GPL-3.0", { LICENSE: TEXT }, /a ships under "GPL-3\.0"/],
    ["two of which one may not", "(MIT AND GPL-3.0)", { LICENSE: TEXT }, /a ships under/],
    ["none that is named", undefined, { LICENSE: TEXT }, /a ships under ""/],
  ])("with %s stop the build", async (_what, licence, files, words) => {
    const packages = new ShippedPackages(root);
    packages.add(await install("a", licence, files));
    expect(() => packages.packages()).toThrow(words);
  });

  test("a choice of which one may ship is enough", () => {
    const dual = { name: "a", version: "1", licence: "(MPL-2.0 OR GPL-3.0)", text: TEXT };
    expect(wrongAbout(dual)).toBeNull();
  });
});

test("everything that Cardinal depends on may ship, and has its text", async () => {
  const { dependencies } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const packages = new ShippedPackages(ROOT);
  for (const name of Object.keys(dependencies))
    packages.add(path.join(ROOT, "node_modules", name, "index.js"));
  expect(packages.packages()).toHaveLength(Object.keys(dependencies).length);
});
