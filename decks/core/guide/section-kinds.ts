/**
 * What a section is for. `answers` belongs to the questions before it; `aside` is no study material; `other` is read
 * by shape alone.
 */
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
  | "aside"
  | "other";

/** By meaning, not by one spelling; the first that fits wins, so the narrower stand before the wider. */
const MEANINGS: readonly (readonly [SectionKind, RegExp])[] = [
  [
    "answers",
    /^(?:(?:click|tap|press)(?: here)? (?:for|to (?:see|show|reveal|view|open|expand))(?: the| all)? |(?:show|reveal|see|view|check|expand)(?: the)? )?(?:answers?|solutions?|answer key|mark(?:ing)? scheme|model answers?|suggested answers?|correct answers?|(?:\w+ )?model answers?|key)(?: key)?(?: (?:to|for) .*)?$/,
  ],
  [
    "aside",
    /^(?:table of )?contents$|^toc$|^(?:in|on) this (?:article|page|guide|post|chapter|document)$|^was this .*|^subscribe\b|^advertisement$|^(?:further |suggested |recommended |additional )?(?:reading|resources|references|links|sources|bibliography|materials)(?: (?:list|and links|and references))?$|^to ?dos?$|^(?:my )?tasks$|^licen[cs]e$|^contribut(?:e|ing|ors)$|^credits?$|^acknowledge?ments?$|^about(?: (?:me|us|the author|this (?:guide|course|document|page)))?$|^disclaimer$|^change ?log$|\bschedule$|^syllabus$|^homework\b|^assignments?$|^announcements?$|^still to \w+$|^reminders?$|^admin$|^materials needed$|^supplies$|^logistics$|^exam (?:info|information|details|day|logistics|format|registration|tips)$|^registration$|^study (?:plan|schedule|tips)$|^tips(?: .*)?$|^see also$|^housekeeping$|^(?:leave a )?comments?$|^related (?:posts|pages|articles)$|^prerequisites?$|^next steps$|^how to use .*$|^administrivia$/,
  ],
  [
    "pairs",
    /\bdefinitions? (?:and |with |to |& |plus )?examples?\b|\bexample pairs?\b|^(?:key )?terms? (?:and|with|&) examples?|^concepts? (?:and|with|&) examples?|^concepts? in (?:action|practice)$/,
  ],
  [
    "worked-examples",
    /^worked\b|^(?:mini )?case stud(?:y|ies)\b|^examples? worked|^(?:example )?scenarios?$|^walk ?throughs?$|^example problems?(?: .*)?$|^guided (?:cases?|examples?|problems?)$|^(?:cases?|examples?|problems?)(?: and scenarios?)? (?:worked|solved|walked through)\b|^solved (?:examples?|problems?|cases?)|\bworked (?:through|out)$|\bstep by step$|^step by step examples?$|^(?:applied|concrete|practical|detailed|full) examples?$/,
  ],
  [
    "muddy",
    /\bmuddy\b|\bmuddiest\b|\bconfus|\bpitfalls?\b|\bmisconceptions?\b|\bcommon (?:mistakes|errors|traps)|\bgotchas?\b|^easily mixed|^tricky|\bmix(?:ed|es)?[ -]ups?\b|\bmix\b.*\bup\b|^(?:exam )?traps?$|\bwhat (?:people|students|candidates) (?:get wrong|mix up|miss)|^watch out(?: for)?$|^frequent (?:mistakes|errors)|^(?:do not|dont) confuse|\blook ?alikes?\b/,
  ],
  [
    "questions",
    /\bquestions?\b|\bquiz(?:zes)?\b|\bmcqs?\b|^(?:check ?points?|flash ?cards?|q ?& ?a|q and a|faqs?|multiple choice|true (?:or |and )?false(?: with \w+)?|short answers?|fill in the blanks?|self[ -]?(?:test|check|assessment)|knowledge checks?|check (?:your )?(?:understanding|knowledge|yourself|in)|checks? for understanding|test (?:yourself|your knowledge)|recall|active recall|practi[cs]e(?: (?:test|exam|problems?|exercises?|items?|set))?|review (?:exercises?|problems?|items?)|exercises?|problems?|drills?|mock exam|exam practi[cs]e)(?: \(?(?:and|with|&) (?:answers?|solutions?|explanations?)\)?)?(?: \d+)?$|\b(?:checkpoint|review|practi[cs]e|self[ -]?test|study|sample)\b.*\b(?:problems?|exercises?|items?|tests?)\b/,
  ],
  [
    "objectives",
    /\b(?:learning |study |lesson |course |module |unit )?(?:objectives?|goals|outcomes|targets)\b(?: .*)?$|\bbe able to\b|^(?:what )?(?:you|we|i)(?:ll| will| should| must| need to| have to| want to)?(?: need)? (?:learn|know|master|achieve|gain|take away)\b|^can do statements$/,
  ],
  [
    "glossary",
    /\bglossary\b|\bkey (?:terms?|words?|vocabulary|definitions?|concepts?|vocab)\b|\bkeywords?\b|\bvocab(?:ulary)?\b|\bterminology\b|\blexicon\b|\bnomenclature\b|^(?:important |core |main |basic |essential |useful |essential )?(?:terms?|definitions?|acronyms?|abbreviations?)(?: (?:and|&|to know|you|list|of).*)?$|^important terms|\bterms (?:and|&) definitions\b|^(?:words|terms|concepts) (?:to|you) (?:know|learn|should know|must know)|^words\b|\bwords$|\bjargon\b|\backronyms\b|\bacronyms? (?:and|&|list|expansions?)\b/,
  ],
  ["outline", /\boutline\b|^topic (?:map|tree|hierarchy)$|^hierarchy$|^concept (?:map|tree)$|^mind ?map$/],
  [
    "visual",
    /^visual(?:s| anchors?| aids?| summary| map| model)?(?: .*)?$|^diagrams?$|^figures?$|^illustrations?$|^(?:architecture )?diagram\b|^flow ?charts?$/,
  ],
  [
    "concept",
    /\bformula(?:s|e)?\b|\bconcept (?:box|table|summary|grid)\b|^cheat ?sheet$|^at a glance$|^quick reference$|^key (?:facts|figures|formulas?|numbers)$|^numbers to (?:know|remember)$/,
  ],
  [
    "comparison",
    /^compar(?:ison|ing|e)\b|\bcomparison (?:tables?|charts?|matrix)\b|\bcompared$|\bcomparisons?$/,
  ],
  [
    "big-idea",
    /\bbig (?:idea|picture)\b|^(?:executive |chapter |section |quick )?summary$|^in a nutshell$|^tl;?dr$|^core (?:idea|message)$|^key takeaways?$|^main idea$|^the gist$|^essential idea$|^overview in one sentence$|^bottom line$/,
  ],
];

