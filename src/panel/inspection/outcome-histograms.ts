import { quantile } from "../../numeric/quantile.js";
import type { Panel } from "../panel.js";
import { countBins, type Histogram, histogramOf, planBins } from "./histogram.js";
import { histogramName } from "./histogram-name.js";
import { knownValues } from "./known-values.js";
import { quartilesOf } from "./quartiles-of.js";
import { upperEnd } from "./upper-end.js";

/** So many outcomes are drawn; a panel may define any number. */
const most = 6;

/** Histograms over user-days of the outcomes that a panel defines: future columns of several days, the first six. */
export function outcomeHistograms(panel: Panel): readonly Histogram[] {
  const columns = panel.columns.filter(
    ({ name, kind }) => kind === "future" && panel.definition.future[name]?.kind !== "lead",
  );
  const several = columns.filter(({ window: { from, to } }) => from !== to);
  return (several.length > 0 ? several : columns).slice(0, most).flatMap(({ name: column, unit }) => {
    const values = knownValues(panel, column);
    if (values.length === 0) return [];
    const quartiles = quartilesOf(values);
    const low = quantile(values, 0);
    const high = upperEnd(quartiles, quantile(values, 0.99));
    const plan = planBins(low >= 0 && low < high / 2 ? 0 : low, high, values.every(Number.isInteger));
    const name = histogramName("outcome", column);
    const about = { name, column, unit, of: "user-days" as const, quartiles, marks: [] };
    return [histogramOf(about, plan, countBins(plan, values))];
  });
}
