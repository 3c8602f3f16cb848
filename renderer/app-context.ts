import { createContext } from "svelte";
import type { Today } from "../decks/contract.ts";
import type { ImportRequest } from "../decks/contract/importing.ts";
import type { Settings } from "../decks/core/settings/settings.ts";
import type { ErrorMemory } from "./error-memory.ts";
import type { Host } from "./host.ts";
import type { Route } from "./route.ts";

/** What every screen may use; made once in App.svelte. */
export interface AppContext {
  readonly host: Host;
  /** Errors of this page; the desktop edition has a log instead. */
  readonly errors: ErrorMemory;
  readonly showAbout: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly go: (route: Route) => void;
  /** Says one sentence at the bottom of the window. */
  readonly say: (text: string, action?: ToastAction) => void;
  readonly imports: ImportInbox;
  /** Undo and redo of a menu go to these while a screen has its own. @returns what ends it */
  readonly ownSteps: (steps: OwnSteps) => () => void;
  /** How much of a long guide has been read, 0 to 1. */
  readonly reading: () => number;
  /** As they are saved; the usual ones until the store has answered. */
  readonly settings: () => Settings;
  /** Today as last answered by the store; null until the first answer. */
  readonly today: () => Today | null;
}

/** How a screen takes back and does again by itself. */
export type OwnSteps = Readonly<Record<"undo" | "redo", () => void>>;

/** What can be done about what was said: the way back. */
export interface ToastAction {
  readonly label: string;
  readonly key?: string;
  readonly run: () => void;
}

/** Files come from the picker, from a drop anywhere and from the desktop; the import screen takes them here. */
export interface ImportInbox {
  /** Opens the import screen with a file or a shipped sample; `others` wait until they are asked for. */
  readonly open: (source: ImportSource, others?: readonly File[]) => void;
  readonly waiting: () => readonly File[];
  /** Opens the first of those that wait. */
  readonly openNext: () => void;
  readonly forget: () => void;
  /** What was handed over last and not yet taken; reading it inside an effect follows what comes later. */
  readonly take: () => ImportSource | null;
}

export type ImportSource = File | Extract<ImportRequest["source"], { readonly kind: "sample" }>;

export const [appContext, setAppContext] = createContext<AppContext>();
