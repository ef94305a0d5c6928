/**
 * The active user-days of a log, one row a user and day with at least one dated event, sorted by user and day.
 * It is where SQL ends and typed-array passes begin; a simulator hands over the same shape.
 */
export interface UserDayTable {
  /** User ids as text (ids above 2^53 stay whole), in panel order. */
  readonly users: readonly string[];
  /** First and number of calendar days of the log; days are counted from 1970-01-01. */
  readonly firstDay: number;
  readonly days: number;
  readonly rows: number;
  /** Index into `users`, [rows]. */
  readonly user: Int32Array;
  /** Calendar day minus `firstDay`, [rows]. */
  readonly day: Int32Array;
  /** One column a base measure of the panel definition, [rows]; no NaN. */
  readonly measures: Readonly<Record<string, Float64Array>>;
  /** One column a baseline attribute, [users]; NaN means not known. */
  readonly baseline: Readonly<Record<string, Float64Array>>;
}
