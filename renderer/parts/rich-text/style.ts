import { LEFT_OUT_STYLE, LINK_STYLE } from "../card-html/base-style.ts";

/** Styles inside the shadow roots of card text. Inherited font and colour come from the host. */
const STYLE = `
  :host { display: block }
  p, ul, ol, pre, table, blockquote { margin: 0 }
  * + p, * + ul, * + ol, * + pre, * + table, * + blockquote { margin-top: 0.6em }
  ul, ol { padding-left: 1.25em }
  li + li { margin-top: 0.2em }
  em { font-style: italic }
  strong { font-weight: 600 }
  code { font-family: var(--mono); font-size: 0.86em; font-variant-ligatures: none; letter-spacing: 0 }
  :not(pre) > code { padding: 0.1em 0.3em; border-radius: var(--r1); background: var(--sunk);
    box-shadow: inset 0 0 0 1px var(--rule-2) }
  pre { overflow: auto; padding: var(--s3); border: 1px solid var(--rule-2); border-radius: var(--r2); background: var(--sunk); color: var(--ink);
    font: 400 0.9375rem/1.5rem var(--mono); font-variant-ligatures: none;
    text-align: start; tab-size: 4; white-space: pre }
  pre code { font: inherit }
  pre:focus-visible, .wide:focus-visible, audio:focus-visible, video:focus-visible {
    outline: 2px solid var(--focus); outline-offset: 2px }
  .code-keyword, .code-selector-tag, .code-tag, .code-name, .code-meta { color: var(--code-word) }
  .code-string, .code-regexp, .code-char, .code-addition, .code-link { color: var(--code-text) }
  .code-number, .code-literal, .code-symbol, .code-deletion, .code-variable, .code-template-variable {
    color: var(--code-value) }
  .code-title, .code-built_in, .code-type, .code-attr, .code-attribute, .code-property, .code-section,
  .code-selector-class, .code-selector-id, .code-selector-attr, .code-selector-pseudo { color: var(--code-name) }
  .code-comment, .code-quote, .code-doctag { color: var(--code-aside); font-style: italic }
  .code-subst { color: var(--ink) }
  ${LINK_STYLE}
  blockquote { padding-left: var(--s4); border-left: 2px solid var(--rule); color: var(--ink-2) }
  .wide { overflow: auto; max-width: 100% }
  * + .wide { margin-top: 0.6em }
  .wide > table { margin: 0 }
  table { border-collapse: collapse; font-size: 0.85em; line-height: 1.5; overflow-wrap: normal }
  th, td { padding: 0.4em 0.75em; border: 1px solid var(--rule); text-align: left; vertical-align: top }
  th { background: var(--sunk); font: 600 0.8em/1.5 var(--sans) }
  th[align="right"], td[align="right"] { text-align: right }
  th[align="center"], td[align="center"] { text-align: center }
  img, video { max-width: 100%; height: auto; max-height: 70vh; object-fit: contain }
  audio { width: 20rem; max-width: 100%; height: 2.5rem; margin-block: 0.15em; vertical-align: middle }
  ${LEFT_OUT_STYLE}
  li:has(> .task, > p > .task) { list-style: none; margin-left: -1.25em }
  .task { display: inline-block; width: 0.72em; height: 0.72em; margin-right: 0.2em; border: 1.5px solid var(--edge);
    border-radius: 2px; vertical-align: -0.05em }
  .task-done { border-color: var(--ink); background: var(--ink) }
  .task-done::after { content: ""; display: block; width: 0.18em; height: 0.38em; margin: 0.06em auto;
    border: solid var(--sheet); border-width: 0 2px 2px 0; rotate: 40deg }
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
