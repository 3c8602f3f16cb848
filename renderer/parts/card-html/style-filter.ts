/**
 * The style sheet of a deck without what could reach beyond its card: sheets and fonts from elsewhere, addresses other
 * than the deck's own pictures, and boxes that stay where they are while the card scrolls. The browser's own parser
 * reads it, so that what is checked is what it would do. Selectors need no check: the sheet goes into a shadow root.
 */
export function filteredSheet(css: string, look: SheetLook): CSSStyleSheet {
  const read = new CSSStyleSheet();
  read.replaceSync(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...read.cssRules].map((rule) => ruleText(rule, look)).join("\n"));
  return sheet;
}

export interface SheetLook {
  readonly isDark: boolean;
  /** The address of one of the deck's pictures; null for every other name. */
  readonly address: (name: string) => string | null;
}

/** The declarations of a `style` attribute that a card may have. */
export function filteredStyle(style: string, look: SheetLook): string {
  const probe = document.createElement("span");
  probe.style.cssText = style;
  return declarations(probe.style, look, false);
}

/** The files that a sheet names in `url(…)`. */
export function namesInSheet(css: string): Set<string> {
  return new Set(
    [...css.matchAll(ADDRESS)].map((match) => nameIn(match)).filter((name) => !/^[a-z]+:|^\/\//i.test(name)),
  );
}

function ruleText(rule: CSSRule, look: SheetLook): string {
  if (rule instanceof CSSStyleRule) {
    // A card must not move its own frame, nor reach through it.
    if (/:host|::part|::slotted|:root/i.test(rule.selectorText) && !/^:root$/i.test(rule.selectorText))
      return "";
    const selector = cardSelector(rule.selectorText);
    const own = declarations(rule.style, look, /(?:^|,)\s*(?:\.card\d*|\*)\s*(?:,|$)/.test(selector));
    return `${selector} { ${own} ${nested(rule, look)} }`;
  }
  if (rule instanceof CSSMediaRule) return `@media ${rule.media.mediaText} { ${nested(rule, look)} }`;
  if (rule instanceof CSSSupportsRule) return `@supports ${rule.conditionText} { ${nested(rule, look)} }`;
  if (rule instanceof CSSKeyframesRule) return keyframes(rule, look);
  return "";
}

function nested(rule: { readonly cssRules: CSSRuleList }, look: SheetLook): string {
  return [...rule.cssRules].map((inner) => ruleText(inner, look)).join("\n");
}

function keyframes(rule: CSSKeyframesRule, look: SheetLook): string {
  const frames = [...rule.cssRules].flatMap((frame) =>
    frame instanceof CSSKeyframeRule ? `${frame.keyText} { ${declarations(frame.style, look, false)} }` : [],
  );
  return `@keyframes ${CSS.escape(rule.name)} { ${frames.join("\n")} }`;
}

/** Decks style the page that other programs show them on; here the card is that page. */
function cardSelector(selector: string): string {
  return selector.replace(/(^|[\s,>+~(])(?:html|body|:root)(?![\w-])/gi, "$1.card");
}

/** Black on white is what decks have when nobody chose a colour: in the dark the theme's colours stay instead. */
const UNCHOSEN = /^(?:black|white|rgb\(0, 0, 0\)|rgb\(255, 255, 255\)|#000|#fff|#000000|#ffffff)$/i;

function declarations(style: CSSStyleDeclaration, look: SheetLook, isPage: boolean): string {
  const kept: string[] = [];
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    if (look.isDark && isPage && /^(?:color|background-color)$/.test(name) && UNCHOSEN.test(value)) continue;
    // A card that hides itself could never be answered.
    if (isPage && name === "display" && value === "none") continue;
    const safe = safeValue(name, value, look);
    if (safe !== null)
      kept.push(`${name}: ${safe}${style.getPropertyPriority(name) === "important" ? " !important" : ""};`);
  }
  return kept.join(" ");
}

const ADDRESS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s"']*))\s*\)/gi;

function safeValue(name: string, value: string, look: SheetLook): string | null {
  if (name === "position" && /fixed|sticky/i.test(value)) return null;
  if (/^(?:behavior|-moz-binding)$/i.test(name) || /expression\s*\(|image-set\s*\(|\bsrc\s*\(/i.test(value))
    return null;
  if (!/url\s*\(/i.test(value)) return value;
  let isWhole = true;
  const replaced = value.replace(ADDRESS, (...match) => {
    const address = look.address(nameIn(match as unknown as RegExpExecArray));
    if (address === null) isWhole = false;
    return `url("${address ?? ""}")`;
  });
  // Something else that calls itself an address is none that was looked at.
  const others = replaced.replace(/url\("blob:[^"]*"\)/g, "");
  return isWhole && !/url\s*\(/i.test(others) ? replaced : null;
}

function nameIn(match: ArrayLike<string | undefined>): string {
  const name = match[1] ?? match[2] ?? match[3] ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
