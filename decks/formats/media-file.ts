/** A picture or sound that notes name in `src="name"` or `[sound:name]`. */
export interface MediaFile {
  /** A bare file name: no folders, nothing that points elsewhere. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
