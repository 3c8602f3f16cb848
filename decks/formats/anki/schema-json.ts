import { DAMAGED_COLLECTION, Unreadable } from "./unreadable.ts";

/** The JSON objects within an object or an array, with the keys they have there; what is no object is passed over. */
export function objectsOf(
  json: unknown,
): readonly { readonly key: string; readonly object: Readonly<Record<string, unknown>> }[] {
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, object]: readonly [string, unknown]) =>
    typeof object === "object" && object !== null ? [{ key, object: object as Record<string, unknown> }] : [],
  );
}

/** A text under its key; empty when there is none. */
export function namedText(object: Readonly<Record<string, unknown>>, key: string): string {
  const text = object[key];
  return typeof text === "string" ? wellFormed(text) : "";
}

/** The text without halves of signs, which JSON can hold and UTF-8 cannot. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A safe integer, also where it is written as a text; else null. */
export function wholeNumber(json: unknown): number | null {
  const number = typeof json === "string" && /^-?\d{1,16}$/.test(json) ? Number(json) : json;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}

/** The object that a column of `col` holds as text. @throws Unreadable when it is none */
export function objectOfText(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Unreadable(DAMAGED_COLLECTION);
  }
  if (typeof json !== "object" || json === null) throw new Unreadable(DAMAGED_COLLECTION);
  return json;
}
