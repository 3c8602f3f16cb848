import type { FieldValue, Note } from "../core/cards/types.ts";

/** The name of a file that must not take the place of another of the same name: "cat.jpg" is "cat-3f2a91c0.jpg". */
export function freeName(name: string, hash: string): string {
  const dot = name.lastIndexOf(".");
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return `${stem}-${hash.slice(0, 8)}${dot > 0 ? name.slice(dot) : ""}`;
}

/** A note whose texts call files by their new names. */
export function withRenamedMedia(note: Note, names: ReadonlyMap<string, string>): Note {
  const renamed = (text: string) =>
    [...names].reduce(
      (changed, [from, to]) =>
        changed.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to)),
      text,
    );
  const within = (value: FieldValue): FieldValue => {
    if (typeof value === "string") return renamed(value);
    return value.map((item) => (typeof item === "string" ? renamed(item) : item.map(renamed))) as FieldValue;
  };
  const fields = Object.fromEntries(
    Object.entries(note.fields).map(([name, value]) => [name, within(value)]),
  );
  return { ...note, fields };
}
