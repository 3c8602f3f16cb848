import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diagramSvg } from "./diagram.ts";
import { isNear } from "./geometry.ts";
import { laidOut } from "./layout.ts";
import { readMermaid } from "./read-mermaid.ts";
import { readTikz } from "./read-tikz.ts";
import type { Diagram, DiagramNode, NodeShape } from "./types.ts";

const lines = (diagram: Diagram | null): string[] =>
  (diagram?.edges ?? []).map(
    ({ from, to, label, dashed, arrow, backArrow }) =>
      `${from} ${backArrow ? "<" : ""}${dashed ? ".." : "--"}${arrow ? ">" : ""} ${to}${label && `: ${label}`}`,
  );
const nodes = (diagram: Diagram | null): string[] =>
  (diagram?.nodes ?? []).map(({ id, label, shape }) => `${id} ${shape} ${label}`);
const place = (diagram: Diagram | null, id: string): { x: number; y: number } =>
  diagram?.nodes.find((node) => node.id === id)?.position ?? { x: NaN, y: NaN };

describe("Mermaid", () => {
  test("every bracket is a shape, and quotes may hold brackets", () => {
    const diagram = readMermaid(
      'flowchart TD\nA[box]\nB(round)\nC{choice}\nD((circle))\nE([pill])\nF[(store)]\nG{{six}}\nH["f(x) [1]"]\nI[f(x)]',
    );
    expect(nodes(diagram)).toEqual([
      "A box box",
      "B round round",
      "C diamond choice",
      "D circle circle",
      "E round pill",
      "F cylinder store",
      "G round six",
      "H box f(x) [1]",
      "I box f(x)",
    ]);
  });

  test("chains, groups and every kind of line become edges", () => {
    const diagram = readMermaid(`graph LR
      A --> B[Bee] -->|yes| C & D
      C -- not yet --> E:::hot
      C -. perhaps .-> E
      D ==> E --- F --x G <--> H -.-> I`);
    expect(diagram?.direction).toBe("right");
    expect(lines(diagram)).toEqual([
      "A --> B",
      "B --> C: yes",
      "B --> D: yes",
      "C --> E: not yet",
      "C ..> E: perhaps",
      "D --> E",
      "E -- F",
      "F --> G",
      "G <--> H",
      "H ..> I",
    ]);
  });

  test("statements on one line, comments, styles and subgraphs are read or passed over", () => {
    const diagram = readMermaid(
      `%% first\ngraph TD; A-->B; B-->C\nsubgraph one [The One]\n direction LR\n C --> D\nend\nstyle A fill:#f9f,stroke:#333\nclassDef hot fill:red;\nclass A,B hot\nlinkStyle 0 stroke:red\nclick A "https://example.com"\nD --> one %% last`,
    );
    expect(lines(diagram)).toEqual(["A --> B", "B --> C", "C --> D", "D --> one"]);
    expect(nodes(diagram).at(-1)).toBe("one box The One");
    expect(lines(readMermaid("graph TD A[One two] --> B{Is it} B --> C"))).toEqual(["A --> B", "B --> C"]);
  });

  test("labels lose their markup and keep their breaks and characters", () => {
    const diagram = readMermaid(
      'graph TD\nA["<b>Read</b><br/>&lt;me&gt; #35;1 &amp; #quot;you#quot;"] --> B["`**Bold** word`"]',
    );
    expect(diagram?.nodes.map((node) => node.label)).toEqual(['Read\n<me> #1 & "you"', "Bold word"]);
  });

  test("arrows that copying turned into dashes or entities are mended", () => {
    expect(lines(readMermaid("graph TD\nA —> B\nB --> C"))).toEqual(["A --> B", "B --> C"]);
    expect(lines(readMermaid("graph TD\nA --&gt; B"))).toEqual(["A --> B"]);
  });

  test.each([
    "sequenceDiagram\nA->>B: hi",
    "pie\n title Pets",
    "graph",
    "graph TD\nA -->",
    "graph TD\nA[open",
    "",
  ])("what is no whole flowchart gives null: %j", (source) =>
    expect(diagramSvg("mermaid", source, "x")).toBeNull(),
  );
});

