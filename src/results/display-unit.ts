/** Unit of a mean of 0s and 1s, such as the share of user-days followed by an active one. */
export const shareOfUserDays = "share of user-days";

/** How numbers of a unit are shown to readers; results and CSV files keep the numbers as they are. */
export interface DisplayUnit {
  /** What a number is multiplied by before it is shown. */
  readonly factor: number;
  /** Unit of a difference of two means. */
  readonly difference: string;
  /** Unit of a mean. */
  readonly mean: string;
}

/** Shares are shown in per cent and their differences in percentage points; everything else as it is. */
export function displayUnit(unit: string): DisplayUnit {
  return unit === shareOfUserDays || unit === "share"
    ? { factor: 100, difference: "percentage points", mean: "%" }
    : { factor: 1, difference: unit, mean: unit };
}
