import type { Panel, PanelShard } from "../panel/panel.js";

/**
 * A column of the panel on every analysis row, [rows] in design order.
 * @param panelRow panel row of each analysis row, ascending, [rows]
 * @param read the column on a shard, [rows of the shard]
 */
export function onRows(
  panel: Panel,
  panelRow: Int32Array,
  read: (shard: PanelShard) => Float64Array,
): Float64Array {
  const out = new Float64Array(panelRow.length);
  let at = 0;
  for (const shard of panel.shards()) {
    const values = read(shard);
    const end = shard.firstRow + shard.rows;
    for (; at < panelRow.length && panelRow[at]! < end; at++)
      out[at] = values[panelRow[at]! - shard.firstRow]!;
  }
  return out;
}
