import { normalQuantile } from "../numeric/normal-distribution.js";
import { createRandom, type Random } from "../numeric/random.js";

/** The videos a platform can show. Every simulated log of a world has the same ones, so that its truth is one number. */
export interface Catalogue {
  readonly videos: number;
  /** Length of each video in whole milliseconds, [videos]. */
  readonly durationMs: Int32Array;
  /** Video shown at each of 65,536 equal steps of popularity: videos with more steps are shown more often. */
  readonly shown: Uint16Array;
  /** Share of a video of usual length that is watched, at 4,096 equal steps. */
  readonly watched: Float64Array;
}

const videos = 3_327;
const popularity = 65_536;
const watching = 4_096;
/** One play in nine is a quick skip. */
const skips = 0.11;

/**
 * A catalogue of 3,327 videos (as many as KuaiRec's small matrix): lengths lognormal around 9.6 s with a tail of long
 * ones, popularity falling as rank to the power -0.6. One play in nine is skipped within a quarter of the video; of the
 * others the share that is watched is lognormal around 0.88. Nothing here depends on the seed of a log.
 */
export function createCatalogue(): Catalogue {
  const random = createRandom(20_200_705, "catalogue");
  const durationMs = new Int32Array(videos);
  const weight = new Float64Array(videos);
  for (let video = 0; video < videos; video++) {
    durationMs[video] = drawDuration(random);
    weight[video] = (1 + video) ** -0.6;
  }
  shuffle(weight, random);
  return { videos, durationMs, shown: popularitySteps(weight), watched: watchedSteps() };
}

function drawDuration(random: Random): number {
  const long = random.uniform() < 0.06;
  const seconds = long ? 45 * Math.exp(0.6 * random.normal()) : 9.6 * Math.exp(0.34 * random.normal());
  return Math.round(1_000 * Math.min(315, Math.max(3.067, seconds)));
}

function shuffle(values: Float64Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const kept = values[last]!;
    values[last] = values[other]!;
    values[other] = kept;
  }
}

function popularitySteps(weight: Float64Array): Uint16Array {
  const total = weight.reduce((sum, value) => sum + value, 0);
  const shown = new Uint16Array(popularity);
  let video = 0;
  let reached = weight[0]! / total;
  for (let step = 0; step < popularity; step++) {
    while ((step + 0.5) / popularity > reached && video < videos - 1) {
      video += 1;
      reached += weight[video]! / total;
    }
    shown[step] = video;
  }
  return shown;
}

function watchedSteps(): Float64Array {
  return Float64Array.from({ length: watching }, (_, step) => {
    const u = (step + 0.5) / watching;
    return u < skips
      ? (0.25 * u) / skips
      : Math.exp(-0.13 + 0.58 * normalQuantile((u - skips) / (1 - skips)));
  });
}
