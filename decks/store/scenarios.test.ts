import { beforeEach, describe, expect, test } from "vitest";
import { PACKS } from "../content/packs.ts";
import type { StudyStore } from "../contract.ts";
import type { SituationView } from "../contract/scenarios.ts";
import type { PackId, SituationId } from "../core/ids.ts";
import { decide } from "../core/scenario/decide.ts";
import { shippedPack } from "../core/scenario/test-packs.ts";
import { DAY_MS } from "../core/time.ts";
import { guidePlan, type Machine, newMachine } from "./test-collection.ts";

const PACK = "aws-ml-deployment" as PackId;
const aws = shippedPack(PACK);
let machine: Machine;
let store: StudyStore;

beforeEach(async () => {
  machine = newMachine(PACKS);
  ({ store } = await machine.open());
});

async function reopened(): Promise<StudyStore> {
  machine.kill();
  return (await machine.open()).store;
}

/** What the engine says of a situation, for a test that answers it. */
function best({ situation }: SituationView): string {
  const answer = decide(aws, situation.decision, situation.facts).best;
  if (answer === null) throw new Error("the situation has no answer");
  return answer;
}

const inference = { packId: PACK, decision: "inference", after: null } as const;
const minimal = {
  format: "cardinal-pack",
  version: 1,
  id: "minimal",
  title: "Minimal",
  facts: [{ id: "wet", label: "Weather", kind: "yes-no", yes: "It rains", no: "It is dry", default: false }],
  decisions: [
    {
      id: "coat",
      label: "Choosing a coat",
      question: "Which?",
      options: ["raincoat", "none"].map((id) => ({
        id,
        label: id,
        summary: id,
        limits: [],
        preferences:
          id === "none"
            ? []
            : [{ id: "wet", when: { fact: "wet", is: true }, points: 20, reason: "Dry", source: "s" }],
        cost: "c",
        wouldWin: "w",
      })),
    },
  ],
  sources: [{ id: "s", title: "S", asOf: "2026", verified: true }],
};
const file = (json: unknown, name = "minimal.json") => ({
  name,
  bytes: new TextEncoder().encode(JSON.stringify(json)),
});

describe("practice", () => {
  test("brings a fresh situation that turns on a rule, and another decision's option after it", async () => {
    const first = await store.nextSituation(inference);
    const second = await store.nextSituation({ ...inference, after: first.situation.id });
    expect(first.situation.decision).toBe("inference");
    expect(second.situation.id).not.toBe(first.situation.id);
    expect(await store.situation({ situationId: first.situation.id })).toEqual(first);
  });

  test("the best choice reviews the rules that decided, and their cards are due later", async () => {
    const view = await store.nextSituation(inference);
    const result = await store.answerSituation({
      situationId: view.situation.id,
      choice: best(view),
      marked: [],
      sureness: 0.8,
    });
    expect(result.score.verdict).toBe("best");
    expect(result.skills.length).toBeGreaterThan(0);
    expect(result.skills.every((skill) => skill.grade === result.score.grade)).toBe(true);
    const { decisions } = await store.practiceOverview();
    expect(decisions.find((one) => one.decision === "inference")).toMatchObject({
      answers: 1,
      met: result.skills.length,
      meanScore: Math.round(result.score.total),
    });
    const today = await store.today();
    expect(today.decks.map((deck) => deck.name)).toEqual(["Decisions"]);
    expect(today.reviewedToday).toBe(result.skills.length);
  });

  test("a choice that breaks a limit reviews that limit as Again, and it comes back today in a fresh situation", async () => {
    const situationId = "satellite-images" as SituationId;
    const result = await store.answerSituation({
      situationId,
      choice: "real-time",
      marked: [],
      sureness: 0.9,
    });
    expect(result.score.grade).toBe("again");
    expect(result.skills.map((skill) => skill.rule)).toContain("real-time/payload");
    machine.now += 20 * 60_000;
    const due = (await store.practiceOverview()).due;
    expect(due).toBe(result.skills.length);
    const next = await store.nextSituation({ packId: null, decision: null, after: null });
    expect(next.situation.decision).toBe("inference");
    expect(next.situation.id).not.toBe(situationId);
    const { cards } = await store.session({ deckId: null });
    expect(cards[0]?.situationId).toMatch(/^made:aws-ml-deployment:inference:/);
  });

  test("one undo takes back every review of the situation", async () => {
    const view = await store.nextSituation(inference);
    await store.answerSituation({
      situationId: view.situation.id,
      choice: best(view),
      marked: [],
      sureness: 1,
    });
    await store.undo();
    expect((await store.today()).reviewedToday).toBe(0);
    await expect(store.undo()).rejects.toMatchObject({ code: "nothing-to-undo" });
  });

  test("answers, rules and their schedules come back after a kill, and after the database is lost", async () => {
    const view = await store.nextSituation(inference);
    await store.answerSituation({
      situationId: view.situation.id,
      choice: best(view),
      marked: [],
      sureness: 1,
    });
    const before = [await store.practiceOverview(), await store.today()];
    store = await reopened();
    expect([await store.practiceOverview(), await store.today()]).toEqual(before);
    machine.kill();
    machine.indexedDB = new (machine.indexedDB.constructor as new () => typeof machine.indexedDB)();
    ({ store } = await machine.open());
    expect([await store.practiceOverview(), await store.today()]).toEqual(before);
  });

  test("a near miss of a situation can be opened, and is decided otherwise", async () => {
    for (let tried = 0, after: SituationId | null = null; tried < 12; tried++) {
      const view: SituationView = await store.nextSituation({ ...inference, after });
      after = view.situation.id;
      const choice = best(view);
      const { twin } = await store.answerSituation({ situationId: after, choice, marked: [], sureness: 1 });
      if (twin === null) continue;
      const other = await store.situation({ situationId: twin });
      expect(best(other)).not.toBe(choice);
      return;
    }
    throw new Error("no situation of twelve had a near miss");
  });

  test("a rule is asked on another day by another situation", async () => {
    const view = await store.nextSituation(inference);
    const { skills } = await store.answerSituation({
      situationId: view.situation.id,
      choice: best(view),
      marked: [],
      sureness: 0.7,
    });
    machine.now += (Math.max(...skills.map((skill) => skill.dueInDays)) + 1) * DAY_MS;
    const { cards } = await store.session({ deckId: null });
    expect(cards[0]?.situationId).not.toBeNull();
    expect(cards[0]?.situationId).not.toBe(view.situation.id);
  });
});

