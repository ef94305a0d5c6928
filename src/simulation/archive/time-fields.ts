import { firstLogDay } from "../calendar-of-log.js";
import { floatText } from "./float-text.js";

const dayMs = 86_400_000;
/** KuaiRec's clock is UTC+8. */
const offsetMs = 28_800_000;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** "2020-07-05" of a log day counted from 0. */
export function dateText(logDay: number): string {
  return new Date((firstLogDay + logDay) * dayMs).toISOString().slice(0, 10);
}

/** 20200705 of a log day counted from 0. */
export function dateNumber(logDay: number): number {
  return Number(dateText(logDay).replaceAll("-", ""));
}

/**
 * Local wall-clock time as KuaiRec prints it: milliseconds with trailing zeros stripped, one digit at least
 * ("01:00:25.5", "03:28:02.32", "00:08:23.438").
 */
export function timeText(msOfDay: number): string {
  const ms = msOfDay % 1_000;
  const seconds = (msOfDay - ms) / 1_000;
  const fraction = String(1_000 + ms)
    .slice(1)
    .replace(/0{1,2}$/, "");
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
}

/** UTC seconds from 1970-01-01 as text: local time minus 28,800 s, which is how KuaiRec's `timestamp` is stored. */
export function timestampText(logDay: number, msOfDay: number): string {
  return floatText(((firstLogDay + logDay) * dayMs + msOfDay - offsetMs) / 1_000);
}
