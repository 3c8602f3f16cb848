/** What most faces have nothing of. */
export const PLAIN_FACE = {
  example: null,
  table: null,
  choices: null,
  right: [],
  list: null,
  typed: null,
  contrast: null,
  html: null,
} as const;
