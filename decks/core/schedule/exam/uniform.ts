/**
 * A number from 0 to below 1 that depends on its arguments alone, evenly spread over them. Source: the finaliser of
 * MurmurHash3 (Austin Appleby, public domain).
 */
export function uniform(seed: number, card: number, answer: number): number {
  let hash = (seed ^ Math.imul(card + 1, 0x9e3779b1) ^ Math.imul(answer, 0x85ebca77)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
