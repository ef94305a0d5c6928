import type { BandedEstimate } from "../../inference/banded-estimates.js";

/** An estimate with its own interval and its band, as results hold it. */
export const bandedFields = ({ estimate, standardError, interval, band }: BandedEstimate) => ({
  estimate,
  standardError,
  lower: interval.lower,
  upper: interval.upper,
  bandLower: band.lower,
  bandUpper: band.upper,
});
