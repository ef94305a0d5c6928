import { describeCondition } from "../definition/condition-columns.js";
import type { FutureRule } from "../definition/future.js";
import type { TreatmentRule } from "../definition/treatment.js";
import type { Estimand, TreatmentChoice } from "./estimand.js";
import { treatmentRule } from "./treatment-rule.js";

/** The parts of a question's sentence, in plain words and without capitals or full stops. */
export interface ContrastPhrases {
  /** "active days with full history". */
  readonly population: string;
  /** "at least 70 interactions"; "avg_watch_ratio of at least 0.8" for what is no count. */
  readonly treated: string;
  /** "fewer than 70 interactions"; "avg_watch_ratio below 0.8". */
  readonly control: string;
  /** "interactions over the following 3 days". */
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
    population: estimand.population.history === "full" ? "active days with full history" : "active days",
    treated,
    control,
    outcome: outcomePhrase(estimand),
    version: choice.actor === "platform" ? "" : "what users did, not what was served",
  };
}

function contrastOf(
  { panel }: Estimand,
  rule: TreatmentRule | undefined,
  name: string,
  cut: number | undefined,
): Pick<ContrastPhrases, "treated" | "control"> {
  if (rule === undefined) return { treated: name, control: `no ${name}` };
  switch (rule.kind) {
    case "atLeast":
    case "atMost":
    case "atLeastQuantile":
    case "atMostQuantile": {
      const own = "within" in rule && rule.within === "user";
      const quantile = "quantile" in rule ? rule.quantile : undefined;
      const number = own ? undefined : (cut ?? ("value" in rule ? rule.value : undefined));
      const bound =
        number !== undefined
          ? formatCut(number)
          : own
            ? `the user's own ${quantile} quantile so far`
            : `their ${quantile} quantile over active days`;
      const other = number === undefined ? "it" : bound;
      const noun = number === undefined ? undefined : countedNoun(panel, rule.column);
      if (noun !== undefined)
        return rule.kind.startsWith("atLeast")
          ? { treated: `at least ${bound} ${noun}`, control: `fewer than ${bound} ${noun}` }
          : { treated: `at most ${bound} ${noun}`, control: `more than ${bound} ${noun}` };
      return rule.kind.startsWith("atLeast")
        ? { treated: `${rule.column} of at least ${bound}`, control: `${rule.column} below ${other}` }
        : { treated: `${rule.column} of at most ${bound}`, control: `${rule.column} above ${other}` };
    }
    case "any":
      return { treated: `any ${rule.column}`, control: `no ${rule.column}` };
    case "streakAtLeast":
      return {
        treated: `${rule.column} for ${rule.days} days in a row`,
        control: `${rule.column} for fewer than ${rule.days} days in a row`,
      };
    case "topKWithinDay":
      return {
        treated: `${rule.column} among the ${rule.k} largest of the day`,
        control: `${rule.column} not among them`,
      };
    case "rule": {
      const condition = describeCondition(rule.when);
      return { treated: condition, control: `not (${condition})` };
    }
    case "categories":
    case "continuous":
      return { treated: `more ${rule.column}`, control: `less ${rule.column}` };
  }
}

function outcomePhrase({ outcome, panel }: Estimand): string {
  const named = Object.hasOwn(panel.future, outcome) ? panel.future[outcome] : undefined;
  if (named !== undefined && named.kind !== "lead") return futurePhrase(panel, named, named.column);
  for (const [prefix, rule] of Object.entries(panel.future)) {
    if (rule.kind !== "lead" || !outcome.startsWith(`${prefix}_`)) continue;
    const column = outcome.slice(prefix.length + 1);
    if (rule.columns.includes(column)) return futurePhrase(panel, rule, column);
  }
  return outcome;
}

/** What a measure counts, when its name is that noun: "interactions"; `undefined` for measures that are no counts. */
function countedNoun(panel: Estimand["panel"], column: string): string | undefined {
  const measure = Object.hasOwn(panel.measures, column) ? panel.measures[column] : undefined;
  if (measure?.kind === "active") return "active days";
  const noun = column.replaceAll("_", " ");
  return measure?.unit === noun ? noun : undefined;
}

function futurePhrase(panel: Estimand["panel"], rule: FutureRule, column: string): string {
  if (rule.days === 1 && rule.kind !== "anyOverNext") return `${column} on the following day`;
  const following = rule.days === 1 ? "the following day" : `the following ${rule.days} days`;
  switch (rule.kind) {
    case "lead":
    case "onDay":
      return `${column} ${rule.days} days later`;
    case "sumOverNext":
      return `${countedNoun(panel, column) ?? `the sum of ${column}`} over ${following}`;
    case "meanOverNext":
      return `the mean of ${column} over ${following}`;
    case "maxOverNext":
      return `the largest ${column} of ${following}`;
    case "anyOverNext":
      return `the chance of any ${column} over ${following}`;
  }
}

function formatCut(cut: number): string {
  return String(Number(cut.toPrecision(6)));
}
