/** Whether a selector names the frame that a card is shown in, which its deck must not move. */
export function reachesOut(selector: string): boolean {
  return /:host|::part|::slotted|::view-transition|::backdrop/i.test(selector);
}

/**
 * A selector as it means the same within a card. Decks style the page that other programs show them on, and here the
 * card is that page. Elements have no ids here, for the app has its own: they stand among the classes, and `#_`, which
 * no element has, keeps the weight that an id gives to a rule.
 */
export function cardSelector(selector: string): string {
  return selector
    .replace(/(^|[\s,(])(?:html|:root)(?:\s*>\s*|\s+)(?=[\w.#*[:])/gi, "$1")
    .replace(/(^|[\s,>+~(])(?:html|body|:root)(?![\w-])/gi, "$1.card")
    .replace(/#([\w-]+)(?![\w\\-])/g, (_id, name: string) => `:is(.${idClass(name)}, #_)`);
}

/** The class that stands for an id. */
export function idClass(id: string): string {
  return `id-${id}`;
}
