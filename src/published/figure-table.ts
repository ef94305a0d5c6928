/** One published table, as printed. */
export interface FigureTable {
  /** Name of the computed table it stands beside. */
  readonly name: string;
  /** Notebook of the series. */
  readonly notebook: number;
  readonly title: string;
  readonly columns: readonly string[];
  /** Decimals that each column was printed with. */
  readonly decimals: readonly number[];
  /** Null where nothing was printed. */
  readonly rows: Readonly<Record<string, readonly (number | null)[]>>;
}
