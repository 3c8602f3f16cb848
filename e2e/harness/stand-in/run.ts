import { createRequire, Module } from "node:module";
import path from "node:path";
import { shownNotifications } from "./desktop.ts";
import { standIn } from "./electron.ts";
import type { FromStandIn, ToStandIn } from "./messages.ts";
import { faults } from "./strict.ts";

/**
 * The process that stands in for Electron's: loads the built main with the stand-in for `require("electron")`.
 * `run.ts <root> [switches and files]`, as `electron <root> …` would be called.
 */
const [, , root = ".", ...words] = process.argv;
const userData = words.find((word) => word.startsWith("--user-data-dir="))?.split("=")[1];
if (userData === undefined) throw new Error("the stand-in keeps its data where --user-data-dir says");
process.argv = [process.execPath, root, ...words];

// Of Electron 45.4.1; Node's own object is frozen.
const versions = { ...process.versions, chrome: "156.0.8078.100" };
Object.defineProperty(process, "versions", { value: Object.freeze(versions) });

const tell = (message: FromStandIn) => process.send?.(message);
const { electron, recorded, answers, start, quit } = standIn({ root, userData, fault: fail });
faults.on("missing", fail);
for (const failure of ["uncaughtException", "unhandledRejection"] as const)
  // Main may have its own way with its own errors.
  process.on(failure, (error: unknown) => process.listenerCount(failure) > 1 || fail(error));
// Without its test it has nothing to stand in for; Chromium ends with it.
process.on("disconnect", () => process.exit());
process.on("SIGTERM", quit);
process.on("SIGINT", quit);

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = (request, parent, isMain) =>
  request === "electron" ? electron : load.call(Module, request, parent, isMain);
createRequire(import.meta.url)(path.join(root, "dist/electron/main.cjs"));

process.on("message", (message: ToStandIn) => {
  void answer(message).then(
    (value) => tell({ answer: message.call, value: JSON.stringify(value) }),
    (error: unknown) => tell({ answer: message.call, error: String(error) }),
  );
});
void start().then((debuggerAddress) => tell({ debuggerAddress }), fail);

async function answer(message: ToStandIn): Promise<unknown> {
  switch (message.kind) {
    case "evaluate": {
      // Whoever starts the stand-in is a test, and its functions come from there.
      const run = (0, eval)(`(${message.source})`) as (electron: object, input: unknown) => unknown;
      return run(electron, message.input);
    }
    case "recorded":
      return recorded;
    case "answer-dialogs":
      answers.push(...message.answers);
      return null;
    case "click-notification":
      shownNotifications.at(-1)?.emit("click", {});
      return null;
  }
}

/** What would go unnoticed in a stand-in ends it, so that no spec passes over it. */
function fail(error: unknown): void {
  console.error(error);
  process.exit(70);
}
