import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { expressionKind, tableTypes } from "../log-columns.js";
import type { Summary } from "../summary/summary-schema.js";
import { edgeOf, type Histogram, histogramOf, planBins } from "./histogram.js";
import { histogramName } from "./histogram-name.js";
import { upperEnd } from "./upper-end.js";

const most = 6;

/**
 * Histograms of the event columns that the summary describes (six at most), counted in the engine. They reach from 0,
 * or the 1 % quantile where values lie far from 0 or below it, to `upperEnd`. Marks are the values from which a
 * measure of the panel counts an event.
 */
export async function eventHistograms(
  engine: Engine,
  table: string,
  summary: Summary,
  definition: PanelDefinition,
): Promise<readonly Histogram[]> {
  const types = await tableTypes(engine, table);
  const found: Histogram[] = [];
  for (const row of summary.engagement_summary) {
    const range = rangeOf(row);
    const type = types.get(row.column);
    if (found.length === most || range === undefined || type === undefined) continue;
    if (/_capped_|^utc_offset_seconds$/.test(row.column)) continue;
    const plan = planBins(range.low, range.high, expressionKind(type) === "integer");
    const value = `CAST(${quoteIdentifier(row.column)} AS DOUBLE)`;
    const bin = `floor(${value} * ${plan.parts} / ${plan.step}) - ${plan.first}`;
    const held = `CASE WHEN ${bin} < 0 THEN -1 WHEN ${bin} >= ${plan.bins} THEN ${plan.bins} ELSE ${bin} END`;
    const { columns } = await engine.numbers(
      `SELECT CAST(${held} AS DOUBLE) AS bin, CAST(count(*) AS DOUBLE) AS n FROM ${quoteIdentifier(table)} ` +
        `WHERE isfinite(${value}) GROUP BY 1 ORDER BY 1`,
    );
    const at = new Map(Array.from(columns.bin!, (index, row) => [index, columns.n![row]!]));
    const counts = Float64Array.from({ length: plan.bins }, (_, index) => at.get(index) ?? 0);
    const about = {
      name: histogramName("events", row.column),
      column: row.column,
      unit: unitOf(row.column),
      of: "events" as const,
      quartiles: range.quartiles,
      marks: marksOf(row.column, definition, edgeOf(plan, plan.bins)),
    };
    found.push(histogramOf(about, plan, { counts, below: at.get(-1) ?? 0, beyond: at.get(plan.bins) ?? 0 }));
  }
  return found;
}

function rangeOf(
  row: Summary["engagement_summary"][number],
): { readonly low: number; readonly high: number; readonly quartiles: Histogram["quartiles"] } | undefined {
  const {
    min,
    max,
    "1%": q01,
    "25%": q25,
    "50%": q50,
    "75%": q75,
    "99%": q99,
  }: Readonly<Record<string, unknown>> = row;
  if (typeof min !== "number" || typeof max !== "number" || min === max) return undefined;
  if (typeof q01 !== "number" || typeof q99 !== "number") return undefined;
  if (typeof q25 !== "number" || typeof q50 !== "number" || typeof q75 !== "number") return undefined;
  const [low, high] = q01 === q99 ? [min, max] : [q01, upperEnd([q25, q50, q75], q99)];
  return { low: low >= 0 && low < high / 2 ? 0 : low, high, quartiles: [q25, q50, q75] };
}

function marksOf(column: string, { measures }: PanelDefinition, end: number): Histogram["marks"] {
  return Object.entries(measures).flatMap(([name, measure]) =>
    measure.kind === "countWhere" && measure.column === column && measure.atLeast < end
      ? [{ value: measure.atLeast, label: name }]
      : [],
  );
}

const unitOf = (column: string): string =>
  /_sec(onds)?$/.test(column) ? "seconds" : /_ms$/.test(column) ? "milliseconds" : "";
