import type { About } from "../decks/contract/about.ts";

/** What Cardinal tells of itself: a file of its own, beside the window. @throws where it is not there */
export async function readAbout(): Promise<About> {
  const response = await fetch("assets/about.json");
  if (!response.ok) throw new Error(`about.json: ${response.status}`);
  return (await response.json()) as About;
}
