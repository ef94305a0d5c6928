/** What a test gave of something that should not be there; estimates in a unit of their own. */
export interface ControlEvidence {
  readonly reason?: undefined;
  readonly rows: number;
  /** Two-sided, of nothing being there. */
  readonly pValue: number;
  /** What was found, in standard deviations; and with its interval, written. */
  readonly inDeviations: number;
  readonly written: string;
  readonly interval: string;
  /** What the test finds with 80 % power, and what would matter. */
  readonly detectable: number;
  readonly mark: number;
  readonly unit: string;
}