describe("TikZ", () => {
  test("a picture that lost its line breaks keeps what its comments seem to swallow", () => {
    const diagram = readTikz(
      String.raw`\begin{tikzpicture}[ % styles box/.style={draw, rounded corners} ] % Nodes (all) \node[box] (a) {One}; % the next \node[box] (b) [right of=a] {50\% \& \textbf{more}\\ {lines}}; % Edges \draw[->] (a) -- (b); % done \end{tikzpicture}`,
    );
    expect(nodes(diagram)).toEqual(["a round One", "b round 50% & more\nlines"]);
    expect(lines(diagram)).toEqual(["a --> b"]);
  });

  test("a command that its author switched off stays off where lines are whole", () => {
    const diagram = readTikz(
      "\\node (a) {A}; % the first\n\\node[below of=a] (b) {B};\n% \\node[below of=b] (c) {C};\n\\draw (a) -- (b);\n\\draw[->] (b) -- (a);",
    );
    expect(nodes(diagram)).toEqual(["a box A", "b box B"]);
  });

  test("paths, edges, labels, anchors and detours join nodes", () => {
    const diagram = readTikz(String.raw`\begin{tikzpicture}[line/.style={draw, -{Latex[length=2mm]}}]
      \node[draw] (a) at (0,0) {A}; \node[draw, diamond] (b) at (3,0) {B?}; \node[circle, draw] (c) at (6,0) {$x \geq 3$};
      \draw[->] (a.east) -- node[above] {to B} (b) -- (c);
      \path[line, dashed] (b) -| (c);
      \draw[<-] (a) |- (c) node[midway, above] {back};
      \path[->] (a) edge node {p} (b) edge[<->, bend left] node{q} (c) (c) edge[loop above] node {r} ();
      \draw[->] (c.south) -- ++(0,-1) -| (a.south);
      \draw (a) to["seen"] (b);
    \end{tikzpicture}`);
    expect(nodes(diagram)).toEqual(["a box A", "b diamond B?", "c circle x ≥ 3"]);
    expect(lines(diagram)).toEqual([
      "a --> b: to B",
      "b --> c",
      "b ..> c",
      "c --> a: back",
      "a --> b: p",
      "a <--> c: q",
      "c --> c: r",
      "c --> a",
      "a -- b: seen",
    ]);
  });

  test("relative placing puts right of to the right and below of below", () => {
    const diagram = readTikz(String.raw`\begin{tikzpicture}[node distance=2cm]
      \node (a) {A}; \node[right of=a] (b) {B}; \node[below=of b] (c) {C}; \node[left=3cm of c.west] (d) {D};
      \node[below left of=d] (e) {E}; \node[above right=1cm and 2cm of b] (f) {F}; \node (g) at (9,4) {G};
    \end{tikzpicture}`);
    const laid = new Map(laidOut(diagram as Diagram).nodes.map((node) => [node.id, node]));
    for (const at of [
      (id: string) => place(diagram, id),
      (id: string) => laid.get(id) ?? { x: NaN, y: NaN },
    ]) {
      expect(at("b").x).toBeGreaterThan(at("a").x);
      expect(at("b").y).toBeCloseTo(at("a").y);
      expect(at("c").y).toBeGreaterThan(at("b").y);
      expect(at("c").x).toBeCloseTo(at("b").x);
      expect(at("d").x).toBeLessThan(at("c").x);
      expect(at("e").x).toBeLessThan(at("d").x);
      expect(at("e").y).toBeGreaterThan(at("d").y);
      expect(at("f").x).toBeGreaterThan(at("b").x);
      expect(at("f").y).toBeLessThan(at("b").y);
      expect(at("g").y).toBeLessThan(at("f").y);
    }
  });

  test("nodes that nobody placed are laid out in layers", () => {
    const diagram = readTikz(String.raw`\node (A) {Keystone}; \node (B) {Abutment}; \draw (A) -- (B);`);
    expect(diagram?.nodes.map((node) => node.position)).toEqual([null, null]);
    expect(
      diagramSvg("latex", String.raw`\begin{tikzpicture}\node (A) {K}; \node (B) {L};`, "x"),
    ).not.toBeNull();
  });

  test.each([
    String.raw`\node (a) {Alone};`,
    String.raw`\node (a) {A}; \node (b) {B}; \draw (a) -- (nobody);`,
    String.raw`\node (a) {A}; \node (b) {B}; \foreach \x in {1,2} {\draw (\x,0) -- (\x,1);}`,
    String.raw`\draw[->] (0,0) -- (5,0); \draw plot (\x,{\x*\x}); \node (a) {A}; \node (b) at (1,1) {B};`,
    String.raw`\draw (0,0) rectangle (2,1); \node at (1,0.5) {Text};`,
    "\\begin{tikzpicture}\\begin{axis}\\addplot{x};\\end{axis}\\end{tikzpicture}",
  ])("what is no picture of boxes and arrows gives null: %s", (source) => {
    expect(diagramSvg("tikz", source, "x")).toBeNull();
  });
});

