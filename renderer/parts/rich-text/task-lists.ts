const BOX = /<input type="checkbox" disabled="" (checked="" )?\/>/g;

/** HTML of a Markdown text with the boxes of task lists as marks: a card has no controls that a key could land on. */
export function withTaskMarks(html: string): string {
  return html.replace(BOX, (_box, isDone: string | undefined) =>
    isDone === undefined ? '<span class="task"></span>' : '<span class="task task-done"></span>',
  );
}

/** Gives the marks their names, after the text was sanitised: what a card says of itself by ARIA is left out. */
export function nameTaskMarks(content: DocumentFragment): void {
  for (const mark of content.querySelectorAll("span.task")) {
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", mark.classList.contains("task-done") ? "Done" : "To do");
  }
}
