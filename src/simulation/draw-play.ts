import type { Random } from "../numeric/random.js";
import type { Catalogue } from "./catalogue.js";

/** The video that is shown next, by popularity. */
export function drawVideo(random: Random, catalogue: Catalogue): number {
  return catalogue.shown[random.integer(catalogue.shown.length)]!;
}

/**
 * How long a video is played, whole milliseconds. One play in nine is a quick skip; the rest is lognormal, relatively
 * shorter for long videos, at most 12 loops.
 * @param taste  added to the logarithm of the share that is watched
 */
export function drawPlay(random: Random, lengthMs: number, taste: number): number {
  if (random.uniform() < 0.11) return Math.floor(0.25 * lengthMs * random.uniform());
  const usual = Math.sqrt(9_600 / Math.max(lengthMs, 9_600));
  const ratio = usual * Math.exp(-0.2 + taste + 0.58 * random.normal());
  return Math.round(lengthMs * Math.min(12, ratio));
}
