import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type * as resedit from "resedit";
import { shippedFuseWire } from "./check-fuses.ts";

/** Just enough of Electron's distribution for each system for the packer to copy, rename, edit and flip. */
export const PLATFORMS = ["linux", "win", "mac"] as const;
export type Platform = (typeof PLATFORMS)[number];

// The packer's own library for Windows' programs, not one of Cardinal's.
const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
const { NtExecutable, NtExecutableResource, Resource } = createRequire(builder.resolve("app-builder-lib"))(
  "resedit",
) as typeof resedit;

/** @returns the folder of the distribution */
export function stubDistribution(platform: Platform, scratch: string): string {
  const folder = path.join(scratch, `electron-${platform}`);
  const write = (file: string, bytes: string | Uint8Array) => {
    const whole = path.join(folder, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, bytes);
    return whole;
  };
  if (platform === "mac") {
    macApplication(write);
    return folder;
  }
  const files = ["LICENSE", "LICENSES.chromium.html", "version", "resources/stub", "locales/en-US.pak"];
  for (const file of [...files, "locales/de.pak"]) write(file, "stub");
  const program = Buffer.concat([
    platform === "win" ? windowsProgram() : Buffer.from("#!/bin/sh\nexit 1\n"),
    shippedFuseWire(),
  ]);
  chmodSync(write(platform === "win" ? "electron.exe" : "electron", program), 0o755);
  return folder;
}

/** A program without code, with what the packer changes in one: its version and its resources. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion(1, 0, 0, 0, 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

function macApplication(write: (file: string, bytes: string | Uint8Array) => string): void {
  const plist = (name: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string><key>CFBundleName</key><string>${name}</string></dict></plist>`;
  const application = (folder: string, name: string) => {
    write(`${folder}/Contents/Info.plist`, plist(name));
    chmodSync(write(`${folder}/Contents/MacOS/${name}`, "#!/bin/sh\nexit 1\n"), 0o755);
  };
  application("Electron.app", "Electron");
  const frameworks = "Electron.app/Contents/Frameworks";
  for (const kind of ["", " (Renderer)", " (GPU)", " (Plugin)"])
    application(`${frameworks}/Electron Helper${kind}.app`, `Electron Helper${kind}`);
  const framework = `${frameworks}/Electron Framework.framework`;
  write(`${framework}/Electron Framework`, shippedFuseWire());
  for (const language of ["en", "de"]) {
    write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, "stub");
    write(`Electron.app/Contents/Resources/${language}.lproj/locale.pak`, "stub");
  }
  write("Electron.app/Contents/Resources/electron.icns", "stub");
}
