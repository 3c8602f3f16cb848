/** Draws that depend on a seed alone: whole numbers all the way, so that they are the same on every machine. */
export interface Draw {
  /** A whole number from 0, below `below`. */
  int(below: number): number;
  pick<T>(items: readonly T[]): T;
  /** True `percent` times of 100. */
  chance(percent: number): boolean;
  /** A new order; `items` stays as it is. */
  shuffled<T>(items: readonly T[]): T[];
}

/** @param labels tell apart draws of one seed that must not depend on each other */
export function draw(seed: number, ...labels: readonly string[]): Draw {
  let state = hash(`${seed}/${labels.join("/")}`);
  // Mulberry32 by Tommy Ettinger, public domain.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const int = (below: number) => next() % Math.max(1, below);
  return {
    int,
    chance: (percent) => int(100) < percent,
    pick(items) {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError("there is nothing to pick from");
      return item;
    },
    shuffled(items) {
      const order = [...items];
      for (let at = order.length - 1; at > 0; at--) {
        const other = int(at + 1);
        [order[at], order[other]] = [
          order[other] as (typeof order)[number],
          order[at] as (typeof order)[number],
        ];
      }
      return order;
    },
  };
}

/**
 * Which of the combinations of some choices a seed gets. Seeds in a row walk through all combinations before one
 * comes back, in leaps, so that neighbours look nothing alike.
 * @param sizes how many ways each choice has
 * @returns one index a choice
 */
export function turn(seed: number, key: string, sizes: readonly number[]): number[] {
  const all = sizes.reduce((product, size) => product * size, 1);
  let leap = Math.max(1, Math.floor(all * 0.618));
  while (divisor(leap, all) !== 1) leap++;
  // Each time round begins elsewhere, another way for each key: what came together once does not come together again.
  const round = (Math.floor(seed / all) * (hash(`${key}/round`) % all)) % all;
  let at = ((seed % all) * leap + (hash(key) % all) + round) % all;
  return sizes.map((size) => {
    const index = at % size;
    at = Math.floor(at / size);
    return index;
  });
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** FNV-1a, 32 bits: a number that looks random and is the same for the same text. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
