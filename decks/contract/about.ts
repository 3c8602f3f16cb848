/** What Cardinal tells of itself; the build writes it, and the window reads it as `assets/about.json`. */
export interface About {
  readonly version: string;
  /** The text of Cardinal's own licence. */
  readonly licence: string;
  /** Everything of others that ships with it. */
  readonly packages: readonly ShippedPackage[];
}

export interface ShippedPackage {
  readonly name: string;
  /** Empty for a font, which has none of its own. */
  readonly version: string;
  /** As SPDX names it; more than one joined by OR or AND. */
  readonly licence: string;
  readonly text: string;
}
