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
    ["{{hint:Note}}", ""],
    ["{{unheard-of:Front}}", "<b>Delta</b>"],
    ["<!-- {{Back}} -->", "<!-- Land at a mouth -->"],
    ["{{Missing}}", '<span class="unknown-field">{unknown field Missing}</span>'],
    ["{{#Front}}open", "open {{#Front}: the section is not closed} "],
    ["{{/Front}}", " {{/Front}: there is no such section open} "],
    ["{{=<% %>=}}<%Front%>", '<span class="unknown-field">{unknown field =&lt;% %&gt;=}</span><%Front%>'],
    ["{{type:Front}}", ""],
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

  test("of thousands of sections within each other is shown without an end of the stack", () => {
    const deep = "{{#Front}}".repeat(5_000) + "x" + "{{/Front}}".repeat(5_000);
    expect(sides(typeOf(deep), values).front).toContain("x");
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

  test("that is not closed is text", () => {
    expect(sides(type, ["{{c1::open", "", ""], "cloze:1").front).toBe("{{c1::open");
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
});
