import type { ColumnDoc } from "./column-doc.js";
import { countedDays } from "./counted-days.js";
import type { FutureRule } from "./future.js";
import type { StepUnit } from "./step-unit.js";

/**
 * What a future rule makes of one measure, whose unit is `unit`. A flag counts days when it is summed; one day of it is
 * yes or no, and its mean is a share.
 */
export function futureDoc(
  rule: FutureRule,
  from: string,
  unit: string,
  flag: boolean,
  step: StepUnit,
): ColumnDoc {
  const over = countedDays(rule.days, step);
  const within = "not known unless all of them lie in the log";
  const doc = (first: number, sentence: string, columnUnit = unit): ColumnDoc => ({
    unit: columnUnit,
    window: { from: first, to: rule.days },
    derivedFrom: [from],
    sentence,
  });
  const yesNo = flag ? "0 or 1" : unit;
  switch (rule.kind) {
    case "lead":
    case "onDay":
      return doc(rule.days, `${from} ${over} later; not known beyond the end of the log.`, yesNo);
    case "sumOverNext":
      return doc(1, `Sum of ${from} over the ${over} after; ${within}.`);
    case "meanOverNext":
      return doc(1, `Mean of ${from} over the ${over} after; ${within}.`, flag ? "share" : unit);
    case "maxOverNext":
      return doc(1, `Largest ${from} of the ${over} after; ${within}.`, yesNo);
    case "anyOverNext":
      return doc(1, `1 when ${from} is above 0 on any of the ${over} after, else 0; ${within}.`, "0 or 1");
  }
}
