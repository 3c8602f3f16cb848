/**
 * For the heading of what has taken the place of the control that led to it: the keyboard and a screen reader go on
 * from here, and its whole sheet is in sight where there is room.
 */
export function takesFocus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  (element.closest(".sheet") ?? element).scrollIntoView({ block: "nearest" });
}
