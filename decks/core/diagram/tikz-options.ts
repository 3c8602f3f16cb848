/** `key` or `key=value`, trimmed; braces around a value are kept. */
export interface Option {
  readonly key: string;
  readonly value: string | null;
}

/** What each named style stands for, as its author wrote it. */
export type Styles = ReadonlyMap<string, string>;

/** Behind the bracket that closes the one at `at`; the end of the text where none does. `\{` is no bracket. */
export function groupEnd(text: string, at: number): number {
  const open = text[at];
  const close = open === "(" ? ")" : open === "[" ? "]" : "}";
  let depth = 0;
  let braces = 0;
  for (let index = at; index < text.length; index++) {
    const character = text[index];
    if (character === "\\") index++;
    else if (open !== "{" && character === "{") braces++;
    else if (open !== "{" && character === "}") braces--;
    else if (braces <= 0 && character === open) depth++;
    else if (braces <= 0 && character === close && --depth === 0) return index + 1;
  }
  return text.length;
}

/** The options between two brackets, in order. Commas and signs within brackets of any kind do not part them. */
export function optionsOf(text: string): Option[] {
  const options: Option[] = [];
  let start = 0;
  let equals = -1;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at] ?? ",";
    if ("{[(".includes(character)) at = groupEnd(text, at) - 1;
    else if (character === "=" && equals < 0) equals = at;
    else if (character === ",") {
      const key = text
        .slice(start, equals < 0 ? at : equals)
        .replace(/\s+/g, " ")
        .trim();
      if (key !== "") options.push({ key, value: equals < 0 ? null : text.slice(equals + 1, at).trim() });
      start = at + 1;
      equals = -1;
    }
  }
  return options;
}

/** The options with every named style replaced by what it stands for; each style once, so that none can go round. */
export function flattened(options: readonly Option[], styles: Styles): Option[] {
  const seen = new Set<string>();
  const flat: Option[] = [];
  const waiting = [...options].reverse();
  for (let option = waiting.pop(); option; option = waiting.pop()) {
    const style = styles.get(option.key);
    if (style === undefined) flat.push(option);
    else if (!seen.has(option.key)) {
      seen.add(option.key);
      waiting.push(...optionsOf(withoutBraces(style)).reverse());
    }
  }
  return flat;
}

/** The text without the one pair of braces around it. */
export function withoutBraces(text: string): string {
  const inner = text.trim();
  return inner.startsWith("{") && groupEnd(inner, 0) === inner.length ? inner.slice(1, -1) : inner;
}

/** What a line looks like. */
export interface Stroke {
  readonly arrow: boolean;
  readonly backArrow: boolean;
  readonly dashed: boolean;
}

const TIP = String.raw`(?:[<>]{1,2}|\||\{.*\}|(?:open )?(?:latex|stealth|to|triangle|angle|diamond|circle)[^,]*)`;
const ARROWS = new RegExp(`^(${TIP})?-(${TIP})?$`, "is");

/** The stroke that flattened options ask for; what comes later counts. A style named "arrow" that is nowhere said is one. */
export function strokeOf(options: readonly Option[]): Stroke {
  let stroke: Stroke = { arrow: false, backArrow: false, dashed: false };
  for (const { key, value } of options) {
    const arrows = ARROWS.exec(key === "arrows" ? withoutBraces(value ?? "") : key);
    if (arrows) stroke = { ...stroke, backArrow: isTip(arrows[1]), arrow: isTip(arrows[2]) };
    else if (/dashed|dotted|^dash pattern$/.test(key)) stroke = { ...stroke, dashed: true };
    else if (key === "solid") stroke = { ...stroke, dashed: false };
    else if (value === null && /arrow/i.test(key)) stroke = { ...stroke, arrow: true };
  }
  return stroke;
}

function isTip(tip: string | undefined): boolean {
  return tip !== undefined && tip !== "|";
}
