import type { Random } from "../../numeric/random.js";

/** Relative number of plays in each local hour: a peak before noon and one in the evening. */
const byHour = [4, 2, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 9, 8, 7, 6, 6, 7, 8, 9, 10, 10, 9, 7];
const hourSteps = Uint8Array.from(byHour.flatMap((plays, hour) => new Array<number>(plays).fill(hour)));

/** Local times of a day's events in milliseconds from midnight, ascending. */
export function drawEventTimes(random: Random, events: number): Float64Array {
  const times = new Float64Array(events);
  for (let k = 0; k < events; k++)
    times[k] = hourSteps[random.integer(hourSteps.length)]! * 3_600_000 + random.integer(3_600_000);
  return times.sort();
}
