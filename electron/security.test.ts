import { EventEmitter } from "node:events";
import type { App, Session } from "electron";
import { describe, expect, test } from "vitest";
import { hardenContents, hardenSession } from "./security.ts";

type RequestHandler = NonNullable<Parameters<Session["setPermissionRequestHandler"]>[0]>;
type CheckHandler = NonNullable<Parameters<Session["setPermissionCheckHandler"]>[0]>;

function hardened(platform: NodeJS.Platform = "linux") {
  let request: RequestHandler = () => {};
  let check: CheckHandler = () => true;
  let before: (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void = () => {};
  const spelling: unknown[] = [];
  const session: Parameters<typeof hardenSession>[0] = {
    setPermissionRequestHandler: (handler) => (request = handler ?? request),
    setPermissionCheckHandler: (handler) => (check = handler ?? check),
    setSpellCheckerEnabled: (enabled) => spelling.push(enabled),
    setSpellCheckerLanguages: (languages) => spelling.push(languages),
    setDevicePermissionHandler: () => {},
    setDisplayMediaRequestHandler: () => {},
    on: () => undefined as never,
    webRequest: {
      onBeforeRequest: (listener: typeof before) => (before = listener),
    } as unknown as Session["webRequest"],
  };
  hardenSession(session, platform);
  const granted = (permission: string, requestingUrl: string) => {
    let answer = true;
    request(null as never, permission as never, (ok) => (answer = ok), {
      requestingUrl,
      isMainFrame: true,
    } as never);
    return answer && check(null, permission as never, requestingUrl, {} as never);
  };
  const cancelled = (url: string) => {
    let cancel: boolean | undefined;
    before({ url }, (answer) => (cancel = answer.cancel));
    return cancel;
  };
  return { granted, cancelled, spelling };
}

describe("the session", () => {
  test("grants the few permissions that a page of ours needs, and to no other page", () => {
    const { granted } = hardened();
    expect(granted("persistent-storage", "app://store/window.html")).toBe(true);
    expect(granted("clipboard-sanitized-write", "app://ui/")).toBe(true);
    for (const permission of ["media", "geolocation", "notifications", "openExternal", "clipboard-read"]) {
      expect(granted(permission, "app://ui/")).toBe(false);
    }
    expect(granted("persistent-storage", "app://ui/")).toBe(false);
    expect(granted("clipboard-sanitized-write", "https://example.com/")).toBe(false);
    expect(granted("clipboard-sanitized-write", "not an address")).toBe(false);
  });

  test("lets nothing onto the network", () => {
    const { cancelled } = hardened();
    for (const url of [
      "https://example.com/",
      "http://127.0.0.1/",
      "ws://example.com/",
      "file:///etc/passwd",
    ]) {
      expect(cancelled(url)).toBe(true);
    }
    expect(cancelled("app://ui/index.html")).toBe(false);
    expect(cancelled("blob:app://ui/1")).toBe(false);
  });

  test.each(["linux", "win32"] as const)(
    "never fetches a dictionary on %s, as none is wanted",
    (platform) => {
      expect(hardened(platform).spelling).toEqual([false, []]);
    },
  );

  test("leaves spelling to macOS, which brings its dictionaries, and names no language to fetch", () => {
    expect(hardened("darwin").spelling).toEqual([true, []]);
  });
});

describe("every page", () => {
  function page(address: string) {
    const app = new EventEmitter();
    hardenContents(app as unknown as Pick<App, "on">);
    let opens: (() => { action: string }) | null = null;
    const contents = Object.assign(new EventEmitter(), {
      getURL: () => address,
      setWindowOpenHandler: (handler: () => { action: string }) => (opens = handler),
    });
    app.emit("web-contents-created", {}, contents);
    const prevented = (event: string, url: string) => {
      let stopped = false;
      contents.emit(event, { url, preventDefault: () => (stopped = true) });
      return stopped;
    };
    return { opens: () => (opens as unknown as () => { action: string })(), prevented };
  }

  test("opens no windows and holds no guests", () => {
    const { opens, prevented } = page("app://ui/");
    expect(opens()).toEqual({ action: "deny" });
    expect(prevented("will-attach-webview", "app://ui/")).toBe(true);
  });

  test("stays at its own address, in every frame and through every redirect", () => {
    const { prevented } = page("app://ui/");
    for (const url of [
      "https://example.com/",
      "app://store/window.html",
      "file:///etc/passwd",
      "javascript:1",
    ]) {
      expect(prevented("will-frame-navigate", url)).toBe(true);
      expect(prevented("will-redirect", url)).toBe(true);
    }
    expect(prevented("will-frame-navigate", "app://ui/#/review")).toBe(false);
  });
});
