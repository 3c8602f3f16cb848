/** How texts name pictures and sounds: an attribute, a sound tag, an address in a style sheet. */
const NAMED =
  /\b(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))|\[sound:([^[\]]*)\]|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/gi;
/** How Markdown names them: behind the words of a picture, or where the name of a reference is told. */
const MARKDOWN = /\](?:\(|:)\s*(?:<([^<>\n]*)>|((?:[^\s()<>]|\([^\s()]*\))+))/g;

/**
 * The files that a text names in HTML or in Markdown, as they are stored: encodings undone and without folders;
 * addresses elsewhere are no files. A link's target counts as a name, for it may be one.
 */
export function mediaNames(text: string): Set<string> {
  const names = new Set<string>();
  const add = (written: string) => {
    const name = written.trim();
    if (name !== "" && !/^[a-z][a-z\d+.-]*:|^\/\//i.test(name)) names.add(decoded(name));
  };
  if (/src|data|\[sound:|url\(/i.test(text)) {
    for (const match of text.matchAll(NAMED)) add(match.slice(1).find((group) => group !== undefined) ?? "");
  }
  if (/\][(:]/.test(text)) {
    for (const [, bracketed, bare = ""] of text.matchAll(MARKDOWN))
      add((bracketed ?? bare).replace(/\\([!-/:-@[-`{-~])/g, "$1"));
  }
  return names;
}

function decoded(name: string): string {
  const plain = name.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
  return withoutFolders(unescaped(plain));
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Files are stored by bare names, and cards find them by these. */
function withoutFolders(name: string): string {
  return name.replace(/^.*[/\\](?=.)/s, "");
}
