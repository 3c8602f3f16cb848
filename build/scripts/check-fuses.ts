import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** Marks the place of the fuses in Electron's binary; behind it stand version, length, and a digit a fuse. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const VERSION = 1;

/** Electron's fuses in the order of the wire: whether it ships them on, and whether Cardinal does. */
export const FUSES = [
  { name: "runAsNode", asShipped: true, on: false },
  { name: "enableCookieEncryption", asShipped: false, on: false },
  { name: "enableNodeOptionsEnvironmentVariable", asShipped: true, on: false },
  { name: "enableNodeCliInspectArguments", asShipped: true, on: false },
  { name: "enableEmbeddedAsarIntegrityValidation", asShipped: false, on: true },
  { name: "onlyLoadAppFromAsar", asShipped: false, on: true },
  { name: "loadBrowserProcessSpecificV8Snapshot", asShipped: false, on: false },
  { name: "grantFileProtocolExtraPrivileges", asShipped: true, on: false },
] as const;

/** Behind those that the packer knows: the trap handlers of WebAssembly, which stay as they are. */
const TRAP_HANDLERS = "1";

/** What the packer looks for in a binary, as Electron ships it. */
export function shippedFuseWire(): Buffer {
  const wire = FUSES.map(({ asShipped }) => (asShipped ? "1" : "0")).join("") + TRAP_HANDLERS;
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([VERSION, wire.length]), Buffer.from(wire)]);
}

/** The digits of the fuses in a binary. @throws Error for a binary without any */
function fuseWire(binary: Buffer): string {
  const at = binary.indexOf(SENTINEL);
  const head = at + SENTINEL.length;
  if (at < 0 || binary[head] !== VERSION) throw new Error("a binary without fuses");
  return binary.subarray(head + 2, head + 2 + (binary[head + 1] ?? 0)).toString("latin1");
}

/** Reads the fuses back from what was packed, and sees that the system has no others told to it. */
export function checkFuses(input: {
  readonly root: string;
  readonly platform: "linux" | "win" | "mac";
  readonly binary: string;
  readonly check: (fact: string, holds: boolean) => void;
}): void {
  const { root, platform, binary, check } = input;
  const wire = fuseWire(readFileSync(binary));
  for (const [index, { name, on }] of FUSES.entries())
    check(`${platform}: the binary has ${name} ${on ? "on" : "off"}`, wire[index] === (on ? "1" : "0"));
  check(`${platform}: the binary keeps its other fuses`, wire.slice(FUSES.length) === TRAP_HANDLERS);
  const text = readFileSync(path.join(root, "electron-builder.yml"), "utf8");
  const config = parse(text) as Record<string, Record<string, unknown> | undefined>;
  check(`${platform} has no fuses of its own`, config[platform]?.["electronFuses"] === undefined);
}
