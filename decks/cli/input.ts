import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Guide } from "../core/guide/types.ts";
import { guideOf, guideText } from "../formats/guide-text.ts";

/** Something the caller can mend; its message is the one sentence on stderr, and the exit code is 2. */
export class BadInput extends Error {}

/** Options and the one file of a command. @throws BadInput for unknown options, no file, or more than one */
export function fileAndOptions(
  args: readonly string[],
  options: Options,
  usage: string,
): { readonly file: string; readonly values: Readonly<Record<string, unknown>> } {
  const { files, values } = filesAndOptions(args, options, 1, usage);
  return { file: files[0] ?? "", values };
}

/** Options and just so many files. @throws BadInput for unknown options, and for fewer or more files */
export function filesAndOptions(
  args: readonly string[],
  options: Options,
  count: 1 | 2,
  usage: string,
): { readonly files: readonly string[]; readonly values: Readonly<Record<string, unknown>> } {
  const { positionals, values } = parsed(args, options, usage);
  if (positionals.length !== count)
    throw new BadInput(`${count === 1 ? "One file is" : "Two files are"} wanted. Usage: cardinal ${usage}`);
  return { files: positionals, values };
}

/** The options of a command that takes no file. @throws BadInput for unknown options, and for anything else */
export function optionsOf(
  args: readonly string[],
  options: Options,
  usage: string,
): Readonly<Record<string, unknown>> {
  const { positionals, values } = parsed(args, options, usage);
  if (positionals.length > 0)
    throw new BadInput(`“${positionals[0]}” is not expected here. Usage: cardinal ${usage}`);
  return values;
}

type Options = Readonly<Record<string, { readonly type: "boolean" | "string" }>>;

function parsed(args: readonly string[], options: Options, usage: string) {
  try {
    return parseArgs({ args: [...args], options: { ...options }, allowPositionals: true });
  } catch (error) {
    throw new BadInput(
      `${error instanceof Error ? (error.message.split(/\.\s/)[0] ?? "") : ""}. Usage: cardinal ${usage}`,
    );
  }
}

/** Why a file cannot be read, in words. */
export function fileProblem(file: string, error: unknown): BadInput {
  const code = error instanceof Error && "code" in error ? error.code : "";
  const reasons: Record<string, string> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "it may not be read",
  };
  return new BadInput(`${file}: ${reasons[String(code)] ?? "it cannot be read"}.`);
}

/** The guide in a file, whatever its format. @throws BadInput with what is wrong */
export async function readGuideFile(file: string): Promise<Guide> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw fileProblem(file, error);
  }
  const read = await guideText({ name: file, bytes });
  if (!read.ok) throw new BadInput(`${file}: ${read.reason}`);
  return guideOf(read, file);
}

/** Writes a file whole or not at all. @throws BadInput when it is there already and may not be replaced */
export function writeNewFile(file: string, text: string | Uint8Array, force: boolean): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    if (!force) writeFileSync(file, "", { flag: "wx" });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    const there = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw new BadInput(
      `${file}: ${there ? "it is there already; use --force to replace it" : "it cannot be written"}.`,
    );
  }
}
