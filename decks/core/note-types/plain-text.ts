/** Elements that stand on lines of their own: their words do not join those of their neighbours. */
const BLOCK =
  /<\/?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|tr|td|th|table|h[1-6]|blockquote|pre|section|article|details|summary)\b[^>]*>/gi;
const UNSEEN =
  /<(script|style|template)\b[^>]*>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|\[sound:[^\]]*\]|\[anki:[^\]]*\]/gi;
const IMAGE = /<img\b[^>]*>/gi;
const TAG = /<\/?[a-z][^>]*>/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ensp: " ", emsp: " ", thinsp: " " },
  ...{
    hellip: "…",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
  },
  ...{
    bull: "•",
    middot: "·",
    deg: "°",
    plusmn: "±",
    times: "×",
    divide: "÷",
    minus: "−",
    rarr: "→",
    larr: "←",
  },
  ...{
    le: "≤",
    ge: "≥",
    ne: "≠",
    asymp: "≈",
    infin: "∞",
    micro: "µ",
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
  },
  ...{
    lambda: "λ",
    mu: "μ",
    pi: "π",
    sigma: "σ",
    omega: "ω",
    euro: "€",
    pound: "£",
    copy: "©",
    reg: "®",
    trade: "™",
  },
  ...{
    auml: "ä",
    ouml: "ö",
    uuml: "ü",
    Auml: "Ä",
    Ouml: "Ö",
    Uuml: "Ü",
    szlig: "ß",
    eacute: "é",
    egrave: "è",
  },
};

/** The words of a piece of HTML on one line, for lists, for search, and to tell notes apart. Never shown as HTML. */
export function plainText(html: string): string {
  if (!/[<&[{]/.test(html)) return html.replace(/\s+/g, " ").trim();
  return decoded(
    html
      .replace(UNSEEN, " ")
      .replace(
        IMAGE,
        (tag) =>
          ` ${/\balt\s*=\s*(?:"([^"]+)"|'([^']+)')/i.exec(tag)?.slice(1).find(Boolean) ?? "[picture]"} `,
      )
      .replace(BLOCK, " ")
      .replace(TAG, "")
      .replace(/\{\{c[\d,]+::([\s\S]*?)(?:::[\s\S]*?)?\}\}/g, "$1"),
  )
    .replace(/\s+/g, " ")
    .trim();
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{1,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}
