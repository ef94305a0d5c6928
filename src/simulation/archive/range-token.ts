/** KuaiRec's range columns: the label of the first class whose upper end is not exceeded. */
export type RangeClasses = readonly (readonly [upper: number, label: string])[];

export const followRanges: RangeClasses = [
  [0, "0"],
  [10, "(0,10]"],
  [50, "(10,50]"],
  [100, "(50,100]"],
  [150, "(100,150]"],
  [250, "(150,250]"],
  [500, "(250,500]"],
  [Number.MAX_SAFE_INTEGER, "500+"],
];

export const fanRanges: RangeClasses = [
  [0, "0"],
  [9, "[1,10)"],
  [99, "[10,100)"],
  [999, "[100,1k)"],
  [4_999, "[1k,5k)"],
  [9_999, "[5k,1w)"],
  [Number.MAX_SAFE_INTEGER, "[1w,10w)"],
];

export const friendRanges: RangeClasses = [
  [0, "0"],
  [4, "[1,5)"],
  [29, "[5,30)"],
  [59, "[30,60)"],
  [119, "[60,120)"],
  [249, "[120,250)"],
  [Number.MAX_SAFE_INTEGER, "250+"],
];

export const registerRanges: RangeClasses = [
  [30, "15-30"],
  [60, "31-60"],
  [90, "61-90"],
  [180, "91-180"],
  [365, "181-365"],
  [730, "366-730"],
  [Number.MAX_SAFE_INTEGER, "730+"],
];

export function rangeToken(value: number, classes: RangeClasses): string {
  return classes.find(([upper]) => value <= upper)![1];
}
