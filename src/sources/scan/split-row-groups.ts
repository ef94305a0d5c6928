import { closeSync, openSync } from "node:fs";
import { ColumnPages } from "./parquet/column-pages.js";
import type { ParquetChunk } from "./parquet/parquet-file.js";
import type { RowGroupRange } from "./scan-row-groups.js";

const blockRows = 4096;

type Groups = readonly { readonly rows: number; readonly chunks: readonly ParquetChunk[] }[];

/**
 * Cuts a Parquet file's rows into stretches of about equal size such that no run of neighbouring rows with the same
 * user is cut, as `splitFile` does. Empty stretches are left out; undefined where the users cannot be read.
 * @param user  which of the columns holds the user
 */
export function splitRowGroups(
  path: string,
  columns: RowGroupRange["columns"],
  groups: Groups,
  user: number,
  parts: number,
): readonly RowGroupRange[] | undefined {
  const total = groups.reduce((sum, { rows }) => sum + rows, 0);
  const cuts = [0];
  const file = openSync(path, "r");
  try {
    for (let part = 1; part < parts; part++) {
      const wanted = Math.max(Math.floor((total * part) / parts), cuts.at(-1)!);
      const cut = nextUser(new ColumnPages(file, columns[user]!.field), groups, user, wanted);
      if (cut === undefined) return undefined;
      cuts.push(cut);
    }
  } finally {
    closeSync(file);
  }
  cuts.push(total);
  return cuts
    .slice(0, -1)
    .map((from, part) => ({ path, columns, groups: between(groups, from, cuts[part + 1]!) }))
    .filter((range) => range.groups.length > 0);
}

/** The parts of row groups that lie between two rows of the file. */
function between(groups: Groups, from: number, to: number): RowGroupRange["groups"] {
  let start = 0;
  return groups.flatMap(({ rows, chunks }) => {
    const firstRow = Math.max(from - start, 0);
    const end = Math.min(to - start, rows);
    start += rows;
    return end > firstRow ? [{ chunks, groupRows: rows, firstRow, rows: end - firstRow }] : [];
  });
}

/** The first row behind `from` whose user is not that of the row before it; the number of rows where there is none. */
function nextUser(pages: ColumnPages, groups: Groups, user: number, from: number): number | undefined {
  const block = new Float64Array(blockRows);
  let known: number | undefined;
  let start = 0;
  for (const { rows, chunks } of groups) {
    const firstRow = Math.max(from - start, 0);
    if (firstRow < rows) {
      pages.open(chunks[user]!, rows);
      if (!pages.skip(firstRow)) return undefined;
    }
    for (let row = firstRow; row < rows; row += blockRows) {
      const count = Math.min(blockRows, rows - row);
      if (!pages.take(block, 0, count)) return undefined;
      known ??= block[0]!;
      const change = block.findIndex((id, index) => index < count && !Object.is(id, known));
      if (change >= 0) return start + row + change;
    }
    start += rows;
  }
  return start;
}
