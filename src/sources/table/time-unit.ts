/**
 * How a time column is written: a count since 1970-01-01 UTC, a text with date and time ("iso": ISO 8601 and its kin), or
 * a calendar day. One vocabulary for the flag `--unit` and for `time.unit` of a mapping.
 */
export const timeUnits = ["seconds", "milliseconds", "microseconds", "iso", "date"] as const;

export type TimeUnit = (typeof timeUnits)[number];
