import type { ConfounderStrength } from "../falsification/sensitivity/robustness-value.js";

/** Ticks of a contour a side. */
const ticks = 9;

/** A grid of strengths of a hidden confounder that holds a robustness value and every benchmark, for a contour plot. */
export function strengthGrid(
  value: number,
  benchmarks: readonly ConfounderStrength[],
): readonly ConfounderStrength[] {
  const reach = (most: number) => Math.min(0.9, 1.5 * Math.max(value, most, 0.01));
  const [across, up] = [
    reach(Math.max(0, ...benchmarks.map(({ ofTreatment }) => ofTreatment))),
    reach(Math.max(0, ...benchmarks.map(({ ofOutcome }) => ofOutcome))),
  ];
  return Array.from({ length: ticks * ticks }, (_, k) => ({
    ofTreatment: (across * (k % ticks)) / (ticks - 1),
    ofOutcome: (up * Math.floor(k / ticks)) / (ticks - 1),
  }));
}
