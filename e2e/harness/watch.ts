import type { Page } from "@playwright/test";

/** What the app's own page asks its server for; a card that loads anything from there is a hole as well. */
const OWN_PATHS =
  /^\/(?:$|assets\/[\w.-]+$|icon\.svg$|icon-\d+\.png$|manifest\.webmanifest$|service-worker\.js$)/;
const CANARY = "a card did something:";

/**
 * Writes down whatever a page does that no card may make it do: run, speak up, open, leave, load, save, fail, or try
 * what only the pages' policy still held back. Before the page's first address.
 * @returns the list, which grows
 */
export async function watchPage(page: Page, address: string): Promise<readonly string[]> {
  const seen: string[] = [];
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => seen.push(`window: ${popup.url()}`));
  page.on("frameattached", (frame) => seen.push(`frame: ${frame.url()}`));
  page.on("framenavigated", (frame) => {
    if (!frame.url().startsWith(address)) seen.push(`navigation: ${frame.url()}`);
  });
  page.on("download", (download) => seen.push(`download: ${download.url()}`));
  page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
  page.on("crash", () => seen.push("crash"));
  page.on("console", (message) => {
    if (message.text().startsWith(CANARY)) seen.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol === "blob:" || url.protocol === "data:") return;
    if (url.origin !== new URL(address).origin || !OWN_PATHS.test(url.pathname))
      seen.push(`request: ${request.url()}`);
  });
  await page.addInitScript((canary) => {
    const tell = (what: string) => console.error(`${canary} ${what}`);
    for (const name of ["alert", "confirm", "prompt", "print", "open"] as const)
      Object.defineProperty(window, name, { value: () => tell(name) });
    // Chromium reports these of the lifeless document that the sanitiser reads in as well (media: of captions). What is
    // shown is looked at by itself, and so is every request.
    const parsed = ["script-src-attr", "style-src-elem", "base-uri", "media-src"];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      if (!parsed.includes(effectiveDirective))
        tell(`${effectiveDirective} held back ${blockedURI} ${sample}`);
    });
  }, CANARY);
  return seen;
}

/** Nothing that is shown of a card may be one of these. */
const FORBIDDEN =
  "script,iframe,frame,frameset,object,embed,applet,portal,fencedframe,webview,base,meta,link,style,template,slot,dialog,form,input,button,select,textarea,canvas,marquee,noscript,foreignObject,use,animate,set,animateMotion,animateTransform,discard,image,feImage,track,area,keygen,[id],[name],[href],[target],[ping],[download],[action],[formaction],[srcset],[poster],[background],[tabindex],[autofocus],[contenteditable],[accesskey],[popover],[popovertarget],[command],[nonce],[is],[slot],[part],[inert],[usemap],[ismap],[for],[autoplay],[aria-owns],[aria-labelledby],[aria-controls],[aria-live]";

/** What there is to be wrong about the cards on screen and the app around them; empty when nothing is. */
export async function wrongOnScreen(page: Page): Promise<readonly string[]> {
  return page.evaluate((forbidden) => {
    const wrong = new Set<string>();
    for (const host of document.querySelectorAll(".card-html, .rich-text")) {
      const root = host.shadowRoot;
      if (!root) continue;
      for (const element of root.querySelectorAll("*")) {
        const words = element.cloneNode() as Element;
        const shown = new XMLSerializer().serializeToString(words).slice(0, 120);
        // Code and tables that are wider than their card are scrolled by keyboard, and links are followed by it; the
        // app itself gives them the stop.
        const isStop = element.matches(
          "pre[tabindex='0'][role=group], div.wide[tabindex='0'][role=group], a[data-link][tabindex='0'][role=link]",
        );
        const leads = element.getAttribute("data-link");
        if (leads !== null && !(isStop && /^(?:https?|mailto):/i.test(leads))) wrong.add(`leads ${shown}`);
        if (!isStop && element.matches(forbidden.replaceAll("foreignObject", "foreignobject")))
          wrong.add(`shows ${shown}`);
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) wrong.add(`handler ${shown}`);
          if (name.endsWith(":href")) wrong.add(`link ${shown}`);
          if (name === "src" && !/^(?:blob:|data:image\/(?:png|jpeg|gif|webp);base64,)/.test(value))
            wrong.add(`loads ${shown}`);
        }
        const { position, backgroundImage } = getComputedStyle(element);
        if (position === "fixed" || position === "sticky") wrong.add(`${position} ${shown}`);
        if (/url\((?!"blob:)/.test(backgroundImage)) wrong.add(`paints ${backgroundImage}`);
      }
      const { contain, position, display, opacity } = getComputedStyle(host);
      if (contain !== "content" || position !== "static" || display === "none" || opacity !== "1")
        wrong.add(`a host that is ${contain} ${position} ${display} ${opacity}`);
      if (host.contains(document.activeElement)) wrong.add("focus within a card");
    }
    for (const control of document.querySelectorAll("nav a, .grade, .dock button, header button")) {
      const { x, y, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      const isInView = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
      if (isInView && !control.contains(hit)) wrong.add(`covered: ${control.textContent}`);
    }
    return [...wrong];
  }, FORBIDDEN);
}

/** How the app itself looks, cards aside: the same whatever they hold. */
export async function appLook(page: Page): Promise<string> {
  return page.evaluate(() => {
    const looks = [...document.querySelectorAll("html, body, nav, nav a, main, h1, .dock, .grade")].map(
      (element) => {
        const style = getComputedStyle(element);
        const { color, backgroundColor, fontFamily, fontSize, display, visibility, opacity } = style;
        const { position, transform, filter, cursor, zoom, direction } = style;
        const { x, width } = element.getBoundingClientRect();
        return [
          ...[element.tagName, color, backgroundColor, fontFamily, fontSize, display, visibility, opacity],
          ...[position, transform, filter, cursor, zoom, direction, Math.round(x), Math.round(width)],
        ].join(" ");
      },
    );
    return looks.join("\n");
  });
}
