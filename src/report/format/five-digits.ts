/** A number as charts carry it: five digits are more than a pixel shows, and never -0. */
export const fiveDigits = (value: number): number => Number(value.toPrecision(5)) + 0;