/** What a heading announces; `null` when its words say nothing of it. */
export function sectionKindOf(heading: string): SectionKind | null {
  const words = normalisedHeading(heading);
  return MEANINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whether a line that stands alone can only be a heading. */
export function isSectionHeading(line: string): boolean {
  return line.trim().split(/\s+/).length <= 7 && !/\?\s*$/.test(line) && sectionKindOf(line) !== null;
}

/** Whether a heading names its subject beside its kind, as a title does: "Rivers: a study guide in questions". */
export function namesSubject(heading: string): boolean {
  const words = normalisedHeading(heading);
  const pattern = MEANINGS.find(([, candidate]) => candidate.test(words))?.[1];
  if (!pattern) return true;
  return /[\p{L}\p{N}]{3,}/u.test(words.replace(pattern, "").replace(/\b(?:and|for|the|with|of)\b/g, ""));
}

/** Without numbering, emoji, quotation marks, emphasis and case. */
export function normalisedHeading(heading: string): string {
  return heading
    .replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, "$1")
    .replace(/[*_`#"“”„'’:!?]/g, "")
    .replace(/\p{Extended_Pictographic}|\uFE0F|\u20E3|\u200D/gu, "")
    .replace(
      /^\s*(?:(?:section|part|chapter|unit|module|lesson|step)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])(?:[.):-]\s*|\s+[–—-]\s+)/i,
      "",
    )
    .replace(/^\s*\d+(?:\.\d+)*\s+/, "")
    .replace(/^\s*(?:the|your|some|my|a few|more)\s+/i, "")
    .replace(/\s*\([^()]*\)\s*$/, "")
    .replace(/[-–—/]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** A heading as a title: without marks, links and the little pictures in front of it. */
export function titleText(heading: string): string {
  return heading
    .replace(/^#+\s*/, "")
    .replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, "$1")
    .replace(/[*_`]/g, "")
    .replace(/(?:\p{Extended_Pictographic}|\uFE0F|\u20E3|\u200D)+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/:$/, "");
}
