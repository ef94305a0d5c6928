import { contrastPhrases } from "./contrast-phrases.js";
import type { Estimand, TreatmentChoice } from "./estimand.js";

/**
 * The question as one plain sentence that says what is compared, among which days, and what is left to its course: a
 * causal excursion effect (Boruvka, Almirall, Witkiewitz & Murphy 2018).
 *
 * @param choice which treatment, from `treatmentFor`
 * @param resolved the number that a quantile rule came to; without it the quantile is named
 */
export function estimandSentence(
  estimand: Estimand,
  choice: TreatmentChoice,
  resolved?: { readonly cut: number },
): string {
  const { population, treated, control, outcome, version } = contrastPhrases(estimand, choice, resolved);
  const average = estimand.averageOver === "userDays" ? "user-days" : "users";
  const aside = version === "" ? "" : ` (${version})`;
  return `Among ${population}, this asks by how much ${outcome} would change, on average over ${average}, with ${treated} rather than ${control} on the day${aside}, later days taking their natural course.`;
}
