/** Units that are not written after their number because the number has none. */
const silentUnits = new Set(["", "1", "none", "number", "ratio"]);

/** A written number with its unit, kept on one line: "−3.42 interactions", "27.8%". */
export const withUnit = (number: string, unit: string): string =>
  silentUnits.has(unit) ? number : unit === "%" ? `${number}%` : `${number}\u00a0${unit}`;

/** A unit for the head of a column or an axis: " (interactions)", or nothing. */
export const inUnit = (unit: string): string => (silentUnits.has(unit) ? "" : ` (${unit})`);
