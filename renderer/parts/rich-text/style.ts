/** Styles inside the shadow roots of card text. Inherited font and colour come from the host. */
const STYLE = `
  :host { display: block }
  p, ul, ol, pre, table, blockquote { margin: 0 }
  * + p, * + ul, * + ol, * + pre, * + table, * + blockquote { margin-top: 0.6em }
  ul, ol { padding-left: 1.25em }
  li + li { margin-top: 0.2em }
  em { font-style: italic }
  strong { font-weight: 600 }
  code { font-family: var(--mono); font-size: 0.86em; font-variant-ligatures: none }
  pre { overflow: auto; padding: var(--s3); border-radius: var(--r2); background: var(--sunk) }
  blockquote { padding-left: var(--s4); border-left: 2px solid var(--rule); color: var(--ink-2) }
  table { border-collapse: collapse; display: block; overflow: auto; font-size: 0.85em; line-height: 1.5 }
  th, td { padding: 0.4em 0.75em; border: 1px solid var(--rule); text-align: left; vertical-align: top }
  th { background: var(--sunk); font: 600 0.8em/1.5 var(--sans) }
  img { max-width: 100%; height: auto }
  math { font-family: math; font-size: 1.05em }
  math[display="block"] { margin: 0.4em 0; overflow-x: auto }
  .diagram { display: block; max-width: 100%; height: auto; margin: 0.6em 0; font-family: var(--sans) }
  .diagram-node { fill: var(--sheet); stroke: var(--ink); stroke-width: 1.25 }
  .diagram-edge { stroke: var(--ink-2); stroke-width: 1.25 }
  .diagram-arrow { fill: var(--ink-2) }
  .diagram-label { fill: var(--sheet) }
  .diagram-text { fill: var(--ink) }
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet, shared by every shadow root. */
export function sheetFor(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}
