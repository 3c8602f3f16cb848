import { boundOf, type Condition, factsIn } from "./condition.ts";
import { fits } from "./fact-values.ts";
import type { PackFile } from "./pack-schema.ts";
import { readPhrase } from "./recognise/phrase.ts";
import type { FactValue } from "./types.ts";

interface PathIssue {
  readonly path: string;
  readonly reason: string;
}
type Fact = PackFile["facts"][number];

/** What a schema cannot see: doubled ids, names that name nothing, and values that a fact cannot take. */
export function packIssues(file: PackFile): PathIssue[] {
  const facts = new Map(file.facts.map((one) => [one.id, one]));
  const conditions = conditionsOf(file).flatMap(([path, one]) => conditionIssues(path, one, facts));
  return [
    ...doubledIds(file),
    ...file.facts.flatMap((one, index) => factIssues(`facts.${index}`, one)),
    ...conditions,
    ...sourceIssues(file),
    ...situationIssues(file, facts),
  ];
}

function doubledIds(file: PackFile): PathIssue[] {
  const doubled = (path: string, items: readonly { readonly id: string }[]) =>
    items.flatMap(({ id }, index) =>
      items.findIndex((other) => other.id === id) < index
        ? [{ path: `${path}.${index}.id`, reason: `there is another ${id}; rename one of them.` }]
        : [],
    );
  return [
    ...doubled("facts", file.facts),
    ...doubled("sources", file.sources),
    ...doubled("decisions", file.decisions),
    ...doubled("situations", file.situations),
    ...file.decisions.flatMap((decision, at) => [
      ...doubled(`decisions.${at}.options`, decision.options),
      ...decision.options.flatMap(({ limits, preferences }, place) =>
        doubled(`decisions.${at}.options.${place}.rules`, [...limits, ...preferences]),
      ),
    ]),
  ];
}

function factIssues(path: string, known: Fact): PathIssue[] {
  const issues: PathIssue[] = [];
  const check = (at: string, given: FactValue) => {
    if (!fits(known, given))
      issues.push({ path: at, reason: `${String(given)} is no value of ${known.id}.` });
  };
  if (known.kind === "number" && known.range[0] > known.range[1]) {
    issues.push({ path: `${path}.range`, reason: "the first number of a range is the smaller one." });
  }
  if (known.default !== undefined) check(`${path}.default`, known.default);
  known.assume?.forEach((one, index) => check(`${path}.assume.${index}.value`, one.value));
  const phrases = (at: string, texts: readonly string[] = []) =>
    texts.forEach((phrase, index) => {
      if (readPhrase(phrase) === null)
        issues.push({
          path: `${at}.${index}`,
          reason: `“${phrase}” asks for no word, or has a gap where none may be.`,
        });
    });
  if (known.kind === "number") {
    phrases(`${path}.near`, known.near);
    phrases(`${path}.notNear`, known.notNear);
    known.means?.forEach((one, index) => {
      check(`${path}.means.${index}.value`, one.value);
      phrases(`${path}.means.${index}.phrases`, one.phrases);
    });
    known.says?.forEach((clause, index) => {
      if (!clause.includes("{value}")) {
        issues.push({
          path: `${path}.says.${index}`,
          reason: "a clause that states a number has {value} in it.",
        });
      }
    });
    return issues;
  }
  for (const [name, texts] of Object.entries(known.reads ?? {})) phrases(`${path}.reads.${name}`, texts);
  for (const [key, byName] of [
    ["says", known.says],
    ["reads", known.reads],
  ] as const) {
    for (const name of Object.keys(byName ?? {})) {
      check(`${path}.${key}.${name}`, known.kind === "yes-no" ? yesNo(name) : name);
    }
  }
  return issues;
}

/** The keys of a yes-no fact's phrases are `yes` and `no`. */
function yesNo(name: string): FactValue {
  return name === "yes" ? true : name === "no" ? false : name;
}

