import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { quantile } from "../../numeric/quantile.js";
import { countBins, type Histogram, histogramOf, planBins } from "./histogram.js";
import { quartilesOf } from "./quartiles-of.js";
import { upperEnd } from "./upper-end.js";

/** Histograms over users: events (dated or not) and active days in the whole log. */
export async function userHistograms(
  engine: Engine,
  table: string,
  { unit, day }: PanelDefinition,
): Promise<readonly Histogram[]> {
  const user = quoteIdentifier(unit);
  const { columns, rows } = await engine.numbers(
    `SELECT CAST(count(*) AS DOUBLE) AS events, CAST(count(DISTINCT ${quoteIdentifier(day)}) AS DOUBLE) AS days ` +
      `FROM ${quoteIdentifier(table)} WHERE ${user} IS NOT NULL GROUP BY ${user} ORDER BY ${user}`,
  );
  if (rows === 0) return [];
  const over = (name: string, column: string, values: Float64Array, high: number): Histogram => {
    const plan = planBins(0, high, true);
    const quartiles = quartilesOf(values);
    const about = { name, column, unit: "", of: "users" as const, quartiles, marks: [] };
    return histogramOf(about, plan, countBins(plan, values));
  };
  const most = columns.days!.reduce((highest, value) => Math.max(highest, value), 0);
  return [
    over(
      "users-events",
      "events in the log",
      columns.events!,
      upperEnd(quartilesOf(columns.events!), quantile(columns.events!, 0.99)),
    ),
    over("users-active-days", "active days", columns.days!, most),
  ];
}
