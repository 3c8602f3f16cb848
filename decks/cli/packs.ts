import { readFileSync } from "node:fs";
import { PACKS } from "../content/packs.ts";
import { readPack, type RulePack } from "../core/scenario/pack.ts";
import { readPackFile } from "../formats/pack-file.ts";
import { BadInput, fileProblem } from "./input.ts";

/** The pack of an id that ships with Cardinal, or of a file. @throws BadInput with what is wrong */
export async function packNamed(name: string): Promise<RulePack> {
  const shipped = shippedPacks();
  const found = shipped.find((pack) => pack.id === name);
  if (found) return found;
  if (!/[./\\]/.test(name)) {
    const ids = shipped.map((pack) => pack.id).join(", ");
    throw new BadInput(`There is no pack ${name}; there are ${ids}, and a path names a file.`);
  }
  return packOfFile(name);
}

/** @throws BadInput with the first thing that is wrong, and how many more there are */
export async function packOfFile(file: string): Promise<RulePack> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw fileProblem(file, error);
  }
  const read = await readPackFile(bytes);
  if (read.ok) return read.pack;
  const [first] = read.issues;
  const more = read.issues.length - 1;
  throw new BadInput(
    `${file}: ${first?.reason ?? "it is no pack."}${more > 0 ? ` There ${more === 1 ? "is 1 more" : `are ${more} more`} like it.` : ""}`,
  );
}

function shippedPacks(): RulePack[] {
  return PACKS.map((json) => {
    const read = readPack(json);
    if (!read.ok) throw new Error(`a shipped pack is broken: ${read.issues[0]?.reason}`);
    return read.pack;
  });
}
