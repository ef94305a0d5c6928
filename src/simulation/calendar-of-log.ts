/** 2020-07-05, the first day of KuaiRec, in days from 1970-01-01. Simulated logs begin there too. */
export const firstLogDay = 18_448;

/** ISO day of the week (1 = Monday … 7 = Sunday) of a log day counted from 0; 1970-01-01 was a Thursday. */
export function dayOfWeekOf(logDay: number): number {
  return ((firstLogDay + logDay + 3) % 7) + 1;
}