/** Every condition of the file with its path. */
function conditionsOf(file: PackFile): (readonly [string, Condition])[] {
  const found: (readonly [string, Condition])[] = [];
  file.facts.forEach((known, at) => {
    known.assume?.forEach((one, index) => found.push([`facts.${at}.assume.${index}.when`, one.when]));
  });
  file.excludes?.forEach((one, index) => found.push([`excludes.${index}`, one]));
  file.decisions.forEach((decision, at) => {
    decision.options.forEach((option, place) => {
      const path = `decisions.${at}.options.${place}`;
      option.limits.forEach((rule, index) => {
        found.push([`${path}.limits.${index}.needs`, rule.needs]);
        if (rule.when) found.push([`${path}.limits.${index}.when`, rule.when]);
      });
      option.preferences.forEach((rule, index) => {
        if (rule.when) found.push([`${path}.preferences.${index}.when`, rule.when]);
      });
    });
  });
  return found;
}

function conditionIssues(path: string, one: Condition, facts: ReadonlyMap<string, Fact>): PathIssue[] {
  const missing = [...new Set(factsIn(one))].filter((name) => !facts.has(name));
  if (missing.length > 0) {
    return missing.map((name) => ({
      path,
      reason: `there is no fact ${name}; add it to facts or correct the name.`,
    }));
  }
  return comparisons(one).flatMap(({ fact, given, ordered }) => {
    const known = facts.get(fact);
    if (!known) return [];
    if (ordered && known.kind !== "number") {
      return [{ path, reason: `${fact} is not a number; compare it with is or isNot.` }];
    }
    if (!ordered && !fits(known, given))
      return [{ path, reason: `${String(given)} is no value of ${fact}.` }];
    return [];
  });
}

function comparisons(one: Condition): { fact: string; given: FactValue; ordered: boolean }[] {
  if ("all" in one) return one.all.flatMap(comparisons);
  if ("any" in one) return one.any.flatMap(comparisons);
  return [{ fact: one.fact, given: boundOf(one), ordered: !("is" in one || "isNot" in one) }];
}

function sourceIssues(file: PackFile): PathIssue[] {
  const known = new Set(file.sources.map((one) => one.id));
  const corrections = (file.corrections ?? []).flatMap(({ source }, index) =>
    known.has(source)
      ? []
      : [{ path: `corrections.${index}.source`, reason: `there is no source ${source}; add it to sources.` }],
  );
  const rules = file.decisions.flatMap((decision, at) =>
    decision.options.flatMap((option, place) =>
      (["limits", "preferences"] as const).flatMap((rules) =>
        option[rules].flatMap(({ source }, index) =>
          known.has(source)
            ? []
            : [
                {
                  path: `decisions.${at}.options.${place}.${rules}.${index}.source`,
                  reason: `there is no source ${source}; add it to sources.`,
                },
              ],
        ),
      ),
    ),
  );
  return [...rules, ...corrections];
}

function situationIssues(file: PackFile, facts: ReadonlyMap<string, Fact>): PathIssue[] {
  return file.situations.flatMap((situation, at) => {
    const path = `situations.${at}`;
    const issues: PathIssue[] = [];
    if (!file.decisions.some((decision) => decision.id === situation.decision)) {
      issues.push({ path: `${path}.decision`, reason: `there is no decision ${situation.decision}.` });
    }
    for (const [name, given] of Object.entries(situation.facts)) {
      const known = facts.get(name);
      if (!known) issues.push({ path: `${path}.facts.${name}`, reason: "there is no such fact." });
      else if (!fits(known, given))
        issues.push({ path: `${path}.facts.${name}`, reason: `${String(given)} is no value of ${name}.` });
    }
    situation.prose.forEach(({ fact }, index) => {
      if (fact !== undefined && !Object.hasOwn(situation.facts, fact)) {
        const reason = `${fact} is marked but not among the situation's facts.`;
        issues.push({ path: `${path}.prose.${index}.fact`, reason });
      }
    });
    return issues;
  });
}
