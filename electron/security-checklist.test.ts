import { EventEmitter } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { App, BrowserWindowConstructorOptions, Session } from "electron";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { FUSES } from "../build/scripts/check-fuses.ts";
import { STORE_POLICY, UI_POLICY } from "./policy.ts";
import { brokerPorts } from "./ports.ts";
import { SCHEME } from "./protocol.ts";
import { hearRequests } from "./requests.ts";
import { hardenContents, hardenSession } from "./security.ts";
import { fakeChannel, fakeFrame, fakeIpcMain, FakeWindow } from "./testing/fake-electron.ts";
import { openStoreWindow, openUiWindow } from "./windows.ts";

/**
 * Electron's security recommendations (docs/tutorial/security), one test an item and window. What can be seen only in
 * a running page is in `e2e/browser/policy.spec.ts`, and what only in a package in `build/scripts/check-fuses.ts`.
 */
const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
/** The sources of main and of the preloads; tests and their fakes aside. */
const SOURCES = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts"))
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => ({ file, code: read(`electron/${file}`) }));
const filesWith = (pattern: RegExp) =>
  SOURCES.filter(({ code }) => pattern.test(code)).map(({ file }) => file);

function opened(open: typeof openUiWindow, platform: NodeJS.Platform = "linux") {
  let options: BrowserWindowConstructorOptions = {};
  const loaded: string[] = [];
  const window = Object.assign(new EventEmitter(), {
    show: () => {},
    loadURL: async (url: string) => void loaded.push(url),
  });
  const take = (given: BrowserWindowConstructorOptions) => {
    options = given;
    return window as never;
  };
  open(take, "/app", { platform });
  return { preferences: options.webPreferences ?? {}, loaded };
}

function hardened() {
  const session = new EventEmitter();
  const handlers: Record<string, (...values: never[]) => unknown> = {};
  const keep = (name: string) => (handler: unknown) => (handlers[name] = handler as never);
  hardenSession(
    Object.assign(session, {
      setSpellCheckerEnabled: () => {},
      setSpellCheckerLanguages: () => {},
      setPermissionRequestHandler: keep("request"),
      setPermissionCheckHandler: keep("check"),
      setDevicePermissionHandler: keep("device"),
      setDisplayMediaRequestHandler: keep("display"),
      webRequest: { onBeforeRequest: keep("before") },
    }) as unknown as Session,
    "linux",
  );
  const call = (name: string, ...values: unknown[]) => handlers[name]?.(...(values as never[]));
  const asked = (permission: string, requestingUrl: string, isMainFrame = true) => {
    let granted: unknown = null;
    call("request", null, permission, (given: boolean) => (granted = given), { requestingUrl, isMainFrame });
    return granted;
  };
  return { session, call, asked };
}

function page(address: string) {
  const app = new EventEmitter();
  hardenContents(app as unknown as Pick<App, "on">);
  const handlers: (() => { action: string })[] = [];
  const contents = Object.assign(new EventEmitter(), {
    getURL: () => address,
    setWindowOpenHandler: (handler: () => { action: string }) => handlers.push(handler),
  });
  app.emit("web-contents-created", {}, contents);
  const isPrevented = (event: string, url: string) => {
    let prevented = false;
    contents.emit(event, { url, preventDefault: () => (prevented = true) }, {}, {});
    return prevented;
  };
  return { isPrevented, opens: () => handlers.map((handler) => handler().action) };
}

/** Permissions of Chromium, those of `Session.setPermissionRequestHandler` and of its check. */
const PERMISSIONS =
  "clipboard-read clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fullscreen geolocation hid idle-detection keyboardLock local-fonts media mediaKeySystem midi midiSysex notifications openExternal persistent-storage pointerLock screen-wake-lock sensors serial speaker-selection storage-access top-level-storage-access unknown usb window-management fileSystem background-sync local-network-access".split(
    " ",
  );

