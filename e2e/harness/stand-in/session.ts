import type { CustomScheme, DownloadItem, Protocol, Session, WebContents, WebRequest } from "electron";
import { appAddress, pageAddress } from "./addresses.ts";
import type { DevTools } from "./devtools.ts";
import type { Recorded } from "./recorded.ts";
import type { SiteRules } from "./site.ts";
import { refusable, strict, StrictEmitter } from "./strict.ts";

type RequestHandler = Parameters<Session["setPermissionRequestHandler"]>[0];
type CheckHandler = Parameters<Session["setPermissionCheckHandler"]>[0];
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  answer: (response: Electron.CallbackResponse) => void,
) => void;

/** Permissions as Electron calls them, and as Chromium's debugging protocol does. */
const PERMISSIONS = {
  "clipboard-read": "clipboard-read",
  "clipboard-sanitized-write": "clipboard-write",
  geolocation: "geolocation",
  "idle-detection": "idle-detection",
  media: "camera",
  midi: "midi",
  notifications: "notifications",
  "persistent-storage": "persistent-storage",
  "window-management": "window-management",
} as const;

type SessionParts = Pick<
  Session,
  | "setPermissionRequestHandler"
  | "setPermissionCheckHandler"
  | "setDevicePermissionHandler"
  | "setDisplayMediaRequestHandler"
  | "setSpellCheckerEnabled"
  | "setSpellCheckerLanguages"
  | "webRequest"
  | "protocol"
  | "clearCache"
  | "flushStorageData"
>;

/** The one session that there is: what pages may ask, load and save. */
export class StandInSession extends StrictEmitter implements SessionParts {
  readonly seen: Session;
  readonly webRequest: WebRequest;
  readonly protocol: Protocol;
  readonly #devTools: Promise<DevTools>;
  readonly #handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  #schemes: readonly CustomScheme[] = [];
  #onRequest: RequestHandler = null;
  #onCheck: CheckHandler = null;
  #beforeRequest: BeforeRequest | null = null;

  constructor(devTools: Promise<DevTools>, recorded: Recorded, isReady: () => boolean) {
    super("session", ["will-download"]);
    this.#devTools = devTools;
    this.seen = strict("session.defaultSession", this) as unknown as Session;
    this.webRequest = strict("session.webRequest", {
      onBeforeRequest: ((...input: readonly unknown[]) => {
        this.#beforeRequest = input.at(-1) as BeforeRequest | null;
      }) as WebRequest["onBeforeRequest"],
    } satisfies Pick<WebRequest, "onBeforeRequest">) as unknown as WebRequest;
    this.protocol = strict("protocol", {
      registerSchemesAsPrivileged: (schemes) => {
        if (isReady())
          throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
        this.#schemes = schemes;
      },
      handle: (scheme, handler) => {
        const { standard, secure } = this.#schemes.find((known) => known.scheme === scheme)?.privileges ?? {};
        if (!standard || !secure)
          throw new Error(`${scheme}: the stand-in serves schemes alone that are standard and secure`);
        if (this.#handlers.has(scheme)) throw new Error("Failed to register protocol: " + scheme);
        this.#handlers.set(scheme, handler as (request: Request) => Response);
      },
      isProtocolHandled: (scheme) => this.#handlers.has(scheme),
    } satisfies Pick<
      Protocol,
      "registerSchemesAsPrivileged" | "handle" | "isProtocolHandled"
    >) as unknown as Protocol;
    void devTools.then(
      (tools) => this.#watchDownloads(tools, recorded),
      () => {},
    );
  }

  readonly rules: SiteRules = {
    lets: async ({ url, method }) => {
      const listener = this.#beforeRequest;
      if (listener === null) return true;
      return new Promise((resolve) => {
        const details = { id: 0, url, method, resourceType: "other", timestamp: 0, referrer: "" };
        listener(details as unknown as Electron.OnBeforeRequestListenerDetails, ({ cancel }) =>
          resolve(cancel !== true),
        );
      });
    },
    answer: (request) => {
      const handler = this.#handlers.get(new URL(request.url).protocol.replace(":", ""));
      return handler ? Promise.resolve(handler(request)) : null;
    },
  };

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#onRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#onCheck = handler;
  }

  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}
  setSpellCheckerLanguages(): void {}
  flushStorageData(): void {}
  async clearCache(): Promise<void> {}

  /** Asks main about every permission that there is, and has Chromium answer the page so. */
  async permit(contents: WebContents, url: string): Promise<void> {
    const { browser } = await this.#devTools;
    const origin = new URL(pageAddress(url)).origin;
    for (const [permission, name] of Object.entries(PERMISSIONS)) {
      const setting = this.#grants(contents, permission, url) ? "granted" : "denied";
      await browser.send("Browser.setPermission", { permission: { name }, setting, origin });
    }
  }

  /** Without a handler Electron grants. */
  #grants(contents: WebContents, permission: string, requestingUrl: string): boolean {
    let isGranted = this.#onRequest === null;
    const details = { isMainFrame: true, requestingUrl };
    this.#onRequest?.(contents, permission as never, (granted) => (isGranted = granted), details as never);
    return (
      isGranted && (this.#onCheck?.(contents, permission as never, requestingUrl, details as never) ?? true)
    );
  }

  async #watchDownloads({ browser }: DevTools, recorded: Recorded): Promise<void> {
    browser.addListener("Browser.downloadWillBegin", ({ guid, url, suggestedFilename }) => {
      const event = refusable({});
      const item = strict("DownloadItem", {
        getURL: () => appAddress(url),
        getFilename: () => suggestedFilename,
      } satisfies Pick<DownloadItem, "getURL" | "getFilename">);
      this.emit("will-download", event, item);
      recorded.downloads.push({
        address: appAddress(url),
        name: suggestedFilename,
        refused: event.defaultPrevented,
      });
      if (event.defaultPrevented) void browser.send("Browser.cancelDownload", { guid }).catch(() => {});
    });
    await browser.send("Browser.setDownloadBehavior", { behavior: "default", eventsEnabled: true });
  }
}
