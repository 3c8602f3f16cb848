/** Cards that are made when the learner asks for them; everything else is made by default. */
export const OFFERS = ["outline", "table-column", "table-row", "choice"] as const;
export type Offer = (typeof OFFERS)[number];