describe("situations of the learner's own", () => {
  const told = {
    situationId: null,
    packId: PACK,
    decision: "inference",
    title: "My videos",
    text: "One video is 500 MB and takes 5 minutes. Nobody waits for the result.",
    facts: { "payload-mb": 500, "processing-seconds": 300, "caller-waits": false },
  };

  test("are kept with their facts marked, listed, decided and forgotten", async () => {
    const { situationId } = await store.saveSituation(told);
    const view = await store.situation({ situationId });
    expect(view.facts.map((fact) => fact.text)).toContain("Payload 500 MB");
    expect(view.situation.prose).toContainEqual({ text: "500 MB", fact: "payload-mb" });
    expect((await store.situations()).find((one) => one.situationId === situationId)).toMatchObject({
      title: "My videos",
      from: "learner",
    });
    store = await reopened();
    const answered = { situationId, choice: "asynchronous", marked: [], sureness: 1 };
    expect((await store.answerSituation(answered)).score.verdict).toBe("best");
    await store.removeSituation({ situationId });
    await expect(store.situation({ situationId })).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    ["no title", { ...told, title: " " }],
    ["no fact", { ...told, facts: {} }],
    ["a fact of another pack", { ...told, facts: { colour: "red" } }],
    ["a value that the fact cannot have", { ...told, facts: { "payload-mb": -5 } }],
  ])("with %s are refused", async (_what, input) => {
    await expect(store.saveSituation(input)).rejects.toMatchObject({ code: "invalid-input" });
  });

  test("come from the worked examples of a guide, and wait for a look where a fact is not sure", async () => {
    const text =
      "# Hosting\n\n## Worked examples\n\nScenario: Films\n\nProblem: Each film is 800 MB and takes 20 minutes. Nobody waits for the result.\n\nSolution:\n- Choice: a queue\n";
    const source = { kind: "file" as const, file: { name: "g.md", bytes: new TextEncoder().encode(text) } };
    const { planId } = await store.planImport({ source });
    await store.applyImport({ source, planId });
    const found = (await store.situations()).find((one) => one.from === "guide");
    expect(found?.title).toBe("Films");
    const situationId = found?.situationId as SituationId;
    const view = await store.situation({ situationId });
    expect(view.situation.facts).toMatchObject({ "payload-mb": 800, "processing-seconds": 1200 });
    await store.saveSituation({ ...told, situationId, title: "Films", text, facts: view.situation.facts });
    const after = (await store.situations()).filter((one) => one.from === "guide");
    expect(after).toMatchObject([{ situationId, unsure: false }]);
  });
});