describe.each([
  { name: "the UI window", open: openUiWindow, origin: "app://ui", policy: UI_POLICY, role: "store" },
  {
    name: "the store window",
    open: openStoreWindow,
    origin: "app://store",
    policy: STORE_POLICY,
    role: "journal",
  },
])("$name", ({ open, origin, policy, role }) => {
  const { preferences, loaded } = opened(open);

  test("1. Only load secure content", () => {
    expect(SCHEME.privileges).toMatchObject({ secure: true });
    expect(loaded).toHaveLength(1);
    expect(loaded.every((url) => url.startsWith(`${origin}/`))).toBe(true);
    const { call } = hardened();
    for (const url of ["http://a.example/", "https://a.example/", "ws://a.example/", "ftp://a.example/"]) {
      let answer: unknown;
      call("before", { url }, (given: unknown) => (answer = given));
      expect(answer, url).toEqual({ cancel: true });
    }
  });

  test("2. Do not enable Node.js integration for remote content", () => {
    expect(preferences.nodeIntegration).toBe(false);
    expect(preferences.nodeIntegrationInWorker).toBe(false);
    expect(preferences.nodeIntegrationInSubFrames).toBe(false);
  });

  test("3. Enable context isolation in all renderers", () => {
    expect(preferences.contextIsolation).toBe(true);
  });

  test("4. Enable process sandboxing", () => {
    expect(preferences.sandbox).toBe(true);
    expect(read("electron/main.ts")).toMatch(/^app\.enableSandbox\(\);$/m);
    expect(filesWith(/no-sandbox|disable-web-security|disable-site-isolation/)).toEqual([]);
  });

  test("5. Handle session permission requests from remote content", () => {
    const { asked, call } = hardened();
    const own = origin === "app://ui" ? ["clipboard-sanitized-write", "fullscreen"] : ["persistent-storage"];
    const check = (permission: string, from: string) => call("check", null, permission, from, {});
    expect(PERMISSIONS.filter((one) => asked(one, `${origin}/`))).toEqual(own);
    expect(PERMISSIONS.filter((one) => check(one, origin))).toEqual(own);
    for (const stranger of ["https://a.example/", "app://other/", "file:///", "null", "", "about:blank"]) {
      expect(
        PERMISSIONS.filter((one) => asked(one, stranger) || check(one, stranger)),
        stranger,
      ).toEqual([]);
    }
    expect(PERMISSIONS.filter((one) => asked(one, `${origin}/`, false))).toEqual([]);
    expect(call("device", { deviceType: "hid", origin, device: {} })).toBe(false);
    let stream: unknown = "not asked";
    call("display", {}, (given: unknown) => (stream = given));
    expect(stream).toBeNull();
  });

  test("6. Do not disable webSecurity", () => {
    expect(preferences.webSecurity).toBe(true);
  });

  test("7. Define a Content-Security-Policy", () => {
    const directives = new Map(
      policy.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]),
    );
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get("require-trusted-types-for")).toEqual(["'script'"]);
    expect(policy).not.toMatch(/\*|https?:|'unsafe-eval'|(?<!style-src-attr )'unsafe-inline'/);
  });

  test("8. Do not enable allowRunningInsecureContent", () => {
    expect(preferences.allowRunningInsecureContent).toBe(false);
  });

  test("9. Do not enable experimental features", () => {
    expect(preferences.experimentalFeatures).toBe(false);
    expect(filesWith(/enable-experimental-web-platform-features|["']enable-features["']/)).toEqual([]);
  });

  test("10. Do not use enableBlinkFeatures", () => {
    expect(preferences).not.toHaveProperty("enableBlinkFeatures");
    expect(filesWith(/enable-?blink-?features/i)).toEqual([]);
  });

  test("11. Do not use allowpopups for webviews", () => {
    expect(preferences.webviewTag).toBe(false);
    const pages = ["renderer", "decks/store/hosts"].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:html|svelte)$/.test(file))
        .map((file) => `${folder}/${file}`),
    );
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((file) => /<webview|allowpopups/i.test(read(file)))).toEqual([]);
  });

  test("12. Verify webview options before creation", () => {
    expect(page(`${origin}/`).isPrevented("will-attach-webview", `${origin}/`)).toBe(true);
  });

  test("13. Disable or limit navigation", () => {
    const { isPrevented } = page(`${origin}/`);
    const other = origin === "app://ui" ? "app://store/window.html" : "app://ui/";
    const addresses = [
      other,
      "https://a.example/",
      `${origin}.a.example/`,
      "file:///etc/passwd",
      "data:text/html,x",
    ];
    for (const url of [...addresses, "javascript:1", "about:blank", `blob:${origin}/1`, "", "no address"]) {
      expect(isPrevented("will-frame-navigate", url), url).toBe(true);
      expect(isPrevented("will-redirect", url), url).toBe(true);
    }
    expect(isPrevented("will-frame-navigate", `${origin}/#/review`)).toBe(false);
    expect(preferences.navigateOnDragDrop).toBe(false);
    // A page that has no address yet has none to stay at.
    expect(page("").isPrevented("will-frame-navigate", "no address")).toBe(true);
  });

  test("14. Disable or limit creation of new windows", () => {
    expect(page(`${origin}/`).opens()).toEqual(["deny"]);
  });

  test("15. Do not use shell.openExternal with untrusted content", () => {
    expect(hardened().asked("openExternal", `${origin}/`)).toBe(false);
    // One part opens addresses, after it has checked each and shown it.
    expect(filesWith(/openExternal\(/)).toEqual(["links.ts"]);
    expect(filesWith(/\bshell\b.*from "electron"/)).toEqual(["main.ts"]);
    expect(read("electron/links.ts").match(/openExternal\(([^)]*)\)/)?.[1]).toBe("address");
    expect(read("electron/main.ts")).toContain("openLink: linkOpener({ dialog, shell })");
    expect(filesWith(/linkAddress\(/)).toEqual(["links.ts"]);
    expect(filesWith(/shell\.(?!openExternal|openPath)\w+/)).toEqual([]);
    // The one folder that is opened is no page's choice.
    expect(filesWith(/openPath\((?!dataFolder\))/)).toEqual([]);
  });

  test("16. Use a current version of Electron", () => {
    const { devDependencies } = JSON.parse(read("package.json")) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const { electronVersion } = parse(read("electron-builder.yml")) as { readonly electronVersion: string };
    const { version } = JSON.parse(read("node_modules/electron/package.json")) as {
      readonly version: string;
    };
    expect(devDependencies["electron"]).toBe(`^${electronVersion}`);
    expect(version).toBe(electronVersion);
    expect(Number.parseInt(electronVersion, 10)).toBeGreaterThanOrEqual(45);
  });

  test("17. Validate the sender of all IPC messages", () => {
    const ipcMain = fakeIpcMain();
    const broker = brokerPorts({ ipcMain, newChannel: fakeChannel, serveJournal: () => {} });
    broker.storeIs(new FakeWindow("app://store").webContents as never);
    const answers = (frame: ReturnType<typeof fakeFrame>, ...words: unknown[]) => {
      ipcMain.ask(frame, ...words);
      return frame.received.length;
    };
    expect(answers(fakeFrame(origin), role)).toBe(1);
    const strangers = [`${origin}.a.example`, "https://a.example", "null", "", "file://", "app://other"];
    for (const stranger of strangers) expect(answers(fakeFrame(stranger), role), stranger).toBe(0);
    expect(answers(fakeFrame(origin, fakeFrame(origin)), role)).toBe(0);
    const others = role === "store" ? "journal" : "store";
    for (const word of [others, "", "__proto__", "constructor", null, undefined, 1, [role], { role }])
      expect(answers(fakeFrame(origin), word), String(word)).toBe(0);
    expect(answers(fakeFrame(origin))).toBe(0);
    expect(answers(fakeFrame(origin), role, role)).toBe(0);
    expect(() => ipcMain.ask(null, role)).not.toThrow();
    const requests = fakeIpcMain("request");
    const opened: string[] = [];
    hearRequests({
      ipcMain: requests,
      openLink: (address) => opened.push(address),
      openDataFolder: () => opened.push("folder"),
      copyReport: () => opened.push("report"),
      log: { write: () => {} },
    });
    const link = { kind: "open-link", address: "https://a.example/" };
    for (const stranger of strangers) requests.ask(fakeFrame(stranger), link);
    requests.ask(fakeFrame(origin, fakeFrame(origin)), link);
    requests.ask(null, link);
    expect(opened).toEqual([]);
    requests.ask(fakeFrame(origin), link);
    expect(opened).toEqual(origin === "app://ui" ? [link.address] : []);
    // Every message to main comes in by these two doors.
    expect(filesWith(/ipcMain\.(?:on|once|handle|handleOnce)\(/)).toEqual(["ports.ts", "requests.ts"]);
  });

  test("18. Avoid usage of the file:// protocol", () => {
    expect(filesWith(/loadFile\(|file:\/\//)).toEqual([]);
    expect(loaded[0]).toMatch(/^app:/);
    expect(SCHEME.privileges).not.toHaveProperty("bypassCSP");
    expect(SCHEME.privileges).not.toHaveProperty("corsEnabled");
  });

  test("19. Check which fuses you can change", () => {
    const { asar, electronFuses } = parse(read("electron-builder.yml")) as Record<string, unknown>;
    expect(asar).toBe(true);
    expect(electronFuses).toEqual(Object.fromEntries(FUSES.map(({ name, on }) => [name, on])));
  });

  test("20. Do not expose Electron APIs to untrusted web content", () => {
    const preload = path.basename(preferences.preload ?? "", ".cjs");
    expect(existsSync(path.join(import.meta.dirname, `${preload}.ts`))).toBe(true);
    const forwarding = read("electron/forward-ports.ts") + read("electron/forward-requests.ts");
    const code = read(`electron/${preload}.ts`) + forwarding;
    const exposed = [...code.matchAll(/exposeIn\w+\(([^)]*)\)/g)].map(([, what]) => what);
    expect(exposed).toEqual(origin === "app://ui" ? [`"cardinalHost", { edition: "desktop" }`] : []);
    expect(code).not.toMatch(/window\.\w+\s*=|globalThis/);
    expect(
      [...code.matchAll(/ipcRenderer\.(send|invoke|sendSync|postMessage)\(([^,)]*)/g)].map(([, , to]) => to),
    ).toEqual([`"want-port"`, `"request"`]);
  });
});

test.each([
  ["linux", false],
  ["win32", false],
  ["darwin", true],
] as const)("on %s a field is spell-checked: %s; the store page never is", (platform, isChecked) => {
  expect(opened(openUiWindow, platform).preferences.spellcheck).toBe(isChecked);
  expect(opened(openStoreWindow, platform).preferences.spellcheck).toBe(false);
  expect(filesWith(/setSpellCheckerDictionaryDownloadURL|addWordToSpellCheckerDictionary/)).toEqual([]);
});

test("nothing is uploaded, updated or fetched by Electron itself", () => {
  expect(filesWith(/crashReporter|autoUpdater|\bnet\.(?:fetch|request)|enableNetworkEmulation/)).toEqual([]);
});

test("a download is saved when the window made it, and from no other address", () => {
  const { session } = hardened();
  const isStopped = (url: string) => {
    let stopped = false;
    session.emit("will-download", { preventDefault: () => (stopped = true) }, { getURL: () => url });
    return stopped;
  };
  expect(isStopped("blob:app://ui/0f0f")).toBe(false);
  for (const url of [
    "https://a.example/x.exe",
    "blob:https://a.example/1",
    "data:text/html,x",
    "app://ui/a.js",
  ])
    expect(isStopped(url), url).toBe(true);
});
