import { groupEnd, type Option, optionsOf, type Styles, withoutBraces } from "./tikz-options.ts";

export interface TikzCommand {
  /** `node`, `draw`, `path`, `coordinate`, `fill`, `filldraw` … */
  readonly name: string;
  readonly body: string;
}

export interface TikzPicture {
  readonly options: readonly Option[];
  readonly styles: Styles;
  readonly commands: readonly TikzCommand[];
}

const COMMAND =
  /\\(?:node|draw|path|coordinate|filldraw|fill|begin|end|tikzset|tikzstyle|matrix|foreach)(?![a-z])/;
/** Where a picture may go on within options, and within a path, behind a comment that lost its line break. */
const OPTION = /[\w-]+\/\.style|node distance\s*=|\](?=\s*(?:%|\\(?:node|draw|path)))/;
const STEP = /\([\w. -]+\)\s*(?:edge|to|--|-\||\|-)(?![a-z])/;

const DRAWN = /\\(node|draw|path|coordinate|filldraw|fill|shade|clip)(?![a-zA-Z])/g;
const BEGIN = /\\begin\{tikzpicture\}\s*/;
/** Pictures that draw data, repeat themselves, or move their parts about. */
const FOREIGN =
  /\\foreach|\\addplot|\\begin\{(?:axis|semilog|loglog|pgf)|\\matrix|\\graph|\\chart|\bplot\b|\bforeach\b|\bchild\b|\\begin\{scope\}\s*\[[^\]]*\b(?:x?shift|yshift|rotate|scale)/;

/** The options, styles and commands of the first TikZ picture in a text; null when it is none of boxes and arrows. */
export function tikzPicture(source: string): TikzPicture | null {
  const text = withoutComments(source);
  const begin = BEGIN.exec(text);
  const from = begin ? begin.index + begin[0].length : 0;
  const end = text.indexOf("\\end{tikzpicture}", from);
  const whole = text.slice(from, end < 0 ? undefined : end);
  const optionsEnd = begin && whole.startsWith("[") ? groupEnd(whole, 0) : 0;
  const options = optionsOf(whole.slice(1, Math.max(1, optionsEnd - 1)));
  const body = whole.slice(optionsEnd);
  if (FOREIGN.test(withoutLabels(body))) return null;
  return { options, styles: stylesOf(text, options), commands: commandsOf(body) };
}

/**
 * Without `%` comments. Pictures that were copied have often lost their line breaks, and a comment seems to swallow
 * what followed it; so where a command comes later on the same line, only the words before it are the comment. A line
 * that is nothing but a command behind `%` was switched off by its author, if the picture still has its lines.
 */
export function withoutComments(source: string): string {
  const lines = source.split(/\r\n|\r|\n/);
  const hasLines = lines.filter((line) => COMMAND.test(line)).length > 3;
  return lines
    .map((line) => (hasLines && /^\s*%+\s*\\/.test(line) ? "" : lineWithoutComments(line)))
    .join("\n");
}

function lineWithoutComments(line: string): string {
  let kept = "";
  let rest = line;
  for (;;) {
    // "{90% of it}" is a share, though TeX would take it for a comment.
    const at = rest.search(/(?<=(?:^|[^\\])(?:\\\\)*)(?<!\{[^{}]*\d\s?)%/);
    if (at < 0) return kept + rest;
    kept += `${rest.slice(0, at)} `;
    const swallowed = rest.slice(at + 1);
    const command = swallowed.search(COMMAND);
    if (command < 0) return kept;
    rest = swallowed.slice(Math.min(command, resumption(kept, swallowed) ?? command));
  }
}

/** Where an unfinished list of options or an unfinished path goes on. */
function resumption(before: string, swallowed: string): number | null {
  const path = Math.max(before.lastIndexOf("\\draw"), before.lastIndexOf("\\path"));
  const within = before.lastIndexOf("[") > before.lastIndexOf("]") ? OPTION : STEP;
  if (within === STEP && before.lastIndexOf(";") >= path) return null;
  const at = swallowed.search(within);
  return at < 0 ? null : at;
}

/** So that words in labels are not taken for commands. */
function withoutLabels(body: string): string {
  let text = body;
  for (let depth = 0; depth < 3; depth++) {
    text = text.replace(/(\\begin)?\{[^{}]*\}/g, (whole, begin?: string) => (begin ? whole : " "));
  }
  return text;
}

function stylesOf(text: string, options: readonly Option[]): Styles {
  const styles = new Map<string, string>();
  const add = (option: Option): void => {
    const name = /^(.*?)\/\.(?:append )?style$/.exec(option.key)?.[1];
    if (name !== undefined && option.value !== null) styles.set(name.trim(), option.value);
  };
  options.forEach(add);
  for (const set of text.matchAll(/\\tikzset\s*(?=\{)/g)) {
    const at = set.index + set[0].length;
    optionsOf(withoutBraces(text.slice(at, groupEnd(text, at)))).forEach(add);
  }
  for (const style of text.matchAll(/\\tikzstyle\s*\{([^{}]*)\}\s*\+?=\s*(?=\[)/g)) {
    const at = style.index + style[0].length;
    styles.set((style[1] ?? "").trim(), text.slice(at + 1, groupEnd(text, at) - 1));
  }
  return styles;
}

/** The drawing commands, each to its `;` or, where that is missing, to the next command. */
function commandsOf(body: string): readonly TikzCommand[] {
  const commands: TikzCommand[] = [];
  DRAWN.lastIndex = 0;
  for (let match = DRAWN.exec(body); match; match = DRAWN.exec(body)) {
    const end = commandEnd(body, DRAWN.lastIndex);
    commands.push({ name: match[1] ?? "", body: body.slice(DRAWN.lastIndex, end) });
    DRAWN.lastIndex = end;
  }
  return commands;
}

function commandEnd(body: string, from: number): number {
  for (let at = from; at < body.length; at++) {
    const character = body[at];
    if (character === ";") return at;
    if (character === "{" || character === "[") at = groupEnd(body, at) - 1;
    else if (character === "\\" && body.slice(at, at + 14).search(COMMAND) === 0) return at;
  }
  return body.length;
}
