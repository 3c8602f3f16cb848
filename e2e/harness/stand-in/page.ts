import { appAddress } from "./addresses.ts";
import type { DevTools, DevToolsSession } from "./devtools.ts";
import type { PageMessage } from "./in-page.ts";
import { NAMES, pageScript, PRELOAD_WORLD, preloadScript } from "./page-scripts.ts";

/** What a page of Chromium's tells about itself, in the words of Electron where they differ. */
export interface PageEvents {
  /** A document began, in which the preload has not run yet. */
  document(input: { readonly context: string; readonly origin: string }): void;
  documentGone(context: string): void;
  navigated(url: string, isInPage: boolean): void;
  ready(): void;
  loaded(): void;
  said(level: string, text: string): void;
  message(context: string, message: PageMessage): void;
  crashed(): void;
  /** The page itself wants to go elsewhere. @returns whether it may */
  mayGo(url: string, isMainFrame: boolean): boolean;
  failed(text: string): void;
  /** It is gone, whoever closed it. */
  closed(): void;
}

export interface Page {
  readonly session: DevToolsSession;
  readonly targetId: string;
}

/** A page of Chromium's with the preload in place, before its first address. */
export async function openPage(
  { browser, session: sessionOf }: DevTools,
  input: { readonly width: number; readonly height: number; readonly preload: string | null },
  events: PageEvents,
): Promise<Page> {
  const { width, height } = input;
  const { targetId } = await browser.send("Target.createTarget", {
    url: "about:blank",
    newWindow: true,
    width,
    height,
  });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const session = sessionOf(sessionId);
  listen(session, targetId, events);
  browser.addListener("Target.targetDestroyed", (gone) => {
    if (gone.targetId === targetId) events.closed();
  });
  const source = { page: pageScript(), preload: preloadScript(input.preload) };
  await Promise.all([
    session.send("Page.enable"),
    session.send("Inspector.enable"),
    session.send("Fetch.enable", { patterns: [{ urlPattern: "*", resourceType: "Document" }] }),
    session.send("Runtime.addBinding", { name: NAMES.toNode, executionContextName: PRELOAD_WORLD }),
    session.send("Page.addScriptToEvaluateOnNewDocument", { source: source.page }),
    session.send("Page.addScriptToEvaluateOnNewDocument", {
      source: source.preload,
      worldName: PRELOAD_WORLD,
    }),
    session.send("Runtime.enable"),
  ]);
  return { session, targetId };
}

function listen(session: DevToolsSession, mainFrame: string, events: PageEvents): void {
  /** The contexts of preloads by the numbers that Chromium calls them; a number is used again by the next process. */
  const contexts = new Map<number, string>();
  const forget = (id: number) => {
    const context = contexts.get(id);
    contexts.delete(id);
    if (context !== undefined) events.documentGone(context);
  };
  session.addListener("Runtime.executionContextCreated", ({ context }) => {
    const { frameId } = (context.auxData ?? {}) as { readonly frameId?: string };
    if (context.name !== PRELOAD_WORLD || frameId !== mainFrame) return;
    contexts.set(context.id, context.uniqueId);
    events.document({ context: context.uniqueId, origin: context.origin });
  });
  session.addListener("Runtime.executionContextDestroyed", ({ executionContextId }) =>
    forget(executionContextId),
  );
  session.addListener("Runtime.executionContextsCleared", () => [...contexts.keys()].forEach(forget));
  session.addListener("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
    const context = contexts.get(executionContextId);
    if (name === NAMES.toNode && context !== undefined)
      events.message(context, JSON.parse(payload) as PageMessage);
  });
  session.addListener(
    "Runtime.exceptionThrown",
    ({ exceptionDetails: { text, exception, executionContextId } }) => {
      const words = `${text} ${exception?.description ?? ""}`;
      if (contexts.has(executionContextId ?? -1)) events.failed(words);
    },
  );
  session.addListener("Runtime.consoleAPICalled", ({ type, args }) =>
    events.said(type, args.map(({ value, description }) => String(value ?? description ?? "")).join(" ")),
  );
  session.addListener("Page.frameNavigated", ({ frame }) => {
    if (frame.id === mainFrame) events.navigated(appAddress(frame.url), false);
  });
  session.addListener("Page.navigatedWithinDocument", ({ frameId, url }) => {
    if (frameId === mainFrame) events.navigated(appAddress(url), true);
  });
  session.addListener("Page.domContentEventFired", () => events.ready());
  session.addListener("Page.loadEventFired", () => events.loaded());
  session.addListener("Inspector.targetCrashed", () => {
    [...contexts.keys()].forEach(forget);
    events.crashed();
  });
  session.addListener("Fetch.requestPaused", ({ requestId, request, frameId }) => {
    const goes = events.mayGo(appAddress(request.url), frameId === mainFrame);
    // The page may be gone by now.
    void (
      goes
        ? session.send("Fetch.continueRequest", { requestId })
        : session.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })
    ).catch(() => {});
  });
}
