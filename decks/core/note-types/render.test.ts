import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NoteType, Template } from "../cards/types.ts";
import type { NoteTypeId } from "../ids.ts";
import { templatesOf } from "./cards-made.ts";
import { renderCard } from "./render.ts";

const typeOf = (front: string, back = "", more: Partial<NoteType> = {}): NoteType => ({
  id: "type" as NoteTypeId,
  name: "River words",
  kind: "normal",
  fields: ["Front", "Back", "Note"],
  templates: [{ name: "Forward", front, back }],
  css: ".card { color: teal; }",
  ...more,
});
const sides = (type: NoteType, values: readonly string[], template = "card:0") =>
  renderCard({
    type,
    values,
    template: template as Template,
    tags: ["water", "land"],
    deckPath: ["Geography", "Rivers"],
    flag: 2,
  });

describe("a template", () => {
  const values = ["<b>Delta</b>", "Land at a mouth", ""];
  test.each([
    ["{{Front}}", "<b>Delta</b>"],
    ["{{ Front }} and {{Back}}", "<b>Delta</b> and Land at a mouth"],
    ["{{text:Front}}", "Delta"],
    ["{{#Note}}shown{{/Note}}{{^Note}}empty{{/Note}}", "empty"],
    ["{{#Front}}{{^Note}}both{{/Note}}{{/Front}}", "both"],
    ["{{Deck}}, {{Subdeck}}, {{Card}}, {{Type}}", "Geography::Rivers, Rivers, Forward, River words"],
    ["{{Tags}} {{CardFlag}}", "water land flag2"],
    ["{{!a note to oneself}}x", "x"],
    ["{{hint:Back}}", '<details class="hint"><summary>Back</summary>Land at a mouth</details>'],
    ["x{{hint:Note}}", "x"],
    ["{{unheard-of:Front}}", "<b>Delta</b>"],
    ["x<!-- {{Back}} {{#Note}} -->{{text:Front}}", "x<!-- {{Back}} {{#Note}} -->Delta"],
    ["x<!-- {{text:Front}}", "x<!-- Delta"],
    ["{{{text:Front}}}", "Delta"],
    ["{{}} {{text:Front}} {{open", "{{}} Delta {{open"],
    ["{{#Missing}}no{{/Missing}}x", "x"],
    ["{{Missing}}", '<span class="unknown-field">{unknown field Missing}</span>'],
    ["{{#Front}}open", "open {{#Front}: the section is not closed} "],
    ["{{/Front}}", " {{/Front}: there is no such section open} "],
    ["{{=<% %>=}}<%Front%>", '<span class="unknown-field">{unknown field =&lt;% %&gt;=}</span><%Front%>'],
    ["x{{type:Front}}", 'x<span class="typeans-slot"></span>'],
    ["{{^Front}}no{{/Front}}", '<span class="unknown-field">{the front of this card is empty}</span>'],
  ])("%s", (template, front) => {
    expect(sides(typeOf(template), values).front).toBe(front);
  });

  test("repeats the front on the back", () => {
    expect(sides(typeOf("{{Front}}?", "{{FrontSide}}<hr>{{Back}}"), values).back).toBe(
      "<b>Delta</b>?<hr>Land at a mouth",
    );
  });

  test("shows on the back what was to be typed in, in words", () => {
    expect(sides(typeOf("x", "{{type:Front}}"), values).back).toBe('<code class="typeans">Delta</code>');
  });

  test("shows readings above what they read", () => {
    const shown = sides(typeOf("{{furigana:Front}}|{{kana:Front}}|{{kanji:Front}}"), [
      " 川[かわ] と",
      "",
      "",
    ]);
    expect(shown.front).toBe("<ruby>川<rt>かわ</rt></ruby> と|かわ と|川 と");
  });

  test("shows readings with breaks and sounds between them", () => {
    const value = "大[おお]<br>川[かわ] [sound:a.mp3]水[みず] [x] y[open";
    expect(sides(typeOf("{{kana:Front}}"), [value, "", ""]).front).toBe(
      "おお<br>かわ [sound:a.mp3]みず [x] y[open",
    );
  });

  test("has no flag's name for a card without a flag", () => {
    const type = typeOf("x{{CardFlag}}");
    const template = "card:0" as Template;
    expect(renderCard({ type, values, template, tags: [], deckPath: [], flag: 0 }).front).toBe("x");
  });

  test("takes a field for empty as Anki does: breaks are nothing, a picture or a rule is something", () => {
    const shown = (value: string) => sides(typeOf("x{{#Front}}filled{{/Front}}"), [value, "", ""]).front;
    expect(["", " <br> <div></div>\n", "&nbsp;", "<hr>", "<img src=a.png>"].map(shown)).toEqual([
      "x",
      "x",
      "xfilled",
      "xfilled",
      "xfilled",
    ]);
  });

  test("of thousands of sections within each other is shown without an end of the stack", () => {
    const deep = "{{#Front}}".repeat(5_000) + "x" + "{{/Front}}".repeat(5_000);
    expect(sides(typeOf(deep), values).front).toContain("x");
  });

  test.each(["{{", "{{a", "<!--", "{{#a", "{{{"])("of a hundred thousand of %s ends soon", (beginning) => {
    const startedAt = performance.now();
    sides(typeOf(`{{furigana:Front}}${beginning.repeat(100_000)}`), ["日".repeat(100_000), "", ""]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test("that names a field thousands of times ends somewhere", () => {
    const { front } = sides(typeOf("{{Front}}".repeat(5_000)), ["x".repeat(10_000), "", ""]);
    expect(front.length).toBeLessThanOrEqual(2_000_000);
  });

  test("of whatever text gives something, and never throws", () => {
    const bits = [
      "{{",
      "}}",
      "{{#",
      "{{/",
      "{{^",
      "Front",
      ":",
      "cloze:",
      "hint:",
      "{",
      "}",
      "type:",
      "<b>",
      "c1",
    ];
    const template = fc.array(fc.oneof(fc.constantFrom(...bits), fc.string())).map((parts) => parts.join(""));
    fc.assert(
      fc.property(template, fc.string(), fc.boolean(), (front, value, isCloze) => {
        const type = typeOf(front, front, { kind: isCloze ? "cloze" : "normal" });
        const shown = sides(type, [value, value, value], isCloze ? "cloze:1" : "card:0");
        expect(typeof shown.front + typeof shown.back).toBe("stringstring");
        templatesOf(type, [value, value, value]);
      }),
    );
  });
});

describe("a cloze", () => {
  const type = typeOf("{{cloze:Front}}", "{{cloze:Front}} {{Back}}", { kind: "cloze" });
  const text = "A {{c1::delta::land}} of {{c2::silt}}";

  test("is hidden on its own card, and shown on the others'", () => {
    expect(sides(type, [text, "", ""], "cloze:1").front).toBe(
      'A <span class="cloze" data-ordinal="1">[land]</span> of <span class="cloze-inactive" data-ordinal="2">silt</span>',
    );
    expect(sides(type, [text, "", ""], "cloze:2").back).toBe(
      'A <span class="cloze-inactive" data-ordinal="1">delta</span> of <span class="cloze" data-ordinal="2">silt</span> ',
    );
  });

  test("within another, and one for two cards", () => {
    const nested = "{{c1::the {{c2::Nile}} delta}} and {{c1,2::Egypt}}";
    expect(sides(type, [nested, "", ""], "cloze:1").front.replace(/<[^>]+>/g, "")).toBe("[...] and [...]");
    expect(sides(type, [nested, "", ""], "cloze:2").front.replace(/<[^>]+>/g, "")).toBe(
      "the [...] delta and [...]",
    );
  });

  test("that is not closed is text, and those behind it are still asked", () => {
    const front = (ordinal: number) =>
      sides(type, ["{{c1::open and {{c2::silt}}", "", ""], `cloze:${ordinal}`).front;
    expect(front(2)).toBe('{{c1::open and <span class="cloze" data-ordinal="2">[...]</span>');
    expect(templatesOf(type, ["{{c1::open and {{c2::silt}}", "", ""])).toEqual(["cloze:2"]);
  });

  test("that a field lacks hides that field, so that several can be named", () => {
    const two = typeOf("{{cloze:Front}}{{cloze:Back}}", "", { kind: "cloze" });
    const values = ["{{c1::Nile}} in Africa", "{{c2::Oder}} in Europe", ""];
    expect(templatesOf(two, values)).toEqual(["cloze:1", "cloze:2"]);
    expect(sides(two, values, "cloze:2").front).toBe(
      '<span class="cloze" data-ordinal="2">[...]</span> in Europe',
    );
  });

  test("by itself shows its hint on the front and its text on the back", () => {
    const only = typeOf("{{cloze-only:Front}}", "{{cloze-only:Front}}", { kind: "cloze" });
    const shown = sides(only, ["{{c1::delta::land}}, {{c2::silt}}, {{c1::mouth}}", "", ""], "cloze:1");
    expect(shown).toMatchObject({ front: "land, ...", back: "delta, mouth" });
  });

  test.each(["{{type:cloze:Front}}", "{{type:nc:cloze:Front}}"])("is what %s asks to type in", (template) => {
    const asked = typeOf(`x${template}`, template, { kind: "cloze" });
    const shown = sides(asked, [text, "", ""], "cloze:1");
    expect(shown.front).toBe('x<span class="typeans-slot"></span>');
    expect(shown.back).toBe('<code class="typeans">delta</code>');
  });

  test("of a number is asked by a section", () => {
    const asked = typeOf("{{#c1}}one{{/c1}}{{^c1}}another{{/c1}}", "", { kind: "cloze" });
    expect(sides(asked, [text, "", ""], "cloze:1").front).toBe("one");
    expect(sides(asked, [text, "", ""], "cloze:2").front).toBe("another");
  });

  test("beyond the five hundredth is a mistake, and makes no card", () => {
    expect(templatesOf(type, ["{{c500::a}} {{c501::b}} {{c0::c}}", "", ""])).toEqual(["cloze:500"]);
  });

  test("makes a card a number", () => {
    expect(templatesOf(type, [`${text} {{c12::x}}{{c2::y}}`, "{{c9::not shown as a cloze}}", ""])).toEqual([
      "cloze:1",
      "cloze:2",
      "cloze:12",
    ]);
  });

  test("never shows on its front what it asks for", () => {
    const hidden = fc.stringMatching(/^[q-z]{3,12}$/);
    fc.assert(
      fc.property(hidden, fc.stringMatching(/^[a-m ]{0,20}$/), (secret, around) => {
        const value = `${around}{{c1::${secret}}}${around}{{c2::${around}}}`;
        expect(sides(type, [value, "", ""], "cloze:1").front.replace(/<[^>]*>/g, "")).not.toContain(secret);
      }),
    );
  });
});

describe("a note of a normal type", () => {
  const type = typeOf("{{Front}}", "", {
    templates: [
      { name: "Forward", front: "Say: {{Front}}", back: "" },
      { name: "Backward", front: "{{#Note}}{{Back}}{{/Note}}", back: "" },
    ],
  });

  test("makes a card of every template whose front has something of the note", () => {
    expect(templatesOf(type, ["Delta", "Land", "x"])).toEqual(["card:0", "card:1"]);
    expect(templatesOf(type, ["Delta", "Land", ""])).toEqual(["card:0"]);
    expect(templatesOf(type, ["", "Land", ""])).toEqual([]);
    expect(templatesOf(type, ['<img src="x.png">', "", "<br>"])).toEqual(["card:0"]);
  });

  test("makes no card of a template that only says the deck's name, or shows what is not empty where it is", () => {
    expect(templatesOf(typeOf("{{Deck}} {{Tags}} {{Missing}}"), ["Delta", "", ""])).toEqual([]);
    expect(templatesOf(typeOf("{{^Front}}{{Front}}{{/Front}}"), ["Delta", "", ""])).toEqual([]);
    expect(templatesOf(typeOf("{{^Note}}{{type:Front}}{{/Note}}"), ["Delta", "", ""])).toEqual(["card:0"]);
  });
});
