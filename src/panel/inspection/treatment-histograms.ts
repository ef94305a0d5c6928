import { quantile } from "../../numeric/quantile.js";
import type { Panel } from "../panel.js";
import type { ResolvedTreatment } from "../resolved-treatment.js";
import { countBins, type Histogram, histogramOf, planBins } from "./histogram.js";
import { histogramName } from "./histogram-name.js";
import { knownValues } from "./known-values.js";
import { quartilesOf } from "./quartiles-of.js";
import { upperEnd } from "./upper-end.js";

const compared = new Set<string | undefined>([undefined, "atMost", "above"]);

/** The column behind each candidate treatment that compares it with a number, over the days the rule speaks of. */
export function treatmentHistograms(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
): readonly Histogram[] {
  return treatments
    .filter(({ kind, how }) => kind === "binary" && compared.has(how?.test))
    .flatMap(({ name, column, cut, among }) => {
      const values = knownValues(panel, column, among);
      if (values.length === 0) return [];
      const quartiles = quartilesOf(values);
      const [low, most] = [quantile(values, 0), upperEnd(quartiles, quantile(values, 0.99))];
      const high = Math.max(most, cut);
      const plan = planBins(low >= 0 && low < high / 2 ? 0 : low, high, values.every(Number.isInteger));
      const unit = panel.columns.find((known) => known.name === column)?.unit ?? "";
      const marks = [{ value: cut, label: name }];
      const about = {
        name: histogramName("treatment", name),
        column,
        unit,
        of: "available user-days" as const,
        quartiles,
        marks,
      };
      return [histogramOf(about, plan, countBins(plan, values))];
    });
}
