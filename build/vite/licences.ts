import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import type { About, ShippedPackage } from "../../decks/contract/about.ts";

/** What may ship. Of several licences to choose from, one is enough. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "OFL-1.1"],
  // A file of these is changed by nobody here; it ships as it came.
  "MPL-2.0",
]);
/** Made by the builder itself, and part of what ships. */
const VIRTUAL: Readonly<Record<string, string>> = { "\0vite": "vite", "\0rolldown": "rolldown" };

/** The packages that bundles hold, found as their modules go by. */
export class ShippedPackages {
  readonly #folders = new Set<string>();
  readonly #root: string;

  /** @param root of the repository, whose `node_modules` have what no package brings by itself */
  constructor(root: string) {
    this.#root = root;
  }

  /** @param moduleId of a module that a chunk holds, as the bundler names it */
  add(moduleId: string): void {
    const made = Object.entries(VIRTUAL).find(([start]) => moduleId.startsWith(start));
    if (made) this.#folders.add(path.join(this.#root, "node_modules", made[1]));
    const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(
      moduleId.replace(/^\0/, ""),
    );
    if (folder) this.#folders.add(folder[0]);
  }

  /** In the order of their names. @throws Error naming every package whose licence is missing or not allowed */
  packages(): readonly ShippedPackage[] {
    const found = [...this.#folders].map(packageAt);
    const wrong = found.flatMap((one) => wrongAbout(one) ?? []);
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    const byName = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
    return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }
}

/** Why a package may not ship; null when it may. */
export function wrongAbout({ name, licence, text }: ShippedPackage): string | null {
  const choices = licence.replace(/^\(|\)$/g, "").split(" OR ");
  if (!choices.some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one))))
    return `${name} ships under "${licence}", which is not one of those that may ship.`;
  return text.trim().length < 200 ? `${name} ships without the text of its licence.` : null;
}

function packageAt(folder: string): ShippedPackage {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const [file] = readdirSync(folder)
    .filter((entry) => /^(?:licen[cs]e|copying)(?:[.-](?:md|markdown|txt|mit|apache.*))?$/i.test(entry))
    .toSorted();
  const whole = file === undefined ? "" : readFileSync(path.join(folder, file), "utf8");
  // The builder lists what it is itself made of, none of which is in what it adds to a bundle.
  const [text = ""] = whole.split(/^# Licenses of bundled dependencies$/m);
  return { name, version, licence: license ?? "", text };
}

/** The fonts lie in the repository, each family's licence beside them. */
function fontsIn(folder: string): ShippedPackage[] {
  return readdirSync(folder)
    .filter((file) => /^OFL-.*\.txt$/.test(file))
    .map((file) => {
      const text = readFileSync(path.join(folder, file), "utf8");
      const family = file.slice(4, -4);
      return { name: `${family} (font)`, version: "", licence: "OFL-1.1", text };
    });
}

/** Where the window finds what it tells of itself. */
const FILE = "assets/about.json";

/** Gathers what the chunks of one build hold; a worker is a build of its own within another. */
export function gatherPackages(packages: ShippedPackages): Plugin {
  return {
    name: "cardinal-packages",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === "chunk") for (const id of Object.keys(file.modules)) packages.add(id);
    },
  };
}

/**
 * Writes which packages ship with the window, its workers and its fonts, each with its licence. A build with a package
 * that may not ship fails. Goes before the service worker, which lists all files.
 */
export function aboutFile(packages: ShippedPackages, root: string): Plugin {
  return {
    name: "cardinal-about",
    generateBundle() {
      const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
        readonly version: string;
      };
      const about: About = {
        version,
        licence: readFileSync(path.join(root, "LICENSE"), "utf8"),
        packages: [...packages.packages(), ...fontsIn(path.join(root, "renderer/styles/fonts"))],
      };
      this.emitFile({ type: "asset", fileName: FILE, source: JSON.stringify(about) });
    },
  };
}

/**
 * The shell and the store page hold nothing that the window's list does not name: it is the one that people see. The
 * list is looked up in what was built before; where there is none yet, the licences alone are checked.
 */
export function knownPackages(packages: ShippedPackages, root: string): Plugin {
  return {
    name: "cardinal-known-packages",
    generateBundle() {
      const held = packages.packages();
      const file = path.join(root, "dist/ui", FILE);
      if (!existsSync(file)) return;
      const about = JSON.parse(readFileSync(file, "utf8")) as About;
      const known = new Set(about.packages.map(({ name, version }) => `${name}@${version}`));
      const unknown = held.filter(({ name, version }) => !known.has(`${name}@${version}`));
      if (unknown.length > 0) {
        const names = unknown.map(({ name }) => name).join(", ");
        this.error(
          `The window's list of licences does not name ${names}. Build the window first: build.ts ui`,
        );
      }
    },
  };
}
