/** Longer than this, nobody reads where it leads. */
const LONGEST = 2_000;

/**
 * The address of a link as it may be opened outside of Cardinal, in full and in the one form that a browser would ask
 * for: a host of other scripts in Punycode, so that a lookalike is told from what it looks like. Null for anything but
 * the web and mail, for a name or password before the host, which is there to be mistaken for it, for a mail that
 * would attach a file, and for what is too long to be read.
 * @param text an address as a card has it
 */
export function linkAddress(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username !== "" || url.password !== "" || url.href.length > LONGEST) return null;
  if (url.protocol === "mailto:")
    return [...url.searchParams.keys()].some((name) => /attach/i.test(name)) ? null : url.href;
  return (url.protocol === "https:" || url.protocol === "http:") && url.hostname !== "" ? url.href : null;
}
