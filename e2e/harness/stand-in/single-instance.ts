import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly data: unknown;
}

export interface InstanceLock {
  readonly isFirst: boolean;
  /** When the first has heard of this start, or is not to be reached. */
  readonly told: Promise<void>;
  release(): void;
}

/** One process on a folder: the first writes its number there, and a later one tells it why it was started. */
export function lockInstance(
  folder: string,
  start: SecondStart,
  onSecond: (start: SecondStart) => void,
): InstanceLock {
  const file = path.join(folder, "stand-in.lock");
  mkdirSync(folder, { recursive: true });
  if (!claimed(file)) return { isFirst: false, told: tell(folder, start), release() {} };
  const server = createServer((socket) => {
    let text = "";
    socket.on("data", (chunk) => (text += String(chunk)));
    socket.on("end", () => onSecond(JSON.parse(text) as SecondStart));
  });
  rmSync(address(folder), { force: true });
  server.listen(address(folder)).unref();
  return {
    isFirst: true,
    told: Promise.resolve(),
    release() {
      server.close();
      rmSync(file, { force: true });
    },
  };
}

function claimed(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(file, "utf8")))) return false;
    // What a killed process left.
    writeFileSync(file, String(process.pid));
    return true;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Longer paths than this are none to a socket. */
const LONGEST_PATH = 100;

/** Beside the lock where the path is short enough, so that it goes with the folder. */
function address(folder: string): string {
  const name = `cardinal-${createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 16)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const beside = path.resolve(folder, "stand-in.sock");
  return beside.length <= LONGEST_PATH ? beside : path.join(tmpdir(), `${name}.sock`);
}

function tell(folder: string, start: SecondStart): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(address(folder), () => socket.end(JSON.stringify(start)));
    socket.on("close", () => resolve());
    socket.on("error", () => resolve());
  });
}
