/** What one step of a panel's grid is. */
export type StepUnit = "day" | "week" | "period";

/** The step before this one in words: "yesterday", "the week before". */
export function stepBefore(step: StepUnit): string {
  return step === "day" ? "yesterday" : `the ${step} before`;
}
