/** "07:30" for 450 minutes after midnight, as a time field has it. */
export function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Minutes after midnight of "07:30"; null for what is no time of a day. */
export function minuteOf(time: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : 60 * Number(hour) + Number(minute);
}
