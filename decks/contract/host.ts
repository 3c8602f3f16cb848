/** What the platform and the window say to each other, besides the port that leads to the store. */

/** What a menu may ask of the window, which has a handler for each; see `renderer/host-commands.ts`. */
export type HostCommand =
  | "import"
  | "export"
  | "settings"
  | "undo"
  | "redo"
  | "about"
  | "keys"
  | "today"
  | "review"
  | "scenarios"
  | "what-if"
  | "exams"
  | "packs";

/** What the platform can send into a window; everything else is the web's own. */
export type HostMessage =
  | { readonly kind: "command"; readonly id: HostCommand }
  | { readonly kind: "open-file"; readonly name: string; readonly bytes: Uint8Array }
  /** A sentence for the person about something that the platform did for them. */
  | { readonly kind: "say"; readonly text: string };

/** What a window can ask of the platform. It is asked, not obeyed: main checks who asks and what. */
export type HostRequest =
  /** Opens a link in the system's browser, after the person has seen where it leads. */
  | { readonly kind: "open-link"; readonly address: string }
  | { readonly kind: "open-data-folder" }
  /** Copies versions and the last entries of the log to the clipboard. */
  | { readonly kind: "copy-report" }
  /** One line about an error in a page; see `plainError`. */
  | { readonly kind: "log-error"; readonly text: string };
