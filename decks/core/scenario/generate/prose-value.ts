import { unitOf } from "../recognise/quantities.ts";
import type { Draw } from "./draw.ts";

/** A figure as prose has it: "5 minutes", "500 megabytes", "10 percent"; a count stays bare, its noun is in the clause. */
export function proseValue(unit: string, value: number, by: Draw): string {
  switch (unitOf(unit).dimension) {
    case "data": {
      const megabytes = value * unitOf(unit).factor;
      if (megabytes >= 1_024 && megabytes % 512 === 0) {
        return `${megabytes / 1_024} ${by.pick(["GB", megabytes === 1_024 ? "gigabyte" : "gigabytes"])}`;
      }
      return `${megabytes} ${by.pick(["MB", "MB", megabytes === 1 ? "megabyte" : "megabytes"])}`;
    }
    case "time":
      return time(value * unitOf(unit).factor, by);
    case "percent":
      return by.pick([`${value}%`, `${value} percent`]);
    case "count":
      return String(value);
  }
}

function time(seconds: number, by: Draw): string {
  const MONTH = 2_628_000;
  const units: readonly (readonly [number, string])[] = [
    [12 * MONTH, "year"],
    [MONTH, "month"],
    [3_600, "hour"],
    [60, "minute"],
  ];
  for (const [size, name] of units) {
    if (seconds >= size && seconds % size === 0) return counted(seconds / size, name);
  }
  if (seconds >= 1) return by.chance(75) ? counted(seconds, "second") : `${seconds} s`;
  const milliseconds = Math.round(seconds * 1_000);
  return by.chance(60) ? `${milliseconds} ms` : `${milliseconds} milliseconds`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
