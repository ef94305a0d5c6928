import { checkCall } from "../call-check.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { PanelNames } from "../definition/panel-names.js";
import type { TreatmentRule } from "../definition/treatment.js";
import type { EstimatorName } from "../results/estimator-names.js";
import type { Actor, AdjustmentTerm, Estimand, Segmentation, SurrogateChoice } from "./estimand.js";
import { estimandDefaults } from "./estimand-defaults.js";

type Entries<Column extends string> = readonly (Column | AdjustmentTerm<Column>)[];

/** A treatment of a panel: the name of a candidate, or a rule on its measures. */
interface TreatmentSpec<P extends PanelDefinition> {
  readonly rule:
    | PanelNames<P>["treatment"]
    | TreatmentRule<PanelNames<P>["measure"], PanelNames<P>["measure" | "history" | "baseline" | "calendar"]>;
  readonly actor: Actor;
}

/** An estimand as it is written in a file, its column names those of its panel `P`. */
export interface EstimandSpec<P extends PanelDefinition, SameDay extends string> {
  readonly question: string;
  readonly population?: Estimand["population"];
  readonly treatment: TreatmentSpec<P>;
  readonly treatmentOnSimulatedLog?: TreatmentSpec<P>;
  readonly outcome: PanelNames<P>["future"];
  readonly adjustFor: {
    readonly history: Entries<PanelNames<P>["history"] | NoInfer<SameDay>>;
    readonly baseline: Entries<PanelNames<P>["baseline"]>;
    readonly calendar: Entries<PanelNames<P>["calendar"]>;
    readonly reason: string;
    readonly measuredBefore?: {
      readonly [Column in SameDay]: { readonly before: "treatment"; readonly reason: string };
    };
  };
  readonly assignment?: NonNullable<Estimand["assignment"]>;
  readonly negativeControls?: {
    readonly outcomes?: readonly PanelNames<P>["future" | "measure" | "history"][];
    readonly treatments?: readonly PanelNames<P>["treatment"][];
    readonly reason: string;
  };
  readonly interference?: { readonly group: PanelNames<P>["baseline"] };
  readonly segments?: readonly Segmentation<
    PanelNames<P>["history" | "baseline" | "calendar"] | NoInfer<SameDay>
  >[];
  readonly surrogate?: SurrogateChoice<PanelNames<P>["future"]>;
  readonly effect?: Estimand["effect"];
  readonly averageOver?: Estimand["averageOver"];
  readonly primary: EstimatorName;
  readonly estimators?: readonly EstimatorName[];
  readonly inference: Partial<Estimand["inference"]> & Pick<Estimand["inference"], "seed">;
  readonly thresholds?: Estimand["thresholds"];
  readonly gates?: Estimand["gates"];
  readonly overrides?: Estimand["overrides"];
}

/**
 * A causal question about one day, as plain data. The compiler completes and checks every column name against the
 * panel; a measure of the treatment's own day is a name here only once `adjustFor.measuredBefore` gives its reason.
 *
 * @param spec what is asked; left out: full history, ATE, averaged over user-days, every estimator, 95 % intervals
 *   clustered by user, default gates, no overrides
 * @returns whole data that survives a JSON round trip. Faults the compiler cannot see are reported by `parseEstimand`,
 *   which knows the file's name and through which every run passes.
 */
export function defineEstimand<
  const P extends PanelDefinition,
  const SameDay extends PanelNames<P>["measure"] = never,
>(spec: { readonly panel: P } & EstimandSpec<NoInfer<P>, SameDay>): Estimand {
  checkCall("defineEstimand", spec, {});
  return {
    ...estimandDefaults,
    ...spec,
    inference: { ...estimandDefaults.inference, ...spec.inference },
  };
}
