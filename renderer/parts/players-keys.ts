/** Space and Enter play and pause what has the focus, and grade nothing. */
export function keepPlayersKeys(event: KeyboardEvent): void {
  const isPlayer = event.composedPath()[0] instanceof HTMLMediaElement;
  if (isPlayer && (event.key === " " || event.key === "Enter")) event.stopPropagation();
}
