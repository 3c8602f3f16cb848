import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guideOf, guideText } from "./guide-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

async function readOk(name: string, bytes: Uint8Array) {
  const text = await guideText({ name, bytes });
  if (!text.ok) throw new Error(text.reason);
  return { ...text, guide: guideOf(text) };
}

async function refusal(name: string, bytes: Uint8Array): Promise<string> {
  const text = await guideText({ name, bytes });
  return text.ok ? "" : text.reason;
}

describe("a Word document", () => {
  const bytes = new Uint8Array(readFileSync(new URL("fixtures/volcanoes.docx", import.meta.url)));

  test("gives headings, bold headings, lists, tables and a key of answers", async () => {
    const { guide } = await readOk("volcanoes.docx", bytes);
    expect(guide.title).toBe("Volcanoes, a handout");
    expect(guide.glossary.map(({ term }) => term)).toEqual(["Magma", "Lava", "Caldera"]);
    expect(guide.tables).toMatchObject([
      { title: "Two kinds of volcano", columns: ["Feature", "Shield", "Stratovolcano"] },
    ]);
    expect(guide.questions.map(({ answer }) => answer)).toEqual([
      "Gas that cannot leave sticky magma.",
      "Water vapour and carbon dioxide.",
    ]);
  });

  test("that was cut off is refused with what to do", async () => {
    expect(await refusal("volcanoes.docx", bytes.slice(0, 900))).toContain("Save it again as .docx");
  });
});

describe("a saved page", () => {
  test("keeps the lines of the page, and loses its menus, scripts and pictures", async () => {
    const page = [
      "<!doctype html><title>Dams</title><nav><a href=x>Home: the start page</a></nav>",
      "<main><h2>Glossary</h2>",
      "<script>alert('Weir: a script')</script>",
      "<dl>",
      "<dt>Weir</dt>",
      "<dd>A low dam <img src=x onerror=alert(1)></dd>",
      "<dt>Sluice</dt><dd>A gate for water</dd>",
      "</dl></main>",
    ].join("\n");
    const { guide } = await readOk("dams.html", utf8(page));
    expect(guide.title).toBe("Dams");
    expect(guide.glossary).toEqual([
      { term: "Weir", definition: "A low dam", line: 5 },
      { term: "Sluice", definition: "A gate for water", line: 7 },
    ]);
  });

  test("is known by its content when its name says nothing", async () => {
    const { guide } = await readOk(
      "page",
      utf8("<html><body><h1>Dams</h1><h2>Terms</h2><p>Weir: a low dam</p>"),
    );
    expect(guide.glossary).toMatchObject([{ term: "Weir" }]);
  });

  test("as a web archive is refused with what to do", async () => {
    const archive = 'From: <Saved by Blink>\nContent-Type: multipart/related; boundary="x"\n\n--x';
    expect(await refusal("page.mhtml", utf8(archive))).toContain("HTML only");
  });

  test("keeps words that are struck, as cards show them", async () => {
    const { guide } = await readOk(
      "dams.html",
      utf8("<html><h1>Dams</h1><h2>Glossary</h2><p>Weir: a <s>high</s> <del>big</del> low dam</p>"),
    );
    expect(guide.glossary).toMatchObject([{ term: "Weir", definition: "a ~~high~~ ~~big~~ low dam" }]);
  });

  test.each(["b", "i", "u", "del", "b><i", "span style='font-weight:bold'", "b><i><s"])(
    "with <%s> opened again and again says it once",
    async (tags) => {
      const text = await guideText({ name: "a.html", bytes: utf8(`<html><p>${`<${tags}>`.repeat(900)}x`) });
      if (text.ok) expect(text.text.replace(/[^x]/g, "")).toBe("x");
      expect(text.ok ? text.text.trim().length : 0).toBeLessThan(20);
    },
  );

  test("in bold as a whole keeps the bold of its terms", async () => {
    const bytes = utf8("<html><h1>Dams</h1><b><h2>Glossary</h2><p><b>Weir</b> a low dam</p></b>");
    expect((await readOk("dams.html", bytes)).guide.glossary).toMatchObject([
      { term: "Weir", definition: "a low dam" },
    ]);
  });

  test("is read whatever it holds", async () => {
    const tag = fc.constantFrom(
      "<ul>",
      "<li>",
      "</li>",
      "<table>",
      "<tr>",
      "<td>",
      "<dl>",
      "<dt>",
      "<dd>",
      "<details>",
      "<summary>",
      "<p>",
      "<b>",
      "<s>",
      "<mark>",
      "<th>",
      "<caption>",
      "<svg>",
      "<math>",
      "<br>",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(tag, fc.string({ unit: "grapheme" }))), async (parts) => {
        const bytes = utf8(`<html>${parts.join("")}`);
        const text = await guideText({ name: "page.html", bytes });
        if (text.ok) expect(guideOf(text).title).not.toBe("");
      }),
    );
  }, 30_000);
});

describe("encodings", () => {
  const text = "Café: a place to read – “quietly”\nThé: a drink\n";
  const windows = Uint8Array.from(
    [...text].map((character) => ({ "–": 0x96, "“": 0x93, "”": 0x94 })[character] ?? character.charCodeAt(0)),
  );
  const utf16 = new Uint8Array(
    new Uint16Array([...`\uFEFF${text}`].map((character) => character.charCodeAt(0))).buffer,
  );

  test.each([
    ["UTF-8", utf8(text)],
    ["UTF-8 with a mark", utf8(`\uFEFF${text}`)],
    ["UTF-16", utf16],
    ["Windows-1252", windows],
  ])("%s is read as it was written", async (_name, bytes) => {
    const { guide } = await readOk("notes.txt", bytes);
    const said = [guide.title, ...guide.glossary.map(({ term, definition }) => `${term}: ${definition}`)];
    expect(said.join("\n")).toContain("Café: a place to read – “quietly”");
  });
});

test.each(["- ", "> ", "1. ", "* - ", "<div>", "<ul><li>", "[", "**", "| "])(
  "ten thousand times %s is read or refused, and nothing is thrown",
  async (mark) => {
    for (const name of ["notes.md", "notes.html"]) {
      const text = await guideText({
        name,
        bytes: utf8(`<html>${mark.repeat(10_000)}`.slice(name.endsWith("md") ? 6 : 0)),
      });
      if (text.ok) expect(guideOf(text).title).not.toBe("");
      else expect(text.reason).toMatch(/\.$/);
    }
  },
  30_000,
);
