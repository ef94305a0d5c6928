import type { Panel } from "../../src/panel/panel.js";

/** A column of the whole panel, shard after shard. */
export function panelValues(panel: Panel, column: string): number[] {
  return [...panel.shards()].flatMap((shard) => [...shard.column(column)]);
}

/** "user day" of every row. */
export function panelRows(panel: Panel): string[] {
  return [...panel.shards()].flatMap((shard) =>
    Array.from(shard.user, (user, row) => `${panel.users[user]} ${shard.day[row]}`),
  );
}
