import type { Random } from "../numeric/random.js";
import type { Catalogue } from "./catalogue.js";

/** Which video is played, and for how many whole milliseconds. */
export interface Play {
  readonly video: number;
  readonly playMs: number;
}

/**
 * The next video by popularity, and how long it is played; relatively shorter when the video is long. One uniform
 * number decides both: its first 16 bits the video, the bits that follow the share that is watched.
 * @param appetite  multiplies the share that is watched
 */
export function drawPlay(random: Random, catalogue: Catalogue, appetite: number): Play {
  const { shown, watched, durationMs } = catalogue;
  const place = random.uniform() * shown.length;
  const step = Math.floor(place);
  const video = shown[step]!;
  const lengthMs = durationMs[video]!;
  const share = appetite * watched[Math.floor((place - step) * watched.length)]!;
  const usual = lengthMs > 9_600 ? Math.sqrt(9_600 / lengthMs) : 1;
  return { video, playMs: Math.round(lengthMs * usual * share) };
}
