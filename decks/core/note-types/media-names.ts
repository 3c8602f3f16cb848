/** How texts name pictures and sounds: an attribute, a sound tag, an address in a style sheet. */
const NAMED =
  /\b(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))|\[sound:([^[\]]*)\]|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/gi;

/** The files that a text names, as they are stored: percent-encoding undone; addresses elsewhere are no files. */
export function mediaNames(text: string): Set<string> {
  const names = new Set<string>();
  if (!/src|data|\[sound:|url\(/i.test(text)) return names;
  for (const match of text.matchAll(NAMED)) {
    const name = (match.slice(1).find((group) => group !== undefined) ?? "").trim();
    if (name === "" || /^[a-z][a-z\d+.-]*:|^\/\//i.test(name)) continue;
    names.add(decoded(name));
  }
  return names;
}

function decoded(name: string): string {
  const plain = name.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
