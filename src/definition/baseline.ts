/** A numeric attribute of the user from the source's user dimension; window "before entry". NaN where not known. */
export interface BaselineRule {
  readonly kind: "attribute";
  /** Column of the source's user table. */
  readonly column: string;
  readonly unit: string;
  /** Applied on reading: log1p for heavy-tailed counts. */
  readonly transform: "none" | "log1p";
}

export const attribute = (
  column: string,
  options: { unit: string; transform?: BaselineRule["transform"] },
): BaselineRule => ({
  kind: "attribute",
  column,
  unit: options.unit,
  transform: options.transform ?? "none",
});
