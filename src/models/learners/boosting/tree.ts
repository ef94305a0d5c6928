import type { Matrix } from "../../../numeric/matrix.js";

/** A binary tree as arrays over its nodes, the root first; children stand after their parent. */
export interface Tree {
  /** Column a node splits on, -1 for a leaf. */
  readonly feature: Int32Array;
  /** Rows whose value is at most this go left. */
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf adds to the prediction, learning rate included. */
  readonly value: Float64Array;
}

/** Adds the leaf value of the listed rows (all rows when absent) to `scores` at those rows. */
export function addTree(tree: Tree, covariates: Matrix, scores: Float64Array, listed?: Int32Array): void {
  const { feature, threshold, left, right, value } = tree;
  const { rows, values } = covariates;
  const count = listed?.length ?? rows;
  for (let k = 0; k < count; k++) {
    const row = listed === undefined ? k : listed[k]!;
    let node = 0;
    for (let split = feature[0]!; split >= 0; split = feature[node]!)
      node = values[split * rows + row]! <= threshold[node]! ? left[node]! : right[node]!;
    scores[row] = scores[row]! + value[node]!;
  }
}
