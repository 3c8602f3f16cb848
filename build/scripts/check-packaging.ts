import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { extractFile, getRawHeader, listPackage } from "@electron/asar";
import { parse } from "yaml";
import type { About } from "../../decks/contract/about.ts";
import { READABLE_ENDINGS } from "../../decks/contract/readable-files.ts";
import { wrongAbout } from "../vite/licences.ts";
import { checkFuses } from "./check-fuses.ts";
import { checkIcons, sha256 } from "./icon-files.ts";
import { type Platform, PLATFORMS, stubDistribution } from "./stub-distributions.ts";

/**
 * Packs for Linux, Windows and macOS with a stub in the place of Electron's distribution, which needs no network, and
 * looks at what came of it. `tsx build/scripts/check-packaging.ts [report.json]`
 */
const ROOT = path.resolve(import.meta.dirname, "../..");
const LARGEST_BYTES = 15_000_000;
/** Where nothing answers: a packer that wants a download fails. */
const NOWHERE = "http://127.0.0.1:9/";
const scratch = mkdtempSync(path.join(tmpdir(), "cardinal-packaging-"));
const failures: string[] = [];
let passed = 0;

function check(fact: string, holds: boolean): void {
  if (holds) passed++;
  else failures.push(fact);
}

interface Packed {
  readonly platform: Platform;
  readonly asar: string;
  /** The file that holds Electron's fuses. */
  readonly binary: string;
  /** The file that tells Electron what `app.asar` has to be, where the system has one. */
  readonly sealed: string | null;
}

const PLACES: Readonly<Record<Platform, Readonly<Record<"asar" | "binary", string> & { sealed?: string }>>> =
  {
    linux: { asar: "linux-unpacked/resources/app.asar", binary: "linux-unpacked/cardinal" },
    win: {
      asar: "win-unpacked/resources/app.asar",
      binary: "win-unpacked/Cardinal.exe",
      sealed: "win-unpacked/Cardinal.exe",
    },
    mac: {
      asar: "mac/Cardinal.app/Contents/Resources/app.asar",
      binary: "mac/Cardinal.app/Contents/Frameworks/Electron Framework.framework/Electron Framework",
      sealed: "mac/Cardinal.app/Contents/Info.plist",
    },
  };

function pack(platform: Platform): Packed | null {
  const builder = createRequire(import.meta.url).resolve("electron-builder/cli.js");
  const output = path.join(scratch, `release-${platform}`);
  const { status } = spawnSync(
    process.execPath,
    [
      ...[builder, `--${platform}`, "dir", "--x64", "--publish", "never"],
      `-c.electronDist=${stubDistribution(platform, scratch)}`,
      `-c.directories.output=${output}`,
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, ELECTRON_MIRROR: NOWHERE, ELECTRON_BUILDER_BINARIES_MIRROR: NOWHERE },
    },
  );
  const { asar, binary, sealed } = PLACES[platform];
  const at = (file: string) => path.join(output, file);
  if (status !== 0 || !existsSync(at(asar))) return null;
  return { platform, asar: at(asar), binary: at(binary), sealed: sealed === undefined ? null : at(sealed) };
}

/** What is ours in `app.asar`: each file and its hash. */
function fileHashes(asar: string): readonly string[] {
  return listPackage(asar, { isPack: false })
    .map((file) => file.replaceAll("\\", "/").slice(1))
    .filter((file) => /\.\w+$|LICENSE$/.test(path.basename(file)))
    .map((file) => `${sha256(extractFile(asar, file))}  ${file}`)
    .toSorted();
}

/** Windows and macOS say beside the program what `app.asar` has to be; Electron starts no other. */
function checkSeal({ platform, asar, sealed }: Packed): void {
  if (sealed === null) return;
  const hash = sha256(getRawHeader(asar).headerString);
  check(`${platform}: the program is sealed to its app.asar`, readFileSync(sealed).includes(hash));
}

