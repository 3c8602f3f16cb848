/** Puts what may be wider than a card into boxes that scroll, so that tables stay tables. */
export function boxWideTables(root: DocumentFragment): void {
  for (const table of root.querySelectorAll("table")) {
    const box = document.createElement("div");
    box.className = "wide";
    table.replaceWith(box);
    box.append(table);
  }
}

/**
 * Lets the keyboard reach the boxes that scroll, for as long as they do: Tab is for grades, and stops at nothing on the
 * way that has all of itself in view. @returns what ends it
 */
export function keepScrollersReachable(root: ParentNode): () => void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) markScroller(target);
  });
  for (const box of root.querySelectorAll("pre, .wide")) observer.observe(box);
  return () => observer.disconnect();
}

function markScroller(box: Element): void {
  if (box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight) {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    return;
  }
  box.setAttribute("tabindex", "0");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", nameOf(box));
}

function nameOf(box: Element): string {
  if (box.nodeName !== "PRE") return "Table";
  const language = /language-(\S+)/.exec(box.querySelector("code")?.className ?? "")?.[1];
  return language === undefined ? "Code" : `Code, ${language}`;
}
