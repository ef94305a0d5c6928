import { checkCall, kinds, optional } from "../call-check.js";
import { rowHash } from "../design/row-hash.js";
import { PanelError } from "../errors.js";
import type { SampleKey } from "../results/influence-estimate.js";

/** Which cluster each row of a table belongs to; clusters are numbered in order of first appearance. */
export interface RowClusters {
  /** [rows]. */
  readonly of: Int32Array;
  readonly count: number;
}

/**
 * Numbers the clusters of rows; without labels every row is a cluster of its own.
 * @throws PanelError `cluster.lengths`; `cluster.missing` for a label that is empty, NaN or absent, naming the row
 */
export function rowClusters(
  labels: ArrayLike<number> | ArrayLike<string> | undefined,
  rows: number,
): RowClusters {
  checkCall("rowClusters", { labels, rows }, { labels: optional(kinds.rows), rows: kinds.number });
  if (labels === undefined) return { of: Int32Array.from({ length: rows }, (_, row) => row), count: rows };
  if (labels.length !== rows)
    throw new PanelError(
      "cluster.lengths",
      `cluster has ${labels.length} values, but there are ${rows} rows; expected one label a row`,
      { rows, labels: labels.length },
    );
  const index = new Map<string | number, number>();
  const of = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const label = labels[row];
    if (row > 0 && label === labels[row - 1]) {
      of[row] = of[row - 1]!;
      continue;
    }
    if (label === undefined || label === null || label === "" || Number.isNaN(label))
      throw new PanelError(
        "cluster.missing",
        `row ${row} has no cluster (${JSON.stringify(label) ?? "undefined"}); every row needs the label of its unit`,
        { row },
      );
    let at = index.get(label);
    if (at === undefined) {
      at = index.size;
      index.set(label, at);
    }
    of[row] = at;
  }
  return { of, count: index.size };
}

/**
 * The key of an estimate on all rows of a table: the same rows, clusters and columns give the same key, and the same as
 * `designFromColumns` gives, so that estimates of both ways combine.
 * @param columns  treatment and outcome of each row, in this order
 */
export function sampleOfRows(clusters: RowClusters, ...columns: readonly Float64Array[]): SampleKey {
  checkCall("sampleOfRows", clusters, { of: kinds.rows });
  const order = new Int32Array(clusters.of.length);
  let sorted = true;
  for (let row = 0; row < order.length; row++) {
    order[row] = row;
    sorted &&= row === 0 || clusters.of[row - 1]! <= clusters.of[row]!;
  }
  if (!sorted) order.sort((a, b) => clusters.of[a]! - clusters.of[b]! || a - b);
  const ordered = sorted ? columns : columns.map((values) => Float64Array.from(order, (row) => values[row]!));
  return {
    panel: rowHash(
      order.map((row) => clusters.of[row]!),
      ...ordered,
    ),
    users: clusters.count,
    rows: rowHash(order),
  };
}
