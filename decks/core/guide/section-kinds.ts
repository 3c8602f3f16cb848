/** What a section is for. `answers` belongs to the questions before it; `other` is read by shape alone. */
export type SectionKind =
  | "objectives"
  | "glossary"
  | "big-idea"
  | "concept"
  | "outline"
  | "visual"
  | "pairs"
  | "worked-examples"
  | "questions"
  | "answers"
  | "muddy"
  | "comparison"
  | "other";

/** By meaning, not by one spelling; the first that fits wins, so the narrower stand before the wider. */
const MEANINGS: readonly (readonly [SectionKind, RegExp])[] = [
  [
    "answers",
    /^(?:(?:click|tap|press)(?: here)? (?:for|to see)(?: the)? |(?:show|reveal|see|view|check)(?: the)? )?(?:answers?|solutions?|answer key|mark(?:ing)? scheme|model answers?)(?: key)?$/,
  ],
  [
    "objectives",
    /\b(?:learning |study )?(?:objectives|goals|outcomes)$|^what you(?:'ll| will)? (?:learn|be able)|^you will learn/,
  ],
  [
    "pairs",
    /definitions? (?:and |with |to |& )?examples?\b|\bexample pairs?\b|^terms? (?:and|with) examples?|^concepts? (?:and|with) examples?/,
  ],
  [
    "worked-examples",
    /^worked (?:examples?|problems?|solutions?)|^case stud(?:y|ies)$|^examples? worked|^worked scenarios?$|^scenarios?$|^walkthroughs?$|^example problems?$/,
  ],
  [
    "questions",
    /\b(?:checkpoint|review|practi[cs]e|quiz|self[ -]?(?:test|check|assessment)|exam|test|study|sample|discussion)\b.*\b(?:questions?|problems?|exercises?|quiz|items?)\b|^(?:checkpoint|quiz|self[ -]?(?:test|check|quiz)|questions?|practi[cs]e|exercises?|knowledge check|check (?:your )?(?:understanding|knowledge|yourself)|test yourself|q ?& ?a|q and a|questions? (?:and|&) answers?|flash ?cards?)$/,
  ],
  [
    "muddy",
    /\bmuddy\b|\bconfus|\bpitfalls?\b|\bmisconceptions?\b|^common (?:mistakes|errors)|\bgotchas?\b|^easily mixed|^tricky|\bmix(?:ed)?[ -]ups?\b/,
  ],
  [
    "glossary",
    /\bglossary\b|\bkey (?:terms?|words?|vocabulary|definitions?)\b|\bvocabulary\b|\bterminology\b|^(?:important |core |main |basic )?(?:terms?|definitions?)(?: (?:and|&|to know).*)?$|^important terms|\bterms (?:and|&) definitions\b/,
  ],
  ["outline", /\boutline\b|^topic (?:map|tree|hierarchy)$|^hierarchy$/],
  ["visual", /^visual(?:s| anchors?| aids?| summary)?$|^diagrams?$|^figures?$|^illustrations?$/],
  [
    "concept",
    /\bformula(?:s|e)?\b|\bconcept (?:box|table|summary)\b|^cheat ?sheet$|^at a glance$|^quick reference$|^key (?:facts|figures|formulas?)$/,
  ],
  ["comparison", /^compar(?:ison|ing|e)\b|\bcomparison (?:tables?|charts?)\b|\bcompared$/],
  [
    "big-idea",
    /\bbig (?:idea|picture)\b|^(?:executive |chapter |section )?summary$|^in a nutshell$|^tl;?dr$|^core (?:idea|message)$|^key takeaways?$|^main idea$|^the gist$/,
  ],
];

/** What a heading announces; `null` when its words say nothing of it. */
export function sectionKindOf(heading: string): SectionKind | null {
  const words = normalisedHeading(heading);
  return MEANINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whether a line that stands alone can only be a heading. */
export function isSectionHeading(line: string): boolean {
  return line.trim().split(/\s+/).length <= 7 && sectionKindOf(line) !== null;
}

/** Without numbering, emoji, quotation marks, emphasis and case. */
export function normalisedHeading(heading: string): string {
  return heading
    .replace(/[*_`#"“”„'’:]/g, "")
    .replace(/\p{Extended_Pictographic}|\uFE0F/gu, "")
    .replace(
      /^\s*(?:(?:section|part|chapter|unit|module|lesson)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])[.):-]\s+/i,
      "",
    )
    .replace(/^\s*(?:the|your|some|my)\s+/i, "")
    .replace(/[-–—/]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
