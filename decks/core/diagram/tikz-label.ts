const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
    epsilon: "ε",
    varepsilon: "ε",
    eta: "η",
    theta: "θ",
    lambda: "λ",
    mu: "μ",
    pi: "π",
    rho: "ρ",
    sigma: "σ",
    tau: "τ",
    phi: "φ",
    chi: "χ",
    psi: "ψ",
    omega: "ω",
    Delta: "Δ",
    Sigma: "Σ",
    Omega: "Ω",
    Phi: "Φ",
    Pi: "Π",
    rightarrow: "→",
    to: "→",
    leftarrow: "←",
    leftrightarrow: "↔",
    Rightarrow: "⇒",
    Leftarrow: "⇐",
    uparrow: "↑",
    downarrow: "↓",
    times: "×",
    cdot: "·",
    div: "÷",
    pm: "±",
    le: "≤",
    leq: "≤",
    ge: "≥",
    geq: "≥",
    ne: "≠",
    neq: "≠",
    approx: "≈",
    equiv: "≡",
    sim: "∼",
    infty: "∞",
    sum: "∑",
    prod: "∏",
    int: "∫",
    partial: "∂",
    nabla: "∇",
    in: "∈",
    cup: "∪",
    cap: "∩",
    subset: "⊂",
    forall: "∀",
    exists: "∃",
    neg: "¬",
    land: "∧",
    lor: "∨",
    checkmark: "✓",
    bullet: "•",
    dots: "…",
    ldots: "…",
    cdots: "⋯",
    textrightarrow: "→",
    textasciitilde: "~",
    textbackslash: "\\",
    degree: "°",
    circ: "∘",
    quad: " ",
    qquad: " ",
  }),
);

/** Commands that change how words look, and say nothing. */
const LOOKS =
  /^(?:text(?:bf|it|tt|sf|sc|rm|up|sl|md|normal|color)?|emph|underline|math(?:bf|it|rm|sf|tt|cal|bb)|boldsymbol|mbox|hbox|makebox|shortstack|(?:bf|it|tt|sf|rm|sc|sl|md|up)(?:series|family|shape)?|tiny|scriptsize|footnotesize|small|normalsize|[lL]arge|LARGE|[hH]uge|centering|raggedright|color|left|right|displaystyle|strut|noindent|vspace|hspace|phantom)$/;

/**
 * The words of a LaTeX label: markup such as `\textbf{..}` gone, `\\` as a line break, escaped signs as themselves,
 * `$..$` as its plain text with common symbols as their characters.
 */
export function tikzText(label: string): string {
  return label
    .replace(/\\(?:begin|end)\s*\{[^{}]*\}(?:\s*\{[lcr|@{}. ]*\})?/g, " ")
    .replace(/\\(?:color|textcolor|[vh]space\*?|phantom|fontsize|rotatebox)\s*\{[^{}]*\}/g, "")
    .replace(/\s+/g, " ")
    .replace(/\\\\\*?(?: ?\[[^\]]*\])?|\\(?:newline|par|linebreak|tabularnewline)(?![a-zA-Z])/g, "\n")
    .replace(/\\\$/g, "\uE000")
    .replace(/\$\$?([^$]*)\$\$?/g, "$1")
    .replace(/\\([a-zA-Z]+) ?/g, (whole, name: string) => word(name, whole))
    .replace(/\\[,;:! ]/g, " ")
    .replace(/\\([{}])|[{}]/g, "$1")
    .replace(/\\([&%#_])/g, "$1")
    .replace(/~/g, " ")
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/``|''/g, '"')
    .replace(/\uE000/g, "$")
    .split("\n")
    .map((line) => line.replace(/ +/g, " ").trim())
    .join("\n")
    .trim();
}

function word(name: string, whole: string): string {
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) return whole.endsWith(" ") ? `${symbol} ` : symbol;
  return LOOKS.test(name) ? "" : whole.slice(1);
}
