import type { Refusal } from "../read-warning.ts";

/** Thrown within the reading of a package, where nothing of it can be used; what is given back is the refusal. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly refusal: Refusal;

  constructor(reason: string, code: Refusal["code"] = "unreadable") {
    super(reason);
    this.refusal = { ok: false, code, reason };
  }
}

export const DAMAGED_COLLECTION =
  "The collection inside the package is damaged; in Anki run Tools, Check Database, and export it again.";
