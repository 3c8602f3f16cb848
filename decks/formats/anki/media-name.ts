/**
 * A bare file name, safe on every system, for what a package calls a file: nothing of folders, drives or devices, no
 * control characters, at most 120 UTF-16 units with the ending kept. A safe name is given back as it is.
 */
export function safeMediaName(name: string): string {
  // A name of a million dots would be looked at from each of them.
  const bare = name
    .slice(-LONGEST_LOOKED_AT)
    .replace(/^.*[/\\]/s, "")
    .replace(/^[a-z]:/i, "");
  const plain = bare
    .replace(/\p{C}/gu, "")
    .replace(/^\s+|[\s.]+$/g, "")
    .replace(/:/g, "-");
  const named = plain === "" || /^\.+$/.test(plain) ? "media" : plain;
  const free = RESERVED.test(named) ? `file-${named}` : named;
  return free.length > LONGEST ? shortened(free) : free;
}

/**
 * The name, with a number before the ending where it is taken: "a.jpg", "a (2).jpg". It is taken from then on.
 * @param taken the last number tried for a name, so that a thousand equal ones do not try a thousand each
 */
export function freeMediaName(name: string, taken: Map<string, number>): string {
  const [stem, ending] = parts(name);
  let number = taken.get(name) ?? 0;
  let free = name;
  while (taken.has(free)) {
    number += 1;
    free = `${stem} (${number + 1})${ending}`;
  }
  taken.set(free, 0);
  if (free !== name) taken.set(name, number);
  return free;
}

const LONGEST = 120;
const LONGEST_LOOKED_AT = 1000;

/** Devices on Windows, whatever ending follows. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

function shortened(name: string): string {
  const [stem, ending] = parts(name);
  // Not within a sign of two halves.
  return stem.slice(0, LONGEST - ending.length).replace(/[\uD800-\uDBFF]$/, "") + ending;
}

/** An ending longer than any real one belongs to the name. */
function parts(name: string): readonly [stem: string, ending: string] {
  const [, stem = name, ending = ""] = /^(.+)(\.[^.]{1,10})$/s.exec(name) ?? [];
  return [stem, ending];
}
