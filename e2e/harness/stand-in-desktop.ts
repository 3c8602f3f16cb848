import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Running, Start } from "./desktop.ts";
import type { FromStandIn, ToStandIn } from "./stand-in/messages.ts";
import { pageAddress } from "./stand-in/addresses.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const RUN = path.join(import.meta.dirname, "stand-in/run.ts");
const TSX = createRequire(import.meta.url).resolve("tsx");

type Unnumbered<T> = T extends unknown ? Omit<T, "call"> : never;

/** The built main on the stand-in for Electron. */
export async function launchStandIn(start: Start): Promise<Running> {
  const child = startProcess(start);
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => printed.push(String(text)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  const debuggerAddress = new Promise<string>((resolve, reject) => {
    child.on("message", (message: FromStandIn) => {
      if ("debuggerAddress" in message) {
        if (message.debuggerAddress !== null) resolve(message.debuggerAddress);
        return;
      }
      const { answer, value, error } = message;
      const caller = waiting.get(answer);
      waiting.delete(answer);
      if (error === undefined) caller?.resolve(value === undefined ? undefined : JSON.parse(value));
      else caller?.reject(new Error(error));
    });
    void ended.then((code) => {
      const gone = new Error(`the stand-in ended with ${code}:\n${printed.join("")}`);
      reject(gone);
      for (const { reject: refuse } of waiting.values()) refuse(gone);
    });
  });
  const ask = (message: Unnumbered<ToStandIn>) =>
    new Promise<unknown>((resolve, reject) => {
      const call = ++calls;
      waiting.set(call, { resolve, reject });
      child.send({ ...message, call }, (error) => error && reject(error));
    });

  const pages = await pagesAt(await debuggerAddress);
  return {
    evaluate: (run, input) => ask({ kind: "evaluate", source: String(run), input }) as never,
    pages,
    origins: { ui: pageAddress("app://ui"), store: pageAddress("app://store") },
    async sendSecondInstance(words) {
      const second = startProcess({ ...start, argv: words });
      await new Promise((resolve) => second.once("exit", resolve));
    },
    recorded: () => ask({ kind: "recorded" }) as never,
    answerDialogs: async (...answers) => void (await ask({ kind: "answer-dialogs", answers })),
    clickNotification: async () => void (await ask({ kind: "click-notification" })),
    async kill() {
      // The group is there as long as any of it is.
      if (child.pid !== undefined) quietly(() => process.kill(-(child.pid as number), "SIGKILL"));
      await ended;
    },
    ended: ended.then((code) => {
      if (code === 70) throw new Error(`the stand-in gave up:\n${printed.join("")}`);
      return code;
    }),
  };
}

function startProcess({ userData, argv, workingDirectory }: Start): ChildProcess {
  return fork(RUN, [ROOT, `--user-data-dir=${userData}`, ...argv], {
    execArgv: ["--import", TSX],
    cwd: workingDirectory,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** Playwright gives a page up once it has crashed; the same page that came back is found by looking anew. */
async function pagesAt(address: string): Promise<() => Promise<readonly Page[]>> {
  let browser: Browser | null = null;
  let hasCrashed = false;
  const connect = async () => {
    const connected = await chromium.connectOverCDP(address);
    for (const context of connected.contexts()) {
      const watch = (page: Page) => void page.on("crash", () => (hasCrashed = true));
      context.pages().forEach(watch);
      context.on("page", watch);
    }
    return connected;
  };
  return async () => {
    if (browser === null || hasCrashed) {
      await browser?.close();
      hasCrashed = false;
      browser = await connect();
    }
    return browser.contexts().flatMap((context) => context.pages());
  };
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // It has ended by itself.
  }
}
