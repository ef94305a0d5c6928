import type { FutureRule } from "../definition/future.js";
import type { Estimand, TreatmentChoice } from "./estimand.js";
import { treatmentRule } from "./treatment-rule.js";

/** The parts of a question's sentence, in plain words and without capitals or full stops. */
export interface ContrastPhrases {
  /** "active days with full history". */
  readonly population: string;
  /** "interactions of at least 70". */
  readonly treated: string;
  /** "interactions below 70". */
  readonly control: string;
  /** "the sum of interactions over the following 3 days". */
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
  const column = rule?.column ?? String(choice.rule);
  const cut =
    resolved !== undefined
      ? formatCut(resolved.cut)
      : rule?.kind === "atLeast"
        ? formatCut(rule.value)
        : `their ${rule?.quantile} quantile over active days`;
  return {
    population: estimand.population.history === "full" ? "active days with full history" : "active days",
    treated: `${column} of at least ${cut}`,
    control: `${column} below ${resolved === undefined && rule?.kind === "atLeastQuantile" ? "it" : cut}`,
    outcome: outcomePhrase(estimand),
    version: choice.actor === "platform" ? "" : "what users did, not what was served",
  };
}

function outcomePhrase({ outcome, panel }: Estimand): string {
  const named = Object.hasOwn(panel.future, outcome) ? panel.future[outcome] : undefined;
  if (named !== undefined && named.kind !== "lead") return futurePhrase(named, named.column);
  for (const [prefix, rule] of Object.entries(panel.future)) {
    if (rule.kind !== "lead" || !outcome.startsWith(`${prefix}_`)) continue;
    const column = outcome.slice(prefix.length + 1);
    if (rule.columns.includes(column)) return futurePhrase(rule, column);
  }
  return outcome;
}

function futurePhrase(rule: FutureRule, column: string): string {
  if (rule.days === 1) return `${column} on the following day`;
  return rule.kind === "sumOverNext"
    ? `the sum of ${column} over the following ${rule.days} days`
    : `${column} ${rule.days} days later`;
}

function formatCut(cut: number): string {
  return String(Number(cut.toPrecision(6)));
}
