import { expect, test } from "vitest";
import { decisionTree, litPath } from "../../decks/core/scenario/tree/decision-tree.ts";
import { treeLayout } from "../../decks/core/scenario/tree/tree-layout.ts";
import { type TreeColours, treeSvg } from "./export-tree.ts";

const colours: TreeColours = {
  sheet: "rgb(1, 1, 1)",
  ink: "rgb(2, 2, 2)",
  onInk: "rgb(3, 3, 3)",
  paleInk: "rgb(4, 4, 4)",
  rule: "rgb(5, 5, 5)",
};
const payload = { id: "payload", kind: "number", cuts: [4, 25], values: [], range: [0, 100] } as const;
const tree = decisionTree(
  [payload],
  (facts) => (Number(facts["payload"]) > 25 ? "queue" : Number(facts["payload"]) > 4 ? "server" : "function"),
  { leaves: 8 },
);
const layout = treeLayout(
  tree,
  { question: () => 'Size < limit & "small"?\u0000', leaf: (node) => node.outcome, mixed: () => "" },
  6.4,
);
const lit = new Set(litPath(tree, { payload: 50 }).path.map((node) => node.id));
const svg = treeSvg(layout, lit, "Payload & more", colours);

test("the file carries its texts escaped, without what XML cannot hold", () => {
  expect(svg).toContain("<title>Payload &amp; more</title>");
  expect(svg).toContain("Size &lt; limit");
  expect(svg).toContain("&amp; &quot;small&quot;?<");
  expect(svg).not.toContain("\u0000");
});

test("only the way and the leaf it ends at are drawn in ink", () => {
  const boxes = svg.split("\n").filter((line) => line.startsWith("<g>"));
  expect(boxes).toHaveLength(layout.boxes.length);
  const [filled, ...others] = boxes.filter((line) => line.includes(`fill="${colours.ink}" stroke=`));
  expect(filled).toContain(">queue<");
  expect(others).toEqual([]);
  expect(boxes.filter((line) => line.includes(`stroke="${colours.ink}"`))).toHaveLength(lit.size);
});

test("nothing in it points outside or rests on a style of the app", () => {
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
    /http|url\(|var\(|style|href|class/,
  );
});
