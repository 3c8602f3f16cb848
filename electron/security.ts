import type { App, Session } from "electron";
import { isSpellChecked } from "./spelling.ts";
import { STORE_ORIGIN, UI_ORIGIN } from "./windows.ts";

/** What a page of ours may ask the browser for; everything else is refused. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  [UI_ORIGIN]: ["clipboard-sanitized-write", "fullscreen"],
  [STORE_ORIGIN]: ["persistent-storage"],
};

/** Nothing is granted by default, nothing is loaded from outside, no dictionaries are fetched. */
export function hardenSession(
  session: Pick<
    Session,
    | "setPermissionRequestHandler"
    | "setPermissionCheckHandler"
    | "setDevicePermissionHandler"
    | "setDisplayMediaRequestHandler"
    | "setSpellCheckerEnabled"
    | "setSpellCheckerLanguages"
    | "webRequest"
    | "on"
  >,
  platform: NodeJS.Platform,
): void {
  session.setSpellCheckerEnabled(isSpellChecked(platform));
  session.setSpellCheckerLanguages([]);
  session.setPermissionRequestHandler((_contents, permission, grant, details) => {
    grant(details.isMainFrame && isAllowed(details.requestingUrl, permission));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(origin, permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, choose) => choose(null));
  // What is saved was made by the window itself; an address that a deck brought is not fetched, and so not saved.
  session.on("will-download", (event, item) => {
    if (!item.getURL().startsWith(`blob:${UI_ORIGIN}/`)) event.preventDefault();
  });
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !/^(?:app|blob|data|devtools):/.test(request.url) });
  });
}

/** No page opens windows, holds guests, or leaves its own address. */
export function hardenContents(app: Pick<App, "on">): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    const stay = (event: { readonly url: string; preventDefault(): void }) => {
      const target = originOf(event.url);
      if (target === null || target !== originOf(contents.getURL())) event.preventDefault();
    };
    contents.on("will-frame-navigate", stay);
    contents.on("will-redirect", stay);
  });
}

function isAllowed(address: string, permission: string): boolean {
  const origin = originOf(address);
  return origin !== null && (ALLOWED[origin]?.includes(permission) ?? false);
}

/** Node gives custom schemes the origin "null", so scheme and host are compared. */
function originOf(address: string): string | null {
  try {
    const { protocol, host } = new URL(address);
    return `${protocol}//${host}`;
  } catch {
    return null;
  }
}