describe("packs", () => {
  test("are planned without a write, added, used, exported, replaced and taken away", async () => {
    const plan = await store.planPack({ file: file(minimal) });
    expect(plan).toMatchObject({ replaces: false, issues: [], pack: { title: "Minimal", shipped: false } });
    expect(await store.packs()).toHaveLength(PACKS.length);
    await store.importPack({ file: file(minimal) });
    expect((await store.packs()).at(-1)).toMatchObject({ packId: "minimal", decisions: [{ id: "coat" }] });
    const packId = "minimal" as PackId;
    const out = await store.exportPack({ packId });
    expect(JSON.parse(new TextDecoder().decode(out.bytes))).toMatchObject({
      id: "minimal",
      facts: minimal.facts,
    });
    expect((await store.planPack({ file: out })).replaces).toBe(true);
    store = await reopened();
    expect((await store.pack({ packId })).title).toBe("Minimal");
    await store.removePack({ packId });
    await expect(store.pack({ packId })).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    ["an empty file", new Uint8Array(), "empty"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), "not text"],
    [
      "half a JSON file",
      new TextEncoder().encode('{\n"format": "cardinal-pack",\n"version"'),
      "not valid JSON",
    ],
    [
      "a pack without facts",
      new TextEncoder().encode(JSON.stringify({ ...minimal, facts: undefined })),
      "facts",
    ],
  ])("%s says what is wrong and where, and is not added", async (_what, bytes, words) => {
    const bad = { name: "bad.json", bytes };
    const { pack, issues } = await store.planPack({ file: bad });
    expect(pack).toBeNull();
    expect(issues[0]?.reason).toContain(words);
    await expect(store.importPack({ file: bad })).rejects.toMatchObject({ code: "unreadable-file" });
    expect(await store.packs()).toHaveLength(PACKS.length);
  });

  test("that ship are neither replaced nor taken away", async () => {
    const [shipped] = PACKS;
    expect((await store.planPack({ file: file(shipped) })).issues[0]?.reason).toContain(
      "ships with Cardinal",
    );
    await expect(store.removePack({ packId: PACK })).rejects.toMatchObject({ code: "invalid-input" });
  });
});

test("cards on a missed limit are offered, and brought forward to today without touching their memory", async () => {
  const text =
    "# Hosting\n\n## Glossary\n\n- **Real-time endpoint**: Takes a payload of up to 25 MB and answers within 60 s.\n";
  const source = { kind: "file" as const, file: { name: "g.md", bytes: new TextEncoder().encode(text) } };
  const { planId } = await store.planImport({ source });
  await store.applyImport({ source, planId });
  const [card] = (await store.session({ deckId: null })).cards;
  if (!card) throw new Error("there is no card");
  await store.answerCard({
    deckId: null,
    cardId: card.cardId,
    grade: "easy",
    version: card.version,
    durationMs: 1,
  });
  const result = await store.answerSituation({
    situationId: "satellite-images" as SituationId,
    choice: "real-time",
    marked: [],
    sureness: 0.9,
  });
  expect(result.factCards.map((one) => one.cardId)).toEqual([card.cardId]);
  machine.now += DAY_MS;
  const before = (await store.today()).counts.due;
  expect(await store.bringForward({ cardIds: [card.cardId] })).toEqual({ cards: 1 });
  expect((await store.today()).counts.due).toBe(before + 1);
  expect(await store.bringForward({ cardIds: [card.cardId] })).toEqual({ cards: 0 });
});

describe("what a guide states against a pack", () => {
  const text =
    "# Hosting\n\n## Glossary\n\n- **Serverless inference**: Takes payloads of up to 30 MB.\n- **Canary**: A small share first.\n";
  const source = { kind: "file" as const, file: { name: "g.md", bytes: new TextEncoder().encode(text) } };

  async function imported() {
    const plan = await guidePlan(store, { source });
    await store.applyImport({ source, planId: plan.planId });
    const { cards } = await store.deckCards({
      deckId: (await store.today()).decks[0]?.deckId as never,
      offset: 0,
      limit: 9,
    });
    const card = cards.find((one) => one.face.answer.includes("30 MB"));
    if (!card) throw new Error("there is no such card");
    return { plan, cardId: card.cardId };
  }

  test("is flagged in the preview with its line, and on the card, with both figures", async () => {
    const { plan, cardId } = await imported();
    expect(plan.disputes).toMatchObject([{ line: 5, guideSays: "30 MB", packSays: "4 MB" }]);
    expect(await store.disputes({ cardId })).toMatchObject([{ about: "Serverless inference, payload" }]);
  });

  test("is settled for the pack by changing the card, which can be taken back", async () => {
    const { cardId } = await imported();
    const [dispute] = await store.disputes({ cardId });
    const edit = await store.settleDispute({ cardId, disputeId: dispute?.id ?? "", keep: "pack" });
    expect((await store.note({ cardId })).fields["definition"]).toBe("Takes payloads of up to 4 MB.");
    expect(await store.disputes({ cardId })).toEqual([]);
    await store.undoEdit({ editId: edit?.editId as never });
    expect(await store.disputes({ cardId })).toHaveLength(1);
  });

  test("is settled for the guide by leaving the card as it is, and asked no more", async () => {
    const { cardId } = await imported();
    const [dispute] = await store.disputes({ cardId });
    await store.settleDispute({ cardId, disputeId: dispute?.id ?? "", keep: "guide" });
    expect((await store.note({ cardId })).fields["definition"]).toBe("Takes payloads of up to 30 MB.");
    store = await reopened();
    expect(await store.disputes({ cardId })).toEqual([]);
  });
});
