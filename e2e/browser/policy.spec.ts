import { expect, test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";

test.use({ serviceWorkers: "allow" });

/** What a script that had got into the window would try, and the directive that refuses it. */
const ATTEMPTS = {
  "an inline script": ["require-trusted-types-for", "trusted-types-sink"],
  "an inline handler": ["require-trusted-types-for", "trusted-types-sink"],
  eval: ["require-trusted-types-for", "trusted-types-sink"],
  "a remote picture": ["img-src", "https://away.example/x.png"],
  "a remote fetch": ["connect-src", "https://away.example/x"],
  "a remote font": ["font-src", "https://away.example/x.woff"],
  "a style element": ["style-src-elem", "inline"],
  "a form's submission": ["form-action", "https://away.example/x"],
  "another base": ["base-uri", "https://away.example/"],
  "a frame": ["frame-src", "https://away.example"],
  "a plain text as HTML": ["require-trusted-types-for", "trusted-types-sink"],
  "a plain text as a script's address": ["require-trusted-types-for", "trusted-types-sink"],
  "a policy of its own": ["trusted-types", "trusted-types-policy"],
} as const;

test(`the policy refuses ${Object.keys(ATTEMPTS).length} kinds of attempts in a running window`, async ({
  page,
}) => {
  const away: string[] = [];
  // Only what the policy lets through comes as far as this.
  await page.route(/away\.example/, (route) => {
    away.push(route.request().url());
    return route.abort();
  });
  await withApp(async (address) => {
    await page.goto(address);
    await page.getByRole("navigation").waitFor();
    const refused = await page.evaluate(
      async (names) => {
        const away = "https://away.example/";
        const doc = document;
        const element = (name: string, values: Record<string, string>) =>
          Object.assign(doc.createElement(name), values);
        const tries: Record<(typeof names)[number], () => unknown> = {
          "an inline script": () => {
            const script = doc.createElement("script");
            script.append("window.__ran = true");
            doc.body.append(script);
          },
          "an inline handler": () => {
            const parsed = doc.createElement("p");
            parsed.setAttribute("onclick", "window.__ran = true");
            doc.body.append(parsed);
            parsed.click();
          },
          eval: () => (0, eval)("window.__ran = true"),
          "a remote picture": () => doc.body.append(element("img", { src: `${away}x.png` })),
          "a remote fetch": () => fetch(`${away}x`),
          "a remote font": () => new FontFace("far", `url(${away}x.woff)`).load(),
          "a style element": () => {
            const style = doc.createElement("style");
            style.append("body { display: none }");
            doc.body.append(style);
          },
          "a form's submission": () => {
            const form = element("form", { action: `${away}x`, method: "post" }) as HTMLFormElement;
            doc.body.append(form);
            form.submit();
          },
          "another base": () => doc.head.append(element("base", { href: away })),
          "a frame": () => doc.body.append(element("iframe", { src: away })),
          "a plain text as HTML": () => (doc.body.innerHTML = "<img src=x onerror='window.__ran = true'>"),
          "a plain text as a script's address": () => element("script", { src: "/assets/x.js" }),
          "a policy of its own": () =>
            window.trustedTypes?.createPolicy("mine", { createHTML: (html) => html }),
        };
        const found: Record<string, readonly string[]> = {};
        for (const name of names) {
          const seen: [string, string][] = [];
          const note = (event: SecurityPolicyViolationEvent) =>
            void seen.push([event.effectiveDirective, event.blockedURI]);
          doc.addEventListener("securitypolicyviolation", note);
          try {
            await tries[name]();
          } catch {
            // Refusing may throw; what was refused is told by the event.
          }
          for (let turn = 0; turn < 100 && seen.length === 0; turn++)
            await new Promise((resolve) => setTimeout(resolve, 20));
          doc.removeEventListener("securitypolicyviolation", note);
          found[name] = seen[0] ?? [];
        }
        return found;
      },
      Object.keys(ATTEMPTS) as (keyof typeof ATTEMPTS)[],
    );
    expect(refused).toEqual(ATTEMPTS);
    expect(await page.evaluate(() => "__ran" in window)).toBe(false);
    expect(page.url()).toContain(address);
    expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe("block");

    // Another page that would frame the app gets an error instead of it.
    const other = await page.context().newPage();
    const failed = new Promise<string>((resolve) => {
      other.on("console", (message) => /frame-ancestors/.test(message.text()) && resolve("refused"));
    });
    await other.setContent(`<iframe src="${address}"></iframe>`);
    expect(await failed).toBe("refused");
  });
  expect(away).toEqual([]);
});

test("scripts that stand in the window's own file are refused as well", async ({ page }) => {
  await withApp(async (address) => {
    const planted = `<script>window.__ran = 1</script><img src="data:," onerror="window.__ran = 2"><a href="javascript:window.__ran=3" id="planted">x</a><script src="https://away.example/x.js"></script>`;
    await page.route(address, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("</body>", `${planted}</body>`);
      await route.fulfill({ response, body });
    });
    await page.addInitScript(() => {
      const refused: string[] = [];
      Object.assign(window, { __refused: refused });
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
        refused.push(`${effectiveDirective} ${blockedURI}`),
      );
    });
    await page.goto(address);
    await page.getByRole("navigation").waitFor();
    await page.evaluate(() => document.querySelector<HTMLElement>("#planted")?.click());
    const refused = () =>
      page.evaluate(() => (window as { __refused?: readonly string[] }).__refused?.toSorted());
    await expect
      .poll(refused)
      .toEqual([
        "script-src-attr inline",
        "script-src-elem https://away.example/x.js",
        "script-src-elem inline",
        "script-src-elem inline",
      ]);
    expect(await page.evaluate(() => "__ran" in window)).toBe(false);
  });
});
