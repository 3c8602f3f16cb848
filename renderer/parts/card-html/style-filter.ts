import { cardSelector, reachesOut } from "./selectors.ts";

/** What the looks of a card depend on besides its texts. */
export interface SheetLook {
  readonly isDark: boolean;
  /** The `blob:` address of one of the deck's pictures; null for every other name, and while it is looked for. */
  readonly address: (name: string) => string | null;
}

/** Deeper rules are no style sheet that a person wrote. */
const DEEPEST = 20;
/**
 * Rules within rules to a depth of some thousands end Chromium's page (150: between 2,000 and 5,000), and its parser has
 * no bound. A sheet with so few braces cannot be that deep; no note type has half as many.
 */
const MOST_BRACES = 1_500;

/**
 * The style sheet of a deck without what could reach beyond its card: sheets and fonts from elsewhere, addresses other
 * than the deck's own pictures, and boxes that stay where they are while the card scrolls. The browser's own parser
 * reads it, so that what is checked is what it would do. The sheet goes into a shadow root: its selectors end there.
 */
export function filteredSheet(css: string, look: SheetLook): CSSStyleSheet {
  const read = new CSSStyleSheet();
  const sheet = new CSSStyleSheet();
  if (css.split("{").length > MOST_BRACES) return sheet;
  read.replaceSync(css);
  sheet.replaceSync(rulesText(read.cssRules, look, 0));
  return sheet;
}

/** The declarations of a `style` attribute that a card may have. */
export function filteredStyle(style: string, look: SheetLook): string {
  const probe = document.createElement("span");
  probe.style.cssText = style;
  return declarations(probe.style, look, false);
}

function rulesText(rules: CSSRuleList, look: SheetLook, depth: number): string {
  return depth > DEEPEST ? "" : [...rules].map((rule) => ruleText(rule, look, depth)).join("\n");
}

/** A kind that is not named here is dropped: imports, fonts, pages, namespaces and registered properties. */
function ruleText(rule: CSSRule, look: SheetLook, depth: number): string {
  const within = (group: { readonly cssRules: CSSRuleList }) => rulesText(group.cssRules, look, depth + 1);
  if (rule instanceof CSSStyleRule) {
    if (reachesOut(rule.selectorText)) return "";
    const selector = cardSelector(rule.selectorText);
    const isPage = /(?:^|,)\s*(?:\.card\d*|\*)\s*(?:,|$)/.test(selector);
    return `${selector} { ${declarations(rule.style, look, isPage)} ${within(rule)} }`;
  }
  // The declarations that stand behind a rule within a rule.
  if (rule instanceof CSSNestedDeclarations) return declarations(rule.style, look, false);
  if (rule instanceof CSSMediaRule) return `@media ${rule.media.mediaText} { ${within(rule)} }`;
  if (rule instanceof CSSSupportsRule) return `@supports ${rule.conditionText} { ${within(rule)} }`;
  if (rule instanceof CSSContainerRule) return `@container ${rule.conditionText} { ${within(rule)} }`;
  if (rule instanceof CSSLayerBlockRule) return `@layer ${rule.name} { ${within(rule)} }`;
  if (rule instanceof CSSLayerStatementRule) return `@layer ${rule.nameList.join(", ")};`;
  if (rule instanceof CSSKeyframesRule) return keyframes(rule, look);
  return "";
}

function keyframes(rule: CSSKeyframesRule, look: SheetLook): string {
  const frames = [...rule.cssRules].map((frame) =>
    frame instanceof CSSKeyframeRule ? `${frame.keyText} { ${declarations(frame.style, look, false)} }` : "",
  );
  return `@keyframes ${CSS.escape(rule.name)} { ${frames.join("\n")} }`;
}

