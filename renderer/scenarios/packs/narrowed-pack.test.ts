import { expect, test } from "vitest";
import { shippedPack } from "../../../decks/core/scenario/test-packs.ts";
import { packFilter } from "./narrowed-pack.ts";

const pack = shippedPack("aws-ml-deployment");
const narrow = packFilter(pack);

test("an empty filter leaves the whole pack", () => {
  const found = narrow("  ");
  expect(found.decisions.map((one) => one.decision)).toEqual(pack.decisions);
  expect(found.facts).toEqual(pack.facts);
  expect(found.sources).toEqual(pack.sources);
});

test("every word has to occur in a rule, whatever its case and order", () => {
  const [inference] = narrow("4 mb PAYLOAD serverless").decisions;
  expect(inference?.decision.id).toBe("inference");
  expect(inference?.options.map((one) => one.limits.map((limit) => limit.id))).toEqual([["payload"]]);
});

test("the name of an option finds all its rules, and their sources stay", () => {
  const found = narrow("SageMaker Neo");
  const [edge] = found.decisions;
  const neo = pack.decisions.find((one) => one.id === "edge")?.options.find((one) => one.id === "neo");
  expect(edge?.options.find((one) => one.option === neo)?.preferences).toEqual(neo?.preferences);
  expect(found.sources.map((source) => source.id)).toContain("neo");
});

test("a fact is found by what is assumed of it", () => {
  expect(narrow("gives up after some ten seconds").facts.map((fact) => fact.id)).toEqual(["latency-ms"]);
});

test("a text that occurs nowhere leaves nothing", () => {
  expect(narrow("zebra")).toEqual({ decisions: [], facts: [], sources: [], rules: 0 });
});
