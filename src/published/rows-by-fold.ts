/** Rows of each of the five folds, in order. */
export function rowsByFold(foldOfRow: Int32Array): readonly (readonly number[])[] {
  const folds: number[][] = [[], [], [], [], []];
  foldOfRow.forEach((fold, row) => {
    folds[fold]!.push(row);
  });
  return folds;
}
