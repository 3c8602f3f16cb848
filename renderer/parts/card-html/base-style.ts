/** The quiet box in the place of what is not shown. */
export const LEFT_OUT_STYLE = `.left-out { display: inline-block; max-width: 100%; box-sizing: border-box; padding: 0 0.4em; border: 1px dashed var(--edge); border-radius: var(--r1);
    color: var(--ink-2); font: 400 0.8125rem/1.5 var(--sans); letter-spacing: 0; overflow-wrap: anywhere }`;

/** Links that can be followed; others look like the text that they are. */
export const LINK_STYLE = `[data-link] { color: inherit; text-decoration: underline; text-decoration-thickness: 1px;
    text-underline-offset: 0.15em; cursor: pointer }
  [data-link]:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }`;

/** Looks of every card of a deck, which its own sheet comes after. */
const STYLE = `
  :host { display: block }
  .card { min-height: 1lh; overflow-wrap: anywhere }
  img, video, svg { max-width: 100%; height: auto }
  audio { max-width: 100%; vertical-align: middle }
  ${LINK_STYLE}
  hr { border: 0; border-top: 1px solid var(--rule); margin: 0.8em 0 }
  table { border-collapse: collapse; max-width: 100% }
  pre { overflow: auto; text-align: start }
  code { font-family: var(--mono); font-size: 0.86em }
  .cloze { font-weight: 600; color: var(--cardinal-ink, var(--cardinal)) }
  .hint summary { color: var(--ink-2); cursor: pointer }
  ${LEFT_OUT_STYLE}
  .unknown-field { color: var(--ink-2); font-size: 0.8em }
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet, shared by every card. */
export function baseSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}