describe("drawing", () => {
  test("all text is escaped and nothing can run, link or clash", () => {
    const words = `<script>alert("1")</script> & 'x' <img src=x onerror=y>`;
    const mermaid = diagramSvg("mermaid", `graph TD\nA[${words}] -->|${words}| B`, words) ?? "";
    const tikz = diagramSvg("tikz", `\\node (a) {${words}}; \\node[below of=a] (b) {b};`, words) ?? "";
    for (const svg of [mermaid, tikz]) {
      expect(svg).toContain("&lt;script&gt;alert(&quot;1&quot;)");
      expect(
        svg
          .match(/<\/?[a-z]+/g)
          ?.every((tag) => /^<\/?(?:svg|title|rect|path|polygon|text|tspan)$/.test(tag)),
      ).toBe(true);
      expect(svg).not.toMatch(/<[^>]*\s(?:id|style|href|on\w+)=/);
    }
  });

  test("an arrow ends at the border of its box and numbers have one decimal", () => {
    const svg = diagramSvg("mermaid", "graph TD\nA --> B", "Two") ?? "";
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>Two<\/title>/);
    const top = Number(
      /<rect class="diagram-node" x="[\d.]+" y="([\d.]+)"/.exec(svg.slice(svg.lastIndexOf("<rect")))?.[1],
    );
    expect(Number(/<path class="diagram-edge"[^>]*[ ]([\d.]+)"\/>/.exec(svg)?.[1])).toBeCloseTo(top);
    expect(svg).not.toMatch(/\d\.\d\d/);
  });

  test("cycles, lines to oneself and names that JavaScript knows are drawn", () => {
    const source = "graph LR\nA --> B --> C --> A\nC --> C\n__proto__ --> constructor --> __proto__";
    expect(diagramSvg("mermaid", source, "x")?.match(/diagram-node/g)).toHaveLength(5);
  });

  test("more than 200 nodes or 400 edges stay text, and the most that is drawn takes no more than moments", () => {
    const chain = (count: number): string =>
      Array.from({ length: count }, (_, index) => `n${index}`).join("-->");
    const group = (name: string, count: number): string =>
      Array.from({ length: count }, (_, index) => name + index).join("&");
    expect(diagramSvg("mermaid", `graph TD;${chain(201)}`, "x")).toBeNull();
    expect(diagramSvg("mermaid", `graph TD;${group("a", 21)}-->${group("b", 21)}`, "x")).toBeNull();
    const back = Array.from({ length: 200 }, (_, index) => `n199-->n${index % 5}`).join(";");
    expect(diagramSvg("mermaid", `graph TD;${chain(200)};${back}`, "x")).not.toBeNull();
  });

  const shape = fc.constantFrom<NodeShape>("box", "round", "diamond", "circle", "cylinder");
  const coordinate = fc.integer({ min: -40, max: 40 }).map((tenths) => tenths / 4);
  const diagrams = fc
    .tuple(
      fc.array(fc.record({ label: fc.string({ maxLength: 60 }), shape, x: coordinate, y: coordinate }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.string({ maxLength: 20 })), { maxLength: 16 }),
      fc.boolean(),
      fc.constantFrom("down", "right", "up", "left"),
    )
    .map(([drafts, links, isPlaced, direction]): Diagram => {
      const all = drafts.map(({ label, shape, x, y }, index): DiagramNode => ({
        id: `${index}`,
        label,
        shape,
        position: isPlaced ? { x, y } : null,
      }));
      const edges = links
        .filter(([from, to]) => from < all.length && to < all.length)
        .map(([from, to, label]) => ({
          from: `${from}`,
          to: `${to}`,
          label,
          dashed: false,
          arrow: true,
          backArrow: false,
        }));
      return { nodes: all, edges, direction };
    });

  test("no two boxes overlap and nothing leaves the picture", () => {
    fc.assert(
      fc.property(diagrams, (diagram) => {
        const { nodes: boxes, edges, width, height } = laidOut(diagram);
        boxes.forEach((box, index) => {
          expect(boxes.slice(index + 1).filter((other) => isNear(box, other, -0.2))).toEqual([]);
        });
        for (const { x, y } of [...boxes, ...edges.flatMap((edge) => edge.points)]) {
          expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
        }
      }),
    );
  });

  test("it throws for no text, and what it draws is closed markup", () => {
    const pieces = fc.constantFrom(
      ...'graph TD|flowchart LR|;|\n|A|B|-->|-- |.->|-.|==>|[|]|(|)|{|}|"|subgraph |end|&|%%|<br/>|style '.split(
        "|",
      ),
      ..."\\node|\\draw|\\path|(a)|(b)|--| edge | node|{x}|{|}|[->]|[|]|;|%|at (1,2)|[right of=a]|\\begin{tikzpicture}|(0,0)|$".split(
        "|",
      ),
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.array(pieces, { maxLength: 40 }).map((parts) => `graph TD;A[x]-->B${parts.join("")}`),
      fc.array(pieces, { maxLength: 40 }).map((parts) => `\\node (a) {A}; \\node (b) {B};${parts.join(" ")}`),
    );
    fc.assert(
      fc.property(fc.constantFrom("mermaid", "TikZ", "latex", "tex", "dot"), texts, (language, text) => {
        const svg = diagramSvg(language, text, text);
        if (svg !== null) expect(svg).toMatch(/^<svg [^<]*>.*<\/svg>$/su);
      }),
      { numRuns: 1000 },
    );
  });
});

test("a share in a label is no comment", () => {
  const source = String.raw`\begin{tikzpicture}
\node (a) {Router}; \node (b) [below of=a] {New}; \draw[->] (a) -- node[left] {90% of calls} (b);
\end{tikzpicture}`;
  expect(diagramSvg("tikz", source, "Shares")).toContain("90% of calls");
});
