import type { DeckId, PackId, SituationId } from "../decks/core/ids.ts";
import type { SessionFilter } from "../decks/contract/reviewing.ts";
import type { Facts } from "../decks/core/scenario/types.ts";

/** Where the window is, as kept in the address after `#`, so that Back and a reload work. */
export type Route =
  | { readonly screen: "today" }
  | { readonly screen: "import" }
  | { readonly screen: "deck"; readonly deckId: DeckId }
  /** The guide of a deck, at a line of it. */
  | { readonly screen: "guide"; readonly deckId: DeckId; readonly line: number | null }
  /** The day's queue, or chosen cards; at most so many minutes, where it says so. */
  | {
      readonly screen: "review";
      readonly deckId: DeckId | null;
      readonly filter: SessionFilter | null;
      readonly minutes: number | null;
    }
  | { readonly screen: "scenarios" }
  /** One situation; `from` is where its end leads back to. */
  | { readonly screen: "scenario"; readonly situationId: SituationId; readonly from: "scenarios" | "review" }
  /** Practice of so many situations, 0 until stopped; of one pack and decision, or of all. */
  | {
      readonly screen: "practice";
      readonly packId: PackId | null;
      readonly decision: string | null;
      readonly count: number;
    }
  /** Facts to change and what they lead to; null where the screen chooses. */
  | {
      readonly screen: "what-if";
      readonly packId: PackId | null;
      readonly decision: string | null;
      readonly facts: Facts;
    }
  | { readonly screen: "exams" }
  | { readonly screen: "packs" }
  | { readonly screen: "pack"; readonly packId: PackId }
  | { readonly screen: "settings"; readonly page: SettingsPage };

export const SETTINGS_PAGES = ["scheduling", "reviews", "appearance", "keyboard", "data"] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** The route an address names; an unknown one is Today. */
export function readRoute(hash: string): Route {
  const [screen = "", ...rest] = hash.replace(/^#\/?/, "").split("/");
  const id = decode(rest.join("/"));
  switch (screen) {
    case "exams":
    case "import":
    case "packs":
    case "scenarios":
      return { screen };
    case "settings":
      return { screen, page: SETTINGS_PAGES.find((page) => page === id) ?? "scheduling" };
    case "deck":
      return id === "" ? { screen: "today" } : { screen, deckId: id as DeckId };
    case "guide": {
      const [deckId = "", line] = rest.map(decode);
      if (deckId === "") return { screen: "today" };
      return { screen, deckId: deckId as DeckId, line: /^\d{1,7}$/.test(line ?? "") ? Number(line) : null };
    }
    case "review": {
      const [deckId = "", minutes = "", filter = ""] = rest.map(decode);
      return {
        screen,
        deckId: deckId === "" ? null : (deckId as DeckId),
        filter: readFilter(filter),
        minutes: /^[1-9]\d{0,2}$/.test(minutes) ? Number(minutes) : null,
      };
    }
    case "pack":
      return id === "" ? { screen: "packs" } : { screen, packId: id as PackId };
    case "scenario": {
      const [situationId = "", from] = rest.map(decode);
      if (situationId === "") return { screen: "scenarios" };
      return {
        screen,
        situationId: situationId as SituationId,
        from: from === "review" ? "review" : "scenarios",
      };
    }
    case "practice": {
      const [count = "", packId = "", decision = ""] = rest.map(decode);
      return { screen, ...scope(packId, decision), count: /^\d{1,3}$/.test(count) ? Number(count) : 0 };
    }
    case "what-if": {
      const [packId = "", decision = "", facts = ""] = rest.map(decode);
      return { screen, ...scope(packId, decision), facts: readFacts(facts) };
    }
    default:
      return { screen: "today" };
  }
}

/** The address of a route; `readRoute` gives the route back. */
export function routeHref(route: Route): string {
  switch (route.screen) {
    case "deck":
      return `#/deck/${encodeURIComponent(route.deckId)}`;
    case "guide":
      return `#/guide/${encodeURIComponent(route.deckId)}${route.line === null ? "" : `/${route.line}`}`;
    case "review": {
      const { deckId, filter, minutes } = route;
      const parts = [
        deckId === null ? "" : encodeURIComponent(deckId),
        minutes === null ? "" : String(minutes),
        filter === null ? "" : encodeURIComponent(JSON.stringify(filter)),
      ];
      return `#/review/${parts.join("/")}`.replace(/\/+$/, "");
    }
    case "scenario":
      return `#/scenario/${encodeURIComponent(route.situationId)}${route.from === "review" ? "/review" : ""}`;
    case "practice":
      return `#/practice/${route.count}${scopeHref(route)}`;
    case "what-if": {
      const facts =
        Object.keys(route.facts).length === 0 ? "" : encodeURIComponent(JSON.stringify(route.facts));
      // Without a pack its two segments stay empty, so that the facts keep their place.
      return `#/what-if${facts === "" ? scopeHref(route) : `${scopeHref(route) || "//"}/${facts}`}`;
    }
    case "settings":
      return route.page === "scheduling" ? "#/settings" : `#/settings/${route.page}`;
    case "pack":
      return `#/pack/${encodeURIComponent(route.packId)}`;
    default:
      return `#/${route.screen}`;
  }
}

/** The review of a deck's day, or of all decks'. */
export function reviewOf(deckId: DeckId | null): Route {
  return { screen: "review", deckId, filter: null, minutes: null };
}

/** A filter from an address. The store checks it as it checks everything, so that its shape is enough here. */
function readFilter(text: string): SessionFilter | null {
  try {
    const json: unknown = JSON.parse(text);
    const isFilter = typeof json === "object" && json !== null && "which" in json && "startedAt" in json;
    return isFilter ? (json as SessionFilter) : null;
  } catch {
    return null;
  }
}

interface PracticeScope {
  readonly packId: PackId | null;
  readonly decision: string | null;
}

function scope(packId: string, decision: string): PracticeScope {
  if (packId === "") return { packId: null, decision: null };
  return { packId: packId as PackId, decision: decision === "" ? null : decision };
}

/** Both segments, or none of them; a decision never stands without its pack. */
function scopeHref({ packId, decision }: PracticeScope): string {
  if (packId === null) return "";
  return `/${encodeURIComponent(packId)}/${encodeURIComponent(decision ?? "")}`;
}

/** Facts from an address: whatever is no number, text or yes or no is left out. */
function readFacts(text: string): Facts {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== "object" || json === null || Array.isArray(json)) return {};
    const facts = Object.entries(json).filter(([, value]) =>
      ["number", "string", "boolean"].includes(typeof value),
    );
    return Object.fromEntries(facts) as Facts;
  } catch {
    return {};
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