/** Black on white is what decks have when nobody chose a colour: in the dark the theme's colours stay instead. */
const UNCHOSEN = /^(?:black|white|rgb\(0, 0, 0\)|rgb\(255, 255, 255\)|#000|#fff|#000000|#ffffff)$/i;

/** What may hold a variable, so that the properties that it sets have no value of their own yet. */
const SHORTHANDS =
  "background border border-top border-right border-bottom border-left border-color border-style border-width border-radius border-image border-block border-inline margin margin-block margin-inline padding padding-block padding-inline inset font list-style outline text-decoration text-emphasis columns column-rule flex flex-flow gap grid grid-area grid-column grid-row grid-template place-content place-items place-self overflow transition animation mask scroll-margin scroll-padding".split(
    " ",
  );

function declarations(style: CSSStyleDeclaration, look: SheetLook, isPage: boolean): string {
  const names = [...style];
  const shorthands = names.some((name) => style.getPropertyValue(name) === "")
    ? SHORTHANDS.filter((name) => style.getPropertyValue(name).includes("var("))
    : [];
  const kept: string[] = [];
  for (const name of [...shorthands, ...names]) {
    const value = style.getPropertyValue(name);
    if (look.isDark && isPage && /^(?:color|background-color)$/.test(name) && UNCHOSEN.test(value)) continue;
    // A card that hides itself could never be answered.
    if (isPage && name === "display" && value === "none") continue;
    const safe = safeValue(name, value, look);
    if (safe === null || safe === "") continue;
    const priority = style.getPropertyPriority(name) === "important" ? " !important" : "";
    kept.push(`${spelled(name)}: ${safe}${priority};`);
  }
  return kept.join(" ");
}

/** The parser gives the names of variables without their escapes, and such a name could end its rule and begin another. */
function spelled(name: string): string {
  return name.startsWith("--") ? `--${CSS.escape(name.slice(2))}` : name;
}

const ADDRESS = /url\(\s*(?:"([^"\\]*)"|'([^'\\]*)'|([^()\s"'\\]*))\s*\)/gi;
const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/g;
/** A variable keeps its comments, and a quote in one could pass for the beginning of a string. */
const COMMENT_OR_QUOTED = new RegExp(String.raw`/\*[\s\S]*?\*/|${QUOTED.source}`, "g");
/** Other spellings of addresses, and what ran scripts in browsers of long ago. */
const NEVER = /\b(?:expression|image-set|image|src|element|paint)\s*\(/i;
/** Where a box stands in its card. A variable could say anything. */
const POSITION = /^(?:static|relative|absolute|inherit|initial|unset|revert|revert-layer)$/i;

function safeValue(name: string, value: string, look: SheetLook): string | null {
  if (name === "position" && !POSITION.test(value)) return null;
  if (/^(?:behavior|-moz-binding)$/i.test(name)) return null;
  const bare = value.replace(COMMENT_OR_QUOTED, (part) => (part.startsWith("/*") ? " " : part));
  const words = bare.replace(ADDRESS, "").replace(QUOTED, "");
  // A variable keeps the spelling that it was written in, and `\75rl(` spells an address as well. What is left of a
  // string or a comment is not closed, and would take in what comes after it.
  if (/["'\\]|\/\*/.test(words) || NEVER.test(words) || /url\s*\(/i.test(words)) return null;
  let isWhole = true;
  const replaced = bare.replace(ADDRESS, (...match: (string | undefined)[]) => {
    const address = addressOf(match[1] ?? match[2] ?? match[3] ?? "", look);
    if (address === null) isWhole = false;
    return `url("${address ?? ""}")`;
  });
  return isWhole ? replaced : null;
}

function addressOf(written: string, look: SheetLook): string | null {
  if (written === "" || /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(written)) return null;
  let name = written;
  try {
    name = decodeURIComponent(written);
  } catch {
    // A name with a lone percent sign is spelled as it is.
  }
  const address = look.address(name);
  return address !== null && /^blob:[^"\\\s]+$/.test(address) ? address : null;
}
