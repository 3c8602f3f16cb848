/** Keys shared by all screens. Single letters are off while the learner types (WCAG 2.1.4). */

/** A key as screens name it: "Enter", "g", "Ctrl+o", "Shift+s"; Cmd counts as Ctrl. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key)) ? "Shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift}${key}`;
}

const NOT_TYPED: ReadonlySet<string> = new Set([
  ...["checkbox", "radio", "range", "button", "submit", "reset", "file", "color", "image"],
]);

/** Whether a person types into it. */
export function isTextField(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return !NOT_TYPED.has(element.type);
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
  );
}

/** Whether the key belongs to what has focus: text in a field, Enter or Space on a button or link, any in a dialog. */
export function isForControl(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  // What lies behind an open dialog hears nothing of it, nor of the key that closes a menu.
  if (target.closest("dialog[open]")) return true;
  if (document.querySelector(":popover-open")) return true;
  // A field takes back its own typing; other keys with Ctrl are the screen's.
  if (event.ctrlKey || event.metaKey) return isTextField(target) && /^[zy]$/i.test(event.key);
  if (target instanceof HTMLInputElement) {
    if (["checkbox", "radio"].includes(target.type))
      return event.key === " " || event.key.startsWith("Arrow");
    if (target.type === "range")
      return event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
    return true;
  }
  if (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  )
    return true;
  if (target.closest("button, a[href], summary, [role=link]"))
    return event.key === "Enter" || event.key === " ";
  return false;
}

/** Runs the action bound to a key unless the focused control or the repeat of a held key owns it. */
export function onKeys(
  bindings: Readonly<Record<string, (() => void) | undefined>>,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.repeat || isForControl(event)) return;
    const action = bindings[keyName(event)];
    if (!action) return;
    event.preventDefault();
    action();
  };
}
