import { columnLabel } from "../definition/column-label.js";
import { describeCondition } from "../definition/condition-columns.js";
import { fullLookBack } from "../definition/full-look-back.js";
import { panelColumns } from "../definition/panel-columns.js";
import type { TreatmentRule } from "../definition/treatment.js";
import { writtenNumber } from "../definition/written-number.js";
import { adjustmentTerms } from "./adjustment-terms.js";
import { countedNoun } from "./counted-noun.js";
import type { Estimand, TreatmentChoice } from "./estimand.js";
import { outcomePhrase } from "./outcome-phrase.js";
import { treatmentRule } from "./treatment-rule.js";

/** The parts of a question's sentence, in plain words and without capitals or full stops. */
export interface ContrastPhrases {
  /** "active days with full history"; "active days" when no look-back was asked for. */
  readonly population: string;
  /** "at least 70 interactions"; "at least about 300.7 seconds of total play duration"; "avg watch ratio of at least 0.8". */
  readonly treated: string;
  /** "fewer than 70 interactions"; "less than about 300.7 seconds of total play duration"; "avg watch ratio below 0.8". */
  readonly control: string;
  /** "interactions over the following 3 days"; "the chance of being active on the following day". */
  readonly outcome: string;
  /** "what users did, not what was served", or empty when the platform alone decides. */
  readonly version: string;
}

/**
 * @param choice which treatment, from `treatmentFor`
 * @param resolved the number that a quantile rule came to, once a panel is there
 */
export function contrastPhrases(
  estimand: Estimand,
  choice: TreatmentChoice,
  resolved?: { readonly cut: number },
): ContrastPhrases {
  const rule = treatmentRule(estimand.panel, choice.rule);
  const { treated, control } = contrastOf(estimand, rule, String(choice.rule), resolved?.cut);
  return {
    population: asksForHistory(estimand) ? "active days with full history" : "active days",
    treated,
    control,
    outcome: outcomePhrase(estimand),
    version: choice.actor === "platform" ? "" : "what users did, not what was served",
  };
}

/** Whether rows without their whole look-back are left out: an adjustment column has to have one. */
function asksForHistory(estimand: Estimand): boolean {
  if (estimand.population.history !== "full") return false;
  const names = adjustmentTerms(estimand).map(({ column }) => column);
  return fullLookBack(panelColumns(estimand.panel), names) > 0;
}

function contrastOf(
  { panel }: Estimand,
  rule: TreatmentRule | undefined,
  name: string,
  cut: number | undefined,
): Pick<ContrastPhrases, "treated" | "control"> {
  if (rule === undefined) return { treated: name, control: `no ${name}` };
  const label = columnLabel(rule.kind === "rule" ? "" : rule.column);
  switch (rule.kind) {
    case "atLeast":
    case "atMost":
    case "atLeastQuantile":
    case "atMostQuantile":
      return cutContrast(panel, rule, cut);
    case "any":
      return { treated: `any ${label}`, control: `no ${label}` };
    case "streakAtLeast":
      return {
        treated: `${label} for ${rule.days} days in a row`,
        control: `${label} for fewer than ${rule.days} days in a row`,
      };
    case "topKWithinDay":
      return {
        treated: `${label} among the ${rule.k} largest of the day`,
        control: `${label} not among them`,
      };
    case "rule": {
      const condition = describeCondition(rule.when);
      return { treated: condition, control: `not (${condition})` };
    }
    case "categories":
    case "continuous":
      return { treated: `more ${label}`, control: `less ${label}` };
  }
}

type CutRule = Extract<TreatmentRule, { kind: "atLeast" | "atMost" | "atLeastQuantile" | "atMostQuantile" }>;

/** A count and an amount are so many of their unit; what is neither is said to be at least, or below, a number. */
function cutContrast(
  panel: Estimand["panel"],
  rule: CutRule,
  cut: number | undefined,
): Pick<ContrastPhrases, "treated" | "control"> {
  const own = "within" in rule && rule.within === "user";
  const number = own ? undefined : (cut ?? ("value" in rule ? rule.value : undefined));
  const side = rule.kind.startsWith("atLeast") ? "atLeast" : "atMost";
  const unit = panel.measures[rule.column]?.unit ?? "";
  if (number === undefined) {
    const label = columnLabel(rule.column);
    const quantile = "quantile" in rule ? rule.quantile : "";
    const bound = own
      ? `the user's own ${quantile} quantile so far`
      : `their ${quantile} quantile over active days`;
    return side === "atLeast"
      ? { treated: `${label} of at least ${bound}`, control: `${label} below it` }
      : { treated: `${label} of at most ${bound}`, control: `${label} above it` };
  }
  const bound = writtenNumber(number);
  const counted = countedNoun(panel, rule.column);
  const amount =
    counted ?? (addsUp(panel, rule.column) ? `${unit} of ${columnLabel(rule.column, unit)}` : undefined);
  if (amount !== undefined)
    return side === "atLeast"
      ? {
          treated: `at least ${bound} ${amount}`,
          control: `${counted ? "fewer" : "less"} than ${bound} ${amount}`,
        }
      : { treated: `at most ${bound} ${amount}`, control: `more than ${bound} ${amount}` };
  const label = columnLabel(rule.column, unit);
  const limit = unitless.has(unit) ? bound : `${bound} ${unit}`;
  return side === "atLeast"
    ? { treated: `${label} of at least ${limit}`, control: `${label} below ${limit}` }
    : { treated: `${label} of at most ${limit}`, control: `${label} above ${limit}` };
}

/** Whether a measure is a sum in a unit of its own, so that one can say "300 seconds of" it. */
function addsUp(panel: Estimand["panel"], column: string): boolean {
  const measure = Object.hasOwn(panel.measures, column) ? panel.measures[column] : undefined;
  if (measure === undefined || unitless.has(measure.unit)) return false;
  return measure.kind === "scaled" ? addsUp(panel, measure.measure) : measure.kind === "sum";
}

const unitless: ReadonlySet<string> = new Set(["", "share", "ratio", "1", "0 or 1", "none"]);
