import { EventEmitter } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { App } from "electron";
import { beforeAll, expect, test, vi } from "vitest";
import { OPENED_ENDINGS, type OpenedFile, openFiles } from "./open-files.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-open-"));
  await writeFile(path.join(folder, "rivers.apkg"), "a package");
  await writeFile(path.join(folder, "notes.md"), "# Notes");
  await writeFile(path.join(folder, "program.exe"), "no deck");
});

function started(argv: readonly string[] = []) {
  const app = new EventEmitter();
  const refused: string[] = [];
  const opened: OpenedFile[] = [];
  const files = openFiles({
    app: app as unknown as Pick<App, "on">,
    argv: ["/usr/bin/cardinal", ...argv],
    workingDirectory: folder,
    refuse: (sentence) => refused.push(sentence),
  });
  const names = () => opened.map(({ name }) => name);
  return { app, files, refused, opened, names, take: (file: OpenedFile) => void opened.push(file) };
}

test("a file named at the start waits for the window, and comes with its bytes", async () => {
  const { files, opened, take, names } = started(["--ozone-platform=x11", "rivers.apkg", "program.exe"]);
  files.windowReady(take);
  await vi.waitFor(() => expect(names()).toEqual(["rivers.apkg"]));
  expect(new TextDecoder().decode(opened[0]?.bytes)).toBe("a package");
});

test("a second start names its files by its own folder", async () => {
  const { app, files, take, names } = started();
  files.windowReady(take);
  app.emit("second-instance", {}, ["/usr/bin/cardinal", "notes.md"], folder);
  await vi.waitFor(() => expect(names()).toEqual(["notes.md"]));
});

test("macOS's open-file is taken over, and waits while no window is open", async () => {
  const { app, files, take, names } = started();
  files.windowReady(take);
  files.windowGone();
  const preventDefault = vi.fn();
  app.emit("open-file", { preventDefault }, path.join(folder, "notes.md"));
  expect(preventDefault).toHaveBeenCalledOnce();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(names()).toEqual([]);
  files.windowReady(take);
  expect(names()).toEqual(["notes.md"]);
});

test("a file that is gone is said in a sentence", async () => {
  const { refused } = started(["gone.apkg"]);
  await vi.waitFor(() => expect(refused).toEqual(["gone.apkg could not be read. Is it still there?"]));
});

test("the system is told of just the endings that are opened", async () => {
  const builder = await readFile(path.resolve(import.meta.dirname, "../electron-builder.yml"), "utf8");
  const told = [...builder.matchAll(/^\s+(?:- )?ext: \[?([^\]\n]+)\]?$/gm)].flatMap(([, endings = ""]) =>
    endings.split(",").map((ending) => `.${ending.trim()}`),
  );
  expect(told.toSorted()).toEqual([...OPENED_ENDINGS].toSorted());
});
