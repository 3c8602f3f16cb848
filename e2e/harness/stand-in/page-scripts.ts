import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { actAsPage, actAsPreload, pageBase64, type PageNames } from "./in-page.ts";
import { makeWire } from "./wire.ts";

/** The world of the preloads, apart from the page's own as Electron keeps it. */
export const PRELOAD_WORLD = "Electron Isolated Context";

/** Named afresh for every run, so that no page can know them. */
const run = randomBytes(8).toString("hex");
export const NAMES: PageNames = {
  toNode: `toNode${run}`,
  fromNode: `fromNode${run}`,
  expose: `expose-${run}`,
  open: `open-${run}`,
  gaveAway: `gaveAway${run}`,
};

/** A build that keeps names calls this; the pages have none. */
const PRELUDE = "const __name = (named) => named;";
const WIRE = `const wire = (${makeWire.toString()})((${pageBase64.toString()})(), (kind) => {
  if (kind.startsWith("Blob") || kind.startsWith("File")) throw new Error("the stand-in carries no " + kind);
  return null;
});`;

/** Evaluated in the page's own world before its scripts. */
export function pageScript(): string {
  return `(() => { ${PRELUDE} ${WIRE} (${actAsPage.toString()})(${JSON.stringify(NAMES)}, wire); })()`;
}

/** Evaluated in the preload's world: the built preload, with what a sandboxed preload has. */
export function preloadScript(file: string | null): string {
  const system = { platform: process.platform, versions: { ...process.versions } };
  const preload = file === null ? "" : readFileSync(file, "utf8");
  return `(() => { ${PRELUDE} ${WIRE} (${actAsPreload.toString()})(${JSON.stringify(NAMES)}, wire, ${JSON.stringify(system)},
    (require, module, exports, process) => { ${preload}
    }); })()`;
}
