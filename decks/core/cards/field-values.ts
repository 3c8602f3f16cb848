import type { FieldValue } from "./types.ts";

/** A field as text; "" when it is not there or no text. */
export function textOf(value: FieldValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A field as a list of texts; empty when it is none. */
export function listOf(value: FieldValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** A field as rows of cells; empty when it is none. */
export function rowsOf(value: FieldValue | undefined): readonly (readonly string[])[] {
  return Array.isArray(value) ? value.filter((item): item is readonly string[] => Array.isArray(item)) : [];
}
