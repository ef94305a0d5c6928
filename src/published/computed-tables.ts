/** Figures by table, row and place of the column, in the order of the published table's columns. */
export type ComputedTables = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
