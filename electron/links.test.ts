import type { MessageBoxOptions } from "electron";
import { expect, test } from "vitest";
import { linkOpener } from "./links.ts";

function opener(answer: (options: MessageBoxOptions) => number | Promise<number>, open = async () => {}) {
  const asked: MessageBoxOptions[] = [];
  const opened: string[] = [];
  const openLink = linkOpener({
    dialog: {
      async showMessageBox(options) {
        asked.push(options);
        return { response: await answer(options) };
      },
    },
    shell: {
      async openExternal(address) {
        opened.push(address);
        await open();
      },
    },
  });
  return { openLink, asked, opened };
}

const press = (label: string) => (options: MessageBoxOptions) => options.buttons?.indexOf(label) ?? -1;

test("a link is opened after its whole address was shown, and as it was shown", async () => {
  const { openLink, asked, opened } = opener(press("Open"));
  await openLink("https://pаypal.com/a?b#c");
  expect(asked[0]?.detail).toBe("https://xn--pypal-4ve.com/a?b#c");
  expect(opened).toEqual(["https://xn--pypal-4ve.com/a?b#c"]);
});

test("Enter and Escape leave it closed", async () => {
  const { openLink, asked, opened } = opener(press("Cancel"));
  await openLink("https://example.com/");
  expect(opened).toEqual([]);
  const [box] = asked;
  for (const id of [box?.defaultId, box?.cancelId]) expect(box?.buttons?.[id ?? -1]).toBe("Cancel");
});

test.each(["file:///etc/passwd", "javascript:1", "ms-settings:", "https://bank.com@evil.com/", "", "x"])(
  "%j is refused in a sentence, whatever is pressed",
  async (address) => {
    const { openLink, asked, opened } = opener(() => 1);
    await openLink(address);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.buttons).toEqual(["OK"]);
    expect(opened).toEqual([]);
  },
);

test("while one link is asked about, others are not", async () => {
  let decide = (_response: number) => {};
  const { openLink, asked, opened } = opener(() => new Promise((resolve) => (decide = resolve)));
  const first = openLink("https://example.com/1");
  await openLink("https://example.com/2");
  decide(1);
  await first;
  expect(asked).toHaveLength(1);
  expect(opened).toEqual(["https://example.com/1"]);
});

test("a system without a browser is no error, and the next link is asked about", async () => {
  const { openLink, asked } = opener(press("Open"), () => Promise.reject(new Error("no browser")));
  await openLink("https://example.com/1");
  await openLink("https://example.com/2");
  expect(asked).toHaveLength(2);
});
