const BOX = /<input type="checkbox" disabled="" (checked="" )?\/>/g;

/** HTML of a Markdown text with the boxes of task lists as marks: a card has no controls that a key could land on. */
export function withTaskMarks(html: string): string {
  return html.replace(BOX, (_box, isDone: string | undefined) => {
    return isDone === undefined
      ? '<span class="task" role="img" aria-label="To do"></span>'
      : '<span class="task task-done" role="img" aria-label="Done"></span>';
  });
}
