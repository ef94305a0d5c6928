/** Which column of an events table plays which part in its summary. */
export interface EventRoles {
  readonly user: string;
  readonly item?: string | undefined;
  readonly day: string;
  readonly time?: string | undefined;
  /** What one event and the items are called in names of metrics, e.g. "interaction" and "videos". */
  readonly words: { readonly event: string; readonly items: string };
  /** Columns whose distribution is described. */
  readonly described: readonly string[];
  /** Columns averaged and added by user; averaged by item. */
  readonly averages: Readonly<Record<string, string>>;
  readonly totals: Readonly<Record<string, string>>;
  readonly itemAverages: Readonly<Record<string, string>>;
  /** Every column that may lack values, with the column of the events table that tells it, in the order of ties. */
  readonly columns: readonly { readonly column: string; readonly from: string; readonly dtype: string }[];
}
