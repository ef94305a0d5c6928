import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";

/** How events spread over items, most popular first. */
export interface ItemPopularity {
  readonly items: number;
  readonly events: number;
  /** At most 101 points: the first `items` of all, their share of the events, and the events of the last of them. */
  readonly points: readonly {
    readonly items: number;
    readonly shareOfItems: number;
    readonly shareOfEvents: number;
    readonly events: number;
  }[];
}

/** The events of each item, ranked and added up; null for a log without items. */
export async function itemPopularity(
  engine: Engine,
  table: string,
  item: string,
): Promise<ItemPopularity | null> {
  const id = quoteIdentifier(item);
  const { columns, rows } = await engine.numbers(
    `SELECT CAST(count(*) AS DOUBLE) AS events FROM ${quoteIdentifier(table)} WHERE ${id} IS NOT NULL ` +
      `GROUP BY ${id} ORDER BY events DESC, ${id}`,
  );
  if (rows === 0) return null;
  const counts = columns.events!;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const ranks = new Set(Array.from({ length: 100 }, (_, index) => Math.ceil(((index + 1) * rows) / 100)));
  let sum = 0;
  const points = [{ items: 0, shareOfItems: 0, shareOfEvents: 0, events: counts[0]! }];
  counts.forEach((count, index) => {
    sum += count;
    if (!ranks.has(index + 1)) return;
    points.push({
      items: index + 1,
      shareOfItems: (index + 1) / rows,
      shareOfEvents: sum / total,
      events: count,
    });
  });
  return { items: rows, events: total, points };
}
