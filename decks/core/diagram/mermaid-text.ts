const NAMED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["rarr", "→"],
  ["larr", "←"],
  ["le", "≤"],
  ["ge", "≥"],
  ["ne", "≠"],
  ["times", "×"],
  ["deg", "°"],
  ["euro", "€"],
]);

/**
 * The words of a Mermaid label: without its quotes, formatting tags and icons, with `<br/>` and `\n` as line breaks and
 * with entities, HTML's (`&amp;`) as well as Mermaid's own (`#amp;`, `#35;`), as their characters. Tags that are not
 * formatting stay as text.
 */
export function mermaidText(label: string): string {
  const inner = label
    .trim()
    .replace(/^"([\s\S]*)"$/, "$1")
    .trim();
  const markdown = /^`([\s\S]*)`$/.exec(inner);
  const text = markdown ? (markdown[1] ?? "").replace(/\*\*|__/g, "") : inner;
  return text
    .replace(/<br\s*\/?>|\\n/gi, "\n")
    .replace(/<\/?(?:b|i|u|em|strong|code|small|sub|sup|span|div|p|font|center)(?:\s[^<>]*)?\/?>/gi, "")
    .replace(/\bfa[bsrl]?:fa-[\w-]+/g, "")
    .replace(/[&#](#?\w{1,8});/g, character)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .join("\n")
    .trim();
}

function character(whole: string, name: string): string {
  const digits = /^#?(?:(\d{1,7})|x([\da-f]{1,6}))$/i.exec(name);
  if (!digits || (whole.startsWith("&") && !name.startsWith("#")))
    return NAMED.get(name.toLowerCase()) ?? whole;
  const code = digits[1] === undefined ? parseInt(digits[2] ?? "", 16) : Number(digits[1]);
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
