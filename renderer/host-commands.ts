import type { HostCommand } from "../decks/contract/host.ts";
import { isTextField } from "./keys/keys.ts";
import { type Route, reviewOf } from "./route.ts";

/** What the commands of a menu do in the window; one without a handler does not compile. */
export function hostCommands(window: {
  readonly go: (route: Route) => void;
  /** Undo or redo, as the screen has it. */
  readonly step: (verb: "undo" | "redo") => void;
  readonly showKeys: () => void;
  readonly showAbout: () => void;
}): Readonly<Record<HostCommand, () => void>> {
  const { go, step } = window;
  return {
    import: () => go({ screen: "import" }),
    export: () => go({ screen: "settings", page: "data" }),
    settings: () => go({ screen: "settings", page: "scheduling" }),
    undo: () => step("undo"),
    redo: () => step("redo"),
    about: window.showAbout,
    keys: window.showKeys,
    today: () => go({ screen: "today" }),
    review: () => go(reviewOf(null)),
    scenarios: () => go({ screen: "scenarios" }),
    "what-if": () => go({ screen: "what-if", packId: null, decision: null, facts: {} }),
    exams: () => go({ screen: "exams" }),
    packs: () => go({ screen: "packs" }),
  };
}

/**
 * Undo or redo of a menu: in a field it is the field's own, behind an open dialog it is nobody's, and else the screen's.
 * A key comes here only on macOS, where the page has had it first.
 */
export function stepWhereFocusIs(verb: "undo" | "redo", step: (verb: "undo" | "redo") => void): void {
  if (isInField()) document.execCommand(verb);
  else if (document.querySelector("dialog[open]") === null) step(verb);
}

function isInField(): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return isTextField(active);
}
