import { expect, test } from "vitest";
import { StoreError } from "../../../decks/contract.ts";
import type { PackPlan, PackSummary, ScenarioVerbs } from "../../../decks/contract/scenarios.ts";
import type { PackId } from "../../../decks/core/ids.ts";
import { PackAdding } from "./pack-adding.svelte.ts";

const summary: PackSummary = {
  packId: "tea" as PackId,
  title: "Tea",
  summary: "",
  shipped: false,
  decisions: [],
  facts: 1,
  limits: 0,
  sources: 0,
  unverified: 0,
  situations: 0,
};
const planned = (name: string, of: Partial<PackPlan> = {}): PackPlan => ({
  fileName: name,
  pack: summary,
  replaces: false,
  issues: [],
  ...of,
});

/** A store that notes what was asked of it. */
function store(of: Partial<ScenarioVerbs> = {}) {
  const asked: string[] = [];
  const noted: Pick<ScenarioVerbs, "planPack" | "importPack" | "exportPack" | "removePack"> = {
    planPack: async ({ file }) => planned(file.name),
    importPack: async ({ file }) => {
      asked.push(`import ${file.name}`);
      return summary;
    },
    exportPack: async () => ({ name: "before.json", bytes: new Uint8Array([1]) }),
    removePack: async ({ packId }) => void asked.push(`remove ${packId}`),
    ...of,
  };
  return { asked, store: noted };
}
const file = (name: string) => new File(["{}"], name);

test("opening a file shows what it is and writes nothing", async () => {
  const { asked, store: made } = store();
  const adding = new PackAdding(made);
  await adding.open(file("tea.json"));
  expect(adding.phase).toMatchObject({ kind: "planned", plan: { pack: { title: "Tea" } } });
  expect(asked).toEqual([]);
});

test("adding writes the file that was shown; undo takes it out again", async () => {
  const { asked, store: made } = store();
  const adding = new PackAdding(made);
  await adding.open(file("tea.json"));
  const added = await adding.add();
  expect(added).toMatchObject({ pack: summary, replaced: false });
  expect(adding.phase.kind).toBe("idle");
  await added?.undo();
  expect(asked).toEqual(["import tea.json", "remove tea"]);
});

test("undoing a replacement brings back the pack as it was", async () => {
  const { asked, store: made } = store({
    planPack: async ({ file: given }) => planned(given.name, { replaces: true }),
  });
  const adding = new PackAdding(made);
  await adding.open(file("tea.yaml"));
  const added = await adding.add();
  expect(added?.replaced).toBe(true);
  await added?.undo();
  expect(asked).toEqual(["import tea.yaml", "import before.json"]);
});

test("a file with issues cannot be added", async () => {
  const issues = [{ code: "pack", line: 0, text: "", reason: "the file is empty." }];
  const { asked, store: made } = store({
    planPack: async ({ file: given }) => planned(given.name, { pack: null, issues }),
  });
  const adding = new PackAdding(made);
  await adding.open(file("empty.json"));
  expect(await adding.add()).toBeNull();
  expect(asked).toEqual([]);
});

test("a failed write keeps what was shown and says why in the words of its code", async () => {
  const { store: made } = store({
    importPack: () => Promise.reject(new StoreError("storage-full")),
  });
  const adding = new PackAdding(made);
  await adding.open(file("tea.json"));
  expect(await adding.add()).toBeNull();
  expect(adding.phase.kind).toBe("planned");
  expect(adding.problem).toContain("disk is full");
});

test("a folder, which gives no bytes, is named as what it may be", async () => {
  const adding = new PackAdding(store().store);
  const folder = { name: "packs", size: 0, arrayBuffer: () => Promise.reject(new Error("no")) };
  await adding.open(folder as unknown as File);
  expect(adding.problem).toContain("If it is a folder");
  expect(adding.phase.kind).toBe("idle");
});

test("a file of another kind is told what a pack is, instead of what to mend in it", async () => {
  const { store: made, asked } = store();
  const adding = new PackAdding(made);
  await adding.open(file("photo.png"));
  expect(adding.problem).toBe("photo.png is not a rule pack. A pack is a JSON or YAML file.");
  expect([adding.phase.kind, asked]).toEqual(["idle", []]);
});

test("a huge file is not even read", async () => {
  const adding = new PackAdding(store().store);
  await adding.open({ name: "film.mkv", size: 5e9 } as File);
  expect(adding.problem).toContain("far too large");
});

test("the answer about a file that was put aside is dropped", async () => {
  let answer: (plan: PackPlan) => void = () => {};
  const first = new Promise<PackPlan>((resolve) => (answer = resolve));
  const { store: made } = store({
    planPack: ({ file: given }) =>
      given.name === "slow.json" ? first : Promise.resolve(planned(given.name)),
  });
  const adding = new PackAdding(made);
  const slow = adding.open(file("slow.json"));
  await adding.open(file("quick.json"));
  answer(planned("slow.json"));
  await slow;
  expect(adding.phase).toMatchObject({ plan: { fileName: "quick.json" } });
  adding.cancel();
  expect(adding.phase.kind).toBe("idle");
});