function checkConfiguration(packed: readonly Packed[]): void {
  const config = parse(readFileSync(path.join(ROOT, "electron-builder.yml"), "utf8")) as {
    readonly toolsets?: { readonly appimage?: string };
    readonly [platform: string]: unknown;
  };
  const targets = (platform: Platform) =>
    ((config[platform] as { target: { target: string; arch: string[] }[] } | undefined)?.target ?? []).map(
      ({ target, arch }) => `${target} ${arch.join(" ")}`,
    );
  const is = (platform: Platform, wanted: readonly string[]) =>
    check(
      `${platform} is packed as ${wanted.join(", ")}`,
      JSON.stringify(targets(platform)) === JSON.stringify(wanted),
    );
  is("linux", ["AppImage x64", "deb x64"]);
  is("win", ["nsis x64", "zip x64"]);
  is("mac", ["dmg arm64 x64", "zip arm64 x64"]);
  check("the AppImage runs in its sandbox and without FUSE 2", config.toolsets?.appimage === "1.0.3");
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  for (const platform of PLATFORMS)
    check(
      `npm run package:${platform} packs for ${platform}`,
      scripts[`package:${platform}`]?.includes(`electron-builder --${platform} `) ?? false,
    );
  const plist = packed.find(({ platform }) => platform === "mac")?.sealed;
  const told = plist ? readFileSync(plist, "utf8") : "";
  for (const ending of READABLE_ENDINGS)
    check(
      `macOS is told that Cardinal opens ${ending}`,
      told.includes(`<string>${ending.slice(1)}</string>`),
    );
}

function checkContents(asar: string): void {
  const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll("\\", "/"));
  const holds = (pattern: RegExp) => files.some((file) => pattern.test(file));
  for (const file of [
    "/package.json",
    "/dist/electron/main.cjs",
    "/dist/electron/preload.cjs",
    "/dist/electron/store-preload.cjs",
    "/dist/ui/index.html",
    "/dist/store/window.html",
  ]) {
    check(`app.asar holds ${file}`, files.includes(file));
  }
  check("app.asar holds the fonts and their licences", holds(/\.woff2$/));
  const about = JSON.parse(extractFile(asar, "dist/ui/assets/about.json").toString()) as About;
  check(
    "it tells the licence of everything that ships, fonts included",
    about.packages.length > 50 && about.packages.every((one) => wrongAbout(one) === null),
  );
  check(
    "it names each font that ships",
    about.packages.filter(({ name }) => /\(font\)/.test(name)).length === 3,
  );
  check("app.asar holds no node_modules", !holds(/node_modules/));
  check("app.asar holds no sources", !holds(/\.(?:ts|svelte)$|^\/(?:decks|renderer|electron|e2e|build)\//));
  check("app.asar holds no source maps", !holds(/\.map$/));
  check("app.asar holds no tests", !holds(/\.(?:test|spec)\./));
  check(`app.asar is below ${LARGEST_BYTES / 1_000_000} MB`, statSync(asar).size < LARGEST_BYTES);
  const { main, name } = JSON.parse(extractFile(asar, "package.json").toString()) as Record<string, string>;
  check("its package.json starts the built main", main === "dist/electron/main.cjs" && name === "cardinal");
  const store = files.filter((file) => /^\/dist\/store\/assets\/.*\.js$/.test(file));
  const code = store.map((file) => extractFile(asar, file.slice(1)).toString()).join("\n");
  check(
    "the store page carries the shipped guides and the rule pack",
    /Learning objectives/.test(code) && /cardinal-pack/.test(code),
  );
  check(
    "the built main names no file of a developer's machine",
    !extractFile(asar, "dist/electron/main.cjs").toString().includes(ROOT),
  );
}

try {
  checkIcons(ROOT, check);
  const packed = PLATFORMS.map(pack);
  for (const [index, platform] of PLATFORMS.entries())
    check(`electron-builder packs for ${platform} without a network`, (packed[index] ?? null) !== null);
  const done = packed.filter((one) => one !== null);
  const [first, ...others] = done.map(({ asar }) => fileHashes(asar));
  for (const [index, other] of others.entries())
    check(
      `packing again, for ${done[index + 1]?.platform ?? ""}, gives the same files byte for byte`,
      JSON.stringify(other) === JSON.stringify(first) && other.length > 10,
    );
  if (done[0]) checkContents(done[0].asar);
  for (const one of done) {
    checkFuses({ ...one, root: ROOT, check });
    checkSeal(one);
  }
  checkConfiguration(done);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const fact of failures) console.error(`not so: ${fact}`);
const counts = { passed, failed: failures.length, skipped: 0 };
console.log(`packaging: ${passed} passed, ${failures.length} failed, 0 skipped`);
const [report] = process.argv.slice(2);
if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
process.exitCode = failures.length > 0 ? 1 : 0;
