import { EventEmitter } from "node:events";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { App } from "electron";
import { beforeAll, expect, test, vi } from "vitest";
import { READABLE_ENDINGS } from "../decks/contract/readable-files.ts";
import { type OpenedFile, openFiles } from "./open-files.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-open-"));
  await writeFile(path.join(folder, "rivers.apkg"), "a package");
  await writeFile(path.join(folder, "notes.md"), "# Notes");
  await writeFile(path.join(folder, "program.exe"), "no deck");
  await mkdir(path.join(folder, "folder.md"));
});

function started(argv: readonly string[] = []) {
  const app = new EventEmitter();
  const refused: string[] = [];
  const opened: OpenedFile[] = [];
  const wanted = vi.fn();
  const files = openFiles({
    app: app as unknown as Pick<App, "on">,
    argv: ["/usr/bin/cardinal", ...argv],
    workingDirectory: folder,
    wanted,
    refuse: (sentence) => refused.push(sentence),
  });
  const names = () => opened.map(({ name }) => name);
  return { app, files, refused, opened, wanted, names, take: (file: OpenedFile) => void opened.push(file) };
}

test("a file named at the start waits for the window, and comes with its bytes", async () => {
  const { files, opened, take, names } = started(["--ozone-platform=x11", "rivers.apkg", "program.exe"]);
  files.windowReady(take);
  await vi.waitFor(() => expect(names()).toEqual(["rivers.apkg"]));
  expect(new TextDecoder().decode(opened[0]?.bytes)).toBe("a package");
});

test("a second start names its files by its own folder", async () => {
  const { app, files, take, names, wanted } = started();
  files.windowReady(take);
  app.emit("second-instance", {}, ["/usr/bin/cardinal", "notes.md"], folder);
  await vi.waitFor(() => expect(names()).toEqual(["notes.md"]));
  app.emit("second-instance", {}, ["/usr/bin/cardinal", "--flag", "rivers.apkg"], folder);
  await vi.waitFor(() => expect(names()).toEqual(["notes.md", "rivers.apkg"]));
  expect(wanted).toHaveBeenCalledTimes(2);
});

test("macOS's open-file is taken over, and waits while no window is open", async () => {
  const { app, files, take, names, wanted } = started();
  files.windowReady(take);
  files.windowGone();
  const preventDefault = vi.fn();
  app.emit("open-file", { preventDefault }, path.join(folder, "notes.md"));
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(wanted).toHaveBeenCalledOnce();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(names()).toEqual([]);
  files.windowReady(take);
  expect(names()).toEqual(["notes.md"]);
});

test.each([
  ["gone.apkg", "gone.apkg is not there any more."],
  ["folder.md", "folder.md is a folder. Open the files in it."],
  ["notes.md/inner.csv", "inner.csv could not be read. May you open it?"],
])("%s, which cannot be opened, is said in a sentence, and nothing is sent", async (named, sentence) => {
  const { refused, files, take, opened } = started([named]);
  files.windowReady(take);
  await vi.waitFor(() => expect(refused).toEqual([sentence]));
  expect(opened).toEqual([]);
});

test("the system is told of just the endings that are opened", async () => {
  const builder = await readFile(path.resolve(import.meta.dirname, "../electron-builder.yml"), "utf8");
  const told = [...builder.matchAll(/^\s+(?:- )?ext: \[?([^\]\n]+)\]?$/gm)].flatMap(([, endings = ""]) =>
    endings.split(",").map((ending) => `.${ending.trim()}`),
  );
  expect(told.toSorted()).toEqual([...READABLE_ENDINGS].toSorted());
});
