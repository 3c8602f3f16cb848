/** Files cross the boundary as bytes; picking and saving use the web's own means. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
